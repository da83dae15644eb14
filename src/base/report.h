/*
 * report.h - where the program's words go: diagnostics and notes to standard
 * error, results to standard output.
 */
#ifndef FORMULYAR_BASE_REPORT_H
#define FORMULYAR_BASE_REPORT_H

#include "base/diag.h"

/* Prints the collected diagnostics, sorted, to standard error and forgets them. */
void report_diags(struct diags *diags, enum language language, bool is_json);

/* Appends the collected diagnostics, sorted, as report_diags() prints them; forgets nothing. */
void report_add_diags(struct diags *diags, enum language language, bool is_json, struct text *out);

/* Writes bytes to standard error at once. */
void report_error_bytes(const void *bytes, size_t count);

/* Writes a note (a whole line without its end) to standard error, as text_add_shown() does. */
void report_note(const char *line);

/* Writes bytes to standard output at once; 0, or -1 with a diagnostic (a full disk, a closed pipe). */
int report_output(const void *bytes, size_t count, struct diags *diags);

/* A noun as numbers ask for it: 1 дело, 2 дела, 5 дел; 1 case, 2 cases. */
struct noun {
    const char *ru[3];
    const char *en[2];
};

/* Its form for this number: "дел" for 5, 11 and 111. */
const char *noun_form(const struct noun *noun, size_t count, enum language language);

/* A counter on the terminal while many cases are at work; silent when nobody looks. */
struct progress {
    bool visible; /* standard error is a terminal, and nobody asked for silence */
    bool drawn;
    long long next_milliseconds;
};

struct progress progress_start(bool is_quiet);

/* How far the work is, as often as it is known: it is drawn ten times a second. */
void progress_show(struct progress *progress, const char *words);
void progress_clear(struct progress *progress);

/* What is being done now, when it cannot be counted; surely_long: so much that it need not be waited for. */
void progress_say(struct progress *progress, const char *words, bool surely_long);

#endif
