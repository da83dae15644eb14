/*
 * stream.h - a stranger's XML (a part of a DOCX or of a workbook) as a stream of tags.
 *
 * What reading costs is paid for from a budget.  No document type is accepted, so that no
 * entity is expanded; what libxml2 needs a square of time for (attributes of a tag, name
 * spaces in scope) has limits far beyond what any office program writes.
 */
#ifndef FORMULYAR_XML_STREAM_H
#define FORMULYAR_XML_STREAM_H

#include "base/budget.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A reader with its memory, which has a ceiling; ended by xmlstream_free(). */
struct xmlstream;
struct xmlstream *xmlstream_new(void);
void xmlstream_free(struct xmlstream *stream);

/* The attributes of a tag, as libxml2 gives them: name, prefix, namespace, value, its end. */
struct xmlstream_tag {
    const char *name;  /* local */
    const char *space; /* URI of the name space, or NULL */
    const unsigned char **attributes;
    int count;
};

/* What they get is borrowed for the length of the call; text comes in pieces. */
struct xmlstream_events {
    void (*open)(void *context, const struct xmlstream_tag *tag);
    void (*close)(void *context, const char *name);
    void (*text)(void *context, const char *bytes, size_t count);
};

/*
 * Reads a whole file; true when it was well-formed, had no document type, was not too
 * intricate, and no event refused it.  The budget may be spent afterwards.
 */
bool xmlstream_read(struct xmlstream *stream, const char *bytes, size_t size, struct budget *budget,
                    const struct xmlstream_events *events, void *context);

/*
 * Reads a file that this program has just written, closed by a NUL behind size, by the shorter
 * way of xml/plain.h.  True when xmlstream_read() would read it too, with the same events and out of the same
 * budget; false: ask that, with the budget of before, and forget what the events told.
 */
bool xmlstream_read_ours(struct xmlstream *stream, const char *bytes, size_t size,
                         struct budget *budget, const struct xmlstream_events *events,
                         void *context);

/* From an event: the rest is not read, and the file has failed. */
void xmlstream_refuse(struct xmlstream *stream);

/*
 * The value of an attribute by its local name, borrowed and not closed by NUL; "" when it is
 * absent.  The second only of the name space that ends so ("/relationships": the strict and the
 * transitional one end alike).
 */
const char *xmlstream_attribute(const struct xmlstream_tag *tag, const char *name, size_t *length);
const char *xmlstream_attribute_of(const struct xmlstream_tag *tag, const char *space_end,
                                   const char *name, size_t *length);

/* Two names are the same: most are told apart by their first letter. */
static inline bool xmlstream_is(const char *name, const char *wanted)
{
    return *name == *wanted && strcmp(name, wanted) == 0;
}

#endif
