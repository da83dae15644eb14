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
    const struct document *document;
};

struct merged_case {
    const char *key;    /* of the teacher's name */
    const char *person; /* tells namesakes apart, or "" */
    const char *label;  /* «Иванова М.П.» */
    const char *date;   /* of the decision, then of the conclusion */
    size_t number;      /* in the input */
    struct merged_document *first, *last;
};

struct gathering {
    const struct merge *merge;
    struct arena *arena; /* of all that is merged */
    struct merged_case *cases;
    size_t count, cap;
    size_t file, index;
};

/* ---- whose case, and of what day ---------------------------------------------------- */

static const char *child_date(const struct node *parent, const char *name, struct arena *arena)
{
    const struct node *child = node_child(parent, name);
    const char *date = child ? node_attribute(child, "date", arena) : NULL;
    return date ? date : "";
}

static struct merged_case describe(const struct casefile *casefile, size_t number,
                                   struct arena *arena)
{
    const struct node *root = case_root(casefile);
    const struct node *subject = case_subject(casefile);
    struct text key = TEXT_EMPTY;
    collation_add_name(&key, node_person(subject, arena));
    const char *person = subject ? node_attribute(subject, "person", arena) : NULL;
    return (struct merged_case){
        .key = text_take(&key, arena),
        .person = person ? person : "",
        .label = subject_label(casefile, arena),
        .date = arena_printf(arena, "%s %s", child_date(root, "decision", arena),
                             child_date(root, "conclusion", arena)),
        .number = number,
    };
}

/* ---- gathering ------------------------------------------------------------------------- */

static struct document *resolve(struct gathering *gathering, const struct form *form,
                                const struct edition *edition, const struct casefile *casefile)
{
    struct engine *engine = gathering->merge->engine;
    struct resolve_options const options = {
        .draft = engine->options.draft,
        .body_only = engine->options.body_only,
    };
    struct document *document = ARENA_NEW(gathering->arena, struct document);
    *document =
        *form_resolve(form, edition, engine->organization, casefile, &options, gathering->arena);
    return document;
}

static void take_document(struct gathering *gathering, struct merged_case *merged,
                          const struct document *document)
{
    struct merged_document *taken = ARENA_NEW(gathering->arena, struct merged_document);
    taken->document = document;
    if (merged->last)
        merged->last->next = taken;
    else
        merged->first = taken;
    merged->last = taken;
}

static bool take_forms(struct gathering *gathering, struct merged_case *merged,
                       const struct edition *edition, const struct casefile *casefile)
{
    const struct merge *merge = gathering->merge;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!engine_wants(merge->engine, form, case_status(casefile)))
            continue;
        const struct document *document = resolve(gathering, form, edition, casefile);
        if (merge->needs_trial && !format_try_pdf(merge->engine, document, merge->diags))
            return false;
        take_document(gathering, merged, document);
    }
    return merged->first != NULL;
}

static void add(struct gathering *gathering, const struct merged_case *merged)
{
    if (gathering->count == gathering->cap) {
        gathering->cap = gathering->cap ? gathering->cap * 2 : 256;
        gathering->cases = xrealloc(gathering->cases, gathering->cap * sizeof *gathering->cases);
    }
    gathering->cases[gathering->count++] = *merged;
}

static size_t number_of(const struct gathering *gathering, size_t index)
{
    return gathering->merge->scan->first[gathering->file] + index;
}

static bool is_good(const struct gathering *gathering)
{
    size_t const number = number_of(gathering, gathering->index);
    return number < gathering->merge->scan->total && gathering->merge->good[number];
}

static void take_case(struct gathering *gathering, struct casefile *casefile)
{
    struct engine *engine = gathering->merge->engine;
    const char *wanted = engine->options.edition;
    struct diags *unheard = diags_new(); /* the batch has said it all */
    const struct edition *edition =
        editions_get(engine->editions, wanted ? wanted : case_edition(casefile),
                     node_pos(case_root(casefile)), NULL, unheard);
    diags_free(unheard);
    if (!edition)
        return;
    struct merged_case merged =
        describe(casefile, number_of(gathering, gathering->index), gathering->arena);
    if (take_forms(gathering, &merged, edition, casefile))
        add(gathering, &merged);
}

static void gather_file(struct gathering *gathering, const char *path, struct diags *diags)
{
    struct case_reader *reader = case_open(path, gathering->merge->engine->schema, diags);
    struct case_head head;
    bool valid;
    while (reader && case_next(reader, &head)) {
        gathering->index = head.index;
        struct casefile *casefile = is_good(gathering) ? case_take(reader, &valid) : NULL;
        if (casefile && valid)
            take_case(gathering, casefile);
        case_free(casefile);
    }
    case_close(reader);
}

/* False with a diagnostic when the system did not let all be read: then a part would be missing. */
static bool gather(struct gathering *gathering)
{
    const struct inputs *inputs = gathering->merge->inputs;
    struct diags *unheard = diags_new();
    for (; gathering->file < inputs->count; gathering->file++)
        if (gathering->merge->scan->lost[gathering->file] == CONFINE_DONE)
            gather_file(gathering, inputs->files[gathering->file].path, unheard);
    for (size_t i = 0; i < diags_count(unheard); i++) {
        const struct diag *diag = diags_get(unheard, i);
        if (diag->severity == SEVERITY_SYSTEM)
            diag_add_text(gathering->merge->diags, diag->severity, diag->code, diag->pos,
                          diag->path, diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
    }
    bool const whole = diags_at_least(unheard, SEVERITY_SYSTEM) == 0;
    diags_free(unheard);
    return whole;
}

/* ---- order, names, writing ---------------------------------------------------------------- */

static bool same_person(const struct merged_case *a, const struct merged_case *b)
{
    return strcmp(a->key, b->key) == 0 && strcmp(a->person, b->person) == 0;
}

static int compare(const void *left, const void *right)
{
    const struct merged_case *a = left;
    const struct merged_case *b = right;
    int order = strcmp(a->key, b->key);
    order = order ? order : strcmp(a->person, b->person);
    order = order ? order : strcmp(a->date, b->date);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Documents for paper: each begins on a sheet of its own and is numbered for itself. */
static void chain_case(struct assembly *assembly, const struct merged_case *merged, size_t *number)
{
    for (const struct merged_document *taken = merged->first; taken; taken = taken->next) {
        struct section *section = assembly_add(assembly, taken->document, ++*number);
        for (; section; section = section->next) {
            section->odd_page = true;
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
        if (i && same_person(merged - 1, merged))
            merged->label = merged[-1].label;
        chain_case(assembly, merged, &number);
    }
}

static void write_whole(const struct merge *merge, struct document *whole,
                        struct products *products)
{
    whole->title = "Документы индивидуального сопровождения";
    whole->subject = whole->title;
    whole->case_id = "";
    whole->form_id = "merge";
    products_make(products, whole, NULL, format_find("pdf"), merge->path);
}

static size_t good_cases(const struct merge *merge)
{
    size_t count = 0;
    for (size_t i = 0; i < merge->scan->total; i++)
        count += merge->good[i];
    return count;
}

static void refuse_many(const struct merge *merge, size_t count)
{
    struct text numbers[2] = {TEXT_EMPTY, TEXT_EMPTY};
    text_add_int(&numbers[0], (long)count);
    text_add_int(&numbers[1], MOST_CASES);
    diag_add(merge->diags, MESSAGE_MERGE_LARGE, (struct pos){.file = merge->path}, NULL,
             text_string(&numbers[0]), text_string(&numbers[1]), NULL);
    text_free(&numbers[0]);
    text_free(&numbers[1]);
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
        write_whole(merge, &assembly.whole, products);
    } else if (whole) {
        diag_add(merge->diags, MESSAGE_MERGE_EMPTY, (struct pos){.file = merge->path}, NULL, NULL);
    }
    free(gathering.cases);
    arena_free(gathering.arena);
    return products->first != NULL;
}

bool merge_write(const struct merge *merge)
{
    size_t const count = good_cases(merge);
    if (count > MOST_CASES) {
        refuse_many(merge, count);
        return false;
    }
    struct arena *arena = arena_new();
    struct products products = products_begin(merge->engine, merge->engine->schema, arena);
    bool const good =
        make_whole(merge, &products) && products_deliver(&products, merge->output, merge->diags);
    products_free(&products);
    arena_free(arena);
    return good;
}
