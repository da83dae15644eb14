#include "batch/turns.h"

#include "base/arena.h"
#include "base/draft.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A case: its bytes when they wait in memory, else where they stand in the file. */
struct turn {
    char *bytes;
    long place;
    size_t size;
    bool over; /* or known: nothing more comes of it */
};

struct turns {
    struct turn *cases;
    size_t count;
    size_t next; /* whose turn it is */
    size_t held; /* bytes in memory */
    const char *beside;
    struct file_draft *spool; /* NULL: nothing was too much so far */
    long spooled;             /* bytes in it */
    size_t waiting;           /* cases in it */
    struct turns_taker taker;
};

struct turns *turns_new(size_t cases, const char *beside, const struct turns_taker *taker)
{
    struct turns *turns = xmalloc(sizeof *turns);
    *turns = (struct turns){.cases = xcalloc(cases + 1, sizeof *turns->cases),
                            .count = cases,
                            .beside = beside,
                            .taker = *taker};
    return turns;
}

static int spool(struct turns *turns, struct turn *turn, const char *bytes)
{
    if (!turns->spool)
        turns->spool = file_draft_open(turns->beside);
    int const error = turns->spool ? file_write_at(file_draft_descriptor(turns->spool), bytes,
                                                   turn->size, turns->spooled)
                                   : errno;
    turn->place = turns->spooled;
    turns->spooled += error ? 0 : (long)turn->size;
    turns->waiting += !error;
    return error;
}

static int hold(struct turns *turns, struct turn *turn, const char *bytes)
{
    if (turns->held + turn->size > TURNS_MEMORY)
        return spool(turns, turn, bytes);
    turn->bytes = xmalloc(turn->size);
    memcpy(turn->bytes, bytes, turn->size);
    turns->held += turn->size;
    return 0;
}

/* What was in the file and is handed on gives its space back when nothing is left in it. */
static int take_from_spool(struct turns *turns, const struct turn *turn)
{
    int const descriptor = file_draft_descriptor(turns->spool);
    char *bytes = xmalloc(turn->size);
    int error = file_read_at(descriptor, bytes, turn->size, turn->place);
    if (!error)
        turns->taker.take(turns->taker.context, bytes, turn->size);
    free(bytes);
    if (--turns->waiting == 0) {
        turns->spooled = 0;
        if (ftruncate(descriptor, 0) != 0 && !error)
            error = errno;
    }
    return error;
}

static int hand_on(struct turns *turns, struct turn *turn)
{
    int error = 0;
    if (turn->bytes) {
        turns->taker.take(turns->taker.context, turn->bytes, turn->size);
        free(turn->bytes);
        turn->bytes = NULL;
        turns->held -= turn->size;
    } else if (turn->size) {
        error = take_from_spool(turns, turn);
    }
    turn->size = 0;
    return error;
}

/* From the case whose turn it is on, as far as all is known. */
static int go_on(struct turns *turns)
{
    int error = 0;
    while (!error && turns->next < turns->count && turns->cases[turns->next].over)
        error = hand_on(turns, &turns->cases[turns->next++]);
    return error;
}

void turns_skip(struct turns *turns, size_t number)
{
    turns->cases[number].over = true;
}

int turns_add(struct turns *turns, size_t number, const char *bytes, size_t size)
{
    struct turn *turn = &turns->cases[number];
    int error = 0;
    turn->over = true;
    if (number == turns->next && size) {
        turns->taker.take(turns->taker.context, bytes, size);
    } else if (size) {
        turn->size = size;
        error = hold(turns, turn, bytes);
        turn->size = error ? 0 : size;
    }
    return error ? error : go_on(turns);
}

int turns_finish(struct turns *turns)
{
    int error = 0;
    for (; !error && turns->next < turns->count; turns->next++)
        error = hand_on(turns, &turns->cases[turns->next]);
    return error;
}

void turns_free(struct turns *turns)
{
    if (!turns)
        return;
    for (size_t i = turns->next; i < turns->count; i++)
        free(turns->cases[i].bytes);
    if (turns->spool)
        file_draft_end(turns->spool, false);
    free(turns->cases);
    free(turns);
}
