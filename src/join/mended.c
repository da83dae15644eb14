/*
 * mended.c - see mended.h.
 */
#include "join/mended.h"

#include "base/arena.h"
#include "join/object.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

/* Of RFC 1950: two bytes before what is deflated. */
enum { ZLIB_HEADER = 2, LEVEL = 6 };

/* ---- streams ------------------------------------------------------------------------------ */

/* True when the deflated bytes end with a last block that holds size bytes in all. */
static bool ends_with_last_block(const unsigned char *deflated, size_t length, size_t size)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    unsigned char *room = xmalloc(size + 1);
    size_t used = 0;
    size_t made = 0;
    bool const whole =
        decompressor && length > ZLIB_HEADER &&
        libdeflate_deflate_decompress_ex(decompressor, deflated + ZLIB_HEADER, length - ZLIB_HEADER,
                                         room, size, &used, &made) == LIBDEFLATE_SUCCESS &&
        made == size;
    free(room);
    libdeflate_free_decompressor(decompressor);
    return whole;
}

static bool is_deflated_once(qpdf_data pdf, qpdf_oh stream)
{
    qpdf_oh const dict = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh filter = object_get(pdf, dict, "/Filter");
    if (object_length(pdf, filter) == 1)
        filter = qpdf_oh_get_array_item(pdf, filter, 0);
    bool const deflated = qpdf_oh_is_name_and_equals(pdf, filter, "/FlateDecode") ||
                          qpdf_oh_is_name_and_equals(pdf, filter, "/Fl");
    return deflated && !object_has(pdf, dict, "/DecodeParms");
}

static void deflate_anew(qpdf_data pdf, qpdf_oh stream, const unsigned char *plain, size_t size)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    size_t const room = libdeflate_zlib_compress_bound(compressor, size);
    unsigned char *deflated = xmalloc(room);
    size_t const length = libdeflate_zlib_compress(compressor, plain, size, deflated, room);
    if (length)
        qpdf_oh_replace_stream_data(pdf, stream, deflated, length,
                                    qpdf_oh_new_name(pdf, "/FlateDecode"), qpdf_oh_new_null(pdf));
    free(deflated);
    libdeflate_free_compressor(compressor);
}

/* The checksum at its end may be missing, and is made; the last block of what is deflated may not. */
static bool mend_checksum(qpdf_data pdf, qpdf_oh stream, const unsigned char *plain, size_t size)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (!is_deflated_once(pdf, stream) ||
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, NULL, &bytes, &length) != QPDF_SUCCESS)
        return false;
    bool const whole = ends_with_last_block(bytes, length, size);
    free(bytes);
    if (whole)
        deflate_anew(pdf, stream, plain, size);
    return whole;
}

bool mended_stream_is_whole(qpdf_data pdf, qpdf_oh stream, bool *is_mended)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    *is_mended = object_take_warnings(pdf) || *is_mended;
    QPDF_ERROR_CODE const code =
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, &filtered, &bytes, &size);
    bool const is_warned = object_take_warnings(pdf);
    *is_mended = *is_mended || is_warned;
    bool const is_read = !(code & QPDF_ERRORS) && !object_failed(pdf);
    bool const whole = is_read && (!is_warned || mend_checksum(pdf, stream, bytes, size));
    free(bytes);
    return whole;
}

/* ---- pages and the end -------------------------------------------------------------------- */

bool mended_pages_are_whole(qpdf_data pdf)
{
    int const count = qpdf_get_num_pages(pdf);
    bool whole = count > 0;
    for (int i = 0; i < count && whole; i++) {
        qpdf_oh const page = qpdf_get_page_n(pdf, (size_t)i);
        whole = qpdf_oh_is_dictionary(pdf, page);
        qpdf_oh_release(pdf, page);
    }
    return whole;
}

bool mended_end_is_whole(const struct text *bytes, bool is_mended)
{
    static const char mark[] = "%%EOF";
    static const char object[] = " obj";
    const char *const end = bytes->data + bytes->len;
    const char *last = NULL;
    for (const char *at = bytes->data; at && at < end; at++) {
        at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1);
        if (!at)
            break;
        last = at;
    }
    return last ? !memmem(last, (size_t)(end - last), object, sizeof object - 1) : !is_mended;
}
