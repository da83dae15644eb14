/*
 * feed.h - a file fed to libxml2's push parser piece by piece; inside case/ only.
 *
 * What the parser finds it tells its SAX handlers.  Places are those of what was
 * fed: nobody looks into the parser's own buffers.
 */
#ifndef FORMULYAR_CASE_FEED_H
#define FORMULYAR_CASE_FEED_H

#include "case/cut.h"
#include "case/input.h"

#include <libxml/parser.h>

struct feed {
    struct input *input;
    struct diags *diags;
    xmlParserCtxtPtr parser;
    struct cut cut;
    size_t reached;     /* where the parser is, as far as it says */
    enum message fault; /* after FEED_SPOILED and FEED_LIMIT; it stands at fault_at */
    size_t fault_at;
};

enum feed_state {
    FEED_ON,      /* a piece was parsed */
    FEED_SPOILED, /* a '<' or '&' that begins nothing was left out */
    FEED_LIMIT,   /* nothing more is fed */
    FEED_END,     /* the file has ended, or could not be read on */
};

/* As input_open(); false when that fails.  context is handed to the handlers. */
bool feed_open(struct feed *feed, const char *path, const char *file,
               const struct case_bytes *bytes, xmlSAXHandler *sax, void *context,
               struct diags *diags);
void feed_close(struct feed *feed);

/* Feeds the next piece. */
enum feed_state feed_next(struct feed *feed);

/* How much is allowed, for the message of a FEED_LIMIT; NULL for another message. */
const char *feed_limit(enum message message);

/* In a handler: the byte after what the parser has taken; the '<' of the tag that is told of. */
size_t feed_offset(struct feed *feed);
size_t feed_tag_offset(struct feed *feed);

#endif
