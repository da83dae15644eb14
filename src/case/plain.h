/*
 * plain.h - the plain ones among XPath expressions, answered without an XPath machine.
 *
 * Nearly all that forms and rules ask is whether something is there or has a certain
 * value: c:results/c:result[@state = 'removed'], not(c:problem-status = 'none'),
 * normalize-space(c:before).  Walking the tree for those directly gives the same
 * answers for a twentieth of the work.  Plain are
 *
 *   paths       . .. @name c:name, joined by /; .. only in front, and behind it at
 *               most one preceding-sibling::c:name; [predicates] that are plain
 *   values      paths, 'literals', normalize-space(), f:today(), f:approved(),
 *               f:school-year(value), f:full-name(path)
 *   questions   values, value = value, value != value, f:listed(value, path),
 *               f:initial(value), and f:day(value) before or after f:day(value)
 *   joined by   and, or, not(), ( ); paths also by |
 *
 * All else (numbers, positions, other axes and functions) is the machine's.
 */
#ifndef FORMULYAR_CASE_PLAIN_H
#define FORMULYAR_CASE_PLAIN_H

#include "case/tree.h"

struct check_state;

enum axis { AXIS_PARENT, AXIS_PRECEDING, AXIS_CHILD, AXIS_ATTRIBUTE };

struct step {
    const struct step *next;
    enum axis axis;
    const char *space;             /* namespace of the elements wanted */
    const char *name;              /* NULL for the parent */
    const struct plain *predicate; /* NULL: none; several are joined by PLAIN_AND */
};

enum plain_kind {
    /* values, which come first */
    PLAIN_PATH,        /* steps, none for the context node */
    PLAIN_LITERAL,     /* literal */
    PLAIN_SPACE,       /* normalize-space() of left */
    PLAIN_TODAY,       /* f:today() */
    PLAIN_APPROVED,    /* f:approved() */
    PLAIN_SCHOOL_YEAR, /* f:school-year() of left */
    PLAIN_FULL_NAME,   /* f:full-name() of left, a path */
    /* questions */
    PLAIN_NOT, /* of left */
    PLAIN_AND, /* left and right, as in most of the rest */
    PLAIN_OR,
    PLAIN_EQUAL,
    PLAIN_UNEQUAL,
    PLAIN_EARLIER,      /* f:day(left) < f:day(right) */
    PLAIN_EARLIER_SAME, /* f:day(left) <= f:day(right) */
    PLAIN_LISTED,       /* f:listed(), right a path */
    PLAIN_INITIAL,      /* f:initial() of left */
    /* neither */
    PLAIN_DAY,   /* f:day() of left, while it is read */
    PLAIN_UNION, /* left and right, paths */
};

struct plain {
    enum plain_kind kind;
    const struct plain *left;
    const struct plain *right;
    const struct step *steps;
    const char *literal;
};

/* In the arena; NULL when the expression, which the machine has accepted, is not plain. */
const struct plain *plain_compile(const char *xpath, struct arena *arena);

/* True when the expression is a path, or several joined by |: only such have nodes. */
bool plain_has_nodes(const struct plain *plain);

enum { PLAIN_EFFORT = 2 * 1000 * 1000 }; /* far more than an honest expression needs */

/* What an answer may use. */
struct plain_means {
    const struct check_state *state; /* functions.h; NULL: no check is going on */
    /*
     * How many nodes it may look at; those that it looked at are taken from it.
     * When nothing is left, the expression has run away and the answer is void.
     */
    size_t effort;
};

/*
 * The nodes that a path leads to from a context node.  Writes as many as fit into
 * room and returns how many there are.  If all fit, they are in document order;
 * paths joined by | may count a node twice if not.
 */
size_t plain_nodes(const struct plain *plain, const xmlNode *context, const struct node **room,
                   size_t size, struct plain_means *means);

/* What XPath's boolean() makes of the expression. */
bool plain_true(const struct plain *plain, const xmlNode *context, struct plain_means *means);

#endif
