/*
 * report.h - where the program's words go: diagnostics and notes to standard
 * error, results to standard output.
 */
#ifndef FORMULYAR_CMD_REPORT_H
#define FORMULYAR_CMD_REPORT_H

#include "cmd/options.h"

/* Prints the collected diagnostics, sorted, to standard error and forgets them. */
void report_diags(const struct options *options, struct diags *diags);

/* Appends the collected diagnostics, sorted, as report_diags() prints them; forgets nothing. */
void report_add_diags(const struct options *options, struct diags *diags, struct text *out);

/* Writes bytes to standard error at once. */
void report_error_bytes(const void *bytes, size_t count);

/* Writes a note (a whole line without its end) to standard error, as text_add_shown() does. */
void report_note(const char *line);

/* Writes bytes to standard output at once; 0, or -1 with a diagnostic (a full disk, a closed pipe). */
int report_output(const void *bytes, size_t count, struct diags *diags);

/* Adds to diags those of from that it does not hold yet: three forms may tell the same fault. */
void diags_merge(struct diags *diags, const struct diags *from);

/* A counter on the terminal while many cases are at work; silent when nobody looks. */
struct progress {
    bool visible; /* standard error is a terminal, and -q is not given */
    bool drawn;
    long long next_milliseconds;
};

struct progress progress_start(const struct options *options);
void progress_show(struct progress *progress, size_t count);
void progress_clear(struct progress *progress);

/* What is being done now, when it cannot be counted. */
void progress_say(struct progress *progress, const char *words);

/*
 * Appends a number and the form of the noun that Russian grammar asks for:
 * 1 дело, 2 дела, 5 дел, 11 дел, 21 дело.
 */
void text_add_counted_ru(struct text *out, size_t count, const char *one, const char *few,
                         const char *many);

/* The same for English, which knows two forms. */
void text_add_counted_en(struct text *out, size_t count, const char *one, const char *many);

#endif
