/*
 * words.c - what a batch says; see batch.h.
 */
#include "batch/batch.h"

#include "base/clock.h"

#include <stdlib.h>

/* ---- in order ----------------------------------------------------------------- */

struct held {
    struct held *next;
    size_t place; /* of a case 2 * number + 1; of a file 2 * the number behind its last case */
    struct text words;
};

enum { READY_SIZE = 32 * 1024 };

struct words_in_order {
    const struct scan *scan;
    size_t next;         /* every case before this one is finished */
    unsigned char *done; /* by case */
    struct held *first;  /* by place */
    struct held *last;   /* when there is a first */
    struct text ready;   /* to be printed */
};

struct words_in_order *words_new(const struct scan *scan)
{
    struct words_in_order *words = xmalloc(sizeof *words);
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

void words_flush(struct words_in_order *words)
{
    if (words->ready.len)
        report_error_bytes(words->ready.data, words->ready.len);
    text_clear(&words->ready);
}

static void print_before(struct words_in_order *words, size_t place)
{
    while (words->first && words->first->place < place) {
        struct held *held = words->first;
        words->first = held->next;
        text_add_bytes(&words->ready, held->words.data, held->words.len);
        text_free(&held->words);
        free(held);
    }
}

void words_add(struct words_in_order *words, const struct told *told, const char *bytes)
{
    bool const of_file = told->kind == TELL_FILE;
    hold(words, of_file ? 2 * words->scan->first[told->number + 1] : 2 * told->number + 1, bytes,
         told->words_size);
    if (!of_file)
        words->done[told->number] = 1;
    while (words->done[words->next])
        words->next++;
    print_before(words, 2 * words->next + 1);
    if (words->ready.len >= READY_SIZE)
        words_flush(words);
}

void words_free(struct words_in_order *words)
{
    print_before(words, (size_t)-1);
    words_flush(words);
    text_free(&words->ready);
    free(words->done);
    free(words);
}

/* ---- progress ----------------------------------------------------------------- */

/* Five times a second. */
enum { PROGRESS_STEP = 200 };

void batch_show_progress(struct progress *progress, long long began, enum language language,
                         const struct batch_totals *totals)
{
    long long const time = clock_milliseconds();
    if (!progress->visible || time < progress->next_milliseconds || !totals->finished)
        return;
    long long const passed = time - began;
    long long const finished = (long long)totals->finished;
    long const rest = (long)(passed * ((long long)totals->cases - finished) / finished / 1000);
    struct text line = TEXT_EMPTY;
    text_format(&line,
                language == LANGUAGE_RU ? "%zu из %zu, в секунду %ld, осталось %ld:%ld%ld"
                                        : "%zu of %zu, per second %ld, left %ld:%ld%ld",
                totals->finished, totals->cases, (long)(finished * 1000 / passed), rest / 60,
                rest % 60 / 10, rest % 10);
    progress_say(progress, text_string(&line), true);
    progress->next_milliseconds = time + PROGRESS_STEP;
    text_free(&line);
}

/* ---- totals -------------------------------------------------------------------- */

/* What became of an archive that is all that a run makes. */
static void add_archive(struct text *out, const struct batch_options *options,
                        const struct batch_totals *totals)
{
    bool const ru = options->language == LANGUAGE_RU;
    long const seconds = (long)(totals->milliseconds / 1000);
    long const tenths = (long)(totals->milliseconds / 100 % 10);
    if (totals->delivered)
        text_format(out,
                    ru ? ", с ошибками %zu; документов в архиве %zu; секунд %ld.%ld\nАрхив: "
                       : ", with errors %zu; documents in the archive %zu; seconds %ld.%ld\n"
                         "Archive: ",
                    totals->bad, totals->made, seconds, tenths);
    else
        text_format(out,
                    ru ? ", с ошибками %zu; секунд %ld.%ld\nАрхив не записан: он пишется только "
                         "целиком; прежний, если был, не изменён: "
                       : ", with errors %zu; seconds %ld.%ld\nThe archive was not written: it is "
                         "whole or there is none; an earlier one is unchanged: ",
                    totals->bad, seconds, tenths);
    text_add_shown(out, options->archive);
    text_add(out, "\n");
}

void batch_tell_totals(const struct batch_options *options, const struct batch_totals *totals)
{
    static const struct noun cases = {{"дело", "дела", "дел"}, {"case", "cases"}};
    bool const ru = options->language == LANGUAGE_RU;
    const char *begin = ru ? "Готово" : "Done";
    struct text out = TEXT_EMPTY;
    if (options->is_quiet || options->is_json)
        return;
    if (totals->bytes_missing)
        text_format(&out,
                    ru ? "Освободите на диске ещё около %zu МБ и запустите снова%s.\n"
                       : "Free about %zu MB more on the disk and run again%s.\n",
                    (totals->bytes_missing >> 20) + 1,
                    options->no_files ? ""
                    : ru              ? ": готовое останется"
                                      : ": what is ready stays");
    if (totals->stopped)
        begin = ru ? "Остановлено" : "Stopped";
    text_format(&out, "%s: %zu %s", begin, totals->finished,
                noun_form(&cases, totals->finished, options->language));
    if (totals->finished < totals->cases)
        text_format(&out, ru ? " из %zu" : " of %zu", totals->cases);
    if (options->no_files)
        add_archive(&out, options, totals);
    else
        text_format(&out,
                    ru ? ", с ошибками %zu; документов записано %zu, оставлено прежних %zu, лишних "
                         "от прошлых запусков %zu; секунд %ld.%ld\n"
                       : ", with errors %zu; documents written %zu, kept %zu, left over from "
                         "earlier runs %zu; seconds %ld.%ld\n",
                    totals->bad, totals->made, totals->kept, totals->left,
                    (long)(totals->milliseconds / 1000), (long)(totals->milliseconds / 100 % 10));
    if (options->folder && (totals->delivered || !options->no_files)) {
        text_add(&out, ru ? "Отчёт: " : "Report: ");
        text_add_shown(&out, options->folder);
        text_add(&out, ru ? "/report.csv и report.json\n" : "/report.csv and report.json\n");
    }
    report_error_bytes(out.data, out.len);
    text_free(&out);
}
