#include "engine/single.h"

#include "engine/output.h"

#include <string.h>

static const struct pos nowhere = {.file = "formulyar"};

/* The writer whose extension the name has, or NULL. */
static const struct writer *writer_of_name(const char *name)
{
    const char *dot = name ? strrchr(name, '.') : NULL;
    for (const struct writer *writer = writers; dot && writer->name; writer++)
        if (strcmp(writer->extension, dot) == 0)
            return writer;
    return NULL;
}

const struct writer *single_writer(const struct options *options, struct diags *diags)
{
    const struct writer *named = writer_of_name(options->value[OPTION_OUTPUT]);
    const struct writer *wanted = NULL;
    if (options->types.count == 1)
        wanted = writer_find(options->types.items[0]);
    if (options->types.count && !wanted) {
        diag_add(diags, MESSAGE_OPTION_VALUE, nowhere, NULL, "type", "pdf; docx; tree; text", NULL);
        return NULL;
    }
    if (wanted && named && wanted != named) {
        diag_add(diags, MESSAGE_SINGLE_NAME, nowhere, NULL, wanted->name, wanted->extension, NULL);
        return NULL;
    }
    if (wanted || named)
        return wanted ? wanted : named;
    return writer_find("pdf");
}

/* The case whose lines a diagnostic stands in, or NULL. */
static const struct casefile *owner_of(const struct gathered *gathered, const struct diag *diag)
{
    const struct casefile *owner = NULL;
    for (size_t i = 0; i < gathered->case_count && diag->pos.file; i++) {
        const struct casefile *casefile = gathered->cases[i];
        struct pos const root = node_pos(case_root(casefile));
        if (strcmp(root.file, diag->pos.file) == 0 && root.line <= diag->pos.line)
            owner = casefile;
    }
    return owner;
}

/* What layout found, told with the names of the fields. */
static void tell(struct pipeline *pipeline, const struct gathered *gathered,
                 const struct diags *found)
{
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_get(found, i);
        struct diags *one = diags_new();
        diag_add_text(one, diag->severity, diag->code, diag->pos, diag->path,
                      diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
        pipeline_take(pipeline, owner_of(gathered, diag), one);
        diags_free(one);
    }
}

/* Laying out, writing and verifying take their time when appendices are thousands. */
static void say(struct pipeline *pipeline, const char *russian, const char *english)
{
    bool const is_russian = pipeline->options->language == LANGUAGE_RU;
    progress_say(&pipeline->progress, is_russian ? russian : english);
}

static int write_document(struct pipeline *pipeline, const struct document *document,
                          const struct writer *writer, const struct gathered *gathered,
                          struct text *bytes)
{
    struct diags *found = diags_new();
    int const pages = writer_write(writer, pipeline, document, NULL, bytes, NULL, found);
    tell(pipeline, gathered, found);
    diags_free(found);
    return diags_at_least(pipeline->diags, SEVERITY_ERROR) ? -1 : pages;
}

int single_make(struct pipeline *pipeline, struct document *document, const struct writer *writer,
                const struct gathered *gathered, struct arena *arena, struct text *bytes)
{
    struct fonts *fonts = pipeline_fonts(pipeline);
    if (!fonts)
        return -1;
    say(pipeline, "номера страниц...", "page numbers...");
    if (!pdf_number_pages(document, fonts, arena)) {
        diag_add(pipeline->diags, MESSAGE_PAGES_UNSETTLED, nowhere, NULL, NULL);
        return -1;
    }
    say(pipeline, "запись...", "writing...");
    int const pages = write_document(pipeline, document, writer, gathered, bytes);
    progress_clear(&pipeline->progress);
    return pages;
}

bool single_deliver(struct pipeline *pipeline, const struct writer *writer, struct text *bytes)
{
    const char *path = pipeline->options->value[OPTION_OUTPUT];
    struct diags *diags = pipeline->diags;
    say(pipeline, "проверка...", "verifying...");
    bool const whole = writer_verify(writer, pipeline, path, bytes, NULL, diags);
    progress_clear(&pipeline->progress);
    if (!whole)
        return false;
    if (!path || strcmp(path, "-") == 0)
        return report_output(bytes->data, bytes->len, diags) == 0;
    struct output *output = output_open(pipeline->options);
    bool const good = output_put_at(output, path, bytes, diags) == 0;
    output_close(output, good, diags);
    return good;
}
