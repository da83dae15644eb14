/*
 * import.h - cases out of workbooks: the rows of a table (table/table.h), by the model of
 * forms/workbook.xml (form/workbook_form.h), as the text of a case file.
 *
 * Sheets are known by their names, or by the keys of their columns; columns by key, else by heading, never by
 * where they stand; what somebody added is left alone and named.  Rows without anything typed
 * into them are no rows.
 */
#ifndef FORMULYAR_IMPORT_IMPORT_H
#define FORMULYAR_IMPORT_IMPORT_H

#include "case/case.h"
#include "form/workbook_form.h"
#include "import/cellmap.h"

/* A file of a table, in memory. */
struct import_file {
    const char *name; /* as messages call it */
    const void *bytes;
    size_t size;
};

/* What is made of it; ended by import_free(). */
struct imported {
    struct text xml; /* <cases>, one value a line */
    struct cellmap *map;
    size_t cases;
    /* The fields that the sheets have columns for, as paths of names, one a line (update.h). */
    struct text covered;
    /*
     * The element that the sheet of people fills in cases that name nobody ("signers/signer"), when there is no
     * such sheet with all that it takes: then a case without one says nothing about it.  Else empty.
     */
    struct text unsaid;
};

/*
 * True when the file is to be given to import_read() rather than to the reader of XML; the first 4 KB will
 * do.  plain: it is text (CSV), of which several belong together.
 */
bool import_is_table(const struct import_file *file, bool *plain);

/*
 * The model for an edition (its id, or NULL when the file names none); NULL with a
 * diagnostic.  Lives as long as the import.
 */
typedef const struct workbook_form *import_form_for(void *context, const char *edition,
                                                    struct pos pos, struct diags *diags);

struct import_model {
    import_form_for *form_for;
    void *context;
    /*
     * What a cell holds in vain is left out, and told of nowhere: the text is for somebody who
     * mends the cases, and whom an import without it has told.
     */
    bool lenient;
};

/*
 * Makes cases of the sheets of one workbook, or of several tables of one sheet each (CSV) that belong
 * together.  What concerns no single case (a sheet that is missing, a row of a case that is not
 * there) is told in diags, at its cell; what is wrong in a case is told when the text is read (cellmap.h).
 * False, with an error, when there is nothing to read.
 */
bool import_read(const struct import_file *files, size_t count, const struct import_model *model,
                 struct imported *imported, struct diags *diags);

void import_free(struct imported *imported);

/* Appends the text of cases as people like to see it: indented, attributes in their tags. */
void import_lay_out(const char *xml, struct text *out);

#endif
