/*
 * fake.h - a font for tests: every letter is half an em wide, a line one em high.
 *
 * At 10 pt a letter is 5 pt wide, so that widths can be counted by eye.  The font
 * lacks U+2011 and emoji, and has check boxes in its symbol face alone.
 */
#ifndef FORMULYAR_TESTS_PDF_FAKE_H
#define FORMULYAR_TESTS_PDF_FAKE_H

#include "pdf/metrics.h"

static int fake_advance(const void *self, enum face face, uint32_t code_point)
{
    (void)self;
    if (code_point == 0x2610 || code_point == 0x2611)
        return face == FACE_SYMBOL ? 500 : -1;
    if (face == FACE_SYMBOL || code_point == 0x2011 || code_point >= 0x1F000)
        return -1;
    return 500;
}

static const struct metrics fake_metrics = {
    .advance = fake_advance, .ascent = 800, .descent = 200, .line_gap = 0};

#endif
