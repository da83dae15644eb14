#include "xml/xml.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "xml/baked.h"
#include "xml/encoding.h"
#include "xml/tags.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

enum { LARGEST_FILE = 4 * 1024 * 1024 };

/* ---- places --------------------------------------------------------------------------- */

/*
 * Where an element or attribute begins, in its _private: a line and a column, and 0 where
 * they are too large for that.  libxml2 knows lines alone, and of an element that of its tag's end.
 */
enum { COLUMN_BITS = 11, MOST_COLUMN = (1 << COLUMN_BITS) - 1, MOST_LINE = (1 << 20) - 1 };

/* How far the places were counted. */
struct counted {
    const char *at;
    long line, column;
    bool is_utf8;
};

static void *place_at(struct counted *counted, const char *at)
{
    for (; counted->at < at; counted->at++) {
        bool const continues = counted->is_utf8 && ((unsigned char)*counted->at & 0xC0) == 0x80;
        counted->column += !continues;
        if (*counted->at == '\n') {
            counted->line++;
            counted->column = 1;
        }
    }
    if (counted->line > MOST_LINE || counted->column > MOST_COLUMN)
        return NULL;
    return (void *)((uintptr_t)counted->line << COLUMN_BITS | (uintptr_t)counted->column);
}

/* A name of the tree; declarations of name spaces are none. */
static bool is_named(struct tag_text written, const xmlChar *name)
{
    static const char declared[] = "xmlns";
    size_t const length = strlen(declared);
    if (written.length >= length && memcmp(written.start, declared, length) == 0)
        return false;
    return tag_text_is(tag_local(written), (const char *)name);
}

/* Attributes stand in the tree as in the tag, but for the declarations of name spaces. */
static void place_attributes(struct counted *counted, const struct tag *tag, xmlNodePtr node)
{
    struct tag_attribute written;
    const char *at = NULL;
    xmlAttrPtr attribute = node->properties;
    while (attribute && tag_next_attribute(tag, &at, &written))
        if (is_named(written.name, attribute->name)) {
            attribute->_private = place_at(counted, written.name.start);
            attribute = attribute->next;
        }
}

static xmlNodePtr next_element(xmlNodePtr node)
{
    xmlNodePtr next = xmlFirstElementChild(node);
    for (; !next && node && node->type == XML_ELEMENT_NODE; node = node->parent)
        next = xmlNextElementSibling(node);
    return next;
}

/* Elements stand in the tree as their tags do in the text. */
static void place_nodes(xmlDocPtr document, struct text *bytes)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const char *at = text_string(bytes);
    const char *end = at + bytes->len;
    struct counted counted = {.line = 1, .column = 1};
    counted.is_utf8 = !document->encoding || encoding_is_utf8((const char *)document->encoding);
    at += strncmp(at, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
    counted.at = at;
    struct tag tag;
    xmlNodePtr node = xmlDocGetRootElement(document);
    while (node && tag_next(&at, end, &tag) && is_named(tag.name, node->name)) {
        node->_private = place_at(&counted, tag.whole.start);
        place_attributes(&counted, &tag, node);
        node = next_element(node);
    }
}

struct pos xml_pos(const char *file, const xmlNode *node)
{
    uintptr_t const place = (uintptr_t)node->_private;
    struct pos pos = {.file = file};
    pos.line = place ? (long)(place >> COLUMN_BITS) : xmlGetLineNo(node);
    pos.column = (long)(place & MOST_COLUMN);
    return pos;
}

struct pos xml_attribute_pos(const char *file, const xmlNode *element, const char *name)
{
    const xmlAttr *attribute = xmlHasProp(element, BAD_CAST name);
    bool const is_placed =
        attribute && attribute->type == XML_ATTRIBUTE_NODE && attribute->_private;
    return xml_pos(file, is_placed ? (const xmlNode *)attribute : element);
}

/* ---- parsing ------------------------------------------------------------------------ */

/* What the parser met first: what it says behind that follows from it. */
struct first_fault {
    bool met;
    struct pos pos;
    const char *unclosed; /* the element that is not closed; or NULL */
    int opened;           /* the line where it begins */
};

static void note_fault(struct first_fault *first, const xmlError *error)
{
    if (!error || first->met || error->level < XML_ERR_ERROR)
        return;
    first->met = true;
    first->pos.line = error->line;
    first->pos.column = error->int2 > 0 ? error->int2 : 0;
    first->opened = error->int1;
    if (error->code == XML_ERR_TAG_NAME_MISMATCH && error->str1)
        first->unclosed = markup_shown(error->str1, "?");
    if (first->unclosed) /* the error ends with the parser's next one */
        first->unclosed = (const char *)xmlStrdup(BAD_CAST first->unclosed);
}

static void note_first(void *context, xml_error *error)
{
    note_fault(((xmlParserCtxtPtr)context)->_private, error);
}

static void tell(const struct first_fault *first, enum message malformed, struct diags *diags)
{
    struct text line = TEXT_EMPTY;
    text_add_int(&line, first->opened);
    if (first->unclosed)
        diag_add(diags, MESSAGE_XML_TAG_MISMATCH, first->pos, NULL, first->unclosed,
                 text_string(&line), NULL);
    else
        diag_add(diags, malformed, first->pos, NULL, NULL);
    text_free(&line);
}

static xmlDocPtr parse(struct text *bytes, struct pos pos, enum message malformed,
                       struct diags *diags)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    struct first_fault first = {.pos = pos};
    first.pos.line = 1;
    parser->_private = &first;
    parser->sax->serror = note_first;
    xmlDocPtr document =
        xmlCtxtReadMemory(parser, text_string(bytes), (int)bytes->len, NULL, NULL, XML_QUIET);
    if (!document || document->intSubset) {
        const xmlError *last = xmlCtxtGetLastError(parser);
        xml_check_memory(last);
        note_fault(&first, last); /* of a parser that told nothing on its way */
        tell(&first, malformed, diags);
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFree((void *)(size_t)first.unclosed);
    xmlFreeParserCtxt(parser);
    return document;
}

/* Reads a file; false with a diagnostic. */
static bool read_bytes(const char *path, struct text *bytes, struct diags *diags)
{
    int const failure = file_read(path, LARGEST_FILE, bytes);
    if (failure)
        diag_add(diags, MESSAGE_FILE_OPEN, (struct pos){.file = path}, NULL, file_reason(failure),
                 NULL);
    return !failure;
}

/* The tree of what was read, which changes. */
static xmlDocPtr tree_of(const char *path, struct text *bytes, bool doubted, bool worded,
                         enum message malformed, struct diags *diags)
{
    struct pos const pos = {.file = path};
    enum message fault = malformed;
    size_t const size = bytes->len;
    /* What a schema says to people is most of it, and nothing to the program. */
    if (!worded)
        text_cut(bytes, "<xs:documentation", "</xs:documentation>");
    if (doubted && encoding_is_false(text_string(bytes), bytes->len, &fault)) {
        diag_add(diags, fault, pos, NULL, NULL);
        return NULL;
    }
    xmlDocPtr document = parse(bytes, pos, malformed, diags);
    if (document && bytes->len == size)
        place_nodes(document, bytes);
    return document;
}

xmlDocPtr xml_load(const char *path, bool doubted, enum message malformed, struct diags *diags)
{
    struct text bytes = TEXT_EMPTY;
    xmlDocPtr document = NULL;
    if (read_bytes(path, &bytes, diags)) {
        const struct baked *baked = baked_find(bytes.data, bytes.len);
        document = baked && baked_kind(baked) == BAKED_PARSED
                       ? baked_tree(baked)
                       : tree_of(path, &bytes, doubted, false, malformed, diags);
    }
    text_free(&bytes);
    return document;
}

xmlDocPtr xml_load_checked(const char *path, enum message malformed, bool *checked,
                           struct diags *diags)
{
    struct text bytes = TEXT_EMPTY;
    xmlDocPtr document = NULL;
    *checked = false;
    if (read_bytes(path, &bytes, diags)) {
        const struct baked *baked = baked_find(bytes.data, bytes.len);
        *checked = baked && baked_kind(baked) == BAKED_CHECKED;
        document =
            *checked ? baked_tree(baked) : tree_of(path, &bytes, true, false, malformed, diags);
    }
    text_free(&bytes);
    return document;
}

xmlDocPtr xml_load_schema_words(const char *path, enum message malformed, struct diags *diags)
{
    struct text bytes = TEXT_EMPTY;
    xmlDocPtr document = NULL;
    if (read_bytes(path, &bytes, diags))
        document = tree_of(path, &bytes, false, true, malformed, diags);
    text_free(&bytes);
    return document;
}

static void note_line(void *context, xml_error *error)
{
    long *line = context;
    if (!*line)
        *line = error->line;
}

xmlSchemaPtr xml_compile_schema(xmlDocPtr document, long *line)
{
    long first = 0;
    xml_prepare_types();
    errno = 0; /* what lacks memory may compile all the same, and wrongly */
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewDocParserCtxt(document);
    xmlSchemaSetParserStructuredErrors(parser, note_line, line ? line : &first);
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

/* Names of a dictionary are the same where they are equal; of others most differ at once. */
static bool same_name(const xmlNode *a, const xmlNode *b)
{
    return is_element(a) &&
           (a->name == b->name || (*a->name == *b->name && xmlStrEqual(a->name, b->name)));
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
