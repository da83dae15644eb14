/*
 * beside.h - detached signatures that lie beside a file: X.pdf.sig or X.sig for X.pdf.
 */
#ifndef FORMULYAR_ENGINE_BESIDE_H
#define FORMULYAR_ENGINE_BESIDE_H

#include "base/arena.h"

#include <stdbool.h>

struct beside {
    struct beside *next;
    const char *path;
    bool has_whole_name; /* X.pdf.sig; else X.sig, which may be of X.docx */
};

/*
 * All that may hold a CMS and are files that can be read without waiting; NULL when
 * there are none.  In arena.
 */
struct beside *beside_find(const char *path, struct arena *arena);

/*
 * The name, without its folder, of the first file that may be a signature of it, be
 * it CMS or OpenPGP; in arena.  NULL when there is none.
 */
const char *beside_signature(const char *path, struct arena *arena);

/* The part of a path behind the last slash. */
const char *path_name(const char *path);

#endif
