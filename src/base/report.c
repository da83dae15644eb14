#include "base/report.h"

#include "base/clock.h"
#include "base/file.h"

#include <unistd.h>

void report_add_diags(struct diags *diags, enum language language, bool is_json, struct text *out)
{
    diags_sort(diags);
    if (is_json)
        diags_print_json(diags, language, out);
    else
        diags_print(diags, language, out);
}

void report_error_bytes(const void *bytes, size_t count)
{
    file_write_all(STDERR_FILENO, bytes, count); /* nowhere is left to complain to */
}

void report_diags(struct diags *diags, enum language language, bool is_json)
{
    struct text out = TEXT_EMPTY;
    report_add_diags(diags, language, is_json, &out);
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
    diag_add_error(diags, MESSAGE_OUTPUT_STANDARD, "formulyar", error);
    return -1;
}

const char *noun_form(const struct noun *noun, size_t count, enum language language)
{
    size_t const units = count % 10;
    bool const is_teen = count % 100 / 10 == 1;
    if (language == LANGUAGE_EN)
        return noun->en[count != 1];
    if (units == 1 && !is_teen)
        return noun->ru[0];
    return noun->ru[units >= 2 && units <= 4 && !is_teen ? 1 : 2];
}

/* Before the first second has passed nobody needs a counter; then ten times a second. */
enum { PROGRESS_AFTER = 1000, PROGRESS_STEP = 100 };

struct progress progress_start(bool is_quiet)
{
    return (struct progress){
        .visible = !is_quiet && isatty(STDERR_FILENO) == 1,
        .next_milliseconds = clock_milliseconds() + PROGRESS_AFTER,
    };
}

static const char erase_line[] = "\r\033[K";

static void draw(struct progress *progress, const char *words)
{
    struct text line = TEXT_EMPTY;
    text_add(&line, erase_line);
    text_add(&line, words);
    file_write_all(STDERR_FILENO, line.data, line.len);
    text_free(&line);
    progress->drawn = true;
}

void progress_show(struct progress *progress, const char *words)
{
    if (!progress->visible || clock_milliseconds() < progress->next_milliseconds)
        return;
    draw(progress, words);
    progress->next_milliseconds = clock_milliseconds() + PROGRESS_STEP;
}

void progress_say(struct progress *progress, const char *words, bool surely_long)
{
    if (progress->visible && (surely_long || clock_milliseconds() >= progress->next_milliseconds))
        draw(progress, words);
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn)
        file_write_all(STDERR_FILENO, erase_line, sizeof erase_line - 1);
    progress->drawn = false;
}
