/*
 * product.h - finished files on their one way: made in memory, verified, delivered.
 *
 * Every document that the program makes takes it, whatever the command: nothing gets a
 * name that was not opened again and found whole, and all products of a case are made
 * before the first is delivered.
 */
#ifndef FORMULYAR_ENGINE_PRODUCT_H
#define FORMULYAR_ENGINE_PRODUCT_H

#include "annual/annual.h"
#include "base/hash.h"
#include "docx/digest.h"
#include "engine/format.h"
#include "engine/output.h"
#include "engine/walk.h"

/* One finished file in memory. */
struct product {
    struct product *next;
    const struct format *format; /* NULL: data that is no document */
    const char *form;            /* document.form_id */
    const char *name;            /* of its file, as output_put() takes it */
    const char *teacher;         /* document.teacher */
    struct text bytes;
    const struct pages
        *laid_out; /* what fitting made of the document, while it is written; or NULL */
    int pages;     /* 0: only the reader's program knows; -1: it could not be made */
    struct file_digests digests;
    struct digest_record record; /* of a DOCX; on the heap */
};

/* Files on their way together, in the order made: names live in the arena, bytes on the heap. */
struct products {
    struct engine *engine;
    struct arena *arena;
    struct diags *found; /* by layout, writers and verifiers; each fault is told once */
    struct product *first, *last;
};

/* All are borrowed; the schema names the fields in what is found.  products_free() ends it. */
struct products products_begin(struct engine *engine, const struct case_schema *schema,
                               struct arena *arena);
void products_free(struct products *products);

/*
 * Makes a document in one format under that name, fitted to few sheets (pdf_fit()) unless
 * the engine's options forbid it.  source is the case that the file may
 * carry inside and that a DOCX names, or NULL.  Never NULL: what goes wrong is found, and
 * the product is good for nothing then.
 */
struct product *products_make(struct products *products, struct document *document,
                              const struct casefile *source, const struct format *format,
                              const char *name);

/* The same in every format of a set (a bit for each row of formats[]), as BASE.EXT. */
void products_make_all(struct products *products, struct document *document,
                       const struct casefile *source, unsigned set, const char *base);

/*
 * Makes every wanted form of the case, or with casefile NULL of a blank, in every format of
 * the set, as NAME_FORM.EXT.
 */
void products_make_forms(struct products *products, const struct edition *edition,
                         const struct casefile *casefile, unsigned set, const char *name);

/*
 * Warns of each file in the output's folder that has the name of a form which the status of the
 * case does not allow (it did when the file was made), and which is not to be made now.  base: what the files of the case
 * are named after, as in products_make_forms().
 */
void products_tell_stale(const struct engine *engine, const struct edition *edition,
                         const struct casefile *casefile, const char *base, struct output *output,
                         struct arena *arena, struct diags *diags);

/*
 * Lays a document out, or (an action of a walk) every wanted form of a case, and tells what was
 * found: that is how a character without a glyph is found before the evening when forms are printed.
 */
void products_try(struct engine *engine, const struct case_schema *schema,
                  const struct document *document, struct arena *arena, struct diags *diags);
void products_try_forms(struct walk *walk, struct casefile *casefile,
                        const struct edition *edition);

/* Another action: adds the case to the struct annual that is the walk's context. */
void products_count_in(struct walk *walk, struct casefile *casefile, const struct edition *edition);

/* What a summary says itself: forms/summary.xml; NULL with diagnostics.  The caller owns it. */
struct annual_form *products_summary_form(struct engine *engine, struct diags *diags);

/*
 * Makes the summary of a year that was closed: the document in every format of the set, and
 * with_tables its tables as CSV.
 */
void products_make_summary(struct products *products, const struct annual *annual, unsigned set,
                           bool with_tables);

/* One more product, for data that is no document, to be filled in by the caller. */
struct text *products_add(struct products *products, const char *name);

/*
 * Opens again what was made, as `formulyar verify` would, but what is for people, or all
 * when the engine's options forbid it, and tells all that was found.  False when there are
 * errors among it: then no product may get a name.
 */
bool products_verify(struct products *products, struct diags *diags);

/* Delivers one; 0, or -1 with a diagnostic. */
int product_deliver(const struct product *product, struct output *output, struct diags *diags);

/* Verifies, delivers when all are good, and frees them; true when all were delivered. */
bool products_deliver(struct products *products, struct output *output, struct diags *diags);

/* SHA-256 of the bytes in hex; the writer of a PDF has made it already.  In the arena. */
const char *product_sha256(const struct product *product, struct arena *arena);

#endif
