/*
 * update.h - a case file brought up to what a newer case says, as a person would do it by hand.
 *
 * Comments, order, indentation and whatever the newer case cannot know stay as they are; only
 * values that differ are written anew.
 */
#ifndef FORMULYAR_IMPORT_UPDATE_H
#define FORMULYAR_IMPORT_UPDATE_H

#include "case/case.h"

/*
 * The fields that a workbook has columns for, as paths of names, one a line: what is not among
 * them is kept of the older case (imported.covered).
 */
struct update {
    const char *covered;
    const struct case_schema *schema;
    /* Called for each field that changes, with its path ("/case/results/result[2]/finding"); or NULL. */
    void (*tell)(void *context, const char *path);
    void *context;
};

/*
 * Appends the older text, the one element <case> of it changed to what the newer says; both are valid cases.  The
 * same bytes when nothing differs.  False, with nothing appended, when the older text cannot be changed by hand
 * like this.
 */
bool case_update(const char *older, const char *newer, const struct update *update,
                 struct text *out);

#endif
