/*
 * read.c - the one parser of case files; see case.h.
 *
 * libxml2 pulls UTF-8 from input.c and tells of tags and text; what they mean is
 * the reader's (reader.h).
 */
#include "case/reader.h"
#include "case/schema.h"
#include "case/xmlerror.h"

#include <libxml/parserInternals.h>
#include <string.h>

/* The '<' of the tag whose event is being told; attribute values hold none. */
static size_t tag_offset(const struct reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    const xmlChar *at = input->cur;
    while (at > input->base && *at != '<')
        at--;
    return reader_offset(reader) - (size_t)(input->cur - at);
}

/* {1} is the name that libxml2 tells, {2} the line that belongs to it, {3} its code. */
static void complain_syntax(struct reader *reader, enum message message, size_t offset,
                            const xmlError *error)
{
    struct text line = TEXT_EMPTY;
    struct text code = TEXT_EMPTY;
    text_add_int(&line, error->int1);
    text_add_int(&code, error->code);
    diag_add(reader->diags, message, input_pos(reader->input, offset), NULL,
             error->str1 ? error->str1 : "", text_string(&line), text_string(&code), NULL);
    text_free(&line);
    text_free(&code);
}

/* ---- events ------------------------------------------------------------------------ */

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    struct reader *reader = context;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    /* Five pointers for each attribute: the members of struct sax_attribute in order. */
    struct sax_tag const tag = {.name = name,
                                .uri = uri,
                                .attributes = (const void *)attributes,
                                .attribute_count = (size_t)attribute_count,
                                .offset = tag_offset(reader)};
    reader_start_tag(reader, &tag);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *reader = context;
    (void)name;
    (void)prefix;
    (void)uri;
    reader_end_tag(reader, reader_offset(reader));
}

static void on_characters(void *context, const xmlChar *characters, int length)
{
    reader_text(context, (const char *)characters, (size_t)length);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct reader *reader = context;
    (void)name;
    (void)external;
    (void)system;
    reader_complain(reader, MESSAGE_XML_DOCTYPE, tag_offset(reader), NULL);
    reader_stop(reader);
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    (void)context;
    return xmlGetPredefinedEntity(name);
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct reader *reader = context;
    if (reader->stopped || error->level < XML_ERR_ERROR || error->code == XML_WAR_NS_URI)
        return;
    const xmlParserInput *input = reader->parser->input;
    if (!input) /* nothing could be read: told elsewhere */
        return;
    struct xmlerror const meaning = xmlerror_classify(
        error, (struct xmlerror_place){(const char *)input->base, (const char *)input->cur,
                                       (const char *)input->end});
    size_t const offset = reader_offset(reader) - meaning.back;
    reader->broken = true;
    if (!input_failed(reader->input) && !input_blank(reader->input) &&
        reader->last_error != offset + 1)
        complain_syntax(reader, meaning.message, offset, error);
    reader->last_error = offset + 1;
    if (!meaning.recovers)
        reader_stop(reader);
}

/* ---- reading ------------------------------------------------------------------------- */

static int on_read(void *context, char *buffer, int size)
{
    struct reader *reader = context;
    if (reader->inside && !reader->skipping)
        reader_within_limits(reader, reader_offset(reader));
    else
        input_advance(reader->input, tag_offset(reader));
    return (int)input_read(reader->input, buffer, (size_t)size, reader->diags);
}

static xmlParserCtxtPtr parser_new(struct reader *reader)
{
    xmlSAXHandler sax = {
        .internalSubset = on_doctype,
        .getEntity = on_entity,
        .characters = on_characters,
        .ignorableWhitespace = on_characters,
        .cdataBlock = on_characters,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
    xmlParserCtxtPtr parser =
        xmlCreateIOParserCtxt(&sax, reader, on_read, NULL, reader, XML_CHAR_ENCODING_UTF8);
    if (!parser) /* for want of memory, the only reason there is */
        out_of_memory();
    /* RECOVER only lets us hear of later errors too: a broken case is never used. */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES |
                                  XML_PARSE_RECOVER);
    return parser;
}

static void check_empty(struct reader *reader)
{
    if (input_failed(reader->input))
        return;
    if (input_blank(reader->input))
        diag_add(reader->diags, MESSAGE_XML_EMPTY, (struct pos){.file = reader->file}, NULL, NULL);
    else if (reader->many && !reader->count && !reader->stopped)
        diag_add(reader->diags, MESSAGE_CASES_EMPTY, (struct pos){.file = reader->file}, NULL,
                 NULL);
}

static size_t read_file(const char *path, const struct case_schema *schema, struct diags *diags,
                        const struct case_request *request)
{
    const char *file = strcmp(path, "-") == 0 ? "stdin" : path;
    struct glimpse glimpse = {0};
    struct reader reader = {.schema = schema,
                            .kind = case_schema_kind(schema),
                            .diags = diags,
                            .request = *request,
                            .glimpse = request->begun ? &glimpse : NULL,
                            .file = file,
                            .input = input_open(path, file, diags)};
    const struct case_stretch *stretch = request->stretch;
    if (!reader.input)
        return 0;
    if (stretch && stretch->begin) {
        input_jump(reader.input, &stretch->head, &stretch->at);
        reader.count = stretch->begin;
    }
    reader.parser = parser_new(&reader);
    xmlParseDocument(reader.parser);
    check_empty(&reader);
    case_free(reader.current);
    xmlFreeParserCtxt(reader.parser);
    text_free(&reader.text);
    glimpse_free(&glimpse);
    seen_free(&reader.ids);
    input_close(reader.input);
    return reader.count;
}

size_t case_read(const char *path, const struct case_schema *schema, struct diags *diags,
                 case_handler *handler, void *context)
{
    return case_read_wanted(path, schema, diags, NULL, handler, context);
}

size_t case_read_wanted(const char *path, const struct case_schema *schema, struct diags *diags,
                        case_wish *wish, case_handler *handler, void *context)
{
    struct case_request const request = {.wish = wish, .handler = handler, .context = context};
    return read_file(path, schema, diags, &request);
}

size_t case_scan(const char *path, const struct case_schema *schema, struct diags *diags,
                 case_begun *begun, case_named *named, void *context)
{
    struct case_request const request = {.begun = begun, .named = named, .context = context};
    return read_file(path, schema, diags, &request);
}

void case_read_stretch(const char *path, const struct case_schema *schema, struct diags *diags,
                       const struct case_stretch *stretch, case_wish *wish, case_handler *handler,
                       void *context)
{
    struct case_request const request = {
        .wish = wish, .handler = handler, .stretch = stretch, .context = context};
    read_file(path, schema, diags, &request);
}
