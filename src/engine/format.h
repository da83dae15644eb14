/*
 * format.h - the kinds of files that a document can become: one row each.
 */
#ifndef FORMULYAR_ENGINE_FORMAT_H
#define FORMULYAR_ENGINE_FORMAT_H

#include "engine/engine.h"

struct product;

/* `write` is for product.c alone: others call products_make(). */
struct format {
    const char *name;      /* as -t names it */
    const char *extension; /* of its files */
    bool by_default;
    bool for_people; /* text: to standard output unless -o names a place */
    /*
     * Fills in the bytes of the product, and their digests when they are known on the way.
     * Returns the number of pages, 0 where only the reader's program knows it, or -1 with
     * diagnostics.
     */
    int (*write)(struct engine *engine, const struct document *document,
                 const struct casefile *source, struct product *product, struct diags *diags);
};

/* All formats; closed by a row without a name. */
extern const struct format formats[];

/* True when the document can be printed; else diags say why not.  Nothing is kept. */
bool format_try_pdf(struct engine *engine, const struct document *document, struct diags *diags);

/* The bit of the row of that name; 0 when there is none. */
unsigned format_bit(const char *name);

/* The format of that name, or NULL. */
const struct format *format_find(const char *name);

#endif
