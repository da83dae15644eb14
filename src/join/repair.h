/*
 * repair.h - faults of a file's bytes that readers pass over and the library stumbles at.
 */
#ifndef FORMULYAR_JOIN_REPAIR_H
#define FORMULYAR_JOIN_REPAIR_H

#include "base/text.h"

/*
 * Mends in place, no byte more or less: a cross-reference table that counts its objects
 * from 1 though it begins with the entry of object 0, as scanners write it; integers of
 * more digits than 64 bits hold, which become the largest.  What stands in streams and
 * strings stays.  True when something was mended.
 */
bool repair_bytes(struct text *bytes);

#endif
