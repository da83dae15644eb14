/*
 * record.h - what a batch says of an output folder: report.csv and report.json, one
 * line for each document of a case, and report.part while it is at work.
 *
 * The report is at once what people read, what the next run resumes from, and
 * what shards are merged by.  RFC 4180 with semicolons, as spreadsheets of a
 * Russian system expect; every value is written in one way only.
 *
 * report.csv is in the language of the run that wrote it: headings, states, the decimal
 * sign, and in Russian the order of the columns, what only programs read last.  The word of the
 * state tells them apart row by row, so that whoever reads a report back takes either.
 * report.part is always in English, the names in report.json too.
 *
 * With --spread documents lie in a thousand folders, 000 to 999, by the digest of the case id: so a case has
 * its folder whatever the input, its order and the shards are.  Reports of such a run have a column more, the name
 * of the file with its folder.
 */
#ifndef FORMULYAR_BATCH_RECORD_H
#define FORMULYAR_BATCH_RECORD_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"

#define REPORT_CSV "report.csv"
#define REPORT_JSON "report.json"
#define REPORT_PART "report.part"

/* ---- one line ----------------------------------------------------------------- */

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

/* Its columns stand in one table, by which reports are written, read and merged (record.c). */
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
    const char *input;  /* fingerprint of all that the document depends on, hex, or "" */
    long number;        /* of the case in the whole input, from 1; 0: of none of it */
    /*
     * Which build of the program made the document, or said the rest (engine/build.h); "": that is
     * not known.  NULL: the row stands in a table of before 0.2, which had no such column.
     */
    const char *build;
    /*
     * The folder of the document's file in that of the run, "" for none; NULL: the row stands in a table
     * without the column of files, whose documents lie in the one folder.
     */
    const char *folder;
};

/* The folder that --spread puts the documents of a case into; in arena. */
const char *record_folder(const char *case_id, struct arena *arena);

/* Removes drafts that a run which was killed left in such folders of a folder. */
void folders_sweep(const char *folder);

/* Which columns a table has: those of before 0.2, those of today, and the file as well. */
enum record_table { TABLE_OLD, TABLE_USUAL, TABLE_SPREAD, TABLE_COUNT };
enum record_table record_table_of(const struct record *row);

/* The name of the document's file in the folder of the run; in arena. */
const char *record_file_name(const struct record *row, struct arena *arena);

/* Appends the heading line of report.csv, with its byte order mark and line end. */
void record_add_heading(struct text *out, enum language language, enum record_table table);

/*
 * Appends the row as a line of CSV, or as an object of JSON without a line end, as it stands in its
 * table (record_table_of()).
 */
void record_add_csv(struct text *out, const struct record *row, enum language language);
void record_add_json(struct text *out, const struct record *row);

/*
 * Reads the line at *cursor, in either language, and moves it past the line.  Strings live in arena.
 * False when the line is not one of ours; the cursor is past it all the same.
 */
bool record_read(const char **cursor, const char *end, struct arena *arena, struct record *row);

/* ---- written ------------------------------------------------------------------- */

/* Both reports while they are written, row by row. */
struct sheets;

/*
 * Begins both in a folder under draft names, the table in that language; NULL with errno.  With folder
 * NULL they get no names: they can be read before they end (beside: a path in whose folder that may happen).
 * spread: with the column of files.
 */
struct sheets *sheets_begin(const char *folder, const char *beside, enum language language,
                            bool spread);

void sheets_add(struct sheets *sheets, const struct record *row);

/*
 * Writes what is left to write, and hands over both for reading; nothing is added any more.  Returns 0, or the
 * errno of what could not be written of them.
 */
int sheets_finish(struct sheets *sheets, int *csv, int *json);

/*
 * Gives both their names, or with keep false throws them away; 0 or an errno.
 * A report never says more than the disk holds: before it gets its name, all
 * that was written to the file system of the folder is on the disk, and when
 * this returns its name is too.
 */
int sheets_end(struct sheets *sheets, bool keep);

/* ---- read ------------------------------------------------------------------------ */

/*
 * Mapped reports, one behind the other, so that a number tells the place of a row in
 * any of them.  A million rows that are indexed by it take little memory: they are read
 * again when they are asked for, and the pages of the files do not gather.  Starts as {0}.
 */
struct reports {
    struct file_map *maps;
    size_t count, cap;
    size_t reads; /* of rows */
};

/* Puts a file behind the others, an empty one when it cannot be read: 0 or the errno. */
int reports_add(struct reports *reports, const char *path);
void reports_free(struct reports *reports);

/* The place behind the last. */
size_t reports_end(const struct reports *reports);

/* Which of the files, by the order they were added in, holds a place before the end. */
size_t reports_file(const struct reports *reports, size_t place);

/* Reads the line at *place, before the end, and moves behind it; as record_read(). */
bool reports_read(struct reports *reports, size_t *place, struct arena *arena, struct record *row);

/*
 * What earlier runs left in the output folder.  report.csv is the report of the last
 * run that came to its end; report.part is the journal of one that did not.  A later row
 * of a document replaces an earlier one.
 */
struct ledger;

/* Reads the reports of a folder (NULL: of none); an absent or foreign one counts as empty.  ledger_close() ends it. */
struct ledger *ledger_open(const char *folder);
void ledger_close(struct ledger *ledger);

/* True when the last run was cut off: what it left is to be read, not believed. */
bool ledger_cut_off(const struct ledger *ledger);

/* 0, or the errno of a report that stands there and cannot be read: it must not count as empty. */
int ledger_error(const struct ledger *ledger);

/* True when it tells of documents that lie in folders of the folder (spread), or right in it. */
bool ledger_has(const struct ledger *ledger, bool spread);

/* The row of a document; false when there is none. */
bool ledger_find(struct ledger *ledger, const char *case_id, const char *form, const char *format,
                 struct arena *arena, struct record *row);

/* Every row that still holds, in the order of the reports; context is handed through. */
void ledger_each(struct ledger *ledger, void (*visit)(const struct record *row, void *context),
                 void *context);

/* ---- guarded ---------------------------------------------------------------------- */

/*
 * One run at a time: locks a folder that exists, and returns the descriptor that holds the
 * lock, for close(); -1 with a diagnostic when another run has it, or when it cannot be
 * opened.  The lock is one on the folder itself (flock()): there is no file of it that could
 * be left behind, and it ends with the processes that hold it.  Workers hold it too, and end
 * with their parent.  Over NFS such a lock keeps out runs on the same machine; runs on
 * others meet at the lock on the journal.
 */
int reports_lock(const char *folder, struct diags *diags);

/*
 * True when report.csv, report.json and report.part of the folder are absent, or are
 * this program's and as it left them, or may go in any case (forced: links and a
 * journal that is not ours are then taken away).  Else diagnostics say which stays and
 * why.  A report knows its own: every row of the table is written in one way only, and
 * JSON says the same as the table; a column, a note or another order by anybody's hand is
 * seen by that.
 */
bool reports_replaceable(const char *folder, bool forced, struct diags *diags);

/* ---- while a batch runs -------------------------------------------------------------- */

/*
 * report.part while a batch runs, report.csv and report.json when it ends.
 * Rows are appended as cases are finished, in whatever order the workers finish
 * them; at the end they are put in the order of the input.  A run that is cut
 * off leaves the journal, from which the next one goes on.
 */
struct journal;

struct journal_options {
    const char *folder;     /* of the reports; NULL: they are made for take() alone */
    const char *beside;     /* then a path in whose folder they are made without a name */
    enum language language; /* of report.csv */
    bool spread;            /* with the column of files */
    size_t total, files;    /* cases, numbered from 0, of files */
    /*
     * What else is made of the whole reports, before they get their names; 0, or an errno, and then they
     * do not get them.  A run with it leaves no journal for a next one to go on from.
     */
    int (*take)(void *context, int csv, int json);
    void *context;
};

/*
 * Puts what a cut-off run left into report.csv (*ledger is opened anew then), and begins a
 * journal.  Returns NULL with errno when the folder cannot be written to.
 */
struct journal *journal_begin(const struct journal_options *options, struct ledger **ledger);

/*
 * Appends the rows of a case, or of a file as a whole; 0 or an errno.  They are written many at once, and by
 * journal_flush() at the latest: what a run that is killed had not written, the next one makes again.
 */
int journal_add(struct journal *journal, size_t number, bool of_file, const char *rows,
                size_t size);
int journal_flush(struct journal *journal);

/*
 * Writes report.csv and report.json, takes the journal away and releases it.
 * Rows of the ledger whose case was not met are taken over, as RECORD_LEFT
 * where in_input() denies the case; their number goes to *left.  Returns 0 or
 * an errno; the journal then stays for the next run.
 */
int journal_end(struct journal *journal, struct ledger *ledger,
                bool (*in_input)(void *context, const char *case_id), void *context, size_t *left);

/* Ends a run with take() that failed: the reports that stand there stay as they are. */
void journal_drop(struct journal *journal);

/* ---- of several folders ---------------------------------------------------------------- */

/* The reports of several folders as one: of shards that were made apart. */
struct unite_totals {
    size_t documents;
    size_t failed;  /* cases without a document */
    size_t missing; /* cases of the input that no report has */
    bool mixed;     /* documents of several builds are asked for; else they are refused */
};

/*
 * Reads report.csv of every folder, whatever their languages, and writes report.csv (in this one) and
 * report.json into folder, in the order of the input.  Rows that say the same are written once;
 * a case that failed in one folder and is whole in another is whole.  False
 * with diagnostics, and nothing written, when a report is missing or of a run
 * that was cut off, when two of them contradict each other, or when documents were made
 * by different builds of the program, unless totals->mixed asks for these: then a
 * warning names the builds.  A build that is not known is like none, not even like
 * another one that is not.
 */
bool unite_reports(const char *folder, enum language language, const char *const *folders,
                   size_t count, struct unite_totals *totals, struct diags *diags);

#endif
