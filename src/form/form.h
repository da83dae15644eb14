/*
 * form.h - editions and form definitions: wording as data.
 *
 * forms/EDITION/ holds edition.xml (order number, dates, page profile, whether
 * it was checked against the signed original), vocabulary.xml (codes and their
 * wording) and one file per form.  All are validated by forms/form.xsd when
 * they are loaded, immutable afterwards and shared by forked workers.  What else an edition may
 * bring, up to a schema of its own for its cases, engine/engine.h knows (editions_file()).
 */
#ifndef FORMULYAR_FORM_FORM_H
#define FORMULYAR_FORM_FORM_H

#include "case/case.h"
#include "case/people.h"
#include "doc/doc.h"

struct form_schema;  /* forms/form.xsd, which all form files are checked with */
struct organization; /* forms/organization.xml: the letterhead's requisites, the school's people */
struct edition;      /* one folder of forms */
struct form;         /* one form definition, e.g. 5.4 */

/*
 * forms/form.xsd: remembered by its path, compiled when the first form file is
 * checked, and shared by all loads.  Never fails; that it cannot be read or
 * compiled is a diagnostic of each load.  The path is borrowed.
 */
struct form_schema *form_schema_open(const char *path);
void form_schema_close(struct form_schema *schema);

struct organization *organization_load(const char *path, struct form_schema *form_schema,
                                       struct diags *diags);
void organization_free(struct organization *organization);
const char *organization_short_name(const struct organization *organization);

/* The school's people, in the order of the file (NULL: none); live with the organisation. */
const struct post *organization_people(const struct organization *organization);

/*
 * True for what an edition may be called: Latin letters, digits, points, hyphens and underscores, a letter or
 * digit first (id in form.xsd: a name like an option could not be given to a command).  The
 * id may come from a stranger's case file and becomes part of a path.
 */
bool edition_id_fits(const char *id);

/* Loads forms_folder/id/ (forms_folder NULL: id/); NULL and diagnostics on failure.  The caller owns it. */
struct edition *edition_load(const char *forms_folder, const char *id,
                             struct form_schema *form_schema, const struct case_schema *schema,
                             struct diags *diags);
void edition_free(struct edition *edition);

const char *edition_id(const struct edition *edition);

/* What its cases are read with; borrowed from whoever loaded the edition. */
const struct case_schema *edition_schema(const struct edition *edition);

/* Instead of edition_approved(), without loading the edition: of its edition.xml at path; NULL with a diagnostic. */
const char *edition_approved_in(const char *path, struct arena *arena, struct diags *diags);
const char *edition_title(const struct edition *edition);    /* for `formulyar forms` */
const char *edition_approved(const struct edition *edition); /* ISO date of the order, or "" */
bool edition_checked(const struct edition *edition);         /* against the signed original */

/* The wording of a code ("kinds", "method"), or NULL when the edition has none. */
const char *edition_term(const struct edition *edition, const char *vocabulary, const char *code);

/* The forms of an edition in its order; edition_form() finds one by id or gives NULL. */
size_t edition_form_count(const struct edition *edition);
const struct form *edition_form_at(const struct edition *edition, size_t index);
const struct form *edition_form(const struct edition *edition, const char *id);

/* Their ids, "5.1, 5.2, ...", in the arena. */
const char *edition_form_list(const struct edition *edition, struct arena *arena);

const char *form_id(const struct form *form);    /* "5.4" */
const char *form_title(const struct form *form); /* for `formulyar forms` */

/* What the part of a case that the form prints is called, «Оформление»; NULL when it is not said. */
const char *form_section(const struct form *form, enum language language);

/*
 * True when a case of this status gets this form (registered: 5.1; completed: all; ...).
 *
 * A status may also be the stage "before": a form that is signed at the beginning, when a part of
 * it is known, and completed by hand at the end (5.3 with the state before).
 */
bool form_serves_status(const struct form *form, const char *status);

/* Whether the form names the status: those of the same status have it, or stand in it when it is a journal. */
bool form_names_status(const struct form *form, const char *status);

/* True when the form is made of many cases (over="cases"), never of one. */
bool form_is_journal(const struct form *form);

/* Whether a case is in the journal, by its status; of a form that is none false. */
bool journal_takes(const struct form *form, const struct casefile *casefile);

/* The form's date in the case (ISO), "" when it is not given, or is none; in the arena. */
const char *form_date(const struct form *form, const struct casefile *casefile, const char *status,
                      struct arena *arena);

/* What tells a document of the form from others of its case: "5.3", at the stage "5.3-before". */
const char *form_document_id(const struct form *form, const char *status, struct arena *arena);

struct resolve_options {
    const char *status;  /* instead of the case's: "before" (form_serves_status()); or NULL */
    bool draft;          /* mark «ПРОЕКТ» */
    bool body_only;      /* leave out everything that is ours and not the regulation's */
    const char *id;      /* what the document is about, for its properties; NULL: the case's id */
    const char *about;   /* what follows the form's name in the title; NULL: the id */
    const char *teacher; /* whose it is, subject_digest(); NULL: of the case */
    const struct casefile *const *cases; /* of a journal, as they come; casefile is NULL then */
    size_t case_count;
};

/*
 * Builds the document tree of a form from a case, or, with casefile NULL, the
 * blank form to fill in by hand.  Everything is allocated in arena.  Never
 * fails: what is absent in the case becomes ruled space to write in.
 */
struct document *form_resolve(const struct form *form, const struct edition *edition,
                              const struct organization *organization,
                              const struct casefile *casefile,
                              const struct resolve_options *options, struct arena *arena);

/* «Иванова М.П.», or the id of a case that names nobody; in the arena. */
const char *subject_label(const struct casefile *casefile, struct arena *arena);

/*
 * Whose the documents of a case are, as they say it in their metadata: a digest (64 hex
 * digits) of the case's id and its subject's full name, letter case and ё aside; ""
 * for a case that names nobody.  In the arena.
 */
const char *subject_digest(const struct casefile *casefile, struct arena *arena);

/* ---- forms that belong to no edition ------------------------------------ */

/*
 * A file like forms/minutes.xml: one form whose page, type and vocabularies are
 * the edition's, filled from a council file.
 */
struct sheet;

/* edition is borrowed.  NULL and diagnostics on failure; the caller owns it. */
struct sheet *sheet_load(const char *path, struct form_schema *form_schema,
                         const struct edition *edition, const struct case_schema *schema,
                         struct diags *diags);
void sheet_free(struct sheet *sheet);

/* Like form_resolve(). */
struct document *sheet_resolve(const struct sheet *sheet, const struct organization *organization,
                               const struct casefile *casefile,
                               const struct resolve_options *options, struct arena *arena);

#endif
