/*
 * resolve_table.h - tables of a form filled with the data of a case.
 */
#ifndef FORMULYAR_FORM_RESOLVE_TABLE_H
#define FORMULYAR_FORM_RESOLVE_TABLE_H

#include "form/resolve_phrase.h"

/* Fills block from the table def; repeats without data give empty rows to write in.  True. */
bool resolve_table(struct resolver *resolver, const struct block_def *def, struct block *block);

#endif
