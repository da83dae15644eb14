/*
 * encoding.h - is a file written in the encoding that it declares?
 *
 * A wrong 8-bit encoding is never found by the decoder: every byte means something.
 * What gives it away is Russian: two letters beside each other are never
 * well-formed UTF-8 in an 8-bit encoding, and the letters of one encoding read in
 * another have capitals in the middle of words, signs, or lines of tables.  So
 *
 * - bytes: three letters of UTF-8 in a row (two, when nothing else spoke for an 8-bit
 *   encoding so far) in a file that declares one.  In windows-1251 they would
 *   be «РђСЂ»: Р or С and a sign or a rare letter, three times over;
 * - text: the same three pairs in what was decoded (somebody else's wrong
 *   conversion, whatever is declared); and in what came from an 8-bit encoding
 *   more words with a capital after a small letter than good words, signs
 *   between letters where о, н, и, д would be (CP866), or lines of tables.
 *
 * One case is judged at a time, before anybody sees it.
 */
#ifndef FORMULYAR_XML_ENCODING_H
#define FORMULYAR_XML_ENCODING_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Looks for UTF-8 in bytes that are said to be of an 8-bit encoding.  Returns the
 * offset at which it begins, count when there is none.  Sets *genuine once bytes
 * spoke for the 8-bit encoding; it stays set for what follows in the same file.
 */
size_t encoding_find_utf8(const char *bytes, size_t count, bool *genuine);

/* The name in encoding="..." of an XML declaration that is readable as ASCII; "" for none. */
enum { ENCODING_NAME_SIZE = 40 };
void encoding_declared(const char *bytes, size_t count, char name[ENCODING_NAME_SIZE]);

/* UTF-8, or what is a part of it; "" too. */
bool encoding_is_utf8(const char *name);

/* Of 16 or 32 bits. */
bool encoding_is_wide(const char *name);

/* A doubt about decoded text (UTF-8): the message, and where. */
struct encoding_doubt {
    enum message message;
    size_t at;
};

/* True, and what it is, when text can hardly have been meant so; recoded: from an 8-bit encoding. */
bool encoding_is_doubtful(const char *text, size_t count, bool recoded,
                          struct encoding_doubt *doubt);

/* The same for a whole file that another parser reads by its declaration; false when there is no doubt. */
bool encoding_is_false(const char *bytes, size_t count, enum message *message);

#endif
