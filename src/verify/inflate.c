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

bool inflater_run(struct inflater *inflater, const void *bytes, size_t size, size_t limit,
                  struct text *out)
{
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    size_t room = size * USUAL_GROWTH;
    size_t count = 0;
    while (result == LIBDEFLATE_INSUFFICIENT_SPACE && room / 2 <= limit) {
        text_reserve(out, room);
        result = libdeflate_zlib_decompress(inflater->decompressor, bytes, size,
                                            out->data + out->len, room, &count);
        room = room * 2 + 1;
    }
    if (result != LIBDEFLATE_SUCCESS || count > limit)
        return false;
    out->len += count;
    out->data[out->len] = '\0';
    return true;
}
