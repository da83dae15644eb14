/*
 * engine.h - the one door for making forms: what is loaded once, and what it says of a case.
 *
 * Nothing here prints, ends the process or reads the command line; what goes wrong is in
 * the diags of the call.  Several engines can live side by side; one engine serves one
 * thread, and forked workers share what it has loaded.
 */
#ifndef FORMULYAR_ENGINE_ENGINE_H
#define FORMULYAR_ENGINE_ENGINE_H

#include "case/rules.h"
#include "docx/docx.h"
#include "engine/places.h"
#include "form/form.h"
#include "pdf/pdf.h"
#include "svg/svg.h"
#include "verify/verify.h"

/* All is borrowed.  What is not said to be read once may be changed between two documents. */
struct engine_options {
    const char *data;  /* folder with forms/ and fonts/, read once; NULL: beside the program */
    const char *today; /* ISO date, read once; NULL: by the clock */
    const char *forms; /* folder, read once; NULL: the one that lies beside the program */
    const char *organization; /* file, read once; NULL: organization.xml of that folder */
    const char *outside;      /* folder of one more edition, that lies elsewhere; or NULL */
    const char *edition;      /* instead of the one that a case names, or of the newest; or NULL */
    struct words wanted;      /* ids of forms; none: all that the state of the case allows */
    bool draft;               /* gaps are no errors, the pages are marked */
    bool before;              /* sheets that are signed at the beginning: engine_status() */
    bool body_only;           /* see resolve_options */
    const char *faults;       /* for tests: testhook.h; or NULL */
    bool roomy;               /* all the space that the edition has, whatever it costs in sheets */
    bool no_verify;           /* trust what was made without opening it again */
    bool svg_bare;            /* no fonts in pictures: who shows them has loaded those */
    enum pdfa_part part;      /* of PDF/A */
    const struct pdf_joined *joined; /* what PDFs say of minutes put in front, or NULL */
};

/* What is loaded; read-only for its users, but for the options. */
struct engine {
    struct engine_options options;
    struct arena *arena; /* ends with the engine */
    struct places places;
    struct case_schema *schema;
    struct form_schema *form_schema;
    struct rules *rules;
    struct organization *organization;
    struct editions *editions;
    struct fonts *fonts;       /* NULL until engine_fonts() */
    struct docx_kit *docx_kit; /* NULL until the first DOCX */
    struct svg_kit *svg_kit;   /* NULL until the first SVG; borrows the fonts */
    struct verifier *verifier;
    const char *today; /* ISO date, as it was when the engine was opened; or NULL */
};

/*
 * Loads schema, rules and organisation.  NULL when something is missing or
 * wrong; diags say what.  engine_close() ends it and takes NULL too.
 */
struct engine *engine_open(const struct engine_options *options, struct diags *diags);
void engine_close(struct engine *engine);

/* The fonts, loaded on first need; NULL with a diagnostic. */
struct fonts *engine_fonts(struct engine *engine, struct diags *diags);

/* What pictures share, made on first need; NULL with a diagnostic when there are no fonts. */
struct svg_kit *engine_pictures(struct engine *engine, struct diags *diags);

/* The path of a file in the folder of forms; in the engine's arena. */
const char *engine_file(const struct engine *engine, const char *name);

/* editions_file(), and a diagnostic with NULL; in the engine's arena. */
const char *engine_edition_file(const struct engine *engine, const struct edition *edition,
                                const char *name, struct diags *diags);

/*
 * The same of the edition that the options name; where they name none, the file in the folder of forms that most
 * editions share.
 */
const char *engine_named_file(struct engine *engine, const char *name, struct diags *diags);

/*
 * True when a case may go into a paper over many cases: its edition has the file at path, which the paper is made
 * of, as the file of that name.  Otherwise a diagnostic at the case says why not.
 */
bool engine_shares_file(const struct engine *engine, const struct casefile *casefile,
                        const struct edition *edition, const char *name, const char *path,
                        struct diags *diags);

/*
 * The edition for pages without a case: the one that the options name, or else the newest
 * approved one; NULL with a diagnostic.
 */
const struct edition *engine_edition(struct engine *engine, struct diags *diags);

/* The edition that the options, or else the case, name; NULL with a diagnostic at its root. */
const struct edition *engine_edition_of(struct engine *engine, const struct casefile *casefile,
                                        struct arena *arena, struct diags *diags);

/*
 * Names the school's people where the case names a role alone (people_fill()), for the forms of
 * the edition that it has; what is wrong is in diags.  engine_check() does so.
 */
void engine_fill_people(const struct engine *engine, const struct casefile *casefile,
                        const struct edition *edition, struct arena *arena, struct diags *diags);

/*
 * Finds a valid case's edition and checks the rules; what is wrong is in diags.  What is
 * known of other cases: a session, or else whether an earlier one has a teacher of the
 * same name (rules.h).  Returns the edition, or NULL when there is none that has the
 * wanted forms.
 */
const struct edition *engine_check(struct engine *engine, const struct casefile *casefile,
                                   struct rules_session *session, bool namesake,
                                   struct arena *arena, struct diags *diags);

/* ---- the editions in the folder of forms, each loaded once when first asked for ---------- */

/*
 * What it is given is borrowed; editions_close() releases what was loaded.  outside: the folder of an edition that lies
 * elsewhere, and counts in place of one of its id; or NULL.
 */
struct editions *editions_open(const char *folder, const char *outside,
                               struct form_schema *form_schema, const struct case_schema *schema);
void editions_close(struct editions *editions);

/*
 * An edition may bring in its folder what all others share: a schema of its cases, rules, a model of
 * workbooks, an outline of a new case, sheets.  With a schema of its own (case.xsd) it is a regulation of
 * itself, and nothing else of what is common is used for it.
 */

/* A case_choose; the context is the editions.  An edition that is not known changes nothing. */
bool editions_choose(void *context, const char *id, const struct case_schema **schema,
                     struct diags *diags);

/* The rules for cases of a loaded edition: its own, else the common ones; NULL: there are none. */
const struct rules *editions_rules(const struct editions *editions, const struct edition *edition,
                                   const struct rules *common);

/*
 * The path of a file that an edition may bring ("workbook.xml"): its own, or the common one; NULL when it
 * is a regulation of itself and has none.  In the arena.
 */
const char *editions_file(const struct editions *editions, const struct edition *edition,
                          const char *name, struct arena *arena);

/* The same of the edition in a folder, without loading anything; common: the folder of forms. */
const char *edition_file_in(const char *folder, const char *common, const char *name,
                            struct arena *arena);

/* The ids of all editions in the folder, sorted, closed by NULL; borrowed. */
const char *const *editions_ids(const struct editions *editions);

/* One edition; NULL with a diagnostic at pos when it is unknown, or what is wrong with it. */
const struct edition *editions_get(struct editions *editions, const char *id, struct pos pos,
                                   const char *path, struct diags *diags);

/* The one approved last; NULL with a diagnostic when none is approved. */
const struct edition *editions_newest(struct editions *editions, struct diags *diags);

/* ---- which forms -------------------------------------------------------- */

/* The words of a list with commas, empty ones left out; none of NULL.  In the arena. */
struct words engine_words(const char *list, struct arena *arena);

/*
 * By what status a case gets its forms: its own; with options.before the stage "before"
 * (form_serves_status()), or "" for a case that was not held and gets none then.
 */
const char *engine_status(const struct engine *engine, const struct casefile *casefile);

/*
 * True when the form is wanted and the status (engine_status()) allows it.  A draft may show any form that
 * is named; status NULL is a blank, which may too.
 */
bool engine_wants(const struct engine *engine, const struct form *form, const char *status);

/* Warns of each named form that the state of the case does not allow: it is left out. */
void engine_tell_left_out(const struct engine *engine, const struct casefile *casefile,
                          const struct edition *edition, struct arena *arena, struct diags *diags);

/* Adds a diagnostic for every named form that the edition does not have; false if any. */
bool engine_knows_forms(const struct engine *engine, const struct edition *edition,
                        struct diags *diags);

#endif
