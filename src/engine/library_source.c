/*
 * library_source.c - the calls that make what cases are written in: files to start from, workbooks;
 * see formulyar.h.
 */
#include "engine/library.h"

#include "engine/staffbook.h"
#include "engine/starter.h"

#include <string.h>

bool library_begin_sources(struct call *call, struct formulyar *of,
                           const struct formulyar_options *options)
{
    if (!library_begin_cases(call, of, options, ~0U, FORMULYAR_XML))
        return false;
    library_open_intake(call);
    return true;
}

/* Nothing was wrong so far, in what was told and what was not. */
static bool is_good(struct call *call)
{
    library_tell(call);
    return call->result->status == 0;
}

/* ---- files to start from ---------------------------------------------------------------- */

struct outline {
    struct arena *arena;
    struct outline_case *cases;
    size_t count, cap;
};

/* The council file will lie beside the cases, or above them. */
static const char *path_of(struct call *call)
{
    const char *path = path_without_dots(call->file);
    if (*path != '/' && !strstr(path, "../"))
        return path;
    diag_add(call->diags, MESSAGE_COUNCIL_PATH, (struct pos){.file = path}, NULL, path, NULL);
    return NULL;
}

static void outline_case(struct call *call, void *context, const struct casefile *casefile)
{
    struct outline *outline = context;
    const char *file = path_of(call);
    size_t const last = outline->count;
    if (!file)
        return;
    bool const first = !last || strcmp(outline->cases[last - 1].file, file) != 0;
    outline->cases =
        arena_grow(outline->arena, outline->cases, last, &outline->cap, sizeof *outline->cases);
    outline->cases[outline->count++] =
        starter_outline(casefile, arena_strdup(outline->arena, file), first, outline->arena);
}

static void start_minutes(struct call *call, const struct formulyar_input *inputs, size_t count)
{
    struct arena *arena = call->result->arena;
    struct outline outline = {.arena = arena};
    struct text text = TEXT_EMPTY;
    library_take_cases(call, inputs, count, false, outline_case, &outline);
    library_tell_empty(call, count);
    const char *template =
        is_good(call)
            ? starter_read(engine_file(call->engine, "new-minutes.xml"), arena, call->diags)
            : NULL;
    if (!template)
        return;
    outline_write(template, outline.cases, outline.count, &text);
    library_hand_out_bytes(call, &text, "minutes.xml", FORMULYAR_XML);
}

static void start_case(struct call *call)
{
    struct arena *arena = call->result->arena;
    struct text text = TEXT_EMPTY;
    const char *path = engine_named_file(call->engine, "new-case.xml", call->diags);
    const char *template = path ? starter_read(path, arena, call->diags) : NULL;
    if (!template)
        return;
    starter_case(template, organization_people(call->engine->organization), arena, &text);
    library_hand_out_bytes(call, &text, "case.xml", FORMULYAR_XML);
}

struct formulyar_result *formulyar_new(struct formulyar *of, const struct formulyar_input *inputs,
                                       size_t count, const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_sources(&call, of, options)) {
        if (call.options.minutes)
            start_minutes(&call, inputs, count);
        else
            start_case(&call);
    }
    return library_end(&call);
}

/* ---- workbooks ----------------------------------------------------------------------------- */

static void add_case(struct call *call, void *context, const struct casefile *casefile)
{
    (void)call;
    staffbook_add_case(context, casefile);
}

/* Nothing was wrong, or all the same every case is in the workbook. */
static bool will_do(struct call *call, size_t left)
{
    return is_good(call) || (call->options.faulty && call->result->status == 1 && !left);
}

struct formulyar_result *formulyar_workbook(struct formulyar *of,
                                            const struct formulyar_input *inputs, size_t count,
                                            const struct formulyar_input *staff,
                                            const struct formulyar_options *options)
{
    struct call call;
    struct staffbook *book = NULL;
    struct text bytes = TEXT_EMPTY;
    size_t left = 0;
    if (library_begin_sources(&call, of, options)) {
        book = staffbook_open(call.engine, call.diags);
        left = library_take_cases(&call, inputs, count, call.options.faulty, add_case, book);
        library_tell_empty(&call, count);
    }
    if (book && will_do(&call, left) && staff)
        staffbook_add_staff(book, staff->bytes, staff->size, staff->name ? staff->name : "staff");
    if (book && will_do(&call, left) && staffbook_write(book, &bytes))
        library_hand_out_bytes(&call, &bytes, STAFFBOOK_NAME, FORMULYAR_XLSX);
    text_free(&bytes);
    staffbook_close(book);
    return library_end(&call);
}
