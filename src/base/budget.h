/*
 * budget.h - what reading one stranger's file may cost.
 *
 * A few kilobytes can ask a reader for hours and for gigabytes: trees whose
 * nodes are shared, tables that lead back to themselves, streams that inflate a
 * thousand times.  So every reader of a file pays for what it does, from one
 * budget for the whole file; whoever is refused gives up and passes the failure
 * on.  A budget counts, it looks at no clock: the same file gives the same
 * answer on any machine.
 */
#ifndef FORMULYAR_BASE_BUDGET_H
#define FORMULYAR_BASE_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

enum budget_kind {
    BUDGET_STEPS,    /* a value parsed, a node visited, a few dozen bytes looked at: some 50 ns */
    BUDGET_MEMORY,   /* bytes that stay taken until the file is done */
    BUDGET_INFLATED, /* bytes that came out of compressed streams, all together */
    BUDGET_KINDS
};

struct budget {
    size_t left[BUDGET_KINDS];
    size_t spare;  /* memory that budget_unpacked() may still grant */
    bool is_spent; /* something was refused: nothing is granted any more */
};

/*
 * Fills the budget for a file of so many bytes.  A small file is answered within
 * a second and 48 MB; an honest large one gets room in proportion.
 */
void budget_start(struct budget *budget, size_t file_size);

/*
 * Bytes that the file holds packed were unpacked to be parsed: they are its own as those that lie
 * open are, so that it gets memory for them, at most as much again as for its size.
 */
void budget_unpacked(struct budget *budget, size_t bytes);

/* Takes amount from the budget; false, for good, when there is not so much left. */
static inline bool budget_take(struct budget *budget, enum budget_kind kind, size_t amount)
{
    if (budget->is_spent || amount > budget->left[kind]) {
        budget->is_spent = true;
        return false;
    }
    budget->left[kind] -= amount;
    return true;
}

#endif
