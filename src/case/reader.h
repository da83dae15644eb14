/*
 * reader.h - what the parser's events mean: where cases begin and end, which are
 * wanted, what stands between them; inside case/ only.
 *
 * read.c drives libxml2 and tells the reader of tags and text; the reader builds
 * the tree of one case and hands it over when its end tag comes.  Nothing of a
 * case stays behind, unless the caller kept it.
 */
#ifndef FORMULYAR_CASE_READER_H
#define FORMULYAR_CASE_READER_H

#include "case/build.h"
#include "case/glimpse.h"
#include "case/seen.h"

#include "base/text.h"

#include <libxml/parser.h>

/* What is to be done with the cases of a file. */
struct case_request {
    case_wish *wish;       /* NULL: all are wanted */
    case_handler *handler; /* for those */
    case_begun *begun;     /* instead of both: the cases are only looked at */
    case_named *named;     /* with begun: tells the teacher's name */
    const struct case_stretch *stretch; /* NULL: the whole file */
    void *context;
};

struct reader {
    const struct case_schema *schema;
    const struct kind *kind;
    struct diags *diags;
    struct case_request request;
    struct glimpse *glimpse; /* of a case that is only looked at, or NULL */
    const char *file;
    struct input *input;
    xmlParserCtxtPtr parser;

    int depth;             /* of open elements in the file */
    bool many;             /* the root is <cases> */
    bool words_between;    /* text between cases has been complained about */
    bool stopped;          /* nothing that libxml2 still says matters */
    size_t count;          /* of cases, with those that were left out in front */
    size_t last_error;     /* where the parser found fault, offset + 1: once is enough */
    struct seen ids;

    bool inside;              /* of a case */
    struct casefile *current; /* that case; NULL when nobody wants it */
    xmlNodePtr node;          /* its innermost open element */
    struct text text;         /* characters since the last tag */
    size_t start;             /* offset of its start tag */
    int case_depth;
    bool broken;   /* it has had a problem that the schema does not see */
    bool skipping; /* it is given up: read on for the next one */
};

/* The byte after what the parser has taken. */
size_t reader_offset(const struct reader *reader);

/* Ends the reading after the current event. */
void reader_stop(struct reader *reader);

/* Adds a diagnostic at an offset; argument or NULL. */
void reader_complain(struct reader *reader, enum message message, size_t offset,
                     const char *argument);

/* A start tag; an end tag that ends before offset end; text. */
void reader_start_tag(struct reader *reader, const struct sax_tag *tag);
void reader_end_tag(struct reader *reader, size_t end);
void reader_text(struct reader *reader, const char *bytes, size_t count);

/* False, with a diagnostic, when the case at work is larger than any good one; it is given up. */
bool reader_within_limits(struct reader *reader, size_t offset);

#endif
