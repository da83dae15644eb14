/*
 * schema.c - case.xsd: compiled for validating, read once for the names it knows.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA_LIMIT = 4 * 1024 * 1024 };

struct case_schema {
    xmlSchemaPtr schema;
    xmlSchemaValidCtxtPtr validator;
    xmlHashTablePtr names[2]; /* [false] elements, [true] attributes */
    struct xpath *xpath;
};

/* Nothing that libxml2 reads may pull in another file or touch the network. */
static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url;
    (void)id;
    (void)parser;
    return NULL;
}

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
            if (name)
                xmlHashAddEntry(schema->names[is_named(node, "attribute")], name, schema);
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

struct case_schema *case_schema_load(const char *path, struct diags *diags)
{
    struct pos const pos = {.file = path};
    struct text text = TEXT_EMPTY;
    int const error = file_read(path, SCHEMA_LIMIT, &text);
    if (error) {
        diag_add(diags, MESSAGE_FILE_OPEN, pos, NULL, strerror(error), NULL);
        text_free(&text);
        return NULL;
    }
    xmlSetExternalEntityLoader(refuse_entity);
    xmlDocPtr doc = xmlReadMemory(text.data, (int)text.len, NULL, NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    text_free(&text);
    struct case_schema *schema = xmalloc(sizeof *schema);
    *schema = (struct case_schema){.names = {xmlHashCreate(64), xmlHashCreate(64)}};
    schema->xpath = xpath_new();
    if (doc) {
        collect_names(schema, doc->children);
        schema->schema = compile(doc);
        xmlFreeDoc(doc);
    }
    if (schema->schema)
        schema->validator = xmlSchemaNewValidCtxt(schema->schema);
    if (!schema->validator) {
        diag_add(diags, MESSAGE_SCHEMA_LOAD, pos, NULL, NULL);
        case_schema_free(schema);
        return NULL;
    }
    return schema;
}

void case_schema_free(struct case_schema *schema)
{
    if (!schema)
        return;
    xpath_free(schema->xpath);
    xmlSchemaFreeValidCtxt(schema->validator);
    xmlSchemaFree(schema->schema);
    xmlHashFree(schema->names[0], NULL);
    xmlHashFree(schema->names[1], NULL);
    free(schema);
}

bool case_schema_knows(const struct case_schema *schema, const char *name, bool attribute)
{
    return xmlHashLookup(schema->names[attribute], BAD_CAST name) != NULL;
}

struct xpath *case_schema_xpath(const struct case_schema *schema)
{
    return schema->xpath;
}

struct verdict {
    const struct casefile *casefile;
    struct diags *diags;
};

static void report(void *context, xmlErrorPtr error)
{
    const struct verdict *verdict = context;
    const struct casefile *casefile = verdict->casefile;
    const struct node *node = node_from_xml(error->node ? error->node : casefile->root);
    struct text code = TEXT_EMPTY;
    text_add_int(&code, error->code);
    diag_add(verdict->diags, MESSAGE_SCHEMA_OTHER, node_pos(casefile, node), NULL,
             text_string(&code), NULL);
    text_free(&code);
}

bool case_schema_check(const struct case_schema *schema, const struct casefile *casefile,
                       struct diags *diags)
{
    struct verdict verdict = {.casefile = casefile, .diags = diags};
    xmlSchemaSetValidStructuredErrors(schema->validator, report, &verdict);
    return xmlSchemaValidateOneElement(schema->validator, casefile->root) == 0;
}
