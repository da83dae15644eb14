/*
 * glimpse.h - what a quick look keeps of a case: the name of its subject.
 */
#ifndef FORMULYAR_CASE_GLIMPSE_H
#define FORMULYAR_CASE_GLIMPSE_H

#include "base/text.h"
#include "case/build.h"
#include "russian/names.h"

/* Empty at first; glimpse_free() releases it. */
struct glimpse {
    bool is_open;      /* the element */
    bool identified;   /* it has a person id */
    struct text *open; /* of parts, or NULL */
    struct text parts[NAME_PARTS];
    struct text key;
};

/* Tags and text of a case; level 1 is that of the case's children, one of which is the subject. */
void glimpse_start(struct glimpse *glimpse, const char *subject, const struct sax_tag *tag,
                   int level);
void glimpse_text(struct glimpse *glimpse, const char *bytes, size_t count);

/* True when the subject ends here, whose full name for comparing is in key now. */
bool glimpse_end(struct glimpse *glimpse, int level);

void glimpse_free(struct glimpse *glimpse);

#endif
