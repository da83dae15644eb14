/*
 * deflate.c - see deflate.h.
 */
#include "pdf/deflate.h"

#include "base/arena.h"

#include <stdlib.h>
#include <zlib.h>

struct deflater {
    z_stream stream;
};

/* Ends the process rather than fail, so that zlib has nothing left to report. */
static void *allocate(void *opaque, unsigned count, unsigned size)
{
    (void)opaque;
    return xmalloc((size_t)count * size);
}

static void release(void *opaque, void *memory)
{
    (void)opaque;
    free(memory);
}

struct deflater *deflater_new(void)
{
    enum { LEVEL = 6 };
    struct deflater *deflater = xmalloc(sizeof *deflater);
    deflater->stream = (z_stream){.zalloc = allocate, .zfree = release};
    deflateInit(&deflater->stream, LEVEL);
    return deflater;
}

void deflater_free(struct deflater *deflater)
{
    if (!deflater)
        return;
    deflateEnd(&deflater->stream);
    free(deflater);
}

void deflater_run(struct deflater *deflater, const void *bytes, size_t size, struct text *out)
{
    unsigned char buffer[8192];
    z_stream *stream = &deflater->stream;
    deflateReset(stream);
    stream->next_in = (unsigned char *)(uintptr_t)bytes;
    stream->avail_in = (uInt)size;
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        stream->next_out = buffer;
        stream->avail_out = sizeof buffer;
        status = deflate(stream, Z_FINISH);
        text_add_bytes(out, buffer, sizeof buffer - stream->avail_out);
    }
}
