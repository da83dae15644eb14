/*
 * people.h - the school's people: who held which role from when to when, and the elements of
 * a case that name a role alone (<lead role="deputy-uvr"/>).
 *
 * Where they are written (forms/organization.xml) is another's business: whoever has a list of
 * posts can have it checked and cases filled from it.  What a case says itself is never changed.
 *
 * The day that counts is that of the document: form 5.1 names the deputy of the day of the
 * decision, 5.4 the one of the day of the conclusion.  A document without a date names whose
 * time has no end: the clock is never asked.
 */
#ifndef FORMULYAR_CASE_PEOPLE_H
#define FORMULYAR_CASE_PEOPLE_H

#include "case/case.h"

/* One person in one role for a time; no string is NULL, what is missing is "". */
struct post {
    struct post *next;
    const char *role;      /* a code of case.xsd: director, deputy-uvr, ... */
    const char *person;    /* the id by which cases call the person */
    struct name name;      /* surname and given name are there */
    const char *position;  /* for running text; "": the words of the role */
    const char *from, *to; /* ISO dates, the first and the last day; "": no bound */
    struct pos pos;        /* where it is written */
    const char *path;      /* the XPath there, or NULL */
};

/*
 * Tells what contradicts itself: a time that ends before it begins (E180), one person twice in
 * a role at once (E181), two directors at once (E182).  Others may share a role (two psychologists):
 * a case must name then which of them it means, for which they need ids (W186).  Names that look wrong are warned of
 * (W180-W182).  True when nothing was wrong.
 */
bool people_check(const struct post *posts, struct diags *diags);

/* What looking for a person finds. */
enum people_found {
    PEOPLE_ONE,
    PEOPLE_NOBODY,
    PEOPLE_SEVERAL, /* different people */
};

/*
 * Who is in the role on that day ("": without an end); with a person id ("": any) only that
 * person.  The first of several in *post, NULL for nobody.
 */
enum people_found people_find(const struct post *posts, const char *role, const char *person,
                              const char *day, const struct post **post);

/* A form that the case is to have. */
struct people_document {
    const char *form; /* its id, "5.4" */
    const char *day;  /* ISO date, "" when the case does not give it yet */
};

/*
 * Gives name, id and position to every element of the case that has a role and no name; what
 * has no element for its name at all and cannot be found is told of: E183 (nobody), E184
 * (several), in a draft W183 and W184.  Who has an id of the school's and another spelling of the
 * name is told of (W185).  A signer without a name is who leads in that role, or the one
 * participant of that role, before the school is asked; in the role that is called as the
 * subject's element ("teacher"), the subject.  Where documents of
 * different days have different people, the last one is in the tree and node_on() finds the others.
 * Elements whose name is given, and roles of the subject and "other", stay as they are.
 */
void people_fill(const struct casefile *casefile, const struct post *posts,
                 const struct people_document *documents, size_t count, bool draft,
                 struct diags *diags);

#endif
