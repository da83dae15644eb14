/*
 * scan.c - see scan.h.
 */
#include "batch/scan.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

struct look {
    struct scan *scan;
    struct shard shard;
    size_t cap;
};

bool shard_has(struct shard shard, const char *id)
{
    unsigned char digest[HASH_SIZE];
    unsigned long number = 0;
    if (!shard.count)
        return true;
    hash_bytes(id, strlen(id), digest);
    for (size_t i = 0; i < 4; i++)
        number = number << 8 | digest[i];
    return number % shard.count == shard.number - 1;
}

/* Ids are ASCII by the schema; others never become file names. */
static void fold_case(const char *id, char *folded, size_t size)
{
    size_t i = 0;
    for (; id[i] && i + 1 < size; i++)
        folded[i] = (char)(id[i] >= 'A' && id[i] <= 'Z' ? id[i] + ('a' - 'A') : id[i]);
    folded[i] = '\0';
}

static bool note(size_t index, const char *id, void *context)
{
    struct look *look = context;
    struct scan *scan = look->scan;
    char folded[256];
    (void)index;
    if (scan->total == look->cap) {
        look->cap = look->cap ? look->cap * 2 : 1024;
        scan->flags = xrealloc(scan->flags, look->cap);
    }
    unsigned char flags = 0;
    fold_case(id, folded, sizeof folded);
    if (!seen_add(&scan->ids, folded))
        flags |= SCAN_TWICE;
    if (!shard_has(look->shard, id))
        flags |= SCAN_ELSEWHERE;
    else
        scan->wanted++;
    scan->flags[scan->total++] = flags;
    return false;
}

struct scan scan_inputs(const struct inputs *inputs, const struct case_schema *schema,
                        struct shard shard)
{
    struct scan scan = {0};
    struct look look = {.scan = &scan, .shard = shard};
    struct diags *unheard = diags_new();
    scan.first = xmalloc((inputs->count + 1) * sizeof *scan.first);
    for (size_t i = 0; i < inputs->count; i++) {
        scan.first[i] = scan.total;
        case_read_wanted(inputs->files[i].path, schema, unheard, note, NULL, &look);
        diags_clear(unheard);
    }
    scan.first[inputs->count] = scan.total;
    diags_free(unheard);
    return scan;
}

bool scan_has(const struct scan *scan, const char *id)
{
    char folded[256];
    fold_case(id, folded, sizeof folded);
    return seen_has(&scan->ids, folded);
}

void scan_free(struct scan *scan)
{
    seen_free(&scan->ids);
    free(scan->first);
    free(scan->flags);
    *scan = (struct scan){0};
}
