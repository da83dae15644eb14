/*
 * build.h - which build of the program this is: what two runs must share for their files to be the same bytes.
 *
 * A version does not say it: another libdeflate compresses otherwise, another HarfBuzz cuts
 * fonts otherwise.  So a build is named by a digest of all that shapes bytes: the version, the
 * sources, the baked fonts, and the PDF and the DOCX that it makes of a document for trial,
 * in which the libraries show what they are whatever they call themselves.
 */
#ifndef FORMULYAR_ENGINE_BUILD_H
#define FORMULYAR_ENGINE_BUILD_H

#include "base/diag.h"
#include "engine/places.h"

struct fonts;

enum { BUILD_ID_SIZE = 13 };

struct build {
    char id[BUILD_ID_SIZE];      /* of all that follows and the trial: 12 hex digits */
    char sources[BUILD_ID_SIZE]; /* beginnings of digests */
    char fonts[BUILD_ID_SIZE];
    const char *libraries; /* as they were called when it was compiled: for people */
};

/*
 * Fonts: those of the place, or NULL where they are not loaded yet.  False with a diagnostic when
 * they cannot be read, or the trial cannot be made of them.
 */
bool build_find(const struct places *places, struct fonts *fonts, struct build *build,
                struct diags *diags);

#endif
