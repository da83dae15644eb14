/*
 * budget.c - see budget.h.
 */
#include "base/budget.h"

#include <stdint.h>

struct allowance {
    size_t base;
    size_t per_byte; /* of the file */
};

/* Room for what this program writes itself, several times over; a bomb asks for a thousand times its size. */
static const struct allowance allowances[BUDGET_KINDS] = {
    [BUDGET_STEPS] = {.base = (size_t)8 << 20, .per_byte = 4},
    [BUDGET_MEMORY] = {.base = (size_t)32 << 20, .per_byte = 40},
    [BUDGET_INFLATED] = {.base = (size_t)24 << 20, .per_byte = 32},
};

void budget_start(struct budget *budget, size_t file_size)
{
    budget->is_spent = false;
    for (int kind = 0; kind < BUDGET_KINDS; kind++) {
        const struct allowance *allowance = &allowances[kind];
        size_t const most = (SIZE_MAX - allowance->base) / allowance->per_byte;
        size_t const size = file_size < most ? file_size : most;
        budget->left[kind] = allowance->base + size * allowance->per_byte;
    }
}
