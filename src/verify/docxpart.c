#include "verify/docxfile.h"

#include "base/text.h"
#include "xml/xml.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_KEPT = 64, MOST_VERSIONS = 4, LARGEST_KEPT = 64 << 10, LARGEST_AT_ONCE = 64 << 10 };

/*
 * What libxml2 does with a tag grows with the square of its attributes, and with every
 * name space in scope; a word processor writes some thirty.
 */
enum { MOST_ATTRIBUTES = 256, MOST_SPACES = 256, MOST_LEVELS = 200, WINDOW = 1024 };

/* Names that libxml2 remembers, and the longest value that is kept. */
enum { MOST_NAMES = 50000, MOST_MENTIONS = 50000, MENTION_WORK = 100, LONGEST_VALUE = 64 << 10 };

enum { MOST_SEEN = 1024 };

/* A part that was read before. */
struct kept {
    const char *name;
    const char *bytes;
    size_t size;
    const struct docxpart *part;
};

struct docxreader {
    xmlParserCtxtPtr parser;
    struct arena *arena; /* of what is kept */
    struct kept kept[MOST_KEPT];
    size_t kept_count;
    /* While a part is read: */
    struct arena *target;
    struct budget *budget;
    int level, spaces; /* elements that are open, and name spaces that they declare */
    int declared[MOST_LEVELS];
    size_t seen[MOST_SEEN]; /* places in mentions behind names in use, by hash; 0: none */
    struct mention *mentions;
    size_t count, room;
    bool is_refused; /* has a document type, or is too intricate */
    bool in_property;
    size_t property;   /* its place in mentions */
    struct text value; /* its text so far */
};

/* ---- what libxml2 tells --------------------------------------------------------------- */

static bool is_name(const xmlChar *name, const char *wanted)
{
    return *name == (unsigned char)*wanted && strcmp((const char *)name, wanted) == 0;
}

/* libxml2 gives each attribute as five pointers: name, prefix, namespace, value, its end. */
enum { ATTRIBUTE_SIZE = 5 };

/* At the end of a callback alone: it takes away the bytes that attributes stand in. */
static void stop_if_refused(struct docxreader *reader)
{
    if (reader->is_refused)
        xmlStopParser(reader->parser);
}

static const char *attribute(const xmlChar **attributes, int count, const char *name,
                             size_t *length)
{
    for (int i = 0; i < count; i++, attributes += ATTRIBUTE_SIZE)
        if (is_name(attributes[0], name)) {
            *length = (size_t)(attributes[4] - attributes[3]);
            return (const char *)attributes[3];
        }
    *length = 0;
    return "";
}

/* A copy of the value, paid for. */
static const char *copy(struct docxreader *reader, const char *value, size_t length)
{
    if (!length)
        return "";
    if (!budget_take(reader->budget, BUDGET_MEMORY, length + 1)) {
        reader->is_refused = true;
        return "";
    }
    return arena_strndup(reader->target, value, length);
}

static const char *copy_attribute(struct docxreader *reader, const xmlChar **attributes, int count,
                                  const char *name)
{
    size_t length;
    const char *value = attribute(attributes, count, name, &length);
    return copy(reader, value, length);
}

static struct mention *mention(struct docxreader *reader, enum mention_kind kind, const char *name)
{
    /* Twice: once here, once where it is kept; and it will be sorted and looked up. */
    if (reader->count == MOST_MENTIONS ||
        !budget_take(reader->budget, BUDGET_STEPS, MENTION_WORK) ||
        !budget_take(reader->budget, BUDGET_MEMORY, 2 * sizeof *reader->mentions))
        reader->is_refused = true;
    reader->mentions =
        xgrow(reader->mentions, reader->count, &reader->room, sizeof *reader->mentions);
    struct mention *last = &reader->mentions[reader->count++];
    *last = (struct mention){.kind = kind, .name = name, .value = ""};
    return last;
}

static void on_relation(struct docxreader *reader, const xmlChar **attributes, int count)
{
    size_t length;
    struct mention *relation =
        mention(reader, MENTION_RELATION, copy_attribute(reader, attributes, count, "Id"));
    relation->value = copy_attribute(reader, attributes, count, "Target");
    const char *mode = attribute(attributes, count, "TargetMode", &length);
    relation->is_external = length == strlen("External") && memcmp(mode, "External", length) == 0;
}

/* An element of which one attribute matters. */
struct telling {
    const char *element;
    const char *attribute;
    enum mention_kind kind;
};

static const struct telling tellings[] = {
    {"pStyle", "val", MENTION_STYLE_USED},
    {"rStyle", "val", MENTION_STYLE_USED},
    {"tblStyle", "val", MENTION_STYLE_USED},
    {"headerReference", "id", MENTION_RELATION_USED},
    {"footerReference", "id", MENTION_RELATION_USED},
    {"style", "styleId", MENTION_STYLE},
    {"Override", "PartName", MENTION_PART_TYPE},
    {"Default", "Extension", MENTION_EXTENSION_TYPE},
    {"property", "name", MENTION_PROPERTY},
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
                       const xmlChar **attributes, int count)
{
    size_t length;
    const char *name = attribute(attributes, count, telling->attribute, &length);
    bool const is_use =
        telling->kind == MENTION_STYLE_USED || telling->kind == MENTION_RELATION_USED;
    if (!is_use || !was_used(reader, telling->kind, name, length))
        mention(reader, telling->kind, copy(reader, name, length));
}

/* Pays for an element; false when it is one too many or too deep. */
static bool may_open(struct docxreader *reader, int spaces, int attributes)
{
    size_t const work = 8 + (size_t)(attributes * attributes + reader->spaces) / 32;
    if (reader->level >= MOST_LEVELS || reader->spaces + spaces > MOST_SPACES ||
        attributes > MOST_ATTRIBUTES || xmlDictSize(reader->parser->dict) > MOST_NAMES ||
        !budget_take(reader->budget, BUDGET_STEPS, work))
        return false;
    reader->declared[reader->level++] = spaces;
    reader->spaces += spaces;
    return true;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace, int count, int defaulted,
                     const xmlChar **attributes)
{
    struct docxreader *reader = context;
    (void)prefix, (void)uri, (void)namespace, (void)defaulted;
    if (!may_open(reader, namespaces, count))
        reader->is_refused = true;
    for (size_t i = 0; i < sizeof tellings / sizeof tellings[0]; i++)
        if (is_name(name, tellings[i].element))
            on_telling(reader, &tellings[i], attributes, count);
    if (is_name(name, "Relationship"))
        on_relation(reader, attributes, count);
    if (is_name(name, "property")) {
        reader->in_property = true;
        reader->property = reader->count - 1;
        text_clear(&reader->value);
    }
    stop_if_refused(reader);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct docxreader *reader = context;
    (void)prefix, (void)uri;
    if (reader->level)
        reader->spaces -= reader->declared[--reader->level];
    if (!reader->in_property || !is_name(name, "property"))
        return;
    reader->in_property = false;
    reader->mentions[reader->property].value =
        copy(reader, text_string(&reader->value), reader->value.len);
    stop_if_refused(reader);
}

static void on_characters(void *context, const xmlChar *characters, int count)
{
    struct docxreader *reader = context;
    if (!budget_take(reader->budget, BUDGET_STEPS, 1) || reader->value.len > LONGEST_VALUE)
        reader->is_refused = true;
    else if (reader->in_property)
        text_add_bytes(&reader->value, characters, (size_t)count);
    stop_if_refused(reader);
}

/* No part has a document type; an entity of a stranger's is never expanded. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    struct docxreader *reader = context;
    reader->is_refused = true;
    stop_if_refused(reader);
}

/*
 * That the part is not well-formed is all that matters.  libxml2 reads on all the same,
 * and must not be stopped from here: it still holds on to the bytes.
 */
static void on_error(void *context, xml_error *error)
{
    struct docxreader *reader = context;
    xml_check_memory(error);
    if (error && error->level == XML_ERR_FATAL)
        reader->is_refused = true;
}

/* ---- reading ------------------------------------------------------------------------- */

struct docxreader *docxreader_new(void)
{
    struct docxreader *reader = xmalloc(sizeof *reader);
    *reader = (struct docxreader){.parser = xmlNewParserCtxt(), .arena = arena_new()};
    if (!reader->parser) /* for want of memory, the only reason there is */
        out_of_memory();
    *reader->parser->sax = (xmlSAXHandler){
        .internalSubset = on_doctype,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_characters,
        .ignorableWhitespace = on_characters,
        .cdataBlock = on_characters,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
    reader->parser->userData = reader;
    return reader;
}

void docxreader_free(struct docxreader *reader)
{
    if (!reader)
        return;
    xmlFreeParserCtxt(reader->parser);
    arena_free(reader->arena);
    text_free(&reader->value);
    free(reader->mentions);
    free(reader);
}

/* True when the tag at bytes holds more attributes than any honest one; a "<" inside ends it too. */
static bool is_overloaded(const char *bytes, const char *end)
{
    size_t count = 0;
    char quote = '\0';
    for (bytes++; bytes < end && *bytes != '<' && (quote || *bytes != '>'); bytes++) {
        if (quote)
            quote = *bytes == quote ? '\0' : quote;
        else if (*bytes == '"' || *bytes == '\'')
            quote = *bytes;
        else
            count += *bytes == '=';
    }
    return count > MOST_ATTRIBUTES;
}

/*
 * libxml2 tells of a tag when all its attributes are read: too late.  Inside of a tag
 * stands no "<", so a long one shows as a stretch without it.
 */
static bool has_overloaded_tag(const struct package_part *part)
{
    const char *at = part->bytes;
    const char *end = part->bytes + part->size;
    while (end - at > WINDOW) {
        const char *last = memrchr(at + 1, '<', WINDOW);
        if (last) {
            at = last;
            continue;
        }
        if (*at == '<' && at[1] != '!' && at[1] != '?' && is_overloaded(at, end))
            return true;
        at = memchr(at + WINDOW, '<', (size_t)(end - at - WINDOW));
        if (!at)
            return false;
    }
    return false;
}

static void begin_part(struct docxreader *reader, const struct package_part *part,
                       struct budget *budget, struct arena *arena)
{
    reader->target = arena;
    reader->budget = budget;
    reader->count = 0;
    reader->level = 0;
    reader->spaces = 0;
    reader->in_property = false;
    reader->is_refused = has_overloaded_tag(part);
    memset(reader->seen, 0, sizeof reader->seen);
}

/* The part as a stream that ends where it is refused. */
struct stream {
    const struct docxreader *reader;
    const char *at;
    size_t left;
};

static int on_read(void *context, char *buffer, int size)
{
    struct stream *stream = context;
    size_t const count = stream->left < (size_t)size ? stream->left : (size_t)size;
    if (stream->reader->is_refused)
        return 0;
    memcpy(buffer, stream->at, count);
    stream->at += count;
    stream->left -= count;
    return (int)count;
}

static void parse_bytes(struct docxreader *reader, const struct package_part *part)
{
    /* NOENT: "&amp;" in an attribute is "&"; there are no other entities, see on_doctype(). */
    int const options = XML_QUIET | XML_PARSE_NOENT;
    struct stream stream = {reader, part->bytes, part->size};
    errno = 0; /* for xml_check_memory() */
    if (part->size <= LARGEST_AT_ONCE)
        xmlFreeDoc(
            xmlCtxtReadMemory(reader->parser, part->bytes, (int)part->size, NULL, NULL, options));
    else
        xmlFreeDoc(xmlCtxtReadIO(reader->parser, on_read, NULL, &stream, NULL, NULL, options));
}

static const struct docxpart *parse(struct docxreader *reader, const struct package_part *part,
                                    struct budget *budget, struct arena *arena)
{
    struct docxpart *read = ARENA_NEW(arena, struct docxpart);
    begin_part(reader, part, budget, arena);
    if (!reader->is_refused && budget_take(budget, BUDGET_STEPS, part->size / 64)) {
        parse_bytes(reader, part);
        read->is_xml = !reader->is_refused && reader->parser->wellFormed;
    }
    struct mention *mentions = ARENA_ARRAY(arena, reader->count, struct mention);
    if (reader->count)
        memcpy(mentions, reader->mentions, reader->count * sizeof *mentions);
    read->mentions = mentions;
    read->count = read->is_xml ? reader->count : 0;
    return read;
}

static const struct docxpart *keep(struct docxreader *reader, const struct package_part *part,
                                   struct budget *budget)
{
    struct kept *kept = &reader->kept[reader->kept_count++];
    kept->name = arena_strdup(reader->arena, part->name);
    kept->bytes = arena_strndup(reader->arena, part->bytes, part->size);
    kept->size = part->size;
    kept->part = parse(reader, part, budget, reader->arena);
    return kept->part;
}

const struct docxpart *docxreader_read(struct docxreader *reader, const struct package_part *part,
                                       struct budget *budget, struct arena *arena)
{
    size_t versions = 0;
    for (size_t i = 0; i < reader->kept_count; i++) {
        const struct kept *kept = &reader->kept[i];
        if (strcmp(kept->name, part->name) != 0)
            continue;
        if (kept->size == part->size && memcmp(kept->bytes, part->bytes, part->size) == 0)
            return kept->part;
        versions++;
    }
    bool const room =
        reader->kept_count < MOST_KEPT && versions < MOST_VERSIONS && part->size <= LARGEST_KEPT;
    return room ? keep(reader, part, budget) : parse(reader, part, budget, arena);
}
