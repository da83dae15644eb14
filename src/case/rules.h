/*
 * rules.h - the forced and the plausible rules of forms/rules.xml, checked on a
 * valid case (domain 4a: F1-F11 errors, W1-W9 warnings; C: what a form lacks).
 *
 * A rule is an XPath assertion with a code and two texts.  XPath 1.0 knows no
 * dates: calendar questions are functions under the prefix f: (functions.h).  A
 * rule that names an element the schema does not know is refused at load,
 * because XPath would let it pass in silence.
 */
#ifndef FORMULYAR_CASE_RULES_H
#define FORMULYAR_CASE_RULES_H

#include "case/case.h"

struct rules;

/* Loads and compiles; NULL and diagnostics on failure.  The caller owns it. */
struct rules *rules_load(const char *path, const struct case_schema *schema, struct diags *diags);
void rules_free(struct rules *rules);

/*
 * What is remembered from case to case, for rules about namesakes: one session
 * for a command's whole input, in its order.  A worker that sees only a part of
 * the input passes no session, but what a look through all of it has found.
 */
struct rules_session;

struct rules_session *rules_session_new(void);
void rules_session_free(struct rules_session *session);

/*
 * Which full names the subjects of earlier cases had (W9a).  A person id (identified) says who is
 * meant: two who have one are told apart or known to be the same; one who has none may be any
 * earlier person of that name.  Keys are those of name_add_key(); an empty one, of a name with
 * gaps, meets nobody.
 */
bool rules_session_has(const struct rules_session *session, const char *key, bool identified);
void rules_session_add(struct rules_session *session, const char *key, bool identified);

/* For a case that the schema refuses: its subject has namesakes all the same. */
void rules_remember(struct rules_session *session, const struct casefile *casefile);

struct rules_options {
    const char *status;   /* which rules are asked: "before"; NULL: those of the case's status */
    bool draft;           /* errors become warnings */
    const char *today;    /* ISO date for "in the future" questions; NULL leaves them out */
    const char *approved; /* ISO date of the edition's approval; NULL or "" leaves out */
    struct rules_session *session; /* NULL: other cases are not known here */
    bool namesake;                 /* an earlier case has a subject of the same name (W9a) */
};

/*
 * Checks one valid case and adds a diagnostic for each rule it breaks, at the
 * node the rule names.  Only rules for the case's status are asked.
 */
void rules_check(const struct rules *rules, const struct casefile *casefile,
                 const struct rules_options *options, struct diags *diags);

#endif
