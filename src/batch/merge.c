/*
 * merge.c - many documents become sections of one; see merge.h.
 */
#include "batch/merge.h"

#include "doc/assembly.h"
#include "form/form.h"
#include "russian/names.h"

#include <stdlib.h>
#include <string.h>

/* Trees and pages of a case take about 200 KB until the file is written. */
enum { MOST_CASES = 5000 };

struct merged_document {
    struct merged_document *next;
    struct document *document;
};

struct merged_case {
    const char *key;    /* of the teacher's name */
    const char *person; /* tells namesakes apart, or "" */
    const char *label;  /* «Иванова М.П.» */
    const char *dates;  /* as case_dates() tells them */
    size_t number;      /* in the input */
    struct merged_document *first;
};

struct gathering {
    const struct merge *merge;
    struct arena *arena; /* of all that is merged */
    struct merged_case *cases;
    size_t count, cap;
};

/* ---- whose case, and of what day ---------------------------------------------------- */

static struct merged_case describe(const struct casefile *casefile, size_t number,
                                   struct arena *arena)
{
    const struct node *subject = case_subject(casefile);
    struct text key = TEXT_EMPTY;
    collation_add_name(&key, node_person(subject, arena));
    const char *person = node_attribute(subject, "person", arena);
    return (struct merged_case){
        .key = text_take(&key, arena),
        .person = person ? person : "",
        .label = subject_label(casefile, arena),
        .dates = case_dates(casefile, arena),
        .number = number,
    };
}

/* ---- gathering ------------------------------------------------------------------------- */

static bool take_forms(struct gathering *gathering, struct merged_case *merged,
                       const struct edition *edition, const struct casefile *casefile)
{
    const struct merge *merge = gathering->merge;
    struct engine *engine = merge->engine;
    struct resolve_options const options = {
        .status = engine_status(engine, casefile),
        .draft = engine->options.draft,
        .body_only = engine->options.body_only,
    };
    struct merged_document **tail = &merged->first;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!engine_wants(engine, form, engine_status(engine, casefile)))
            continue;
        struct merged_document *taken = ARENA_NEW(gathering->arena, struct merged_document);
        taken->document =
            form_resolve(form, edition, engine->organization, casefile, &options, gathering->arena);
        if (merge->needs_trial && !format_try_pdf(engine, taken->document, merge->diags))
            return false;
        LIST_APPEND(tail, taken);
    }
    return merged->first != NULL;
}

/* number: of the case in the input. */
static void take_case(struct gathering *gathering, const struct casefile *casefile, size_t number)
{
    struct arena *arena = gathering->arena;
    struct diags *unheard = diags_new(); /* the batch has said it all */
    const struct edition *edition =
        engine_edition_of(gathering->merge->engine, casefile, arena, unheard);
    if (edition)
        engine_fill_people(gathering->merge->engine, casefile, edition, arena, unheard);
    diags_free(unheard);
    if (!edition)
        return;
    struct merged_case merged = describe(casefile, number, arena);
    if (!take_forms(gathering, &merged, edition, casefile))
        return;
    gathering->cases =
        xgrow(gathering->cases, gathering->count, &gathering->cap, sizeof *gathering->cases);
    gathering->cases[gathering->count++] = merged;
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

/* ---- order, names, writing ---------------------------------------------------------------- */

static int compare_people(const struct merged_case *a, const struct merged_case *b)
{
    int const order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->person, b->person);
}

static int compare(const void *left, const void *right)
{
    const struct merged_case *a = left;
    const struct merged_case *b = right;
    int order = compare_people(a, b);
    order = order ? order : strcmp(a->dates, b->dates);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Documents for paper: each is numbered for itself, and two-sided begins on a sheet of its own. */
static void chain_case(struct assembly *assembly, const struct merged_case *merged, bool one_sided,
                       size_t *number)
{
    for (const struct merged_document *taken = merged->first; taken; taken = taken->next) {
        struct section *section = assembly_add(assembly, taken->document, ++*number);
        for (; section; section = section->next) {
            section->odd_page = !one_sided;
            section->restart_pages = true;
            section->group = merged->label;
        }
    }
}

static void chain(struct gathering *gathering, struct assembly *assembly)
{
    size_t number = 0;
    for (size_t i = 0; i < gathering->count; i++) {
        struct merged_case *merged = &gathering->cases[i];
        if (i && compare_people(merged - 1, merged) == 0)
            merged->label = merged[-1].label;
        chain_case(assembly, merged, gathering->merge->one_sided, &number);
    }
}

/* All that is known of the cases is let go before the file is verified: it takes memory too. */
static bool make_whole(const struct merge *merge, struct products *products)
{
    struct gathering gathering = {.merge = merge, .arena = arena_new()};
    bool const whole = gather(&gathering);
    if (whole && gathering.count) {
        qsort(gathering.cases, gathering.count, sizeof *gathering.cases, compare);
        struct assembly assembly = {.arena = gathering.arena};
        chain(&gathering, &assembly);
        assembly.whole.title = "Документы индивидуального сопровождения";
        assembly.whole.subject = assembly.whole.title;
        assembly.whole.case_id = "";
        assembly.whole.form_id = "merge";
        products_make(products, &assembly.whole, NULL, format_find("pdf"), merge->path);
    } else if (whole) {
        diag_add(merge->diags, MESSAGE_MERGE_EMPTY, (struct pos){.file = merge->path}, NULL, NULL);
    }
    free(gathering.cases);
    arena_free(gathering.arena);
    return products->first != NULL;
}

bool merge_write(const struct merge *merge)
{
    struct arena *arena = arena_new();
    size_t count = 0;
    bool good = false;
    for (size_t i = 0; i < merge->scan->total; i++)
        count += merge->good[i];
    if (count > MOST_CASES) {
        diag_add(merge->diags, MESSAGE_MERGE_LARGE, (struct pos){.file = merge->path}, NULL,
                 arena_printf(arena, "%zu", count), arena_printf(arena, "%d", MOST_CASES), NULL);
    } else {
        struct products products = products_begin(merge->engine, merge->engine->schema, arena);
        good = make_whole(merge, &products) &&
               products_deliver(&products, merge->output, merge->diags);
        products_free(&products);
    }
    arena_free(arena);
    return good;
}
