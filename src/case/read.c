/*
 * read.c - the one parser of case files; see case.h.
 *
 * libxml2 pulls UTF-8 from input.c and calls the handlers below, which build
 * the tree of one case and hand it over when its end tag comes.  Nothing of a
 * case stays behind, unless the caller kept it.
 */
#include "case/build.h"
#include "case/schema.h"
#include "case/seen.h"
#include "case/xmlerror.h"

#include "base/arena.h"
#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_DEPTH = 12,              /* levels of elements below <case>; the schema has five */
    MAX_CASE = 4 * 1024 * 1024,  /* UTF-8 bytes from <case to </case> */
    MAX_TEXT = 64 * 1024,        /* UTF-8 bytes of one text: 32,000 Russian letters */
};

struct reader {
    const struct case_schema *schema;
    const struct kind *kind;
    struct diags *diags;
    case_wish *wish;
    case_handler *handler;
    void *context;
    const char *file;
    struct input *input;
    xmlParserCtxtPtr parser;

    int depth;             /* of open elements in the file */
    bool many;             /* the root is <cases> */
    bool words_between;    /* text between cases has been complained about */
    bool stopped;          /* nothing that libxml2 still says matters */
    size_t count;          /* of cases */
    size_t last_error;     /* where the parser found fault, offset + 1: once is enough */
    struct seen ids;

    struct casefile *current; /* the case being read, or NULL */
    xmlNodePtr node;          /* its innermost open element */
    struct text text;         /* characters since the last tag */
    size_t start;             /* offset of its start tag */
    int case_depth;
    bool broken;   /* it has had a problem that the schema does not see */
    bool skipping; /* it is given up: read on for the next one */
    bool unwanted; /* skipped because nobody asks for it */
};

/* ---- where the parser is ---------------------------------------------------- */

static size_t offset_of(const struct reader *reader, const xmlChar *at)
{
    const xmlParserInput *input = reader->parser->input;
    return (size_t)input->consumed + (size_t)(at - input->base);
}

static size_t offset_now(const struct reader *reader)
{
    return offset_of(reader, reader->parser->input->cur);
}

/* The '<' of the tag whose event is being told; attribute values hold none. */
static size_t tag_offset(const struct reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    const xmlChar *at = input->cur;
    while (at > input->base && *at != '<')
        at--;
    return offset_of(reader, at);
}

static void stop(struct reader *reader)
{
    reader->stopped = true;
    xmlStopParser(reader->parser);
}

/* ---- complaints --------------------------------------------------------------- */

static void complain(struct reader *reader, enum message message, size_t offset,
                     const char *argument)
{
    diag_add(reader->diags, message, input_pos(reader->input, offset), NULL, argument, NULL);
}

/* Gives the case up, but reads on for the next one. */
static void skip_case(struct reader *reader)
{
    reader->skipping = true;
    text_clear(&reader->text);
    input_unpin(reader->input);
}

static const char *number(struct reader *reader, long value)
{
    return arena_printf(reader->current->arena, "%ld", value);
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

static void complain_text(struct reader *reader)
{
    struct casefile *casefile = reader->current;
    const struct node *node = node_from_xml(reader->node);
    diag_add(reader->diags, MESSAGE_TEXT_BYTES, node_pos(casefile, node),
             node_path(casefile, node, casefile->arena),
             case_schema_argument(reader->schema, casefile, reader->node),
             number(reader, MAX_TEXT / 1024), NULL);
}

/* ---- the outer elements --------------------------------------------------------- */

static bool is_named(const struct sax_tag *tag, const char *name)
{
    return strcmp((const char *)tag->name, name) == 0;
}

static bool is_in(const struct sax_tag *tag, const char *space)
{
    return tag->uri && strcmp((const char *)tag->uri, space) == 0;
}

static bool is_list(const struct reader *reader, const struct sax_tag *tag)
{
    return reader->kind->list && is_named(tag, reader->kind->list);
}

/* A council file among cases is no broken case. */
static bool is_minutes(const struct sax_tag *tag)
{
    return is_named(tag, kind_minutes.root) && is_in(tag, kind_minutes.space);
}

/* True when a case or the list of cases may begin here; otherwise says why not. */
static bool is_welcome(struct reader *reader, const struct sax_tag *tag)
{
    const struct kind *kind = reader->kind;
    bool const root = reader->depth == 1;
    bool const named = is_named(tag, kind->root) || (root && is_list(reader, tag));
    if (named && is_in(tag, kind->space))
        return true;
    enum message const message = named  ? kind->wrong_space
                                 : root ? is_minutes(tag) ? MESSAGE_XML_MINUTES : kind->wrong_root
                                        : MESSAGE_CASES_CHILD;
    complain(reader, message, tag->offset, NULL);
    stop(reader);
    return false;
}

static void check_cases(struct reader *reader, const struct sax_tag *tag)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (!build_is_hint(&tag->attributes[i]))
            diag_add(reader->diags, MESSAGE_SCHEMA_ATTRIBUTE,
                     input_pos(reader->input, tag->offset), "/cases",
                     DIAG_BOTH("список дел", "list of cases"),
                     (const char *)tag->attributes[i].name, DIAG_BOTH("ничего", "nothing"), NULL);
}

/* The id that the tag of a case carries; longer ones than any good id are cut. */
static void copy_id(const struct sax_tag *tag, char *id, size_t size)
{
    *id = '\0';
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const struct sax_attribute *attribute = &tag->attributes[i];
        if (attribute->uri || strcmp((const char *)attribute->name, "id") != 0)
            continue;
        size_t const length = (size_t)(attribute->end - attribute->value);
        size_t const kept = length < size ? length : size - 1;
        memcpy(id, attribute->value, kept);
        id[kept] = '\0';
    }
}

/* Looks through a case that the caller does not want, but knows its id afterwards. */
static void ask_wish(struct reader *reader, const struct sax_tag *tag)
{
    char id[256];
    reader->unwanted = false;
    if (!reader->wish)
        return;
    copy_id(tag, id, sizeof id);
    if (reader->wish(reader->count, id, reader->context))
        return;
    reader->unwanted = true;
    seen_add(&reader->ids, id);
    skip_case(reader);
}

static void begin_case(struct reader *reader, size_t offset)
{
    reader->current = build_new(reader->schema, reader->file, reader->parser->dict);
    reader->node = NULL;
    reader->start = offset;
    reader->case_depth = reader->depth;
    reader->broken = false;
    reader->skipping = false;
    input_pin(reader->input, offset);
}

static void check_id(struct reader *reader)
{
    const struct casefile *casefile = reader->current;
    const char *id = case_id(casefile);
    if (*id && !seen_add(&reader->ids, id)) {
        diag_add(reader->diags, MESSAGE_CASE_ID_TWICE, node_pos(casefile, case_root(casefile)),
                 "/case/@id", NULL);
        reader->broken = true;
    }
}

static void note_source(struct reader *reader, size_t end)
{
    struct casefile *casefile = reader->current;
    unsigned char digest[HASH_SIZE];
    casefile->alone = !reader->many;
    casefile->source = input_bytes(reader->input, reader->start);
    casefile->source_size = end - reader->start;
    hash_bytes(casefile->source, casefile->source_size, digest);
    hash_hex(digest, casefile->hash);
}

static void end_case(struct reader *reader, size_t end)
{
    struct casefile *casefile = reader->current;
    bool valid = false;
    if (!reader->skipping) {
        note_source(reader, end);
        check_id(reader);
        valid = case_schema_check(reader->schema, casefile, reader->broken, reader->diags) &&
                !reader->broken;
    }
    reader->count++;
    reader->current = NULL;
    reader->node = NULL;
    if (!reader->unwanted && reader->handler(casefile, valid, reader->context) == CASE_STOP)
        stop(reader);
    input_unpin(reader->input);
    if (!casefile->kept)
        case_free(casefile);
}

static bool is_within_limits(struct reader *reader, size_t offset)
{
    if (reader->depth - reader->case_depth > MAX_DEPTH)
        complain(reader, MESSAGE_CASE_DEPTH, offset, NULL);
    else if (offset - reader->start > MAX_CASE)
        diag_add(reader->diags, MESSAGE_CASE_BYTES,
                 node_pos(reader->current, case_root(reader->current)), reader->kind->path,
                 number(reader, MAX_CASE / 1024 / 1024), NULL);
    else
        return true;
    skip_case(reader);
    return false;
}

/* ---- events ------------------------------------------------------------------------ */

static void start_tag(struct reader *reader, const struct sax_tag *tag)
{
    reader->depth++;
    if (!reader->current) {
        if (!is_welcome(reader, tag))
            return;
        if (is_list(reader, tag)) {
            reader->many = true;
            check_cases(reader, tag);
            return;
        }
        input_advance(reader->input, tag->offset);
        begin_case(reader, tag->offset);
        ask_wish(reader, tag);
    }
    if (reader->skipping || !is_within_limits(reader, tag->offset))
        return;
    if (reader->node)
        build_text(reader->current, reader->node, &reader->text, false);
    input_advance(reader->input, tag->offset);
    reader->node = build_element(reader->current, reader->node, tag, reader->input);
}

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
    start_tag(reader, &tag);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *reader = context;
    (void)name;
    (void)prefix;
    (void)uri;
    size_t const end = offset_now(reader);
    if (reader->current && !reader->skipping && is_within_limits(reader, end)) {
        build_text(reader->current, reader->node, &reader->text, true);
        if (reader->node->parent->type == XML_ELEMENT_NODE)
            reader->node = reader->node->parent;
    }
    if (reader->current && reader->depth == reader->case_depth)
        end_case(reader, end);
    reader->depth--;
    if (!reader->stopped)
        input_advance(reader->input, end);
}

static bool is_blank(const xmlChar *characters, int length)
{
    for (int i = 0; i < length; i++)
        if (characters[i] != ' ' && characters[i] != '\t' && characters[i] != '\n' &&
            characters[i] != '\r')
            return false;
    return true;
}

static void on_characters(void *context, const xmlChar *characters, int length)
{
    struct reader *reader = context;
    if (!reader->current) {
        if (reader->depth && !reader->words_between && !is_blank(characters, length)) {
            complain(reader, MESSAGE_CASES_TEXT, offset_now(reader), NULL);
            reader->words_between = true;
        }
        return;
    }
    if (reader->skipping || reader->text.len > MAX_TEXT)
        return;
    text_add_bytes(&reader->text, characters, (size_t)length);
    if (reader->text.len > MAX_TEXT) {
        complain_text(reader);
        reader->broken = true;
    }
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct reader *reader = context;
    (void)name;
    (void)external;
    (void)system;
    complain(reader, MESSAGE_XML_DOCTYPE, tag_offset(reader), NULL);
    stop(reader);
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
    size_t const offset = offset_now(reader) - meaning.back;
    reader->broken = true;
    if (!input_failed(reader->input) && !input_blank(reader->input) &&
        reader->last_error != offset + 1)
        complain_syntax(reader, meaning.message, offset, error);
    reader->last_error = offset + 1;
    if (!meaning.recovers)
        stop(reader);
}

/* ---- reading ------------------------------------------------------------------------- */

static int on_read(void *context, char *buffer, int size)
{
    struct reader *reader = context;
    if (reader->current && !reader->skipping)
        is_within_limits(reader, offset_now(reader));
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
    if (!parser) { /* for want of memory, the only reason there is */
        fputs("formulyar: недостаточно памяти / out of memory\n", stderr);
        exit(3);
    }
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

size_t case_read(const char *path, const struct case_schema *schema, struct diags *diags,
                 case_handler *handler, void *context)
{
    return case_read_wanted(path, schema, diags, NULL, handler, context);
}

size_t case_read_wanted(const char *path, const struct case_schema *schema, struct diags *diags,
                        case_wish *wish, case_handler *handler, void *context)
{
    const char *file = strcmp(path, "-") == 0 ? "stdin" : path;
    struct reader reader = {.schema = schema,
                            .kind = case_schema_kind(schema),
                            .diags = diags,
                            .wish = wish,
                            .handler = handler,
                            .context = context,
                            .file = file,
                            .input = input_open(path, file, diags)};
    if (!reader.input)
        return 0;
    reader.parser = parser_new(&reader);
    xmlParseDocument(reader.parser);
    check_empty(&reader);
    case_free(reader.current);
    xmlFreeParserCtxt(reader.parser);
    text_free(&reader.text);
    seen_free(&reader.ids);
    input_close(reader.input);
    return reader.count;
}
