#include "base/budget.h"

#include <stdint.h>

struct allowance {
    size_t base;
    size_t per_byte; /* of the file */
};

/*
 * Of this program's own files, from one form to an appendix of 600 cases (20 MB), a byte costs
 * 0.1 steps, 5 bytes of parsed objects and 0.6 inflated ones; a bomb asks for thousands.
 */
static const struct allowance allowances[BUDGET_KINDS] = {
    [BUDGET_STEPS] = {.base = (size_t)6 << 20, .per_byte = 2},
    [BUDGET_MEMORY] = {.base = (size_t)20 << 20, .per_byte = 16},
    [BUDGET_INFLATED] = {.base = (size_t)16 << 20, .per_byte = 16},
};

void budget_start(struct budget *budget, size_t file_size)
{
    budget->is_spent = false;
    for (int kind = 0; kind < BUDGET_KINDS; kind++) {
        const struct allowance *allowance = &allowances[kind];
        size_t const most = (SIZE_MAX - allowance->base) / allowance->per_byte;
        size_t const size = file_size < most ? file_size : most;
        budget->left[kind] = allowance->base + size * allowance->per_byte;
        if (kind == BUDGET_MEMORY)
            budget->spare = size * allowance->per_byte;
    }
}

void budget_unpacked(struct budget *budget, size_t bytes)
{
    enum { MEMORY_A_BYTE = 8 };
    size_t const wanted = bytes < SIZE_MAX / MEMORY_A_BYTE ? bytes * MEMORY_A_BYTE : SIZE_MAX;
    size_t const granted = wanted < budget->spare ? wanted : budget->spare;
    budget->spare -= granted;
    budget->left[BUDGET_MEMORY] += granted;
}
