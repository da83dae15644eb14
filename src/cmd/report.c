/*
 * report.c - see report.h.
 */
#include "cmd/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Writes all of it; returns 0 or an errno. */
static int write_all(int descriptor, const char *bytes, size_t count)
{
    while (count) {
        ssize_t const put = write(descriptor, bytes, count);
        if (put < 0 && errno != EINTR)
            return errno;
        if (put > 0) {
            bytes += put;
            count -= (size_t)put;
        }
    }
    return 0;
}

void report_diags(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    diags_sort(diags);
    if (option_given(options, OPTION_JSON))
        diags_print_json(diags, options->language, &out);
    else
        diags_print(diags, options->language, &out);
    write_all(STDERR_FILENO, out.data, out.len); /* nowhere is left to complain to */
    text_free(&out);
    diags_clear(diags);
}

void report_note(const char *line)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, line);
    text_add_char(&out, '\n');
    write_all(STDERR_FILENO, out.data, out.len);
    text_free(&out);
}

int report_output(const void *bytes, size_t count, struct diags *diags)
{
    int const error = write_all(STDOUT_FILENO, bytes, count);
    if (!error)
        return 0;
    diag_add(diags, MESSAGE_OUTPUT_STANDARD, (struct pos){.file = "formulyar"}, NULL,
             strerror(error), NULL);
    return -1;
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
