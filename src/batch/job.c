#include "batch/job.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/report.h"
#include "base/testhook.h"

#include <stdlib.h>
#include <string.h>

struct work {
    const struct job *job;
    const struct task *task;
    const struct job_sink *sink;
    struct arena *arena; /* of one case */
    size_t index;        /* of the case in its file */
    struct case_counts counts;
    struct text rows;
    struct text words;
    struct text codes;
    long long began; /* microseconds */
};

/* ---- rows ----------------------------------------------------------------- */

/* The case's problems as "CODE@line", each once. */
static const char *codes_of(struct work *work)
{
    const struct diags *diags = work->job->diags;
    text_clear(&work->codes);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_get(diags, i);
        text_add_item(&work->codes, " ", diag->code);
        if (diag->pos.line) {
            text_add_char(&work->codes, '@');
            text_add_int(&work->codes, diag->pos.line);
        }
    }
    return text_string(&work->codes);
}

static const char *source_of(struct work *work, const struct casefile *casefile)
{
    const char *name = work->job->inputs->files[work->task->file].name;
    if (!casefile)
        return name;
    return arena_printf(work->arena, "%s:%ld", name, node_pos(case_root(casefile)).line);
}

/* A row's number in all the input; 0 for what concerns the file alone. */
static long number_of(const struct work *work, const struct casefile *casefile)
{
    return casefile ? (long)(work->job->scan->first[work->task->file] + work->index) + 1 : 0;
}

static void add_row(struct work *work, struct record *row)
{
    row->milliseconds = (long)((clock_microseconds() - work->began + 500) / 1000);
    record_add_csv(&work->rows, row);
}

static struct record row_for(struct work *work, const struct casefile *casefile,
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
        .number = number_of(work, casefile),
    };
}

static void add_failure(struct work *work, const struct casefile *casefile)
{
    struct record row = row_for(work, casefile, NULL);
    row.status = RECORD_FAILED;
    work->counts.failed++;
    add_row(work, &row);
}

/* ---- what an earlier run left ------------------------------------------------ */

static bool hash_matches(const char *path, const char *wanted)
{
    struct file_map map;
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    if (file_map(path, &map) != 0)
        return false;
    hash_bytes(map.data, map.size, digest);
    file_unmap(&map);
    hash_hex(digest, hex);
    return strcmp(hex, wanted) == 0;
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

/* A signature makes the file longer; what was made must still be its beginning. */
static bool is_signed_version(const char *path, const struct record *row)
{
    struct file_map map;
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    if (strcmp(row->format, "pdf") != 0 || file_map(path, &map) != 0)
        return false;
    bool const longer = map.size > (size_t)row->bytes;
    if (longer)
        hash_bytes(map.data, (size_t)row->bytes, digest);
    file_unmap(&map);
    if (!longer)
        return false;
    hash_hex(digest, hex);
    return strcmp(hex, row->sha256) == 0;
}

/* True when the document needs no work; row then says what is there. */
static bool still_right(struct work *work, const char *case_id, const struct form *form,
                        const struct format *format, const char *input, struct record *row)
{
    const struct job *job = work->job;
    if (!ledger_find(job->ledger, case_id, form_id(form), format->name, work->arena, row) ||
        strcmp(row->input, input) != 0 || !*row->sha256)
        return false;
    const char *path = arena_printf(work->arena, "%s/%s_%s%s", job->folder, case_id, form_id(form),
                                    format->extension);
    row->status = RECORD_KEPT;
    if (file_size(path) == row->bytes)
        return job->check_hashes || ledger_cut_off(job->ledger) ? hash_matches(path, row->sha256)
                                                                : is_written(path);
    row->status = RECORD_SIGNED;
    return is_signed_version(path, row);
}

/* True, with rows, when every document of the case is right already. */
static bool all_right(struct work *work, const struct casefile *casefile,
                      const struct edition *edition, const char *input)
{
    const struct job *job = work->job;
    size_t const rows = work->rows.len;
    size_t kept = 0;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!engine_wants(job->engine, form, case_status(casefile)))
            continue;
        for (unsigned kind = 0; formats[kind].name; kind++) {
            struct record row;
            if (!(job->set >> kind & 1))
                continue;
            if (!still_right(work, case_id(casefile), form, &formats[kind], input, &row)) {
                work->rows.len = rows; /* make them all: one of them is not enough */
                return false;
            }
            row.codes = codes_of(work);
            row.source = source_of(work, casefile);
            row.number = number_of(work, casefile);
            add_row(work, &row);
            kept++;
        }
    }
    work->counts.kept += kept;
    return true;
}

/* ---- making ------------------------------------------------------------------- */

static void deliver(struct work *work, const struct casefile *casefile,
                    const struct products *products, const char *input)
{
    struct diags *diags = work->job->diags;
    for (const struct product *product = products->first; product; product = product->next) {
        bool const good = product_deliver(product, work->job->output, diags) == 0;
        struct record row = row_for(work, casefile, product);
        row.status = good ? RECORD_MADE : RECORD_FAILED;
        if (good) {
            row.pages = product->pages;
            row.bytes = (long)product->bytes.len;
            row.sha256 = product_sha256(product, work->arena);
            row.input = input;
            work->counts.made++;
            work->counts.bytes += product->bytes.len;
        } else {
            work->counts.failed++;
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
    const char *input = fingerprint_of(job->fingerprints, casefile, edition, work->arena);
    int const error = fingerprints_error(job->fingerprints);
    if (error) {
        diag_add(diags, MESSAGE_BATCH_FINGERPRINT, (struct pos){.file = edition_id(edition)}, NULL,
                 file_reason(error), NULL);
        add_failure(work, casefile);
        return;
    }
    if (all_right(work, casefile, edition, input))
        return;
    struct products products = products_begin(job->engine, job->engine->schema, work->arena);
    products_make_forms(&products, edition, casefile, job->set, case_id(casefile));
    if (products_verify(&products, diags))
        deliver(work, casefile, &products, input);
    else
        add_failure(work, casefile);
    products_free(&products);
}

static void good_case(struct work *work, const struct casefile *casefile)
{
    struct diags *diags = work->job->diags;
    size_t const number = work->job->scan->first[work->task->file] + work->index;
    const struct node *root = case_root(casefile);
    const struct edition *edition = NULL;
    unsigned char const flags = work->job->scan->flags[number];
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

/* ---- the walk through a file ---------------------------------------------------- */

/* Hands over what has gathered, and begins anew. */
static void flush(struct work *work, size_t number, bool of_file)
{
    struct diags *diags = work->job->diags;
    work->counts.errors = diags_at_least(diags, SEVERITY_ERROR);
    work->counts.warnings = diags_count(diags) - work->counts.errors;
    work->counts.system_failed = diags_at_least(diags, SEVERITY_SYSTEM) != 0;
    report_add_diags(diags, work->job->language, work->job->is_json, &work->words);
    if (of_file)
        work->sink->file_done(work->sink->context, work->task, &work->counts, &work->rows,
                              &work->words);
    else
        work->sink->done(work->sink->context, number, &work->counts, &work->rows, &work->words);
    diags_clear(diags);
    text_clear(&work->rows);
    text_clear(&work->words);
    work->counts = (struct case_counts){0};
    arena_reset(work->arena);
}

/* True when the case is this task's; then it is at work. */
static bool begin(struct work *work, const struct case_head *head)
{
    const struct task *task = work->task;
    size_t const index = head->index;
    size_t const number = work->job->scan->first[task->file] + index;
    if (index < task->begin || index >= task->end || number >= work->job->scan->total ||
        work->job->scan->flags[number] & SCAN_ELSEWHERE)
        return false;
    work->index = index;
    work->began = clock_microseconds();
    work->sink->begin(work->sink->context, number, head->id);
    testhook_run(head->id);
    return true;
}

/* False when the run ends here. */
static bool one_case(struct work *work, struct casefile *casefile, bool valid)
{
    size_t const number = work->job->scan->first[work->task->file] + work->index;
    if (valid)
        good_case(work, casefile);
    else
        add_failure(work, casefile);
    bool const failed = diags_at_least(work->job->diags, SEVERITY_SYSTEM) != 0;
    flush(work, number, false);
    return !failed && !work->sink->stop(work->sink->context);
}

static void read_cases(struct work *work)
{
    const struct job *job = work->job;
    const struct task *task = work->task;
    struct case_stretch const stretch = scan_stretch(job->scan, task->file, task->begin, task->end);
    struct case_reader *reader = case_open_stretch(job->inputs->files[task->file].path,
                                                   job->engine->schema, job->diags, &stretch);
    struct case_head head;
    bool go_on = true;
    while (reader && go_on && case_next(reader, &head)) {
        bool valid;
        struct casefile *casefile = begin(work, &head) ? case_take(reader, &valid) : NULL;
        if (casefile)
            go_on = one_case(work, casefile, valid);
        case_free(casefile);
    }
    case_close(reader);
}

void job_run(const struct job *job, const struct task *task, const struct job_sink *sink)
{
    struct work work = {.job = job,
                        .task = task,
                        .sink = sink,
                        .began = clock_microseconds(),
                        .arena = arena_new()};
    struct diags *diags = job->diags;
    read_cases(&work);
    if (diags_at_least(diags, SEVERITY_ERROR))
        add_failure(&work, NULL);
    flush(&work, 0, true);
    text_free(&work.rows);
    text_free(&work.words);
    text_free(&work.codes);
    arena_free(work.arena);
}
