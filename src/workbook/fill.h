/*
 * fill.h - cases as rows; inside workbook/ only.
 */
#ifndef FORMULYAR_WORKBOOK_FILL_H
#define FORMULYAR_WORKBOOK_FILL_H

#include "case/case.h"
#include "russian/fullname.h"
#include "workbook/workbook.h"

/*
 * The columns' paths compiled; NULL with diagnostics when the schema does not know one.  Ended by
 * fill_close(), which takes NULL too.
 */
struct fill_queries *fill_open(const struct workbook_form *form, const struct case_schema *schema,
                               struct diags *diags);
void fill_close(struct fill_queries *queries);

/* Nodes of a case that cells hold; what is left of the case is told. */
struct taken {
    struct arena *arena;
    const struct node **nodes;
    size_t count, cap;
    bool links;   /* a reference inside the case leads nowhere */
    bool changed; /* a cell cannot hold a text as it is: it has been changed */
};

void taken_add(struct taken *taken, const struct node *node);

/* Warns of what the case holds beside those nodes; everything is a query for all nodes below a case. */
void lost_tell(const struct case_schema *schema, const struct query *everything,
               const struct casefile *casefile, const struct taken *taken, struct diags *diags);

#endif
