#include "batch/words.h"

#include "base/clock.h"
#include "base/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- in order ----------------------------------------------------------------- */

struct held {
    struct held *next;
    size_t place; /* of a case 2 * number + 1; of a file 2 * the number behind its last case */
    struct text words;
};

struct words_in_order {
    const struct scan *scan;
    size_t next;         /* every case before this one is finished */
    unsigned char *done; /* by case */
    struct held *first;  /* by place */
    struct held *last;   /* when there is a first */
};

struct words_in_order *words_new(const struct scan *scan, size_t files)
{
    struct words_in_order *words = xmalloc(sizeof *words);
    (void)files;
    *words = (struct words_in_order){.scan = scan, .done = xmalloc(scan->total + 1)};
    for (size_t i = 0; i < scan->total; i++)
        words->done[i] = (scan->flags[i] & SCAN_ELSEWHERE) != 0;
    words->done[scan->total] = 0;
    return words;
}

static void hold(struct words_in_order *words, size_t place, const char *bytes, size_t size)
{
    if (!size)
        return;
    struct held **link = &words->first;
    if (words->first && words->last->place <= place)
        link = &words->last->next;
    while (*link && (*link)->place <= place)
        link = &(*link)->next;
    struct held *held = xmalloc(sizeof *held);
    *held = (struct held){.next = *link, .place = place, .words = TEXT_EMPTY};
    text_add_bytes(&held->words, bytes, size);
    *link = held;
    if (!held->next)
        words->last = held;
}

static void print_before(struct words_in_order *words, size_t place)
{
    while (words->first && words->first->place < place) {
        struct held *held = words->first;
        words->first = held->next;
        report_error_bytes(held->words.data, held->words.len);
        text_free(&held->words);
        free(held);
    }
}

void words_of_case(struct words_in_order *words, size_t number, const char *bytes, size_t size)
{
    hold(words, 2 * number + 1, bytes, size);
    words->done[number] = 1;
    while (words->done[words->next])
        words->next++;
    print_before(words, 2 * words->next + 1);
}

void words_of_file(struct words_in_order *words, size_t file, const char *bytes, size_t size)
{
    hold(words, 2 * words->scan->first[file + 1], bytes, size);
    print_before(words, 2 * words->next + 1);
}

void words_free(struct words_in_order *words)
{
    print_before(words, (size_t)-1);
    free(words->done);
    free(words);
}

/* ---- progress ----------------------------------------------------------------- */

/* Nobody needs a counter before the first second has passed; then five times a second. */
enum { PROGRESS_AFTER = 1000, PROGRESS_STEP = 200 };

struct progress_line {
    bool visible;
    bool drawn;
    enum language language;
    long long began;
    long long next;
};

struct progress_line *progress_line_new(const struct batch_options *options)
{
    struct progress_line *line = xmalloc(sizeof *line);
    *line = (struct progress_line){
        .visible = !options->is_quiet && isatty(STDERR_FILENO) == 1,
        .language = options->language,
        .began = clock_milliseconds(),
        .next = clock_milliseconds() + PROGRESS_AFTER,
    };
    return line;
}

void progress_line_show(struct progress_line *line, const struct batch_totals *totals)
{
    long long const time = clock_milliseconds();
    if (!line->visible || time < line->next || !totals->finished)
        return;
    bool const ru = line->language == LANGUAGE_RU;
    long long const passed = time - line->began;
    long const rate = (long)((long long)totals->finished * 1000 / passed);
    long const rest = (long)(passed * (long long)(totals->cases - totals->finished) /
                             (long long)totals->finished / 1000);
    struct text out = TEXT_EMPTY;
    text_format(&out,
                ru ? "\r\033[K%zu из %zu, в секунду %ld, осталось %ld:%ld%ld"
                   : "\r\033[K%zu of %zu, per second %ld, left %ld:%ld%ld",
                totals->finished, totals->cases, rate, rest / 60, rest % 60 / 10, rest % 10);
    report_error_bytes(out.data, out.len);
    text_free(&out);
    line->drawn = true;
    line->next = time + PROGRESS_STEP;
}

void progress_line_free(struct progress_line *line)
{
    static const char erase[] = "\r\033[K";
    if (line->drawn)
        report_error_bytes(erase, sizeof erase - 1);
    free(line);
}

/* ---- totals -------------------------------------------------------------------- */

static void add_totals(struct text *out, const struct batch_totals *totals, enum language language)
{
    static const struct noun cases = {{"дело", "дела", "дел"}, {"case", "cases"}};
    bool const ru = language == LANGUAGE_RU;
    text_add(out, totals->stopped ? (ru ? "Остановлено: " : "Stopped: ")
                  : ru            ? "Готово: "
                                  : "Done: ");
    text_format(out, "%zu %s", totals->finished, noun_form(&cases, totals->finished, language));
    if (totals->finished < totals->cases)
        text_format(out, ru ? " из %zu" : " of %zu", totals->cases);
    text_format(out,
                ru ? ", с ошибками %zu; документов записано %zu, оставлено прежних %zu,"
                     " лишних от прошлых запусков %zu; секунд %ld.%ld"
                   : ", with errors %zu; documents written %zu, kept %zu,"
                     " left over from earlier runs %zu; seconds %ld.%ld",
                totals->bad, totals->made, totals->kept, totals->left,
                (long)(totals->milliseconds / 1000), (long)(totals->milliseconds / 100 % 10));
}

void batch_tell_totals(const struct batch_options *options, const struct batch_totals *totals)
{
    bool const ru = options->language == LANGUAGE_RU;
    struct text out = TEXT_EMPTY;
    if (options->is_quiet || options->is_json)
        return;
    if (totals->bytes_missing)
        text_format(
            &out,
            ru ? "Освободите на диске ещё около %zu МБ и запустите снова: готовое останется.\n"
               : "Free about %zu MB more on the disk and run again: what is ready stays.\n",
            (totals->bytes_missing >> 20) + 1);
    add_totals(&out, totals, options->language);
    text_add(&out, ru ? "\nОтчёт: " : "\nReport: ");
    text_add_shown(&out, options->folder);
    text_add(&out, ru ? "/report.csv и report.json\n" : "/report.csv and report.json\n");
    report_error_bytes(out.data, out.len);
    text_free(&out);
}
