/*
 * worker.h - what one worker does with its cases: from XML to files and report rows.
 */
#ifndef FORMULYAR_BATCH_WORKER_H
#define FORMULYAR_BATCH_WORKER_H

#include "batch/record.h"
#include "batch/scan.h"
#include "engine/product.h"

#include <stdatomic.h>

/* ---- what a document depends on ----------------------------------------------------- */

/*
 * A document is kept from an earlier run when its case, its edition, the
 * organisation's requisites, the rules and the options that change its look are all the
 * same, which is when all of it gives the same digest, and when the same build of the program
 * made it (build.h): so all that a run leaves is the same bytes as if it had made it at a go.
 * What was signed since stays what it is, whichever build made it.
 */
struct fingerprints;

/* Hashes what all cases share; editions are hashed once when first asked for. */
struct fingerprints *fingerprints_new(struct engine *engine);
void fingerprints_free(struct fingerprints *fingerprints);

/*
 * 0, or the errno of a file that the documents depend on and that could not be
 * read: digests then mean nothing.
 */
int fingerprints_error(const struct fingerprints *fingerprints);

/* The digest for a case under an edition, as hex in arena. */
const char *fingerprint_of(struct fingerprints *fingerprints, const struct casefile *casefile,
                           const struct edition *edition, struct arena *arena);

/* ---- the work -------------------------------------------------------------------------- */

/* What a batch is asked for; all of it is borrowed. */
struct batch_options {
    const char *const *operands; /* where the cases are: files and folders */
    size_t operand_count;
    const char *folder;  /* for documents and reports; exists.  NULL: with no_files, for none */
    const char *merge;   /* PDF of all documents, or NULL */
    const char *archive; /* ZIP of all documents and the report, or NULL */
    void (*tell)(const char *path); /* as in output.h */
    size_t workers;
    long timeout; /* seconds for a case */
    struct shard shard;
    enum language language; /* of what is said */
    unsigned set;           /* bits of formats[] */
    bool forced;            /* replace whatever can be replaced */
    bool is_json;           /* what is said of cases is for programs */
    bool is_quiet;          /* nothing but that is said */
    bool check_hashes;      /* read what earlier runs left, and compare */
    bool one_sided;         /* in the PDF of all, documents begin on the next page, odd or even */
    bool spread;            /* documents lie in folders of the folder: record_folder() */
    bool no_files;          /* documents stand in the archive alone, and all are made anew */
    bool no_verify;         /* it is not read again */
};

/* Everything that is loaded before the workers are forked, and only read by them. */
struct job {
    struct engine *engine;
    struct diags *diags; /* of one case at a time */
    const struct batch_options *options;
    const struct inputs *inputs;
    const struct scan *scan;
    struct ledger *ledger;
    struct fingerprints *fingerprints;
    const char *build; /* which this is, as reports name it */
    struct output *output;
};

/* The cases begin to end - 1 of a file. */
struct task {
    size_t file;
    size_t begin, end;
};

/* What became of one case, in numbers; the same layout in worker and parent. */
struct case_counts {
    size_t made, kept; /* documents */
    size_t bytes;
    size_t errors, warnings;
    bool system_failed; /* no space, no folder: the run must stop */
};

/*
 * What a worker is at, in memory that its parent sees too: told through the pipe it would wake the parent up for
 * every case, which wants to know it of the few that crash or hang.
 */
struct at_work {
    atomic_size_t number; /* of the case that was begun last */
    atomic_llong since;   /* milliseconds */
    char id[112];         /* of the case; the beginning of one that no case may have */
};

/*
 * What a worker tells the parent, through a pipe between two forks of one program.  Behind
 * it come rows_size bytes of rows (lines of CSV), words_size bytes of printed diagnostics and, when no
 * files are made, documents_size bytes of documents as entries of the archive (zipstream.h).
 */
struct told {
    enum {
        TELL_CASE, /* it is finished */
        TELL_FILE, /* the task is finished; number is its file, the rest what concerns no case */
    } kind;
    size_t number;
    struct case_counts counts;
    size_t rows_size;
    size_t words_size;
    size_t documents_size;
};

/*
 * The life of a worker: reads tasks from one descriptor, carries them out, notes what it is at, and
 * tells what became of it through the other; ends when no task can come any more.
 */
void worker_run(const struct job *job, int tasks, int results, struct at_work *at)
    __attribute__((noreturn));

#endif
