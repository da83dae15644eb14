/*
 * dump.h - a document tree as readable text, the main expected output of tests.
 */
#ifndef FORMULYAR_DOC_DUMP_H
#define FORMULYAR_DOC_DUMP_H

#include "doc/doc.h"

/*
 * Appends one line per node, indented by depth: kind, attributes, and the runs
 * of a para as "flags«text»<path>".  Approved wording and our own additions are
 * told apart ("body", "ours"); a no-break space shows as ⍽; a page number is not
 * printed, but the title of the section that it belongs to.
 */
void document_dump(const struct document *document, struct text *out);

/*
 * Appends only what a reader sees as text, in reading order, one line a para:
 * what text extracted from the PDF and the DOCX must equal, white space aside.
 * What is drawn (rules, borders, page numbers, the running mark) is left out.
 * The order, section by section and block by block:
 *
 *   letterhead, mark   its lines
 *   heading, paragraph its text
 *   field              the label; its values.  An inline field goes on with the
 *                      first para of its first value after one space
 *   list, values       of each item the marker, one space, the text
 *   choices            the label; of each option the box, one space, the text,
 *                      then its details as a list
 *   table              head, then body, row by row and cell by cell
 *   signatures         of each signer the lead, position, name, date
 */
void document_plain_text(const struct document *document, struct text *out);

#endif
