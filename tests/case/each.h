/*
 * each.h - all cases of a file, one after another, for tests.
 */
#ifndef TESTS_CASE_EACH_H
#define TESTS_CASE_EACH_H

#include "case/case.h"

/* Gone when the handler returns, unless it keeps the case; false: no more of them. */
typedef bool case_handler(struct casefile *casefile, bool valid, void *context);

/* Returns how many there were. */
static inline size_t each_case(const char *path, const struct case_schema *schema,
                               struct diags *diags, case_handler *handler, void *context)
{
    struct case_reader *reader = case_open(path, schema, diags);
    struct case_head head;
    size_t count = 0;
    bool more = true;
    while (reader && more && case_next(reader, &head)) {
        bool valid;
        struct casefile *casefile = case_take(reader, &valid);
        if (!casefile)
            continue;
        count++;
        more = handler(casefile, valid, context);
        case_drop(casefile);
    }
    case_close(reader);
    return count;
}

#endif
