#include "verify/docxfile.h"

#include "base/text.h"
#include "xml/stream.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MENTIONS = 50000, MENTION_WORK = 100, LONGEST_VALUE = 64 << 10 };

enum { MOST_SEEN = 1024 };

struct docxreader {
    struct xmlstream *stream;
    /* While a part is read: */
    struct arena *target;
    struct budget *budget;
    size_t seen[MOST_SEEN]; /* places in mentions behind names in use, by hash; 0: none */
    struct mention *mentions;
    size_t count, room;
    bool in_property;
    size_t property;   /* its place in mentions */
    struct text value; /* its text so far */
};

/* ---- what the parts tell ---------------------------------------------------------------- */

/* A copy of the value, paid for. */
static const char *copy(struct docxreader *reader, const char *value, size_t length)
{
    if (!length)
        return "";
    if (!budget_take(reader->budget, BUDGET_MEMORY, length + 1)) {
        xmlstream_refuse(reader->stream);
        return "";
    }
    return arena_strndup(reader->target, value, length);
}

static const char *copy_attribute(struct docxreader *reader, const struct xmlstream_tag *tag,
                                  const char *name)
{
    size_t length;
    const char *value = xmlstream_attribute(tag, name, &length);
    return copy(reader, value, length);
}

static struct mention *mention(struct docxreader *reader, enum mention_kind kind, const char *name)
{
    /* Twice: once here, once where it is kept; and it will be sorted and looked up. */
    if (reader->count == MOST_MENTIONS ||
        !budget_take(reader->budget, BUDGET_STEPS, MENTION_WORK) ||
        !budget_take(reader->budget, BUDGET_MEMORY, 2 * sizeof *reader->mentions))
        xmlstream_refuse(reader->stream);
    reader->mentions =
        xgrow(reader->mentions, reader->count, &reader->room, sizeof *reader->mentions);
    struct mention *last = &reader->mentions[reader->count++];
    *last = (struct mention){.kind = kind, .name = name, .value = ""};
    return last;
}

static void on_relation(struct docxreader *reader, const struct xmlstream_tag *tag)
{
    size_t length;
    struct mention *relation = mention(reader, MENTION_RELATION, copy_attribute(reader, tag, "Id"));
    relation->value = copy_attribute(reader, tag, "Target");
    const char *mode = xmlstream_attribute(tag, "TargetMode", &length);
    relation->is_external = length == strlen("External") && memcmp(mode, "External", length) == 0;
}

/* An element of which one attribute matters. */
struct telling {
    const char *element;
    const char *attribute;
    enum mention_kind kind;
};

/* In the order of their letters. */
static const struct telling tellings[] = {
    {"Default", "Extension", MENTION_EXTENSION_TYPE},
    {"Override", "PartName", MENTION_PART_TYPE},
    {"abstractNum", "abstractNumId", MENTION_LIST_KIND},
    {"abstractNumId", "val", MENTION_LIST_KIND_USED},
    {"footerReference", "id", MENTION_RELATION_USED},
    {"headerReference", "id", MENTION_RELATION_USED},
    {"num", "numId", MENTION_LIST},
    {"numId", "val", MENTION_LIST_USED},
    {"pStyle", "val", MENTION_STYLE_USED},
    {"property", "name", MENTION_PROPERTY},
    {"rStyle", "val", MENTION_STYLE_USED},
    {"style", "styleId", MENTION_STYLE},
    {"tblStyle", "val", MENTION_STYLE_USED},
};

/* A name in use is used many times, and asked for once. */
static bool was_used(struct docxreader *reader, enum mention_kind kind, const char *name,
                     size_t length)
{
    size_t hash = kind;
    for (size_t i = 0; i < length; i++)
        hash = hash * 31 + (unsigned char)name[i];
    size_t *place = &reader->seen[hash % MOST_SEEN];
    if (*place) {
        const struct mention *other = &reader->mentions[*place - 1];
        if (other->kind == kind && strncmp(other->name, name, length) == 0 && !other->name[length])
            return true;
    }
    *place = reader->count + 1;
    return false;
}

static void on_telling(struct docxreader *reader, const struct telling *telling,
                       const struct xmlstream_tag *tag)
{
    size_t length;
    const char *name = xmlstream_attribute(tag, telling->attribute, &length);
    bool const is_use =
        telling->kind == MENTION_STYLE_USED || telling->kind == MENTION_RELATION_USED ||
        telling->kind == MENTION_LIST_USED || telling->kind == MENTION_LIST_KIND_USED;
    if (!is_use || !was_used(reader, telling->kind, name, length))
        mention(reader, telling->kind, copy(reader, name, length));
}

/* Most elements are none of these, as the length of their names tells: "p", "r", "t", "tc". */
static const struct telling *find_telling(const char *name)
{
    size_t const count = sizeof tellings / sizeof tellings[0];
    if (!name[0] || !name[1] || !name[2])
        return NULL;
    for (size_t i = 0; i < count && tellings[i].element[0] <= name[0]; i++)
        if (xmlstream_is(name, tellings[i].element))
            return &tellings[i];
    return NULL;
}

static void on_open(void *context, const struct xmlstream_tag *tag)
{
    struct docxreader *reader = context;
    const struct telling *telling = find_telling(tag->name);
    if (telling)
        on_telling(reader, telling, tag);
    if (xmlstream_is(tag->name, "Relationship"))
        on_relation(reader, tag);
    if (xmlstream_is(tag->name, "property")) {
        reader->in_property = true;
        reader->property = reader->count - 1;
        text_clear(&reader->value);
    }
}

static void on_close(void *context, const char *name)
{
    struct docxreader *reader = context;
    if (!reader->in_property || !xmlstream_is(name, "property"))
        return;
    reader->in_property = false;
    reader->mentions[reader->property].value =
        copy(reader, text_string(&reader->value), reader->value.len);
}

/* Text comes in pieces of any size: what is too long is so however it is parted. */
static void on_text(void *context, const char *bytes, size_t count)
{
    struct docxreader *reader = context;
    if (!reader->in_property)
        return;
    if (count > LONGEST_VALUE - reader->value.len)
        xmlstream_refuse(reader->stream);
    else
        text_add_bytes(&reader->value, bytes, count);
}

static const struct xmlstream_events events = {on_open, on_close, on_text};

/* ---- reading ------------------------------------------------------------------------- */

struct docxreader *docxreader_new(void)
{
    struct docxreader *reader = xmalloc(sizeof *reader);
    *reader = (struct docxreader){.stream = xmlstream_new()};
    return reader;
}

void docxreader_free(struct docxreader *reader)
{
    if (!reader)
        return;
    xmlstream_free(reader->stream);
    text_free(&reader->value);
    free(reader->mentions);
    free(reader);
}

static void begin(struct docxreader *reader)
{
    reader->count = 0;
    reader->in_property = false;
    memset(reader->seen, 0, sizeof reader->seen);
}

/* What cannot be read the short way is read the long one, as if nothing had been. */
static bool read_xml(struct docxreader *reader, const struct package_part *part, bool is_ours)
{
    struct budget const before = *reader->budget;
    begin(reader);
    if (is_ours && xmlstream_read_ours(reader->stream, part->bytes, part->size, reader->budget,
                                       &events, reader))
        return true;
    *reader->budget = before;
    begin(reader);
    return xmlstream_read(reader->stream, part->bytes, part->size, reader->budget, &events, reader);
}

static const struct docxpart *parse(struct docxreader *reader, const struct package_part *part,
                                    bool is_ours, struct budget *budget, struct arena *arena)
{
    struct docxpart *read = ARENA_NEW(arena, struct docxpart);
    reader->target = arena;
    reader->budget = budget;
    read->is_xml = read_xml(reader, part, is_ours);
    struct mention *mentions = ARENA_ARRAY(arena, reader->count, struct mention);
    if (reader->count)
        memcpy(mentions, reader->mentions, reader->count * sizeof *mentions);
    read->mentions = mentions;
    read->count = read->is_xml ? reader->count : 0;
    return read;
}

/* What was read of a remembered part is taken for what it cost then. */
static const struct docxpart *recall(const struct known_part *known, struct budget *budget)
{
    static const struct docxpart unread = {.is_xml = false};
    for (enum budget_kind kind = 0; kind < BUDGET_KINDS; kind++)
        if (!budget_take(budget, kind, known->paid[kind]))
            return &unread;
    return known->reading;
}

static const struct docxpart *read_known(struct docxreader *reader, const struct package_part *part,
                                         struct budget *budget)
{
    struct known_part *known = part->known;
    if (known->reading)
        return recall(known, budget);
    struct budget const before = *budget;
    const struct docxpart *read = parse(reader, part, true, budget, known->arena);
    for (enum budget_kind kind = 0; kind < BUDGET_KINDS; kind++)
        known->paid[kind] = before.left[kind] - budget->left[kind];
    known->reading = budget->is_spent ? NULL : read;
    return read;
}

const struct docxpart *docxreader_read(struct docxreader *reader, const struct package_part *part,
                                       bool is_ours, struct budget *budget, struct arena *arena)
{
    return is_ours && part->known ? read_known(reader, part, budget)
                                  : parse(reader, part, is_ours, budget, arena);
}
