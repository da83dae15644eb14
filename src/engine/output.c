#include "engine/output.h"

#include "base/draft.h"
#include "base/file.h"
#include "base/report.h"
#include "base/seen.h"
#include "engine/places.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct output {
    struct output_options options;
    const char *folder;  /* "." for none named; NULL for standard output */
    struct seen claimed; /* what files were named after */
    size_t count;
    size_t written; /* files */
    struct draft_place *place;
    bool folder_made;
    struct text subfolder; /* of a name; the last that was made */
    struct text held;      /* the one document for standard output */
    bool too_many;
};

struct output *output_open(const struct output_options *options)
{
    struct output *output = xmalloc(sizeof *output);
    const char *place = options->place;
    *output = (struct output){.options = *options, .folder = place ? place : "."};
    if (options->is_file)
        output->folder = place ? "." : NULL;
    if (place && strcmp(place, "-") == 0)
        output->folder = NULL;
    return output;
}

size_t output_count(const struct output *output)
{
    return output->too_many ? 0 : output->count; /* of several, standard output gets none */
}

bool output_claim(struct output *output, const char *name)
{
    return seen_add_name(&output->claimed, name);
}

/* Holds a document back until it is sure that it is the only one. */
static int hold(struct output *output, const struct text *bytes, struct diags *diags)
{
    if (output->count++ == 0) {
        text_add_bytes(&output->held, bytes->data, bytes->len);
        return 0;
    }
    if (!output->too_many)
        diag_add(diags, MESSAGE_OUTPUT_ONE, NOWHERE, NULL, NULL);
    output->too_many = true;
    return -1;
}

static int make_folder(struct output *output, struct diags *diags)
{
    if (output->folder_made || strcmp(output->folder, ".") == 0)
        return 0;
    int const error = folder_make(output->folder);
    if (error) {
        diag_add_error(diags, MESSAGE_OUTPUT_FOLDER, output->folder, error);
        return -1;
    }
    output->folder_made = true;
    return 0;
}

static const char *path_of(struct output *output, const char *name, struct arena *arena)
{
    bool const here = strcmp(output->folder, ".") == 0;
    return here ? arena_strdup(arena, name) : path_join(arena, output->folder, name);
}

/* The folder in the output's folder that a name begins with, if it has one. */
static int make_subfolder(struct output *output, const char *name, struct arena *arena,
                          struct diags *diags)
{
    const char *slash = strrchr(name, '/');
    size_t const length = slash ? (size_t)(slash - name) : 0;
    struct text *made = &output->subfolder;
    if (!length || (made->len == length && memcmp(made->data, name, length) == 0))
        return 0;
    text_clear(made);
    text_add_bytes(made, name, length);
    const char *path = path_of(output, text_string(made), arena);
    int const error = folder_make(path);
    if (!error)
        return 0;
    text_clear(made);
    diag_add_error(diags, MESSAGE_OUTPUT_FOLDER, path, error);
    return -1;
}

bool output_is_folder(const char *path, const char *extension, struct diags *diags)
{
    bool const closed = *path && path[strlen(path) - 1] == '/';
    if (!closed && !file_is_folder(path))
        return false;
    struct arena *arena = arena_new();
    const char *slash = closed ? "" : "/";
    diag_add(diags, MESSAGE_FILE_IS_FOLDER, (struct pos){.file = path}, NULL,
             diag_both(arena, arena_printf(arena, "%s%sимя%s", path, slash, extension),
                       arena_printf(arena, "%s%sname%s", path, slash, extension)),
             NULL);
    arena_free(arena);
    return true;
}

bool output_name_fits(const char *path, const char *extension, struct diags *diags)
{
    static const char *const kinds[] = {".pdf",  ".docx", ".doc",  ".odt", ".rtf", ".xls",
                                        ".xlsx", ".xml",  ".zip",  ".rar", ".7z",  ".txt",
                                        ".csv",  ".htm",  ".html", ".svg"};
    const char *dot = strrchr(path, '.');
    if (!dot || strcasecmp(dot, extension) == 0)
        return true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(dot, kinds[i]) != 0)
            continue;
        diag_add(diags, MESSAGE_NAME_FOREIGN, (struct pos){.file = path}, NULL, extension, NULL);
        return false;
    }
    return true;
}

int output_make_folder_of(const char *path, struct diags *diags)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return 0;
    struct text folder = TEXT_EMPTY;
    text_add_bytes(&folder, path, (size_t)(slash - path));
    int const error = folder_make(text_string(&folder));
    if (error)
        diag_add_error(diags, MESSAGE_OUTPUT_FOLDER, text_string(&folder), error);
    text_free(&folder);
    return error ? -1 : 0;
}

const char *output_find(struct output *output, const char *name, struct arena *arena)
{
    if (!output->folder || output->options.is_file)
        return NULL;
    const char *path = path_of(output, name, arena);
    return file_exists(path) ? path : NULL;
}

/* Says why a file stays; false when it may be replaced. */
static bool stays(enum origin origin, const char *path, const char *how, struct diags *diags)
{
    struct pos const pos = {.file = path};
    switch (origin) {
    case ORIGIN_NONE:
    case ORIGIN_SAME:
    case ORIGIN_OURS: return false;
    case ORIGIN_OTHER: diag_add(diags, MESSAGE_FILE_OF_ANOTHER, pos, NULL, NULL); return true;
    case ORIGIN_LINK: diag_add(diags, MESSAGE_FILE_LINK, pos, NULL, NULL); return true;
    case ORIGIN_SPECIAL: diag_add(diags, MESSAGE_FILE_SPECIAL, pos, NULL, NULL); return true;
    case ORIGIN_EDITED: diag_add(diags, MESSAGE_FILE_EDITED, pos, NULL, NULL); return true;
    case ORIGIN_FOREIGN: diag_add(diags, MESSAGE_FILE_EXISTS, pos, NULL, NULL); return true;
    case ORIGIN_SIGNED: diag_add(diags, MESSAGE_FILE_SIGNED, pos, NULL, how, NULL); return true;
    case ORIGIN_UNKNOWN:
        diag_add(diags, MESSAGE_FILE_UNREADABLE, pos, NULL, how, NULL);
        return true;
    }
    return true;
}

/* A few files are no reason to make a place for them. */
static struct draft_place *place_of(struct output *output)
{
    enum { FEW = 64 };
    if (output->options.many && output->written++ == FEW)
        output->place = draft_place_open(output->folder);
    return output->place;
}

/* fresh: nothing has that name; what has taken it meanwhile stays. */
static int write_file(struct output *output, const char *path, const struct text *bytes, bool fresh,
                      struct diags *diags)
{
    struct draft_place *place = place_of(output);
    int const error = fresh ? file_write_new_at_place(place, path, bytes->data, bytes->len)
                            : file_write_at_place(place, path, bytes->data, bytes->len);
    if (error) {
        diag_add_error(diags, MESSAGE_FILE_WRITE, path, error);
        return -1;
    }
    if (output->options.tell)
        output->options.tell(path);
    return 0;
}

bool output_allows(const struct output *output, enum origin origin, const char *path,
                   const char *how, struct diags *diags)
{
    bool const forced = output->options.forced && origin != ORIGIN_SPECIAL;
    return forced || !stays(origin, path, how, diags);
}

static int put_path(struct output *output, const char *path, const struct text *bytes,
                    const char *teacher, struct arena *arena, struct diags *diags)
{
    const char *how = NULL;
    if (output->options.is_file && output_is_folder(path, ".pdf", diags))
        return -1;
    enum origin const origin = origin_of(path, bytes, teacher, arena, &how);
    if (origin == ORIGIN_SAME) {
        output->count++;
        return 0;
    }
    if (!output_allows(output, origin, path, how, diags) ||
        write_file(output, path, bytes, origin == ORIGIN_NONE, diags) != 0)
        return -1;
    output->count++;
    return 0;
}

int output_put(struct output *output, const char *name, const struct text *bytes,
               const char *teacher, struct diags *diags)
{
    if (!output->folder)
        return hold(output, bytes, diags);
    struct arena *arena = arena_new();
    int result =
        output->options.is_file ? output_make_folder_of(name, diags) : make_folder(output, diags);
    if (result == 0 && !output->options.is_file)
        result = make_subfolder(output, name, arena, diags);
    if (result == 0)
        result = put_path(output, path_of(output, name, arena), bytes, teacher, arena, diags);
    arena_free(arena);
    return result;
}

/* The same for a file of the user's own: nothing in it says who made it. */
static int save_file(const char *path, const struct text *bytes, bool forced, struct diags *diags)
{
    struct pos const pos = {.file = path};
    bool const special = file_kind(path) == FILE_SPECIAL;
    int error = EEXIST;
    if (output_is_folder(path, ".xml", diags) ||
        (!special && output_make_folder_of(path, diags) != 0))
        return -1;
    if (!special)
        error = forced ? file_write(path, bytes->data, bytes->len)
                       : file_write_new(path, bytes->data, bytes->len);
    if (special)
        diag_add(diags, MESSAGE_FILE_SPECIAL, pos, NULL, NULL);
    else if (error == EEXIST)
        diag_add(diags, MESSAGE_FILE_TAKEN, pos, NULL, NULL);
    else if (error)
        diag_add(diags, MESSAGE_FILE_WRITE, pos, NULL, file_reason(error), NULL);
    return error ? -1 : 0;
}

int output_save(const char *path, const struct text *bytes, bool forced, struct diags *diags)
{
    return path && strcmp(path, "-") != 0 ? save_file(path, bytes, forced, diags)
                                          : report_output(bytes->data, bytes->len, diags);
}

int output_show(struct output *output, const char *name, const struct text *bytes,
                struct diags *diags)
{
    if (output->options.place)
        return output_put(output, name, bytes, NULL, diags);
    output->count++;
    return report_output(bytes->data, bytes->len, diags);
}

void output_close(struct output *output, bool all_well, struct diags *diags)
{
    if (!output->folder && all_well && output->count == 1)
        report_output(output->held.data, output->held.len, diags);
    draft_place_close(output->place);
    seen_free(&output->claimed);
    text_free(&output->held);
    text_free(&output->subfolder);
    free(output);
}
