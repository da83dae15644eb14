/*
 * elements.h - elements of the structure tree (ISO 32000-1, 14.7.2), read where they stand: for
 * verify/ alone.
 *
 * Three of four objects of a form are such elements, and a check asks for their /P and
 * /K.  So those that are spelled as our writer does are looked through once, by the rules of
 * pdffile_object(), with no value made of anything.
 */
#ifndef FORMULYAR_VERIFY_ELEMENTS_H
#define FORMULYAR_VERIFY_ELEMENTS_H

#include "pdfread/pdffile.h"

/*
 * An object that pdffile_object() can read: a dictionary with /S and without /Type, whose /P is
 * a reference and whose /K are what is told here.
 */
struct known_element {
    long parent;       /* the object that /P names; 0: the object is none that is known */
    long marks;        /* integers and /MCR among the kids */
    long objects;      /* /OBJR among them */
    const long *kids;  /* objects that are referred to, in order */
    size_t kids_count; /* of these */
    bool has_array;    /* /K is an array, not a kid itself */
};

struct known_elements {
    const struct known_element *items; /* by object number; NULL: none is known */
    long count;
};

/*
 * Looks through the file's objects.  What is in any way unusual is not known and to be
 * read by pdffile_object(); it may be a good element too.
 */
struct known_elements elements_skim(struct pdffile *file, struct arena *arena);

/* The element of that number; NULL when it is not known. */
static inline const struct known_element *element_at(const struct known_elements *elements,
                                                     long number)
{
    bool const is_known = number > 0 && number < elements->count && elements->items[number].parent;
    return is_known ? &elements->items[number] : NULL;
}

#endif
