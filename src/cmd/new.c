/*
 * new.c - `formulyar new`: hands out forms/new-case.xml, a case with Russian comments.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/places.h"
#include "cmd/report.h"

#include <string.h>

enum { LARGEST_TEMPLATE = 1024 * 1024 };

static int write_case(const char *path, const struct text *text, bool force, struct diags *diags)
{
    struct pos const pos = {.file = path};
    if (!force && file_exists(path)) {
        diag_add(diags, MESSAGE_FILE_TAKEN, pos, NULL, NULL);
        return -1;
    }
    int const error = file_write(path, text->data, text->len);
    if (error)
        diag_add(diags, MESSAGE_FILE_WRITE, pos, NULL, file_reason(error), NULL);
    return error ? -1 : 0;
}

int new_run(const struct options *options, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct text text = TEXT_EMPTY;
    struct places places;
    if (places_find(&places, options->value[OPTION_FORMS], arena, diags) == 0) {
        const char *template = path_join(arena, places.forms, "new-case.xml");
        const char *output = options->value[OPTION_OUTPUT];
        int const error = file_read(template, LARGEST_TEMPLATE, &text);
        if (error)
            diag_add(diags, MESSAGE_FILE_OPEN, (struct pos){.file = template}, NULL,
                     file_reason(error), NULL);
        else if (!output || strcmp(output, "-") == 0)
            report_output(text.data, text.len, diags);
        else
            write_case(output, &text, option_given(options, OPTION_FORCE), diags);
    }
    text_free(&text);
    arena_free(arena);
    return diags_exit_status(diags);
}
