#include "join/inspect.h"

#include "base/deflate.h"
#include "join/object.h"

#include <stdlib.h>
#include <string.h>

/* Of RFC 1950: two bytes before what is deflated. */
enum { ZLIB_HEADER = 2, LARGEST_STREAM = 1 << 28 };

/* ---- streams ------------------------------------------------------------------------------ */

/* Its entry /Filter when that is deflation alone, else the null object. */
static qpdf_oh only_deflated(qpdf_data pdf, qpdf_oh dict)
{
    qpdf_oh const filters = object_get(pdf, dict, "/Filter");
    bool const is_list = object_length(pdf, filters) == 1;
    qpdf_oh const filter = is_list ? qpdf_oh_get_array_item(pdf, filters, 0) : filters;
    bool const deflated = qpdf_oh_is_name_and_equals(pdf, filter, "/FlateDecode") ||
                          qpdf_oh_is_name_and_equals(pdf, filter, "/Fl");
    return deflated ? filters : qpdf_oh_new_null(pdf);
}

static void deflate_anew(qpdf_data pdf, qpdf_oh stream, const struct text *plain)
{
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct text deflated = TEXT_EMPTY;
    deflater_run(deflater, DEFLATE_STREAM, plain->data, plain->len, &deflated);
    qpdf_oh const dict = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)deflated.data, deflated.len,
                                object_get(pdf, dict, "/Filter"),
                                object_get(pdf, dict, "/DecodeParms"));
    text_free(&deflated);
    deflater_free(deflater);
}

/*
 * Writers that flush and never finish leave an empty block at the end (RFC 1951, 3.2.4)
 * that is not called the last: one that is goes behind it.
 */
static void close_flushed(unsigned char **bytes, size_t *length)
{
    static const unsigned char flushed[] = {0x00, 0x00, 0xFF, 0xFF};
    static const unsigned char last[] = {0x01, 0x00, 0x00, 0xFF, 0xFF};
    if (*length < sizeof flushed ||
        memcmp(*bytes + *length - sizeof flushed, flushed, sizeof flushed) != 0)
        return;
    *bytes = xrealloc(*bytes, *length + sizeof last);
    memcpy(*bytes + *length, last, sizeof last);
    *length += sizeof last;
}

/* The checksum at its end may be missing, and is made; the last block of what is deflated may not. */
static bool mend_checksum(qpdf_data pdf, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    bool whole = false;
    if (qpdf_oh_is_null(pdf, only_deflated(pdf, qpdf_oh_get_dict(pdf, stream))) ||
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, NULL, &bytes, &length) != QPDF_SUCCESS)
        return false;
    close_flushed(&bytes, &length);
    if (length > ZLIB_HEADER) {
        struct text plain = TEXT_EMPTY;
        struct inflater *inflater = inflater_new();
        whole = inflater_run(inflater, DEFLATE_BARE, bytes + ZLIB_HEADER, length - ZLIB_HEADER,
                             LARGEST_STREAM, &plain) == INFLATE_GOOD;
        inflater_free(inflater);
        if (whole)
            deflate_anew(pdf, stream, &plain);
        text_free(&plain);
    }
    free(bytes);
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
    bool const is_read = !(code & QPDF_ERRORS) && !qpdf_has_error(pdf);
    bool const whole = is_read && (!is_warned || mend_checksum(pdf, stream));
    free(bytes);
    return whole;
}

/* ---- pages and the end -------------------------------------------------------------------- */

/* libqpdf gives values whose keys are no names keys of its own: what they were is lost. */
static bool is_garbled(qpdf_data pdf, qpdf_oh dict)
{
    return object_has(pdf, dict, "/QPDFFake1");
}

/* A page, what it draws with, and each list of that. */
static bool page_is_garbled(qpdf_data pdf, qpdf_oh page)
{
    qpdf_oh const resources = object_get(pdf, page, "/Resources");
    bool garbled = is_garbled(pdf, page) || is_garbled(pdf, resources);
    OBJECT_EACH_KEY(pdf, key, resources)
        garbled = garbled || is_garbled(pdf, object_get(pdf, resources, key));
    return garbled;
}

bool mended_pages_are_whole(qpdf_data pdf)
{
    int const count = qpdf_get_num_pages(pdf);
    bool whole = count > 0;
    for (int i = 0; i < count && whole; i++) {
        qpdf_oh const page = qpdf_get_page_n(pdf, (size_t)i);
        whole = qpdf_oh_is_dictionary(pdf, page) && !page_is_garbled(pdf, page);
        qpdf_oh_release(pdf, page);
    }
    return whole;
}

bool mended_end_is_whole(const struct text *bytes, bool is_mended)
{
    static const char object[] = " obj";
    const char *const last = text_find_last(bytes->data, bytes->len, "%%EOF");
    if (!last)
        return !is_mended;
    return !memmem(last, (size_t)(bytes->data + bytes->len - last), object, sizeof object - 1);
}
