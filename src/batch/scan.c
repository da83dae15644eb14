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
    size_t file;   /* the one at hand */
    size_t wanted; /* before it */
    bool sound;
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

static void note_case(void *context, const struct case_head *head)
{
    struct look *look = context;
    struct scan *scan = look->scan;
    if (scan->total == look->cap) {
        look->cap = look->cap ? look->cap * 2 : 1024;
        scan->flags = xrealloc(scan->flags, look->cap);
    }
    unsigned char flags = 0;
    if (!seen_add_name(&scan->ids, head->id))
        flags |= SCAN_TWICE;
    if (!shard_has(look->shard, head->id))
        flags |= SCAN_ELSEWHERE;
    else
        scan->wanted++;
    scan->flags[scan->total++] = flags;
    note_place(look, head->index, &head->place);
}

/* The teacher of the case noted last. */
static void note_name(void *context, const char *key, bool identified)
{
    struct look *look = context;
    if (look->scan->total == look->scan->first[look->file])
        return; /* a name without a case */
    if (namesakes_have(&look->namesakes, key, identified))
        look->scan->flags[look->scan->total - 1] |= SCAN_NAMESAKE;
    namesakes_add(&look->namesakes, key, identified);
}

static void begin_file(void *context, size_t file)
{
    struct look *look = context;
    look->file = file;
    look->wanted = look->scan->wanted;
    look->scan->first[file] = look->scan->total;
    look->scan->first_place[file] = look->places;
    look->scan->lost[file] = CONFINE_DONE;
    look->sound = true;
}

static void end_file(void *context, size_t file, bool is_faulty)
{
    struct look *look = context;
    struct scan *scan = look->scan;
    scan->sound[file] = look->sound && scan->total > scan->first[file] && !is_faulty;
}

/* None of its cases counts; that their ids were met does no harm. */
static void lose_file(void *context, size_t file, enum confine_end end)
{
    struct look *look = context;
    struct scan *scan = look->scan;
    scan->total = scan->first[file];
    scan->wanted = look->wanted;
    look->places = scan->first_place[file];
    scan->sound[file] = false;
    scan->lost[file] = end;
    scan->any_lost = true;
    scan->any_unread |= end == CONFINE_REFUSED;
}

bool scan_inputs(struct scan *scan, const struct inputs *inputs, const struct case_schema *schema,
                 struct shard shard, const volatile sig_atomic_t *stop)
{
    *scan = (struct scan){0};
    struct look look = {.scan = scan, .shard = shard};
    struct scout_events const events = {begin_file, note_case, note_name,
                                        end_file,   lose_file, &look};
    scan->first = xmalloc((inputs->count + 1) * sizeof *scan->first);
    scan->first_place = xmalloc((inputs->count + 1) * sizeof *scan->first_place);
    scan->sound = xmalloc(inputs->count + 1);
    scan->lost = xmalloc((inputs->count + 1) * sizeof *scan->lost);
    bool const good = scout_run(inputs, schema, stop, &events);
    scan->first[inputs->count] = scan->total;
    namesakes_free(&look.namesakes);
    return good;
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
    return seen_has_name(&scan->ids, id);
}

void scan_free(struct scan *scan)
{
    seen_free(&scan->ids);
    free(scan->first);
    free(scan->first_place);
    free(scan->flags);
    free(scan->places);
    free(scan->sound);
    free(scan->lost);
    *scan = (struct scan){0};
}
