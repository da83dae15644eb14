/* staff.c - see staff.h. */
#include "table/staff.h"

#include "base/seen.h"
#include "base/unicode.h"

#include <stdlib.h>

enum { MOST_HEADING_ROWS = 100, LONGEST_HEADING = 200, MOST_WORDS = 8 };

enum column { SURNAME, NAME, PATRONYMIC, WHOLE, PERSON, POSITION, COLUMNS };

/* A row of headings; a column of 0 is not there. */
struct headings {
    const struct sheet *sheet;
    size_t row; /* its index */
    uint32_t columns[COLUMNS];
};

/* ---- words of a heading ------------------------------------------------------------------- */

/* The letters of a heading as small words, ё as е: «Ф. И. О. (полностью)» is "ф и о полностью". */
static void add_words(struct text *out, const char *heading)
{
    bool in_word = false;
    while (*heading) {
        uint32_t code = unicode_small(utf8_next(&heading));
        if (code == 0x0451)
            code = 0x0435;
        bool const is_letter = unicode_kind(code) == UNICODE_LETTER;
        if (is_letter && !in_word && out->len)
            text_add_char(out, ' ');
        if (is_letter)
            text_add_utf8(out, code);
        in_word = is_letter;
    }
}

/* True when the words begin with these, whole. */
static bool begin_with(const char *words, const char *with)
{
    size_t const length = strlen(with);
    return strncmp(words, with, length) == 0 && (words[length] == ' ' || !words[length]);
}

static bool are_among(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (begin_with(words, list[i]))
            return true;
    return false;
}

/* Words that mean a person when nothing else is said. */
static bool is_person(const char *words)
{
    static const char *const persons[] = {"сотрудник",
                                          "сотрудники",
                                          "работник",
                                          "работники",
                                          "педагог",
                                          "педагоги",
                                          "учитель",
                                          "учителя",
                                          "воспитатель",
                                          "преподаватель",
                                          "педагогический работник",
                                          "педагогические работники"};
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
        if (strcmp(words, persons[i]) == 0)
            return true;
    return false;
}

static enum column column_of(const char *words)
{
    static const char *const positions[] = {"должность",
                                            "должности",
                                            "занимаемая должность",
                                            "наименование должности",
                                            "название должности",
                                            "основная должность",
                                            "должность по"};
    static const char *const wholes[] = {
        "фио", "ф и о", "фамилия имя", "фамилия и о", "фамилия инициалы", "полное имя"};
    if (is_person(words))
        return PERSON;
    if (are_among(words, wholes, sizeof wholes / sizeof *wholes))
        return WHOLE;
    if (begin_with(words, "фамилия"))
        return SURNAME;
    if (begin_with(words, "имя"))
        return NAME;
    if (begin_with(words, "отчество"))
        return PATRONYMIC;
    if (are_among(words, positions, sizeof positions / sizeof *positions))
        return POSITION;
    return COLUMNS;
}

/* ---- finding the row ---------------------------------------------------------------------- */

/* True when the row has the headings of a list; the first of two alike counts. */
static bool read_headings(const struct sheet_row *row, uint32_t columns[COLUMNS])
{
    struct text words = TEXT_EMPTY;
    memset(columns, 0, COLUMNS * sizeof *columns);
    for (uint32_t i = 0; i < row->count; i++) {
        const struct sheet_cell *cell = &row->cells[i];
        if (cell->kind != CELL_TEXT || strlen(cell->text) > LONGEST_HEADING)
            continue;
        text_clear(&words);
        add_words(&words, cell->text);
        enum column const column = column_of(text_string(&words));
        if (column != COLUMNS && !columns[column])
            columns[column] = cell->column;
    }
    text_free(&words);
    if (columns[SURNAME] && columns[NAME])
        columns[WHOLE] = columns[PERSON] = 0;
    else if (columns[SURNAME] && !columns[WHOLE]) /* «Фамилия» over whole names */
        columns[WHOLE] = columns[SURNAME];
    else if (columns[POSITION] && !columns[WHOLE]) /* «Учитель» alone is somebody's position */
        columns[WHOLE] = columns[PERSON];
    if (columns[WHOLE])
        columns[SURNAME] = columns[NAME] = columns[PATRONYMIC] = 0;
    return columns[SURNAME] || columns[WHOLE];
}

/* Looks through sheets that are hidden or not, for a row with Должность or any. */
static bool find_in(const struct workbook *workbook, bool hidden, bool with_position,
                    struct headings *found)
{
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        const struct sheet *sheet = &workbook->sheets[i];
        if (sheet->is_hidden != hidden)
            continue;
        for (size_t row = 0; row < sheet->row_count && row < MOST_HEADING_ROWS; row++) {
            *found = (struct headings){.sheet = sheet, .row = row};
            if (read_headings(&sheet->rows[row], found->columns) &&
                (found->columns[POSITION] || !with_position))
                return true;
        }
    }
    return false;
}

static bool find_headings(const struct workbook *workbook, struct headings *found)
{
    return find_in(workbook, false, true, found) || find_in(workbook, true, true, found) ||
           find_in(workbook, false, false, found) || find_in(workbook, true, false, found);
}

/* ---- people -------------------------------------------------------------------------------- */

struct listing {
    const struct headings *headings;
    const char *file;
    struct arena *arena;
    struct diags *diags;
    struct seen seen;  /* name and position */
    struct seen names; /* names alone */
    struct staff_member *members;
    size_t count, room;
};

static void tell(const struct listing *listing, enum message message, uint32_t row, uint32_t column)
{
    struct diag_cell const cell = {
        .sheet = listing->headings->sheet->name, .row = (long)row, .column = (long)column};
    diag_add(listing->diags, message, (struct pos){.file = listing->file}, NULL, NULL);
    diags_set_cell(listing->diags, &cell);
}

/* The text of a cell with its white space folded, no-break spaces too; "" for none. */
static const char *text_of(const struct listing *listing, const struct sheet_row *row,
                           enum column column)
{
    uint32_t const at = listing->headings->columns[column];
    const struct sheet_cell *cell = at ? table_cell(row, at) : NULL;
    struct text text = TEXT_EMPTY;
    if (!cell || cell->kind == CELL_ERROR || cell->kind == CELL_EMPTY)
        return "";
    struct text cleaned = TEXT_EMPTY;
    text_add(&cleaned, cell->text);
    unicode_clean(&cleaned);
    for (const char *from = text_string(&cleaned); *from;) {
        uint32_t const code = utf8_next(&from);
        text_add_utf8(&text, unicode_kind(code) == UNICODE_SPACE ? ' ' : code);
    }
    text_free(&cleaned);
    unicode_normalise(&text);
    text_fold(&text, true);
    return text_take(&text, listing->arena);
}

/* A word that can be a name written out: no initial, no mark, no number. */
static bool is_name(const char *word)
{
    size_t letters = 0;
    if (!unicode_begins_capital(word))
        return false;
    while (*word) {
        uint32_t const code = utf8_next(&word);
        enum unicode_kind const kind = unicode_kind(code);
        letters += kind == UNICODE_LETTER;
        if (kind != UNICODE_LETTER && kind != UNICODE_MARK && kind != UNICODE_DASH &&
            code != '\'' && code != 0x2019)
            return false;
    }
    return letters > 1;
}

/* Takes a whole name apart when it is exactly three words; false otherwise. */
static bool split(const char *whole, struct staff_member *member, struct arena *arena)
{
    const char *words[4] = {NULL};
    const char *rest = whole;
    size_t count = 0;
    while (count < 4 && (words[count] = text_next_word(&rest, arena)))
        count++;
    if (count != 3 || !is_name(words[0]) || !is_name(words[1]) || !is_name(words[2]))
        return false;
    member->surname = words[0];
    member->name = words[1];
    member->patronymic = words[2];
    return true;
}

/* Rows that stand in lists and name nobody: «Итого», the numbers of columns, the headings once more. */
static bool names_nobody(const struct sheet_row *row, const char *name)
{
    static const char *const ends[] = {"итого", "всего", "вакансия", "вакант", "вакантно"};
    struct text words = TEXT_EMPTY;
    uint32_t columns[COLUMNS];
    add_words(&words, name);
    bool const found =
        !words.len || are_among(text_string(&words), ends, sizeof ends / sizeof *ends);
    text_free(&words);
    return found || read_headings(row, columns);
}

/* A title over a part of the list: one cell merged across the columns, nothing else in the row. */
static bool is_title(const struct listing *listing, const struct sheet_row *row)
{
    const struct sheet_range *range =
        table_merged(listing->headings->sheet, row->number, row->cells[0].column);
    return row->count == 1 && range && range->last_column > range->column;
}

static void add_member(struct listing *listing, const struct staff_member *member)
{
    const char *name = member->whole ? member->whole
                                     : arena_printf(listing->arena, "%s %s %s", member->surname,
                                                    member->name, member->patronymic);
    if (!seen_add(&listing->seen, arena_printf(listing->arena, "%s\n%s", name, member->position)))
        return;
    if (!seen_add(&listing->names, name))
        tell(listing, MESSAGE_STAFF_TWICE, member->row, member->column);
    listing->members =
        xgrow(listing->members, listing->count, &listing->room, sizeof *listing->members);
    listing->members[listing->count++] = *member;
}

static void read_member(struct listing *listing, const struct sheet_row *row)
{
    const struct headings *headings = listing->headings;
    struct staff_member member = {.surname = text_of(listing, row, SURNAME),
                                  .name = text_of(listing, row, NAME),
                                  .patronymic = text_of(listing, row, PATRONYMIC),
                                  .position = text_of(listing, row, POSITION),
                                  .row = row->number};
    const char *whole = text_of(listing, row, WHOLE);
    bool const is_whole = headings->columns[WHOLE] != 0;
    member.column = headings->columns[is_whole ? WHOLE : SURNAME];
    const char *name = is_whole ? whole : member.surname;
    if (is_title(listing, row) || names_nobody(row, name))
        return;
    if (is_whole && !split(whole, &member, listing->arena)) {
        member.whole = whole;
        tell(listing, MESSAGE_STAFF_WHOLE, row->number, member.column);
    } else if (!*member.name) {
        tell(listing, MESSAGE_STAFF_NAME, row->number, headings->columns[NAME]);
    }
    add_member(listing, &member);
}

static bool finish(struct listing *listing, struct staff *staff)
{
    const struct headings *headings = listing->headings;
    struct staff_member *members = ARENA_ARRAY(listing->arena, listing->count, struct staff_member);
    if (listing->count)
        memcpy(members, listing->members, listing->count * sizeof *members);
    *staff = (struct staff){.members = members,
                            .count = listing->count,
                            .sheet = headings->sheet,
                            .heading = headings->sheet->rows[headings->row].number};
    if (!listing->count)
        tell(listing, MESSAGE_STAFF_EMPTY, staff->heading, 0);
    else if (!headings->columns[POSITION])
        tell(listing, MESSAGE_STAFF_POSITION, staff->heading, 0);
    free(listing->members);
    seen_free(&listing->seen);
    seen_free(&listing->names);
    return listing->count > 0;
}

bool staff_find(const struct workbook *workbook, const char *file, struct arena *arena,
                struct staff *staff, struct diags *diags)
{
    struct headings headings;
    struct listing listing = {.headings = &headings, .file = file, .arena = arena, .diags = diags};
    *staff = (struct staff){0};
    if (!find_headings(workbook, &headings)) {
        diag_add(diags, MESSAGE_STAFF_NONE, (struct pos){.file = file}, NULL, NULL);
        return false;
    }
    for (size_t i = headings.row + 1; i < headings.sheet->row_count; i++)
        read_member(&listing, &headings.sheet->rows[i]);
    return finish(&listing, staff);
}
