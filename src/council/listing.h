/*
 * listing.h - the list of appendices («Перечень приложений») in front of them.
 */
#ifndef FORMULYAR_COUNCIL_LISTING_H
#define FORMULYAR_COUNCIL_LISTING_H

#include "council/appendix.h"

/*
 * A section with the list's title and a table of a row for each appendix, which
 * have their sections already; on paper like theirs.
 */
struct section *listing_section(const struct bundle_form *words, const struct appendix *appendices,
                                size_t count, struct arena *arena);

#endif
