/*
 * functions.h - the XPath functions under the prefix f:, for what XPath 1.0 lacks.
 *
 *   f:day(date)             days since 1970-01-01, NaN when it is no date: compare, subtract
 *   f:school-year(date)     "2026/2027" for 2026-09-01 to 2027-08-31, "" when it is no date
 *   f:today()               the date that rules_check() was given, or ""
 *   f:approved()            the date on which the edition was approved, or ""
 *   f:listed(list, nodes)   every word of list is a word of some node's value
 *   f:full-name(person)     surname, given name and patronymic for comparing (no case, ё as е);
 *                           "" when surname or given name is missing
 *   f:named-before(person)  an earlier case of this session has a subject of the same full name
 *                           whom a person id does not tell apart
 *   f:case(ids)             the roots of the attached cases of these ids (a council file's)
 *   f:number(node)          the number that the node bears, 0 when none (node_number())
 *   f:last-day(nodes)       the latest of the days of several dates, NaN when there are none
 *   f:person(node)          the node itself when it holds a surname, else the person of the
 *                           council file that its attribute by names
 *   f:other-spelling()      elements whose person id stood before with another spelling of the name
 *   f:uninvolved()          signers who neither lead nor take part, nor sign by their office
 *   f:initial(text)         hints.h, as the next three
 *   f:mixed-script()        those texts of the checked file that have the trait: a check looks
 *   f:personal-data()       once at the whole file, since one evaluation for each text would be
 *   f:odd-characters()      its most expensive part
 *   f:crowded-names()       likewise: parts of names that hold a whole name
 *   f:small-names()         likewise: parts of names that begin with a small letter
 */
#ifndef FORMULYAR_CASE_FUNCTIONS_H
#define FORMULYAR_CASE_FUNCTIONS_H

#include "base/arena.h"
#include "base/text.h"

#include <libxml/xpath.h>
#include <stdbool.h>

#define FUNCTIONS_NAMESPACE "urn:formulyar:functions:1"

/* What hints.h finds in a text. */
enum hinted_trait {
    HINTED_MIXED_SCRIPT = 1,
    HINTED_PERSONAL_DATA = 2,
    HINTED_ODD_CHARACTERS = 4,
    HINTED_CROWDED_NAME = 8,
    HINTED_SMALL_NAME = 16,
};

/* A text with any of them. */
struct hinted {
    struct hinted *next;
    xmlNodePtr text;
    unsigned traits;
    const char *latin, *odd; /* the characters in it that make it so, or NULL */
};

/* What a check brings along. */
struct check_state {
    const char *today;
    const char *approved;
    const struct rules_session *session; /* of earlier cases, or NULL */
    bool namesake;                       /* the answer of f:named-before() is known to be yes */
    const struct hinted *hinted;         /* in document order */
};

/* The texts at and below node that have any of the traits, in document order; in the arena. */
const struct hinted *hinted_texts(xmlNodePtr node, struct arena *arena);

/* Registers the functions and the prefix. */
void functions_register(xmlXPathContextPtr context);

/* f:day() of a text. */
double day_of(const char *text);

/* Puts the f:school-year() of a text in its place. */
void put_school_year(struct text *text);

/* Appends the f:full-name() of a person element. */
void full_name_add(const xmlNode *person, struct text *out);

/* Of functions_people.c, for the table of functions.c. */
void f_other_spelling(xmlXPathParserContextPtr ctxt, int nargs);
void f_uninvolved(xmlXPathParserContextPtr ctxt, int nargs);

#endif
