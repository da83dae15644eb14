/*
 * diag.h - the one door for everything the program has to say about a file.
 *
 * A diagnostic names a message of messages.def (or a rule of forms/rules.xml,
 * which brings its own texts), a position and the XPath of the culprit.
 * Diagnostics are collected in a struct diags that is passed, never global, and
 * are printed sorted by position.  They name fields; they never repeat values,
 * because a value may be personal data.
 */
#ifndef FORMULYAR_BASE_DIAG_H
#define FORMULYAR_BASE_DIAG_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum language { LANGUAGE_RU, LANGUAGE_EN };

/* The order is the order of weight: the worst one decides the exit status. */
enum severity { SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_SYSTEM };

enum message {
#define X(id, code, severity, ru, en) MESSAGE_##id,
#include "base/messages.def"
#undef X
    MESSAGE_COUNT
};

/* A place in a file; line and column count from 1, 0 means unknown. */
struct pos {
    const char *file;
    long line;
    long column;
};

/* Where a diagnostic stands that is about no file: at the program's name. */
static const struct pos NOWHERE = {0};

/*
 * A place in a workbook, as its user finds it.  Rows and columns count from 1; a column of 0
 * is the whole row, a row of 0 the whole sheet.
 */
struct diag_cell {
    const char *sheet;   /* "" in a file that has no sheets (CSV); NULL: no place in a workbook */
    const char *case_id; /* of the row's case, or of the one among many in its file; or NULL */
    long row, column;
};

struct diag {
    const char *code; /* stable, e.g. "E101", "F3", "W8" */
    enum severity severity;
    struct pos pos;
    struct diag_cell cell; /* where there is one, it is shown in place of line and column */
    const char *path;      /* XPath of the element or attribute, or NULL */
    const char *text[2];   /* indexed by enum language */
};

struct diags;

/* Makes an empty collection; the caller ends it with diags_free(). */
struct diags *diags_new(void);
void diags_free(struct diags *diags);

/* Forgets what was collected and keeps the memory. */
void diags_clear(struct diags *diags);

/*
 * Adds a message of messages.def.  The arguments are strings, closed by NULL,
 * that replace {1}, {2}, ... in both languages; everything is copied.  An
 * argument that differs between the languages is written with DIAG_BOTH.
 */
void diag_add(struct diags *diags, enum message message, struct pos pos, const char *path, ...)
    __attribute__((sentinel));

/* Adds a message about a file, a folder or another source, whose argument is file_reason(error). */
void diag_add_error(struct diags *diags, enum message message, const char *path, int error);

/* One argument for two languages: the Russian literal, a unit separator, the English one. */
#define DIAG_SEPARATOR "\x1F"
#define DIAG_BOTH(ru, en) ru DIAG_SEPARATOR en

/* The same of texts that are made at run time, in the arena. */
struct arena;
const char *diag_both(struct arena *arena, const char *ru, const char *en);

/* Appends the half that serves the language; the whole of a text that has no halves. */
void diag_half_add(struct text *out, const char *both, enum language language);

/*
 * The argument for what the form calls the path of the diagnostic: asked of the namer of the
 * collection; "the text of the form" when there is none, no path, or it answers NULL.
 */
extern const char diag_field[];

/* Names what a path leads to, for both languages as diag_both() does, in the arena, or NULL. */
typedef const char *diag_namer(const void *context, const char *path, struct arena *arena);

/* Sets whom a collection asks; context is borrowed as long as messages are added. */
void diags_set_namer(struct diags *diags, diag_namer *namer, const void *context);

/*
 * Is asked of each diagnostic that is added without a cell: sets the cell when the file was made
 * of a workbook, and may put other words (code, severity, text) in place of those that speak of XML.
 * False: it is left out.  The strings are borrowed until the call that asked is over.
 */
typedef bool diag_placer(const void *context, struct diag *diag);

/* Sets whom a collection asks; context is borrowed as long as messages are added. */
void diags_set_placer(struct diags *diags, diag_placer *placer, const void *context);

/* Says in which cell the diagnostic stands that was added last; copied. */
void diags_set_cell(struct diags *diags, const struct diag_cell *cell);

/*
 * The case at work in a file of many, or NULL: whatever is added without a cell is about it, and
 * names it.  The id is copied; it must be one that the schema allows, since it is printed.
 */
void diags_set_case(struct diags *diags, const char *case_id);

/* Asks the same afterwards, of each diagnostic that has neither; borrowed until the call is over. */
typedef const char *diag_case_finder(const void *context, struct pos pos);
void diags_find_cases(struct diags *diags, diag_case_finder *finder, const void *context);

/* Appends what a person calls a cell: «Дела»!G7; G7 without a sheet's name. */
void diag_cell_add(struct text *out, const struct diag_cell *cell);

/* Adds all that another collection holds, in its order. */
void diags_append(struct diags *diags, const struct diags *from);

/* The same for those that it does not hold yet: three forms may tell the same fault. */
void diags_merge(struct diags *diags, const struct diags *from);

/* Adds a diagnostic with its own code and texts (rules); everything is copied. */
void diag_add_text(struct diags *diags, enum severity severity, const char *code, struct pos pos,
                   const char *path, const char *ru, const char *en);

/* How many there are, and each of them; borrowed until the collection changes. */
size_t diags_count(const struct diags *diags);
const struct diag *diags_get(const struct diags *diags, size_t index);

/* How many there are of this severity or worse. */
size_t diags_at_least(const struct diags *diags, enum severity severity);

/* Sorts by file (in order of first appearance), line, column, then order of adding. */
void diags_sort(struct diags *diags);

/*
 * Appends every diagnostic to out: one a line,
 * "file:line:column: error: text [code]", of a workbook "file: «sheet»!G7 (case id): error: ..."; or, for
 * JSON, one object a line with file, line, column, severity, code, path and message, of a workbook
 * with sheet, cell and case too, and with the numbers of the cell's row and column.
 */
void diags_print(const struct diags *diags, enum language language, struct text *out);
void diags_print_json(const struct diags *diags, enum language language, struct text *out);

/* Exit status of design section 4: 0 good (warnings too), 1 errors, 3 system. */
int diags_exit_status(const struct diags *diags);

/* The stable code of a message, for tests and the manual page. */
const char *message_code(enum message message);

#endif
