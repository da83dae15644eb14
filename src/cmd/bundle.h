/*
 * bundle.h - what both kinds of bundles share: of cases, and of a council file that cites its own.
 */
#ifndef FORMULYAR_CMD_BUNDLE_H
#define FORMULYAR_CMD_BUNDLE_H

#include "cmd/run.h"
#include "engine/gather.h"
#include "engine/product.h"

/* `formulyar bundle` of one council file; options were looked at as far as they are no council's. */
int bundle_council_run(const struct options *options, const struct format *format,
                       struct diags *diags);

/*
 * Fills in the page numbers of the document and makes the file of -o; characters that the
 * fonts lack are told with their fields in the cases.  Returns the number of pages, 0 when
 * only the reader's program knows it, or -1 with diagnostics.
 */
int bundle_make(struct command_run *run, struct document *document, const struct format *format,
                struct arena *arena, struct products *products);

/*
 * Verifies the file and gives it its name, unless pages is -1; says so.  Document and cases
 * are not needed any more; ends the products.
 */
void bundle_end(struct command_run *run, struct products *products, size_t appendices, int pages);

#endif
