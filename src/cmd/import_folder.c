/*
 * import_folder.c - a file for each case, and what a second import changes in it.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/import.h"
#include "engine/beside.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LARGEST_CASE = 8 * 1024 * 1024 };

/* ---- what stands there ------------------------------------------------------------------- */

/* The one case of a file, as a text in UTF-8; false with a diagnostic when there is another, or several. */
static bool read_older(struct import_run *import, const char *path, const char *id,
                       struct text *older)
{
    struct command_run *run = &import->run;
    struct diags *unheard = diags_new();
    struct case_reader *reader = case_open(path, run->engine->schema, unheard);
    struct case_head head;
    bool valid = false;
    size_t count = 0;
    while (reader && case_next(reader, &head)) {
        struct casefile *casefile = case_take(reader, &valid);
        if (casefile && valid && !count && strcmp(case_id(casefile), id) == 0)
            case_source(casefile, older);
        count++;
        case_free(casefile);
    }
    case_close(reader);
    bool const system = diags_at_least(unheard, SEVERITY_SYSTEM);
    if (system)
        diags_append(run->diags, unheard);
    diags_free(unheard);
    if (!system && (count != 1 || !older->len))
        diag_add(run->diags, MESSAGE_IMPORT_OTHER, (struct pos){.file = path}, NULL, NULL);
    return count == 1 && older->len && !system;
}

/* ---- signed documents ------------------------------------------------------------------------ */

static bool ends(const char *name, const char *with)
{
    size_t const length = strlen(name);
    size_t const tail = strlen(with);
    return length > tail && strcasecmp(name + length - tail, with) == 0;
}

/* A file of the case that is signed, or a signature of one. */
static bool is_signed(const char *path, struct arena *arena)
{
    static const char *const signatures[] = {".sig", ".p7s", ".p7m", ".sgn", ".sign", ".asc"};
    struct text const nothing = TEXT_EMPTY;
    const char *how = NULL;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (ends(path, signatures[i]))
            return true;
    return (ends(path, ".pdf") || ends(path, ".docx")) &&
           origin_of(path, &nothing, NULL, arena, &how) == ORIGIN_SIGNED;
}

/* The name of a signed document of the case in the folder; NULL: there is none. */
static const char *find_signed(const char *folder, const char *id, struct arena *arena)
{
    struct dirent **entries;
    const char *found = NULL;
    size_t const length = strlen(id);
    int const count = folder_scan(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (!found && strncmp(name, id, length) == 0 &&
            (name[length] == '_' || name[length] == '.') &&
            is_signed(arena_printf(arena, "%s/%s", folder, name), arena))
            found = arena_strdup(arena, name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return found;
}

/* ---- what stands around a case ------------------------------------------------------------- */

/* A case as case_source() gives it, cut: the start tag, what follows it. */
struct halves {
    const char *tag, *rest;
    size_t tag_length, rest_length;
};

static bool cut_case(const char *text, struct halves *halves)
{
    const char *declared = strstr(text, "?>");
    char quote = '\0';
    halves->tag = strchr(declared ? declared : text, '<');
    const char *at = halves->tag;
    for (; at && *at && (quote || *at != '>'); at++)
        quote = quote ? (*at == quote ? '\0' : quote) : strchr("\"'", *at) ? *at : '\0';
    if (!at || !*at)
        return false;
    halves->rest = at + 1;
    halves->tag_length = (size_t)(halves->rest - halves->tag);
    halves->rest_length = strlen(halves->rest);
    while (halves->rest_length && strchr(" \t\r\n", halves->rest[halves->rest_length - 1]))
        halves->rest_length--;
    return true;
}

/* The start tag without the namespace that case_source() wrote into it. */
static void add_tag(struct text *out, const struct halves *newer, const struct halves *older,
                    const char *raw, size_t raw_length)
{
    size_t same = 0;
    while (same < raw_length && same < older->tag_length && raw[same] == older->tag[same])
        same++;
    size_t const more = older->tag_length - raw_length;
    const char *written =
        more ? memmem(newer->tag, newer->tag_length, older->tag + same, more) : NULL;
    size_t const before = written ? (size_t)(written - newer->tag) : newer->tag_length;
    text_add_bytes(out, newer->tag, before);
    if (written)
        text_add_bytes(out, written + more, newer->tag_length - before - more);
}

/*
 * Puts the newer text of a case back into its file where it does not stand alone: the tags of <cases> and comments
 * around it stay.  A file of another encoding becomes the case alone, in UTF-8.
 */
static void put_back(const char *path, const char *older_text, struct text *newer_text)
{
    struct text file = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    struct halves older, newer;
    const char *found = NULL;
    const char *tag = NULL;
    if (file_read(path, LARGEST_CASE, &file) == 0 && strcmp(text_string(&file), older_text) != 0 &&
        cut_case(older_text, &older) && cut_case(text_string(newer_text), &newer))
        found = memmem(file.data, file.len, older.rest, older.rest_length);
    for (tag = found ? found - 1 : NULL; tag && tag > file.data && *tag != '<';)
        tag--; /* its beginning: no value of it holds a < */
    if (found && *tag == '<' && (size_t)(found - tag) <= older.tag_length) {
        text_add_bytes(&out, file.data, (size_t)(tag - file.data));
        add_tag(&out, &newer, &older, tag, (size_t)(found - tag));
        text_add_bytes(&out, newer.rest, newer.rest_length);
        found += older.rest_length;
        text_add_bytes(&out, found, (size_t)(file.data + file.len - found));
        text_clear(newer_text);
        text_add_bytes(newer_text, out.data, out.len);
    }
    text_free(&file);
    text_free(&out);
}

/* ---- a file -------------------------------------------------------------------------------------- */

static void save(struct import_run *import, const char *path, const char *id,
                 const struct text *text, bool is_new)
{
    struct command_run *run = &import->run;
    if (output_save(path, text, !is_new, run->diags) != 0)
        return;
    import_tell(import, path, id, is_new);
    import->written += is_new;
    import->changed += !is_new;
}

static void update_file(struct import_run *import, const struct uptake_case *one,
                        const char *folder, const char *path)
{
    struct command_run *run = &import->run;
    struct text older = TEXT_EMPTY;
    struct text newer = TEXT_EMPTY;
    if (read_older(import, path, one->id, &older)) {
        import_merge(import, one, text_string(&older), &newer);
        bool const same = strcmp(text_string(&older), text_string(&newer)) == 0;
        const char *document = same || option_given(run->options, OPTION_FORCE)
                                   ? NULL
                                   : find_signed(folder, one->id, run->arena);
        if (same)
            import->same++;
        else if (document)
            diag_add(run->diags, MESSAGE_IMPORT_SIGNED, (struct pos){.file = path}, NULL, document,
                     NULL);
        else {
            put_back(path, text_string(&older), &newer);
            save(import, path, one->id, &newer, false);
        }
    }
    text_free(&older);
    text_free(&newer);
}

static void write_case(struct import_run *import, const struct uptake_case *one, const char *folder)
{
    struct command_run *run = &import->run;
    const char *path = arena_printf(run->arena, "%s/%s.xml", folder, one->id);
    struct text text = TEXT_EMPTY;
    if (file_exists(path)) {
        update_file(import, one, folder, path);
    } else {
        import_merge(import, one, one->base, &text);
        save(import, path, one->id, &text, true);
    }
    text_free(&text);
    run_report(run);
}

void import_write_folder(struct import_run *import, const char *folder)
{
    struct command_run *run = &import->run;
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    folder = arena_strndup(run->arena, folder, length);
    int const error = folder_make(folder);
    if (error)
        diag_add_error(run->diags, MESSAGE_OUTPUT_FOLDER, folder, error);
    run_report(run);
    for (const struct uptake_case *at = import->uptake.first; at && run->status < EXIT_SYSTEM;
         at = at->next)
        write_case(import, at, folder);
}
