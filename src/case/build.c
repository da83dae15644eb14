#include "case/reader.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/unicode.h"
#include "case/schema.h"

#include <string.h>

struct casefile *build_new(const struct case_schema *schema, const char *file, xmlDictPtr dict)
{
    struct casefile *casefile = xmalloc(sizeof *casefile);
    *casefile = (struct casefile){.schema = schema,
                                  .kind = schema->kind,
                                  .arena = arena_new(),
                                  .file = file,
                                  .doc = xmlNewDoc(BAD_CAST "1.0")};
    casefile->hash = ARENA_ARRAY(casefile->arena, HASH_HEX_SIZE, char);
    casefile->doc->_private = casefile;
    casefile->doc->dict = dict;
    xmlDictReference(dict);
    return casefile;
}

static struct place *place_at(struct casefile *casefile, const struct input *input, size_t offset)
{
    struct pos const pos = input_pos(input, offset);
    struct place *place = ARENA_NEW(casefile->arena, struct place);
    *place = (struct place){.line = pos.line, .column = pos.column};
    return place;
}

/* The namespace of case files is declared once, on the root; a foreign one where it occurs. */
static xmlNsPtr namespace_for(xmlNodePtr node, const xmlChar *uri)
{
    if (!uri)
        return NULL;
    const xmlNode *root = xmlDocGetRootElement(node->doc);
    if (root->nsDef && strcmp((const char *)root->nsDef->href, (const char *)uri) == 0)
        return root->nsDef;
    return xmlNewNs(node, uri, NULL);
}

bool build_is_hint(const struct sax_attribute *attribute)
{
    static const char instance[] = "http://www.w3.org/2001/XMLSchema-instance";
    return attribute->uri && strcmp((const char *)attribute->uri, instance) == 0;
}

/* The schema would take " all " for the code all, and so shall XPath. */
void build_normalise(struct text *text)
{
    unicode_clean(text);
    unicode_trim(text);
    text_fold(text, true);
    unicode_normalise(text);
}

/* A name of the dictionary: the tree refers to it and does not free it. */
static xmlChar *dictionary_name(const xmlChar *name)
{
    return (xmlChar *)(size_t)name;
}

static void add_attribute(xmlNodePtr node, const struct sax_attribute *attribute)
{
    if (build_is_hint(attribute))
        return;
    xmlNsPtr ns = NULL;
    if (attribute->uri) /* xml: is there without being declared */
        ns = xmlStrEqual(attribute->prefix, BAD_CAST "xml")
                 ? xmlSearchNs(node->doc, node, attribute->prefix)
                 : xmlNewNs(node, attribute->uri, attribute->prefix);
    xmlAttrPtr attr = xmlNewNsPropEatName(node, ns, dictionary_name(attribute->name), NULL);
    struct text value = TEXT_EMPTY;
    text_add_bytes(&value, attribute->value, (size_t)(attribute->end - attribute->value));
    build_normalise(&value);
    attr->children = xmlNewDocTextLen(node->doc, BAD_CAST text_string(&value), (int)value.len);
    attr->children->parent = (xmlNodePtr)attr;
    attr->last = attr->children;
    text_free(&value);
}

/* A name in a start tag, as written. */
struct written {
    const char *start;
    size_t length;
};

static bool is_written(const xmlAttr *attr, struct written name)
{
    const char *colon = memchr(name.start, ':', name.length);
    const char *local = colon ? colon + 1 : name.start;
    size_t const length = name.length - (size_t)(local - name.start);
    return strlen((const char *)attr->name) == length && memcmp(attr->name, local, length) == 0 &&
           (colon != NULL) == (attr->ns != NULL);
}

/*
 * Gives every attribute of the element its own place: walks the start tag's
 * own bytes, in which the attributes stand in the order of node->properties,
 * mixed with namespace declarations and hints that are not kept.
 */
static void place_attributes(struct casefile *casefile, xmlNodePtr node, const struct input *input,
                             size_t offset)
{
    static const char space[] = " \t\r\n";
    const char *const tag = input_bytes(input, offset);
    const char *at = tag + strcspn(tag, " \t\r\n/>");
    xmlAttrPtr attr = node->properties;
    while (attr) {
        struct written name = {.start = at + strspn(at, space)};
        name.length = strcspn(name.start, " \t\r\n=/>");
        const char *quote = name.start + name.length;
        quote += strspn(quote, " \t\r\n=");
        const char *close = name.length && *quote ? strchr(quote + 1, *quote) : NULL;
        if (!close)
            return;
        if (is_written(attr, name)) {
            attr->_private = place_at(casefile, input, offset + (size_t)(name.start - tag));
            attr = attr->next;
        }
        at = close + 1;
    }
}

xmlNodePtr build_element(struct casefile *casefile, xmlNodePtr parent, const struct sax_tag *tag,
                         const struct input *input)
{
    xmlNodePtr node = xmlNewDocNodeEatName(casefile->doc, NULL, dictionary_name(tag->name), NULL);
    if (parent) {
        xmlAddChild(parent, node);
    } else {
        xmlDocSetRootElement(casefile->doc, node);
        casefile->root = node;
        casefile->declares = tag->declares;
    }
    node->ns = namespace_for(node, tag->uri);
    node->_private = place_at(casefile, input, tag->offset);
    for (size_t i = 0; i < tag->attribute_count; i++)
        add_attribute(node, &tag->attributes[i]);
    place_attributes(casefile, node, input, tag->offset);
    return node;
}

static bool is_paragraph(const xmlChar *name)
{
    return strcmp((const char *)name, "p") == 0;
}

/*
 * Only beside paragraphs is white space part of a text; between all other
 * elements it lays out the file, and would be half of the tree.
 */
static bool is_layout(const xmlNode *parent, const struct text *text, const xmlChar *next)
{
    bool const beside =
        (next && is_paragraph(next)) || (parent->last && parent->last->type == XML_ELEMENT_NODE &&
                                         is_paragraph(parent->last->name));
    return !beside && strspn(text->data, " \t\r\n") == text->len;
}

static void add_text(xmlNodePtr parent, const char *bytes, size_t size)
{
    struct text text = TEXT_EMPTY;
    text_add_bytes(&text, bytes, size);
    build_normalise(&text);
    xmlAddChild(parent, xmlNewDocTextLen(parent->doc, BAD_CAST text_string(&text), (int)text.len));
    text_free(&text);
}

static void add_paragraph(struct casefile *casefile, xmlNodePtr parent, const char *bytes,
                          size_t size)
{
    xmlNodePtr node = xmlNewDocNode(casefile->doc, parent->ns, BAD_CAST "p", NULL);
    struct place *place = ARENA_NEW(casefile->arena, struct place);
    *place = *(const struct place *)parent->_private;
    node->_private = place;
    xmlAddChild(parent, node);
    add_text(node, bytes, size);
}

/* ---- text --------------------------------------------------------------------------- */

/* How wide the start tag is as people write it, one space before each attribute. */
static size_t tag_width(const xmlNode *node)
{
    size_t width = strlen("<>") + utf8_length((const char *)node->name);
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        width += strlen(" =\"\"") + utf8_length((const char *)attr->name) +
                 (attr->children ? utf8_length((const char *)attr->children->content) : 0);
    return width;
}

/* True where lines may be told apart: in a text that may have <p>, and in a <p>. */
static bool has_lines(const struct casefile *casefile, xmlNodePtr node)
{
    if (is_paragraph(node->name))
        return true;
    const struct decl *decl = model_find(casefile->schema->model, node);
    return decl && decl_find(decl->type->elements, "p");
}

/*
 * Lines that were typed are what <p> would have said.  False where there is one alone, or where
 * the schema knows no <p>; the text is as before then.
 */
static bool add_lines(struct casefile *casefile, xmlNodePtr parent, struct text *text)
{
    if (!text->len || !memchr(text->data, '\n', text->len) || !has_lines(casefile, parent))
        return false;
    const struct place *place = parent->_private;
    lines_join(text, (size_t)place->column - 1, tag_width(parent));
    const char *line = text_string(text);
    const char *end = strchr(line, '\n');
    if (!end)
        return false;
    xmlNodePtr above = parent;
    if (is_paragraph(parent->name)) {
        add_text(parent, line, (size_t)(end - line));
        above = parent->parent;
        line = end + 1;
    }
    for (; *line; line = *end ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        add_paragraph(casefile, above, line, (size_t)(end - line));
    }
    return true;
}

void build_text(struct casefile *casefile, xmlNodePtr parent, struct text *text,
                const xmlChar *next)
{
    unicode_clean(text);
    if (!next && !parent->children && add_lines(casefile, parent, text)) {
        text_clear(text);
        return;
    }
    if (text->len && !is_layout(parent, text, next)) {
        bool const whole = !next && !parent->children;
        if (whole)
            unicode_trim(text);
        text_fold(text, whole);
        unicode_normalise(text);
        if (text->len) /* no-break spaces alone are layout too */
            xmlAddChild(parent,
                        xmlNewDocTextLen(casefile->doc, BAD_CAST text->data, (int)text->len));
    }
    text_clear(text);
}
