/*
 * walk.h - from files to good cases: reading, rules, ids that come twice.
 */
#ifndef FORMULYAR_ENGINE_WALK_H
#define FORMULYAR_ENGINE_WALK_H

#include "base/seen.h"
#include "engine/engine.h"

struct walk;

/* What is done with a case that schema and rules found good; it may take it with case_keep(). */
typedef void walk_action(struct walk *walk, struct casefile *casefile,
                         const struct edition *edition);

/* What becomes of an id that an earlier case of the run has, letter case aside. */
enum walk_ids {
    WALK_ANY,   /* the action's business */
    WALK_APART, /* the case is refused: its files would be named like the earlier one's */
    WALK_TELL,  /* it is told when the two stand in different files */
};

/*
 * The files of a run, whose cases know each other.  Starts with the members up to context
 * set and zeros behind; walk_end() ends it.
 */
struct walk {
    struct engine *engine;
    struct diags *diags;           /* of the case, or file, at work */
    struct rules_session *session; /* what rules remember from case to case */
    enum walk_ids ids;
    walk_action *action;
    bool (*tell)(struct walk *walk); /* reports diags and forgets them; false ends the run */
    void *teller;                    /* whose function that is */
    void *context;                   /* of the action */
    /*
     * Is told of each case when all was found that is wrong with it, before that is told; NULL: nobody.
     * casefile NULL: the file breaks off in it; edition NULL: it has none that is known.
     */
    void (*note)(struct walk *walk, const struct case_head *head, const struct casefile *casefile,
                 const struct edition *edition);

    size_t files, cases;
    bool stopped;
    struct arena *arena; /* of one case at a time: the action gets it empty */
    struct arena *names; /* of what is met */
    struct seen seen;
    struct met *met;
    size_t met_count, met_cap;
};

/*
 * Reads a file to its end and closes it; NULL is one that could not be opened.  tell()
 * is called after each case and after the file.
 */
void walk_file(struct walk *walk, struct case_reader *reader);
void walk_end(struct walk *walk);

#endif
