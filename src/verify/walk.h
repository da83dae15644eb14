/*
 * walk.h - a walk through the content of a page: for content.c and skim.c alone.
 */
#ifndef FORMULYAR_VERIFY_WALK_H
#define FORMULYAR_VERIFY_WALK_H

#include "verify/checks.h"
#include "verify/content.h"

enum { WALK_MAX_NESTING = 64 };

enum walk_mark { MARK_TAGGED, MARK_ARTIFACT, MARK_OTHER };

struct walk {
    struct pdffile *file;
    struct operators operators;
    struct content_maps *maps;
    const struct pdf_value *fonts; /* of the page's resources */
    const struct textmap *map;     /* of the font in use */
    enum walk_mark marks[WALK_MAX_NESTING];
    int depth;
    unsigned char *seen; /* by MCID */
    long most;           /* ids that fit in seen */
    struct content_facts facts;
};

/* ---- what operators do: the same, whoever reads them ---------------------------------------- */

/* Tf: a font of the page's resources, or none of them. */
void walk_use_font(struct walk *walk, const struct pdf_value *name);

/* Tj and TJ: a string that is not empty, so many of whose codes have no value. */
void walk_show(struct walk *walk, long unmapped);

/* BDC and BMC: the tag (NULL: it is missing) and the properties' MCID, or NULL; EMC. */
void walk_begin_marked(struct walk *walk, const struct pdf_value *tag, const long *id);
void walk_end_marked(struct walk *walk);

/*
 * Reads content as this program writes it in one pass, with no value made of anything.
 * False as soon as something is met that it does not know, be it good or bad: then nothing
 * that the walk was told counts, and content_check() begins again in the general way.
 */
bool skim_content(struct walk *walk, const struct text *bytes);

#endif
