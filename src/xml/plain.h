/*
 * plain.h - XML in the narrow form in which this program writes it, read without libxml2.
 *
 * Names of ASCII letters and digits, name spaces declared at the root alone, double quotes,
 * one space before an attribute, the five entities, no comment, instruction or section of
 * characters.  Of such a file libxml2 tells nothing else, at twenty times the cost.
 * Whatever is not of that form, well-formed or not, is not read here: the caller asks
 * xmlstream_read().
 */
#ifndef FORMULYAR_XML_PLAIN_H
#define FORMULYAR_XML_PLAIN_H

#include "xml/stream.h"

/* A reader with the names it has met, of which it keeps a few hundred; ended by xmlplain_free(). */
struct xmlplain;
struct xmlplain *xmlplain_new(void);
void xmlplain_free(struct xmlplain *plain);

/*
 * Reads a whole file, whose bytes are closed by a NUL behind size, and tells its tags as
 * xmlstream_read() does.  True when it was of the form, no event refused it (by setting *refused, which
 * is false before) and the budget was enough; then xmlstream_read() would have read it too, told the
 * same and taken no more from the budget.  On false nothing is known, and what was told is to be forgotten.
 */
bool xmlplain_read(struct xmlplain *plain, const char *bytes, size_t size, struct budget *budget,
                   const struct xmlstream_events *events, void *context, const bool *refused);

#endif
