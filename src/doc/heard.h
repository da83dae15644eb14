/*
 * heard.h - what is said in the place of signs that a voice passes over: boxes, rules to
 * write on, dashes.
 *
 * Nothing of it is printed.  A PDF carries it as ActualText (ISO 32000-1, 14.9.4).
 */
#ifndef FORMULYAR_DOC_HEARD_H
#define FORMULYAR_DOC_HEARD_H

#include "doc/doc.h"

#define HEARD_CHOSEN "отмечено:" /* the colon is a pause: «не отмечено: не нуждается» */
#define HEARD_OPEN "не отмечено:"
#define HEARD_BLANK "место для записи"
#define HEARD_NO_DATE "дата не указана"
#define HEARD_DASH "прочерк"
#define HEARD_SIGN "место для подписи"
#define HEARD_UNDERLINED "подчёркнуто:"
#define HEARD_NOT_UNDERLINED "не подчёркнуто:"

/*
 * What is said instead of a run: of «___» ________ 20__ г. that no date is given, of other
 * underscores that there is room to write, of a dash that is all of a value (before: the run
 * before it, or NULL) its name.  NULL: the run is heard as it stands.
 */
const char *run_heard(const struct run *before, const struct run *run);

/*
 * The same with what depends on the run's own words, made in the arena: of a place to write its
 * caption, of words of which one is to be underlined whether it is; "" of a silent run.
 */
const char *run_said(const struct run *before, const struct run *run, struct arena *arena);

#endif
