/*
 * deflate.c - libdeflate, which takes whole buffers: twice as fast as zlib to deflate, three
 * times to inflate; see deflate.h.
 */
#include "base/deflate.h"

#include "base/arena.h"

#include <libdeflate.h>
#include <stdlib.h>

/* How much larger deflated text usually gets; another try with twice the room costs little. */
enum { USUAL_GROWTH = 6 };

struct deflater {
    struct libdeflate_compressor *compressor;
};

struct inflater {
    struct libdeflate_decompressor *decompressor;
};

struct deflater *deflater_new(enum deflater_level level)
{
    struct deflater *deflater = xmalloc(sizeof *deflater);
    deflater->compressor = libdeflate_alloc_compressor((int)level);
    if (!deflater->compressor) /* for want of memory, the only reason there is */
        out_of_memory();
    return deflater;
}

void deflater_free(struct deflater *deflater)
{
    if (!deflater)
        return;
    libdeflate_free_compressor(deflater->compressor);
    free(deflater);
}

void deflater_run(struct deflater *deflater, enum deflate_format format, const void *bytes,
                  size_t size, struct text *out)
{
    bool const bare = format == DEFLATE_BARE;
    text_reserve(out, (bare ? libdeflate_deflate_compress_bound
                            : libdeflate_zlib_compress_bound)(deflater->compressor, size));
    out->len += (bare ? libdeflate_deflate_compress : libdeflate_zlib_compress)(
        deflater->compressor, bytes, size, out->data + out->len, out->cap - out->len - 1);
    out->data[out->len] = '\0';
}

struct inflater *inflater_new(void)
{
    struct inflater *inflater = xmalloc(sizeof *inflater);
    inflater->decompressor = libdeflate_alloc_decompressor();
    if (!inflater->decompressor) /* for want of memory, the only reason there is */
        out_of_memory();
    return inflater;
}

void inflater_free(struct inflater *inflater)
{
    if (!inflater)
        return;
    libdeflate_free_decompressor(inflater->decompressor);
    free(inflater);
}

enum inflate_result inflater_run(struct inflater *inflater, enum deflate_format format,
                                 const void *bytes, size_t size, size_t limit, struct text *out)
{
    size_t room = size < limit / USUAL_GROWTH ? size * USUAL_GROWTH : limit;
    for (;;) {
        size_t count = 0;
        text_reserve(out, room);
        enum libdeflate_result const result =
            (format == DEFLATE_BARE ? libdeflate_deflate_decompress : libdeflate_zlib_decompress)(
                inflater->decompressor, bytes, size, out->data + out->len, room, &count);
        if (result == LIBDEFLATE_SUCCESS) {
            out->len += count;
            out->data[out->len] = '\0';
            return INFLATE_GOOD;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
            return INFLATE_DAMAGED;
        if (room == limit)
            return INFLATE_TOO_LARGE;
        room = room < limit / 2 ? room * 2 + 1 : limit;
    }
}

bool inflater_fill(struct inflater *inflater, const void *bytes, size_t size, void *out,
                   size_t promised)
{
    return libdeflate_deflate_decompress(inflater->decompressor, bytes, size, out, promised,
                                         NULL) == LIBDEFLATE_SUCCESS;
}

uint32_t deflate_crc32(const void *bytes, size_t size)
{
    return libdeflate_crc32(0, bytes, size);
}

uint32_t deflate_crc32_more(uint32_t crc, const void *bytes, size_t size)
{
    return libdeflate_crc32(crc, bytes, size);
}

uint32_t deflate_adler32(const void *bytes, size_t size)
{
    enum { START = 1 };
    return libdeflate_adler32(START, bytes, size);
}
