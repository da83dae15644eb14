/*
 * allowed.h - how the parts of a PDF may differ after signing and remarks; for changes.c.
 */
#ifndef FORMULYAR_VERIFY_ALLOWED_H
#define FORMULYAR_VERIFY_ALLOWED_H

#include "base/diag.h"
#include "verify/pdffile.h"

struct allowed {
    struct pdffile *made; /* the first revision alone */
    struct pdffile *now;
    struct arena *arena;
    size_t minutes;                 /* pages in front that are not ours */
    const struct pdf_value **pages; /* of the first revision */
    size_t page_count;
    const char *what; /* the first change that is not allowed */
    size_t remarks;
};

/* Notes what was changed, unless something was before; always false. */
bool allowed_refuse(struct allowed *allowed, const char *what);

/*
 * Each compares what stood in the first revision with what stands now (resolved
 * values; old may be NULL where an entry is new) and returns false, having
 * refused, when the difference is one of content.
 */
bool allowed_catalog(struct allowed *allowed, const struct pdf_value *old,
                     const struct pdf_value *new);
bool allowed_form(struct allowed *allowed, const struct pdf_value *old,
                  const struct pdf_value *new);
bool allowed_fields(struct allowed *allowed, const struct pdf_value *old,
                    const struct pdf_value *new);
bool allowed_field(struct allowed *allowed, const struct pdf_value *old,
                   const struct pdf_value *new);
bool allowed_page(struct allowed *allowed, size_t page, const struct pdf_value *old,
                  const struct pdf_value *new);
bool allowed_annotations(struct allowed *allowed, size_t page, const struct pdf_value *old,
                         const struct pdf_value *new);

/* The same of how fields look: empty while nobody signed them, and then as they were signed. */
bool allowed_looks(struct allowed *allowed);

#endif
