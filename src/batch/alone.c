#include "batch/alone.h"

#include "base/draft.h"
#include "batch/archive.h"
#include "batch/turns.h"
#include "batch/zipstream.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct alone {
    const struct batch_options *options;
    const struct output *output;
    struct diags *diags;
    struct zipstream *stream;
    struct turns *turns;
    int error; /* the first; ZIPSTREAM_DAMAGED as well */
    bool refused;
    bool delivered;
};

static void take_turn(void *context, const char *bytes, size_t size)
{
    struct alone *alone = context;
    zipstream_add(alone->stream, bytes, size);
}

static int is_document(const struct dirent *entry)
{
    const char *extension = strrchr(entry->d_name, '.');
    if (text_has_shape(entry->d_name, "000")) /* of --spread */
        return 1;
    for (size_t i = 0; extension && formats[i].name; i++)
        if (strcmp(extension, formats[i].extension) == 0)
            return 1;
    return 0;
}

/* What a person finds beside a report is what the report tells of. */
static bool is_free_of_documents(const char *folder, struct diags *diags)
{
    struct dirent **entries;
    int const count = folder ? folder_scan(folder, &entries, is_document, alphasort) : -1;
    for (int i = 0; i < count; i++)
        free(entries[i]);
    if (count >= 0)
        free(entries);
    if (count > 0)
        diag_add(diags, MESSAGE_ALONE_DOCUMENTS, (struct pos){.file = folder}, NULL, NULL);
    return count <= 0;
}

static void complain(const struct alone *alone, int error)
{
    const char *why = error == ZIPSTREAM_DAMAGED
                          ? DIAG_BOTH("записанное читается с диска иначе; проверьте диск",
                                      "what was written reads otherwise; check the disk")
                          : file_reason(error);
    diag_add(alone->diags, MESSAGE_ALONE_WRITE, (struct pos){.file = alone->options->archive}, NULL,
             why, NULL);
}

struct alone *alone_begin(const struct batch_options *options, const struct scan *scan,
                          const struct output *output, struct diags *diags)
{
    if (!is_free_of_documents(options->folder, diags) ||
        !archive_may_go(options->archive, true, output, diags) ||
        output_make_folder_of(options->archive, diags) != 0)
        return NULL;
    file_drafts_sweep_beside(options->archive);
    struct alone *alone = xmalloc(sizeof *alone);
    *alone = (struct alone){.options = options, .output = output, .diags = diags};
    struct turns_taker const taker = {take_turn, alone};
    alone->stream = zipstream_begin(options->archive);
    if (!alone->stream) {
        complain(alone, errno);
        free(alone);
        return NULL;
    }
    alone->turns = turns_new(scan->total, options->archive, &taker);
    for (size_t i = 0; i < scan->total; i++)
        if (scan->flags[i] & SCAN_ELSEWHERE)
            turns_skip(alone->turns, i);
    return alone;
}

static int keep_error(struct alone *alone, int error)
{
    if (!alone->error)
        alone->error = error;
    if (!alone->error)
        alone->error = zipstream_error(alone->stream);
    return alone->error;
}

int alone_add(struct alone *alone, size_t number, const char *entries, size_t size)
{
    return alone->error ? alone->error
                        : keep_error(alone, turns_add(alone->turns, number, entries, size));
}

int alone_deliver(void *context, int csv, int json)
{
    struct alone *alone = context;
    const struct batch_options *options = alone->options;
    if (keep_error(alone, turns_finish(alone->turns)))
        return alone->error;
    zipstream_add_file(alone->stream, REPORT_CSV, csv);
    zipstream_add_file(alone->stream, REPORT_JSON, json);
    if (keep_error(alone, zipstream_close(alone->stream, !options->no_verify)))
        return alone->error;
    /* Whatever came there meanwhile may not go either. */
    alone->refused = !archive_may_go(options->archive, true, alone->output, alone->diags);
    int const error = zipstream_end(alone->stream, !alone->refused);
    alone->stream = NULL;
    alone->error = error;
    alone->delivered = !error && !alone->refused;
    if (alone->delivered && options->tell)
        options->tell(options->archive);
    return alone->refused ? EEXIST : error;
}

bool alone_end(struct alone *alone, int failed)
{
    bool const delivered = alone->delivered;
    int const error = alone->error || delivered || alone->refused ? alone->error : failed;
    if (error)
        complain(alone, error);
    if (alone->stream)
        zipstream_end(alone->stream, false);
    turns_free(alone->turns);
    free(alone);
    return delivered;
}
