/*
 * merge.c - the documents of a batch in one PDF; see merge.h.
 */
#include "batch/merge.h"

#include "engine/together.h"

struct gathering {
    const struct merge *merge;
    struct together together;
};

/* ---- gathering ------------------------------------------------------------------------- */

/* number: of the case in the input. */
static void take_case(struct gathering *gathering, const struct casefile *casefile, size_t number)
{
    struct engine *engine = gathering->merge->engine;
    struct arena *arena = gathering->together.arena;
    struct diags *unheard = diags_new(); /* the batch has said it all */
    const struct edition *edition = engine_edition_of(engine, casefile, arena, unheard);
    if (edition)
        engine_fill_people(engine, casefile, edition, arena, unheard);
    diags_free(unheard);
    if (edition)
        together_add(&gathering->together, casefile, edition, number);
}

static void gather_file(struct gathering *gathering, size_t file, struct diags *diags)
{
    const struct merge *merge = gathering->merge;
    const struct input_file *input = &merge->inputs->files[file];
    struct case_reader *reader =
        case_open_stretch(input->path, input->bytes, merge->engine->schema, diags, NULL);
    struct case_head head;
    bool valid;
    while (reader && case_next(reader, &head)) {
        size_t const number = merge->scan->first[file] + head.index;
        bool const is_good = number < merge->scan->total && merge->good[number];
        struct casefile *casefile = is_good ? case_take(reader, &valid) : NULL;
        if (casefile && valid)
            take_case(gathering, casefile, number);
        case_free(casefile);
    }
    case_close(reader);
}

/* False with a diagnostic when the system did not let all be read: then a part would be missing. */
static bool gather(struct gathering *gathering)
{
    const struct merge *merge = gathering->merge;
    struct diags *unheard = diags_new();
    for (size_t file = 0; file < merge->inputs->count; file++)
        if (merge->scan->lost[file] == CONFINE_DONE)
            gather_file(gathering, file, unheard);
    for (size_t i = 0; i < diags_count(unheard); i++) {
        const struct diag *diag = diags_get(unheard, i);
        if (diag->severity == SEVERITY_SYSTEM)
            diag_add_text(merge->diags, diag->severity, diag->code, diag->pos, diag->path,
                          diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
    }
    bool const whole = diags_at_least(unheard, SEVERITY_SYSTEM) == 0;
    diags_free(unheard);
    return whole;
}

/* ---- writing --------------------------------------------------------------------------- */

/* All that is known of the cases is let go before the file is verified: it takes memory too. */
static bool make_whole(const struct merge *merge, struct products *products)
{
    struct gathering gathering = {.merge = merge,
                                  .together = {.engine = merge->engine,
                                               .diags = merge->diags,
                                               .needs_trial = merge->needs_trial,
                                               .one_sided = merge->one_sided,
                                               .arena = arena_new()}};
    struct together *together = &gathering.together;
    struct document *whole = gather(&gathering) ? together_document(together, merge->path) : NULL;
    if (whole)
        products_make(products, whole, NULL, format_find("pdf"), merge->path);
    together_free(together);
    return products->first != NULL;
}

bool merge_write(const struct merge *merge)
{
    size_t count = 0;
    bool good = false;
    for (size_t i = 0; i < merge->scan->total; i++)
        count += merge->good[i];
    if (!together_fits(count, merge->path, merge->diags))
        return false;
    struct arena *arena = arena_new();
    struct products products = products_begin(merge->engine, merge->engine->schema, arena);
    good = make_whole(merge, &products) && products_deliver(&products, merge->output, merge->diags);
    products_free(&products);
    arena_free(arena);
    return good;
}
