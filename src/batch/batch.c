#include "batch/batch.h"

#include "base/clock.h"
#include "base/draft.h"
#include "batch/alone.h"
#include "batch/archive.h"
#include "batch/merge.h"
#include "batch/workbooks.h"
#include "engine/build.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FEW_EDITIONS = 8 }; /* loaded in advance: 2 ms each */

struct batch {
    struct engine *engine;
    struct build build; /* which this is */
    struct diags *diags;
    const struct batch_options *options;
    struct batch_totals *totals;
    struct inputs inputs;
    struct intake *intake; /* workbooks among them */
    struct scan scan;
    struct ledger *ledger;
    struct journal *journal;
    struct alone *alone;           /* the archive, when no files are made; else NULL */
    struct output *archive_output; /* of that one file */
    struct words_in_order *words;
    struct progress progress;
    long long at_work_since; /* milliseconds */
    long long flush_at;      /* milliseconds */
    bool *good;              /* by case: finished without an error */
    size_t file;             /* of the next task */
    size_t given;            /* cases of that file */
    bool system_failed;
    bool unfinished; /* no worker could be started any more */
    int journal_error;
    int archive_error; /* of the archive alone, which tells it itself */
    int lock;          /* on the folder */
};

static volatile sig_atomic_t interrupted;

static void note_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* ---- events of the pool -------------------------------------------------------------- */

static void on_done(void *context, const struct told *message, const char *body)
{
    struct batch *run = context;
    struct batch_totals *totals = run->totals;
    const struct case_counts *counts = &message->counts;
    bool const of_file = message->kind == TELL_FILE;
    int const error = journal_add(run->journal, message->number, of_file, body, message->rows_size);
    if (error && !run->journal_error)
        run->journal_error = error;
    totals->made += counts->made;
    totals->kept += counts->kept;
    totals->bytes += counts->bytes;
    totals->bad += counts->errors != 0;
    totals->finished += !of_file;
    run->system_failed |= counts->system_failed;
    if (!of_file)
        run->good[message->number] = counts->errors == 0;
    if (run->alone && !of_file && !run->archive_error)
        run->archive_error =
            alone_add(run->alone, message->number, body + message->rows_size + message->words_size,
                      message->documents_size);
    words_add(run->words, message, body + message->rows_size);
    batch_show_progress(&run->progress, run->at_work_since, run->options->language, totals);
}

/* What is lost gets its row and its words here: nobody else can say anything of it any more. */
static void tell_lost(struct batch *run, const struct record *lost, size_t file, size_t number,
                      enum message message, const char *argument)
{
    bool const of_file = number == NO_CASE;
    struct pos const pos = {.file = run->inputs.files[file].name};
    struct diags *diags = diags_new();
    struct text body = TEXT_EMPTY;
    struct told told = {.kind = of_file ? TELL_FILE : TELL_CASE,
                        .number = of_file ? file : number,
                        .counts = {.errors = 1}};
    struct record row = *lost;
    row.form = row.format = row.sha256 = row.input = "";
    row.build = run->build.id;
    row.folder = run->options->spread ? "" : NULL;
    row.codes = message_code(message);
    row.source = pos.file;
    row.number = of_file ? 0 : (long)number + 1;
    diag_add(diags, message, pos, NULL, argument, NULL);
    record_add_csv(&body, &row, LANGUAGE_EN);
    told.rows_size = body.len;
    report_add_diags(diags, run->options->language, run->options->is_json, &body);
    told.words_size = body.len - told.rows_size;
    on_done(run, &told, body.data);
    text_free(&body);
    diags_free(diags);
}

static void on_lost(void *context, const struct task *task, size_t number, const char *id,
                    enum pool_loss loss)
{
    static const enum message messages[] = {
        [LOSS_CRASHED] = MESSAGE_BATCH_CRASHED,
        [LOSS_HUNG] = MESSAGE_BATCH_HUNG,
        [LOSS_MEMORY] = MESSAGE_BATCH_MEMORY,
    };
    struct batch *run = context;
    bool const of_file = number == NO_CASE;
    struct record const row = {.case_id = of_file ? "" : id,
                               .status = loss == LOSS_HUNG ? RECORD_HUNG : RECORD_CRASHED};
    tell_lost(run, &row, task->file, number, messages[loss], of_file ? "?" : id);
}

/* Files at which the first look broke off: no worker is given them. */
static void tell_lost_files(struct batch *run)
{
    for (size_t i = 0; i < run->inputs.count; i++) {
        enum confine_end const end = run->scan.lost[i];
        struct record const row = {.case_id = "",
                                   .status = end == CONFINE_SLOW ? RECORD_HUNG : RECORD_CRASHED};
        if (end == CONFINE_REFUSED) {
            tell_lost(run, &row, i, NO_CASE, MESSAGE_FILE_READ, file_reason(0));
            run->totals->status = 3; /* the others are made all the same */
        } else if (end != CONFINE_DONE) {
            tell_lost(run, &row, i, NO_CASE, MESSAGE_CONFINE_LIMIT, confine_reason(end));
        }
    }
}

/* What was gathered is written a few times a second. */
static void flush(struct batch *run)
{
    enum { STEP = 100 /* milliseconds */ };
    long long const now = clock_milliseconds();
    if (now < run->flush_at)
        return;
    run->flush_at = now + STEP;
    int const error = journal_flush(run->journal);
    if (error && !run->journal_error)
        run->journal_error = error;
    words_flush(run->words);
}

static bool is_to_stop(const struct batch *run)
{
    return interrupted || run->system_failed || run->journal_error || run->archive_error;
}

static bool on_stop(void *context)
{
    flush(context);
    return is_to_stop(context);
}

/* ---- the steps -------------------------------------------------------------------------- */

/*
 * A sound file is given out piece by piece, to whoever is free; a single worker
 * takes it whole.  One that goes wrong somewhere is read by one worker, since
 * what stands behind that place depends on what stood before it.
 */
static bool next_task(void *context, struct task *task)
{
    struct batch *run = context;
    while (run->file < run->inputs.count && run->scan.lost[run->file] != CONFINE_DONE)
        run->file++;
    if (run->file == run->inputs.count)
        return false;
    size_t const cases = run->scan.first[run->file + 1] - run->scan.first[run->file];
    bool const shared = run->scan.sound[run->file] && run->options->workers > 1 &&
                        cases - run->given > SCAN_STRETCH;
    *task = (struct task){
        .file = run->file,
        .begin = run->given,
        .end = shared ? run->given + SCAN_STRETCH : cases,
    };
    run->given = task->end;
    if (run->given == cases) {
        run->file++;
        run->given = 0;
    }
    return true;
}

static struct output *open_output(const struct batch *run, const char *place, bool is_file)
{
    struct output_options const options = {.place = place,
                                           .is_file = is_file,
                                           .many = !is_file,
                                           .forced = run->options->forced,
                                           .tell = run->options->tell};
    return output_open(&options);
}

static bool make_all(struct batch *run)
{
    struct job const job = {
        .engine = run->engine,
        .diags = run->diags,
        .options = run->options,
        .inputs = &run->inputs,
        .scan = &run->scan,
        .ledger = run->ledger,
        .fingerprints = fingerprints_new(run->engine),
        .build = run->build.id,
        .output = run->options->no_files ? NULL : open_output(run, run->options->folder, false),
    };
    tell_lost_files(run);
    struct pool_events const events = {next_task, on_done, on_lost, on_stop, run};
    bool const good = pool_run(&job, &events);
    if (!good)
        diag_add_error(run->diags, MESSAGE_BATCH_WORKERS, "formulyar", errno);
    run->unfinished = !good;
    if (job.output)
        output_close(job.output, false, run->diags);
    fingerprints_free(job.fingerprints);
    return good;
}

/* The forms of a region have the editions of all schools, of which the cases of one name one. */
static bool has_few_editions(const struct batch *run)
{
    size_t count = 0;
    for (const char *const *id = editions_ids(run->engine->editions); *id; id++)
        count++;
    return count <= FEW_EDITIONS;
}

/* Everything that forked workers would otherwise load each for itself. */
static bool load_shared(struct batch *run)
{
    struct diags *unheard = diags_new(); /* a case that names another edition will say so */
    if (has_few_editions(run))
        editions_newest(run->engine->editions, unheard);
    diags_free(unheard);
    struct fonts *fonts = engine_fonts(run->engine, run->diags);
    return fonts && build_find(&run->engine->places, fonts, &run->build, run->diags);
}

static void sweep_drafts(const struct batch_options *options)
{
    if (options->folder)
        file_drafts_sweep(options->folder);
    if (options->folder && options->spread)
        folders_sweep(options->folder);
    if (options->merge)
        file_drafts_sweep_beside(options->merge);
    if (options->archive)
        file_drafts_sweep_beside(options->archive);
}

static bool is_in_input(void *context, const char *case_id)
{
    struct batch *run = context;
    return run->scan.any_lost || scan_has(&run->scan, case_id); /* one unread may hold it */
}

static void complain_report(struct batch *run, int error)
{
    const struct batch_options *options = run->options;
    bool const alone = options->no_files && !run->totals->delivered;
    diag_add_error(run->diags, alone ? MESSAGE_ALONE_WRITE : MESSAGE_BATCH_REPORT,
                   alone ? options->archive : options->folder, error);
}

/* What earlier runs left: their drafts are swept, their report is read. */
static bool take_over_folder(struct batch *run)
{
    const struct batch_options *options = run->options;
    struct diags *diags = run->diags;
    if (options->folder) {
        run->lock = reports_lock(options->folder, diags);
        if (run->lock < 0 || !reports_replaceable(options->folder, options->forced, diags))
            return false;
    }
    sweep_drafts(options);
    /* Nothing of an archive is kept from one run to the next. */
    run->ledger = ledger_open(options->no_files ? NULL : options->folder);
    int const error = ledger_error(run->ledger);
    if (error)
        diag_add_error(diags, MESSAGE_BATCH_READ_REPORT, options->folder, error);
    bool const apart = ledger_has(run->ledger, !options->spread);
    if (apart) /* what was signed would lie where nobody looks for it */
        diag_add(diags, options->spread ? MESSAGE_BATCH_NOT_SPREAD : MESSAGE_BATCH_SPREAD,
                 (struct pos){.file = options->folder}, NULL, NULL);
    return !error && !apart;
}

/* What is done with all cases at once, for a person who waits. */
static void say(struct batch *run, const char *russian, const char *english)
{
    enum { MANY_CASES = 100, MANY_BYTES = 16 * 1024 * 1024 };
    size_t bytes = 0;
    for (size_t i = 0; i < run->inputs.count; i++)
        bytes += run->inputs.files[i].size;
    progress_say(&run->progress, run->options->language == LANGUAGE_RU ? russian : english,
                 run->totals->cases >= MANY_CASES || bytes >= MANY_BYTES);
}

/* The first look; nothing is begun when it was stopped. */
static bool scan(struct batch *run)
{
    say(run, "просмотр файлов...", "looking through the files...");
    bool const whole = scan_inputs(&run->scan, &run->inputs, run->engine->schema,
                                   run->options->shard, &interrupted);
    int const error = errno;
    progress_clear(&run->progress);
    if (whole)
        return true;
    if (error != EINTR)
        diag_add_error(run->diags, MESSAGE_CONFINE_START, "formulyar", error);
    return false;
}

/* Says what is known so far. */
static void tell(struct batch *run)
{
    int const status = diags_exit_status(run->diags);
    if (status > run->totals->status)
        run->totals->status = status;
    report_diags(run->diags, run->options->language, run->options->is_json);
}

static bool begin_books(struct batch *run)
{
    const struct batch_options *options = run->options;
    struct journal_options const journal = {.folder = options->folder,
                                            .beside = options->archive,
                                            .language = options->language,
                                            .spread = options->spread,
                                            .total = run->scan.total,
                                            .files = run->inputs.count,
                                            .take = options->no_files ? alone_deliver : NULL,
                                            .context = run->alone};
    run->journal = journal_begin(&journal, &run->ledger);
    if (!run->journal && errno == EWOULDBLOCK)
        diag_add(run->diags, MESSAGE_BATCH_LOCKED, (struct pos){.file = run->options->folder}, NULL,
                 NULL);
    else if (!run->journal)
        complain_report(run, errno);
    return run->journal != NULL;
}

static bool begin(struct batch *run)
{
    const struct batch_options *options = run->options;
    run->inputs =
        inputs_find(options->operands, options->operand_count, run->engine->arena, run->diags);
    run->intake = intake_open(run->engine);
    workbooks_take(run->intake, &run->inputs, run->diags);
    tell(run); /* a folder that cannot be read is no fault of a case */
    /* Until here nothing was begun, and waiting for standard input may be cut short. */
    signal(SIGINT, note_interrupt);
    signal(SIGTERM, note_interrupt);
    if (!scan(run))
        return false;
    run->totals->cases = run->scan.wanted;
    if (!run->scan.total && !run->inputs.count && !run->totals->status) {
        diag_add(run->diags, MESSAGE_BATCH_EMPTY, NOWHERE, NULL, NULL);
        tell(run);
    }
    run->good = xcalloc(run->scan.total + 1, sizeof *run->good);
    if (options->no_files) {
        run->archive_output = open_output(run, options->archive, true);
        run->alone = alone_begin(options, &run->scan, run->archive_output, run->diags);
    }
    return (run->alone || !options->no_files) && begin_books(run);
}

/* 0, or the errno of reports that could not be written; of the archive alone it is told already. */
static int end_books(struct batch *run)
{
    int error = run->journal_error;
    int failed = 0;
    /* An archive is whole or is none; a part of it would pass for all. */
    if (run->alone && (is_to_stop(run) || run->unfinished || run->scan.any_unread))
        journal_drop(run->journal);
    else
        failed = journal_end(run->journal, run->ledger, is_in_input, run, &run->totals->left);
    error = error ? error : failed;
    if (!run->alone)
        return error;
    run->totals->delivered = alone_end(run->alone, error);
    run->alone = NULL;
    if (run->totals->delivered)
        return error;
    run->archive_error = run->archive_error ? run->archive_error : error;
    return 0;
}

static void end(struct batch *run)
{
    struct batch_totals *totals = run->totals;
    int error = end_books(run);
    if (error)
        complain_report(run, error);
    totals->stopped = interrupted || run->system_failed || error || run->archive_error;
    error = error ? error : run->archive_error;
    size_t const missing = totals->cases - totals->finished;
    size_t const made = totals->finished ? totals->finished : 1;
    if (run->system_failed || error == ENOSPC)
        totals->bytes_missing = totals->bytes / made * (missing ? missing : 1);
}

static void keep_on_disk(const char *path, struct diags *diags)
{
    int const error = file_sync(path);
    if (error)
        diag_add_error(diags, MESSAGE_BATCH_SYNC, path, error);
}

/* What is made of all the documents at once, when all have been looked at. */
static void make_whole(struct batch *run)
{
    const struct batch_options *options = run->options;
    struct output *output = open_output(run, options->merge, true);
    /* All reports are written: what is made here can be ended at any moment, and made again. */
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    struct merge const merge = {
        .engine = run->engine,
        .diags = run->diags,
        .inputs = &run->inputs,
        .scan = &run->scan,
        .good = run->good,
        .one_sided = options->one_sided,
        .needs_trial = !(options->set & format_bit("pdf")),
        .output = output,
        .path = options->merge,
    };
    if (options->merge)
        say(run, "общий PDF...", "the merged PDF...");
    if (options->merge && merge_write(&merge))
        keep_on_disk(options->merge, run->diags);
    bool const packs = options->archive && !options->no_files;
    if (packs)
        say(run, "архив...", "the archive...");
    if (packs)
        archive_folder(options->folder, options->archive, output, run->diags);
    progress_clear(&run->progress);
    output_close(output, false, run->diags);
}

bool batch_run(struct engine *engine, const struct batch_options *options,
               struct batch_totals *totals, struct diags *diags)
{
    struct batch_options own = *options;
    struct batch run = {.engine = engine, .diags = diags, .options = &own, .totals = totals};
    long long const began = clock_milliseconds();
    *totals = (struct batch_totals){0};
    interrupted = 0;
    signal(SIGPIPE, SIG_IGN);
    run.progress = progress_start(own.is_quiet);
    bool good = take_over_folder(&run);
    own.check_hashes |= good && ledger_cut_off(run.ledger);
    good = good && load_shared(&run) && begin(&run);
    if (good) {
        run.words = words_new(&run.scan);
        run.at_work_since = clock_milliseconds();
        good = make_all(&run);
        progress_clear(&run.progress);
        words_free(run.words);
        end(&run);
    }
    if (run.alone) /* it was begun, and no more */
        alone_end(run.alone, 0);
    if (run.archive_output)
        output_close(run.archive_output, false, diags);
    if (good && !totals->stopped && !run.scan.any_unread)
        make_whole(&run);
    if (run.ledger)
        sweep_drafts(&own);
    totals->milliseconds = clock_milliseconds() - began;
    ledger_close(run.ledger);
    scan_free(&run.scan);
    diags_set_placer(diags, NULL, NULL);
    intake_close(run.intake);
    free(run.good);
    if (run.lock >= 0)
        close(run.lock);
    return good;
}
