#include "batch/workbooks.h"

#include "base/confine.h"
#include "base/file.h"
#include "base/parcel.h"
#include "base/testhook.h"

#include <errno.h>
#include <string.h>

enum { HEAD = 4096 };

/* A file that is a table. */
struct found {
    struct found *next;
    struct input_file *input;
    bool plain;
    struct text bytes;
};

struct taking {
    struct intake *intake;
    struct diags *diags;
    struct arena *arena;
    struct found *first, *last;
};

/* ---- which files are tables -------------------------------------------------------- */

/* Standard input that was a pipe is a file by now (file_spool()). */
static const char *path_of(const struct input_file *input)
{
    return strcmp(input->path, "-") == 0 ? "/dev/stdin" : input->path;
}

static void look_at(struct taking *taking, struct input_file *input)
{
    char head[HEAD];
    bool plain;
    struct import_file const file = {input->name, head, file_read_head(path_of(input), head, HEAD)};
    if (!file.size || !import_is_table(&file, &plain))
        return;
    struct found *found = ARENA_NEW(taking->arena, struct found);
    *found = (struct found){.input = input, .plain = plain};
    LIST_PUT(taking->first, taking->last, found);
}

/* ---- reading one, confined ------------------------------------------------------------ */

struct errand {
    struct intake *intake;
    const struct import_file *files;
    size_t count;
};

static int be_reader(void *context, int answer)
{
    const struct errand *errand = context;
    struct text parcel = TEXT_EMPTY;
    struct imported imported;
    struct diags *diags = diags_new();
    const char *slash = strrchr(errand->files->name, '/');
    testhook_run(slash ? slash + 1 : errand->files->name);
    bool const good = intake_read(errand->intake, errand->files, errand->count, &imported, diags);
    parcel_add_diags(&parcel, diags);
    parcel_add_number(&parcel, good);
    if (good) {
        parcel_add_number(&parcel, (int64_t)imported.cases);
        cellmap_pack(imported.map, &parcel);
        parcel_add_bytes(&parcel, imported.xml.data, imported.xml.len);
        parcel_add_string(&parcel, text_string(&imported.covered));
        parcel_add_string(&parcel, text_string(&imported.unsaid));
    }
    return file_write_all(answer, parcel.data, parcel.len);
}

/* False when the parcel is not whole; without a map when nothing could be read. */
static bool unpack(const struct text *answer, struct imported *imported, struct diags *diags)
{
    struct parcel parcel = {.bytes = answer->data, .size = answer->len};
    struct diags *told = diags_new();
    *imported = (struct imported){.cases = 0};
    parcel_diags(&parcel, told);
    if (parcel_number(&parcel)) {
        size_t size;
        imported->cases = (size_t)parcel_number(&parcel);
        imported->map = cellmap_unpack(&parcel);
        const char *xml = parcel_bytes(&parcel, &size);
        text_add_bytes(&imported->xml, xml, size);
        text_add(&imported->covered, parcel_string(&parcel));
        text_add(&imported->unsaid, parcel_string(&parcel));
    }
    bool const whole = parcel_is_whole(&parcel);
    if (whole)
        diags_append(diags, told);
    else
        import_free(imported);
    diags_free(told);
    return whole;
}

static struct confinement limits_for(size_t size)
{
    size_t const megabytes = size >> 20;
    return (struct confinement){
        .memory = ((size_t)128 << 20) + 64 * size,
        .cpu = 5 + 4 * megabytes,
        .milliseconds = (20 + 8 * megabytes) * 1000,
        .answer = ((size_t)128 << 20) + 64 * size,
        .reads_files = true,
    };
}

static void read_confined(struct taking *taking, const struct import_file *files, size_t count,
                          struct input_file *input)
{
    struct errand errand = {taking->intake, files, count};
    struct pos const pos = {.file = files->name};
    struct text answer = TEXT_EMPTY;
    struct imported imported = {.cases = 0};
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += files[i].size;
    struct confinement const limits = limits_for(size);
    enum confine_end const end = confine_run(&limits, be_reader, &errand, &answer, NULL);
    if (end == CONFINE_REFUSED)
        diag_add(taking->diags, MESSAGE_CONFINE_START, pos, NULL, file_reason(errno), NULL);
    else if (end != CONFINE_DONE || !unpack(&answer, &imported, taking->diags))
        diag_add(taking->diags, MESSAGE_CONFINE_LIMIT, pos, NULL, confine_reason(end), NULL);
    if (imported.map)
        intake_keep(taking->intake, &imported, input);
    text_free(&answer);
}

/* ---- all of them ------------------------------------------------------------------------ */

/* Reads the found files of one kind that are still to be read: of plain ones all, else the first. */
static void read_group(struct taking *taking, struct found *first)
{
    size_t count = 0;
    for (struct found *at = first; at; at = at->next)
        count += at == first || (first->plain && at->plain);
    struct import_file *files = ARENA_ARRAY(taking->arena, count, struct import_file);
    bool good = true;
    count = 0;
    for (struct found *at = first; at; at = at->next) {
        if (at != first && !(first->plain && at->plain))
            continue;
        int const error = file_read(path_of(at->input), LARGEST_TABLE, &at->bytes);
        if (error)
            diag_add_error(taking->diags, MESSAGE_FILE_READ, at->input->name, error);
        good = good && !error;
        files[count++] = (struct import_file){at->input->name, at->bytes.data, at->bytes.len};
    }
    if (good)
        read_confined(taking, files, count, first->input);
    for (struct found *at = first; at; at = at->next)
        text_free(&at->bytes);
}

/* Those of which cases were made stay, and those that are no tables. */
static void leave_out(struct taking *taking, struct inputs *inputs)
{
    size_t left = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        const struct found *found = taking->first;
        while (found && found->input != &inputs->files[i])
            found = found->next;
        if (!found || found->input->bytes)
            inputs->files[left++] = inputs->files[i];
    }
    inputs->count = left;
}

void workbooks_take(struct intake *intake, struct inputs *inputs, struct diags *diags)
{
    struct taking taking = {.intake = intake, .diags = diags, .arena = arena_new()};
    bool plain_read = false;
    for (size_t i = 0; i < inputs->count; i++)
        look_at(&taking, &inputs->files[i]);
    for (struct found *found = taking.first; found; found = found->next) {
        if (found->plain && plain_read)
            continue;
        plain_read = plain_read || found->plain;
        read_group(&taking, found);
    }
    if (taking.first)
        leave_out(&taking, inputs);
    diags_set_placer(diags, intake_place, intake);
    arena_free(taking.arena);
}
