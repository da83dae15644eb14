/*
 * squeeze.h - deflated streams (RFC 1950) of one block, written in a code that the build has made
 * (face.h), of bytes and of repetitions that are known beforehand.
 */
#ifndef FORMULYAR_PDF_SQUEEZE_H
#define FORMULYAR_PDF_SQUEEZE_H

#include "base/text.h"
#include "pdf/face.h"

#include <stdbool.h>

/* What a stream takes in which all codes but a few are zeros, however many. */
enum { SQUEEZED_ZEROS = 1024 };

struct squeezer {
    const struct deflate_code *code;
    struct text *out;
    unsigned char *to; /* the end of what is written */
    uint64_t bits;     /* that are not written yet, the first one lowest: less than a byte */
    unsigned count;
};

/* Begins a stream of at most so many bytes and steps; it is appended to out. */
void squeezer_begin(struct squeezer *squeezer, const struct deflate_code *code, size_t size,
                    struct text *out);

/* Bytes as they are. */
void squeezer_put(struct squeezer *squeezer, const unsigned char *bytes, size_t count);

/*
 * The same in two steps: bytes are coded once, into words with room for SQUEEZED_WORDS(count) of them,
 * and written any number of times.  Both return the end of the words.
 */
#define SQUEEZED_WORDS(count) ((count) / 2 + 2)
uint32_t *squeeze_run(const struct deflate_code *code, const unsigned char *bytes, size_t count,
                      uint32_t *words);
const uint32_t *squeezer_put_run(struct squeezer *squeezer, const uint32_t *words);

/* What stands distance bytes before, again; false, and nothing was written, when the code cannot say so. */
bool squeezer_repeat(struct squeezer *squeezer, size_t distance, unsigned length);

/* As many zeros, behind a zero or at the beginning. */
void squeezer_zeros(struct squeezer *squeezer, size_t count);

/* Ends the stream with the sum of its bytes (Adler-32). */
void squeezer_end(struct squeezer *squeezer, uint32_t sum);

#endif
