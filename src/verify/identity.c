/*
 * identity.c - does a later revision still say whose case and which form the file is?
 *
 * Later packets are a stranger's: read by libxml2, for a property may be an element
 * or an attribute, under any prefix, and stand there twice.
 */
#include "verify/changes.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

enum { MAX_PACKET = 1 << 17 }; /* a tag of very many attributes is quadratic in libxml2 */

static const char form_space[] = "urn:formulyar:xmp:1#";
static const char dublin_core[] = "http://purl.org/dc/elements/1.1/";

static const struct {
    const char *space;
    const char *name;
} properties[] = {
    {form_space, "case"},     {form_space, "id"},           {form_space, "edition"},
    {form_space, "teacher"},  {form_space, "minutes"},      {dublin_core, "title"},
    {dublin_core, "creator"}, {dublin_core, "description"},
};

enum { PROPERTIES = sizeof properties / sizeof *properties };

struct identity {
    const char *values[PROPERTIES]; /* NULL for one that is not there */
    bool is_ambiguous;              /* one has two values */
};

/* ---- one packet ------------------------------------------------------------------------ */

/* The text without the space around it: packets are indented in many manners. */
static const char *trimmed(const char *text, struct arena *arena)
{
    static const char space[] = " \t\r\n";
    text += strspn(text, space);
    size_t length = strlen(text);
    while (length && strchr(space, text[length - 1]))
        length--;
    return arena_strndup(arena, text, length);
}

static void take(struct identity *identity, const xmlNs *space, const xmlChar *name,
                 const xmlNode *node, struct arena *arena)
{
    for (size_t i = 0; space && space->href && i < PROPERTIES; i++) {
        if (strcmp((const char *)space->href, properties[i].space) != 0 ||
            strcmp((const char *)name, properties[i].name) != 0)
            continue;
        xmlChar *content = xmlNodeGetContent(node);
        const char *value = trimmed(content ? (const char *)content : "", arena);
        xmlFree(content);
        identity->is_ambiguous |= identity->values[i] && strcmp(identity->values[i], value) != 0;
        identity->values[i] = value;
    }
}

/* All elements in the order of the document, without recursion. */
static void take_all(struct identity *identity, xmlDoc *document, struct arena *arena)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    for (const xmlNode *node = root; node;) {
        if (node->type == XML_ELEMENT_NODE) {
            take(identity, node->ns, node->name, node, arena);
            for (const xmlAttr *own = node->properties; own; own = own->next)
                take(identity, own->ns, own->name, (const xmlNode *)own, arena);
        }
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
}

/* False for a packet that cannot be read, or whose text depends on entities of its own. */
static bool read_packet(struct pdffile *file, const struct pdf_value *stream, struct arena *arena,
                        struct identity *identity)
{
    struct text packet = TEXT_EMPTY;
    xmlDoc *document = NULL;
    if (pdf_has_single_keys(file, stream) && pdffile_stream(file, stream, MAX_PACKET, &packet))
        document = xmlReadMemory(packet.data ? packet.data : "", (int)packet.len, NULL, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                     XML_PARSE_NOCDATA);
    bool const is_sound = document && !document->intSubset;
    if (is_sound)
        take_all(identity, document, arena);
    xmlFreeDoc(document);
    text_free(&packet);
    return is_sound;
}

/* ---- both revisions ------------------------------------------------------------------------ */

static bool same_packets(struct changes *changes)
{
    struct pdffile *made = changes->made;
    struct pdffile *now = changes->now;
    const struct pdf_value *old = pdffile_get(made, pdffile_catalog(made), "Metadata");
    const struct pdf_value *new = pdffile_get(now, pdffile_catalog(now), "Metadata");
    struct identity before = {.is_ambiguous = false};
    struct identity after = {.is_ambiguous = false};
    if (!old || (new &&changes_same(changes, old, new)))
        return true;
    if (!read_packet(made, old, changes->arena, &before) || before.is_ambiguous)
        return true; /* it said nothing that could be compared */
    if (!read_packet(now, new, changes->arena, &after) || after.is_ambiguous)
        return false;
    for (size_t i = 0; i < PROPERTIES; i++)
        if (before.values[i] && after.values[i] && strcmp(before.values[i], after.values[i]) != 0)
            return false;
    return true;
}

static bool same_information(struct changes *changes)
{
    static const char *const names[] = {"Title", "Author", "Subject"};
    const struct pdf_value *old =
        pdffile_resolve(changes->made, pdf_dict_find(changes->made->trailer, "Info"));
    const struct pdf_value *new =
        pdffile_resolve(changes->now, pdf_dict_find(changes->now->trailer, "Info"));
    if (new && !pdf_has_single_keys(changes->now, new))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct pdf_value *before = pdffile_get(changes->made, old, names[i]);
        const struct pdf_value *after = pdffile_get(changes->now, new, names[i]);
        if (before && after &&
            strcmp(pdf_text_string(before, changes->arena),
                   pdf_text_string(after, changes->arena)) != 0)
            return false;
    }
    return true;
}

bool allowed_identity(struct changes *changes)
{
    return (same_packets(changes) && same_information(changes)) ||
           changes_refuse(changes, DIAG_BOTH("сведения о деле, форме или заголовке",
                                             "what it says of case, form or title"));
}
