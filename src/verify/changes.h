/*
 * changes.h - what later revisions of a PDF did to the one that this program wrote.
 *
 * Signing tools append: a signature field's value and look, fields of their own,
 * proofs (DSS), properties.  A reader's notes and highlights are appended too.
 * All else that makes the newest revision show or say something else than the
 * first one is a change of content, however it is made.
 */
#ifndef FORMULYAR_VERIFY_CHANGES_H
#define FORMULYAR_VERIFY_CHANGES_H

#include "base/diag.h"
#include "pdfread/pdfparts.h"

struct changes {
    struct pdffile *made; /* the first revision alone */
    struct pdffile *now;
    struct arena *arena;
    size_t minutes;         /* pages in front that are not ours */
    struct pdf_pages pages; /* of the first revision */
    const char *what;       /* the first change of content, DIAG_BOTH, in the arena; NULL: none */
    size_t remarks;         /* notes and highlights that readers added */
};

/*
 * Compares the newest revision with the first one alone, which is opened as made
 * from the same bytes.  Objects are compared one by one: those that the first
 * revision has and later ones write anew, by what part they play in it; new ones
 * where they are reached from.  minutes: pages in front whose text is not ours.
 */
struct changes changes_find(struct pdffile *made, struct pdffile *now, size_t minutes,
                            struct arena *arena);

/* ---- for changes.c, how parts may differ ------------------------------------------------- */

/* Notes what was changed, unless something was before; always false. */
bool changes_refuse(struct changes *changes, const char *what);

/*
 * Each compares what stood in the first revision with what stands now (resolved
 * values; old may be NULL where an entry is new) and returns false, having
 * refused, when the difference is one of content.
 */
bool allowed_catalog(struct changes *changes, const struct pdf_value *old,
                     const struct pdf_value *later);
bool allowed_form(struct changes *changes, const struct pdf_value *old,
                  const struct pdf_value *later);
bool allowed_fields(struct changes *changes, const struct pdf_value *old,
                    const struct pdf_value *later);
bool allowed_field(struct changes *changes, const struct pdf_value *old,
                   const struct pdf_value *later);
bool allowed_page(struct changes *changes, size_t page, const struct pdf_value *old,
                  const struct pdf_value *later);
bool allowed_annotations(struct changes *changes, size_t page, const struct pdf_value *old,
                         const struct pdf_value *later);

/* The same of how fields look: empty while nobody signed them, and then as they were signed. */
bool allowed_looks(struct changes *changes);

/*
 * The same of what XMP metadata and document information say of case, form, edition,
 * teacher, title and author.  Signing tools may rewrite both in their manner and leave
 * properties out; none may say something else, or bring a packet that is no sound XML.
 */
bool allowed_identity(struct changes *changes);

/* ---- do two values of two revisions say the same? ---------------------------------------- */

/*
 * True when they are equal part by part.  References are equal when they name
 * the same object; what it holds is compared as that object's own.  A dictionary
 * that has a key twice is equal to nothing: readers differ in which one they take.
 */
bool changes_same(const struct changes *changes, const struct pdf_value *old,
                  const struct pdf_value *later);

/*
 * True when the arrays' elements are the same but for elements that were added
 * to the second; each of those is shown to added(), whose false ends the comparison.
 */
bool changes_array_grew(struct changes *changes, const struct pdf_value *old,
                        const struct pdf_value *later,
                        bool (*added)(void *context, const struct pdf_value *element),
                        void *context);

#endif
