/*
 * pieces.h - a well-formed text of a case as pieces that know where they stand in it; inside import/ only.
 *
 * The reader of cases has read the text before: this only finds the places again.
 */
#ifndef FORMULYAR_IMPORT_PIECES_H
#define FORMULYAR_IMPORT_PIECES_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct piece_attribute {
    struct piece_attribute *next;
    const char *name;        /* with its prefix */
    const char *value;       /* without references, white space folded */
    const char *start, *end; /* in the text, the white space in front and the quotes included */
};

struct piece {
    struct piece *next, *first;
    const char *name;   /* without its prefix */
    const char *prefix; /* with its colon, or "" */
    const char
        *text; /* of itself and its <p>, one a line, folded; "" when it holds other elements */
    struct piece_attribute *attributes;
    const char *start, *inside; /* its '<'; behind the '>' of the start tag */
    const char *close, *end;    /* the '<' of the end tag; behind it */
    bool is_empty;              /* <a/>: inside, close and end are one */
    struct piece *partner;      /* in the other text */
};

/* The root element; NULL when the text is not what the reader would have passed.  Borrows the text. */
struct piece *pieces_read(const char *text, struct arena *arena);

/* The value of an attribute, NULL when there is none; the first child of that name. */
const char *piece_value(const struct piece *piece, const char *name);
struct piece *piece_child(const struct piece *piece, const char *name);

#endif
