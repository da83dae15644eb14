/*
 * pipeline.h - the stages in a row: everything that all cases share is loaded
 * once, then each case goes through rules, form and writer.
 */
#ifndef FORMULYAR_ENGINE_PIPELINE_H
#define FORMULYAR_ENGINE_PIPELINE_H

#include "case/case.h"
#include "case/rules.h"
#include "base/seen.h"
#include "engine/editions.h"
#include "cmd/options.h"
#include "engine/places.h"
#include "cmd/report.h"
#include "docx/docx.h"
#include "form/form.h"
#include "pdf/pdf.h"
#include "verify/verify.h"

/* Read-only for commands, except through the functions below. */
struct pipeline {
    const struct options *options;
    struct diags *diags;
    struct arena *arena; /* ends with the pipeline */
    struct places places;
    struct case_schema *schema;
    struct form_schema *form_schema;
    struct rules *rules;
    bool apart;                    /* refuse a case whose files an earlier one's are named like */
    struct seen ids;               /* of those seen so far, then */
    struct rules_session *session; /* what rules remember from case to case, or NULL */
    struct ids *met;               /* or NULL: nobody asks which ids occur twice */
    bool namesake;                 /* without a session: rules_options.namesake of the next case */
    struct organization *organization;
    struct fonts *fonts;             /* NULL until pipeline_fonts() */
    const struct pdf_joined *joined; /* what PDFs say of minutes put in front, or NULL */
    struct docx_kit *docx_kit;       /* NULL until the first DOCX */
    struct verifier *verifier;
    struct editions *editions;
    const char *today; /* ISO date */
    struct progress progress;
    int status; /* worst exit status of what was reported so far */
    size_t files, cases, councils, errors, warnings;
};

/*
 * Loads schema, rules and organisation.  NULL when something is missing or
 * wrong; diags say what.  pipeline_close() ends it.
 */
struct pipeline *pipeline_open(const struct options *options, struct diags *diags);
void pipeline_close(struct pipeline *pipeline);

/*
 * The edition for pages without a case: that of --edition, or else the newest
 * approved one; NULL with a diagnostic.
 */
const struct edition *pipeline_edition(struct pipeline *pipeline);

/* The edition that the case, or --edition, names; NULL with a diagnostic at its root. */
const struct edition *pipeline_edition_of(struct pipeline *pipeline,
                                          const struct casefile *casefile, struct arena *arena);

/* The fonts, loaded on first need; NULL with a diagnostic. */
struct fonts *pipeline_fonts(struct pipeline *pipeline);

/* Prints what diags hold and counts it. */
void pipeline_report(struct pipeline *pipeline);

/*
 * Finds a valid case's edition and checks the rules; what is wrong is in diags.
 * Returns the edition, or NULL when there is none that has the wanted forms.
 */
const struct edition *pipeline_check(struct pipeline *pipeline, const struct casefile *casefile,
                                     struct arena *arena);

/*
 * Adds what was found while a case was laid out to the pipeline's diagnostics,
 * each once.  Layout knows paths alone; here a character without a glyph is
 * told with the name of its field on the form.
 */
void pipeline_take(struct pipeline *pipeline, const struct casefile *casefile,
                   const struct diags *found);

/*
 * What a command does with a case that schema and rules found good; it may take
 * the case with case_keep().
 */
typedef void pipeline_action(struct pipeline *pipeline, struct casefile *casefile,
                             const struct edition *edition, struct arena *arena, void *context);

/*
 * Reads every file named on the command line and hands its good cases to the
 * action, each with an empty arena; reports each case's diagnostics before the
 * next.  A failure of the system ends the run.
 */
void pipeline_cases(struct pipeline *pipeline, pipeline_action *action, void *context);

/* ---- which forms -------------------------------------------------------- */

/*
 * True when -f asks for this form (or is absent) and the status allows it.  A
 * draft may show any form that -f names; status NULL is a blank, which may too.
 */
bool pipeline_wants(const struct pipeline *pipeline, const struct form *form, const char *status);

/* Warns of each form of -f that the state of the case does not allow: it is left out. */
void pipeline_tell_left_out(struct pipeline *pipeline, const struct casefile *casefile,
                            const struct edition *edition, struct arena *arena);

/* Adds a diagnostic for every form of -f that the edition does not have; false if any. */
bool pipeline_forms_known(struct pipeline *pipeline, const struct edition *edition);

#endif
