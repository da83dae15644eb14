/*
 * form_load_xml.c - parsing form files, schema errors in our words; see form_load.h.
 */
#include "form/form_load.h"

#include "base/unicode.h"
#include "case/declared.h"
#include "xml/xml.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the schema's complaints -------------------------------------------- */

struct form_schema {
    const char *path;
    xmlSchemaPtr compiled; /* NULL until asked for, or when it cannot be */
};

struct form_schema *form_schema_open(const char *path)
{
    struct form_schema *schema = xmalloc(sizeof *schema);
    *schema = (struct form_schema){.path = path};
    return schema;
}

void form_schema_close(struct form_schema *schema)
{
    if (!schema)
        return;
    xmlSchemaFree(schema->compiled);
    free(schema);
}

bool load_schema(struct form_schema *schema, struct diags *diags)
{
    struct diags *ignored = diags_new();
    xmlDocPtr document =
        schema->compiled ? NULL : xml_load(schema->path, false, MESSAGE_FORM_SCHEMA, ignored);
    if (document)
        schema->compiled = xml_compile_schema(document);
    xmlFreeDoc(document);
    diags_free(ignored);
    if (!schema->compiled)
        diag_add(diags, MESSAGE_FORM_SCHEMA, (struct pos){.file = schema->path}, NULL, "form.xsd",
                 NULL);
    return schema->compiled != NULL;
}

/* The name between quotes after a word of libxml2's text: attribute 'filter'. */
static const char *quoted_after(const struct loader *loader, const char *text, const char *word)
{
    const char *start = strstr(text, word);
    if (!start)
        return NULL;
    start += strlen(word);
    size_t const length = strcspn(start, "'");
    return arena_strndup(loader->arena, start, length);
}

/* libxml2 names no more than this many. */
enum { MOST_EXPECTED = 10 };

/* "Expected is one of ( {urn}a, {urn}b )." -> "a, b"; a dash when nothing may stand there. */
static const char *expected_names(const struct loader *loader, const char *text)
{
    const char *start = strstr(text, "( ");
    const char *end = start ? strstr(start, " )") : NULL;
    if (!end)
        return "—";
    struct text names = TEXT_EMPTY;
    int count = 1;
    for (const char *p = start + 2; p < end; p++) {
        count += *p == ',';
        if (*p == '{')
            p += strcspn(p, "}");
        else
            text_add_char(&names, *p);
    }
    if (count >= MOST_EXPECTED)
        text_add(&names, ", …");
    return text_take(&names, loader->arena);
}

/* What libxml2 calls these errors, and what we say. */
static enum message message_for(int code, const char *text, const char *attribute)
{
    static const struct {
        int code;
        enum message message;
    } rows[] = {
        {XML_SCHEMAV_CVC_ELT_1, MESSAGE_FORM_ROOT},
        {XML_SCHEMAV_ELEMENT_CONTENT, MESSAGE_FORM_ELEMENT},
        {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, MESSAGE_FORM_TEXT},
        {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, MESSAGE_FORM_ATTRIBUTE},
        {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, MESSAGE_FORM_ATTRIBUTE},
        {XML_SCHEMAV_CVC_COMPLEX_TYPE_4, MESSAGE_FORM_ATTRIBUTE_MISSING},
    };
    if (code == XML_SCHEMAV_ELEMENT_CONTENT && strstr(text, "Missing child"))
        return MESSAGE_FORM_ELEMENT_MISSING;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].code == code)
            return rows[i].message;
    if (attribute && strcmp(attribute, "filter") == 0)
        return MESSAGE_FORM_FILTER;
    return MESSAGE_FORM_VALUE;
}

/*
 * Whether the attribute or element was complained of already: libxml2 does it facet
 * by facet.  What was said when the file was loaded before does not count.
 */
static bool said_already(const struct loader *loader, struct pos pos, const char *path)
{
    const struct diags *diags = loader->diags;
    size_t const count = diags_count(diags);
    if (count == loader->said_before)
        return false;
    const struct diag *last = diags_get(diags, count - 1);
    return last->path && last->pos.line == pos.line && strcmp(last->pos.file, pos.file) == 0 &&
           strcmp(last->path, path) == 0;
}

const char *load_path(const struct loader *loader, const xmlNode *node)
{
    struct text path = TEXT_EMPTY;
    xml_add_path(node, &path);
    return text_take(&path, loader->arena);
}

/*
 * The school's file is filled in by fields too, which are found by a whole path, to what is missing where
 * that is known; of a form the names say enough.
 */
static const char *error_path(const struct loader *loader, const xmlNode *node,
                              const char *attribute, const char *missing)
{
    const char *step = attribute ? arena_printf(loader->arena, "/@%s", attribute) : "";
    const xmlNode *root = node ? xmlDocGetRootElement(node->doc) : NULL;
    if (!root || !xml_is(root, "organization"))
        return arena_printf(loader->arena, "%s%s", node ? (const char *)node->name : "", step);
    if (!attribute && missing && !strpbrk(missing, ", —"))
        step = arena_printf(loader->arena, "/%s", missing);
    return arena_printf(loader->arena, "%s%s", load_path(loader, node), step);
}

static bool is_blank_at(const xmlNode *node, const char *attribute)
{
    xmlChar *value = attribute ? xmlGetNoNsProp(node, BAD_CAST attribute) : xmlNodeGetContent(node);
    bool const blank = text_is_blank((const char *)value);
    xmlFree(value);
    return blank;
}

/* The one element that should stand before this one, and does not; NULL: another fault. */
static const char *missing_before(const struct loader *loader, const xmlNode *node,
                                  const char *expected)
{
    const xmlNode *parent = node ? node->parent : NULL;
    bool const is_inside = parent && parent->type == XML_ELEMENT_NODE;
    if (!is_inside || strpbrk(expected, ", —") || xml_child(parent, expected))
        return NULL;
    return arena_printf(loader->arena, "%s/%s", load_path(loader, parent), expected);
}

/* Values and what is missing; of other elements that are not expected XML is spoken of. */
static bool explain_school(struct loader *loader, const xmlNode *node, const char *attribute,
                           enum message message, const char *expected, struct pos pos,
                           const char *path)
{
    if (message == MESSAGE_FORM_ELEMENT) {
        const char *missing = missing_before(loader, node, expected);
        return missing && load_explain_school(loader, pos, missing, true);
    }
    bool const lacks =
        message == MESSAGE_FORM_ELEMENT_MISSING || message == MESSAGE_FORM_ATTRIBUTE_MISSING;
    return (lacks || message == MESSAGE_FORM_VALUE) &&
           load_explain_school(loader, pos, path, lacks || is_blank_at(node, attribute));
}

static void on_schema_error(void *context, xml_error *error)
{
    struct loader *loader = context;
    const xmlNode *node = error->node;
    xml_check_memory(error);
    const char *text = error->message ? error->message : "";
    const char *attribute = quoted_after(loader, text, "attribute '");
    if (node && node->type == XML_ATTRIBUTE_NODE)
        node = node->parent;
    if (!attribute)
        attribute = quoted_after(loader, text, "The attribute '");
    const char *element = node ? (const char *)node->name : "";
    struct pos const pos = node ? xml_attribute_pos(loader->file, node, attribute ? attribute : "")
                                : (struct pos){.file = loader->file, .line = error->line};
    enum message const message = message_for(error->code, text, attribute);
    bool const lacks = message == MESSAGE_FORM_ELEMENT_MISSING;
    const char *expected = expected_names(loader, text);
    const char *path = error_path(loader, node, attribute, lacks ? expected : NULL);
    if (said_already(loader, pos, path))
        return;
    const char *place = attribute ? attribute : element;
    if (*path == '/' && explain_school(loader, node, attribute, message, expected, pos, path))
        return;
    if (message == MESSAGE_FORM_ELEMENT || lacks)
        diag_add(loader->diags, message, pos, path, element, expected, NULL);
    else if (message == MESSAGE_FORM_ATTRIBUTE || message == MESSAGE_FORM_ATTRIBUTE_MISSING)
        diag_add(loader->diags, message, pos, path, element, place, NULL);
    else
        diag_add(loader->diags, message, pos, path, place, NULL);
}

/* ---- documents ---------------------------------------------------------- */

static bool is_valid(struct loader *loader, xmlSchemaPtr schema, xmlDocPtr document)
{
    xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidOptions(validator, XML_SCHEMA_VAL_VC_I_CREATE);
    xmlSchemaSetValidStructuredErrors(validator, on_schema_error, loader);
    loader->said_before = diags_count(loader->diags);
    int const verdict = xmlSchemaValidateDoc(validator, document);
    xmlSchemaFreeValidCtxt(validator);
    if (verdict < 0)
        xml_check_memory(NULL);
    if (verdict != 0 && diags_count(loader->diags) == loader->said_before)
        diag_add(loader->diags, MESSAGE_FORM_XML, (struct pos){.file = loader->file, .line = 1},
                 NULL, NULL);
    return verdict == 0;
}

/* ---- what a school types ------------------------------------------------- */

/* White space around what is alone in its element or attribute carries nothing. */
static void clean_text(xmlNodePtr node)
{
    struct text text = TEXT_EMPTY;
    text_add(&text, node->content ? (const char *)node->content : "");
    unicode_clean(&text);
    if (!node->next && !node->prev)
        unicode_trim(&text);
    if (strcmp(text_string(&text), node->content ? (const char *)node->content : "") != 0)
        xmlNodeSetContentLen(node, BAD_CAST text_string(&text), (int)text.len);
    text_free(&text);
}

static void clean_attributes(xmlNodePtr element)
{
    for (xmlAttrPtr each = element->properties; each; each = each->next)
        for (xmlNodePtr text = each->children; text; text = text->next)
            if (text->type == XML_TEXT_NODE)
                clean_text(text);
}

static xmlNodePtr next_in_order(xmlNodePtr node)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node && !node->next)
        node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
    return node ? node->next : NULL;
}

/* The school's requisites and people are copied from pages and letters, as the text of cases is. */
static void clean_document(xmlDocPtr document)
{
    for (xmlNodePtr node = xmlDocGetRootElement(document); node; node = next_in_order(node)) {
        if (node->type == XML_ELEMENT_NODE)
            clean_attributes(node);
        else if (node->type == XML_TEXT_NODE)
            clean_text(node);
    }
}

bool load_file(struct loader *loader, struct form_schema *schema, const char *path,
               const char *root, load_filler *fill, void *into)
{
    size_t const before = diags_at_least(loader->diags, SEVERITY_ERROR);
    loader->file = arena_strdup(loader->arena, path);
    loader->schema_path = schema->path;
    xmlDocPtr document = load_schema(schema, loader->diags)
                             ? xml_load(loader->file, true, MESSAGE_FORM_XML, loader->diags)
                             : NULL;
    if (document && strcmp(root, "organization") == 0) /* approved wording stays as it is */
        clean_document(document);
    if (document && is_valid(loader, schema->compiled, document)) {
        const xmlNode *top = xmlDocGetRootElement(document);
        if (xml_is(top, root))
            fill(loader, top, into);
        else
            diag_add(loader->diags, MESSAGE_FORM_ROOT, load_pos(loader, top), NULL, top->name,
                     NULL);
    }
    xmlFreeDoc(document);
    declarations_free(loader->school);
    loader->school = NULL;
    return diags_at_least(loader->diags, SEVERITY_ERROR) == before;
}

struct pos load_pos(const struct loader *loader, const xmlNode *node)
{
    return xml_pos(loader->file, node);
}

struct pos load_pos_of(const struct loader *loader, const xmlNode *node, const char *name)
{
    return xml_attribute_pos(loader->file, node, name);
}

/* ---- values ------------------------------------------------------------- */

static const char *keep(const struct loader *loader, const char *string, bool folded)
{
    struct text text = TEXT_EMPTY;
    text_add(&text, string);
    unicode_normalise(&text);
    if (folded)
        text_fold(&text, true);
    return text_take(&text, loader->arena);
}

const char *load_string(const struct loader *loader, const char *string)
{
    return keep(loader, string, false);
}

static const char *attribute(const struct loader *loader, const xmlNode *node, const char *name,
                             bool folded)
{
    const char *value = xml_attribute(node, name, loader->arena);
    return value ? keep(loader, value, folded) : NULL;
}

const char *load_raw(const struct loader *loader, const xmlNode *node, const char *name)
{
    return attribute(loader, node, name, false);
}

const char *load_token(const struct loader *loader, const xmlNode *node, const char *name)
{
    return attribute(loader, node, name, true);
}

const char *load_content(const struct loader *loader, const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    const char *copy = keep(loader, content ? (const char *)content : "", true);
    xmlFree(content);
    return copy;
}

const char *load_child_content(const struct loader *loader, const xmlNode *node, const char *name)
{
    const xmlNode *child = xml_child(node, name);
    return child ? load_content(loader, child) : NULL;
}

/* The schema allows digits and one point only: no locale, no exponent. */
double load_number(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    double whole = 0;
    double scale = 0;
    for (const xmlChar *p = value; p && *p; p++) {
        if (*p == '.')
            scale = 1;
        if (*p < '0' || *p > '9')
            continue;
        whole = whole * 10 + (*p - '0');
        scale *= 10;
    }
    xmlFree(value);
    return scale > 0 ? whole / scale : whole;
}

int load_integer(const xmlNode *node, const char *name)
{
    return (int)lround(load_number(node, name));
}

bool load_yes(const xmlNode *node, const char *name)
{
    static const char *const names[] = {"no", "yes", NULL};
    return load_choice(node, name, names) == 1;
}

int load_choice(const xmlNode *node, const char *name, const char *const *names)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    int found = 0;
    for (int i = 0; value && names[i]; i++)
        if (strcmp(names[i], (const char *)value) == 0)
            found = i;
    xmlFree(value);
    return found;
}

void load_page(const xmlNode *node, struct page_setup *page)
{
    page->width = load_number(node, "width");
    page->height = load_number(node, "height");
    page->left = load_number(node, "left");
    page->right = load_number(node, "right");
    page->top = load_number(node, "top");
    page->bottom = load_number(node, "bottom");
}

static const double least_letterhead_mm = 60;

void load_typography(struct loader *loader, const xmlNode *node, struct typography *type)
{
    type->family = load_token(loader, node, "family");
    type->docx_family = load_token(loader, node, "docx-family");
    type->body_pt = load_number(node, "body");
    type->table_pt = load_number(node, "table");
    type->small_pt = load_number(node, "small");
    type->line_spacing = load_number(node, "line-spacing");
    type->indent_mm = load_number(node, "indent");
    type->rule_pitch_mm = load_number(node, "rule-pitch");
    type->letterhead_mm = fmax(load_number(node, "letterhead"), least_letterhead_mm);
    type->gaps = 1;
}

/* What a page can bear, whatever a profile gives up. */
static double least_of(enum setting setting)
{
    double const stamp_mm = 15, readable_pt = 6, single = 1;
    switch (setting) {
    case SETTING_SIGNATURE: return stamp_mm;
    case SETTING_LETTERHEAD: return least_letterhead_mm;
    case SETTING_LINE_SPACING: return single;
    case SETTING_BODY:
    case SETTING_TABLE: return readable_pt;
    case SETTING_GAPS:
    case SETTING_LINES: return 0;
    }
    return 0;
}

static enum setting setting_named(const char *name)
{
    static const char *const names[] = {
        [SETTING_SIGNATURE] = "signature",
        [SETTING_GAPS] = "gaps",
        [SETTING_LETTERHEAD] = "letterhead",
        [SETTING_LINE_SPACING] = "line-spacing",
        [SETTING_BODY] = "body",
        [SETTING_TABLE] = "table",
        [SETTING_LINES] = "lines",
    };
    size_t i = 0;
    while (i + 1 < sizeof names / sizeof *names && strcmp(names[i], name) != 0)
        i++;
    return (enum setting)i;
}

void load_fitting(struct loader *loader, const xmlNode *node, struct typography *type)
{
    int count = 0;
    if (!node)
        return;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        count++;
    struct concession *give = ARENA_ARRAY(loader->arena, (size_t)count, struct concession);
    type->reserve_mm = load_number(node, "reserve");
    type->give = give;
    type->give_count = count;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child), give++) {
        give->setting = setting_named(load_token(loader, child, "setting"));
        give->to = fmax(load_number(child, "to"), least_of(give->setting));
    }
}
