/*
 * scout.c - see scout.h.
 *
 * One child looks through all files, since a start for each would cost a tenth of
 * a small case.  It cannot harm the truth by that: workers read the cases again.
 */
#include "batch/scout.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/parcel.h"
#include "base/testhook.h"

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

static void look_through(struct scouting *scouting, const char *path, struct diags *diags)
{
    struct case_reader *reader = case_open_look(path, scouting->schema, diags);
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
        look_through(scouting, file->path, diags);
        tell_file(scouting, FRAME_END, state_of(diags));
        diags_clear(diags);
    }
    say_held(scouting);
    return 0;
}

/* ---- the parent ---------------------------------------------------------------------------- */

struct listener {
    const struct scout_events *events;
    size_t file;
    bool is_open;   /* the file has begun */
    bool is_broken; /* what came is no frame */
};

static void take_head(struct listener *listener, struct parcel *parcel)
{
    struct case_head head = {.index = (size_t)parcel_number(parcel)};
    head.place.offset = parcel_number(parcel);
    head.place.line = (long)parcel_number(parcel);
    head.place.column = (long)parcel_number(parcel);
    head.id = parcel_string(parcel);
    listener->is_broken |= !listener->is_open || !parcel_is_whole(parcel);
    if (!listener->is_broken)
        listener->events->head(listener->events->context, &head);
}

static void take_name(struct listener *listener, struct parcel *parcel)
{
    bool const identified = parcel_number(parcel) != 0;
    const char *key = parcel_string(parcel);
    listener->is_broken |= !listener->is_open || !parcel_is_whole(parcel);
    if (!listener->is_broken)
        listener->events->name(listener->events->context, key, identified);
}

static void take_end(struct listener *listener, struct parcel *parcel, size_t count)
{
    int64_t const state = parcel_number(parcel);
    listener->is_broken |= !listener->is_open || !parcel_is_whole(parcel);
    if (listener->is_broken)
        return;
    if (state == FILE_UNREAD)
        listener->events->lost(listener->events->context, listener->file, CONFINE_REFUSED);
    else
        listener->events->end(listener->events->context, listener->file, state != FILE_SOUND);
    listener->is_open = false;
    if (listener->file < count)
        listener->file++;
}

static void take_frame(struct listener *listener, const char *bytes, size_t size, size_t count)
{
    struct parcel parcel = {.bytes = bytes, .size = size};
    switch (parcel_number(&parcel)) {
    case FRAME_BEGIN:
        listener->is_broken |= listener->is_open || listener->file == count;
        if (!listener->is_broken)
            listener->events->begin(listener->events->context, listener->file);
        listener->is_open = true;
        return;
    case FRAME_HEAD: take_head(listener, &parcel); return;
    case FRAME_NAME: take_name(listener, &parcel); return;
    case FRAME_END: take_end(listener, &parcel, count); return;
    default: listener->is_broken = true; return;
    }
}

/* Takes every whole frame out of what was heard. */
static void take_frames(struct listener *listener, struct text *heard, size_t count)
{
    size_t at = 0;
    while (!listener->is_broken && heard->len - at >= HEAD) {
        int64_t size;
        memcpy(&size, heard->data + at, HEAD);
        listener->is_broken = size < 0 || size > LARGEST_FRAME;
        if (listener->is_broken || heard->len - at - HEAD < (size_t)size)
            break;
        take_frame(listener, heard->data + at + HEAD, (size_t)size, count);
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

/* Listens to one child, from the file at which the listener stands. */
static enum confine_end listen(struct listener *listener, const struct inputs *inputs,
                               const struct case_schema *schema, const volatile sig_atomic_t *stop)
{
    struct confinement const limits = limits_for(inputs, listener->file, stop);
    struct scouting scouting = {.inputs = inputs, .schema = schema, .file = listener->file};
    struct confined *child = confine_start(&limits, be_scout, &scouting);
    if (!child)
        return CONFINE_REFUSED;
    struct text heard = TEXT_EMPTY;
    char *buffer = xmalloc(READ_SIZE);
    size_t got;
    while (!listener->is_broken && (got = confine_read(child, buffer, READ_SIZE)) > 0) {
        text_add_bytes(&heard, buffer, got);
        take_frames(listener, &heard, inputs->count);
    }
    free(buffer);
    text_free(&heard);
    return confine_finish(child, NULL);
}

bool scout_run(const struct inputs *inputs, const struct case_schema *schema,
               const volatile sig_atomic_t *stop, const struct scout_events *events)
{
    struct listener listener = {.events = events};
    while (listener.file < inputs->count) {
        enum confine_end const end = listen(&listener, inputs, schema, stop);
        if (end == CONFINE_REFUSED)
            return false;
        if (end == CONFINE_STOPPED) {
            errno = EINTR;
            return false;
        }
        if (listener.file == inputs->count)
            break;
        if (!listener.is_open)
            events->begin(events->context, listener.file);
        events->lost(events->context, listener.file++, end == CONFINE_DONE ? CONFINE_CRASHED : end);
        listener.is_open = false;
        listener.is_broken = false;
    }
    return true;
}
