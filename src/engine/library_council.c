/*
 * library_council.c - the calls about council files, whose cases are other inputs; see formulyar.h.
 */
#include "engine/library.h"

#include "base/seen.h"
#include "council/meeting.h"
#include "engine/beside.h"
#include "engine/dossier.h"
#include "engine/gather.h"

#include <string.h>

/* ---- files by their names ------------------------------------------------------------------ */

/* All inputs of a call, where councils look for files. */
struct shelf {
    struct case_bytes *files;
    size_t count;
};

static struct shelf shelf_of(struct call *call, const struct formulyar_input *inputs, size_t count)
{
    struct shelf shelf = {ARENA_ARRAY(call->result->arena, count + 1, struct case_bytes), count};
    for (size_t i = 0; i < count; i++) {
        shelf.files[i] = library_bytes(&inputs[i]);
        shelf.files[i].lasts = true;
    }
    return shelf;
}

/*
 * The input of that name; else the only one whose name has the same last part: whoever picks files in a browser
 * is told no folders.
 */
static const struct case_bytes *find_file(void *context, const char *path)
{
    const struct shelf *shelf = context;
    const struct case_bytes *found = NULL;
    size_t count = 0;
    path = path_without_dots(path);
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(path_without_dots(shelf->files[i].name), path) == 0)
            return &shelf->files[i];
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(path_name(shelf->files[i].name), path_name(path)) == 0) {
            found = &shelf->files[i];
            count++;
        }
    return count == 1 ? found : NULL;
}

static struct councils *open_councils(struct call *call, struct shelf *shelf)
{
    library_tell(call);
    struct councils *councils = councils_open(call->engine, call->diags);
    if (councils)
        councils_find_by(councils, find_file, shelf);
    return councils;
}

/* What was found is told while it is known where it stands. */
static void close_councils(struct call *call, struct councils *councils)
{
    library_tell(call);
    councils_close(councils);
}

bool library_is_council(const struct formulyar_input *input)
{
    struct case_bytes const bytes = library_bytes(input);
    return case_bytes_are_council(&bytes);
}

void library_check_councils(struct call *call, const struct formulyar_input *inputs, size_t count)
{
    struct shelf shelf = shelf_of(call, inputs, count);
    struct councils *councils = open_councils(call, &shelf);
    for (size_t i = 0; i < count && councils && call->result->status < 3; i++) {
        if (!library_is_council(&inputs[i]))
            continue;
        councils_check(councils, shelf.files[i].name);
        library_tell(call);
    }
    close_councils(call, councils);
}

/* ---- minutes and extracts -------------------------------------------------------------------- */

struct minutes {
    struct call *call;
    struct councils *councils;
    struct seen names; /* of files: "5/2" and "5-2" of one day would have files of one name */
};

/* source is what a PDF may carry inside, or NULL; id: of the case that it is about, or "". */
static void produce(struct minutes *minutes, const char *base, struct document *document,
                    const struct casefile *source, const char *id, struct arena *arena)
{
    struct call *call = minutes->call;
    struct products products =
        products_begin(call->engine, councils_schema(minutes->councils), arena);
    products_make_all(&products, document, source, call->options.kinds, base);
    library_hand_out_all(call, &products, id);
}

static bool claim(struct minutes *minutes, const struct casefile *council, const char *base)
{
    if (seen_add_name(&minutes->names, base))
        return true;
    meeting_tell_twice(council, minutes->call->diags);
    return false;
}

/*
 * The minutes, or the extract for the case with that id.  The council file is about others too: no
 * extract carries it inside.
 */
static void make_paper(struct minutes *minutes, struct casefile *council,
                       const struct edition *edition, const char *id, struct arena *arena)
{
    const char *base = meeting_paper_name(council, id, arena);
    struct document *document = NULL;
    if (claim(minutes, council, base))
        document = councils_paper(minutes->councils, council, edition, id,
                                  minutes->call->options.allow, arena);
    if (document)
        produce(minutes, base, document, id ? NULL : council, id ? id : "", arena);
}

static void one_council(struct minutes *minutes, const char *path, const char *id)
{
    const struct edition *edition;
    struct casefile *council = councils_read(minutes->councils, path, &edition);
    struct arena *arena = arena_new();
    if (council && id)
        meeting_add_uncited(council, path, councils_cases(minutes->councils));
    if (council)
        make_paper(minutes, council, edition, id, arena);
    arena_free(arena);
    case_free(council);
    library_tell(minutes->call);
}

/* Of all council files, as make_paper(); where one file is named, it says itself what else it is. */
static void all_councils(struct call *call, const struct formulyar_input *inputs, size_t count,
                         const char *id)
{
    struct shelf shelf = shelf_of(call, inputs, count);
    struct minutes minutes = {.call = call, .councils = open_councils(call, &shelf)};
    size_t found = 0;
    for (size_t i = 0; i < count && minutes.councils && call->result->status < 3; i++) {
        if (count > 1 && !library_is_council(&inputs[i]))
            continue;
        one_council(&minutes, shelf.files[i].name, id);
        found++;
    }
    if (minutes.councils && !found)
        diag_add(call->diags, MESSAGE_COUNCIL_NONE, NOWHERE, NULL, NULL);
    close_councils(call, minutes.councils);
    seen_free(&minutes.names);
}

struct formulyar_result *formulyar_minutes(struct formulyar *of,
                                           const struct formulyar_input *inputs, size_t count,
                                           const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_cases(&call, of, options, DOCUMENTS, FORMULYAR_PDF | FORMULYAR_DOCX))
        all_councils(&call, inputs, count, NULL);
    return library_end(&call);
}

struct formulyar_result *formulyar_extract(struct formulyar *of,
                                           const struct formulyar_input *inputs, size_t count,
                                           const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_cases(&call, of, options, DOCUMENTS, FORMULYAR_PDF | FORMULYAR_DOCX)) {
        if (call.options.case_id && *call.options.case_id)
            all_councils(&call, inputs, count, call.options.case_id);
        else
            library_refuse(
                &call, "extract",
                DIAG_BOTH("номер дела, например 2026-014", "the id of a case, e.g. 2026-014"));
    }
    return library_end(&call);
}

/* ---- bundles --------------------------------------------------------------------------------- */

/* What the council file says itself, as the program names it. */
static bool is_free_of(struct call *call, bool given, const char *option)
{
    if (given)
        diag_add(call->diags, MESSAGE_BUNDLE_COUNCIL_OPTION, NOWHERE, NULL, option, NULL);
    return !given;
}

static bool options_fit(struct call *call)
{
    const struct formulyar_options *options = &call->options;
    bool fit = is_free_of(call, options->number, "--number");
    fit &= is_free_of(call, options->date, "--date");
    fit &= is_free_of(call, options->first, "--first");
    fit &= is_free_of(call, options->forms, "--form");
    fit &= is_free_of(call, options->order, "--sort");
    fit &= is_free_of(call, options->finished_only, "--finished-only");
    return fit && library_bundle_fits(call);
}

static void make_bundle(struct call *call, struct councils *councils, const char *path,
                        const struct appendix_form *words)
{
    struct arena *arena = arena_new();
    struct products products = products_begin(call->engine, councils_schema(councils), arena);
    struct rules_session *session = rules_session_new();
    const struct format *format = library_format(call->options.kinds);
    struct appendices_plan plan = {
        .words = words, .no_list = call->options.no_list, .duplex = call->options.duplex};
    const struct edition *edition = NULL;
    struct casefile *council = councils_read(councils, path, &edition);
    struct document *document =
        council ? dossier_document(councils, council, edition, session, &plan, arena) : NULL;
    if (document && gathered_number(call->engine, document, arena, call->diags))
        products_make(&products, document, NULL, format,
                      arena_printf(arena, "bundle%s", format->extension));
    library_hand_out_all(call, &products, "");
    case_free(council);
    rules_session_free(session);
    arena_free(arena);
}

void library_bundle_council(struct call *call, const struct formulyar_input *inputs, size_t count,
                            size_t index)
{
    struct shelf shelf = shelf_of(call, inputs, count);
    struct appendix_form *words =
        options_fit(call) ? gathered_words(call->engine, NULL, call->diags) : NULL;
    struct councils *councils = words ? open_councils(call, &shelf) : NULL;
    if (councils)
        make_bundle(call, councils, shelf.files[index].name, words);
    close_councils(call, councils);
    appendix_form_free(words);
}
