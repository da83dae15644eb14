/*
 * scan.c - see scan.h.
 *
 * One child looks through all files, since a start for each would cost a tenth of
 * a small case.  It cannot harm the truth by that: workers read the cases again.
 */
#include "batch/scan.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/parcel.h"
#include "base/testhook.h"
#include "case/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, LARGEST_FRAME = 64 * 1024, HEAD = sizeof(int64_t) };

/* What the child tells: a number, the size of the frame, and in the frame a parcel. */
enum frame { FRAME_BEGIN, FRAME_HEAD, FRAME_NAME, FRAME_END };

/* In FRAME_END; unread: the system failed, nobody knows what is in the file. */
enum file_state { FILE_SOUND, FILE_FAULTY, FILE_UNREAD };

/* ---- the child --------------------------------------------------------------------------- */

struct scouting {
    const struct inputs *inputs;
    const struct case_schema *schema;
    size_t file; /* the first one to look at */
    int answer;
    struct text held; /* frames not written yet */
    struct text frame;
};

static void begin_frame(struct scouting *scouting, enum frame kind)
{
    text_clear(&scouting->frame);
    parcel_add_number(&scouting->frame, kind);
}

static void end_frame(struct scouting *scouting)
{
    parcel_add_number(&scouting->held, (int64_t)scouting->frame.len);
    text_add_bytes(&scouting->held, scouting->frame.data, scouting->frame.len);
}

/* Nobody to hear of it: the parent is gone, or has enough. */
static void say_held(struct scouting *scouting)
{
    if (file_write_all(scouting->answer, scouting->held.data, scouting->held.len) != 0)
        _exit(EXIT_FAILURE);
    text_clear(&scouting->held);
}

static enum file_state state_of(const struct diags *diags)
{
    if (diags_at_least(diags, SEVERITY_SYSTEM))
        return FILE_UNREAD;
    return diags_count(diags) ? FILE_FAULTY : FILE_SOUND;
}

static void tell_file(struct scouting *scouting, enum frame kind, enum file_state state)
{
    begin_frame(scouting, kind);
    parcel_add_number(&scouting->frame, state);
    end_frame(scouting);
}

static void tell_head(struct scouting *scouting, const struct case_head *head)
{
    begin_frame(scouting, FRAME_HEAD);
    parcel_add_number(&scouting->frame, (int64_t)head->index);
    parcel_add_number(&scouting->frame, head->place.offset);
    parcel_add_number(&scouting->frame, head->place.line);
    parcel_add_number(&scouting->frame, head->place.column);
    parcel_add_string(&scouting->frame, head->id);
    end_frame(scouting);
}

static void tell_name(struct scouting *scouting, const char *key, bool identified)
{
    begin_frame(scouting, FRAME_NAME);
    parcel_add_number(&scouting->frame, identified);
    parcel_add_string(&scouting->frame, key);
    end_frame(scouting);
}

static void look_through(struct scouting *scouting, const struct input_file *file,
                         struct diags *diags)
{
    struct case_reader *reader = case_open_look(file->path, file->bytes, scouting->schema, diags);
    struct case_head head;
    while (reader && case_next(reader, &head)) {
        bool identified;
        tell_head(scouting, &head);
        const char *key = case_look(reader, &identified);
        if (key)
            tell_name(scouting, key, identified);
        if (scouting->held.len > READ_SIZE)
            say_held(scouting);
    }
    case_close(reader);
}

static int be_scout(void *context, int answer)
{
    struct scouting *scouting = context;
    struct diags *diags = diags_new();
    scouting->answer = answer;
    for (size_t i = scouting->file; i < scouting->inputs->count; i++) {
        const struct input_file *file = &scouting->inputs->files[i];
        const char *slash = strrchr(file->name, '/');
        tell_file(scouting, FRAME_BEGIN, FILE_SOUND);
        say_held(scouting); /* which one it died of must be known */
        testhook_run(slash ? slash + 1 : file->name);
        look_through(scouting, file, diags);
        tell_file(scouting, FRAME_END, state_of(diags));
        diags_clear(diags);
    }
    say_held(scouting);
    return 0;
}

/* ---- what it tells of cases ---------------------------------------------------------------- */

struct look {
    struct scan *scan;
    const struct inputs *inputs;
    const struct case_schema *schema;
    const volatile sig_atomic_t *stop;
    struct shard shard;
    size_t cap, places, places_cap;
    size_t file;    /* the one at hand */
    size_t wanted;  /* before it */
    bool is_open;   /* it has begun */
    bool is_broken; /* what came is no frame */
    bool sound;
    struct rules_session *names;
};

/* Decided by SHA-256 of the id. */
static bool shard_has(struct shard shard, const char *id)
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
    scan->places = xgrow(scan->places, look->places, &look->places_cap, sizeof *scan->places);
    scan->places[look->places++] = *place;
    look->sound &= place->offset >= 0;
}

static void note_case(struct look *look, const struct case_head *head)
{
    struct scan *scan = look->scan;
    unsigned char flags = 0;
    if (!seen_add_name(&scan->ids, head->id))
        flags |= SCAN_TWICE;
    if (!shard_has(look->shard, head->id))
        flags |= SCAN_ELSEWHERE;
    else
        scan->wanted++;
    scan->flags = xgrow(scan->flags, scan->total, &look->cap, sizeof *scan->flags);
    scan->flags[scan->total++] = flags;
    note_place(look, head->index, &head->place);
}

/* The teacher of the case noted last. */
static void note_name(struct look *look, const char *key, bool identified)
{
    if (look->scan->total == look->scan->first[look->file])
        return; /* a name without a case */
    if (rules_session_has(look->names, key, identified))
        look->scan->flags[look->scan->total - 1] |= SCAN_NAMESAKE;
    rules_session_add(look->names, key, identified);
}

/* ---- what it tells of files ------------------------------------------------------------------ */

static void begin_file(struct look *look)
{
    look->wanted = look->scan->wanted;
    look->scan->first[look->file] = look->scan->total;
    look->scan->first_place[look->file] = look->places;
    look->scan->lost[look->file] = CONFINE_DONE;
    look->sound = true;
    look->is_open = true;
}

static void end_file(struct look *look, bool is_faulty)
{
    struct scan *scan = look->scan;
    scan->sound[look->file] = look->sound && scan->total > scan->first[look->file] && !is_faulty;
}

/* None of its cases counts; that their ids were met does no harm. */
static void lose_file(struct look *look, enum confine_end end)
{
    struct scan *scan = look->scan;
    scan->total = scan->first[look->file];
    scan->wanted = look->wanted;
    look->places = scan->first_place[look->file];
    scan->sound[look->file] = false;
    scan->lost[look->file] = end;
    scan->any_lost = true;
    scan->any_unread |= end == CONFINE_REFUSED;
}

/* ---- listening --------------------------------------------------------------------------------- */

static void take_head(struct look *look, struct parcel *parcel)
{
    struct case_head head = {.index = (size_t)parcel_number(parcel)};
    head.place.offset = parcel_number(parcel);
    head.place.line = (long)parcel_number(parcel);
    head.place.column = (long)parcel_number(parcel);
    head.id = parcel_string(parcel);
    look->is_broken |= !look->is_open || !parcel_is_whole(parcel);
    if (!look->is_broken)
        note_case(look, &head);
}

static void take_name(struct look *look, struct parcel *parcel)
{
    bool const identified = parcel_number(parcel) != 0;
    const char *key = parcel_string(parcel);
    look->is_broken |= !look->is_open || !parcel_is_whole(parcel);
    if (!look->is_broken)
        note_name(look, key, identified);
}

static void take_end(struct look *look, struct parcel *parcel)
{
    int64_t const state = parcel_number(parcel);
    look->is_broken |= !look->is_open || !parcel_is_whole(parcel);
    if (look->is_broken)
        return;
    if (state == FILE_UNREAD)
        lose_file(look, CONFINE_REFUSED);
    else
        end_file(look, state != FILE_SOUND);
    look->is_open = false;
    look->file++;
}

static void take_frame(struct look *look, const char *bytes, size_t size)
{
    struct parcel parcel = {.bytes = bytes, .size = size};
    switch (parcel_number(&parcel)) {
    case FRAME_BEGIN:
        look->is_broken |= look->is_open || look->file == look->inputs->count;
        if (!look->is_broken)
            begin_file(look);
        return;
    case FRAME_HEAD: take_head(look, &parcel); return;
    case FRAME_NAME: take_name(look, &parcel); return;
    case FRAME_END: take_end(look, &parcel); return;
    default: look->is_broken = true; return;
    }
}

/* Takes every whole frame out of what was heard. */
static void take_frames(struct look *look, struct text *heard)
{
    size_t at = 0;
    while (!look->is_broken && heard->len - at >= HEAD) {
        int64_t size;
        memcpy(&size, heard->data + at, HEAD);
        look->is_broken = size < 0 || size > LARGEST_FRAME;
        if (look->is_broken || heard->len - at - HEAD < (size_t)size)
            break;
        take_frame(look, heard->data + at + HEAD, (size_t)size);
        at += HEAD + (size_t)size;
    }
    memmove(heard->data, heard->data + at, heard->len - at);
    heard->len -= at;
}

static struct confinement limits_for(const struct inputs *inputs, size_t from,
                                     const volatile sig_atomic_t *stop)
{
    size_t megabytes = 0;
    for (size_t i = from; i < inputs->count; i++)
        megabytes += inputs->files[i].size >> 20;
    return (struct confinement){
        .memory = (size_t)256 << 20,
        .cpu = 20 + megabytes + inputs->count / 1000,
        .milliseconds = (60 + 4 * megabytes + inputs->count / 100) * 1000,
        .answer = SIZE_MAX,
        .reads_files = true,
        .stop = stop,
    };
}

/* Listens to one child, from the file at hand on. */
static enum confine_end listen(struct look *look)
{
    struct confinement const limits = limits_for(look->inputs, look->file, look->stop);
    struct scouting scouting = {.inputs = look->inputs, .schema = look->schema, .file = look->file};
    struct confined *child = confine_start(&limits, be_scout, &scouting);
    if (!child)
        return CONFINE_REFUSED;
    struct text heard = TEXT_EMPTY;
    char *buffer = xmalloc(READ_SIZE);
    size_t got;
    while (!look->is_broken && (got = confine_read(child, buffer, READ_SIZE)) > 0) {
        text_add_bytes(&heard, buffer, got);
        take_frames(look, &heard);
    }
    free(buffer);
    text_free(&heard);
    return confine_finish(child, NULL);
}

/* Each child begins behind the file at which the one before it broke off. */
static bool look_through_all(struct look *look)
{
    while (look->file < look->inputs->count) {
        enum confine_end const end = listen(look);
        if (end == CONFINE_STOPPED)
            errno = EINTR;
        if (end == CONFINE_REFUSED || end == CONFINE_STOPPED)
            return false;
        if (look->file == look->inputs->count)
            break;
        if (!look->is_open)
            begin_file(look);
        lose_file(look, end == CONFINE_DONE ? CONFINE_CRASHED : end);
        look->file++;
        look->is_open = look->is_broken = false;
    }
    return true;
}

/* ---- all of it ------------------------------------------------------------------------------------ */

bool scan_inputs(struct scan *scan, const struct inputs *inputs, const struct case_schema *schema,
                 struct shard shard, const volatile sig_atomic_t *stop)
{
    *scan = (struct scan){0};
    struct look look = {.scan = scan,
                        .inputs = inputs,
                        .schema = schema,
                        .stop = stop,
                        .shard = shard,
                        .names = rules_session_new()};
    scan->first = xmalloc((inputs->count + 1) * sizeof *scan->first);
    scan->first_place = xmalloc((inputs->count + 1) * sizeof *scan->first_place);
    scan->sound = xmalloc(inputs->count + 1);
    scan->lost = xmalloc((inputs->count + 1) * sizeof *scan->lost);
    bool const good = look_through_all(&look);
    scan->first[inputs->count] = scan->total;
    rules_session_free(look.names);
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
