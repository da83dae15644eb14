/*
 * zipstream.h - a ZIP (APPNOTE 6.3.9) written in one go, from its first byte to its last.
 *
 * libzip takes its entries when an archive is closed, so that all of them must lie somewhere until
 * then.  Here whoever has made a document makes an entry of it, and whoever writes appends entries and
 * notes where they stand.  Entries are stored as they are: PDF and DOCX are deflated inside.  To deflate
 * them once more saves a third of a PDF and a tenth of a DOCX, and takes 0.14 to 0.24 ms of the 0.9 ms in
 * which a PDF is made.  Names, times, modes and comment are those of archive.h, so archive_is_ours() knows both.
 *
 * In memory is only what was not written yet: the archive may hold any number of entries.
 */
#ifndef FORMULYAR_BATCH_ZIPSTREAM_H
#define FORMULYAR_BATCH_ZIPSTREAM_H

#include "base/text.h"

/* Appends an entry: its local header and the bytes, fewer than 4 GB of them. */
void zipstream_make(struct text *entries, const char *name, const void *bytes, size_t size);

/* An archive on its way. */
struct zipstream;

/* Begins the archive that will be path; NULL with errno. */
struct zipstream *zipstream_begin(const char *path);

/* Appends entries that zipstream_make() made.  What fails is remembered: zipstream_error(). */
void zipstream_add(struct zipstream *stream, const char *entries, size_t size);

/* Appends an entry of all that an open file holds, of any size. */
void zipstream_add_file(struct zipstream *stream, const char *name, int descriptor);

/* 0, or the errno of the first failure; ZIPSTREAM_DAMAGED: what was written reads otherwise. */
enum { ZIPSTREAM_DAMAGED = -1 };
int zipstream_error(const struct zipstream *stream);

/*
 * Writes the directory, waits until all stands on the disk (so that a name can follow at once) and, if it
 * is to be verified, reads all of it again: every byte must be the one that follows from the
 * entries, whose CRC-32 must be right.  Returns as zipstream_error().
 */
int zipstream_close(struct zipstream *stream, bool verified);

/*
 * Gives a closed archive its name, which is brought to the disk too, or with keep false throws it away; after a
 * failure too.  Returns 0 or the first failure; the stream is released.
 */
int zipstream_end(struct zipstream *stream, bool keep);

/* For tests: the descriptor of what was written, borrowed; and what zipstream_close() does after it. */
int zipstream_descriptor(const struct zipstream *stream);
int zipstream_verify(struct zipstream *stream);

#endif
