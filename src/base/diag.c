/*
 * diag.c - collecting, sorting and printing diagnostics; see diag.h.
 */
#include "base/diag.h"

#include "base/arena.h"
#include "base/file.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct message_row {
    const char *code;
    enum severity severity;
    const char *text[2];
};

static const struct message_row messages[MESSAGE_COUNT] = {
#define X(id, code, severity, ru, en) {code, severity, {ru, en}},
#include "base/messages.def"
#undef X
};

struct entry {
    struct diag diag;
    size_t order;
    size_t file_order;
};

struct diags {
    struct arena *arena;
    struct entry *entries;
    size_t count;
    size_t cap;
    diag_namer *namer; /* or NULL */
    const void *context;
    diag_placer *placer; /* or NULL */
    const void *places;  /* its context */
    struct text case_id; /* at work; or empty */
};

const char diag_field[] = "";

struct diags *diags_new(void)
{
    struct diags *diags = xmalloc(sizeof *diags);
    *diags = (struct diags){.arena = arena_new()};
    return diags;
}

void diags_free(struct diags *diags)
{
    if (!diags)
        return;
    arena_free(diags->arena);
    text_free(&diags->case_id);
    free(diags->entries);
    free(diags);
}

void diags_clear(struct diags *diags)
{
    arena_reset(diags->arena);
    diags->count = 0;
}

void diags_set_namer(struct diags *diags, diag_namer *namer, const void *context)
{
    diags->namer = namer;
    diags->context = context;
}

void diags_set_placer(struct diags *diags, diag_placer *placer, const void *context)
{
    diags->placer = placer;
    diags->places = context;
}

void diags_set_case(struct diags *diags, const char *case_id)
{
    text_clear(&diags->case_id);
    text_add(&diags->case_id, case_id ? case_id : "");
}

const char *message_code(enum message message)
{
    return messages[message].code;
}

static size_t file_order(const struct diags *diags, const char *file)
{
    size_t next = 0;
    for (size_t i = 0; i < diags->count; i++) {
        const struct entry *entry = &diags->entries[i];
        if (strcmp(entry->diag.pos.file, file) == 0)
            return entry->file_order;
        if (entry->file_order >= next)
            next = entry->file_order + 1;
    }
    return next;
}

static struct diag_cell copy_cell(struct arena *arena, const struct diag_cell *cell)
{
    struct diag_cell copy = *cell;
    copy.sheet = cell->sheet ? arena_strdup(arena, cell->sheet) : NULL;
    copy.case_id = cell->case_id ? arena_strdup(arena, cell->case_id) : NULL;
    return copy;
}

/* Takes a copy of a diagnostic in, unless its placer leaves it out. */
static void put(struct diags *diags, struct diag diag)
{
    struct arena *arena = diags->arena;
    size_t const order = file_order(diags, diag.pos.file);
    if (!diag.cell.sheet && diags->placer && !diags->placer(diags->places, &diag))
        return;
    if (!diag.cell.sheet && !diag.cell.case_id && diags->case_id.len)
        diag.cell.case_id = text_string(&diags->case_id);
    diags->entries = xgrow(diags->entries, diags->count, &diags->cap, sizeof *diags->entries);
    diag.code = arena_strdup(arena, diag.code);
    diag.pos.file = arena_strdup(arena, diag.pos.file);
    diag.cell = copy_cell(arena, &diag.cell);
    diag.path = diag.path ? arena_strdup(arena, diag.path) : NULL;
    for (enum language language = LANGUAGE_RU; language <= LANGUAGE_EN; language++)
        diag.text[language] = arena_strdup(arena, diag.text[language]);
    diags->entries[diags->count] =
        (struct entry){.order = diags->count, .file_order = order, .diag = diag};
    diags->count++;
}

void diag_add_text(struct diags *diags, enum severity severity, const char *code, struct pos pos,
                   const char *path, const char *ru, const char *en)
{
    if (!pos.file)
        pos.file = "formulyar";
    put(diags, (struct diag){
                   .code = code, .severity = severity, .pos = pos, .path = path, .text = {ru, en}});
}

void diags_set_cell(struct diags *diags, const struct diag_cell *cell)
{
    if (diags->count)
        diags->entries[diags->count - 1].diag.cell = copy_cell(diags->arena, cell);
}

void diags_find_cases(struct diags *diags, diag_case_finder *finder, const void *context)
{
    for (size_t i = 0; i < diags->count; i++) {
        struct diag *diag = &diags->entries[i].diag;
        const char *id = diag->cell.sheet || diag->cell.case_id ? NULL : finder(context, diag->pos);
        if (id)
            diag->cell.case_id = arena_strdup(diags->arena, id);
    }
}

const char *diag_both(struct arena *arena, const char *ru, const char *en)
{
    return arena_printf(arena, "%s" DIAG_SEPARATOR "%s", ru, en);
}

enum { MAX_ARGUMENTS = 9 };

void diag_half_add(struct text *out, const char *both, enum language language)
{
    const char *separator = strchr(both, DIAG_SEPARATOR[0]);
    if (!separator)
        text_add(out, both);
    else if (language == LANGUAGE_RU)
        text_add_bytes(out, both, (size_t)(separator - both));
    else
        text_add(out, separator + 1);
}

static void fill(struct text *out, const char *pattern, const char *const *arguments, size_t count,
                 enum language language)
{
    for (const char *p = pattern; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
            size_t const index = (size_t)(p[1] - '1');
            if (index < count)
                diag_half_add(out, arguments[index], language);
            p += 2;
        } else {
            text_add_char(out, *p);
        }
    }
}

static const char *field_of(const struct diags *diags, const char *path)
{
    const char *name =
        diags->namer && path ? diags->namer(diags->context, path, diags->arena) : NULL;
    return name ? name : DIAG_BOTH("текст формы", "the text of the form");
}

void diag_add(struct diags *diags, enum message message, struct pos pos, const char *path, ...)
{
    const char *arguments[MAX_ARGUMENTS];
    size_t count = 0;
    va_list args;
    va_start(args, path);
    for (const char *arg; count < MAX_ARGUMENTS && (arg = va_arg(args, const char *)) != NULL;)
        arguments[count++] = arg == diag_field ? field_of(diags, path) : arg;
    va_end(args);

    const struct message_row *row = &messages[message];
    struct text filled[2] = {TEXT_EMPTY, TEXT_EMPTY};
    for (enum language language = LANGUAGE_RU; language <= LANGUAGE_EN; language++)
        fill(&filled[language], row->text[language], arguments, count, language);
    diag_add_text(diags, row->severity, row->code, pos, path, text_string(&filled[LANGUAGE_RU]),
                  text_string(&filled[LANGUAGE_EN]));
    text_free(&filled[LANGUAGE_RU]);
    text_free(&filled[LANGUAGE_EN]);
}

void diag_add_error(struct diags *diags, enum message message, const char *path, int error)
{
    diag_add(diags, message, (struct pos){.file = path}, NULL, file_reason(error), NULL);
}

void diags_append(struct diags *diags, const struct diags *from)
{
    for (size_t i = 0; i < from->count; i++)
        put(diags, from->entries[i].diag);
}

static bool same(const struct diag *a, const struct diag *b)
{
    return a->pos.line == b->pos.line && a->pos.column == b->pos.column &&
           strcmp(a->code, b->code) == 0 && strcmp(a->pos.file, b->pos.file) == 0 &&
           strcmp(a->text[LANGUAGE_RU], b->text[LANGUAGE_RU]) == 0;
}

void diags_merge(struct diags *diags, const struct diags *from)
{
    for (size_t i = 0; i < diags_count(from); i++) {
        const struct diag *diag = diags_get(from, i);
        bool known = false;
        for (size_t j = 0; j < diags_count(diags) && !known; j++)
            known = same(diag, diags_get(diags, j));
        if (!known)
            put(diags, *diag);
    }
}

size_t diags_count(const struct diags *diags)
{
    return diags->count;
}

const struct diag *diags_get(const struct diags *diags, size_t index)
{
    return &diags->entries[index].diag;
}

size_t diags_at_least(const struct diags *diags, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        count += diags->entries[i].diag.severity >= severity;
    return count;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    long const differences[] = {
        (long)a->file_order - (long)b->file_order,
        a->diag.pos.line - b->diag.pos.line,
        a->diag.pos.column - b->diag.pos.column,
        (long)a->order - (long)b->order,
    };
    size_t first = 0;
    while (first + 1 < sizeof differences / sizeof *differences && !differences[first])
        first++;
    return (differences[first] > 0) - (differences[first] < 0);
}

void diags_sort(struct diags *diags)
{
    if (diags->count)
        qsort(diags->entries, diags->count, sizeof *diags->entries, compare_entries);
}

static const char *severity_name(enum severity severity, enum language language)
{
    static const char *const names[][2] = {
        [SEVERITY_WARNING] = {"предупреждение", "warning"},
        [SEVERITY_ERROR] = {"ошибка", "error"},
        [SEVERITY_SYSTEM] = {"ошибка", "error"},
    };
    return names[severity][language];
}

static void add_column(struct text *out, long column)
{
    char letters[16];
    size_t at = sizeof letters;
    for (; column > 0 && at; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    text_add_bytes(out, letters + at, sizeof letters - at);
}

/* "G7"; of a whole row, "7". */
static void add_reference(struct text *out, const struct diag_cell *cell)
{
    add_column(out, cell->column);
    text_add_int(out, cell->row);
}

void diag_cell_add(struct text *out, const struct diag_cell *cell)
{
    if (*cell->sheet) {
        text_add(out, "«");
        text_add_shown(out, cell->sheet);
        text_add(out, "»");
    }
    if (*cell->sheet && cell->row)
        text_add_char(out, '!');
    if (cell->row)
        add_reference(out, cell);
}

static void add_place(struct text *out, const struct diag *diag, enum language language)
{
    const struct diag_cell *cell = &diag->cell;
    if (cell->sheet) {
        text_add(out, *cell->sheet || cell->row ? ": " : "");
        diag_cell_add(out, cell);
        if (cell->case_id && *cell->case_id)
            text_format(out, language == LANGUAGE_RU ? " (дело %s)" : " (case %s)", cell->case_id);
        return;
    }
    if (diag->pos.line)
        text_format(out, ":%ld", diag->pos.line);
    if (diag->pos.line && diag->pos.column)
        text_format(out, ":%ld", diag->pos.column);
}

void diags_print(const struct diags *diags, enum language language, struct text *out)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->entries[i].diag;
        text_add_shown(out, diag->pos.file);
        add_place(out, diag, language);
        text_format(out, ": %s: ", severity_name(diag->severity, language));
        if (!diag->cell.sheet && diag->cell.case_id)
            text_format(out,
                        language == LANGUAGE_RU ? "дело %s: " : "case %s: ", diag->cell.case_id);
        text_add_shown(out, diag->text[language]);
        text_format(out, " [%s]\n", diag->code);
    }
}

static void add_cell_json(struct text *out, const struct diag_cell *cell)
{
    struct text reference = TEXT_EMPTY;
    if (cell->row)
        add_reference(&reference, cell);
    text_format_json(out, "\"sheet\":%s,\"cell\":%s,", cell->sheet, text_string(&reference));
    text_free(&reference);
}

void diags_print_json(const struct diags *diags, enum language language, struct text *out)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->entries[i].diag;
        const struct diag_cell *cell = &diag->cell;
        text_format_json(out, "{\"file\":%s,\"line\":%ld,\"column\":%ld,", diag->pos.file,
                         cell->sheet ? cell->row : diag->pos.line,
                         cell->sheet ? cell->column : diag->pos.column);
        if (cell->sheet)
            add_cell_json(out, cell);
        if (cell->sheet || cell->case_id) {
            text_add(out, "\"case\":");
            text_format_json(out, cell->case_id ? "%s" : "null", cell->case_id);
            text_add_char(out, ',');
        }
        text_format_json(out, "\"severity\":%s,\"code\":%s,\"path\":",
                         severity_name(diag->severity, LANGUAGE_EN), diag->code);
        text_format_json(out, diag->path ? "%s" : "null", diag->path);
        text_format_json(out, ",\"message\":%s}\n", diag->text[language]);
    }
}

int diags_exit_status(const struct diags *diags)
{
    if (diags_at_least(diags, SEVERITY_SYSTEM))
        return 3;
    return diags_at_least(diags, SEVERITY_ERROR) ? 1 : 0;
}
