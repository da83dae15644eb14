/*
 * workbook.c - `formulyar new --workbook`: the cases of a whole staff as a workbook, empty or filled.
 */
#include "base/file.h"
#include "base/seen.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "russian/fullname.h"
#include "table/staff.h"
#include "workbook/workbook.h"

#include <string.h>

/* What it is called when nobody says: a workbook is nothing for a screen. */
static const char usual_name[] = "дела.xlsx";

struct making {
    struct command_run *run;
    const struct edition *edition; /* of the workbook: one for all its cases */
    struct workbook_form *form;
    struct content *content;
    struct seen ids;
    struct seen teachers; /* whose case is there: name_add_key() */
};

static bool open_content(struct making *making, const struct edition *edition)
{
    struct engine *engine = making->run->engine;
    making->edition = edition;
    making->form = workbook_form_load(engine_file(engine, "workbook.xml"), engine->form_schema,
                                      edition, engine->schema, making->run->diags);
    if (making->form)
        making->content = content_new(making->form, engine->schema, making->run->diags);
    return making->content != NULL;
}

/* The first case says which edition, unless the command line does. */
static bool is_of_edition(struct making *making, const struct casefile *casefile)
{
    struct command_run *run = making->run;
    const struct edition *edition =
        engine_edition_of(run->engine, casefile, run->arena, run->diags);
    if (!edition || (!making->content && !open_content(making, edition)))
        return false;
    if (edition == making->edition)
        return true;
    diag_add(run->diags, MESSAGE_WORKBOOK_EDITION, node_pos(case_root(casefile)), NULL,
             case_id(casefile), edition_id(making->edition), NULL);
    return false;
}

/* True for a teacher who was not there before; nobody is told apart without a name. */
static bool note_teacher(struct making *making, const struct name *name)
{
    struct text key = TEXT_EMPTY;
    name_add_key(&key, name);
    bool const fresh = !key.len || seen_add(&making->teachers, text_string(&key));
    text_free(&key);
    return fresh;
}

/* A case with gaps will do: what is wrong with it, check says. */
static void take_case(void *context, const struct casefile *casefile)
{
    struct making *making = context;
    struct command_run *run = making->run;
    if (!is_of_edition(making, casefile))
        return;
    if (!seen_add_name(&making->ids, case_id(casefile))) {
        diag_add(run->diags, MESSAGE_WORKBOOK_ID, node_pos(case_root(casefile)), NULL,
                 case_id(casefile), NULL);
        return;
    }
    content_add_case(making->content, casefile, run->diags);
    note_teacher(making, node_person(case_subject(casefile), run->arena));
    run->cases++;
}

static const char *output_path(const struct command_run *run)
{
    const char *path = run->options->value[OPTION_OUTPUT];
    return path ? path : usual_name;
}

static void take_files(struct making *making)
{
    struct inputs const inputs = run_inputs(making->run, false);
    if (!run_spares_inputs(making->run, &inputs, output_path(making->run)))
        return;
    for (size_t i = 0; i < inputs.count; i++) {
        run_take_cases(making->run, &inputs.files[i], take_case, making);
        run_report(making->run);
    }
}

/* ---- the staff list ------------------------------------------------------------------ */

/*
 * The name of somebody on the list.  Three words in one cell may have the surname last («Дарья Игоревна
 * Савельева»): then it stays whole, as others that cannot be told apart.
 */
static struct name name_of(struct making *making, const struct staff *staff, const char *file,
                           const struct staff_member *member)
{
    struct command_run *run = making->run;
    struct name name = {.surname = member->whole ? member->whole : member->surname,
                        .given = member->name,
                        .patronymic = member->patronymic,
                        .initials = "",
                        .genitive = "",
                        .dative = ""};
    if (!member->whole && full_name_is_turned(&name)) {
        struct diag_cell const cell = {
            .sheet = staff->sheet->name, .row = (long)member->row, .column = (long)member->column};
        diag_add(run->diags, MESSAGE_STAFF_WHOLE, (struct pos){.file = file}, NULL, NULL);
        diags_set_cell(run->diags, &cell);
        name.surname =
            arena_printf(run->arena, "%s %s %s", name.surname, name.given, name.patronymic);
        name.given = name.patronymic = "";
    }
    return name;
}

static void add_staff(struct making *making, const struct staff *staff, const char *file)
{
    for (size_t i = 0; i < staff->count; i++) {
        const struct staff_member *member = &staff->members[i];
        struct name const name = name_of(making, staff, file, member);
        if (note_teacher(making, &name))
            content_add_teacher(making->content, &name, member->position);
    }
}

/* Rows for those who have no case; what is wrong with the list is in the diagnostics. */
static void take_staff(struct making *making, const char *path)
{
    struct command_run *run = making->run;
    struct text bytes = TEXT_EMPTY;
    struct staff staff;
    int const error = file_read(path, TABLE_LARGEST_FILE, &bytes);
    const struct workbook *list =
        error ? NULL : table_read(bytes.data, bytes.len, path, run->arena, run->diags);
    if (error)
        diag_add_error(run->diags, MESSAGE_FILE_OPEN, path, error);
    else if (list && staff_find(list, path, run->arena, &staff, run->diags))
        add_staff(making, &staff, path);
    text_free(&bytes);
}

/* Delivers the file; false with a diagnostic. */
static bool deliver(struct making *making, const char *path)
{
    struct command_run *run = making->run;
    const struct organization *organization = run->engine->organization;
    struct workbook_options const options = {.version = FORMULYAR_VERSION,
                                             .author = organization_short_name(organization)};
    struct text bytes = TEXT_EMPTY;
    content_add_people(making->content, organization_people(organization));
    bool const good =
        workbook_write(making->content, &options, &bytes, run->diags) == 0 &&
        output_save(path, &bytes, option_given(run->options, OPTION_FORCE), run->diags) == 0;
    text_free(&bytes);
    return good;
}

static void make(struct making *making)
{
    struct command_run *run = making->run;
    const char *path = output_path(run);
    take_files(making);
    if (run->options->operand_count && !run->cases)
        run_tell_empty(run);
    if (run->status || diags_at_least(run->diags, SEVERITY_ERROR))
        return;
    if (!making->content) {
        const struct edition *edition = engine_edition(run->engine, run->diags);
        if (!edition || !open_content(making, edition))
            return;
    }
    if (run->options->value[OPTION_TEACHERS])
        take_staff(making, run->options->value[OPTION_TEACHERS]);
    if (diags_at_least(run->diags, SEVERITY_ERROR))
        return;
    if (deliver(making, path) && strcmp(path, "-") != 0)
        summary_workbook(run, path);
}

int new_workbook(const struct options *options, struct diags *diags)
{
    struct command_run run;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct making making = {.run = &run, .ids = SEEN_EMPTY, .teachers = SEEN_EMPTY};
    make(&making);
    run_report(&run);
    content_free(making.content);
    workbook_form_free(making.form);
    seen_free(&making.ids);
    seen_free(&making.teachers);
    return run_close(&run);
}
