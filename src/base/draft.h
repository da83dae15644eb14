/*
 * draft.h - files written piece by piece, which get their name when they are whole.
 *
 * Where the file system can, a draft has no name until then: whatever ends the
 * program leaves nothing behind.  Where it cannot, it has one that begins with
 * FILE_DRAFT_PREFIX, in the folder of the file, and is locked (flock()) while it
 * is in work; the next run that writes there sweeps what is not.
 */
#ifndef FORMULYAR_BASE_DRAFT_H
#define FORMULYAR_BASE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * file_draft_open() returns NULL with errno; file_draft_add() remembers the first
 * failure, which file_draft_end() returns (0: the file has its name now, mode
 * 0600, and replaced what had it).  file_draft_end() with keep false throws the
 * pieces away.  Either way the draft is released.
 */
struct file_draft;
struct file_draft *file_draft_open(const char *path);
void file_draft_add(struct file_draft *draft, const void *bytes, size_t count);
int file_draft_end(struct file_draft *draft, bool keep);

/* What file_draft_end() would return now for what was added so far. */
int file_draft_error(const struct file_draft *draft);

/*
 * A place where drafts are begun that get their names elsewhere on the same file system: for who writes
 * thousands of files into a folder.  ext4 gives a new file an inode of its folder's group, and asks of each there
 * that was given back in the last minutes whether it is free: after 3,000 files were removed or replaced, a new
 * one costs 0.45 ms, and 0.04 in a group where nothing was.  So the place is a
 * hidden folder far from it, and another one after some thousands of files.  It is swept like drafts.
 *
 * Where that is no use, or a folder cannot be made, it is no place, and drafts are begun where they end.
 */
struct draft_place;
struct draft_place *draft_place_open(const char *folder);
void draft_place_close(struct draft_place *place);

/* As file_draft_open(), in a place; NULL: in the folder of path. */
struct file_draft *file_draft_open_at(struct draft_place *place, const char *path);

/* The draft's descriptor, open for reading and writing at any place; borrowed. */
int file_draft_descriptor(const struct file_draft *draft);

/*
 * Waits until what was added stands on the disk, or with all everything of its
 * file system.  Returns 0, or the errno of the first failure, which
 * file_draft_end() returns too.
 */
int file_draft_sync(struct file_draft *draft, bool all);

#define FILE_DRAFT_PREFIX ".formulyar-"

/* Removes drafts that a run left behind when it was killed, in a folder or in that of a file. */
void file_drafts_sweep(const char *folder);
void file_drafts_sweep_beside(const char *path);

/* Waits until a file and its name, or its name alone, stand on the disk.  Returns 0 or an errno. */
int file_sync(const char *path);
int file_sync_name(const char *path);

/* Opens a file without a name in a place, or in the folder of path; -1 when that cannot be done there. */
int draft_open_nameless(struct draft_place *place, const char *path, int access);
#endif
