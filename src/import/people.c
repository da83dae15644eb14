/*
 * people.c - names in one cell, people one a line, and the sheet of those who are named once.
 */
#include "import/inside.h"
#include "russian/fullname.h"

#include <string.h>

enum { MOST_PARTS = 4 }; /* of a line: name; role; position; form */

/* ---- full names -------------------------------------------------------------------- */

/* Puts the parts of a name into an element. */
static void put_name(struct importing *importing, struct branch *person, const char *path,
                     const struct name *name, struct map_spot spot)
{
    const char *const parts[NAME_PARTS] = {name->surname, name->given, name->patronymic};
    for (size_t i = 0; i < NAME_PARTS; i++)
        tree_put(importing, person, path, name_parts[i], parts[i], spot, 0);
}

/* A name that cannot be taken apart is not lost: it stands where whoever mends the case sees it. */
static void put_words(struct importing *importing, struct branch *person, const char *path,
                      const char *words, struct map_spot spot)
{
    tree_put(importing, person, path, name_parts[0], words, spot, 0);
}

/* The cell is wrong as a whole: an attribute that nobody knows says so. */
static void spoil(struct importing *importing, struct branch *person, struct map_spot spot,
                  uint32_t fault)
{
    struct branch *mark = tree_add(importing, person, "x", 0, true, spot);
    mark->text = "";
    mark->fault = fault;
}

void person_fill(struct importing *importing, const struct taken_column *column, const char *text,
                 struct map_spot spot)
{
    const struct route *route = column->route;
    struct branch *person = tree_open(importing, importing->root, route, 0, route->count, spot);
    struct name name;
    if (full_name_read(importing->scratch, text, &name))
        put_name(importing, person, column->model->path, &name, spot);
    else if (importing->lenient)
        put_words(importing, person, column->model->path, text, spot);
    else
        spoil(importing, person, spot,
              fault_add(importing, MESSAGE_CELL_NAME, column->model->heading, NULL));
}

/* ---- a person a line ------------------------------------------------------------------- */

/* The parts of a line between «;», trimmed; how many there are. */
static size_t cut(struct importing *importing, const char *line, const char *parts[MOST_PARTS])
{
    size_t count = 0;
    for (;;) {
        size_t const length = strcspn(line, ";");
        if (count < MOST_PARTS)
            parts[count] = trimmed(importing, arena_strndup(importing->scratch, line, length));
        count++;
        if (!line[length])
            return count;
        line += length + 1;
    }
}

/* The role says that the line is wrong: every schema of a person wants one. */
static void refuse_line(struct importing *importing, struct branch *person, const char *path,
                        struct map_spot spot, uint32_t fault)
{
    tree_put(importing, person, path, "@role", NULL, spot, fault);
}

/* A line says what no field of the person can hold. */
static bool says_too_much(const struct workbook_column *model, const char *parts[MOST_PARTS],
                          size_t count)
{
    return count > MOST_PARTS || (!model->third && *parts[2]) || (!model->fourth && *parts[3]);
}

static void line_fill(struct importing *importing, const struct taken_column *column,
                      const char *line, struct map_spot spot)
{
    const struct workbook_column *model = column->model;
    const char *parts[MOST_PARTS] = {"", "", "", ""};
    size_t const count = cut(importing, line, parts);
    struct branch *person = tree_make(importing, column->route, spot);
    struct name name = {.surname = ""};
    uint32_t fault = 0;
    /* One role alone: whoever has it on the sheet of people. */
    const char *role = count == 1 ? workbook_code(model, parts[0]) : NULL;
    bool const alone = role != NULL;
    if (!alone && count > 1 && *parts[1])
        role = value_code(importing, column, parts[1], &fault);
    /* «ФИО; роль; ФИО; роль»: two people, of whom one would become the other's position. */
    bool const two = (count == MOST_PARTS && workbook_code(model, parts[3])) ||
                     full_name_is_sure(importing->scratch, parts[2]);
    if (!fault && (says_too_much(model, parts, count) || !role || two))
        fault = fault_add(importing, MESSAGE_CELL_PERSON, model->heading, NULL);
    if (!fault && !alone && !full_name_read(importing->scratch, parts[0], &name))
        fault = fault_add(importing, MESSAGE_CELL_NAME, model->heading, NULL);
    if (fault && importing->lenient) {
        put_words(importing, person, model->path, parts[0], spot);
        return;
    }
    if (fault) {
        refuse_line(importing, person, model->path, spot, fault);
        return;
    }
    tree_put(importing, person, model->path, "@role", role, spot, 0);
    if (!alone)
        put_name(importing, person, model->path, &name, spot);
    if (model->third)
        tree_put(importing, person, model->path, model->third, parts[2], spot, 0);
    if (model->fourth)
        tree_put(importing, person, model->path, model->fourth, parts[3], spot, 0);
}

void people_list(struct importing *importing, const struct taken_column *column, const char *text,
                 struct map_spot spot)
{
    while (*text) {
        size_t const length = strcspn(text, "\n");
        const char *line = arena_strndup(importing->scratch, text, length);
        if (!text_is_blank(line))
            line_fill(importing, column, line, spot);
        text += length + (text[length] == '\n');
    }
}

/* ---- the sheet of people ------------------------------------------------------------------ */

static void take_date(struct somebody *person, const char *key, const char *date)
{
    if (strcmp(key, "from") == 0)
        person->from = date;
    else
        person->until = date;
}

static uint32_t take_words(struct importing *importing, struct somebody *person,
                           const struct taken_column *column, const char *text,
                           const struct sheet_cell *cell)
{
    const struct workbook_column *model = column->model;
    uint32_t fault;
    const char *value = value_text(importing, column, text, cell, true, &fault);
    if (!value)
        return fault;
    if (model->kind == COLUMN_CHOICE)
        person->role = value_code(importing, column, value, &fault);
    else if (model->kind != COLUMN_PERSON)
        person->position = arena_strdup(importing->arena, trimmed(importing, value));
    else if (!full_name_read(importing->arena, value, &person->name))
        fault = fault_add(importing, MESSAGE_CELL_NAME, model->heading, NULL);
    return fault;
}

static void take_cell(struct importing *importing, struct somebody *person,
                      const struct taken_sheet *sheet, const struct taken_column *column,
                      const struct sheet_cell *cell)
{
    const struct workbook_column *model = column->model;
    const char *text = cell_text(sheet, cell);
    uint32_t fault = 0;
    if (model->kind == COLUMN_YES) {
        person->signs = value_is_yes(importing->form, text, cell);
        if (!person->signs && !value_is_no(text, cell))
            fault = fault_add(importing, MESSAGE_CELL_YES, model->heading, importing->form->yes);
    } else if (model->kind == COLUMN_DATE) {
        const char *date = value_date(importing, column, text, cell, &fault);
        take_date(person, model->key, date ? arena_strdup(importing->arena, date) : NULL);
    } else {
        fault = take_words(importing, person, column, text, cell);
    }
    if (fault)
        tell_fault(importing, fault, person->spot);
}

/* The last day of somebody comes before the first. */
static void tell_turned(struct importing *importing, const struct taken_sheet *sheet,
                        const struct sheet_row *row)
{
    for (uint32_t i = 0; i < row->count; i++) {
        const struct workbook_column *model = sheet->columns[row->cells[i].column].model;
        if (model && strcmp(model->key, "until") == 0)
            tell_at(importing, MESSAGE_CELL_DATE, spot_of(sheet, row->number, row->cells[i].column),
                    model->heading,
                    DIAG_BOTH("последний день раньше первого", "the last day is before the first"));
    }
}

static void read_row(struct importing *importing, const struct taken_sheet *sheet,
                     const struct sheet_row *row)
{
    struct somebody *person = ARENA_NEW(importing->arena, struct somebody);
    bool any = false;
    for (uint32_t i = 0; i < row->count; i++) {
        const struct sheet_cell *cell = &row->cells[i];
        const struct taken_column *column = &sheet->columns[cell->column];
        if (!column->model || cell_is_blank(cell))
            continue;
        any = any || column->model->kind == COLUMN_PERSON;
        person->spot = spot_of(sheet, row->number, cell->column);
        take_cell(importing, person, sheet, column, cell);
    }
    person->spot = spot_of(sheet, row->number, 0);
    if (person->from && person->until && strcmp(person->from, person->until) > 0)
        tell_turned(importing, sheet, row);
    if (any && !person->role)
        tell_at(importing, MESSAGE_PERSON_ROLE, person->spot, NULL, NULL);
    if (any && person->role)
        LIST_APPEND(importing->last_person, person);
}

void people_read(struct importing *importing)
{
    importing->last_person = &importing->people;
    for (size_t i = 0; i < importing->sheet_count; i++) {
        const struct taken_sheet *sheet = &importing->sheets[i];
        for (size_t j = 0; sheet->model->scope == SHEET_PEOPLE && j < sheet->sheet->row_count; j++)
            if (sheet->sheet->rows[j].number >= sheet->first_row)
                read_row(importing, sheet, &sheet->sheet->rows[j]);
        arena_reset(importing->scratch);
    }
}

/* ---- what a case leaves to it ---------------------------------------------------------------- */

static const struct branch *child(const struct branch *parent, const char *name)
{
    const struct branch *at = parent->first;
    while (at && strcmp(at->name, name) != 0)
        at = at->next;
    return at;
}

/* Was at work on a day (ISO), or on any when the day is not known. */
static bool serves(const struct somebody *person, const char *day)
{
    return !day || ((!person->from || strcmp(person->from, day) <= 0) &&
                    (!person->until || strcmp(person->until, day) >= 0));
}

/* The first of that role who was at work then. */
static const struct somebody *find_role(const struct importing *importing, const char *role,
                                        const char *day)
{
    const struct somebody *person = importing->people;
    while (person && (strcmp(person->role, role) != 0 || !serves(person, day)))
        person = person->next;
    return person;
}

static bool is_same_name(const struct name *one, const struct name *other)
{
    return strcmp(one->surname, other->surname) == 0 && strcmp(one->given, other->given) == 0 &&
           strcmp(one->patronymic, other->patronymic) == 0;
}

/* Somebody else of the role was at work then, too. */
static bool has_rival(const struct importing *importing, const struct somebody *person,
                      const char *day)
{
    for (const struct somebody *at = importing->people; at; at = at->next)
        if (strcmp(at->role, person->role) == 0 && serves(at, day) &&
            !is_same_name(&at->name, &person->name))
            return true;
    return false;
}

/* Whom a role means cannot be told: rather than the first of them nobody is named. */
static void refuse_role(struct importing *importing, struct branch *element, struct map_spot spot)
{
    const struct workbook_sheet *sheet = workbook_sheet_of(importing->form, SHEET_PEOPLE);
    spoil(importing, element, spot,
          fault_add(importing, MESSAGE_ROLE_SEVERAL, sheet ? sheet->name : "?", NULL));
}

/* A person of the case who has a role and no name.  Whom the sheet does not know the school may. */
static void complete(struct importing *importing, struct branch *element, const char *path,
                     const char *day, bool signs)
{
    const struct branch *role = child(element, "role");
    const struct somebody *person =
        role && !role->fault && !child(element, "surname") && !child(element, "x")
            ? find_role(importing, role->text, day)
            : NULL;
    if (!person)
        return;
    if (has_rival(importing, person, day)) {
        refuse_role(importing, element, role->spot);
        return;
    }
    put_name(importing, element, path, &person->name, element->spot);
    if (signs && person->position && !child(element, "position"))
        tree_put(importing, element, path, "@position", person->position, element->spot, 0);
}

static const char *date_of(const struct branch *root, const char *name)
{
    const struct branch *element = child(root, name);
    const struct branch *date = element ? child(element, "date") : NULL;
    return date && !date->fault ? date->text : NULL;
}

/* A signer whom the case itself names for a role, or whom an earlier row of the sheet of people did. */
static struct branch *signer_of(const struct importing *importing, const char *code)
{
    const struct branch *list = child(importing->root, "signers");
    for (struct branch *signer = list ? list->first : NULL; signer; signer = signer->next) {
        const struct branch *role = child(signer, "role");
        if (role && role->text && strcmp(role->text, code) == 0)
            return signer;
    }
    return NULL;
}

/* Two who followed each other in a post: the day tells them apart, when it is known. */
static bool follow(const struct somebody *one, const struct somebody *other)
{
    return (one->until && other->from && strcmp(one->until, other->from) < 0) ||
           (other->until && one->from && strcmp(other->until, one->from) < 0);
}

/* One of those who sign each case whose post somebody before him on the sheet has, too. */
static bool is_doubtful(const struct importing *importing, const struct somebody *person,
                        const char *day)
{
    const struct somebody *at = importing->people;
    while (at != person && !(at->signs && serves(at, day) && strcmp(at->role, person->role) == 0 &&
                             follow(at, person)))
        at = at->next;
    return at != person;
}

/* One who signs each case, unless the case names another of the role; several of one role sign all. */
static void add_signer(struct importing *importing, const struct somebody *person, const char *day)
{
    static const char path[] = "signers/signer";
    const struct route *route = route_find(importing, path);
    struct branch *other = signer_of(importing, person->role);
    if (!route || (other && other->spot.sheet != person->spot.sheet))
        return;
    for (const struct somebody *at = importing->people; at != person; at = at->next)
        if (at->signs && serves(at, day) && strcmp(at->role, person->role) == 0 &&
            is_same_name(&at->name, &person->name))
            return;
    if (is_doubtful(importing, person, day)) {
        if (!child(other, "x"))
            refuse_role(importing, other, person->spot);
        return;
    }
    struct branch *signer = tree_make(importing, route, person->spot);
    tree_put(importing, signer, path, "@role", person->role, person->spot, 0);
    put_name(importing, signer, path, &person->name, person->spot);
    if (person->position)
        tree_put(importing, signer, path, "@position", person->position, person->spot, 0);
}

static void complete_all(struct importing *importing, const char *list, const char *path,
                         const char *day, bool signs)
{
    const struct branch *parent = child(importing->root, list);
    for (struct branch *at = parent ? parent->first : NULL; at; at = at->next)
        complete(importing, at, path, day, signs);
}

void people_complete(struct importing *importing)
{
    struct branch *root = importing->root;
    const char *begun = date_of(root, "decision");
    const char *ended = date_of(root, "conclusion");
    const char *last = ended ? ended : begun;
    struct branch *lead = (struct branch *)child(root, "lead");
    if (lead)
        complete(importing, lead, "lead", begun, false);
    complete_all(importing, "participants", "participants/participant", begun, false);
    complete_all(importing, "signers", "signers/signer", last, true);
    for (const struct somebody *person = importing->people; person; person = person->next)
        if (person->signs && serves(person, last))
            add_signer(importing, person, last);
}
