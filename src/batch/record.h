/*
 * record.h - one line of report.csv: one document of one case.
 *
 * The report is at once what people read, what the next run resumes from, and
 * what shards are merged by.  RFC 4180 with semicolons, as spreadsheets of a
 * Russian system expect; every value is written in one way only.
 */
#ifndef FORMULYAR_BATCH_RECORD_H
#define FORMULYAR_BATCH_RECORD_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* What became of a document. */
enum record_status {
    RECORD_MADE,    /* written by this run, or found to be right byte for byte */
    RECORD_KEPT,    /* nothing changed since an earlier run made it */
    RECORD_SIGNED,  /* as RECORD_KEPT, and signed since */
    RECORD_FAILED,  /* the case has errors, or the file could not be written */
    RECORD_CRASHED, /* the worker died on the case */
    RECORD_HUNG,    /* the case took longer than --timeout */
    RECORD_LEFT,    /* of an earlier run; its case is not in the input any more */
    RECORD_STATUS_COUNT,
};

struct record {
    const char *case_id;
    const char *form;
    const char *format;
    enum record_status status;
    long pages; /* 0: unknown */
    long bytes;
    const char *sha256; /* of the file, hex, or "" */
    long milliseconds;  /* for the whole case */
    const char *codes;  /* "F3@12 W8@4": message code and line, or "" */
    const char *source; /* "file:line" of the case */
    long number;        /* of the case in the whole input, from 1; 0: of none of it */
    const char *input;  /* fingerprint of all that the document depends on, hex, or "" */
};

/* The name of the document's file, without a folder. */
const char *record_file_name(const struct record *row, struct arena *arena);

/* The heading line of report.csv, with its byte order mark and line end. */
extern const char record_heading[];

/* Appends the row as a line of CSV, or as an object of JSON without a line end. */
void record_add_csv(struct text *out, const struct record *row);
void record_add_json(struct text *out, const struct record *row);

/*
 * Reads the line at *cursor and moves it past the line.  Strings live in arena.
 * False when the line is not one of ours; the cursor is past it all the same.
 */
bool record_read(const char **cursor, const char *end, struct arena *arena, struct record *row);

#endif
