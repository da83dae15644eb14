#include "xml/stream.h"

#include "base/arena.h"
#include "xml/plain.h"
#include "xml/xml.h"

#include <errno.h>
#include <stdlib.h>

enum { LARGEST_AT_ONCE = 64 << 10 };

/*
 * What libxml2 does with a tag grows with the square of its attributes, and with every
 * name space in scope; an office program writes some thirty.
 */
enum { MOST_ATTRIBUTES = 256, MOST_SPACES = 256, MOST_LEVELS = 200, WINDOW = 1024 };

/* Names that libxml2 remembers, of one file; of those before a few hundred are met again and again. */
enum { MOST_NAMES = 50000, MOST_KEPT_NAMES = 2000 };

struct xmlstream {
    xmlParserCtxtPtr parser;
    struct xmlplain *plain; /* NULL until it is wanted */
    /* While a file is read: */
    const struct xmlstream_events *events;
    void *context;
    struct budget *budget;
    int level, spaces; /* elements that are open, and name spaces that they declare */
    int declared[MOST_LEVELS];
    bool is_refused;
};

/* ---- what libxml2 tells --------------------------------------------------------------- */

/* libxml2 gives each attribute as five pointers: name, prefix, namespace, value, its end. */
enum { ATTRIBUTE_SIZE = 5 };

/* At the end of a callback alone: it takes away the bytes that attributes stand in. */
static void stop_if_refused(struct xmlstream *stream)
{
    if (stream->is_refused)
        xmlStopParser(stream->parser);
}

/* Pays for an element; false when it is one too many or too deep. */
static bool may_open(struct xmlstream *stream, int spaces, int attributes)
{
    size_t const work = 8 + (size_t)(attributes * attributes + stream->spaces) / 32;
    if (stream->level >= MOST_LEVELS || stream->spaces + spaces > MOST_SPACES ||
        attributes > MOST_ATTRIBUTES || xmlDictSize(stream->parser->dict) > MOST_NAMES ||
        !budget_take(stream->budget, BUDGET_STEPS, work))
        return false;
    stream->declared[stream->level++] = spaces;
    stream->spaces += spaces;
    return true;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace, int count, int defaulted,
                     const xmlChar **attributes)
{
    struct xmlstream *stream = context;
    (void)prefix, (void)namespace, (void)defaulted;
    struct xmlstream_tag const tag = {.name = (const char *)name,
                                      .space = (const char *)uri,
                                      .attributes = attributes,
                                      .count = count};
    if (!may_open(stream, namespaces, count))
        stream->is_refused = true;
    else
        stream->events->open(stream->context, &tag);
    stop_if_refused(stream);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xmlstream *stream = context;
    (void)prefix, (void)uri;
    if (stream->level)
        stream->spaces -= stream->declared[--stream->level];
    if (!stream->is_refused)
        stream->events->close(stream->context, (const char *)name);
    stop_if_refused(stream);
}

static void on_characters(void *context, const xmlChar *characters, int count)
{
    struct xmlstream *stream = context;
    if (!budget_take(stream->budget, BUDGET_STEPS, 1))
        stream->is_refused = true;
    if (!stream->is_refused)
        stream->events->text(stream->context, (const char *)characters, (size_t)count);
    stop_if_refused(stream);
}

/* No part has a document type; an entity of a stranger's is never expanded. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    struct xmlstream *stream = context;
    stream->is_refused = true;
    stop_if_refused(stream);
}

/*
 * That the file is not well-formed is all that matters.  libxml2 reads on all the same,
 * and must not be stopped from here: it still holds on to the bytes.
 */
static void on_error(void *context, xml_error *error)
{
    struct xmlstream *stream = context;
    xml_check_memory(error);
    if (error && error->level == XML_ERR_FATAL)
        stream->is_refused = true;
}

const char *xmlstream_attribute_of(const struct xmlstream_tag *tag, const char *space_end,
                                   const char *name, size_t *length)
{
    size_t const tail = strlen(space_end);
    const xmlChar **at = tag->attributes;
    for (int i = 0; i < tag->count; i++, at += ATTRIBUTE_SIZE) {
        const char *space = at[2] ? (const char *)at[2] : "";
        size_t const size = strlen(space);
        if (xmlstream_is((const char *)at[0], name) && size >= tail &&
            memcmp(space + size - tail, space_end, tail) == 0) {
            *length = (size_t)(at[4] - at[3]);
            return (const char *)at[3];
        }
    }
    *length = 0;
    return "";
}

const char *xmlstream_attribute(const struct xmlstream_tag *tag, const char *name, size_t *length)
{
    const xmlChar **at = tag->attributes;
    for (int i = 0; i < tag->count; i++, at += ATTRIBUTE_SIZE) {
        if (xmlstream_is((const char *)at[0], name)) {
            *length = (size_t)(at[4] - at[3]);
            return (const char *)at[3];
        }
    }
    *length = 0;
    return "";
}

/* ---- reading ------------------------------------------------------------------------- */

static void make_parser(struct xmlstream *stream)
{
    stream->parser = xmlNewParserCtxt();
    if (!stream->parser) /* for want of memory, the only reason there is */
        out_of_memory();
    *stream->parser->sax = (xmlSAXHandler){
        .internalSubset = on_doctype,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_characters,
        .ignorableWhitespace = on_characters,
        .cdataBlock = on_characters,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
    stream->parser->userData = stream;
}

struct xmlstream *xmlstream_new(void)
{
    struct xmlstream *stream = xmalloc(sizeof *stream);
    *stream = (struct xmlstream){0};
    make_parser(stream);
    return stream;
}

void xmlstream_free(struct xmlstream *stream)
{
    if (!stream)
        return;
    xmlFreeParserCtxt(stream->parser);
    xmlplain_free(stream->plain);
    free(stream);
}

void xmlstream_refuse(struct xmlstream *stream)
{
    stream->is_refused = true;
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
static bool has_overloaded_tag(const char *bytes, size_t size)
{
    const char *at = bytes;
    const char *end = bytes + size;
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

/* The file as a stream that ends where it is refused. */
struct supply {
    const struct xmlstream *stream;
    const char *at;
    size_t left;
};

static int on_read(void *context, char *buffer, int size)
{
    struct supply *supply = context;
    size_t const count = supply->left < (size_t)size ? supply->left : (size_t)size;
    if (supply->stream->is_refused)
        return 0;
    memcpy(buffer, supply->at, count);
    supply->at += count;
    supply->left -= count;
    return (int)count;
}

bool xmlstream_read(struct xmlstream *stream, const char *bytes, size_t size, struct budget *budget,
                    const struct xmlstream_events *events, void *context)
{
    /* NOENT: "&amp;" in an attribute is "&"; there are no other entities, see on_doctype(). */
    int const options = XML_QUIET | XML_PARSE_NOENT;
    if (xmlDictSize(stream->parser->dict) > MOST_KEPT_NAMES) { /* no file answers for another's */
        xmlFreeParserCtxt(stream->parser);
        make_parser(stream);
    }
    struct supply supply = {stream, bytes, size};
    stream->events = events;
    stream->context = context;
    stream->budget = budget;
    stream->level = 0;
    stream->spaces = 0;
    stream->is_refused =
        has_overloaded_tag(bytes, size) || !budget_take(budget, BUDGET_STEPS, size / 64);
    if (stream->is_refused)
        return false;
    errno = 0; /* for xml_check_memory() */
    if (size <= LARGEST_AT_ONCE)
        xmlFreeDoc(xmlCtxtReadMemory(stream->parser, bytes, (int)size, NULL, NULL, options));
    else
        xmlFreeDoc(xmlCtxtReadIO(stream->parser, on_read, NULL, &supply, NULL, NULL, options));
    return !stream->is_refused && stream->parser->wellFormed;
}

bool xmlstream_read_ours(struct xmlstream *stream, const char *bytes, size_t size,
                         struct budget *budget, const struct xmlstream_events *events,
                         void *context)
{
    if (!stream->plain)
        stream->plain = xmlplain_new();
    stream->is_refused = false;
    return xmlplain_read(stream->plain, bytes, size, budget, events, context, &stream->is_refused);
}
