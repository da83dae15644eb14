#include "cmd/report.h"

#include "base/clock.h"
#include "base/file.h"

#include <string.h>
#include <unistd.h>

void report_add_diags(const struct options *options, struct diags *diags, struct text *out)
{
    diags_sort(diags);
    if (option_given(options, OPTION_JSON))
        diags_print_json(diags, options->language, out);
    else
        diags_print(diags, options->language, out);
}

void report_error_bytes(const void *bytes, size_t count)
{
    file_write_all(STDERR_FILENO, bytes, count); /* nowhere is left to complain to */
}

void report_diags(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    report_add_diags(options, diags, &out);
    report_error_bytes(out.data, out.len);
    text_free(&out);
    diags_clear(diags);
}

void report_note(const char *line)
{
    struct text out = TEXT_EMPTY;
    text_add_shown(&out, line);
    text_add_char(&out, '\n');
    file_write_all(STDERR_FILENO, out.data, out.len);
    text_free(&out);
}

int report_output(const void *bytes, size_t count, struct diags *diags)
{
    int const error = file_write_all(STDOUT_FILENO, bytes, count);
    if (!error)
        return 0;
    diag_add(diags, MESSAGE_OUTPUT_STANDARD, (struct pos){.file = "formulyar"}, NULL,
             file_reason(error), NULL);
    return -1;
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
            diag_add_text(diags, diag->severity, diag->code, diag->pos, diag->path,
                          diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
    }
}

/* Before the first second has passed nobody needs a counter; then ten times a second. */
enum { PROGRESS_AFTER = 1000, PROGRESS_STEP = 100 };

struct progress progress_start(const struct options *options)
{
    return (struct progress){
        .visible = !option_given(options, OPTION_QUIET) && isatty(STDERR_FILENO) == 1,
        .next_milliseconds = clock_milliseconds() + PROGRESS_AFTER,
    };
}

void progress_show(struct progress *progress, size_t count)
{
    if (!progress->visible || clock_milliseconds() < progress->next_milliseconds)
        return;
    struct text line = TEXT_EMPTY;
    text_add_char(&line, '\r');
    text_add_int(&line, (long)count);
    file_write_all(STDERR_FILENO, line.data, line.len);
    text_free(&line);
    progress->drawn = true;
    progress->next_milliseconds = clock_milliseconds() + PROGRESS_STEP;
}

static const char erase_line[] = "\r\033[K";

void progress_say(struct progress *progress, const char *words)
{
    if (!progress->visible || clock_milliseconds() < progress->next_milliseconds)
        return;
    struct text line = TEXT_EMPTY;
    text_add(&line, erase_line);
    text_add(&line, words);
    file_write_all(STDERR_FILENO, line.data, line.len);
    text_free(&line);
    progress->drawn = true;
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn)
        file_write_all(STDERR_FILENO, erase_line, sizeof erase_line - 1);
    progress->drawn = false;
}

void text_add_counted_ru(struct text *out, size_t count, const char *one, const char *few,
                         const char *many)
{
    size_t const units = count % 10;
    size_t const hundred = count % 100;
    const char *noun = many;
    if (units == 1 && hundred != 11)
        noun = one;
    else if (units >= 2 && units <= 4 && (hundred < 12 || hundred > 14))
        noun = few;
    text_add_int(out, (long)count);
    text_add_char(out, ' ');
    text_add(out, noun);
}

void text_add_counted_en(struct text *out, size_t count, const char *one, const char *many)
{
    text_add_int(out, (long)count);
    text_add_char(out, ' ');
    text_add(out, count == 1 ? one : many);
}
