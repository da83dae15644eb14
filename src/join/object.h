/*
 * object.h - small questions to objects of a PDF that qpdf's library holds, and walks over them.
 *
 * Objects may be of any type, because minutes come from anywhere: what is asked
 * of the wrong type answers as if it were absent.
 */
#ifndef FORMULYAR_JOIN_OBJECT_H
#define FORMULYAR_JOIN_OBJECT_H

#include "base/arena.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>

/* The value under key, with its slash: "/Kids"; the null object when there is none. */
qpdf_oh object_get(qpdf_data pdf, qpdf_oh object, const char *key);

/* The same, of the catalog. */
qpdf_oh object_of_root(qpdf_data pdf, const char *key);

/* True when there is a value under key, and, of the object itself, when it is the value true. */
bool object_has(qpdf_data pdf, qpdf_oh object, const char *key);
bool object_is_true(qpdf_data pdf, qpdf_oh object);

/* An integer's value, or fallback. */
long long object_integer(qpdf_data pdf, qpdf_oh object, long long fallback);

/* True when the value under key is that name; both with their slashes. */
bool object_is_name(qpdf_data pdf, qpdf_oh object, const char *key, const char *name);

/* How many items an array has; 0 for anything else. */
int object_length(qpdf_data pdf, qpdf_oh object);

/*
 * The items of an array; none of anything else:
 * for (struct object_items each = object_items(pdf, array); object_next(&each);)
 * Each handle is released before the next is taken.
 */
struct object_items {
    qpdf_data pdf;
    qpdf_oh array;
    int count;
    int at; /* the place of the item */
    qpdf_oh item;
};
struct object_items object_items(qpdf_data pdf, qpdf_oh array);
bool object_next(struct object_items *each);

/*
 * A loop over the keys that a dictionary has now, with their slashes; none for anything
 * else.  One loop at a time: inside it no other begins, and a key lasts until the next.
 */
#define OBJECT_EACH_KEY(pdf, key, dict)                                                            \
    for (const char *key = object_first_key(pdf, dict); /* NOLINT(bugprone-macro-parentheses) */   \
         (key); (key) = object_next_key(pdf))
const char *object_first_key(qpdf_data pdf, qpdf_oh dict);
const char *object_next_key(qpdf_data pdf);

/* The same keys at once, in the arena. */
struct object_keys {
    const char **names;
    size_t count;
};
struct object_keys object_keys(qpdf_data pdf, qpdf_oh dict, struct arena *arena);

/* Put an integer, a name with its slash, a string of ASCII, true under key of a dictionary. */
void object_set_integer(qpdf_data pdf, qpdf_oh dict, const char *key, long long value);
void object_set_name(qpdf_data pdf, qpdf_oh dict, const char *key, const char *name);
void object_set_string(qpdf_data pdf, qpdf_oh dict, const char *key, const char *value);
void object_set_true(qpdf_data pdf, qpdf_oh dict, const char *key);

/*
 * The dictionary under key of the catalog, made when there is none there; as an
 * object of its own, so that others can refer to it.
 */
qpdf_oh object_need_dict(qpdf_data pdf, const char *key);

/*
 * Visits the pairs of a number tree (leaves "/Nums") or a name tree ("/Names"),
 * ISO 32000-1, 7.9.6 and 7.9.7.  False when the tree is too deep or too large to
 * be one.  The handles are released after the visit.
 */
typedef void object_visit(void *context, qpdf_oh key, qpdf_oh value);
bool object_walk_tree(qpdf_data pdf, qpdf_oh root, const char *leaves, object_visit *visit,
                      void *context);

/* True when the library had something to say since the last call: it mended something. */
bool object_take_warnings(qpdf_data pdf);

/* Ends a file.  An error that was answered by a refusal is not told again, as the library would. */
void object_close(qpdf_data pdf);

/* ---- everything that is reached from an object ----------------------------------------- */

/*
 * Told of every dictionary, array and stream, of each once and before what hangs on it;
 * may change it.  The handle is released afterwards.
 */
typedef void graph_visit(void *context, qpdf_oh container);

/*
 * Walks from the object.  False when it is too large, or when a key holds a "#" that the
 * library does not show whole, so that what hangs on it was not seen.
 */
bool graph_walk(qpdf_data pdf, qpdf_oh from, graph_visit *visit, void *context);

#endif
