/*
 * kit.h - inside of the room: which subsets a picture uses, and their @font-face rules.
 */
#ifndef FORMULYAR_SVG_KIT_H
#define FORMULYAR_SVG_KIT_H

#include "pdf/fonts.h"
#include "svg/svg.h"

#define SVG_SERIF "Formulyar Serif"
#define SVG_SIGNS "Formulyar Signs"

/* Subsets that a picture uses. */
struct svg_use {
    bool used[FACE_COUNT][FACE_SUBSETS_MAX];
};

const struct fonts *kit_fonts(const struct svg_kit *kit);

/* Appends the @font-face rule of every subset that is used, the font inside. */
void kit_put_rules(struct svg_kit *kit, const struct svg_use *use, struct text *out);

#endif
