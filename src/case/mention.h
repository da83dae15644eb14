/*
 * mention.h - does a text name a person, in whatever grammatical case?
 *
 * Nothing is declined: the surname and what the user typed for the genitive and
 * the dative are looked for as they are; a word with the surname's stem is told
 * apart as likely.
 */
#ifndef FORMULYAR_CASE_MENTION_H
#define FORMULYAR_CASE_MENTION_H

#include "case/case.h"

enum mention { MENTION_NONE, MENTION_LIKELY, MENTION_SURE };

/*
 * Looks for person, an element with surname, given name, genitive and dative.
 * A word that is a name of own as well, a person element or NULL, counts only
 * where the given name or initials beside it are person's and not own's.
 */
enum mention mention_of(const char *text, const struct node *person, const struct node *own);

#endif
