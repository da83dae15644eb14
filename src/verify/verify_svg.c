/*
 * verify_svg.c - a picture that was just written; see verify.h.
 */
#include "verify/checks.h"

#include "xml/stream.h"

#include <string.h>

struct counting {
    long pages;
};

static void on_open(void *context, const struct xmlstream_tag *tag)
{
    struct counting *counting = context;
    size_t length;
    if (xmlstream_is(tag->name, "g") && *xmlstream_attribute(tag, "data-page", &length))
        counting->pages++;
}

static void on_close(void *context, const char *name)
{
    (void)context, (void)name;
}

static void on_text(void *context, const char *bytes, size_t count)
{
    (void)context, (void)bytes, (void)count;
}

bool verify_svg(struct verifier *verifier, const struct text *file, int pages, const char *name,
                struct diags *diags)
{
    static const struct xmlstream_events events = {on_open, on_close, on_text};
    struct counting counting = {0};
    struct budget budget;
    budget_start(&budget, file->len);
    if (!verifier->svg)
        verifier->svg = xmlstream_new();
    bool const good =
        xmlstream_read(verifier->svg, file->data, file->len, &budget, &events, &counting) &&
        counting.pages == pages;
    if (!good)
        diag_add(diags, MESSAGE_VERIFY_SVG, (struct pos){.file = name}, NULL, NULL);
    return good;
}

static bool skips(const char **at, const char *end, const char *open, const char *close)
{
    size_t const length = strlen(open);
    if ((size_t)(end - *at) < length || memcmp(*at, open, length) != 0)
        return false;
    for (*at += length; *at < end; ++*at)
        if ((size_t)(end - *at) >= strlen(close) && memcmp(*at, close, strlen(close)) == 0) {
            *at += strlen(close);
            return true;
        }
    return false;
}

bool verify_is_svg(const void *bytes, size_t size)
{
    enum { LOOKED_AT = 4096 };
    const char *at = bytes;
    const char *const end = at + (size < LOOKED_AT ? size : LOOKED_AT);
    if (end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    for (bool skipped = true; skipped;) {
        while (at < end && strchr(" \t\r\n", *at) && *at)
            at++;
        skipped = skips(&at, end, "<?", "?>") || skips(&at, end, "<!--", "-->") ||
                  skips(&at, end, "<!DOCTYPE", ">");
    }
    return end - at >= 5 && memcmp(at, "<svg", 4) == 0 && strchr(" \t\r\n>", at[4]) && at[4];
}
