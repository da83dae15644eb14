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

static void add_paragraph(struct casefile *casefile, xmlNodePtr parent, const char *bytes,
                          size_t size)
{
    struct text text = TEXT_EMPTY;
    xmlNodePtr node = xmlNewDocNode(casefile->doc, parent->ns, BAD_CAST "p", NULL);
    struct place *place = ARENA_NEW(casefile->arena, struct place);
    *place = *(const struct place *)parent->_private;
    node->_private = place;
    text_add_bytes(&text, bytes, size);
    build_normalise(&text);
    xmlAddChild(node, xmlNewDocTextLen(casefile->doc, BAD_CAST text_string(&text), (int)text.len));
    xmlAddChild(parent, node);
    text_free(&text);
}

/* ---- lists that were typed line by line ------------------------------------------ */

/*
 * Where a file breaks its lines means nothing: editors wrap them.  Lines that
 * begin as the points of a list do, «1.», «1.2.», «2)», «(3)», «б)», a dash or a dot, are meant.
 */
enum marker { MARKER_NONE, MARKER_NUMBER, MARKER_LETTER, MARKER_SIGN };

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && is_space(*at))
        at++;
    return at;
}

/* A space or a no-break space. */
static bool is_gap(const char *at, const char *end)
{
    return at < end && (is_space(*at) || (end - at > 1 && memcmp(at, "\u00A0", 2) == 0));
}

static bool is_russian(const char *at, const char *end)
{
    return end - at > 1 && ((unsigned char)*at == 0xD0 || (unsigned char)*at == 0xD1);
}

/* «1.», «2)», «(3)», «1.2.»; behind a bracket a space may be missing. */
static bool is_number(const char *at, const char *end)
{
    bool const in_brackets = at < end && *at == '(';
    at += in_brackets;
    while (at < end) {
        const char *digits = at;
        while (at < end && at - digits < 3 && *at >= '0' && *at <= '9')
            at++;
        if (at == digits || at == end || (*at != '.' && *at != ')') || (in_brackets && *at == '.'))
            return false;
        if (is_gap(at + 1, end))
            return true;
        if (*at++ == ')')
            return is_russian(at, end);
    }
    return false;
}

static enum marker marker_at(const char *at, const char *end)
{
    static const char *const signs[] = {"—", "–", "-", "•", "·", "*", "−", "▪",
                                        "■", "●", "○", "◦", "►", "✓", "✔"};
    if (is_number(at, end))
        return MARKER_NUMBER;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t const length = strlen(signs[i]);
        if ((size_t)(end - at) > length && memcmp(at, signs[i], length) == 0 &&
            is_gap(at + length, end))
            return MARKER_SIGN;
    }
    /* «а) »: a Russian letter takes two bytes. */
    bool const is_letter = is_russian(at, end) && end - at > 3;
    return is_letter && at[2] == ')' && is_gap(at + 3, end) ? MARKER_LETTER : MARKER_NONE;
}

/* The start of the next line with a marker of that kind (MARKER_NONE: any), or end. */
static const char *next_point(const char *at, const char *end, enum marker wanted)
{
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at = skip_space(at, end);
        enum marker const marker = marker_at(at, end);
        if (marker != MARKER_NONE && (wanted == MARKER_NONE || marker == wanted))
            return at;
    }
    return end;
}

/* Behind a colon, or the first of numbers. */
static bool begins_list(const char *text, const char *point, const char *end)
{
    const char *before = point;
    while (before > text && is_space(before[-1]))
        before--;
    return (before > text && before[-1] == ':') ||
           (marker_at(point, end) == MARKER_NUMBER && point[0] == '1' &&
            (point[1] == '.' || point[1] == ')')) ||
           (point[0] == '(' && point[1] == '1' && point[2] == ')');
}

/*
 * Where the point ends that a paragraph is: at the next of its kind, of the list that it
 * opens with a colon, or of the list that it stands in; a dash alone may be prose.
 */
static const char *end_of_point(const char *text, const char *first, const char *end,
                                enum marker own)
{
    const char *point = next_point(first, end, MARKER_NONE);
    for (; point < end; point = next_point(point, end, MARKER_NONE)) {
        enum marker const marker = marker_at(point, end);
        if (marker == own || marker != MARKER_SIGN || begins_list(text, point, end))
            break;
    }
    return point;
}

/*
 * The length of the first paragraph of a text, line feeds as typed; the length of
 * all of it when it is no list.  A list has two points at least; its first begins
 * the text, comes behind a line that ends with a colon, or is numbered 1.  In a point
 * may be a list of another kind.
 */
static size_t paragraph_length(const char *text, size_t length)
{
    const char *const end = text + length;
    const char *const first = skip_space(text, end);
    enum marker const marker = marker_at(first, end);
    if (marker != MARKER_NONE)
        return (size_t)(end_of_point(text, first, end, marker) - text);
    const char *point = next_point(first, end, MARKER_NONE);
    if (point < end &&
        (!begins_list(text, point, end) || next_point(point, end, marker_at(point, end)) == end))
        point = end;
    return (size_t)(point - text);
}

/* ---- text --------------------------------------------------------------------------- */

/* A list that was typed line by line is what <p> would have said, where the schema knows <p>. */
static bool add_list(struct casefile *casefile, xmlNodePtr parent, const struct text *text)
{
    size_t at = text->len ? paragraph_length(text->data, text->len) : 0;
    const struct decl *decl = at < text->len ? model_find(casefile->schema->model, parent) : NULL;
    if (!decl || !decl_find(decl->type->elements, "p"))
        return false;
    for (size_t from = 0; from < text->len;
         from = at, at += paragraph_length(text->data + at, text->len - at))
        add_paragraph(casefile, parent, text->data + from, at - from);
    return true;
}

void build_text(struct casefile *casefile, xmlNodePtr parent, struct text *text,
                const xmlChar *next)
{
    unicode_clean(text);
    if (!next && !parent->children && add_list(casefile, parent, text)) {
        text_clear(text);
        return;
    }
    if (text->len && !is_layout(parent, text, next)) {
        text_fold(text, !next && !parent->children);
        unicode_normalise(text);
        xmlAddChild(parent, xmlNewDocTextLen(casefile->doc, BAD_CAST text->data, (int)text->len));
    }
    text_clear(text);
}
