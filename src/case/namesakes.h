/*
 * namesakes.h - which full names the subjects of earlier cases had, for W9a of domain 4a.
 *
 * A person id (identified) says who is meant: two who have one are told apart or
 * known to be the same; one who has none may be any earlier person of that name.
 */
#ifndef FORMULYAR_CASE_NAMESAKES_H
#define FORMULYAR_CASE_NAMESAKES_H

#include "base/seen.h"

/* Keys are those of fullname.h; an empty one, of a name with gaps, meets nobody. */
struct namesakes {
    struct seen names;
    struct seen anonymous; /* those of them without a person id */
};

void namesakes_free(struct namesakes *namesakes);

/* True when an earlier subject of that name is not told apart by ids. */
bool namesakes_have(const struct namesakes *namesakes, const char *key, bool identified);

void namesakes_add(struct namesakes *namesakes, const char *key, bool identified);

#endif
