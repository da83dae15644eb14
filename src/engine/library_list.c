/*
 * library_list.c - what cases are among the inputs of a call; see formulyar.h.
 */
#include "engine/library.h"

#include "base/clock.h"
#include "form/resolve.h"

/* What is told of a case is told of it from its start tag on; what stands before is the file's. */
struct whose {
    const char *id;
    long line;
};

static const char *find_case(const void *context, struct pos pos)
{
    const struct whose *whose = context;
    return pos.line >= whose->line ? whose->id : NULL;
}

static const char *school_year(const struct casefile *casefile, struct arena *arena)
{
    int const year = case_first_year(casefile, arena);
    return year ? school_year_name(arena, year, '/') : "";
}

/* Ids of the forms that are due. */
static const char *due(const struct engine *engine, const struct casefile *casefile,
                       const struct edition *edition, struct arena *arena)
{
    struct text ids = TEXT_EMPTY;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (engine_wants(engine, form, engine_status(engine, casefile)))
            text_add_item(&ids, ",", form_id(form));
    }
    return text_take(&ids, arena);
}

/* What the case says of itself; a case that was given up may have no root. */
static void describe(const struct walk *walk, const struct casefile *casefile,
                     const struct edition *edition, struct formulyar_case *told)
{
    struct arena *arena = ((struct call *)walk->teller)->result->arena;
    const struct node *subject = case_subject(casefile);
    struct diags *untold =
        diags_new(); /* an edition that is unknown was told of, or is not known yet */
    if (!edition)
        edition = engine_edition_of(walk->engine, casefile, arena, untold);
    diags_free(untold);
    told->name = subject ? name_surname_first(arena, node_person(subject, arena)) : "";
    told->status = arena_strdup(arena, case_status(casefile));
    told->edition = arena_strdup(arena, case_edition(casefile));
    told->school_year = school_year(casefile, arena);
    case_span(casefile, &told->offset, &told->length);
    if (!edition)
        return;
    struct resolver const resolver = {.arena = arena, .edition = edition, .casefile = casefile};
    told->position = subject ? resolve_position(&resolver, subject) : "";
    told->forms = due(walk->engine, casefile, edition, arena);
}

/* The row of a workbook in place of the line that was made of it. */
static void place(struct call *call, const struct casefile *casefile, struct formulyar_case *told)
{
    struct diag diag = {.code = "", .pos = node_pos(case_root(casefile)), .text = {"", ""}};
    intake_place(call->intake, &diag);
    if (!diag.cell.sheet)
        return;
    told->file = library_copy(call, diag.pos.file);
    told->sheet = library_copy(call, diag.cell.sheet);
    told->line = diag.cell.row;
    told->column = 0;
}

static void list(struct walk *walk, const struct case_head *head, const struct casefile *casefile,
                 const struct edition *edition)
{
    struct call *call = walk->teller;
    struct formulyar_result *result = call->result;
    size_t const errors = diags_at_least(walk->diags, SEVERITY_ERROR);
    struct formulyar_case told = {
        .id = library_copy(call, head->id),
        .name = "",
        .position = "",
        .status = "",
        .edition = "",
        .school_year = "",
        .forms = "",
        .file = library_copy(call, call->file),
        .line = head->place.line,
        .column = head->place.column,
        .errors = errors,
        .warnings = diags_count(walk->diags) - errors,
    };
    if (casefile && case_root(casefile))
        describe(walk, casefile, edition, &told);
    if (casefile && case_root(casefile) && case_is_made(casefile))
        place(call, casefile, &told);
    result->cases =
        xgrow(result->cases, result->case_count, &result->case_cap, sizeof *result->cases);
    result->cases[result->case_count++] = told;
}

void library_note(struct walk *walk, const struct case_head *head, const struct casefile *casefile,
                  const struct edition *edition)
{
    struct call *call = walk->teller;
    struct whose const whose = {head->id, head->place.line};
    call->cases++;
    if (case_id_fits(head->id))
        diags_find_cases(walk->diags, find_case, &whose);
    if (call->lists)
        list(walk, head, casefile, edition);
}
