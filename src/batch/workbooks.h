/*
 * workbooks.h - the workbooks among the files of a command are read first, each confined.
 */
#ifndef FORMULYAR_BATCH_WORKBOOKS_H
#define FORMULYAR_BATCH_WORKBOOKS_H

#include "engine/intake.h"

/*
 * Looks at every file; what is a table is read in a process of its own (base/confine.h), and its cases
 * stand in its place from then on.  Tables of plain text (CSV) are read together, and stand in the
 * place of the first.  What cannot be read is told in diags and left out.  What is said of
 * cases in diags later is said at their cells.
 */
void workbooks_take(struct intake *intake, struct inputs *inputs, struct diags *diags);

#endif
