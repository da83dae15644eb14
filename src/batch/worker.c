/*
 * worker.c - the child's side of the pipe; see worker.h.
 */
#include "batch/worker.h"

#include "base/clock.h"
#include "base/report.h"
#include "base/testhook.h"
#include "batch/zipstream.h"
#include "engine/beside.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { WORKER_MEMORY = 512 << 20 };

struct work {
    const struct job *job;
    int tasks, results; /* descriptors */
    struct at_work *at;
    struct text held; /* messages that the next one takes along */
    struct task task;
    struct arena *arena; /* of one case */
    size_t number;       /* of the case at work */
    struct case_counts counts;
    struct text rows;
    struct text words;
    struct text documents; /* as entries of the archive, when no files are made */
    long long began;       /* microseconds */
};

/* ---- rows ----------------------------------------------------------------- */

/* The case's problems as "CODE@line", each once. */
static const char *codes_of(const struct work *work)
{
    const struct diags *diags = work->job->diags;
    struct text codes = TEXT_EMPTY;
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_get(diags, i);
        text_add_item(&codes, " ", diag->code);
        if (diag->pos.line)
            text_format(&codes, "@%ld", diag->pos.line);
    }
    return text_take(&codes, work->arena);
}

static const char *source_of(const struct work *work, const struct casefile *casefile)
{
    const char *name = work->job->inputs->files[work->task.file].name;
    if (!casefile)
        return name;
    return arena_printf(work->arena, "%s:%ld", name, node_pos(case_root(casefile)).line);
}

/* What the files of a case are named after. */
static const char *base_of(const struct work *work, const char *case_id)
{
    if (!work->job->options->spread)
        return case_id;
    return arena_printf(work->arena, "%s/%s", record_folder(case_id, work->arena), case_id);
}

/* The folder of a document, as reports have it; product NULL: of none. */
static const char *folder_of(const struct work *work, const struct casefile *casefile,
                             const struct product *product)
{
    if (!work->job->options->spread)
        return NULL;
    return product ? record_folder(case_id(casefile), work->arena) : "";
}

static void add_row(struct work *work, struct record *row)
{
    /* An archive alone is the same bytes however fast it was made. */
    if (!work->job->options->no_files)
        row->milliseconds = (long)((clock_microseconds() - work->began + 500) / 1000);
    record_add_csv(&work->rows, row, LANGUAGE_EN);
}

static struct record row_for(const struct work *work, const struct casefile *casefile,
                             const struct product *product)
{
    return (struct record){
        .case_id = casefile ? case_id(casefile) : "",
        .form = product ? product->form : "",
        .format = product ? product->format->name : "",
        .sha256 = "",
        .codes = codes_of(work),
        .source = source_of(work, casefile),
        .input = "",
        .build = work->job->build,
        .folder = folder_of(work, casefile, product),
        .number = casefile ? (long)work->number + 1 : 0,
    };
}

static void add_failure(struct work *work, const struct casefile *casefile)
{
    struct record row = row_for(work, casefile, NULL);
    row.status = RECORD_FAILED;
    add_row(work, &row);
}

/* ---- what an earlier run left ------------------------------------------------ */

/* True when the file, up to the size that it had when it was made, is what was made. */
static bool hash_matches(const char *path, const struct record *row)
{
    struct file_map map;
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE] = "";
    if (file_map(path, &map) != 0)
        return false;
    if (map.size >= (size_t)row->bytes) {
        hash_bytes(map.data, (size_t)row->bytes, digest);
        hash_hex(digest, hex);
    }
    file_unmap(&map);
    return strcmp(hex, row->sha256) == 0;
}

/* A power cut can leave zeros of the right size; none of our files begins with one. */
static bool is_written(const char *path)
{
    char first = '\0';
    int const descriptor = file_open(path);
    if (descriptor < 0)
        return false;
    bool const good = file_read_at(descriptor, &first, 1, 0) == 0 && first;
    close(descriptor);
    return good;
}

/*
 * True when the document needs no work; row then says what is there.  Another build of the
 * program makes it anew, unless people signed it.
 */
static bool still_right(struct work *work, const char *case_id, const char *form,
                        const struct format *format, const char *input, struct record *row)
{
    const struct job *job = work->job;
    if (!ledger_find(job->ledger, case_id, form, format->name, work->arena, row) ||
        strcmp(row->input, input) != 0 || !*row->sha256)
        return false;
    const char *path = arena_printf(work->arena, "%s/%s_%s%s", job->options->folder,
                                    base_of(work, case_id), form, format->extension);
    long const size = file_size(path);
    row->status = RECORD_KEPT;
    bool const is_ours = row->build && strcmp(row->build, job->build) == 0;
    if (size == row->bytes && is_ours)
        return job->options->check_hashes ? hash_matches(path, row) : is_written(path);
    row->status = RECORD_SIGNED;
    if (size == row->bytes)
        return beside_signature(path, work->arena) && hash_matches(path, row);
    /* A signature makes the file longer; what was made must still be its beginning. */
    return strcmp(format->name, "pdf") == 0 && size > row->bytes && hash_matches(path, row);
}

static void add_kept(struct work *work, const struct casefile *casefile, struct record *row)
{
    row->codes = codes_of(work);
    row->source = source_of(work, casefile);
    row->number = (long)work->number + 1;
    row->build = row->build ? row->build : "";
    add_row(work, row);
}

/* True, with rows, when every document of the case is right already. */
static bool all_right(struct work *work, const struct casefile *casefile,
                      const struct edition *edition, const char *input)
{
    const struct job *job = work->job;
    const char *status = engine_status(job->engine, casefile);
    size_t const rows = work->rows.len;
    size_t kept = 0;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!engine_wants(job->engine, form, status))
            continue;
        const char *id = form_document_id(form, status, work->arena);
        for (unsigned kind = 0; formats[kind].name; kind++) {
            struct record row;
            if (!(job->options->set >> kind & 1))
                continue;
            if (!still_right(work, case_id(casefile), id, &formats[kind], input, &row)) {
                work->rows.len = rows; /* make them all: one of them is not enough */
                return false;
            }
            add_kept(work, casefile, &row);
            kept++;
        }
    }
    work->counts.kept += kept;
    return true;
}

/* ---- making ------------------------------------------------------------------- */

/* One that people signed stays theirs, even where this build makes other bytes of the same. */
static bool keep_signed(struct work *work, const struct casefile *casefile,
                        const struct product *product, const char *input)
{
    struct record row;
    if (!still_right(work, case_id(casefile), product->form, product->format, input, &row) ||
        row.status != RECORD_SIGNED)
        return false;
    add_kept(work, casefile, &row);
    work->counts.kept++;
    return true;
}

/* 0, or -1 with a diagnostic. */
static int put(struct work *work, const struct product *product)
{
    const struct job *job = work->job;
    if (!job->options->no_files)
        return product_deliver(product, job->output, job->diags);
    zipstream_make(&work->documents, product->name, product->bytes.data, product->bytes.len);
    return 0;
}

static void deliver(struct work *work, const struct casefile *casefile,
                    const struct products *products, const char *input)
{
    struct diags *diags = work->job->diags;
    for (const struct product *product = products->first; product; product = product->next) {
        if (keep_signed(work, casefile, product, input))
            continue;
        bool const good = put(work, product) == 0;
        struct record row = row_for(work, casefile, product);
        row.status = good ? RECORD_MADE : RECORD_FAILED;
        if (good) {
            row.pages = product->pages;
            row.bytes = (long)product->bytes.len;
            row.sha256 = product_sha256(product, work->arena);
            row.input = input;
            work->counts.made++;
            work->counts.bytes += product->bytes.len;
        }
        add_row(work, &row);
        if (diags_at_least(diags, SEVERITY_SYSTEM))
            return;
    }
}

static void make_case(struct work *work, const struct casefile *casefile,
                      const struct edition *edition)
{
    const struct job *job = work->job;
    struct diags *diags = job->diags;
    if (!job->options->no_files)
        products_tell_stale(job->engine, edition, casefile, base_of(work, case_id(casefile)),
                            job->output, work->arena, diags);
    const char *input = fingerprint_of(job->fingerprints, casefile, edition, work->arena);
    int const error = fingerprints_error(job->fingerprints);
    if (error) {
        diag_add_error(diags, MESSAGE_BATCH_FINGERPRINT, edition_id(edition), error);
        add_failure(work, casefile);
        return;
    }
    if (all_right(work, casefile, edition, input))
        return;
    struct products products = products_begin(job->engine, job->engine->schema, work->arena);
    products_make_forms(&products, edition, casefile, job->options->set,
                        base_of(work, case_id(casefile)));
    if (products_verify(&products, diags))
        deliver(work, casefile, &products, input);
    else
        add_failure(work, casefile);
    products_free(&products);
}

static void good_case(struct work *work, const struct casefile *casefile)
{
    struct diags *diags = work->job->diags;
    const struct node *root = case_root(casefile);
    const struct edition *edition = NULL;
    unsigned char const flags = work->job->scan->flags[work->number];
    if (flags & SCAN_TWICE)
        diag_add(diags, MESSAGE_OUTPUT_TWICE, node_pos(root), node_path(root, work->arena), NULL);
    else
        edition = engine_check(work->job->engine, casefile, NULL, (flags & SCAN_NAMESAKE) != 0,
                               work->arena, diags);
    if (edition && !diags_at_least(diags, SEVERITY_ERROR))
        make_case(work, casefile, edition);
    else
        add_failure(work, casefile);
}

/* ---- telling --------------------------------------------------------------------- */

/* A parent that is gone has nobody to hear of it. */
static void say(const struct work *work, struct text *bytes)
{
    if (bytes->len && file_write_all(work->results, bytes->data, bytes->len) != 0)
        _exit(0);
    text_clear(bytes);
}

static void say_held(struct work *work)
{
    say(work, &work->held);
}

/* Of the case before all is told by now: whoever takes over goes on behind it. */
static void note_begin(struct work *work, const char *id)
{
    struct at_work *at = work->at;
    size_t const length = strlen(id) < sizeof at->id ? strlen(id) : sizeof at->id - 1;
    say_held(work);
    memcpy(at->id, id, length);
    at->id[length] = '\0';
    atomic_store(&at->since, clock_milliseconds());
    atomic_store(&at->number, work->number);
}

/*
 * Hands over what has gathered, and begins anew.  It is held back until the next case
 * begins or the task ends, which is at once: the parent wakes up once.
 */
static void tell_done(struct work *work, bool of_file)
{
    struct diags *diags = work->job->diags;
    work->counts.errors = diags_at_least(diags, SEVERITY_ERROR);
    work->counts.warnings = diags_count(diags) - work->counts.errors;
    work->counts.system_failed = diags_at_least(diags, SEVERITY_SYSTEM) != 0;
    report_add_diags(diags, work->job->options->language, work->job->options->is_json,
                     &work->words);
    struct told const message = {
        .kind = of_file ? TELL_FILE : TELL_CASE,
        .number = of_file ? work->task.file : work->number,
        .counts = work->counts,
        .rows_size = work->rows.len,
        .words_size = work->words.len,
        .documents_size = work->documents.len,
    };
    text_add_bytes(&work->held, &message, sizeof message);
    text_add_bytes(&work->held, work->rows.data, work->rows.len);
    text_add_bytes(&work->held, work->words.data, work->words.len);
    if (of_file || work->documents.len)
        say_held(work);
    say(work, &work->documents); /* not through held: they are large */
    diags_clear(diags);
    text_clear(&work->rows);
    text_clear(&work->words);
    work->counts = (struct case_counts){0};
    arena_reset(work->arena);
}

/* The parent asks to stop by closing the pipe of tasks. */
static bool is_asked_to_stop(const struct work *work)
{
    struct pollfd tasks = {.fd = work->tasks, .events = 0};
    return poll(&tasks, 1, 0) > 0 && (tasks.revents & (POLLHUP | POLLERR)) != 0;
}

/* ---- the walk through a file ---------------------------------------------------- */

/* True when the case is this task's; then it is at work. */
static bool begin(struct work *work, const struct case_head *head)
{
    const struct task *task = &work->task;
    const struct scan *scan = work->job->scan;
    size_t const number = scan->first[task->file] + head->index;
    if (head->index < task->begin || head->index >= task->end || number >= scan->total ||
        scan->flags[number] & SCAN_ELSEWHERE)
        return false;
    work->number = number;
    work->began = clock_microseconds();
    note_begin(work, head->id);
    testhook_run(head->id);
    return true;
}

/* What was made of a workbook is told with all that is wrong in it. */
static void bad_case(struct work *work, const struct casefile *casefile)
{
    const struct job *job = work->job;
    if (case_is_made(casefile))
        engine_check(job->engine, casefile, NULL, job->scan->flags[work->number] & SCAN_NAMESAKE,
                     work->arena, job->diags);
    add_failure(work, casefile);
}

/* False when the run ends here. */
static bool one_case(struct work *work, const struct casefile *casefile, bool valid)
{
    if (valid)
        good_case(work, casefile);
    else
        bad_case(work, casefile);
    bool const failed = diags_at_least(work->job->diags, SEVERITY_SYSTEM) != 0;
    tell_done(work, false);
    return !failed && !is_asked_to_stop(work);
}

static void carry_out(struct work *work)
{
    const struct job *job = work->job;
    const struct task *task = &work->task;
    struct case_stretch const stretch = scan_stretch(job->scan, task->file, task->begin, task->end);
    const struct input_file *file = &job->inputs->files[task->file];
    struct case_reader *reader =
        case_open_stretch(file->path, file->bytes, job->engine->schema, job->diags, &stretch);
    struct case_head head;
    bool go_on = true;
    work->began = clock_microseconds();
    while (reader && go_on && case_next(reader, &head)) {
        bool valid;
        struct casefile *casefile = begin(work, &head) ? case_take(reader, &valid) : NULL;
        if (casefile)
            go_on = one_case(work, casefile, valid);
        case_free(casefile);
    }
    case_close(reader);
    if (diags_at_least(job->diags, SEVERITY_ERROR))
        add_failure(work, NULL);
    tell_done(work, true);
}

/* ---- a worker's life ---------------------------------------------------------------- */

/* A task is smaller than a pipe's buffer: it comes whole or not at all. */
static bool read_task(int descriptor, struct task *task)
{
    ssize_t got;
    do
        got = read(descriptor, task, sizeof *task);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof *task;
}

/* A case that asks for more memory than any good one costs its worker, not the machine. */
static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
    struct rlimit const limit = {WORKER_MEMORY, WORKER_MEMORY};
    setrlimit(RLIMIT_DATA, &limit);
#endif
}

/*
 * Each document asks for the same buffers again; without this the C library
 * gives them back to the system and takes them anew, page fault by page fault.
 */
static void keep_memory(void)
{
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 4 << 20);
}

void worker_run(const struct job *job, int tasks, int results, struct at_work *at)
{
    struct work work = {
        .job = job, .tasks = tasks, .results = results, .at = at, .arena = arena_new()};
    signal(SIGINT, SIG_IGN); /* the parent decides when to stop */
    signal(SIGPIPE, SIG_DFL);
    limit_memory();
    keep_memory();
    while (read_task(tasks, &work.task))
        carry_out(&work);
    if (job->output)
        output_close(job->output, false, job->diags); /* its part of it is this process's own */
    _exit(0);
}
