/*
 * job.h - what one worker does with one case: from XML to files and report rows.
 */
#ifndef FORMULYAR_BATCH_JOB_H
#define FORMULYAR_BATCH_JOB_H

#include "batch/fingerprint.h"
#include "batch/report.h"
#include "batch/scan.h"
#include "engine/inputs.h"
#include "engine/product.h"

/* Everything that is loaded before the workers are forked, and only read by them. */
struct job {
    struct engine *engine;
    struct diags *diags;    /* of one case at a time */
    enum language language; /* of what is said of them */
    bool is_json;
    const struct inputs *inputs;
    const struct scan *scan;
    struct ledger *ledger;
    struct fingerprints *fingerprints;
    struct output *output;
    const char *folder; /* for finished files */
    unsigned set;       /* bits of formats[] */
    bool check_hashes;  /* --check: read what is kept */
};

/* The cases begin to end - 1 of a file. */
struct task {
    size_t file;
    size_t begin, end;
};

/* What became of one case, in numbers; the same layout in worker and parent. */
struct case_counts {
    size_t made, kept, failed; /* documents; failed: 1 for a case without any */
    size_t bytes;
    size_t errors, warnings;
    bool system_failed; /* no space, no folder: the run must stop */
};

/* Where a worker's results go. */
struct job_sink {
    void (*begin)(void *context, size_t number, const char *id);
    /* rows: lines of CSV; words: printed diagnostics. */
    void (*done)(void *context, size_t number, const struct case_counts *counts,
                 const struct text *rows, const struct text *words);
    /* What concerns the file and not one of its cases. */
    void (*file_done)(void *context, const struct task *task, const struct case_counts *counts,
                      const struct text *rows, const struct text *words);
    bool (*stop)(void *context); /* asked before every case */
    void *context;
};

/* Carries a task out. */
void job_run(const struct job *job, const struct task *task, const struct job_sink *sink);

#endif
