/*
 * words.h - what a batch says while it runs: diagnostics in the order of the
 * input, and one line of progress.
 */
#ifndef FORMULYAR_BATCH_WORDS_H
#define FORMULYAR_BATCH_WORDS_H

#include "batch/run.h"

/*
 * Workers finish cases in any order; their words are printed to standard error
 * in the order of the cases, so that two runs say the same.
 */
struct words_in_order;

/* Borrows the scan, which knows the places of cases and files. */
struct words_in_order *words_new(const struct scan *scan, size_t files);
void words_of_case(struct words_in_order *words, size_t number, const char *bytes, size_t size);
void words_of_file(struct words_in_order *words, size_t file, const char *bytes, size_t size);

/* Prints what is still held back, and releases everything. */
void words_free(struct words_in_order *words);

/* "1 200 из 30 000 дел, 1 510 в секунду, осталось 0:19", on a terminal only. */
struct progress_line;
struct progress_line *progress_line_new(const struct batch_options *options);
void progress_line_show(struct progress_line *line, const struct batch_totals *totals);
void progress_line_free(struct progress_line *line);

/* The two closing lines. */
void batch_tell_totals(const struct batch_options *options, const struct batch_totals *totals);

#endif
