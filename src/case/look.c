/*
 * look.c - what kind of file is this?  Only its first element is read; see case.h.
 */
#include "case/input.h"
#include "case/tree.h"

#include <libxml/parser.h>
#include <string.h>

struct look {
    struct input *input;
    struct diags *diags;
    xmlParserCtxtPtr parser;
    bool is_council;
};

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    struct look *look = context;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)attribute_count;
    (void)defaulted_count;
    (void)attributes;
    look->is_council = xmlStrEqual(name, BAD_CAST kind_minutes.root) &&
                       xmlStrEqual(uri, BAD_CAST kind_minutes.space);
    xmlStopParser(look->parser);
}

/* No file of ours has a DOCTYPE: nothing in it is of interest. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct look *look = context;
    (void)name;
    (void)external;
    (void)system;
    xmlStopParser(look->parser);
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static int on_read(void *context, char *buffer, int size)
{
    struct look *look = context;
    return (int)input_read(look->input, buffer, (size_t)size, look->diags);
}

static void look_at(struct look *look)
{
    xmlSAXHandler sax = {
        .internalSubset = on_doctype,
        .startElementNs = on_start,
        .serror = ignore_error,
        .initialized = XML_SAX2_MAGIC,
    };
    look->parser =
        xmlCreateIOParserCtxt(&sax, look, on_read, NULL, look, XML_CHAR_ENCODING_UTF8);
    if (!look->parser)
        return;
    xmlCtxtUseOptions(look->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(look->parser);
    xmlFreeParserCtxt(look->parser);
}

bool case_is_council(const char *path)
{
    if (strcmp(path, "-") == 0) /* standard input can be read once */
        return false;
    struct look look = {.diags = diags_new()};
    look.input = input_open(path, path, look.diags);
    if (look.input)
        look_at(&look);
    input_close(look.input);
    diags_free(look.diags);
    return look.is_council;
}
