/*
 * hints.h - what looks wrong in a text although it may be meant: questions that
 * rules ask through XPath (functions.c).  None of them changes a text.
 *
 * Every text of every case is asked all of them: what is to be found is looked
 * for by its rarest bytes.
 */
#ifndef FORMULYAR_RUSSIAN_HINTS_H
#define FORMULYAR_RUSSIAN_HINTS_H

#include <stdbool.h>

/*
 * A word of Cyrillic letters with a Latin one among them («Cмирнова»), a Latin letter
 * in the place of a Russian word («c учителем»), or of an initial («A.В.»).  Where
 * Latin is meant, it does not count: Roman numerals («Vб»), variables («параметра a»,
 * «x и y»), units, formulas, levels («B1»), points, classes, hyphenated parts.
 * The letter that is in the wrong place, or NULL.
 */
const char *hint_mixed_script(const char *text);

/*
 * The same of a part of a name that is Russian otherwise: a word of Latin letters that all look
 * Russian («Oca») does not belong there either.
 */
const char *hint_latin_name(const char *text);

/* A Russian letter stands in the text. */
bool hint_is_russian(const char *text);

/*
 * A telephone number (+7 or 8 and ten digits), a СНИЛС (11 digits, 3-3-3-2) or a
 * year of birth («2011 г.р.», «дата рождения»).
 */
bool hint_personal_data(const char *text);

/*
 * Characters that are not meant for paper: invisible direction marks and
 * zero-width spaces, private use, C1 controls, U+FFFD of a damaged recoding.
 * The first of them, or NULL.
 */
const char *hint_odd_characters(const char *text);

/* An initial instead of a given name: one letter, or letters that end with a dot. */
bool hint_initial(const char *text);

#endif
