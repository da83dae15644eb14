/*
 * plain_tree.h - a plain expression between its reader (plain_read.c) and who answers it (plain.c).
 */
#ifndef FORMULYAR_CASE_PLAIN_TREE_H
#define FORMULYAR_CASE_PLAIN_TREE_H

#include "case/plain.h"

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

#endif
