/*
 * srgb.h - a small sRGB colour profile for output intents (build time only).
 */
#ifndef FORMULYAR_TOOLS_SRGB_H
#define FORMULYAR_TOOLS_SRGB_H

#include "base/text.h"

/*
 * Appends an ICC profile of version 2.1 (ICC.1:1998-09, which every part of
 * PDF/A knows): a monitor with the primaries of IEC 61966-2-1 adapted to D50
 * and its curve in 64 steps, right to 1/10,000.  Half a kilobyte, where the
 * usual ones take three to seven.
 */
void srgb_profile(struct text *out);

#endif
