#include "case/reader.h"

#include "base/arena.h"
#include "case/schema.h"

#include <string.h>

enum {
    MAX_CASE = 4 * 1024 * 1024, /* UTF-8 bytes from <case to </case> */
    MAX_TEXT = 64 * 1024,       /* UTF-8 bytes of one text: 32,000 Russian letters */
    MAX_CHILDREN = 1000,        /* of one element: rules compare each with each */
    MAX_ELEMENTS = 100000,      /* of one case */
};

void reader_stop(struct case_reader *reader)
{
    reader->stopped = true;
}

/* ---- complaints --------------------------------------------------------------- */

void reader_complain(struct case_reader *reader, enum message message, size_t offset,
                     const char *argument)
{
    diag_add(reader->diags, message, input_pos(reader->feed.input, offset), NULL, argument, NULL);
}

/* Gives the case up, but reads on for the next one. */
static void skip_case(struct case_reader *reader)
{
    reader->skipping = true;
    text_clear(&reader->text);
    input_unpin(reader->feed.input);
}

static const char *number(struct case_reader *reader, long value)
{
    return arena_printf(reader->current->arena, "%ld", value);
}

static void complain_text(struct case_reader *reader)
{
    struct casefile *casefile = reader->current;
    const struct node *node = node_from_xml(reader->node);
    diag_add(reader->diags, MESSAGE_TEXT_BYTES, node_pos(node), node_path(node, casefile->arena),
             node_label(node, casefile->arena), number(reader, MAX_TEXT / 1024), NULL);
}

static void complain_children(struct case_reader *reader)
{
    struct casefile *casefile = reader->current;
    const struct node *node = node_from_xml(reader->node);
    diag_add(reader->diags, MESSAGE_CHILDREN, node_pos(node), node_path(node, casefile->arena),
             node_label(node, casefile->arena), number(reader, MAX_CHILDREN), NULL);
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

static bool is_list(const struct case_reader *reader, const struct sax_tag *tag)
{
    return reader->kind->list && is_named(tag, reader->kind->list);
}

/* A council file among cases is no broken case. */
static bool is_minutes(const struct sax_tag *tag)
{
    return is_named(tag, kind_minutes.root) && is_in(tag, kind_minutes.space);
}

/* True when a case or the list of cases may begin here; otherwise says why not. */
static bool is_welcome(struct case_reader *reader, const struct sax_tag *tag)
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

static void check_cases(struct case_reader *reader, const struct sax_tag *tag)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (!build_is_hint(&tag->attributes[i]))
            diag_add(reader->diags, MESSAGE_SCHEMA_ATTRIBUTE,
                     input_pos(reader->feed.input, tag->offset), "/cases",
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

static void begin_case(struct case_reader *reader, const struct sax_tag *tag)
{
    reader->stage = CASE_BEGUN;
    reader->case_depth = reader->depth;
    reader->node = NULL;
    reader->start = tag->offset;
    reader->elements = 0;
    reader->children[0] = 0;
    reader->broken = false;
    reader->named = false;
    reader->skipping = reader->only_looks;
    copy_id(tag, reader->id, sizeof reader->id);
    reader->place = input_place(reader->feed.input, tag->offset);
    if (reader->skipping)
        return;
    reader->current = build_new(reader->schema, reader->file, reader->feed.parser->dict);
    input_pin(reader->feed.input, tag->offset);
}

static void end_case(struct case_reader *reader, size_t end)
{
    reader->stage = CASE_ENDED;
    reader->end = end;
    reader->count++;
}

void reader_pass_over(struct case_reader *reader)
{
    skip_case(reader);
    case_free(reader->current);
    reader->current = NULL;
    reader->node = NULL;
}

bool reader_within_limits(struct case_reader *reader, size_t offset)
{
    if (reader->depth - reader->case_depth > READER_DEPTH)
        reader_complain(reader, MESSAGE_CASE_DEPTH, offset, NULL);
    else if (offset - reader->start > MAX_CASE)
        diag_add(reader->diags, MESSAGE_CASE_BYTES, node_pos(case_root(reader->current)),
                 reader->kind->path, number(reader, MAX_CASE / 1024 / 1024), NULL);
    else
        return true;
    skip_case(reader);
    return false;
}

/* ---- events ------------------------------------------------------------------------ */

/* Counts an element in; false, with a diagnostic, when it is one too many. */
static bool is_within_numbers(struct case_reader *reader)
{
    struct casefile *casefile = reader->current;
    int const level = reader->depth - reader->case_depth;
    reader->children[level] = 0;
    if (++reader->elements > MAX_ELEMENTS)
        diag_add(reader->diags, MESSAGE_CASE_ELEMENTS, node_pos(case_root(casefile)),
                 reader->kind->path, number(reader, MAX_ELEMENTS), NULL);
    else if (level && ++reader->children[level - 1] > MAX_CHILDREN)
        complain_children(reader);
    else
        return true;
    skip_case(reader);
    return false;
}

static bool is_inside(const struct case_reader *reader)
{
    return reader->stage == CASE_BEGUN;
}

void reader_start_tag(struct case_reader *reader, const struct sax_tag *tag)
{
    reader->depth++;
    reader->rooted = true;
    if (!is_inside(reader)) {
        if (!is_welcome(reader, tag))
            return;
        if (is_list(reader, tag)) {
            reader->many = true;
            check_cases(reader, tag);
            return;
        }
        input_advance(reader->feed.input, tag->offset);
        begin_case(reader, tag);
    } else if (reader->only_looks) {
        glimpse_start(&reader->glimpse, case_schema_subject(reader->schema), tag,
                      reader->depth - reader->case_depth);
    }
    if (reader->skipping || !reader_within_limits(reader, tag->offset) ||
        !is_within_numbers(reader))
        return;
    if (reader->node)
        build_text(reader->current, reader->node, &reader->text, tag->name);
    input_advance(reader->feed.input, tag->offset);
    reader->node = build_element(reader->current, reader->node, tag, reader->feed.input);
}

void reader_end_tag(struct case_reader *reader, size_t end)
{
    bool const inside = is_inside(reader);
    if (inside && reader->only_looks)
        reader->named |= glimpse_end(&reader->glimpse, reader->depth - reader->case_depth);
    if (inside && !reader->skipping && reader_within_limits(reader, end)) {
        build_text(reader->current, reader->node, &reader->text, NULL);
        if (reader->node->parent->type == XML_ELEMENT_NODE)
            reader->node = reader->node->parent;
    }
    if (inside && reader->depth == reader->case_depth)
        end_case(reader, end);
    reader->depth--;
    input_advance(reader->feed.input, end);
}

static bool is_blank(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r')
            return false;
    return true;
}

void reader_text(struct case_reader *reader, const char *bytes, size_t count)
{
    if (!is_inside(reader)) {
        if (reader->depth && !reader->words_between && !is_blank(bytes, count)) {
            reader_complain(reader, MESSAGE_CASES_TEXT, feed_offset(&reader->feed), NULL);
            reader->words_between = true;
        }
        return;
    }
    if (reader->only_looks)
        glimpse_text(&reader->glimpse, bytes, count);
    if (reader->skipping || reader->text.len > MAX_TEXT)
        return;
    text_add_bytes(&reader->text, bytes, count);
    if (reader->text.len > MAX_TEXT) {
        complain_text(reader);
        reader->broken = true;
    }
}
