/*
 * reader.c - see reader.h.
 */
#include "case/reader.h"

#include "base/arena.h"
#include "case/schema.h"

#include <string.h>

enum {
    MAX_DEPTH = 12,              /* levels of elements below <case>; the schema has five */
    MAX_CASE = 4 * 1024 * 1024,  /* UTF-8 bytes from <case to </case> */
    MAX_TEXT = 64 * 1024,        /* UTF-8 bytes of one text: 32,000 Russian letters */
};

size_t reader_offset(const struct reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    return (size_t)input->consumed + (size_t)(input->cur - input->base);
}

void reader_stop(struct reader *reader)
{
    reader->stopped = true;
    xmlStopParser(reader->parser);
}

/* ---- complaints --------------------------------------------------------------- */

void reader_complain(struct reader *reader, enum message message, size_t offset,
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
    reader_complain(reader, message, tag->offset, NULL);
    reader_stop(reader);
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

/* True when the case that begins here is to be read; otherwise its id is known afterwards. */
static bool is_wanted(struct reader *reader, const struct sax_tag *tag)
{
    const struct case_request *request = &reader->request;
    char id[256];
    if (!request->wish && !request->begun)
        return true;
    copy_id(tag, id, sizeof id);
    if (request->begun) {
        struct case_place const place = input_place(reader->input, tag->offset);
        request->begun(reader->count, id, &place, request->context);
    } else if (request->wish(reader->count, id, request->context)) {
        return true;
    } else {
        seen_add(&reader->ids, id);
    }
    return false;
}

static void begin_case(struct reader *reader, const struct sax_tag *tag)
{
    reader->inside = true;
    reader->case_depth = reader->depth;
    reader->node = NULL;
    reader->start = tag->offset;
    reader->broken = false;
    reader->skipping = !is_wanted(reader, tag);
    if (reader->skipping)
        return;
    reader->current = build_new(reader->schema, reader->file, reader->parser->dict);
    input_pin(reader->input, tag->offset);
}

static void check_id(struct reader *reader)
{
    const struct casefile *casefile = reader->current;
    const char *id = case_id(casefile);
    if (reader->request.stretch) /* whoever knows stretches knows what ids there are */
        return;
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

/* Hands the case over. */
static void finish(struct reader *reader, size_t end)
{
    struct casefile *casefile = reader->current;
    bool valid = false;
    if (!reader->skipping) {
        note_source(reader, end);
        check_id(reader);
        valid = case_schema_check(reader->schema, casefile, reader->broken, reader->diags) &&
                !reader->broken;
    }
    reader->current = NULL;
    reader->node = NULL;
    if (reader->request.handler(casefile, valid, reader->request.context) == CASE_STOP)
        reader_stop(reader);
    input_unpin(reader->input);
    if (!casefile->kept)
        case_free(casefile);
}

static void end_case(struct reader *reader, size_t end)
{
    const struct case_stretch *stretch = reader->request.stretch;
    reader->inside = false;
    reader->count++;
    if (reader->current)
        finish(reader, end);
    if (stretch && reader->count == stretch->end)
        reader_stop(reader);
}

bool reader_within_limits(struct reader *reader, size_t offset)
{
    if (reader->depth - reader->case_depth > MAX_DEPTH)
        reader_complain(reader, MESSAGE_CASE_DEPTH, offset, NULL);
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

void reader_start_tag(struct reader *reader, const struct sax_tag *tag)
{
    reader->depth++;
    if (!reader->inside) {
        if (!is_welcome(reader, tag))
            return;
        if (is_list(reader, tag)) {
            reader->many = true;
            check_cases(reader, tag);
            return;
        }
        input_advance(reader->input, tag->offset);
        begin_case(reader, tag);
    } else if (reader->glimpse) {
        glimpse_start(reader->glimpse, tag, reader->depth - reader->case_depth);
    }
    if (reader->skipping || !reader_within_limits(reader, tag->offset))
        return;
    if (reader->node)
        build_text(reader->current, reader->node, &reader->text, tag->name);
    input_advance(reader->input, tag->offset);
    reader->node = build_element(reader->current, reader->node, tag, reader->input);
}

static void glimpse_ended(struct reader *reader)
{
    const char *name = glimpse_end(reader->glimpse, reader->depth - reader->case_depth);
    if (name)
        reader->request.named(name, reader->glimpse->identified, reader->request.context);
}

void reader_end_tag(struct reader *reader, size_t end)
{
    if (reader->inside && reader->glimpse)
        glimpse_ended(reader);
    if (reader->inside && !reader->skipping && reader_within_limits(reader, end)) {
        build_text(reader->current, reader->node, &reader->text, NULL);
        if (reader->node->parent->type == XML_ELEMENT_NODE)
            reader->node = reader->node->parent;
    }
    if (reader->inside && reader->depth == reader->case_depth)
        end_case(reader, end);
    reader->depth--;
    if (!reader->stopped)
        input_advance(reader->input, end);
}

static bool is_blank(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r')
            return false;
    return true;
}

void reader_text(struct reader *reader, const char *bytes, size_t count)
{
    if (!reader->inside) {
        if (reader->depth && !reader->words_between && !is_blank(bytes, count)) {
            reader_complain(reader, MESSAGE_CASES_TEXT, reader_offset(reader), NULL);
            reader->words_between = true;
        }
        return;
    }
    if (reader->glimpse)
        glimpse_text(reader->glimpse, bytes, count);
    if (reader->skipping || reader->text.len > MAX_TEXT)
        return;
    text_add_bytes(&reader->text, bytes, count);
    if (reader->text.len > MAX_TEXT) {
        complain_text(reader);
        reader->broken = true;
    }
}
