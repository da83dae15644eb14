#include "batch/pack.h"

#include "base/file.h"
#include "batch/archive.h"
#include "batch/report.h"

struct packing {
    struct archive *archive;
    const char *folder;
    struct arena *arena; /* of one name at a time */
};

static void add_file(struct packing *packing, const char *name)
{
    archive_add(packing->archive, name,
                arena_printf(packing->arena, "%s/%s", packing->folder, name));
}

static void add_document(const struct record *row, void *context)
{
    struct packing *packing = context;
    switch (row->status) {
    case RECORD_MADE:
    case RECORD_KEPT:
    case RECORD_SIGNED:
        add_file(packing, record_file_name(row, packing->arena));
        arena_reset(packing->arena);
        return;
    case RECORD_FAILED:
    case RECORD_CRASHED:
    case RECORD_HUNG:
    case RECORD_LEFT:
    case RECORD_STATUS_COUNT: return;
    }
}

static bool may_write(const char *path, const struct output *output, struct arena *arena,
                      struct diags *diags)
{
    const char *how = NULL;
    struct text const nothing = TEXT_EMPTY;
    enum origin origin = origin_of(path, &nothing, NULL, arena, &how);
    bool touched = false;
    int failure = 0;
    if (origin == ORIGIN_FOREIGN && archive_is_ours(path, &touched, &failure))
        origin = ORIGIN_OURS;
    if (touched)
        origin = ORIGIN_EDITED;
    if (failure) {
        origin = ORIGIN_UNKNOWN;
        how = file_reason(failure);
    }
    return output_allows(output, origin, path, how, diags);
}

void pack_write(const char *folder, const char *path, const struct output *output,
                struct diags *diags)
{
    struct packing packing = {.folder = folder, .arena = arena_new()};
    struct ledger *ledger = ledger_open(folder);
    int const error = ledger_error(ledger);
    if (error) /* nobody knows what belongs into it */
        diag_add(diags, MESSAGE_BATCH_READ_REPORT, (struct pos){.file = folder}, NULL,
                 file_reason(error), NULL);
    else if (may_write(path, output, packing.arena, diags))
        packing.archive = archive_begin(path, diags);
    if (packing.archive) {
        add_file(&packing, REPORT_CSV);
        add_file(&packing, REPORT_JSON);
        ledger_each(ledger, add_document, &packing);
        archive_end(packing.archive, diags);
    }
    ledger_close(ledger);
    arena_free(packing.arena);
}
