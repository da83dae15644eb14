/*
 * deflate.h - streams for /FlateDecode (RFC 1950).
 */
#ifndef FORMULYAR_PDF_DEFLATE_H
#define FORMULYAR_PDF_DEFLATE_H

#include "base/text.h"

/* A deflater keeps its tables from one stream to the next; ended by deflater_free(). */
struct deflater;

/* DEFLATER_FAST for what is made again and again, DEFLATER_SMALL for what is baked once. */
enum deflater_level { DEFLATER_FAST = 6, DEFLATER_SMALL = 12 };

struct deflater *deflater_new(enum deflater_level level);
void deflater_free(struct deflater *deflater);

/* Appends the deflated bytes to out. */
void deflater_run(struct deflater *deflater, const void *bytes, size_t size, struct text *out);

#endif
