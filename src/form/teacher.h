/*
 * teacher.h - whom a case is about, and what people are called.
 */
#ifndef FORMULYAR_FORM_TEACHER_H
#define FORMULYAR_FORM_TEACHER_H

#include "case/case.h"
#include "russian/words.h"

/* The parts of a person's name as typed, in the arena; "" for what is absent (person may be NULL). */
struct name person_name(const struct node *person, struct arena *arena);

/* The same for the teacher. */
struct name teacher_name(const struct casefile *casefile, struct arena *arena);

/* «Иванова М.П.», or the id of a case that names nobody; in the arena. */
const char *teacher_label(const struct casefile *casefile, struct arena *arena);

/*
 * Whose the documents of a case are, as they say it in their metadata: a digest (64 hex
 * digits) of the case's id and the teacher's full name, letter case and ё aside; ""
 * for a case that names nobody.  In the arena.
 */
const char *teacher_digest(const struct casefile *casefile, struct arena *arena);

#endif
