/*
 * workbook.h - the cases of a whole staff as a workbook (.xlsx): what stands in its cells, and the file.
 *
 * Which sheets and columns there are says form/workbook_form.h.  What goes in is told row by row
 * or case by case; the file is written at the end.
 */
#ifndef FORMULYAR_WORKBOOK_WORKBOOK_H
#define FORMULYAR_WORKBOOK_WORKBOOK_H

#include "base/text.h"
#include "form/workbook_form.h"

struct casefile;
struct name;
struct post;

/* A row of a sheet: a text for each column, "" for an empty cell; dates as in cases, YYYY-MM-DD. */
struct content_row {
    struct content_row *next;
    const char **cells;
};

/* What the sheets hold, in the order of the form's sheets. */
struct content_sheet {
    struct content_row *first, *last;
    size_t count;
};

struct content {
    const struct workbook_form *form;
    struct arena *arena;
    struct arena *scratch; /* of the case at work */
    struct content_sheet *sheets;
    const struct case_schema *schema;
    struct fill_queries *queries; /* fill.c */
};

/*
 * An empty workbook; form and schema are borrowed.  NULL with diagnostics when the paths of a
 * column cannot be asked for.  content_free() ends it, and takes NULL too.
 */
struct content *content_new(const struct workbook_form *form, const struct case_schema *schema,
                            struct diags *diags);
void content_free(struct content *content);

/* A row at the end of a sheet, all of it empty. */
struct content_row *content_add_row(struct content *content, const struct workbook_sheet *sheet);

/* The cell of a row in the column with that key; the text is copied.  Nothing where there is no such column. */
void content_put(struct content *content, const struct workbook_sheet *sheet,
                 struct content_row *row, const char *key, const char *text);

/*
 * Adds the rows of a case.  What it holds and no column has is named in a warning at the
 * case (W840), by field, without its values.
 */
void content_add_case(struct content *content, const struct casefile *casefile,
                      struct diags *diags);

/*
 * Adds a row with a teacher alone, who has no case yet.  A name that cannot be taken apart stands in the
 * surname.
 */
void content_add_teacher(struct content *content, const struct name *name, const char *position);

/* Adds the school's people to the sheet of people; without any the roles that wait for names. */
void content_add_people(struct content *content, const struct post *posts);

/* Cuts a text at the last space before that many characters, and says so with «…». */
const char *workbook_cut(struct arena *arena, const char *text, size_t most);

struct workbook_options {
    const char *version; /* of the program */
    const char *author;  /* the school; or NULL */
};

/*
 * Appends the file.  Returns 0, or -1 with a diagnostic.  The same content gives the same bytes, from the same build.
 */
int workbook_write(const struct content *content, const struct workbook_options *options,
                   struct text *out, struct diags *diags);

#endif
