/*
 * single.h - one document of many cases as one file: numbered, written, verified, delivered.
 */
#ifndef FORMULYAR_ENGINE_SINGLE_H
#define FORMULYAR_ENGINE_SINGLE_H

#include "engine/gather.h"
#include "engine/writers.h"

/*
 * The one kind of file that -t asks for, or the name of -o, or else PDF; NULL
 * with a diagnostic when there are several, or -t and the name disagree.
 */
const struct writer *single_writer(const struct options *options, struct diags *diags);

/*
 * Fills in the page numbers of the document and appends the file to bytes; what
 * goes wrong is in the pipeline's diags, characters that the fonts lack with
 * their fields in the cases.  Returns the number of pages, 0 when only the
 * reader's program knows it, or -1: then bytes are to be thrown away.
 */
int single_make(struct pipeline *pipeline, struct document *document, const struct writer *writer,
                const struct gathered *gathered, struct arena *arena, struct text *bytes);

/*
 * Verifies the finished file as `formulyar verify` does and gives it the name of
 * -o (- or none: standard output).  Document and cases are not needed any more.
 * False with a diagnostic when no file was written.
 */
bool single_deliver(struct pipeline *pipeline, const struct writer *writer, struct text *bytes);

#endif
