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

#include <sys/stat.h>

/* What every archive of ours says: of each entry, and of itself. */
enum { ARCHIVE_DATE = 0x0021 }; /* 1 January 1980, the first day that a ZIP knows */
#define ARCHIVE_MODE ((uint32_t)(S_IFREG | 0600) << 16)
#define ARCHIVE_MARK "formulyar "
#define ARCHIVE_COMMENT ARCHIVE_MARK FORMULYAR_VERSION

/*
 * Writes the reports and every document that the folder's report has, in its
 * order, to path.  What stands there is replaced as output_allows() says.
 */
void archive_folder(const char *folder, const char *path, const struct output *output,
                    struct diags *diags);

/*
 * True when the archive that stands at path, if any, may be replaced; else a diagnostic says why not.
 * keeps_signed: by one in which what people signed is not: then one that has such documents stays.
 */
bool archive_may_go(const char *path, bool keeps_signed, const struct output *output,
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
