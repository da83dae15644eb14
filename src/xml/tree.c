#include "xml/xml.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "xml/encoding.h"

#include <errno.h>
#include <string.h>

enum { LARGEST_FILE = 4 * 1024 * 1024 };

/* ---- parsing ------------------------------------------------------------------------ */

static xmlDocPtr parse(struct text *bytes, struct pos *pos)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlDocPtr document =
        xmlCtxtReadMemory(parser, text_string(bytes), (int)bytes->len, NULL, NULL, XML_QUIET);
    if (!document || document->intSubset) {
        const xmlError *error = xmlCtxtGetLastError(parser);
        xml_check_memory(error);
        pos->line = error ? error->line : 1;
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFreeParserCtxt(parser);
    return document;
}

static xmlDocPtr load(const char *path, bool doubted, bool worded, enum message malformed,
                      struct diags *diags)
{
    struct pos pos = {.file = path};
    struct text bytes = TEXT_EMPTY;
    xmlDocPtr document = NULL;
    enum message fault = malformed;
    int const failure = file_read(path, LARGEST_FILE, &bytes);
    /* What a schema says to people is most of it, and nothing to the program. */
    if (!worded)
        text_cut(&bytes, "<xs:documentation", "</xs:documentation>");
    if (failure) {
        diag_add(diags, MESSAGE_FILE_OPEN, pos, NULL, file_reason(failure), NULL);
    } else if (doubted && encoding_is_false(text_string(&bytes), bytes.len, &fault)) {
        diag_add(diags, fault, pos, NULL, NULL);
    } else {
        document = parse(&bytes, &pos);
        if (!document)
            diag_add(diags, malformed, pos, NULL, NULL);
    }
    text_free(&bytes);
    return document;
}

xmlDocPtr xml_load(const char *path, bool doubted, enum message malformed, struct diags *diags)
{
    return load(path, doubted, false, malformed, diags);
}

xmlDocPtr xml_load_schema_words(const char *path, enum message malformed, struct diags *diags)
{
    return load(path, false, true, malformed, diags);
}

static void ignore_message(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

xmlSchemaPtr xml_compile_schema(xmlDocPtr document)
{
    xml_prepare_types();
    errno = 0; /* what lacks memory may compile all the same, and wrongly */
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewDocParserCtxt(document);
    xmlSchemaSetParserErrors(parser, ignore_message, ignore_message, NULL);
    xmlSchemaPtr schema = xmlSchemaParse(parser);
    xml_check_memory(NULL);
    xmlSchemaFreeParserCtxt(parser);
    return schema;
}

/* ---- walking ------------------------------------------------------------------------ */

static const xmlNode *to_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *xml_first(const xmlNode *parent)
{
    return to_element(parent->children);
}

const xmlNode *xml_next(const xmlNode *node)
{
    return to_element(node->next);
}

bool xml_is(const xmlNode *node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *to_named(const xmlNode *node, const char *name)
{
    while (node && !xml_is(node, name))
        node = xml_next(node);
    return node;
}

const xmlNode *xml_child(const xmlNode *parent, const char *name)
{
    return parent ? to_named(xml_first(parent), name) : NULL;
}

const xmlNode *xml_next_same(const xmlNode *node)
{
    return to_named(xml_next(node), (const char *)node->name);
}

const char *xml_attribute(const xmlNode *node, const char *name, struct arena *arena)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
    const char *copy = value ? arena_strdup(arena, (const char *)value) : NULL;
    xmlFree(value);
    return copy;
}

/* ---- where a node stands -------------------------------------------------------------- */

static bool is_element(const xmlNode *node)
{
    return node && node->type == XML_ELEMENT_NODE;
}

static bool same_name(const xmlNode *a, const xmlNode *b)
{
    return is_element(a) && xmlStrEqual(a->name, b->name);
}

/* "[2]" when siblings share the name, else nothing. */
static void add_index(const xmlNode *node, struct text *out)
{
    long index = 1;
    bool alone = true;
    for (const xmlNode *sibling = node->prev; sibling; sibling = sibling->prev)
        index += same_name(sibling, node);
    for (const xmlNode *sibling = node->next; sibling && alone; sibling = sibling->next)
        alone = !same_name(sibling, node);
    if (index == 1 && alone)
        return;
    text_add_char(out, '[');
    text_add_int(out, index);
    text_add_char(out, ']');
}

void xml_add_path(const xmlNode *node, struct text *out)
{
    if (is_element(node->parent))
        xml_add_path(node->parent, out);
    text_add(out, node->type == XML_ATTRIBUTE_NODE ? "/@" : "/");
    const char *name = markup_shown((const char *)node->name, "*");
    text_add(out, name);
    if (is_element(node) && *name != '*')
        add_index(node, out);
}
