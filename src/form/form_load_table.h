/*
 * form_load_table.h - tables of a form file, and whether they add up.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_TABLE_H
#define FORMULYAR_FORM_FORM_LOAD_TABLE_H

#include "form/form_load_xml.h"

/*
 * Fills def from a <table>.  Each group of rows (the head, a fixed row, the
 * rows of one repeat) must cover its grid exactly, and the columns' widths must
 * sum to the text width of the page; otherwise there are diagnostics.
 */
void load_table(struct loader *loader, const xmlNode *node, struct block_def *def);

#endif
