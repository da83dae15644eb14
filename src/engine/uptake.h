/*
 * uptake.h - cases taken up out of tables, as texts: one file of them all, or each into the file that it has
 * already (`formulyar import`, the library).
 */
#ifndef FORMULYAR_ENGINE_UPTAKE_H
#define FORMULYAR_ENGINE_UPTAKE_H

#include "engine/intake.h"
#include "engine/walk.h"

/* A case out of a table. */
struct uptake_case {
    struct uptake_case *next;
    const char *id;
    const char *text;    /* a case file of its own */
    const char *covered; /* update.h; NULL: the case is not valid, and older ones are left alone */
    const char *base;    /* the same case out of older files, as a file of its own; NULL: none */
};

/* All borrowed: texts live in the arena. */
struct uptake {
    struct engine *engine;
    struct intake *intake; /* where the tables are kept */
    struct arena *arena;
    struct uptake_case *first, *last;
};

/* An action of a walk whose context is a struct uptake: lays the case out, and keeps it when it is good. */
walk_action uptake_take;

/* Keeps a case of a table as it is, valid or not; one that was given up is left out. */
void uptake_keep(struct uptake *uptake, const struct casefile *casefile, bool valid);

/*
 * Reads an older file of cases to its end and closes it (NULL: it could not be opened): what the tables
 * have no columns for is taken from its cases of the same ids.  heard holds what was told of opening it and
 * takes what the reader tells, since what is wrong with cases that no table has, check says; diags
 * get what matters here, at the file.
 */
void uptake_read_base(struct uptake *uptake, struct case_reader *reader, const char *file,
                      struct diags *heard, struct diags *diags);

/*
 * Appends the older text of a case with what the newer says; the newer, laid out, when there is none (NULL), or it
 * cannot be changed.  tell, or NULL, is called for each field that changes.
 */
void uptake_merge(const struct uptake *uptake, const struct uptake_case *one, const char *older,
                  void (*tell)(void *context, const char *path), void *context, struct text *out);

/* Appends one file of all cases; returns how many. */
size_t uptake_write(const struct uptake *uptake, struct text *out);

#endif
