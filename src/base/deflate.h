/*
 * deflate.h - streams for /FlateDecode (RFC 1950).
 */
#ifndef FORMULYAR_BASE_DEFLATE_H
#define FORMULYAR_BASE_DEFLATE_H

#include "base/text.h"

/* A deflater keeps its tables from one stream to the next; ended by deflater_free(). */
struct deflater;

/*
 * DEFLATER_FAST for what is made again and again: of a page's 3 KB it leaves 50
 * bytes more than level 6, in less than half of the time.  DEFLATER_SMALL for
 * what is baked once.
 */
enum deflater_level { DEFLATER_FAST = 1, DEFLATER_SMALL = 12 };

struct deflater *deflater_new(enum deflater_level level);
void deflater_free(struct deflater *deflater);

/* Appends the deflated bytes to out. */
void deflater_run(struct deflater *deflater, const void *bytes, size_t size, struct text *out);

#endif
