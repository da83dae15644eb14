/*
 * workbook_load.h - the parts of loading forms/workbook.xml; inside form/ only.
 */
#ifndef FORMULYAR_FORM_WORKBOOK_LOAD_H
#define FORMULYAR_FORM_WORKBOOK_LOAD_H

#include "case/field.h"
#include "form/form_load.h"
#include "form/workbook_form.h"

/*
 * A <column> of a sheet whose elements are loaded; what is wrong with it is in the diagnostics.  NULL when the
 * edition has nothing for it.
 */
struct workbook_column *workbook_load_column(struct loader *loader, const xmlNode *node,
                                             const struct workbook_sheet *sheet, const char *yes);

/* Whether keys, headings and the columns that a sheet must have are right; pos is the sheet's. */
void workbook_check_sheet(struct loader *loader, const struct workbook_sheet *sheet,
                          struct pos pos);

/* The same for all sheets together. */
void workbook_check_sheets(struct loader *loader, const struct workbook_form *form, struct pos pos);

#endif
