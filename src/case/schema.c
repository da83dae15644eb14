/*
 * schema.c - case.xsd: compiled for validating, read once for the names it knows.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "base/text.h"
#include "case/explain.h"
#include "xml/file.h"
#include "xml/memory.h"

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>
#include <string.h>

struct case_schema {
    const struct kind *kind;
    const struct case_schema *cases; /* of a council file: what it may cite */
    xmlSchemaPtr schema;
    xmlSchemaValidCtxtPtr validator;
    xmlHashTablePtr names[2]; /* [false] elements, [true] attributes */
    struct xpath *xpath;
    struct model *model;
    const char *subject; /* in the model; NULL in council files */
};

static void ignore_message(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

static bool is_named(const xmlNode *node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

static void collect_names(struct case_schema *schema, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (is_named(node, "element") || is_named(node, "attribute")) {
            xmlChar *name = xmlGetNoNsProp(node, BAD_CAST "name");
            xmlHashTablePtr names = schema->names[is_named(node, "attribute")];
            if (name && xmlHashAddEntry(names, name, schema) != 0 && !xmlHashLookup(names, name))
                out_of_memory();
            xmlFree(name);
        }
        collect_names(schema, node->children);
    }
}

static xmlSchemaPtr compile(xmlDocPtr doc)
{
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewDocParserCtxt(doc);
    xmlSchemaSetParserErrors(parser, ignore_message, ignore_message, NULL);
    xmlSchemaPtr schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    return schema;
}

static struct case_schema *load(const char *path, const struct kind *kind,
                                const struct case_schema *cases, struct diags *diags)
{
    xmlDocPtr doc = xmlfile_read(path, MESSAGE_SCHEMA_LOAD, diags);
    if (!doc)
        return NULL;
    struct case_schema *schema = xmalloc(sizeof *schema);
    *schema = (struct case_schema){.kind = kind,
                                   .cases = cases,
                                   .names = {xmlHashCreate(64), xmlHashCreate(64)},
                                   .xpath = xpath_new(),
                                   .model = model_new(doc, kind->root)};
    collect_names(schema, doc->children);
    schema->schema = compile(doc);
    xmlFreeDoc(doc);
    if (schema->schema)
        schema->validator = xmlSchemaNewValidCtxt(schema->schema);
    const struct decl *subject =
        schema->model && kind->personal ? model_subject(schema->model) : NULL;
    schema->subject = subject ? subject->name : NULL;
    if (!schema->validator || !schema->model || (kind->personal && !subject)) {
        xml_check_memory(NULL);
        diag_add(diags, MESSAGE_SCHEMA_LOAD, (struct pos){.file = path}, NULL, NULL);
        case_schema_free(schema);
        return NULL;
    }
    return schema;
}

struct case_schema *case_schema_load(const char *path, struct diags *diags)
{
    return load(path, &kind_case, NULL, diags);
}

struct case_schema *case_schema_load_minutes(const char *path, const struct case_schema *cases,
                                             struct diags *diags)
{
    return load(path, &kind_minutes, cases, diags);
}

const char *case_schema_subject(const struct case_schema *schema)
{
    return schema->subject;
}

bool case_schema_has_child(const struct case_schema *schema, const xmlNode *element,
                           const char *name)
{
    const struct decl *decl = model_find(schema->model, element);
    return decl && decl_find(decl->type->elements, name);
}

const struct kind *case_schema_kind(const struct case_schema *schema)
{
    return schema->kind;
}

void case_schema_free(struct case_schema *schema)
{
    if (!schema)
        return;
    xpath_free(schema->xpath);
    model_free(schema->model);
    xmlSchemaFreeValidCtxt(schema->validator);
    xmlSchemaFree(schema->schema);
    xmlHashFree(schema->names[0], NULL);
    xmlHashFree(schema->names[1], NULL);
    free(schema);
}

bool case_schema_knows(const struct case_schema *schema, const char *prefix, const char *name)
{
    for (; schema; schema = schema->cases) {
        bool const asked = !prefix || strcmp(prefix, schema->kind->prefix) == 0;
        if (asked && xmlHashLookup(schema->names[!prefix], BAD_CAST name))
            return true;
    }
    return false;
}

const char *case_schema_label(const struct case_schema *schema, const char *path,
                              enum language language, struct arena *arena)
{
    return model_label(schema->model, path, language, arena);
}

const char *case_schema_field(const void *context, const char *path, struct arena *arena)
{
    const struct case_schema *schema = context;
    while (schema && strncmp(path, schema->kind->path, strlen(schema->kind->path)) != 0)
        schema = schema->cases;
    if (!schema)
        return NULL;
    return diag_both(arena, model_label(schema->model, path, LANGUAGE_RU, arena),
                     model_label(schema->model, path, LANGUAGE_EN, arena));
}

const char *node_label(const struct node *node, struct arena *arena)
{
    return case_schema_field(tree_owner(node_to_xml(node))->schema, node_path(node, arena), arena);
}

struct xpath *case_schema_xpath(const struct case_schema *schema)
{
    return schema->xpath;
}

/* Remembers libxml2's first complaint, in case the model has no explanation for it. */
static void note_code(void *context, xmlErrorPtr error)
{
    int *code = context;
    xml_check_memory(error);
    if (!*code)
        *code = error->code;
}

bool case_schema_check(const struct case_schema *schema, const struct casefile *casefile,
                       bool broken, struct diags *diags)
{
    int code = 0;
    xmlSchemaSetValidStructuredErrors(schema->validator, note_code, &code);
    if (xmlSchemaValidateOneElement(schema->validator, casefile->root) == 0)
        return true;
    if (!explain(schema->model, casefile, diags) && !broken)
        diag_add(diags, MESSAGE_SCHEMA_OTHER, node_pos(case_root(casefile)), schema->kind->path,
                 arena_printf(casefile->arena, "%d", code), NULL);
    return false;
}
