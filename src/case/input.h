/*
 * input.h - the bytes of a case file as UTF-8, and where each of them stands.
 *
 * Finds the encoding (byte-order mark, UTF-16 by its zero bytes, the XML
 * declaration), recodes what is not UTF-8 with iconv, and refuses the rest.
 * Offsets count bytes of the UTF-8 stream; a line and column is found by walking
 * from a mark that only moves forward, so that a file of any length (on one line
 * or on a million) needs only the bytes after the mark.
 */
#ifndef FORMULYAR_CASE_INPUT_H
#define FORMULYAR_CASE_INPUT_H

#include "base/diag.h"
#include "case/case.h"
#include "xml/error.h"

#include <stddef.h>

struct input;

/*
 * Opens path, or standard input for "-".  Returns NULL and adds a diagnostic when
 * it cannot be opened, is larger than any file of cases, or is a pipe or a device.  file is what positions call it; borrowed.
 * Bytes, unless NULL, are read in place of a file; borrowed too.
 */
struct input *input_open(const char *path, const char *file, const struct case_bytes *bytes,
                         struct diags *diags);
void input_close(struct input *input);

/* The number of bytes that were read and not yet given away, and the offset of the first. */
size_t input_ahead(const struct input *input, size_t *offset);

/*
 * Reads on, so that there are more of them.  False at the end of the file, after a
 * problem, which is then in diags, or when a jump comes after those that are there.
 */
bool input_more(struct input *input, struct diags *diags);

/* Gives the next of them away, whole characters. */
void input_give(struct input *input, size_t count);

/*
 * Lets the reading go on at another place of a file in UTF-8: the byte that
 * stands at to comes after the one in front of from.  To be asked for before
 * from is handed out; both are places of input_place().
 */
void input_jump(struct input *input, const struct case_place *from, const struct case_place *to);

/* True for a file that can be read again. */
bool input_is_file(const struct input *input);

/* True after a problem of the bytes or of the encoding. */
bool input_failed(const struct input *input);

/* True when the file held nothing but white space (a byte-order mark aside). */
bool input_blank(const struct input *input);

/* Line and column (in characters) of an offset that is not before the mark. */
struct pos input_pos(const struct input *input, size_t offset);

/* The same for an offset in what is pinned: so far after from, which stands at place. */
struct pos input_pos_after(const struct input *input, const struct case_place *place, size_t from,
                           size_t offset);

/* True when the file is in an 8-bit encoding other than UTF-8. */
bool input_is_recoded(const struct input *input);

/* The same as a place to jump to; its offset is -1 in a recoded file. */
struct case_place input_place(const struct input *input, size_t offset);

/* Where the mark stands: no place before it can be asked for. */
size_t input_mark(const struct input *input);

/* Moves the mark to offset; the bytes before it are forgotten unless pinned. */
void input_advance(struct input *input, size_t offset);

/* Keeps the bytes from offset on, for input_bytes(), until input_unpin(). */
void input_pin(struct input *input, size_t offset);
void input_unpin(struct input *input);

/* The last such byte from the mark on and before offset; offset when there is none. */
size_t input_find_back(const struct input *input, size_t offset, char byte);

/* The offset behind the last byte that was read. */
size_t input_end(const struct input *input);

/* What an error of the parser at offset stands in. */
struct xmlerror_place input_around(const struct input *input, size_t offset);

/* The bytes at an offset that is pinned or not before the mark; borrowed until the next read. */
const char *input_bytes(const struct input *input, size_t offset);

#endif
