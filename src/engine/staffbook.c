#include "engine/staffbook.h"

#include "base/seen.h"
#include "russian/fullname.h"
#include "table/staff.h"
#include "workbook/workbook.h"

#include <stdlib.h>

struct staffbook {
    struct engine *engine;
    struct diags *diags;
    struct arena *arena;
    const struct edition *edition; /* of the workbook: one for all its cases */
    struct workbook_form *form;
    struct content *content;
    struct seen ids;
    struct seen teachers; /* whose case is there: name_add_key() */
    size_t cases;
};

struct staffbook *staffbook_open(struct engine *engine, struct diags *diags)
{
    struct staffbook *book = xcalloc(1, sizeof *book);
    *book = (struct staffbook){.engine = engine, .diags = diags, .arena = arena_new()};
    return book;
}

void staffbook_close(struct staffbook *book)
{
    if (!book)
        return;
    content_free(book->content);
    workbook_form_free(book->form);
    seen_free(&book->ids);
    seen_free(&book->teachers);
    arena_free(book->arena);
    free(book);
}

size_t staffbook_cases(const struct staffbook *book)
{
    return book->cases;
}

/* ---- the cases ----------------------------------------------------------------------- */

static bool open_content(struct staffbook *book, const struct edition *edition)
{
    struct engine *engine = book->engine;
    book->edition = edition;
    const char *path = engine_edition_file(engine, edition, "workbook.xml", book->diags);
    if (path)
        book->form = workbook_form_load(path, engine->form_schema, edition, book->diags);
    if (book->form)
        book->content = content_new(book->form, book->form->schema, book->diags);
    return book->content != NULL;
}

/* Without a case that says so, by the edition of pages without a case. */
static bool open_any(struct staffbook *book)
{
    const struct edition *edition =
        book->content ? NULL : engine_edition(book->engine, book->diags);
    return book->content || (edition && open_content(book, edition));
}

/* The first case says which edition, unless the command line does. */
static bool is_of_edition(struct staffbook *book, const struct casefile *casefile)
{
    const struct edition *edition =
        engine_edition_of(book->engine, casefile, book->arena, book->diags);
    if (!edition || (!book->content && !open_content(book, edition)))
        return false;
    if (edition == book->edition)
        return true;
    diag_add(book->diags, MESSAGE_WORKBOOK_EDITION, node_pos(case_root(casefile)), NULL,
             case_id(casefile), edition_id(book->edition), NULL);
    return false;
}

/* True for a teacher who was not there before; nobody is told apart without a name. */
static bool note_teacher(struct staffbook *book, const struct name *name)
{
    struct text key = TEXT_EMPTY;
    name_add_key(&key, name);
    bool const fresh = !key.len || seen_add(&book->teachers, text_string(&key));
    text_free(&key);
    return fresh;
}

void staffbook_add_case(struct staffbook *book, const struct casefile *casefile)
{
    if (!is_of_edition(book, casefile))
        return;
    if (!seen_add_name(&book->ids, case_id(casefile))) {
        diag_add(book->diags, MESSAGE_WORKBOOK_ID, node_pos(case_root(casefile)), NULL,
                 case_id(casefile), NULL);
        return;
    }
    content_add_case(book->content, casefile, book->diags);
    note_teacher(book, node_person(case_subject(casefile), book->arena));
    book->cases++;
}

/* ---- the staff list ------------------------------------------------------------------ */

/*
 * The name of somebody on the list.  Three words in one cell may have the surname last («Дарья Игоревна
 * Савельева»): then it stays whole, as others that cannot be told apart.
 */
static struct name name_of(struct staffbook *book, const struct staff *staff, const char *file,
                           const struct staff_member *member)
{
    struct name name = {.surname = member->whole ? member->whole : member->surname,
                        .given = member->name,
                        .patronymic = member->patronymic,
                        .initials = "",
                        .genitive = "",
                        .dative = ""};
    if (!member->whole && full_name_is_turned(&name)) {
        struct diag_cell const cell = {
            .sheet = staff->sheet->name, .row = (long)member->row, .column = (long)member->column};
        diag_add(book->diags, MESSAGE_STAFF_WHOLE, (struct pos){.file = file}, NULL, NULL);
        diags_set_cell(book->diags, &cell);
        name.surname =
            arena_printf(book->arena, "%s %s %s", name.surname, name.given, name.patronymic);
        name.given = name.patronymic = "";
    }
    return name;
}

static void add_staff(struct staffbook *book, const struct staff *staff, const char *file)
{
    for (size_t i = 0; i < staff->count; i++) {
        const struct staff_member *member = &staff->members[i];
        struct name const name = name_of(book, staff, file, member);
        if (note_teacher(book, &name))
            content_add_teacher(book->content, &name, member->position);
    }
}

bool staffbook_add_staff(struct staffbook *book, const void *bytes, size_t size, const char *name)
{
    struct staff staff;
    if (!open_any(book))
        return false;
    const struct workbook *list = table_read(bytes, size, name, book->arena, book->diags);
    if (!list || !staff_find(list, name, book->arena, &staff, book->diags))
        return false;
    add_staff(book, &staff, name);
    return true;
}

bool staffbook_write(struct staffbook *book, struct text *out)
{
    if (!open_any(book))
        return false;
    const struct organization *organization = book->engine->organization;
    struct workbook_options const options = {.version = FORMULYAR_VERSION,
                                             .author = organization_short_name(organization)};
    content_add_people(book->content, organization_people(organization));
    return workbook_write(book->content, &options, out, book->diags) == 0;
}
