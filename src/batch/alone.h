/*
 * alone.h - a batch that makes an archive and no files (--no-files): documents go from the workers into
 * it in one stream, in the order of the cases, whoever finished first.
 *
 * The archive is a draft until all of it is written and read again, so what stood under its name stays
 * until then, and whatever ends the run leaves that as it was.
 */
#ifndef FORMULYAR_BATCH_ALONE_H
#define FORMULYAR_BATCH_ALONE_H

#include "batch/scan.h"
#include "batch/worker.h"

struct alone;

/*
 * Begins the archive of the cases of a scan; all is borrowed.  NULL with a diagnostic when what stands there
 * must not be replaced, when documents lie in the folder for the reports (which would not be those that
 * the reports tell of), or when the system refuses.
 */
struct alone *alone_begin(const struct batch_options *options, const struct scan *scan,
                          const struct output *output, struct diags *diags);

/* Takes the entries of a case that is finished; 0, or an errno after which nothing can become of the archive. */
int alone_add(struct alone *alone, size_t number, const char *entries, size_t size);

/*
 * Takes the reports, which are open, for the last entries; verifies the archive and gives it its name,
 * both on the disk.  As journal_options.take: returns 0 or an errno.
 */
int alone_deliver(void *context, int csv, int json);

/*
 * Tells what failed, or why nothing was delivered (failed: an errno of the rest of the run, or 0), throws
 * away what was not, and releases everything.  True when it was delivered.
 */
bool alone_end(struct alone *alone, int failed);

#endif
