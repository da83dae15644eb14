/*
 * same.h - do two values of two revisions say the same?
 */
#ifndef FORMULYAR_VERIFY_SAME_H
#define FORMULYAR_VERIFY_SAME_H

#include "verify/pdffile.h"

/*
 * True when they are equal part by part.  References are equal when they name
 * the same object; what it holds is compared as that object's own.  A dictionary
 * that has a key twice is equal to nothing: readers differ in which one they take.
 */
bool pdf_same(struct pdffile *one_file, const struct pdf_value *one, struct pdffile *other_file,
              const struct pdf_value *other);

/* True for a dictionary or a stream none of whose keys stands there twice. */
bool pdf_has_single_keys(struct pdffile *file, const struct pdf_value *dict);

/* True when the entry's key is one of a list of names that NULL ends. */
bool pdf_key_is_one_of(const struct pdf_entry *entry, const char *const *names);

/*
 * True when the arrays' elements are the same but for elements that were added
 * to the second; each of those is shown to added(), whose false ends the comparison.
 */
bool pdf_array_grew(struct pdffile *one_file, const struct pdf_value *one,
                    struct pdffile *other_file, const struct pdf_value *other,
                    bool (*added)(void *context, const struct pdf_value *element), void *context);

#endif
