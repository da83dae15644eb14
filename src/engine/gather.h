/*
 * gather.h - cases kept for one document of them all, and their forms in order.
 */
#ifndef FORMULYAR_ENGINE_GATHER_H
#define FORMULYAR_ENGINE_GATHER_H

#include "base/seen.h"
#include "engine/engine.h"
#include "council/appendices.h"
#include "engine/product.h"

/* Starts as {0}, with what the caller sets; gathered_free() ends it. */
struct gathered {
    struct appendix_item *items; /* the wanted forms of the cases: appendices */
    size_t count, cap;
    struct casefile **cases; /* kept, in the order read */
    size_t case_count, case_cap;
    struct seen ids;
    const char *words;   /* the bundle.xml that all their editions share; NULL: no case yet */
    size_t left_out;     /* cases that finished_only left out */
    const char *meeting; /* its date (ISO), set by the caller; NULL: not asked */
    bool finished_only;  /* set by the caller: no case for which it is too early is wrong */
};

/*
 * An action of a walk whose context is a struct gathered: keeps a case that was found good
 * with its wanted forms; what is wrong is in the walk's diags.  Wrong here are also an id that came before, and a
 * case that has none of the wanted forms.  Of a conclusion later than the meeting it is warned.
 * With finished_only a case that has none of them, or that goes on and lacks one (or goes on, when
 * none is named), gets a warning and is left out.
 */
void gathered_add(struct walk *walk, struct casefile *casefile, const struct edition *edition);

/*
 * What a bundle says itself: bundle.xml of the edition whose cases were gathered, or (gathered NULL: of a council file)
 * the one that most editions share.  NULL with diagnostics.  The caller owns it.
 */
struct appendix_form *gathered_words(const struct engine *engine, const struct gathered *gathered,
                                     struct diags *diags);

/* False with diagnostics when number, date or first of a plan is none. */
bool gathered_plan_fits(const struct appendices_plan *plan, struct diags *diags);

/* False with a diagnostic when there are no appendices (whatever the reason), or more than a bundle may have. */
bool gathered_fit(const struct gathered *gathered, struct diags *diags);

/* Fills in the page numbers of their document; false with a diagnostic. */
bool gathered_number(struct engine *engine, struct document *document, struct arena *arena,
                     struct diags *diags);

/* Names the case in what diags say of the cases kept, where many stand in one file. */
void gathered_name_cases(const struct gathered *gathered, struct diags *diags);

void gathered_free(struct gathered *gathered);

#endif
