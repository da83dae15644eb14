/*
 * places.h - where the program's data lies: beside the program, wherever that is.
 *
 * Installed as PREFIX/bin/formulyar it reads PREFIX/share/formulyar/; run from
 * the checkout as build/formulyar it reads forms/ of the checkout and what the
 * build baked into build/share/.  The programs that join PDFs and read signatures
 * stand in PREFIX/libexec/formulyar/, or beside build/formulyar.
 *
 * The static program has all of them inside (base/inside.h) and asks for nothing outside, but for
 * organization.xml: that beside the program, else /etc/formulyar/organization.xml, else the one inside.
 */
#ifndef FORMULYAR_ENGINE_PLACES_H
#define FORMULYAR_ENGINE_PLACES_H

#include "base/arena.h"
#include "base/diag.h"

struct places {
    const char *forms; /* holds case.xsd, form.xsd, rules.xml, organization.xml and the editions */
    const char *baked; /* holds fonts/ */
    const char *organization; /* the school's file unless --organization names one */
    const char *joiner;       /* formulyar-join, whether it is there or not; NULL without /proc */
};

/* formulyar-cms, the same, for commands that need no other data. */
const char *places_cms(struct arena *arena);

/*
 * Finds them, in a folder of data that holds forms/ and fonts/ unless it is NULL, and then
 * without the joiner; forms_wanted (--forms) or NULL.  Paths live in arena.  Returns 0,
 * or -1 with a diagnostic.
 */
int places_find(struct places *places, const char *data, const char *forms_wanted,
                struct arena *arena, struct diags *diags);

/*
 * The samples that come with a folder of forms: beside it, as in a checkout, or where Debian keeps examples; NULL when
 * there are none.
 */
const char *places_samples(const char *forms, struct arena *arena);

/* folder/name, in arena. */
const char *path_join(struct arena *arena, const char *folder, const char *name);

/* "./a/b" -> "a/b": the path without what leads nowhere in front; part of it. */
const char *path_without_dots(const char *path);

#endif
