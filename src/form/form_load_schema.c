/*
 * form_load_schema.c - form.xsd: what is wrong with a file of forms, all of it, in our words; see form_load.h.
 *
 * libxml2 looks no further among the children of an element once one of them is out of place.  So
 * the culprit is taken out of the tree, or what is missing is put in, and the schema is asked again.
 */
#include "form/form_load.h"

#include "base/file.h"
#include "xml/baked.h"

#include <stdlib.h>
#include <string.h>

/* Messages about one file, and elements looked at for them: a file of faults alone ends too. */
enum { MOST_TOLD = 100, MOST_VISITS = 2 * 1000 * 1000 };

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
    xmlSchemaFree(schema->school);
    xmlSchemaFree(schema->compiled);
    free(schema);
}

static bool compile(struct form_schema *schema, struct diags *diags)
{
    struct diags *ignored = diags_new();
    xmlDocPtr document =
        schema->compiled ? NULL : xml_load(schema->path, false, MESSAGE_FORM_SCHEMA, ignored);
    if (document)
        schema->compiled = xml_compile_schema(document, NULL);
    xmlFreeDoc(document);
    diags_free(ignored);
    if (!schema->compiled)
        diag_add(diags, MESSAGE_FORM_SCHEMA, (struct pos){.file = schema->path}, NULL, "form.xsd",
                 NULL);
    return schema->compiled != NULL;
}

/* True for the form.xsd that the build asked: what it found good then is good. */
static bool is_asked(struct form_schema *schema)
{
    struct file_map map;
    if (!schema->is_read && file_map(schema->path, &map) == 0) {
        schema->is_asked = baked_asked(map.data, map.size);
        file_unmap(&map);
    }
    schema->is_read = true;
    return schema->is_asked;
}

bool load_schema(struct form_schema *schema, struct diags *diags)
{
    return is_asked(schema) || compile(schema, diags);
}

xmlDocPtr load_tree(struct form_schema *schema, const char *path, bool *checked,
                    struct diags *diags)
{
    *checked = false;
    return is_asked(schema) ? xml_load_checked(path, MESSAGE_FORM_XML, checked, diags)
                            : xml_load(path, true, MESSAGE_FORM_XML, diags);
}

/* ---- complaints ------------------------------------------------------------------------ */

/* Of the schema about one file. */
struct complaints {
    struct loader *loader;
    size_t before; /* messages when the check of the file began */
    int rounds;
    bool enough;
    xmlNodePtr stop;      /* the first element that was out of place in this round; or NULL */
    const char *expected; /* in its place */
};

/* Put in where something is missing: nothing is said of it. */
static char ghost;

static bool is_ghost(const xmlNode *node)
{
    return node && node->_private == &ghost;
}

/* From which something was taken, so that it may lack it; psvi is free for whoever wants it. */
static bool is_thinned(const xmlNode *node)
{
    return node && node->type == XML_ELEMENT_NODE && node->psvi == &ghost;
}

static bool is_enough(struct complaints *complaints)
{
    const struct loader *loader = complaints->loader;
    if (diags_count(loader->diags) - complaints->before >= MOST_TOLD && !complaints->enough) {
        complaints->enough = true;
        diag_add(loader->diags, MESSAGE_FORM_MORE, (struct pos){.file = loader->file}, NULL, NULL);
    }
    return complaints->enough;
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

/* "... of the set {'text', 'lead-in'}." -> "text, lead-in"; NULL: it tells of no set. */
static const char *possible_values(const struct loader *loader, const char *text)
{
    static const char mark[] = "of the set {";
    const char *start = NULL; /* of the last: what is wrong stands before it */
    const char *next = text;
    while ((next = strstr(next, mark)) != NULL)
        start = next += strlen(mark);
    const char *end = start ? strchr(start, '}') : NULL;
    struct text values = TEXT_EMPTY;
    if (!end)
        return NULL;
    for (const char *at = start; at < end; at++)
        if (*at != '\'')
            text_add_char(&values, *at);
    return text_take(&values, loader->arena);
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

/* The same message, or of a value one that knows which are possible. */
static bool is_alike(const char *code, enum message message)
{
    return strcmp(code, message_code(message)) == 0 ||
           (message == MESSAGE_FORM_VALUE &&
            strcmp(code, message_code(MESSAGE_FORM_VALUE_SET)) == 0);
}

/*
 * Whether the attribute or element was complained of already: libxml2 does it facet by facet, and the
 * schema is asked more than once.  What was said when the file was loaded before does not count.
 */
static bool said_already(const struct complaints *complaints, struct pos pos, const char *path,
                         enum message message)
{
    const struct diags *diags = complaints->loader->diags;
    for (size_t i = complaints->before; i < diags_count(diags); i++) {
        const struct diag *said = diags_get(diags, i);
        bool const facet = i + 1 == diags_count(diags) && complaints->rounds == 1;
        if (said->path && said->pos.line == pos.line && said->pos.column == pos.column &&
            strcmp(said->path, path) == 0 &&
            (facet || *path == '/' || is_alike(said->code, message)))
            return true;
    }
    return false;
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

/* Something among an element's children, behind which the schema was not asked. */
static void note_stop(struct complaints *complaints, const xmlNode *node, const char *expected)
{
    if (complaints->stop || !node || !node->parent || node->parent->type != XML_ELEMENT_NODE)
        return;
    complaints->stop = (xmlNodePtr)(size_t)node;
    complaints->expected = expected;
}

static void on_schema_error(void *context, xml_error *error)
{
    struct complaints *complaints = context;
    struct loader *loader = complaints->loader;
    const xmlNode *node = error->node;
    xml_check_memory(error);
    if (is_ghost(node))
        return;
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
    if (message == MESSAGE_FORM_ELEMENT)
        note_stop(complaints, node, expected);
    if (lacks && is_thinned(node))
        return;
    if (said_already(complaints, pos, path, message) || is_enough(complaints))
        return;
    const char *place = attribute ? attribute : element;
    if (*path == '/' && explain_school(loader, node, attribute, message, expected, pos, path))
        return;
    if (message == MESSAGE_FORM_ELEMENT || lacks)
        diag_add(loader->diags, message, pos, path, element, expected, NULL);
    else if (message == MESSAGE_FORM_ATTRIBUTE || message == MESSAGE_FORM_ATTRIBUTE_MISSING)
        diag_add(loader->diags, message, pos, path, element, place, NULL);
    else if (message == MESSAGE_FORM_VALUE && possible_values(loader, text))
        diag_add(loader->diags, MESSAGE_FORM_VALUE_SET, pos, path, place,
                 possible_values(loader, text), NULL);
    else
        diag_add(loader->diags, message, pos, path, place, NULL);
}

/* ---- asking ------------------------------------------------------------------------------ */

static int ask(struct complaints *complaints, xmlSchemaPtr schema, xmlDocPtr document)
{
    xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidOptions(validator, XML_SCHEMA_VAL_VC_I_CREATE);
    xmlSchemaSetValidStructuredErrors(validator, on_schema_error, complaints);
    complaints->stop = NULL;
    complaints->rounds++;
    int const verdict = xmlSchemaValidateDoc(validator, document);
    xmlSchemaFreeValidCtxt(validator);
    if (verdict < 0)
        xml_check_memory(NULL);
    return verdict;
}

/* What stopped the schema is out of the way afterwards: it asks for this one element, which is nowhere, or it is out of place. */
static void mend(const struct complaints *complaints)
{
    xmlNodePtr const node = complaints->stop;
    const char *expected = complaints->expected;
    if (strpbrk(expected, ", —") || xml_child(node->parent, expected)) {
        node->parent->psvi = &ghost;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
        return;
    }
    xmlNodePtr const missing = xmlNewDocNode(node->doc, node->parent->ns, BAD_CAST expected, NULL);
    missing->_private = &ghost;
    xmlAddPrevSibling(node, missing);
}

static long count_elements(const xmlNode *parent)
{
    long count = 1;
    for (const xmlNode *child = xml_first(parent); child; child = xml_next(child))
        count += count_elements(child);
    return count;
}

static void say_nothing(void *context, xml_error *error)
{
    (void)context;
    xml_check_memory(error);
}

/* Every school has its own: a schema of a fiftieth of the size is compiled for it.  What it refuses the whole one is asked about. */
static bool is_good_school(struct form_schema *schema, xmlDocPtr document)
{
    if (!is_asked(schema) || !xml_is(xmlDocGetRootElement(document), "organization"))
        return false;
    xmlDocPtr part = schema->school ? NULL : baked_school_schema();
    if (part)
        schema->school = xml_compile_schema(part, NULL);
    xmlFreeDoc(part);
    if (!schema->school)
        return false;
    xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema->school);
    xmlSchemaSetValidStructuredErrors(validator, say_nothing, NULL);
    bool const good = xmlSchemaValidateDoc(validator, document) == 0;
    xmlSchemaFreeValidCtxt(validator);
    return good;
}

bool load_is_valid(struct loader *loader, struct form_schema *schema, xmlDocPtr document)
{
    if (is_good_school(schema, document))
        return true;
    if (!compile(schema, loader->diags))
        return false;
    struct complaints complaints = {.loader = loader, .before = diags_count(loader->diags)};
    if (ask(&complaints, schema->compiled, document) == 0)
        return true;
    load_check_names(loader, schema, document);
    long left = MOST_VISITS;
    while (complaints.stop && !complaints.enough && left > 0) {
        mend(&complaints);
        left -= count_elements(xmlDocGetRootElement(document));
        ask(&complaints, schema->compiled, document);
    }
    if (diags_count(loader->diags) == complaints.before)
        diag_add(loader->diags, MESSAGE_FORM_XML, (struct pos){.file = loader->file, .line = 1},
                 NULL, NULL);
    return false;
}
