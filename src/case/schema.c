/*
 * schema.c - case.xsd: compiled for validating, read once for the names it knows.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "base/text.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

static const struct code *status_codes(const struct case_schema *schema)
{
    const struct decl *status = decl_find(schema->model->root->type->attributes, "status");
    return status ? status->type->codes : NULL;
}

static void list_statuses(struct case_schema *schema)
{
    size_t count = 0;
    for (const struct code *code = status_codes(schema); code; code = code->next)
        count++;
    schema->statuses = ARENA_ARRAY(schema->xpath->arena, count + 1, const char *);
    count = 0;
    for (const struct code *code = status_codes(schema); code; code = code->next)
        schema->statuses[count++] = code->value;
}

/* Who made it can mend it; one that came with the program is damaged. */
static void refuse(const char *path, bool own, const struct model_fault *fault, struct diags *diags)
{
    struct pos const pos = {.file = path, .line = own ? fault->line : 0};
    enum message const message = fault->is_ambiguous ? MESSAGE_SCHEMA_PATTERN
                                 : fault->name       ? MESSAGE_SCHEMA_BEYOND
                                                     : MESSAGE_SCHEMA_NONE;
    if (own)
        diag_add(diags, message, pos, NULL, fault->name, NULL);
    else
        diag_add(diags, MESSAGE_SCHEMA_LOAD, pos, NULL, NULL);
}

static struct case_schema *load(const char *path, const struct kind *kind,
                                const struct case_schema *cases, bool own, struct diags *diags)
{
    xmlDocPtr doc = xml_load(path, false, own ? MESSAGE_FORM_XML : MESSAGE_SCHEMA_LOAD, diags);
    if (!doc)
        return NULL;
    struct case_schema *schema = xmalloc(sizeof *schema);
    struct model_fault fault = {0};
    *schema = (struct case_schema){.kind = kind, .cases = cases, .xpath = xpath_new()};
    schema->path = arena_strdup(schema->xpath->arena, path);
    schema->schema = xml_compile_schema(doc, &fault.line);
    if (schema->schema)
        schema->model = model_new(doc, kind->root, &fault, schema->xpath->arena);
    schema->is_known = accept_knows(doc, kind->space);
    xmlFreeDoc(doc);
    if (schema->model)
        schema->validator = xmlSchemaNewValidCtxt(schema->schema);
    if (!schema->validator) {
        xml_check_memory(NULL);
        refuse(path, own, &fault, diags);
        case_schema_free(schema);
        return NULL;
    }
    list_statuses(schema);
    return schema;
}

struct case_schema *case_schema_load(const char *path, struct diags *diags)
{
    return load(path, &kind_case, NULL, false, diags);
}

struct case_schema *case_schema_load_own(const char *path, struct diags *diags)
{
    return load(path, &kind_case, NULL, true, diags);
}

struct case_schema *case_schema_load_minutes(const char *path, const struct case_schema *cases,
                                             struct diags *diags)
{
    return load(path, &kind_minutes, cases, false, diags);
}

void case_schema_set_choice(struct case_schema *schema, case_choose *choose, void *context)
{
    schema->choose = choose;
    schema->chooser = context;
}

const struct case_schema *case_schema_of(const struct casefile *casefile)
{
    return casefile->schema;
}

const char *const *case_schema_statuses(const struct case_schema *schema)
{
    if (schema->cases)
        return case_schema_statuses(schema->cases);
    return (const char *const *)schema->statuses;
}

bool case_schema_is_final(const struct case_schema *schema, const char *status)
{
    const struct code *code = status_codes(schema);
    while (code && strcmp(code->value, status) != 0)
        code = code->next;
    return code && code->final;
}

const char *case_schema_path(const struct case_schema *schema)
{
    return schema->path;
}

const char *case_schema_subject(const struct case_schema *schema)
{
    return schema->cases ? NULL : schema->model->subject; /* minutes are about nobody */
}

void case_schema_free(struct case_schema *schema)
{
    if (!schema)
        return;
    xpath_free(schema->xpath);
    model_free(schema->model);
    xmlSchemaFreeValidCtxt(schema->validator);
    xmlSchemaFree(schema->schema);
    free(schema);
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

/* Remembers libxml2's first complaint, in case the model has no explanation for it. */
static void note_code(void *context, xml_error *error)
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
    if (!broken && schema->is_known && accept(schema->model, casefile->root))
        return true;
    xmlSchemaSetValidStructuredErrors(schema->validator, note_code, &code);
    if (xmlSchemaValidateOneElement(schema->validator, casefile->root) == 0)
        return true;
    if (!explain(schema->model, casefile, diags) && !broken)
        diag_add(diags, MESSAGE_SCHEMA_OTHER, node_pos(case_root(casefile)), schema->kind->path,
                 arena_printf(casefile->arena, "%d", code), NULL);
    return false;
}
