/*
 * deflate.c - libdeflate, which takes whole buffers and is twice as fast as zlib; see deflate.h.
 */
#include "base/deflate.h"

#include "base/arena.h"

#include <libdeflate.h>
#include <stdlib.h>

struct deflater {
    struct libdeflate_compressor *compressor;
    unsigned char *buffer; /* as large as the largest stream so far may need */
    size_t cap;
};

struct deflater *deflater_new(enum deflater_level level)
{
    struct deflater *deflater = xmalloc(sizeof *deflater);
    *deflater = (struct deflater){.compressor = libdeflate_alloc_compressor((int)level)};
    if (!deflater->compressor) /* for want of memory, the only reason there is */
        out_of_memory();
    return deflater;
}

void deflater_free(struct deflater *deflater)
{
    if (!deflater)
        return;
    libdeflate_free_compressor(deflater->compressor);
    free(deflater->buffer);
    free(deflater);
}

void deflater_run(struct deflater *deflater, const void *bytes, size_t size, struct text *out)
{
    size_t const bound = libdeflate_zlib_compress_bound(deflater->compressor, size);
    if (bound > deflater->cap) {
        deflater->buffer = xrealloc(deflater->buffer, bound);
        deflater->cap = bound;
    }
    text_add_bytes(
        out, deflater->buffer,
        libdeflate_zlib_compress(deflater->compressor, bytes, size, deflater->buffer, bound));
}
