/*
 * fields.c - `formulyar fields`: where the signatures of a PDF go, for tools that ask for it.
 */
#include "cmd/command.h"
#include "cmd/inspect.h"
#include "cmd/report.h"
#include "verify/fields.h"

#include <math.h>
#include <stdint.h>

static void add_number(struct text *out, double points)
{
    text_add_thousandths(out, lround(points * 1000));
}

static void add_rect(struct text *out, const struct signature_field *field, const char *separator)
{
    for (int i = 0; i < 4; i++) {
        if (i)
            text_add(out, separator);
        add_number(out, field->rect[i]);
    }
}

static void add_json(struct text *out, const char *path, const struct signature_field *field)
{
    text_add(out, "{\"file\":");
    text_add_json(out, path);
    text_add(out, ",\"name\":");
    text_add_json(out, field->name);
    text_add(out, ",\"signer\":");
    text_add_json(out, field->signer);
    text_add(out, ",\"page\":");
    text_add_int(out, field->page);
    text_add(out, ",\"rect\":[");
    add_rect(out, field, ",");
    text_add(out, field->is_signed ? "],\"signed\":true}\n" : "],\"signed\":false}\n");
}

static void add_line(struct text *out, const struct signature_field *field, enum language language)
{
    static const char *const states[2][2] = {{"пусто", "empty"}, {"подписано", "signed"}};
    text_add(out, field->name);
    text_add_char(out, '\t');
    text_add_int(out, field->page);
    text_add_char(out, '\t');
    add_rect(out, field, " ");
    text_add_char(out, '\t');
    text_add(out, states[field->is_signed][language]);
    text_add_char(out, '\t');
    text_add(out, field->signer);
    text_add_char(out, '\n');
}

/* Runs confined; see inspect.h. */
static bool list_fields(const char *path, const struct text *bytes, struct text *out,
                        struct diags *diags, void *context)
{
    const struct options *options = context;
    struct arena *arena = arena_new();
    struct pdffile *file = inspect_pdf(path, bytes, arena, diags);
    const struct signature_field *field = file ? pdf_signature_fields(file, arena) : NULL;
    for (; field; field = field->next) {
        if (option_given(options, OPTION_JSON))
            add_json(out, path, field);
        else
            add_line(out, field, options->language);
    }
    arena_free(arena);
    return file != NULL;
}

int fields_run(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    if (inspect_file(options->operands[0], list_fields, (void *)(uintptr_t)options, &out, diags))
        report_output(out.data, out.len, diags);
    text_free(&out);
    return diags_exit_status(diags);
}
