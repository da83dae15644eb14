/*
 * read.c - the one parser of case files; see case.h.
 *
 * libxml2 is fed UTF-8 (feed.c) and tells of tags and text; what they mean is the
 * reader's (reader.h).  Cases are handed out between two pieces, never from
 * inside the parser.
 */
#include "xml/encoding.h"
#include "case/reader.h"
#include "case/schema.h"
#include "xml/xml.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FAULTS = 1000 }; /* of a '<' or '&' in a text; who has mended these may ask again */

/* {1} is the name that libxml2 tells, {2} the line that belongs to it, {3} its code. */
static void complain_syntax(struct case_reader *reader, enum message message, size_t offset,
                            const xmlError *error)
{
    struct arena *arena = arena_new();
    diag_add(reader->diags, message, input_pos(reader->feed.input, offset), NULL,
             markup_shown(error->str1 ? error->str1 : "", "…"),
             arena_printf(arena, "%d", error->int1), arena_printf(arena, "%d", error->code), NULL);
    arena_free(arena);
}

/* ---- events ------------------------------------------------------------------------ */

/* True when a tag declares the prefix (NULL: the default) itself. */
static bool declares(const xmlChar *prefix, const xmlChar **namespaces, int count)
{
    while (count && !xmlStrEqual(namespaces[2 * (count - 1)], prefix))
        count--;
    return count;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    struct case_reader *reader = context;
    if (reader->stopped)
        return;
    (void)defaulted_count;
    /* Five pointers for each attribute: the members of struct sax_attribute in order. */
    struct sax_tag const tag = {.name = name,
                                .uri = uri,
                                .attributes = (const void *)attributes,
                                .attribute_count = (size_t)attribute_count,
                                .declares = declares(prefix, namespaces, namespace_count),
                                .offset = feed_tag_offset(&reader->feed)};
    reader_start_tag(reader, &tag);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct case_reader *reader = context;
    (void)name, (void)prefix, (void)uri;
    if (!reader->stopped)
        reader_end_tag(reader, feed_offset(&reader->feed));
}

static void on_characters(void *context, const xmlChar *characters, int length)
{
    struct case_reader *reader = context;
    if (!reader->stopped)
        reader_text(reader, (const char *)characters, (size_t)length);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct case_reader *reader = context;
    (void)name, (void)external, (void)system;
    if (reader->stopped)
        return;
    reader_complain(reader, MESSAGE_XML_DOCTYPE, feed_tag_offset(&reader->feed), NULL);
    reader->stopped = true;
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    (void)context;
    return xmlGetPredefinedEntity(name);
}

/* Once is enough for one place. */
static bool is_told(struct case_reader *reader, size_t offset)
{
    bool const told = reader->last_error == offset + 1;
    reader->last_error = offset + 1;
    return told;
}

/* Of a file that ends too soon libxml2 says the same as of one that ends too late. */
static void explain_end(const struct case_reader *reader, struct xmlerror *meaning, size_t *offset)
{
    if (reader->depth) {
        meaning->message = MESSAGE_XML_PREMATURE_END;
        *offset = input_end(reader->feed.input);
    } else if (!reader->rooted) {
        meaning->message = MESSAGE_XML_NOT_XML;
    }
}

static void on_error(void *context, xml_error *error)
{
    struct case_reader *reader = context;
    const struct input *input = reader->feed.input;
    xml_check_memory(error);
    if (reader->stopped || error->level < XML_ERR_ERROR || error->code == XML_WAR_NS_URI)
        return;
    size_t const at = feed_offset(&reader->feed);
    struct xmlerror meaning = xmlerror_classify(error, input_around(input, at));
    size_t offset = (size_t)((ptrdiff_t)at - meaning.back);
    if (error->code == XML_ERR_DOCUMENT_END)
        explain_end(reader, &meaning, &offset);
    reader->broken = true;
    reader->feed.wary = true;
    if (!input->failed && !input->blank && !is_told(reader, offset))
        complain_syntax(reader, meaning.message, offset, error);
    if (!meaning.recovers || reader->purpose == READER_GLANCES)
        reader->stopped = true;
}

/* ---- the file -------------------------------------------------------------------- */

static struct case_reader *open_reader(const char *path, const struct case_bytes *bytes,
                                       const struct case_schema *schema,
                                       enum reader_purpose purpose, struct diags *diags)
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
    struct case_reader *reader = xmalloc(sizeof *reader);
    *reader = (struct case_reader){.schema = schema,
                                   .kind = schema ? schema->kind : NULL,
                                   .diags = diags,
                                   .path = path,
                                   .bytes = bytes,
                                   .file = !bytes && strcmp(path, "-") == 0 ? "stdin" : path,
                                   .purpose = purpose};
    if (feed_open(&reader->feed, path, reader->file, bytes, &sax, reader, diags))
        return reader;
    free(reader);
    return NULL;
}

struct case_reader *case_open(const char *path, const struct case_schema *schema,
                              struct diags *diags)
{
    return open_reader(path, NULL, schema, READER_TAKES, diags);
}

struct case_reader *case_open_bytes(const struct case_bytes *bytes,
                                    const struct case_schema *schema, struct diags *diags)
{
    return open_reader(bytes->name, bytes, schema, READER_TAKES, diags);
}

struct case_reader *case_open_look(const char *path, const struct case_bytes *bytes,
                                   const struct case_schema *schema, struct diags *diags)
{
    return open_reader(bytes ? bytes->name : path, bytes, schema, READER_LOOKS, diags);
}

struct case_reader *case_open_stretch(const char *path, const struct case_bytes *bytes,
                                      const struct case_schema *schema, struct diags *diags,
                                      const struct case_stretch *stretch)
{
    struct case_reader *reader =
        open_reader(bytes ? bytes->name : path, bytes, schema, READER_TAKES, diags);
    if (!reader || !stretch)
        return reader;
    reader->stretch = stretch;
    reader->count = stretch->begin;
    if (stretch->begin) {
        reader->feed.input->leave = (size_t)stretch->head.offset;
        reader->feed.input->land = stretch->at;
    }
    return reader;
}

void case_close(struct case_reader *reader)
{
    if (!reader)
        return;
    diags_set_case(reader->diags, NULL);
    case_free(reader->current);
    feed_close(&reader->feed);
    text_free(&reader->text);
    for (size_t i = 0; i < NAME_PARTS; i++)
        text_free(&reader->glimpse.parts[i]);
    text_free(&reader->glimpse.key);
    seen_free(&reader->ids);
    free(reader);
}

/* ---- pulling cases ------------------------------------------------------------------- */

/* What the cutter says in the parser's stead. */
static void take_fault(struct case_reader *reader, enum feed_state state)
{
    struct feed *feed = &reader->feed;
    bool const twice = feed->fault == MESSAGE_CASE_DEPTH && reader->skipping;
    reader->broken = true;
    if (!is_told(reader, feed->fault_at) && !twice)
        reader_complain(reader, feed->fault, feed->fault_at, feed_limit(feed->fault));
    /* Of many, each is counted from the last, but the parser may yet complain of what is before it. */
    size_t const told = feed_offset(feed);
    input_advance(feed->input, told < feed->fault_at ? told : feed->fault_at);
    if (state == FEED_LIMIT || ++reader->faults == MAX_FAULTS) {
        reader->finished = true;
        reader->stopped = true;
    }
}

/* Reads a piece; false when there is none. */
static bool step(struct case_reader *reader)
{
    if (reader->stopped)
        return false;
    enum feed_state const state = feed_next(&reader->feed);
    if (state == FEED_SPOILED || state == FEED_LIMIT)
        take_fault(reader, state);
    else if (state == FEED_END)
        reader->stopped = true;
    else if (reader->stage == CASE_NONE || reader->skipping)
        input_advance(reader->feed.input, feed_offset(&reader->feed));
    else if (reader->stage == CASE_BEGUN)
        reader_within_limits(reader, feed_offset(&reader->feed));
    return true;
}

static void read_to_end_of_case(struct case_reader *reader)
{
    while (reader->stage == CASE_BEGUN && step(reader))
        ;
}

/* Done with the case at work, whether it was taken or not. */
static void leave_case(struct case_reader *reader)
{
    if (reader->current) {
        reader_pass_over(reader);
        if (!reader->stretch)
            seen_add(&reader->ids, reader->id);
    }
    read_to_end_of_case(reader);
    if (reader->stage == CASE_ENDED)
        reader->feed.input->pinned = false;
    reader->stage = CASE_NONE;
    diags_set_case(reader->diags, NULL);
}

static void check_file(struct case_reader *reader)
{
    const struct input *input = reader->feed.input;
    struct pos const pos = {.file = reader->file};
    if (reader->finished || input->failed)
        return;
    reader->finished = true;
    if (input->blank)
        diag_add(reader->diags, MESSAGE_XML_EMPTY, pos, NULL, NULL);
    else if (reader->many && !reader->count && !diags_at_least(reader->diags, SEVERITY_ERROR))
        diag_add(reader->diags, MESSAGE_CASES_EMPTY, pos, NULL, NULL);
}

bool case_next(struct case_reader *reader, struct case_head *head)
{
    leave_case(reader);
    if (reader->stretch && reader->count >= reader->stretch->end)
        return false;
    while (reader->stage == CASE_NONE)
        if (!step(reader)) {
            check_file(reader);
            return false;
        }
    *head = (struct case_head){
        .index = reader->count - (reader->stage == CASE_ENDED),
        .id = reader->id,
        .place = reader->place,
    };
    return true;
}

const char *case_look(struct case_reader *reader, bool *identified)
{
    read_to_end_of_case(reader);
    *identified = reader->glimpse.identified;
    return reader->glimpse.named ? text_string(&reader->glimpse.key) : NULL;
}

static void check_id(struct case_reader *reader)
{
    const struct casefile *casefile = reader->current;
    const char *id = case_id(casefile);
    if (reader->stretch) /* whoever knows stretches knows what ids there are */
        return;
    if (*id && !seen_add(&reader->ids, id)) {
        diag_add(reader->diags, MESSAGE_CASE_ID_TWICE, node_pos(case_root(casefile)), "/case/@id",
                 NULL);
        reader->broken = true;
    }
}

static void note_source(struct case_reader *reader)
{
    struct casefile *casefile = reader->current;
    casefile->alone = !reader->many && reader->feed.input->is_file;
    casefile->among_many = reader->many;
    casefile->path = reader->path;
    casefile->bytes = reader->bytes;
    casefile->source = input_bytes(reader->feed.input, reader->start);
    casefile->source_size = reader->end - reader->start;
    casefile->offset = reader->place.offset;
    if (casefile->offset >= 0)
        casefile->offset += (long long)reader->feed.input->signature;
}

/* What is wrong with the encoding is wrong with the rest of the file too. */
static bool is_legible(struct case_reader *reader)
{
    const struct input *input = reader->feed.input;
    const struct casefile *casefile = reader->current;
    bool const recoded = input_is_recoded(input);
    struct encoding_doubt doubt;
    if (!encoding_is_doubtful(casefile->source, casefile->source_size, recoded, &doubt))
        return true;
    diag_add(reader->diags, doubt.message,
             input_pos_after(input, &reader->place, reader->start, reader->start + doubt.at), NULL,
             NULL);
    reader->broken = true;
    if (recoded)
        reader->stopped = true;
    return false;
}

struct casefile *case_take(struct case_reader *reader, bool *valid)
{
    *valid = false;
    read_to_end_of_case(reader);
    struct casefile *casefile = reader->current;
    if (reader->stage != CASE_ENDED || !casefile)
        return NULL;
    if (!reader->skipping) {
        note_source(reader);
        check_id(reader);
        *valid = is_legible(reader) && reader->own &&
                 case_schema_check(reader->own, casefile, reader->broken, reader->diags) &&
                 !reader->broken;
    }
    reader->current = NULL;
    reader->node = NULL;
    return casefile;
}

static bool is_council(const char *path, const struct case_bytes *bytes, struct diags *diags)
{
    struct case_reader *reader = open_reader(path, bytes, NULL, READER_GLANCES, diags);
    while (reader && reader->feed.input->is_file && step(reader))
        ;
    bool const found = reader && reader->is_minutes;
    case_close(reader);
    return found;
}

bool case_is_council(const char *path, bool *readable)
{
    struct diags *diags = diags_new();
    bool const found = is_council(path, NULL, diags);
    if (readable)
        *readable = diags_at_least(diags, SEVERITY_SYSTEM) == 0;
    diags_free(diags);
    return found;
}

bool case_bytes_are_council(const struct case_bytes *bytes)
{
    struct diags *diags = diags_new();
    bool const found = is_council(bytes->name, bytes, diags);
    diags_free(diags);
    return found;
}
