/*
 * scan.c - see scan.h.
 */
#include "batch/scan.h"

#include "base/hash.h"
#include "case/namesakes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct look {
    struct scan *scan;
    struct shard shard;
    size_t cap;
    size_t places;
    size_t places_cap;
    bool sound; /* the file at hand */
    struct namesakes namesakes;
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

static void note_place(struct look *look, size_t index, const struct case_place *place)
{
    struct scan *scan = look->scan;
    if (index % SCAN_STRETCH)
        return;
    if (look->places == look->places_cap) {
        look->places_cap = look->places_cap ? look->places_cap * 2 : 64;
        scan->places = xrealloc(scan->places, look->places_cap * sizeof *scan->places);
    }
    scan->places[look->places++] = *place;
    look->sound &= place->offset >= 0;
}

static void note_case(struct look *look, const struct case_head *head)
{
    struct scan *scan = look->scan;
    char folded[256];
    if (scan->total == look->cap) {
        look->cap = look->cap ? look->cap * 2 : 1024;
        scan->flags = xrealloc(scan->flags, look->cap);
    }
    unsigned char flags = 0;
    fold_case(head->id, folded, sizeof folded);
    if (!seen_add(&scan->ids, folded))
        flags |= SCAN_TWICE;
    if (!shard_has(look->shard, head->id))
        flags |= SCAN_ELSEWHERE;
    else
        scan->wanted++;
    scan->flags[scan->total++] = flags;
    note_place(look, head->index, &head->place);
}

/* The teacher of the case noted last. */
static void note_name(struct look *look, const char *key, bool identified)
{
    if (namesakes_have(&look->namesakes, key, identified))
        look->scan->flags[look->scan->total - 1] |= SCAN_NAMESAKE;
    namesakes_add(&look->namesakes, key, identified);
}

static void look_through(struct look *look, const char *path, const struct case_schema *schema,
                         struct diags *diags)
{
    struct case_reader *reader = case_open_look(path, schema, diags);
    struct case_head head;
    while (reader && case_next(reader, &head)) {
        bool identified;
        note_case(look, &head);
        const char *key = case_look(reader, &identified);
        if (key)
            note_name(look, key, identified);
    }
    case_close(reader);
}

struct scan scan_inputs(const struct inputs *inputs, const struct case_schema *schema,
                        struct shard shard)
{
    struct scan scan = {0};
    struct look look = {.scan = &scan, .shard = shard};
    struct diags *unheard = diags_new();
    scan.first = xmalloc((inputs->count + 1) * sizeof *scan.first);
    scan.first_place = xmalloc((inputs->count + 1) * sizeof *scan.first_place);
    scan.sound = xmalloc(inputs->count + 1);
    for (size_t i = 0; i < inputs->count; i++) {
        scan.first[i] = scan.total;
        scan.first_place[i] = look.places;
        look.sound = true;
        look_through(&look, inputs->files[i].path, schema, unheard);
        scan.sound[i] = look.sound && scan.total > scan.first[i] && !diags_count(unheard);
        diags_clear(unheard);
    }
    scan.first[inputs->count] = scan.total;
    namesakes_free(&look.namesakes);
    diags_free(unheard);
    return scan;
}

struct case_stretch scan_stretch(const struct scan *scan, size_t file, size_t begin, size_t end)
{
    const struct case_place *places = scan->places + scan->first_place[file];
    size_t const stretch = begin / SCAN_STRETCH;
    if (!scan->sound[file])
        return (struct case_stretch){.end = SIZE_MAX};
    return (struct case_stretch){
        .begin = stretch * SCAN_STRETCH, .end = end, .head = places[0], .at = places[stretch]};
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
    free(scan->first_place);
    free(scan->flags);
    free(scan->places);
    free(scan->sound);
    *scan = (struct scan){0};
}
