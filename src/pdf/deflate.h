/*
 * deflate.h - zlib streams for /FlateDecode.
 */
#ifndef FORMULYAR_PDF_DEFLATE_H
#define FORMULYAR_PDF_DEFLATE_H

#include "base/text.h"

/* A deflater keeps zlib's tables from one stream to the next; ended by deflater_free(). */
struct deflater;

struct deflater *deflater_new(void);
void deflater_free(struct deflater *deflater);

/* Appends the deflated bytes to out. */
void deflater_run(struct deflater *deflater, const void *bytes, size_t size, struct text *out);

#endif
