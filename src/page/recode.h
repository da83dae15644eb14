/*
 * recode.h - texts in the encodings of Russian computers as UTF-8, in place of the C library's iconv() in a page.
 *
 * wasi-libc's has 130 KB of tables for Chinese, Japanese and Korean that nothing compresses, a tenth of
 * the page, and takes UTF-16 without a mark for big-endian where glibc takes it for little-endian.
 * Natively it is compiled for its test alone.
 */
#ifndef FORMULYAR_PAGE_RECODE_H
#define FORMULYAR_PAGE_RECODE_H

#include <stddef.h>

struct recoding;

/* From an encoding (case of letters aside) to UTF-8; NULL: unknown.  There is nothing to be closed. */
const struct recoding *recode_from(const char *encoding);

/*
 * As iconv(): moves all four forward, returns 0 or an errno: EILSEQ before what is no character,
 * EINVAL before the beginning of one, E2BIG when there is no more room.
 */
int recode(const struct recoding *from, const char **bytes, size_t *left, char **to, size_t *room);

#endif
