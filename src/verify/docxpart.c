/*
 * docxpart.c - see docxpart.h.
 */
#include "verify/docxpart.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

enum { MOST_KEPT = 64, MOST_VERSIONS = 4, LARGEST_KEPT = 64 << 10 };

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
    struct mention *mentions;
    size_t count, room;
    bool is_refused; /* has a document type */
    bool in_property;
    size_t property; /* its place in mentions */
    struct text value; /* its text so far */
};

/* ---- what libxml2 tells --------------------------------------------------------------- */

static bool is_name(const xmlChar *name, const char *wanted)
{
    return *name == (unsigned char)*wanted && strcmp((const char *)name, wanted) == 0;
}

/* libxml2 gives each attribute as five pointers: name, prefix, namespace, value, its end. */
enum { ATTRIBUTE_SIZE = 5 };

static const char *attribute(struct docxreader *reader, const xmlChar **attributes, int count,
                             const char *name)
{
    for (int i = 0; i < count; i++, attributes += ATTRIBUTE_SIZE)
        if (is_name(attributes[0], name))
            return arena_strndup(reader->target, (const char *)attributes[3],
                                 (size_t)(attributes[4] - attributes[3]));
    return "";
}

static struct mention *mention(struct docxreader *reader, enum mention_kind kind, const char *name)
{
    if (reader->count == reader->room) {
        reader->room = reader->room ? 2 * reader->room : 256;
        reader->mentions =
            xrealloc(reader->mentions, reader->room * sizeof *reader->mentions);
    }
    struct mention *last = &reader->mentions[reader->count++];
    *last = (struct mention){.kind = kind, .name = name, .value = ""};
    return last;
}

static void on_relation(struct docxreader *reader, const xmlChar **attributes, int count)
{
    struct mention *relation =
        mention(reader, MENTION_RELATION, attribute(reader, attributes, count, "Id"));
    relation->value = attribute(reader, attributes, count, "Target");
    relation->is_external =
        strcmp(attribute(reader, attributes, count, "TargetMode"), "External") == 0;
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

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace, int count, int defaulted,
                     const xmlChar **attributes)
{
    struct docxreader *reader = context;
    (void)prefix, (void)uri, (void)namespaces, (void)namespace, (void)defaulted;
    for (size_t i = 0; i < sizeof tellings / sizeof tellings[0]; i++)
        if (is_name(name, tellings[i].element))
            mention(reader, tellings[i].kind,
                    attribute(reader, attributes, count, tellings[i].attribute));
    if (is_name(name, "Relationship"))
        on_relation(reader, attributes, count);
    if (is_name(name, "property")) {
        reader->in_property = true;
        reader->property = reader->count - 1;
        text_clear(&reader->value);
    }
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct docxreader *reader = context;
    (void)prefix, (void)uri;
    if (!reader->in_property || !is_name(name, "property"))
        return;
    reader->in_property = false;
    reader->mentions[reader->property].value =
        arena_strdup(reader->target, text_string(&reader->value));
}

static void on_characters(void *context, const xmlChar *characters, int count)
{
    struct docxreader *reader = context;
    if (reader->in_property)
        text_add_bytes(&reader->value, characters, (size_t)count);
}

/* No part has a document type; an entity of a stranger's is never expanded. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    struct docxreader *reader = context;
    (void)name, (void)public_id, (void)system_id;
    reader->is_refused = true;
    xmlStopParser(reader->parser);
}

/* That the part is not well-formed is all that matters. */
#if LIBXML_VERSION >= 21200
static void on_error(void *context, const xmlError *error)
#else
static void on_error(void *context, xmlError *error)
#endif
{
    (void)context, (void)error;
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

static const struct docxpart *parse(struct docxreader *reader, const struct package_part *part,
                                    struct arena *arena)
{
    struct docxpart *read = ARENA_NEW(arena, struct docxpart);
    reader->target = arena;
    reader->count = 0;
    reader->is_refused = false;
    reader->in_property = false;
    if (part->size <= INT32_MAX) {
        /* NOENT: "&amp;" in an attribute is "&"; there are no other entities, see on_doctype(). */
        int const options =
            XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
        xmlFreeDoc(xmlCtxtReadMemory(reader->parser, part->bytes, (int)part->size, NULL, NULL,
                                     options));
        read->is_xml = !reader->is_refused && reader->parser->wellFormed;
    }
    struct mention *mentions = ARENA_ARRAY(arena, reader->count, struct mention);
    if (reader->count)
        memcpy(mentions, reader->mentions, reader->count * sizeof *mentions);
    read->mentions = mentions;
    read->count = read->is_xml ? reader->count : 0;
    return read;
}

static const struct docxpart *keep(struct docxreader *reader, const struct package_part *part)
{
    struct kept *kept = &reader->kept[reader->kept_count++];
    kept->name = arena_strdup(reader->arena, part->name);
    kept->bytes = arena_strndup(reader->arena, part->bytes, part->size);
    kept->size = part->size;
    kept->part = parse(reader, part, reader->arena);
    return kept->part;
}

const struct docxpart *docxreader_read(struct docxreader *reader, const struct package_part *part,
                                       struct arena *arena)
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
    bool const room = reader->kept_count < MOST_KEPT && versions < MOST_VERSIONS &&
                      part->size <= LARGEST_KEPT;
    return room ? keep(reader, part) : parse(reader, part, arena);
}
