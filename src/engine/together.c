/*
 * together.c - many documents become sections of one; see together.h.
 */
#include "engine/together.h"

#include "doc/assembly.h"
#include "engine/product.h"
#include "form/form.h"
#include "russian/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Trees and pages of a case take about 200 KB until the file is written. */
enum { MOST_CASES = 5000 };

struct taken_document {
    struct taken_document *next;
    struct document *document;
};

struct together_case {
    const char *key;    /* of the teacher's name */
    const char *person; /* tells namesakes apart, or "" */
    const char *label;  /* «Иванова М.П.» */
    const char *dates;  /* as case_dates() tells them */
    size_t number;      /* in the input */
    struct taken_document *first;
};

/* ---- whose case, and of what day ---------------------------------------------------- */

static struct together_case describe(const struct casefile *casefile, size_t number,
                                     struct arena *arena)
{
    const struct node *subject = case_subject(casefile);
    struct text key = TEXT_EMPTY;
    collation_add_name(&key, node_person(subject, arena));
    const char *person = node_attribute(subject, "person", arena);
    return (struct together_case){
        .key = text_take(&key, arena),
        .person = person ? person : "",
        .label = subject_label(casefile, arena),
        .dates = case_dates(casefile, arena),
        .number = number,
    };
}

/* ---- gathering ------------------------------------------------------------------------- */

static bool take_forms(struct together *together, struct together_case *taken,
                       const struct edition *edition, const struct casefile *casefile)
{
    struct engine *engine = together->engine;
    struct resolve_options const options = {
        .status = engine_status(engine, casefile),
        .draft = engine->options.draft,
        .body_only = engine->options.body_only,
    };
    struct taken_document **tail = &taken->first;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!engine_wants(engine, form, engine_status(engine, casefile)))
            continue;
        struct taken_document *one = ARENA_NEW(together->arena, struct taken_document);
        one->document =
            form_resolve(form, edition, engine->organization, casefile, &options, together->arena);
        if (together->needs_trial && !format_try_pdf(engine, one->document, together->diags))
            return false;
        LIST_APPEND(tail, one);
    }
    return taken->first != NULL;
}

void together_add(struct together *together, const struct casefile *casefile,
                  const struct edition *edition, size_t number)
{
    struct together_case taken = describe(casefile, number, together->arena);
    if (!take_forms(together, &taken, edition, casefile))
        return;
    together->cases =
        xgrow(together->cases, together->count, &together->cap, sizeof *together->cases);
    together->cases[together->count++] = taken;
}

bool together_fits(size_t cases, const char *path, struct diags *diags)
{
    char counts[2][24];
    if (cases <= MOST_CASES)
        return true;
    snprintf(counts[0], sizeof counts[0], "%zu", cases);
    snprintf(counts[1], sizeof counts[1], "%d", MOST_CASES);
    diag_add(diags, MESSAGE_MERGE_LARGE, (struct pos){.file = path}, NULL, counts[0], counts[1],
             NULL);
    return false;
}

/* ---- order and names ---------------------------------------------------------------------- */

static int compare_people(const struct together_case *a, const struct together_case *b)
{
    int const order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->person, b->person);
}

static int compare(const void *left, const void *right)
{
    const struct together_case *a = left;
    const struct together_case *b = right;
    int order = compare_people(a, b);
    order = order ? order : strcmp(a->dates, b->dates);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Documents for paper: each is numbered for itself, and two-sided begins on a sheet of its own. */
static void chain_case(struct assembly *assembly, const struct together_case *taken, bool one_sided,
                       size_t *number)
{
    for (const struct taken_document *one = taken->first; one; one = one->next) {
        struct section *section = assembly_add(assembly, one->document, ++*number);
        for (; section; section = section->next) {
            section->odd_page = !one_sided;
            section->restart_pages = true;
            section->group = taken->label;
        }
    }
}

static void chain(const struct together *together, struct assembly *assembly)
{
    size_t number = 0;
    for (size_t i = 0; i < together->count; i++) {
        struct together_case *taken = &together->cases[i];
        if (i && compare_people(taken - 1, taken) == 0)
            taken->label = taken[-1].label;
        chain_case(assembly, taken, together->one_sided, &number);
    }
}

struct document *together_document(struct together *together, const char *path)
{
    if (!together->count) {
        diag_add(together->diags, MESSAGE_MERGE_EMPTY, (struct pos){.file = path}, NULL, NULL);
        return NULL;
    }
    qsort(together->cases, together->count, sizeof *together->cases, compare);
    struct assembly *assembly = ARENA_NEW(together->arena, struct assembly);
    assembly->arena = together->arena;
    chain(together, assembly);
    assembly->whole.title = "Документы индивидуального сопровождения";
    assembly->whole.subject = assembly->whole.title;
    assembly->whole.case_id = "";
    assembly->whole.form_id = "merge";
    assembly->whole.for_paper = true;
    return &assembly->whole;
}

void together_free(struct together *together)
{
    free(together->cases);
    arena_free(together->arena);
}
