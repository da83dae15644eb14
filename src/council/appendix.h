/*
 * appendix.h - what is known of one appendix, and the texts that name it.
 */
#ifndef FORMULYAR_COUNCIL_APPENDIX_H
#define FORMULYAR_COUNCIL_APPENDIX_H

#include "council/bundle.h"

/* One appendix in the making. */
struct appendix {
    const char *values[VALUE_COUNT]; /* "" for what is not known */
    bool is_single;                  /* without a number */
    const char *teacher_path;        /* of the element in the case, for diagnostics */
    struct pos teacher_pos;
    struct section *section; /* its first: where it begins; NULL: not made yet */
};

/* Values that hold for all appendices: of minutes and school. */
struct appendix appendix_common(const struct bundle_plan *plan, struct arena *arena);

/* The values of the item; appendix is a copy of the common ones. */
void appendix_describe(struct appendix *appendix, const struct bundle_plan *plan, size_t index,
                       struct arena *arena);

/* Runs of a template; NULL when all of it is empty.  What comes from a case is RUN_DATA. */
struct para *appendix_para(const struct appendix *appendix, const struct template_part *parts,
                           unsigned flags, struct arena *arena);

/* A line as the appendix wants it: alone or one of several. */
struct para *appendix_line(const struct appendix *appendix, const struct bundle_line *line,
                           unsigned flags, struct arena *arena);

/* The same as a string; a page has none. */
const char *appendix_text(const struct appendix *appendix, const struct bundle_line *line,
                          struct arena *arena);

#endif
