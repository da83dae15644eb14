/*
 * import_mark.c - a copy of somebody's table in which the faulty cells are marked.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/import.h"
#include "cmd/inspect.h"
#include "table/mark.h"

#include <string.h>

struct marks {
    struct table_mark *items;
    size_t count;
};

/* All that was told of cells of the table. */
static struct marks collect(const struct command_run *run, const char *name)
{
    size_t const count = diags_count(run->kept);
    struct marks marks = {.items = ARENA_ARRAY(run->arena, count + 1, struct table_mark)};
    for (size_t i = 0; i < count; i++) {
        const struct diag *diag = diags_get(run->kept, i);
        if (!diag->cell.sheet || !diag->cell.row || strcmp(diag->pos.file, name) != 0)
            continue;
        marks.items[marks.count++] = (struct table_mark){
            .sheet = diag->cell.sheet,
            .row = (uint32_t)diag->cell.row,
            .column = (uint32_t)diag->cell.column,
            .text =
                arena_printf(run->arena, "%s [%s]", diag->text[run->options->language], diag->code),
            .is_warning = diag->severity == SEVERITY_WARNING,
        };
    }
    return marks;
}

/* In a process of its own, as every stranger's file. */
static bool be_marker(const char *path, const struct text *bytes, struct text *out,
                      struct diags *diags, void *context)
{
    const struct marks *marks = context;
    return table_mark(bytes->data, bytes->len, path, marks->items, marks->count, "Formulyar", out,
                      diags);
}

void import_mark(struct command_run *run, const struct input_file *file)
{
    const struct options *options = run->options;
    struct marks marks = collect(run, file->name);
    struct text copy = TEXT_EMPTY;
    const char *path = options->value[OPTION_OUTPUT]
                           ? options->value[OPTION_OUTPUT]
                           : table_marked_name(file->name, options->language, run->arena);
    if (inspect_file(file->path, be_marker, &marks, &copy, run->diags) &&
        output_save(path, &copy, option_given(options, OPTION_FORCE), run->diags) == 0)
        summary_mark(run, path, marks.count);
    text_free(&copy);
    run_report(run);
}
