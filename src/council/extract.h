/*
 * extract.h - what of a council file belongs to one case, and nothing else.
 *
 * An extract from minutes is filed with one teacher's papers.  Everything that
 * is not about that case is taken out of the tree before the form is made, so
 * that no wording of the form can print it.
 */
#ifndef FORMULYAR_COUNCIL_EXTRACT_H
#define FORMULYAR_COUNCIL_EXTRACT_H

#include "case/case.h"

/*
 * Keeps of the council file (meeting_read()): chair, secretary, certifier, those
 * agenda items with a text about the case id, of these the subject and the
 * speeches and decisions about that case alone, the speakers' names, and the
 * numbers that all of it had.  False with diagnostics when the minutes do not
 * concern the case, when a text belongs to several cases at once, or when what is
 * left names somebody of another case, or possibly does.
 *
 * allowed (--allow) lists with commas what a person looked at, or is NULL: a word
 * lets this word pass where it is only likely a name; a name in full lets that
 * person be named who is not the teacher of another case.
 */
bool extract_prune(struct casefile *council, const char *id, const char *allowed,
                   struct diags *diags);

/* ---- for extract.c and strangers.c alone --------------------------------------- */

/* An extract in the making. */
struct extract {
    struct casefile *council;
    const char *id; /* of the case */
    struct arena *arena;
    struct diags *diags;
};

/* Of strangers.c: adds a message whose first argument is what the form calls the node; other: the second, or NULL. */
void extract_complain(const struct extract *extract, enum message message, const struct node *node,
                      const char *other);

/* The people of other cases, whom the extract must not name. */
struct strangers;

/*
 * Everybody whom the cases attached to the council file name, cited or not (teachers,
 * leads, participants, signers), but for those whom the extract names rightly: the
 * people of its case, chair, secretary, certifier, and the speakers whose ids stand
 * in speakers unless another case that the minutes cite is theirs.  allowed as for
 * extract_prune().  Lives in the extract's arena.
 */
struct strangers *strangers_find(const struct extract *extract, const char *speakers,
                                 const char *allowed);

/*
 * Tells of every word in the text of an element of the council file that names
 * one of them, or possibly does: E655, E659.
 */
void strangers_check_text(const struct strangers *strangers, const struct node *element);

/* The same of an attribute that is printed. */
void strangers_check_attribute(const struct strangers *strangers, const struct node *element,
                               const char *name);

/* Tells when a person of the council file who is left in it is the teacher of another case: E655. */
void strangers_check_person(const struct strangers *strangers, const struct node *person);

#endif
