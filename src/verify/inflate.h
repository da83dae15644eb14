/*
 * inflate.h - streams of /FlateDecode (RFC 1950) read back.
 */
#ifndef FORMULYAR_VERIFY_INFLATE_H
#define FORMULYAR_VERIFY_INFLATE_H

#include "base/text.h"

/* An inflater keeps its tables from one stream to the next; ended by inflater_free(). */
struct inflater;
struct inflater *inflater_new(void);
void inflater_free(struct inflater *inflater);

enum inflate_result { INFLATE_GOOD, INFLATE_DAMAGED, INFLATE_TOO_LARGE };

/*
 * Appends the inflated bytes to out; nothing is appended when they are damaged or
 * would grow past limit.
 */
enum inflate_result inflater_run(struct inflater *inflater, const void *bytes, size_t size,
                                 size_t limit, struct text *out);

#endif
