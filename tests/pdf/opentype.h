/*
 * opentype.h - what tests of fonts share: the baked faces, and numbers and sums of OpenType's tables.
 */
#ifndef FORMULYAR_TESTS_PDF_OPENTYPE_H
#define FORMULYAR_TESTS_PDF_OPENTYPE_H

#include "pdf/pdf.h"

#include <stdint.h>
#include <stdlib.h>

static struct fonts *fonts;

/* For the group's set-up and its end. */
static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct text folder = TEXT_EMPTY;
    text_format(&folder, "%s/share/fonts", getenv("BUILD") ? getenv("BUILD") : "build");
    fonts = fonts_load(folder.data, diags);
    text_free(&folder);
    diags_free(diags);
    return fonts ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    fonts_free(fonts);
    return 0;
}

static unsigned at16(const unsigned char *bytes)
{
    return (unsigned)(bytes[0] << 8 | bytes[1]);
}

static uint32_t at32(const unsigned char *bytes)
{
    return (uint32_t)at16(bytes) << 16 | at16(bytes + 2);
}

static uint32_t sum(const unsigned char *bytes, size_t size)
{
    uint32_t total = 0;
    for (size_t i = 0; i < size; i += 4)
        total += at32(bytes + i);
    return total;
}

#endif
