/*
 * archive.h - a ZIP of finished files, written beside its name and renamed when whole.
 *
 * Files are read when the archive is ended, so that memory grows by a few
 * hundred bytes a file only.  Times, modes and order are fixed: the same files
 * give the same bytes.
 */
#ifndef FORMULYAR_BATCH_ARCHIVE_H
#define FORMULYAR_BATCH_ARCHIVE_H

#include "engine/output.h"

/*
 * Writes the reports and every document that the folder's report has, in its
 * order, to path.  What stands there is replaced as output_allows() says.
 */
void archive_folder(const char *folder, const char *path, const struct output *output,
                    struct diags *diags);

/* ---- what it is made of ------------------------------------------------------- */

struct archive;

/* Begins the archive that will be path; NULL with a diagnostic. */
struct archive *archive_begin(const char *path, struct diags *diags);

/* Adds a file under a name without a folder; what fails is told by archive_end(). */
void archive_add(struct archive *archive, const char *name, const char *path);

/* Writes it all, and releases the archive.  False with a diagnostic; then path is as it was. */
bool archive_end(struct archive *archive, struct diags *diags);

/*
 * True when archive_end() made the file and no usual program changed it since;
 * *touched when one did.  *failure is the errno when the system did not let it be read, else 0.
 */
bool archive_is_ours(const char *path, bool *touched, int *failure);

#endif
