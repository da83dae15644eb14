/*
 * bakefont.c - makes the baked font files of src/pdf/face.h from fonts/fonts.xml.
 *
 *     bakefont fonts/fonts.xml OUTPUT-FOLDER
 *
 * Writes ID.face for every <face>, srgb.icc, unicode.cmap and usual.cmap.
 */
#include "base/arena.h"
#include "base/file.h"
#include "bake.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* An attribute's value, or NULL; the caller frees it with xmlFree(). */
static char *attribute(const xmlNode *node, const char *name)
{
    return (char *)xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
}

static unsigned read_code(const char *string, char **end)
{
    unsigned long const code = strtoul(string, end, 16);
    if (*end == string || code == 0 || code >= FACE_CHARACTERS)
        bake_fail("fonts.xml: not a character of two bytes: %s", string);
    return (unsigned)code;
}

/* Gives the characters of a list like "20-7E A0" that the font has to a subset. */
static void read_characters(struct baking *baking, const char *list, unsigned subset)
{
    char *end;
    for (const char *p = list + strspn(list, " \n\t"); *p; p = end + strspn(end, " \n\t")) {
        unsigned const first = read_code(p, &end);
        unsigned const last = *end == '-' ? read_code(end + 1, &end) : first;
        for (unsigned c = first; c <= last; c++)
            if (baking->subset[c] == NO_SUBSET && source_has(baking->font, c)) {
                baking->subset[c] = (unsigned char)subset;
                baking->like[c] = (uint16_t)c;
                baking->order[baking->count++] = (uint16_t)c;
            }
    }
}

/* <alias for= like=>: joins the subset of the character that it looks like. */
static void read_alias(struct baking *baking, const xmlNode *node)
{
    char *from = attribute(node, "for"), *like = attribute(node, "like"), *end;
    if (!from || !like)
        bake_fail("fonts.xml: an alias needs for and like");
    unsigned const code = read_code(from, &end);
    unsigned const shown = read_code(like, &end);
    if (baking->subset[code] == NO_SUBSET && baking->subset[shown] != NO_SUBSET) {
        baking->subset[code] = baking->subset[shown];
        baking->like[code] = (uint16_t)shown;
        baking->order[baking->count++] = (uint16_t)code;
    }
    xmlFree(from);
    xmlFree(like);
}

static bool begins_with(const char *string, const char *start)
{
    return !start || strncmp(string, start, strlen(start)) == 0;
}

/* The first <file> that exists and carries the name and the version that the face asks for. */
static struct source_font *open_source(const xmlNode *face, const char *id)
{
    char *name = attribute(face, "name"), *version = attribute(face, "version");
    char *package = attribute(face, "package");
    struct source_font *font = NULL;
    for (const xmlNode *node = face->children; node && !font; node = node->next) {
        if (!is_element(node, "file"))
            continue;
        char *path = (char *)xmlNodeGetContent(node);
        font = source_open(path);
        if (font && ((name && strcmp(source_name(font, SOURCE_NAME_POSTSCRIPT), name) != 0) ||
                     !begins_with(source_name(font, SOURCE_NAME_VERSION), version))) {
            source_close(font);
            font = NULL;
        }
        if (font)
            source_check_embedding(font, path);
        xmlFree(path);
    }
    if (!font)
        bake_fail("no font file for the face \"%s\" (%s, %s); install the package %s", id,
                  name ? name : "any name", version ? version : "any version",
                  package ? package : "that fonts/fonts.xml names");
    xmlFree(name);
    xmlFree(version);
    xmlFree(package);
    return font;
}

/* Reads the <subset> and <alias> children of a <face> or of the <repertoire> that it names. */
static void read_repertoire(struct baking *baking, const xmlNode *parent, const char *id)
{
    for (const xmlNode *child = parent->children; child; child = child->next) {
        if (is_element(child, "subset")) {
            if (baking->header.subset_count == FACE_SUBSETS_MAX)
                bake_fail("fonts.xml: face \"%s\" has more than %d subsets", id, FACE_SUBSETS_MAX);
            char *characters = (char *)xmlNodeGetContent(child);
            read_characters(baking, characters, baking->header.subset_count++);
            xmlFree(characters);
        } else if (is_element(child, "alias")) {
            read_alias(baking, child);
        }
    }
}

/* The <repertoire> of that id, or the face itself when it names none. */
static const xmlNode *find_repertoire(const xmlNode *face)
{
    char *wanted = attribute(face, "repertoire");
    const xmlNode *found = wanted ? NULL : face;
    for (const xmlNode *node = face->parent->children; node && !found; node = node->next) {
        if (!is_element(node, "repertoire"))
            continue;
        char *id = attribute(node, "id");
        if (id && strcmp(id, wanted) == 0)
            found = node;
        xmlFree(id);
    }
    if (!found)
        bake_fail("fonts.xml: there is no repertoire \"%s\"", wanted);
    xmlFree(wanted);
    return found;
}

/* Bakes a face and notes the blocks of codes that it has characters in. */
static void read_face(const xmlNode *node, const char *folder, bool *blocks)
{
    char *id = attribute(node, "id");
    struct baking *baking = xmalloc(sizeof *baking);
    memset(baking, 0, sizeof *baking);
    memset(baking->subset, NO_SUBSET, sizeof baking->subset);
    baking->font = open_source(node, id);
    read_repertoire(baking, find_repertoire(node), id);
    bake_face(baking, folder, id);
    for (unsigned block = 0; block < FACE_CHARACTERS / FACE_BLOCK; block++)
        if (baking->header.blocks[block])
            blocks[block] = true;
    source_close(baking->font);
    free(baking);
    xmlFree(id);
}

/* What every document has once, whatever its faces. */
static void bake_common(const bool *blocks, const char *folder)
{
    struct text stream = TEXT_EMPTY;
    bool usual[FACE_CHARACTERS / FACE_BLOCK];
    srgb_profile(&stream);
    bake_stream(&stream, folder, "srgb.icc");
    text_clear(&stream);
    make_text_map(blocks, &stream);
    bake_stream(&stream, folder, "unicode.cmap");
    text_clear(&stream);
    for (unsigned block = 0; block < FACE_CHARACTERS / FACE_BLOCK; block++)
        usual[block] = blocks[block] && face_block_is_usual(block);
    make_text_map(usual, &stream);
    bake_stream(&stream, folder, "usual.cmap");
    text_free(&stream);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        bake_fail("usage: bakefont FONTS.XML OUTPUT-FOLDER");
    xmlDoc *doc = xmlReadFile(argv[1], NULL, XML_PARSE_NONET);
    if (!doc)
        bake_fail("%s: not well-formed", argv[1]);
    int const error = folder_make(argv[2]);
    if (error)
        bake_fail("%s: %s", argv[2], strerror(error));
    bool blocks[FACE_CHARACTERS / FACE_BLOCK] = {false};
    for (const xmlNode *node = xmlDocGetRootElement(doc)->children; node; node = node->next)
        if (is_element(node, "face"))
            read_face(node, argv[2], blocks);
    bake_common(blocks, argv[2]);
    xmlFreeDoc(doc);
    return 0;
}
