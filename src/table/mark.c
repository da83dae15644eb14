/* mark.c - see mark.h. */
#include "table/marking.h"

#include "package/pack.h"

#include <stdlib.h>

/* ---- which cells ------------------------------------------------------------------------- */

/* In the order in which they stand; an error comes before the warnings of its cell. */
static int by_place(const void *left, const void *right)
{
    const struct spot *a = left;
    const struct spot *b = right;
    int const order = strcmp(a->sheet, b->sheet);
    if (order)
        return order;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->is_warning != b->is_warning)
        return a->is_warning ? 1 : -1;
    return strcmp(a->text, b->text);
}

static bool is_same_cell(const struct spot *a, const struct spot *b)
{
    return a->row == b->row && a->column == b->column && strcmp(a->sheet, b->sheet) == 0;
}

/* The place of a mark: of a whole row its first cell that holds something. */
static struct spot spot_of(const struct table_mark *mark, const struct sheet *sheet)
{
    const struct sheet_row *row = table_row(sheet, mark->row);
    uint32_t const column = mark->column ? mark->column : row ? row->cells[0].column : 1;
    return (struct spot){.row = mark->row ? mark->row : 1,
                         .column = column,
                         .is_warning = mark->is_warning,
                         .text = mark->text,
                         .sheet = sheet->name};
}

/* The spots of all marks, sorted, those of one cell put together; returns how many. */
static size_t collect(const struct workbook *book, const struct table_mark *marks, size_t count,
                      struct spot *spots, struct arena *arena)
{
    size_t found = 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct sheet *sheet = table_sheet(book, marks[i].sheet);
        if (sheet && marks[i].row <= TABLE_LAST_ROW && marks[i].column <= TABLE_LAST_COLUMN)
            spots[found++] = spot_of(&marks[i], sheet);
    }
    qsort(spots, found, sizeof *spots, by_place);
    for (size_t i = 0; i < found; i++) {
        struct spot *last = kept ? &spots[kept - 1] : NULL;
        if (!last || !is_same_cell(last, &spots[i]))
            spots[kept++] = spots[i];
        else if (strcmp(spots[i - 1].text, spots[i].text) != 0)
            last->text = arena_printf(arena, "%s\n%s", last->text, spots[i].text);
    }
    return kept;
}

/* ---- the copy ----------------------------------------------------------------------------- */

static const char *part_of(const struct marking *marking, const char *sheet)
{
    for (size_t i = 0; i < marking->book.count; i++) {
        const struct xlsx_tab *tab = &marking->book.tabs[i];
        const struct relation *relation = xlsx_relation(&marking->book.relations, tab->relation);
        if (strcmp(tab->name, sheet) == 0 && relation && strcmp(relation->type, "worksheet") == 0)
            return relation->target;
    }
    return NULL;
}

static bool mark_sheets(struct marking *marking, const struct spot *spots, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t next = i;
        while (next < count && strcmp(spots[next].sheet, spots[i].sheet) == 0)
            next++;
        const char *part = part_of(marking, spots[i].sheet);
        if (!part || !marking_colour(marking, part, spots + i, next - i) ||
            !marking_comment(marking, part, spots + i, next - i))
            return part ? false : builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
        i = next;
    }
    return true;
}

/* Reads what is needed to know of the workbook, and marks it in memory. */
static bool mark_workbook(struct marking *marking, const struct spot *spots, size_t count)
{
    struct xlsx *xlsx = &marking->xlsx;
    if (!xlsx_read_book(xlsx, &marking->book))
        return false;
    const struct relation *styles = xlsx_related(&marking->book.relations, "styles");
    if (styles && styles->part != SIZE_MAX && !xlsx_read_styles(xlsx, styles->part))
        return false;
    marking->base_styles = xlsx->format_count ? xlsx->format_count : 1;
    return mark_sheets(marking, spots, count) &&
           (!marking->style_count || marking_write_styles(marking));
}

static bool write_copy(const struct marking *marking, const void *bytes, size_t size,
                       struct text *out, struct diags *diags)
{
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    size_t count = 0;
    for (const struct edit *edit = marking->first; edit; edit = edit->next)
        count++;
    struct part *parts = xcalloc(count + 1, sizeof *parts);
    struct part *part = parts;
    for (struct edit *edit = marking->first; edit; edit = edit->next, part++) {
        part->name = edit->name;
        part->data = edit->data;
        edit->data = TEXT_EMPTY;
        part_pack(deflater, part);
    }
    int const status = package_change(bytes, size, parts, count, out, diags);
    for (size_t i = 0; i < count; i++)
        part_free(&parts[i]);
    free(parts);
    deflater_free(deflater);
    return status == 0;
}

static bool mark_package(const void *bytes, size_t size, struct builder *builder,
                         const struct spot *spots, size_t count, const char *author,
                         struct text *out, struct pos pos, struct diags *diags)
{
    enum package_problem problem;
    struct marking marking = {.author = author};
    marking.xlsx = (struct xlsx){
        .builder = builder,
        .unpacker = unpacker_open(bytes, size, &builder->budget, builder->arena, &problem),
        .stream = xmlstream_new()};
    bool good = marking.xlsx.unpacker && mark_workbook(&marking, spots, count);
    if (!good)
        diag_add(diags, MESSAGE_MARK_FAILED, pos, NULL, NULL);
    else
        good = write_copy(&marking, bytes, size, out, diags);
    unpacker_close(marking.xlsx.unpacker);
    xmlstream_free(marking.xlsx.stream);
    for (struct edit *edit = marking.first; edit; edit = edit->next)
        text_free(&edit->data);
    free(marking.styles);
    return good;
}

bool table_mark(const void *bytes, size_t size, const char *name, const struct table_mark *marks,
                size_t count, const char *author, struct text *out, struct diags *diags)
{
    struct pos const pos = {.file = name};
    struct arena *arena = arena_new();
    struct diags *said = diags_new();
    const struct workbook *book = table_read(bytes, size, name, arena, said);
    bool good = false;
    if (!book) {
        diags_append(diags, said);
    } else if (book->format != TABLE_XLSX) {
        diag_add(diags, MESSAGE_MARK_FORMAT, pos, NULL, NULL);
    } else if (book->lacks_styles) {
        diag_add(diags, MESSAGE_MARK_FAILED, pos, NULL, NULL);
    } else {
        struct builder builder;
        struct spot *spots = ARENA_ARRAY(arena, count + !count, struct spot);
        size_t const found = collect(book, marks, count, spots, arena);
        builder_start(&builder, arena, size);
        good = mark_package(bytes, size, &builder, spots, found, author, out, pos, diags);
        builder_free(&builder);
    }
    diags_free(said);
    arena_free(arena);
    return good;
}

const char *table_marked_name(const char *name, enum language language, struct arena *arena)
{
    const char *slash = strrchr(name, '/');
    const char *point = strrchr(slash ? slash : name, '.');
    size_t const length = point ? (size_t)(point - name) : strlen(name);
    return arena_printf(arena, "%.*s-%s.xlsx", (int)length, name,
                        language == LANGUAGE_RU ? "замечания" : "marked");
}
