/*
 * door.c - rooms, verbs, the engine behind the door; see door.h.
 */
#include "page/door.h"

#include "page/inside.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* A room is known by its address, so that one that is not ours is not touched. */
struct room {
    struct room *next;
    size_t size;
    max_align_t bytes[];
};

static struct door {
    struct room *rooms;
    struct room *taken; /* by inputs */
    struct settings settings;
    struct formulyar_input *inputs;
    size_t input_count, input_cap;
    formulyar *engine;
    formulyar_result *result; /* of the last call; its files are the page's */
    struct diags *faults;     /* of what was said since; NULL: none */
    struct text answer;
} door;

static struct diags *faults(void)
{
    if (!door.faults)
        door.faults = diags_new();
    return door.faults;
}

/* ---- rooms ---------------------------------------------------------------------- */

/* More than any file that the library takes. */
#define LARGEST_ROOM ((size_t)1 << 30)

void *door_room(size_t size)
{
    struct room *room = size > LARGEST_ROOM ? NULL : malloc(sizeof *room + size);
    if (!room)
        return NULL;
    room->next = door.rooms;
    room->size = size;
    door.rooms = room;
    return room->bytes;
}

/* Takes a room off the list of free ones; NULL: it is none. */
static struct room *take_room(const void *bytes)
{
    for (struct room **link = &door.rooms; *link; link = &(*link)->next) {
        struct room *room = *link;
        if ((const void *)room->bytes == bytes) {
            *link = room->next;
            return room;
        }
    }
    return NULL;
}

void door_release(void *room)
{
    free(take_room(room));
}

/* ---- what is said ------------------------------------------------------------------ */

void door_set(const char *name, const char *value)
{
    if (name)
        settings_put(&door.settings, name, value);
}

void door_input(const char *name, void *bytes, size_t size)
{
    struct room *room = take_room(bytes);
    bool const named = !name || utf8_valid(name, strlen(name));
    if (room) {
        room->next = door.taken;
        door.taken = room;
    }
    if (!room || size > room->size || !named) {
        diag_add(faults(), MESSAGE_DOOR_INPUT, NOWHERE, NULL, NULL);
        return;
    }
    door.inputs = xgrow(door.inputs, door.input_count, &door.input_cap, sizeof *door.inputs);
    door.inputs[door.input_count++] = (struct formulyar_input){
        .name = name ? xstrdup(name) : NULL, .bytes = room->bytes, .size = size};
}

/* Forgets what was said and put in, and what was wrong with it. */
static void forget(void)
{
    for (size_t i = 0; i < door.input_count; i++)
        free((char *)(uintptr_t)door.inputs[i].name);
    free(door.inputs);
    door.inputs = NULL;
    door.input_count = door.input_cap = 0;
    while (door.taken) {
        struct room *room = door.taken;
        door.taken = room->next;
        free(room);
    }
    settings_clear(&door.settings);
    diags_free(door.faults);
    door.faults = NULL;
}

/* ---- the engine ---------------------------------------------------------------------- */

static void close_engine(void)
{
    formulyar_free(door.result);
    formulyar_close(door.engine);
    door.result = NULL;
    door.engine = NULL;
    text_free(&door.answer);
}

int door_open(void)
{
    struct formulyar_setup setup = {.size = sizeof setup};
    close_engine();
    settings_take_setup(&door.settings, &setup, faults());
    if (diags_count(door.faults)) {
        settings_clear(&door.settings); /* what is wrong is told by the next call */
        return diags_exit_status(door.faults);
    }
    door.engine = formulyar_open(&setup);
    forget();
    return formulyar_status(formulyar_opened(door.engine));
}

void door_close(void)
{
    close_engine();
    forget();
}

/* ---- verbs ------------------------------------------------------------------------------ */

static formulyar_result *do_version(struct asked *asked)
{
    text_format_json(asked->more, ",\"version\":%s", formulyar_version());
    return NULL;
}

static formulyar_result *do_forms(struct asked *asked)
{
    formulyar_result *result = formulyar_forms(asked->engine);
    answer_add_forms(asked->more, result);
    return result;
}

static formulyar_result *do_fonts(struct asked *asked)
{
    formulyar_result *result = formulyar_fonts(asked->engine);
    answer_add_fonts(asked->more, result);
    return result;
}

static formulyar_result *do_blank(struct asked *asked)
{
    return formulyar_blank(asked->engine, &asked->options);
}

static bool is_one_input(struct asked *asked)
{
    if (asked->count != 1)
        diag_add(asked->faults, MESSAGE_DOOR_INPUT, NOWHERE, NULL, NULL);
    return asked->count == 1;
}

/* The staff list stands behind the cases. */
static const struct formulyar_input *take_staff(struct asked *asked, struct formulyar_input *inputs)
{
    size_t const last = asked->count - 1;
    for (size_t i = 0; i < asked->count; i++) {
        const char *name = inputs[i].name;
        if (!name || strcmp(name, asked->staff) != 0)
            continue;
        struct formulyar_input const staff = inputs[i];
        memmove(&inputs[i], &inputs[i + 1], (last - i) * sizeof *inputs);
        inputs[last] = staff;
        asked->count--;
        return &inputs[last];
    }
    diag_add(asked->faults, MESSAGE_DOOR_INPUT, NOWHERE, NULL, NULL);
    return NULL;
}

static formulyar_result *do_workbook(struct asked *asked)
{
    const struct formulyar_input *staff = asked->staff ? take_staff(asked, door.inputs) : NULL;
    if (asked->staff && !staff)
        return NULL;
    return formulyar_workbook(asked->engine, asked->inputs, asked->count, staff, &asked->options);
}

static formulyar_result *do_mark(struct asked *asked)
{
    if (is_one_input(asked))
        return formulyar_mark(asked->engine, asked->inputs, &asked->options);
    return NULL;
}

static formulyar_result *do_verify(struct asked *asked)
{
    if (!is_one_input(asked))
        return NULL;
    formulyar_result *result = formulyar_verify(asked->engine, asked->inputs);
    if (formulyar_facts(result))
        answer_add_facts(asked->more, formulyar_facts(result));
    return result;
}

static formulyar_result *do_describe(struct asked *asked)
{
    formulyar_result *result = formulyar_describe(asked->engine, &asked->options);
    answer_add_description(asked->more, formulyar_text(result));
    return result;
}

enum { NEEDS_NO_ENGINE = 1, TELLS_CASES = 2 };

/* A call of the library that takes inputs and options, as most do; the others have a function above. */
typedef formulyar_result *library_call(formulyar *engine, const struct formulyar_input *inputs,
                                       size_t count, const struct formulyar_options *options);

static const struct verb {
    const char *name;
    library_call *call;
    door_verb *other;
    int flags;
} verbs[] = {
    {"check", formulyar_check, NULL, TELLS_CASES},
    {"list", formulyar_cases, NULL, TELLS_CASES},
    {"import", formulyar_import, NULL, TELLS_CASES},
    {"render", formulyar_render, NULL, 0},
    {"summary", formulyar_summary, NULL, 0},
    {"journal", formulyar_journal, NULL, 0},
    {"bundle", formulyar_bundle, NULL, 0},
    {"merge", formulyar_merge, NULL, 0},
    {"minutes", formulyar_minutes, NULL, 0},
    {"extract", formulyar_extract, NULL, 0},
    {"new", formulyar_new, NULL, 0},
    {"version", NULL, do_version, NEEDS_NO_ENGINE},
    {"forms", NULL, do_forms, 0},
    {"fonts", NULL, do_fonts, 0},
    {"blank", NULL, do_blank, 0},
    {"workbook", NULL, do_workbook, 0},
    {"mark", NULL, do_mark, 0},
    {"verify", NULL, do_verify, 0},
    {"describe", NULL, do_describe, 0},
};

static formulyar_result *do_verb(const struct verb *verb, struct asked *asked)
{
    if (verb->other)
        return verb->other(asked);
    formulyar_result *result =
        verb->call(asked->engine, asked->inputs, asked->count, &asked->options);
    if (verb->flags & TELLS_CASES)
        answer_add_cases(asked->more, result);
    return result;
}

static const struct verb *find_verb(const char *name)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}

static void call(const char *name, struct text *more)
{
    const struct verb *verb = find_verb(name);
    struct asked asked = {.engine = door.engine,
                          .inputs = door.inputs,
                          .count = door.input_count,
                          .options = {.size = sizeof asked.options},
                          .more = more,
                          .faults = faults()};
    if (!verb)
        diag_add(door.faults, MESSAGE_DOOR_VERB, NOWHERE, NULL, NULL);
    else if (!door.engine && !(verb->flags & NEEDS_NO_ENGINE) && !diags_count(door.faults))
        diag_add(door.faults, MESSAGE_DOOR_CLOSED, NOWHERE, NULL, NULL);
    settings_take_options(&door.settings, &asked);
    if (verb && !diags_count(door.faults))
        door.result = do_verb(verb, &asked);
}

const char *door_call(const char *verb)
{
    struct text more = TEXT_EMPTY;
    bool const opened = verb && strcmp(verb, "opened") == 0 && door.engine;
    formulyar_free(door.result);
    door.result = NULL;
    text_clear(&door.answer);
    if (!opened)
        call(verb ? verb : "", &more);
    answer_add(&door.answer, opened ? formulyar_opened(door.engine) : door.result, faults(),
               text_string(&more));
    text_free(&more);
    forget();
    return text_string(&door.answer);
}
