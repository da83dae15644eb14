/*
 * case.h - case files: the only place where a stranger's XML enters the program.
 *
 * A file holds one <case> or many under <cases> (namespace urn:formulyar:case:1),
 * or the <minutes> of one meeting that cites cases (urn:formulyar:minutes:1): a
 * council file goes through the same reader, tree, schema and queries, and is a
 * struct casefile too; which of the two is wanted the schema says.
 * It is parsed as a stream with SAX handlers of its own, so that every
 * element knows its line and column and a file of 100,000 cases needs the memory
 * of one.  Each complete <case> is normalised (NFC), validated against case.xsd
 * and handed to the caller.  There is no DTD, no entity, no network, no HUGE.
 *
 * Callers see opaque nodes and compiled queries; libxml2 stays inside case/.
 */
#ifndef FORMULYAR_CASE_CASE_H
#define FORMULYAR_CASE_CASE_H

#include "base/arena.h"
#include "base/diag.h"
#include "russian/names.h"

#include <stdbool.h>
#include <stddef.h>

struct case_schema; /* compiled case.xsd and the names it knows */
struct casefile;    /* one <case>: its tree and where it stands */
struct node;        /* an element or attribute of a case; borrowed from its casefile */
struct query;       /* a compiled XPath 1.0 expression over the prefix c: */

/* ---- schema ---------------------------------------------------------- */

/*
 * Compiles the schema at path (forms/case.xsd).  Returns NULL and adds a
 * diagnostic on failure.  The caller owns it; forked workers share it.
 */
struct case_schema *case_schema_load(const char *path, struct diags *diags);

/* The same for the schema that an edition brings: what is wrong is told to whoever can mend it. */
struct case_schema *case_schema_load_own(const char *path, struct diags *diags);

/*
 * The same for council files (forms/minutes.xsd).  Its queries know the prefix
 * m: for the council file and c: for the cases, whose schema is borrowed.
 */
struct case_schema *case_schema_load_minutes(const char *path, const struct case_schema *cases,
                                             struct diags *diags);
void case_schema_free(struct case_schema *schema);

/*
 * Cases of some editions have a schema of their own: whoever knows the editions chooses it by the id in the
 * start tag of a case ("": the case names none), and each case that is read with this schema
 * is read with that one then.  *schema is this one at first, and stays so for most.  False when the
 * edition's own cannot be loaded, which is in diags: the case is refused unseen.
 */
typedef bool case_choose(void *context, const char *edition, const struct case_schema **schema,
                         struct diags *diags);
void case_schema_set_choice(struct case_schema *schema, case_choose *choose, void *context);

/* The schema that a case was read with; borrowed. */
const struct case_schema *case_schema_of(const struct casefile *casefile);

/*
 * The statuses that a case may have, in the schema's order, closed by NULL; of a
 * schema of council files, those of the cases.  They live with the schema.
 */
const char *const *case_schema_statuses(const struct case_schema *schema);

/* True for a status after which nothing is to come (l:field final="yes"). */
bool case_schema_is_final(const struct case_schema *schema, const char *status);

/* The file that it was read from; lives with the schema. */
const char *case_schema_path(const struct case_schema *schema);

/*
 * The name of the element below <case> that the schema declares as a person: whom cases are
 * about; NULL for council files, and where cases are about nobody.  Lives with the schema.
 */
const char *case_schema_subject(const struct case_schema *schema);

/*
 * What the form calls what a node_path() leads to: «5.3, строка 2, «Выводы»»; for messages, in
 * both languages (diag_both()), in the arena.  NULL for a path of files of another kind; a
 * schema of council files knows cases too.  A diag_namer, with the schema as its context.
 */
const char *case_schema_field(const void *schema, const char *path, struct arena *arena);

/* The same for a node, by the schema that its file was read with. */
const char *node_label(const struct node *node, struct arena *arena);

/* ---- reading --------------------------------------------------------- */

/* Where a case stands in its file: bytes of UTF-8 before its start tag, and for people. */
struct case_place {
    long long offset; /* -1 when one cannot go there without reading all that comes before */
    long line, column;
};

/* What is known of a case when its start tag was read; the id is cut at 255 bytes, and borrowed. */
struct case_head {
    size_t index; /* in the file, from 0 */
    const char *id;
    struct case_place place;
};

/*
 * The cases begin to end - 1 of a file.  Only in a file in which a look through it
 * (case_open_look()) found no fault may begin be another than 0.
 */
struct case_stretch {
    size_t begin, end;
    struct case_place head; /* of the file's first case */
    struct case_place at;   /* of the case begin */
};

/* A file of cases that is in memory; name is what diagnostics call it. */
struct case_bytes {
    const char *name;
    const void *bytes;
    size_t size;
    bool is_made; /* the cases were made here, of a workbook (case_is_made()) */
    bool lasts;   /* it outlives the cases that are kept, too */
};

/*
 * A file from which cases are pulled one after another; problems go to diags with
 * line and column as they are met.  The file is path, or standard input for "-".
 * NULL with a diagnostic when it cannot be opened.  case_close() ends it; the
 * strings are borrowed until then.
 *
 * case_open_bytes() reads what is in memory, borrowed until then.
 *
 * case_open_stretch() goes straight to the stretch and reads nothing else; whether an id
 * occurs twice is left to the caller then.  A stretch of NULL is the whole file.
 * With case_open_look() no case can be taken, only looked at.  Both read bytes in memory in
 * place of the file, unless they are NULL.
 */
struct case_reader;
struct case_reader *case_open(const char *path, const struct case_schema *schema,
                              struct diags *diags);
struct case_reader *case_open_bytes(const struct case_bytes *bytes,
                                    const struct case_schema *schema, struct diags *diags);
struct case_reader *case_open_stretch(const char *path, const struct case_bytes *bytes,
                                      const struct case_schema *schema, struct diags *diags,
                                      const struct case_stretch *stretch);
struct case_reader *case_open_look(const char *path, const struct case_bytes *bytes,
                                   const struct case_schema *schema, struct diags *diags);
void case_close(struct case_reader *reader);

/*
 * Goes on to the next case: its start tag is read, and may be the last that one can
 * see of it.  One that is then not taken is only read through: no tree, no schema.
 * False when there is none; then what is wrong with the file as a whole is in diags.
 */
bool case_next(struct case_reader *reader, struct case_head *head);

/*
 * The case at work, read to its end, normalised and validated; the caller frees it.
 * valid is false when there were errors (they are in diags; the tree can still be
 * asked for id and path).  NULL when the file breaks off before its end.  It borrows
 * from the reader up to the next call, unless it is kept (case_keep()).
 */
struct casefile *case_take(struct case_reader *reader, bool *valid);

/*
 * After case_open_look() in place of that: reads to the end of the case, and tells
 * its subject's full name for comparing (empty when surname or given name is
 * missing; borrowed) and whether a person id tells namesakes apart.  NULL when it
 * names none.
 */
const char *case_look(struct case_reader *reader, bool *identified);

/* Makes a case independent of its reader; whoever was lent it owns it now (case_drop()). */
struct casefile *case_keep(struct casefile *casefile);
void case_free(struct casefile *casefile);

/* Frees a case unless somebody has kept it since. */
void case_drop(struct casefile *casefile);

/* True when the first element of the file at path is that of a council file; a pipe is none. */
bool case_is_council(const char *path, bool *readable);
bool case_bytes_are_council(const struct case_bytes *bytes);

/* ---- council files ---------------------------------------------------- */

/*
 * Adds a case of the files that a council file lists.  One that it cites is found by queries
 * (f:case(id)); of the others the people alone are known (extract.h).  The case was kept
 * (case_keep()) and belongs to the council file from now on.
 */
void case_attach(struct casefile *council, struct casefile *casefile, bool cited);

/* The next of them after before (NULL: the first) in the order of attaching, or NULL. */
const struct casefile *case_next_attached(const struct casefile *council,
                                          const struct casefile *before, bool cited);

/* The cited case of that id, or NULL. */
const struct casefile *case_cited(const struct casefile *council, const char *id);

/*
 * A number that a node bears (of an agenda item, a decision, an appendix), 0
 * until it is set; what is removed around it does not change it.
 */
long node_number(const struct node *node);
void node_set_number(const struct node *node, long number);

/* Takes an element out of the tree, with all that it holds; it is gone afterwards. */
void node_remove(const struct node *node);

/* ---- asking ---------------------------------------------------------- */

/* The <case> element itself, and its attributes ("" when absent); borrowed. */
const struct node *case_root(const struct casefile *casefile);
const char *case_id(const struct casefile *casefile);
const char *case_edition(const struct casefile *casefile);
const char *case_status(const struct casefile *casefile);

/* True for an id as the schema has it: anything else may be personal data, and is not printed. */
bool case_id_fits(const char *id);

/* True when it stands in a list, so that its file does not tell which case is meant. */
bool case_is_among_many(const struct casefile *casefile);

/* The person whom the case is about (case_schema_subject()); NULL when it names nobody. */
const struct node *case_subject(const struct casefile *casefile);

/*
 * Its dates, for ordering: of each child of <case> but the subject that the schema gives one as an attribute,
 * in the schema's order, "" for what is missing; each closed by a space.  In the arena.
 */
const char *case_dates(const struct casefile *casefile, struct arena *arena);

/*
 * The school year that it begins in (clock.h): the one that it names, else that of its first day: the first
 * date of case_dates(), of the decision.  0 when neither is known.
 */
int case_first_year(const struct casefile *casefile, struct arena *arena);

/*
 * True when the case was made here: one that the schema refuses may be asked by the rules all the
 * same, since its elements stand where they should and lack only what a cell did not say.
 */
bool case_is_made(const struct casefile *casefile);

/* False when the case was given up: none of its bytes is known then. */
bool case_is_whole(const struct casefile *casefile);

/*
 * SHA-256 of the case's own bytes in the file, as 64 hex digits, "" when it was given up; borrowed.
 * To be asked while the reader is at the case, unless that was kept.
 */
const char *case_hash(const struct casefile *casefile);

/*
 * Appends the case as an XML document of its own.  A case that is the root of
 * its file: the file, byte for byte.  Otherwise (<cases>, a pipe that was not spooled, another
 * encoding than UTF-8) a declaration and the very bytes of its element, in UTF-8;
 * the namespace is written into the start tag when the file declares it at <cases>.
 */
void case_source(const struct casefile *casefile, struct text *out);

/*
 * Where the element of the case stands in the bytes of its file; false, with zeros, when they are
 * not in UTF-8, or it was given up, or made here.
 */
bool case_span(const struct casefile *casefile, size_t *offset, size_t *length);

/* Where a node stands in the file. */
struct pos node_pos(const struct node *node);

/* XPath of a node, e.g. /case/results/result[2]/finding; in the arena. */
const char *node_path(const struct node *node, struct arena *arena);

/* Local name of a node. */
const char *node_name(const struct node *node);

/*
 * Text of an element or attribute with white space trimmed and runs of it
 * folded to one space; paragraphs (<p>) and other child elements are separated
 * by "\n"; "" when empty; in the arena.
 */
const char *node_text(const struct node *node, struct arena *arena);

/* An attribute's value, or NULL; in the arena. */
const char *node_attribute(const struct node *node, const char *name, struct arena *arena);

/* The first child element of this name, or NULL. */
const struct node *node_child(const struct node *node, const char *name);

/* The node_text() of that child; "" when there is none, or node is NULL; in the arena. */
const char *node_child_text(const struct node *node, const char *name, struct arena *arena);

/* The parts of a person's name as typed, in the arena; "" for what is absent (person may be NULL). */
const struct name *node_person(const struct node *person, struct arena *arena);

/*
 * Who the element is about on a day (ISO date): the element, or a part of it that says who held
 * its role before (people.h), with name, position and attributes of its own.  NULL and "" are now.
 */
const struct node *node_on(const struct node *person, const char *day, struct arena *arena);

/* The name that this person had on that day: a case may say a former one (<former until="...">). */
const struct name *node_person_on(const struct node *person, const char *day, struct arena *arena);

/*
 * The first day after that one ("": the first of all) on which the person's name changed, NULL when
 * there is none; and what it was until that day, only those parts that are said to have changed.
 */
const char *node_next_change(const struct node *person, const char *day, struct arena *arena);
const struct name *node_former_words(const struct node *person, const char *until,
                                     struct arena *arena);

/* All names that the element says of anybody, of now and before, *count of them; in the arena. */
const struct name *const *node_person_names(const struct node *person, struct arena *arena,
                                            size_t *count);

/*
 * The child elements of this name (NULL: all), in order, their number in
 * *count; NULL and 0 when there are none.  In the arena.
 */
const struct node **node_children(const struct node *node, const char *name, struct arena *arena,
                                  size_t *count);

/* ---- queries ---------------------------------------------------------- */

/*
 * Compiles an XPath over the prefix c: (case elements) and the functions under
 * f: (functions.h).  Every name in it must be known to the schema: a misspelt name
 * would silently select nothing.  On failure adds a diagnostic at pos and
 * returns NULL.  The caller owns the query.
 */
struct query *query_compile(const char *xpath, const struct case_schema *schema, struct pos pos,
                            struct diags *diags);
void query_free(struct query *query);

/* The expression as it was written; lives with the schema. */
const char *query_text(const struct query *query);

/*
 * Evaluates at a context node.  query_nodes() returns the nodes in document
 * order, their number in *count (0 and NULL when there are none);
 * query_string() the string value (node_text() of the first node);
 * query_true() the boolean.  An expression that fails to run or runs away
 * counts as empty or false.
 */
const struct node **query_nodes(const struct query *query, const struct node *context,
                                struct arena *arena, size_t *count);
const char *query_string(const struct query *query, const struct node *context,
                         struct arena *arena);
bool query_true(const struct query *query, const struct node *context);

#endif
