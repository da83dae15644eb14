/*
 * reader.h - what the parser's events mean: where cases begin and end, what stands
 * between them; inside case/ only.
 *
 * feed.c drives libxml2, read.c takes its events and hands cases out; the reader
 * builds the tree of one case.  Nothing of a case stays behind, unless the caller
 * kept it.
 */
#ifndef FORMULYAR_CASE_READER_H
#define FORMULYAR_CASE_READER_H

#include "case/build.h"
#include "case/feed.h"
#include "case/glimpse.h"
#include "base/seen.h"

#include "base/text.h"

enum { READER_DEPTH = 12 };   /* levels of elements below <case>; the schema has five */
enum { CASE_ID_SHOWN = 256 }; /* an id is cut at so many bytes, its NUL included */

/* A case's way through the reader. */
enum case_stage {
    CASE_NONE,  /* between cases */
    CASE_BEGUN, /* its start tag was read */
    CASE_ENDED, /* its end tag too */
};

struct case_reader {
    const struct case_schema *schema;
    const struct kind *kind;
    struct diags *diags;
    const struct case_stretch *stretch; /* NULL: the whole file */
    const char *path, *file;            /* as named, and as positions call it */
    const struct case_bytes *bytes;     /* in place of a file, or NULL */
    struct feed feed;

    int depth;          /* of open elements in the file */
    bool rooted;        /* there has been an element */
    bool many;          /* the root is <cases> */
    bool words_between; /* text between cases has been complained about */
    bool stopped;       /* nothing that libxml2 still says matters */
    bool finished;      /* the file's end was told of */
    size_t count;       /* of cases that ended, with those that were left out in front */
    size_t faults;      /* that the cutter found */
    size_t last_error;  /* where the parser found fault, offset + 1: once is enough */
    struct seen ids;

    bool only_looks;        /* no case is built */
    struct glimpse glimpse; /* then: of the case at work */
    bool named;             /* then: its subject's name is known */
    enum case_stage stage;
    char id[CASE_ID_SHOWN];
    struct case_place place;  /* of its start tag */
    struct casefile *current; /* that case; NULL when nobody wants it */
    xmlNodePtr node;          /* its innermost open element */
    struct text text;         /* characters since the last tag */
    size_t start, end;        /* offset of its start tag, and behind its end tag */
    int case_depth;
    size_t elements;                   /* that it has */
    size_t children[READER_DEPTH + 1]; /* of the open element at each level below it */
    bool broken;                       /* it has had a problem that the schema does not see */
    bool skipping;                     /* it is given up: read on for the next one */
};

/* Ends the reading after the current event. */
void reader_stop(struct case_reader *reader);

/* Adds a diagnostic at an offset; argument or NULL. */
void reader_complain(struct case_reader *reader, enum message message, size_t offset,
                     const char *argument);

/* Nobody wants the case at work: it is read to its end, and nothing of it is kept. */
void reader_pass_over(struct case_reader *reader);

/* A start tag; an end tag that ends before offset end; text. */
void reader_start_tag(struct case_reader *reader, const struct sax_tag *tag);
void reader_end_tag(struct case_reader *reader, size_t end);
void reader_text(struct case_reader *reader, const char *bytes, size_t count);

/* False, with a diagnostic, when the case at work is larger than any good one; it is given up. */
bool reader_within_limits(struct case_reader *reader, size_t offset);

#endif
