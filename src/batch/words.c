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

/* 75 seconds as 1:15. */
static void add_clock(struct text *out, long long seconds)
{
    text_add_int(out, (long)(seconds / 60));
    text_add(out, seconds % 60 < 10 ? ":0" : ":");
    text_add_int(out, (long)(seconds % 60));
}

void progress_line_show(struct progress_line *line, const struct batch_totals *totals)
{
    long long const time = clock_milliseconds();
    if (!line->visible || time < line->next || !totals->finished)
        return;
    bool const ru = line->language == LANGUAGE_RU;
    long long const passed = time - line->began;
    long long const rate = (long long)totals->finished * 1000 / passed;
    long long const rest =
        passed * (long long)(totals->cases - totals->finished) / (long long)totals->finished / 1000;
    struct text out = TEXT_EMPTY;
    text_add(&out, "\r\033[K");
    text_add_int(&out, (long)totals->finished);
    text_add(&out, ru ? " из " : " of ");
    text_add_int(&out, (long)totals->cases);
    text_add(&out, ru ? ", в секунду " : ", per second ");
    text_add_int(&out, (long)rate);
    text_add(&out, ru ? ", осталось " : ", left ");
    add_clock(&out, rest);
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

static void add_seconds(struct text *out, long long milliseconds)
{
    text_add_int(out, (long)(milliseconds / 1000));
    text_add_char(out, '.');
    text_add_int(out, (long)(milliseconds / 100 % 10));
}

static void add_totals_ru(struct text *out, const struct batch_totals *totals)
{
    text_add(out, totals->stopped ? "Остановлено: " : "Готово: ");
    text_add_counted_ru(out, totals->finished, "дело", "дела", "дел");
    text_add(out, totals->finished < totals->cases ? " из " : "");
    if (totals->finished < totals->cases)
        text_add_int(out, (long)totals->cases);
    text_add(out, ", с ошибками ");
    text_add_int(out, (long)totals->bad);
    text_add(out, "; документов записано ");
    text_add_int(out, (long)totals->made);
    text_add(out, ", оставлено прежних ");
    text_add_int(out, (long)totals->kept);
    text_add(out, ", лишних от прошлых запусков ");
    text_add_int(out, (long)totals->left);
    text_add(out, "; секунд ");
    add_seconds(out, totals->milliseconds);
}

static void add_totals_en(struct text *out, const struct batch_totals *totals)
{
    text_add(out, totals->stopped ? "Stopped: " : "Done: ");
    text_add_counted_en(out, totals->finished, "case", "cases");
    text_add(out, totals->finished < totals->cases ? " of " : "");
    if (totals->finished < totals->cases)
        text_add_int(out, (long)totals->cases);
    text_add(out, ", with errors ");
    text_add_int(out, (long)totals->bad);
    text_add(out, "; documents written ");
    text_add_int(out, (long)totals->made);
    text_add(out, ", kept ");
    text_add_int(out, (long)totals->kept);
    text_add(out, ", left over from earlier runs ");
    text_add_int(out, (long)totals->left);
    text_add(out, "; seconds ");
    add_seconds(out, totals->milliseconds);
}

static void add_disk(struct text *out, const struct batch_totals *totals, bool ru)
{
    text_add(out, ru ? "Освободите на диске ещё около " : "Free about ");
    text_add_int(out, (long)(totals->bytes_missing >> 20) + 1);
    text_add(out, ru ? " МБ и запустите снова: готовое останется.\n"
                     : " MB more on the disk and run again: what is ready stays.\n");
}

void batch_tell_totals(const struct batch_options *options, const struct batch_totals *totals)
{
    bool const ru = options->language == LANGUAGE_RU;
    struct text out = TEXT_EMPTY;
    if (options->is_quiet || options->is_json)
        return;
    if (totals->bytes_missing)
        add_disk(&out, totals, ru);
    if (ru)
        add_totals_ru(&out, totals);
    else
        add_totals_en(&out, totals);
    text_add(&out, ru ? "\nОтчёт: " : "\nReport: ");
    text_add_shown(&out, options->folder);
    text_add(&out, ru ? "/report.csv и report.json\n" : "/report.csv and report.json\n");
    report_error_bytes(out.data, out.len);
    text_free(&out);
}
