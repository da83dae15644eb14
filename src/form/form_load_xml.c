/*
 * form_load_xml.c - parsing form files, and values in them; see form_load.h.
 */
#include "form/form_load.h"

#include "base/unicode.h"
#include "case/declared.h"
#include "xml/xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    bool checked = false;
    xmlDocPtr document = load_schema(schema, loader->diags)
                             ? load_tree(schema, loader->file, &checked, loader->diags)
                             : NULL;
    if (document && strcmp(root, "organization") == 0) /* approved wording stays as it is */
        clean_document(document);
    if (document && (checked || load_is_valid(loader, schema, document))) {
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
