/*
 * deflate.h - deflated bytes made and read back: as streams of /FlateDecode (RFC 1950)
 * and bare, as in an archive (RFC 1951).
 */
#ifndef FORMULYAR_BASE_DEFLATE_H
#define FORMULYAR_BASE_DEFLATE_H

#include "base/text.h"

enum deflate_format { DEFLATE_STREAM, DEFLATE_BARE };

/* A deflater keeps its tables from one run to the next; ended by deflater_free(). */
struct deflater;

/*
 * DEFLATER_FAST for what is made again and again: of a page's 3 KB it leaves 50
 * bytes more than DEFLATER_USUAL, in less than half of the time; 9 is 0.8 % smaller
 * than that and 40 % slower.  DEFLATER_SMALL for what is baked once.  Level 4 would take a
 * quarter less time of a DOCX's 16 KB, 4 % of what a DOCX takes, and make it 0.9 % larger.
 */
enum deflater_level { DEFLATER_FAST = 1, DEFLATER_USUAL = 6, DEFLATER_SMALL = 12 };

struct deflater *deflater_new(enum deflater_level level);
void deflater_free(struct deflater *deflater);

/* Appends the deflated bytes to out. */
void deflater_run(struct deflater *deflater, enum deflate_format format, const void *bytes,
                  size_t size, struct text *out);

/* An inflater keeps its tables likewise; ended by inflater_free(). */
struct inflater;
struct inflater *inflater_new(void);
void inflater_free(struct inflater *inflater);

enum inflate_result { INFLATE_GOOD, INFLATE_DAMAGED, INFLATE_TOO_LARGE };

/*
 * Appends the inflated bytes to out; nothing is appended when they are damaged or
 * would grow past limit.  What follows the last block is not looked at.
 */
enum inflate_result inflater_run(struct inflater *inflater, enum deflate_format format,
                                 const void *bytes, size_t size, size_t limit, struct text *out);

/* Inflates bare bytes into as many as are promised; false when they are not exactly these. */
bool inflater_fill(struct inflater *inflater, const void *bytes, size_t size, void *out,
                   size_t promised);

/* The CRC-32 that ZIP and gzip use; of what comes piece by piece: crc is that of the pieces before, 0 at first. */
uint32_t deflate_crc32(const void *bytes, size_t size);
uint32_t deflate_crc32_more(uint32_t crc, const void *bytes, size_t size);

/* The sum that ends a DEFLATE_STREAM. */
uint32_t deflate_adler32(const void *bytes, size_t size);

#endif
