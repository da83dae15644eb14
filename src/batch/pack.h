/*
 * pack.h - the documents and reports of an output folder as one archive.
 */
#ifndef FORMULYAR_BATCH_PACK_H
#define FORMULYAR_BATCH_PACK_H

#include "engine/output.h"

/*
 * Writes the reports and every document that the folder's report has, in its
 * order, to path.  What stands there is replaced as output_allows() says.
 */
void pack_write(const char *folder, const char *path, const struct output *output,
                struct diags *diags);

#endif
