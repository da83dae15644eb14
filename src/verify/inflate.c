/*
 * inflate.c - libdeflate, which takes whole buffers; see inflate.h.
 */
#include "verify/inflate.h"

#include "base/arena.h"

#include <libdeflate.h>
#include <stdlib.h>

/* How much larger deflated text usually gets; another try with twice the room costs little. */
enum { USUAL_GROWTH = 6 };

struct inflater {
    struct libdeflate_decompressor *decompressor;
};

struct inflater *inflater_new(void)
{
    struct inflater *inflater = xmalloc(sizeof *inflater);
    *inflater = (struct inflater){.decompressor = libdeflate_alloc_decompressor()};
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

enum inflate_result inflater_run(struct inflater *inflater, const void *bytes, size_t size,
                                 size_t limit, struct text *out)
{
    size_t room = size < limit / USUAL_GROWTH ? size * USUAL_GROWTH : limit;
    for (;;) {
        size_t count = 0;
        text_reserve(out, room);
        enum libdeflate_result const result = libdeflate_zlib_decompress(
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
