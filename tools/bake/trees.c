/*
 * trees.c - keeps the trees of definitions for the program (src/xml/baked.h):
 *
 *     trees form.xsd FILE... > baked_trees.h
 *
 * A form file that form.xsd finds good is kept as it is then, with the attributes that it has by default; a schema
 * or a file of rules as it is parsed.  What is neither is left out, and said on standard error: the program reads it
 * itself, and tells what is wrong.
 */
#include "base/arena.h"
#include "base/file.h"
#include "xml/baked.h"

#include <libxml/hash.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 4 * 1024 * 1024, PER_LINE = 16 };

struct numbers {
    uint32_t *item;
    size_t count, cap;
};

/* All that is kept so far. */
static struct {
    struct text bytes;      /* of files, and strings that stand in none as they are */
    xmlHashTablePtr places; /* of these strings, and 1 */
    struct numbers strings; /* each two: where it begins, how long it is */
    struct numbers nodes;
    struct text definitions;
} kept;

/* The definition in hand. */
struct writer {
    size_t file, size;       /* its bytes among those that are kept */
    xmlHashTablePtr numbers; /* of its strings */
    uint32_t string_count;
    const xmlNs *spaces[BAKED_MOST_SPACES];
    uint32_t space_count;
    enum baked_kind kind;
    bool fits;
};

static void put(struct numbers *numbers, size_t number)
{
    numbers->item = xgrow(numbers->item, numbers->count, &numbers->cap, sizeof *numbers->item);
    numbers->item[numbers->count++] = (uint32_t)number;
}

/* ---- strings ----------------------------------------------------------------------------- */

/* Where it stands in the file, or else behind it; entities, and values by default, do not stand there. */
static size_t place_of(const struct writer *writer, const xmlChar *string)
{
    const char *words = (const char *)string;
    const char *file = kept.bytes.data + writer->file;
    const char *found = memmem(file, writer->size, words, strlen(words));
    if (found)
        return (size_t)(found - kept.bytes.data);
    size_t const known = (size_t)xmlHashLookup(kept.places, string);
    if (known)
        return known - 1;
    size_t const place = kept.bytes.len;
    text_add(&kept.bytes, words);
    xmlHashAddEntry(kept.places, string, (void *)(place + 1));
    return place;
}

/* Its number in the definition; NULL has 0. */
static size_t number_of(struct writer *writer, const xmlChar *string)
{
    if (!string)
        return 0;
    size_t number = (size_t)xmlHashLookup(writer->numbers, string);
    if (!number) {
        put(&kept.strings, place_of(writer, string));
        put(&kept.strings, strlen((const char *)string));
        number = ++writer->string_count;
        xmlHashAddEntry(writer->numbers, string, (void *)number);
    }
    return number;
}

/* ---- nodes ------------------------------------------------------------------------------- */

static size_t space_of(struct writer *writer, const xmlNs *space)
{
    if (space && xmlStrEqual(space->href, XML_XML_NAMESPACE))
        return BAKED_SPACE_XML;
    for (uint32_t i = 0; space && i < writer->space_count; i++)
        if (writer->spaces[i] == space)
            return i + 1;
    writer->fits &= !space;
    return 0;
}

static void write_spaces(struct writer *writer, const xmlNs *declared)
{
    size_t const count = kept.nodes.count;
    put(&kept.nodes, 0);
    for (; declared; declared = declared->next) {
        writer->fits &= writer->space_count < BAKED_MOST_SPACES;
        if (!writer->fits)
            return;
        writer->spaces[writer->space_count++] = declared;
        put(&kept.nodes, number_of(writer, declared->prefix));
        put(&kept.nodes, number_of(writer, declared->href));
        kept.nodes.item[count]++;
    }
}

static void write_attributes(struct writer *writer, const xmlAttr *attribute)
{
    size_t const count = kept.nodes.count;
    put(&kept.nodes, 0);
    for (; attribute; attribute = attribute->next) {
        const xmlNode *text = attribute->children;
        writer->fits &= !text || (text->type == XML_TEXT_NODE && !text->next);
        put(&kept.nodes, number_of(writer, attribute->name));
        put(&kept.nodes, space_of(writer, attribute->ns));
        put(&kept.nodes, number_of(writer, text ? text->content : NULL));
        put(&kept.nodes, (uintptr_t)attribute->_private);
        kept.nodes.item[count]++;
    }
}

/* Schemas and rules are read by their elements alone. */
static bool says_nothing(const struct writer *writer, const xmlNode *node)
{
    return writer->kind == BAKED_PARSED &&
           (node->type == XML_COMMENT_NODE ||
            (xmlIsBlankNode(node) && xmlChildElementCount(node->parent) > 0));
}

static void write_node(struct writer *writer, const xmlNode *node)
{
    if (says_nothing(writer, node))
        return;
    if (node->type == XML_TEXT_NODE) {
        put(&kept.nodes, number_of(writer, node->content) << BAKED_SHIFT | BAKED_TEXT);
    } else if (node->type == XML_COMMENT_NODE) {
        put(&kept.nodes, BAKED_COMMENT);
    } else if (node->type == XML_ELEMENT_NODE) {
        size_t const place = kept.nodes.count + 1;
        put(&kept.nodes, number_of(writer, node->name) << BAKED_SHIFT | BAKED_ELEMENT);
        put(&kept.nodes, (uintptr_t)node->_private);
        put(&kept.nodes, node->line);
        put(&kept.nodes, 0);
        write_spaces(writer, node->nsDef);
        kept.nodes.item[place + 2] = (uint32_t)space_of(writer, node->ns);
        write_attributes(writer, node->properties);
        for (const xmlNode *child = node->children; child; child = child->next)
            write_node(writer, child);
        put(&kept.nodes, BAKED_END);
    } else {
        writer->fits = false;
    }
}

/* Keeps the tree of a file that is kept, and appends the struct that leads to it; false when it has what cannot be. */
static bool keep(const xmlNode *root, size_t file, enum baked_kind kind, struct text *out)
{
    struct writer writer = {
        .file = file, .size = kept.bytes.len - file, .kind = kind, .fits = true};
    size_t const strings = kept.strings.count / 2;
    size_t const nodes = kept.nodes.count;
    writer.numbers = xmlHashCreate(0);
    write_node(&writer, root);
    xmlHashFree(writer.numbers, NULL);
    if (writer.fits)
        text_format(out, "{{%zu, %zu}, %s, %zu, %u, %zu}", writer.file, writer.size,
                    kind == BAKED_CHECKED ? "BAKED_CHECKED" : "BAKED_PARSED", strings,
                    writer.string_count, nodes);
    return writer.fits;
}

/* ---- what of form.xsd is about the school ------------------------------------------------ */

/* The names of types, groups and elements that an element of a schema refers to. */
static const char *const references[] = {"type", "ref", "base", "itemType"};

static void want(xmlHashTablePtr wanted, xmlNodePtr schema, const char *name);

static void want_references(xmlHashTablePtr wanted, xmlNodePtr schema, const xmlNode *node)
{
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        xmlChar *name = xmlGetNoNsProp(node, BAD_CAST references[i]);
        if (name)
            want(wanted, schema, (const char *)name);
        xmlFree(name);
    }
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        want_references(wanted, schema, child);
}

/* Whatever is called so, and what it refers to: too much is no harm. */
static void want(xmlHashTablePtr wanted, xmlNodePtr schema, const char *name)
{
    if (xmlHashAddEntry(wanted, BAD_CAST name, wanted) != 0)
        return; /* already */
    for (const xmlNode *node = xml_first(schema); node; node = xml_next(node)) {
        xmlChar *own = xmlGetNoNsProp(node, BAD_CAST "name");
        if (xmlStrEqual(own, BAD_CAST name))
            want_references(wanted, schema, node);
        xmlFree(own);
    }
}

/* What people read, white space and comments. */
static void take_words_out(xmlNodePtr parent)
{
    for (xmlNodePtr node = parent->children; node;) {
        xmlNodePtr const next = node->next;
        if (node->type != XML_ELEMENT_NODE || xml_is(node, "annotation")) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        } else {
            take_words_out(node);
        }
        node = next;
    }
}

static void reduce_to(xmlNodePtr schema, const char *name)
{
    xmlHashTablePtr wanted = xmlHashCreate(0);
    take_words_out(schema);
    want(wanted, schema, name);
    for (xmlNodePtr node = schema->children; node;) {
        xmlNodePtr const next = node->next;
        xmlChar *own = xmlGetNoNsProp(node, BAD_CAST "name");
        if (!own || !xmlHashLookup(wanted, own)) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        }
        xmlFree(own);
        node = next;
    }
    xmlHashFree(wanted, NULL);
}

/* ---- files ------------------------------------------------------------------------------- */

/* Keeps the bytes of a file; where they begin. */
static size_t keep_bytes(const char *path)
{
    size_t const file = kept.bytes.len;
    if (file_read(path, LARGEST, &kept.bytes) != 0 || kept.bytes.len == file) {
        fprintf(stderr, "trees: %s cannot be read\n", path);
        exit(1);
    }
    return file;
}

/* As src/form/form_load_schema.c asks. */
static bool is_good(xmlSchemaPtr schema, xmlDocPtr document)
{
    xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidOptions(validator, XML_SCHEMA_VAL_VC_I_CREATE);
    xmlSchemaSetValidErrors(validator, NULL, NULL, NULL);
    bool const good = xmlSchemaValidateDoc(validator, document) == 0;
    xmlSchemaFreeValidCtxt(validator);
    return good;
}

static void keep_file(xmlSchemaPtr schema, const char *path)
{
    struct diags *diags = diags_new();
    xmlDocPtr document = xml_load(path, true, MESSAGE_FORM_XML, diags);
    xmlNodePtr root = document ? xmlDocGetRootElement(document) : NULL;
    bool const is_plain = root && (xml_is(root, "schema") || xml_is(root, "rules"));
    struct text definition = TEXT_EMPTY;
    if (root && (is_plain || is_good(schema, document)) &&
        keep(root, keep_bytes(path), is_plain ? BAKED_PARSED : BAKED_CHECKED, &definition))
        text_format(&kept.definitions, "    %s,\n", text_string(&definition));
    else
        fprintf(stderr, "trees: %s is not kept\n", path);
    text_free(&definition);
    xmlFreeDoc(document);
    diags_free(diags);
}

/* ---- the header -------------------------------------------------------------------------- */

static void print_bytes(void)
{
    puts("static const char baked_bytes[] =");
    for (size_t i = 0; i < kept.bytes.len; i++) {
        char const byte = kept.bytes.data[i];
        if (i % (PER_LINE * PER_LINE) == 0)
            fputs(i ? "\"\n    \"" : "    \"", stdout);
        if (byte < ' ' || byte > '~' || strchr("\"\\?", byte))
            printf("\\%03o", (unsigned char)byte);
        else
            putchar(byte);
    }
    puts("\";");
}

static void print_numbers(const struct numbers *numbers, const char *open, size_t of_each)
{
    for (size_t i = 0; i < numbers->count; i++)
        printf("%s%s%u%s", i % PER_LINE ? "" : "\n    ", i % of_each ? " " : open, numbers->item[i],
               of_each > 1 && i % of_each ? "}, " : ", ");
    puts("\n};");
}

static void print_header(struct text *schema, struct text *school)
{
    print_bytes();
    fputs("static const struct stretch baked_strings[] = {", stdout);
    print_numbers(&kept.strings, "{", 2);
    fputs("static const uint32_t baked_nodes[] = {", stdout);
    print_numbers(&kept.nodes, "", 1);
    printf("static const struct stretch baked_form_schema = %s;\n", text_string(schema));
    printf("static const struct baked baked_school = %s;\n", text_string(school));
    printf("static const struct baked baked_definitions[] = {\n%s};\n",
           text_string(&kept.definitions));
}

static void release(void)
{
    text_free(&kept.bytes);
    text_free(&kept.definitions);
    xmlHashFree(kept.places, NULL);
    free(kept.strings.item);
    free(kept.nodes.item);
}

/* Prints all; false when form.xsd has what cannot be kept. */
static bool keep_all(xmlSchemaPtr schema, xmlDocPtr document, char **paths)
{
    struct text whole = TEXT_EMPTY;
    struct text school = TEXT_EMPTY;
    for (char **path = paths + 1; *path; path++)
        keep_file(schema, *path);
    size_t const file = keep_bytes(*paths);
    text_format(&whole, "{%zu, %zu}", file, kept.bytes.len - file);
    reduce_to(xmlDocGetRootElement(document), "organization");
    bool const good = keep(xmlDocGetRootElement(document), file, BAKED_PARSED, &school);
    if (good)
        print_header(&whole, &school);
    text_free(&whole);
    text_free(&school);
    return good;
}

int main(int argc, char **argv)
{
    struct diags *diags = diags_new();
    xmlDocPtr document = argc > 1 ? xml_load(argv[1], true, MESSAGE_FORM_SCHEMA, diags) : NULL;
    xmlSchemaPtr schema = document ? xml_compile_schema(document, NULL) : NULL;
    kept.places = xmlHashCreate(0);
    bool const good = schema && keep_all(schema, document, argv + 1);
    if (!good)
        fputs("usage: trees form.xsd FILE... > baked_trees.h\n", stderr);
    release();
    xmlSchemaFree(schema);
    xmlFreeDoc(document);
    diags_free(diags);
    return good && fflush(stdout) == 0 ? 0 : 1;
}
