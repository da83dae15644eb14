#include "case/reader.h"

#include "base/arena.h"
#include "case/schema.h"

#include <string.h>

enum {
    MAX_CASE = 4 * 1024 * 1024, /* UTF-8 bytes from <case to </case> */
    MAX_TEXT = 64 * 1024,       /* UTF-8 bytes of one text: 32,000 Russian letters */
    MAX_CHILDREN = 1000,        /* of one element: rules compare each with each */
    MAX_ELEMENTS = 100000,      /* of one case */
    LONGEST_PART =
        1024, /* no name that anybody bears is longer; of two that are, nothing is said */
};

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
    reader->feed.input->pinned = false;
}

/* The element holds more than most; {1} is the label, unless that is NULL. */
static void complain_limit(struct case_reader *reader, enum message message,
                           const struct node *node, const char *label, long most)
{
    struct arena *arena = reader->current->arena;
    const char *number = arena_printf(arena, "%ld", most);
    diag_add(reader->diags, message, node_pos(node), node_path(node, arena), label ? label : number,
             label ? number : NULL, NULL);
}

static void complain_element(struct case_reader *reader, enum message message, long most)
{
    const struct node *node = node_from_xml(reader->node);
    complain_limit(reader, message, node, node_label(node, reader->current->arena), most);
}

static void complain_case(struct case_reader *reader, enum message message, long most)
{
    complain_limit(reader, message, case_root(reader->current), NULL, most);
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

/* Nor is what the folder of forms holds: a school may keep its organization.xml beside its cases. */
static bool is_of_forms(const struct sax_tag *tag)
{
    return is_in(tag, "urn:formulyar:form:1") || is_in(tag, "urn:formulyar:rules:1");
}

static enum message wrong_root(const struct kind *kind, const struct sax_tag *tag)
{
    if (is_minutes(tag))
        return MESSAGE_XML_MINUTES;
    return kind == &kind_case && is_of_forms(tag) ? MESSAGE_XML_FORMS : kind->wrong_root;
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
                                 : root ? wrong_root(kind, tag)
                                        : MESSAGE_CASES_CHILD;
    reader_complain(reader, message, tag->offset, NULL);
    reader->stopped = true;
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

/* An attribute without namespace, or NULL. */
static const struct sax_attribute *attribute(const struct sax_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (!tag->attributes[i].uri && strcmp((const char *)tag->attributes[i].name, name) == 0)
            return &tag->attributes[i];
    return NULL;
}

/* Longer ids than any good one are cut. */
static void copy_id(const struct sax_tag *tag, const char *name, char *id, size_t size)
{
    const struct sax_attribute *found = attribute(tag, name);
    size_t const length = found ? (size_t)(found->end - found->value) : 0;
    size_t const kept = length < size ? length : size - 1;
    if (kept)
        memcpy(id, found->value, kept);
    id[kept] = '\0';
}

bool case_id_fits(const char *id)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    enum { LONGEST = 64 };
    size_t const length = strspn(id, signs);
    return length && length <= LONGEST && !id[length] && !strchr("._-", *id);
}

/* Cases of some editions have another schema. */
static void choose_schema(struct case_reader *reader, const struct sax_tag *tag)
{
    const struct case_schema *schema = reader->schema;
    char edition[CASE_ID_SHOWN];
    reader->own = schema;
    if (!schema->choose)
        return;
    copy_id(tag, "edition", edition, sizeof edition);
    static const char space[] = " \t\r\n";
    char *id = edition + strspn(edition, space);
    id[strcspn(id, space)] = '\0';
    if (!schema->choose(schema->chooser, id, &reader->own, reader->diags))
        reader->own = NULL;
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
    reader->glimpse.named = false;
    reader->skipping = reader->purpose == READER_LOOKS;
    copy_id(tag, "id", reader->id, sizeof reader->id);
    reader->place = input_place(reader->feed.input, tag->offset);
    if (reader->many && case_id_fits(reader->id))
        diags_set_case(reader->diags, reader->id);
    choose_schema(reader, tag);
    if (reader->skipping)
        return;
    reader->broken = !reader->own;
    reader->current = build_new(reader->own ? reader->own : reader->schema, reader->file,
                                reader->feed.parser->dict);
    reader->feed.input->pin = tag->offset;
    reader->feed.input->pinned = true;
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
        complain_case(reader, MESSAGE_CASE_BYTES, MAX_CASE / 1024 / 1024);
    else
        return true;
    skip_case(reader);
    return false;
}

/* ---- a look at the subject ------------------------------------------------------- */

/* Level 1 is that of the case's children, one of which is the subject. */
static void glimpse_start(struct glimpse *glimpse, const char *subject, const struct sax_tag *tag,
                          int level)
{
    if (level == 1 && subject && is_named(tag, subject)) {
        glimpse->is_open = true;
        glimpse->identified = attribute(tag, "person") != NULL;
        for (size_t i = 0; i < NAME_PARTS; i++)
            text_clear(&glimpse->parts[i]);
    } else if (level == 2 && glimpse->is_open) {
        for (size_t i = 0; i < NAME_PARTS; i++)
            if (is_named(tag, name_parts[i]))
                glimpse->open = &glimpse->parts[i];
    }
}

static void glimpse_text(struct glimpse *glimpse, const char *bytes, size_t count)
{
    if (glimpse->open && glimpse->open->len <= LONGEST_PART)
        text_add_bytes(glimpse->open, bytes, count);
}

static void make_key(struct glimpse *glimpse)
{
    struct text *parts = glimpse->parts;
    text_clear(&glimpse->key);
    for (size_t i = 0; i < NAME_PARTS; i++) {
        if (parts[i].len > LONGEST_PART)
            return;
        build_normalise(&parts[i]);
    }
    struct name const name = {.surname = text_string(&parts[0]),
                              .given = text_string(&parts[1]),
                              .patronymic = text_string(&parts[2])};
    name_add_key(&glimpse->key, &name);
}

static void glimpse_end(struct glimpse *glimpse, int level)
{
    if (level == 2)
        glimpse->open = NULL;
    if (level != 1 || !glimpse->is_open)
        return;
    glimpse->is_open = false;
    glimpse->named = true;
    make_key(glimpse);
}

/* ---- events ------------------------------------------------------------------------ */

/* Counts an element in; false, with a diagnostic, when it is one too many. */
static bool is_within_numbers(struct case_reader *reader)
{
    int const level = reader->depth - reader->case_depth;
    reader->children[level] = 0;
    if (++reader->elements > MAX_ELEMENTS)
        complain_case(reader, MESSAGE_CASE_ELEMENTS, MAX_ELEMENTS);
    else if (level && ++reader->children[level - 1] > MAX_CHILDREN)
        complain_element(reader, MESSAGE_CHILDREN, MAX_CHILDREN);
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
    if (reader->purpose == READER_GLANCES) {
        reader->is_minutes = is_minutes(tag);
        reader->stopped = true;
        return;
    }
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
    } else if (reader->purpose == READER_LOOKS) {
        glimpse_start(&reader->glimpse, reader->own ? case_schema_subject(reader->own) : NULL, tag,
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
    if (inside && reader->purpose == READER_LOOKS)
        glimpse_end(&reader->glimpse, reader->depth - reader->case_depth);
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
    if (reader->purpose == READER_LOOKS)
        glimpse_text(&reader->glimpse, bytes, count);
    if (reader->skipping || reader->text.len > MAX_TEXT)
        return;
    text_add_bytes(&reader->text, bytes, count);
    if (reader->text.len > MAX_TEXT) {
        complain_element(reader, MESSAGE_TEXT_BYTES, MAX_TEXT / 1024);
        reader->broken = true;
    }
}
