/*
 * appraising.h - inside of appraise.h: what its files share.
 */
#ifndef FORMULYAR_ENGINE_APPRAISING_H
#define FORMULYAR_ENGINE_APPRAISING_H

#include "case/declared.h"
#include "engine/appraise.h"
#include "form/printed.h"
#include "form/vocabulary.h"
#include "xml/xml.h"

/* A file whose wording and names count: a form, or a sheet that the edition has or shares. */
struct looked_file {
    struct looked_file *next;
    const char *path;
    xmlDocPtr document;
    const struct form *form; /* NULL: a sheet */
    bool own;                /* it stands in the folder of the edition */
    struct printed *printed; /* of a form */
    bool sampled;            /* a sample makes the form */
};

struct appraising {
    struct arena *arena;
    struct diags *diags;
    struct engine *engine;
    const struct edition *edition;
    const char *id;
    const char *folder;
    const struct decl *root; /* of cases, with its explanations */
    struct looked_file *files;
    const char *vocabulary_path;
    xmlDocPtr vocabulary;
    const char *schema_path;
    xmlDocPtr schema;
    const struct case_schema *case_schema;
};

/* Is handed every declaration below the root with its path, until it has seen more than any schema holds. */
typedef void decl_visitor(void *context, const struct decl *decl, const char *path);
void appraise_visit(const struct appraising *appraising, decl_visitor *visit, void *context);

/* The path of a file in the edition's folder; in the arena. */
const char *appraise_file(const struct appraising *appraising, const char *name);

/* ---- what is looked at ----------------------------------------------------------------- */

/* Vocabularies: what nothing prints, what cases can say and no word stands for. */
void appraise_words(struct appraising *appraising);

/* Characters without a glyph, in all wording. */
void appraise_glyphs(struct appraising *appraising);

/* Fields that nothing prints, and paths that lead nowhere. */
void appraise_fields(struct appraising *appraising);

/* Statuses that no form serves, and signers without a place. */
void appraise_statuses(struct appraising *appraising);
void appraise_signers(struct appraising *appraising);

/* The edition's own rules: statuses and fields that are none. */
void appraise_rules(struct appraising *appraising);

/* Lays out blanks and samples; how many cases there were. */
size_t appraise_samples(struct appraising *appraising);

#endif
