/*
 * strangers.h - the people of other cases, whom an extract from the minutes must not name.
 */
#ifndef FORMULYAR_COUNCIL_STRANGERS_H
#define FORMULYAR_COUNCIL_STRANGERS_H

#include "case/case.h"

struct strangers;

/*
 * Everybody whom the cases attached to the council file name, cited or not (teachers,
 * leads, participants, signers), but for those whom the extract names rightly: the
 * people of the case id, chair, secretary, certifier, and the speakers whose ids
 * stand in speakers (" p1 p3 ") unless another case that the minutes cite is theirs.
 *
 * allowed lists with commas what a person looked at, or is NULL: a word lets this
 * word pass where it is only likely a name; a name in full lets that person be
 * named who is not the teacher of another case.  Lives in the arena.
 */
struct strangers *strangers_find(struct casefile *council, const char *id, const char *speakers,
                                 const char *allowed, struct arena *arena, struct diags *diags);

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
