/*
 * resolve.h - a form filled with the data of a case: its phrases, then its blocks.
 */
#ifndef FORMULYAR_FORM_RESOLVE_H
#define FORMULYAR_FORM_RESOLVE_H

#include "form/form.h"
#include "form/model.h"
#include "russian/dates.h"

/* One form being made for one case. */
struct resolver {
    struct arena *arena;
    const struct form *form;
    const struct edition *edition;
    const struct organization *organization;
    const struct casefile *casefile; /* NULL: the blank form */
    const struct node *here; /* where data are looked for: its root or, in a repeat, the element */
    const struct casefile *const *cases; /* of a journal, in order; casefile is NULL then */
    size_t case_count;
    int ordinal;     /* of the row at hand among those of its repeat, from 1 */
    unsigned status; /* the bit of the case's */
    bool draft, body_only;
    const char *day;   /* ISO date of the document, "": none; people are named as they were then */
    const char *whose; /* ends the tooltip of a signature field: of what case or meeting it is */
    struct field_name *others; /* names given to signature fields beyond the form's own */
};

/* Whether what has this condition is printed. */
bool resolve_condition(const struct resolver *resolver, const struct condition *condition);

/* The nodes of a query at a context; none on the blank form. */
const struct node **resolve_nodes(const struct resolver *resolver, const struct query *query,
                                  const struct node *context, size_t *count);

/* The first node of a query where data are looked for, or NULL. */
const struct node *resolve_first(const struct resolver *resolver, const struct query *query);

/*
 * The phrase as paras, with flags on every run; NULL when nothing is to be
 * printed.  Text of several paragraphs makes several paras.  Data are looked
 * for at context, which is NULL on the blank form.
 */
struct para *resolve_phrase(const struct resolver *resolver, const struct phrase *phrase,
                            const struct node *context, unsigned flags);

/* The same; *has_data: something of the case is in it. */
struct para *resolve_data(const struct resolver *resolver, const struct phrase *phrase,
                          const struct node *context, unsigned flags, bool *has_data);

/* Items in order, empty repeats passed over, markers set. */
struct item *resolve_items(const struct resolver *resolver, const struct item_def *items,
                           enum marker marker, unsigned flags);

/* Text of one node as a para of its own, or NULL when blank. */
struct para *resolve_text(const struct resolver *resolver, const char *text,
                          const struct node *node, unsigned flags);

/* The wording of a role, or its code when the edition has none. */
const char *resolve_code(const struct resolver *resolver, const char *code);

/* A person's position as typed for running text, else the role; "" when the case says neither. */
const char *resolve_position(const struct resolver *resolver, const struct node *person);

/* Takes the cases of a journal from the options, in its order. */
void journal_sort(struct resolver *resolver, const struct resolve_options *options);

/* ---- blocks ---------------------------------------------------------------------------- */

/*
 * Makes the blocks whose conditions hold (inner ones of an <if> included) and
 * appends them at **tail, which is moved on.  With body_only set, what is ours
 * is passed over.
 */
void resolve_blocks(struct resolver *resolver, const struct block_def *defs, struct block ***tail);

/* Fills block from the signatures def; false when nobody is to sign. */
bool resolve_signatures(struct resolver *resolver, const struct block_def *def,
                        struct block *block);

#endif
