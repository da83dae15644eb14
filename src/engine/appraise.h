/*
 * appraise.h - everything that is wrong with an edition of the forms, for whoever makes it.
 *
 * Beyond what loading refuses (schema, names, grids): wording that nothing prints, codes without
 * words, fields that nobody prints, statuses that no form serves, signers without a place, forms
 * without a sample, characters without a glyph, and what laying out the blanks and the samples tells.
 */
#ifndef FORMULYAR_ENGINE_APPRAISE_H
#define FORMULYAR_ENGINE_APPRAISE_H

#include "engine/engine.h"
#include "engine/inputs.h"

/* What was looked at. */
struct appraised {
    size_t forms;
    size_t samples; /* cases */
};

/*
 * Looks at an edition that the engine knows, whose options name none; what is wrong goes to diags.
 * folder: of the edition.
 */
struct appraised appraise(struct engine *engine, const char *id, const char *folder,
                          struct diags *diags);

/*
 * The cases that show what an edition prints: those of the folder samples/ of its own, or else, of the
 * samples that come with the folder of forms (places_samples()), the files whose first case names the edition.
 * What is called draft... is checked as a draft.
 * *own says which.  In the arena; what cannot be read is told.
 */
struct inputs sample_files(const struct engine *engine, const char *id, const char *folder,
                           bool *own, struct arena *arena, struct diags *diags);

#endif
