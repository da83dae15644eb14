/*
 * library.c - engines, results and what is asked of them; see formulyar.h.
 */
#include "engine/library.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/platform.h"

#include <stdlib.h>
#include <string.h>

#ifndef FORMULYAR_DATA /* tools/mk/library.mk knows the PREFIX */
#define FORMULYAR_DATA "/usr/local/share/formulyar"
#endif

const char *formulyar_version(void)
{
    return FORMULYAR_VERSION;
}

/* ---- a call -------------------------------------------------------------- */

/* The hook may leave the call for good: libxml2 is as it was before. */
static void lack_memory(void *context)
{
    const struct formulyar *of = context;
    xml_leave(of->guard);
    memory_hook_set((struct memory_hook){0});
    if (of->hook.call)
        of->hook.call(of->hook.context);
}

static struct memory_hook enter(struct formulyar *of)
{
    of->guard = xml_enter();
    return memory_hook_set((struct memory_hook){.call = lack_memory, .context = of});
}

static void leave(const struct formulyar *of, struct memory_hook before)
{
    xml_leave(of->guard);
    memory_hook_set(before);
}

static struct formulyar_result *result_new(void)
{
    struct formulyar_result *result = xcalloc(1, sizeof *result);
    result->arena = arena_new();
    return result;
}

static const char *copied(struct arena *arena, const char *string)
{
    return arena_strdup(arena, string ? string : "");
}

static void tell(struct formulyar_result *result, struct diags *diags, enum language language)
{
    struct arena *arena = result->arena;
    int const status = diags_exit_status(diags);
    diags_sort(diags);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_get(diags, i);
        struct formulyar_diagnostic told = {
            .code = copied(arena, diag->code),
            .severity = (int)diag->severity,
            .file = copied(arena, diag->pos.file),
            .line = diag->cell.sheet ? diag->cell.row : diag->pos.line,
            .column = diag->cell.sheet ? diag->cell.column : diag->pos.column,
            .path = diag->path ? copied(arena, diag->path) : NULL,
            .sheet = diag->cell.sheet ? copied(arena, diag->cell.sheet) : NULL,
            .case_id = diag->cell.case_id && *diag->cell.case_id ? copied(arena, diag->cell.case_id)
                                                                 : NULL,
            .text = {copied(arena, diag->text[LANGUAGE_RU]),
                     copied(arena, diag->text[LANGUAGE_EN])},
        };
        told.message = told.text[language];
        result->diagnostics = xgrow(result->diagnostics, result->diagnostic_count,
                                    &result->diagnostic_cap, sizeof *result->diagnostics);
        result->diagnostics[result->diagnostic_count++] = told;
    }
    if (status > result->status)
        result->status = status;
    diags_clear(diags);
}

const char *library_copy(struct call *call, const char *string)
{
    return copied(call->result->arena, string);
}

void library_tell(struct call *call)
{
    tell(call->result, call->diags, call->of->language);
}

/* Of structures with a size: as much as both know. */
static void take_sized(void *to, size_t known, const void *from)
{
    size_t size;
    if (!from)
        return;
    memcpy(&size, from, sizeof size);
    memcpy(to, from, size < known ? size : known);
}

bool library_begin(struct call *call, struct formulyar *of, const struct formulyar_options *options)
{
    *call = (struct call){.of = of, .engine = of->engine};
    call->before = enter(of);
    call->diags = diags_new();
    call->result = result_new();
    take_sized(&call->options, sizeof call->options, options);
    if (of->engine) {
        call->edition = of->engine->options.edition;
        return true;
    }
    const struct formulyar_result *opened = of->opened;
    for (size_t i = 0; i < opened->diagnostic_count; i++) {
        const struct formulyar_diagnostic *told = &opened->diagnostics[i];
        diag_add_text(call->diags, (enum severity)told->severity, told->code,
                      (struct pos){told->file, told->line, told->column}, told->path,
                      told->text[LANGUAGE_RU], told->text[LANGUAGE_EN]);
    }
    return false;
}

struct formulyar_result *library_end(struct call *call)
{
    library_tell(call);
    diags_free(call->diags);
    intake_close(call->intake);
    if (call->engine)
        call->engine->options.edition = call->edition;
    leave(call->of, call->before);
    return call->result;
}

/* One more file, which takes the bytes over. */
static struct formulyar_file *add_file(struct formulyar_result *result, struct text *bytes)
{
    size_t const next = result->file_count++;
    result->files = xgrow(result->files, next, &result->file_cap, sizeof *result->files);
    result->bytes = xgrow(result->bytes, next, &result->bytes_cap, sizeof *result->bytes);
    result->bytes[next] = *bytes;
    *bytes = TEXT_EMPTY;
    result->files[next] = (struct formulyar_file){
        .form = "",
        .case_id = "",
        .bytes = text_string(&result->bytes[next]),
        .size = result->bytes[next].len,
    };
    return &result->files[next];
}

void library_hand_out(struct call *call, struct product *product, const char *case_id)
{
    const char *sha256 = product_sha256(product, call->result->arena);
    struct formulyar_file *file = add_file(call->result, &product->bytes);
    file->name = library_copy(call, product->name);
    file->kind = product->format ? 1 << (product->format - formats) : FORMULYAR_CSV;
    file->form = library_copy(call, product->form);
    file->case_id = library_copy(call, case_id);
    file->pages = product->pages;
    file->sha256 = sha256;
}

void library_hand_out_bytes(struct call *call, struct text *bytes, const char *name, int kind)
{
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    hash_bytes(bytes->data, bytes->len, digest);
    hash_hex(digest, hex);
    struct formulyar_file *file = add_file(call->result, bytes);
    file->name = library_copy(call, name);
    file->kind = kind;
    file->sha256 = library_copy(call, hex);
}

void formulyar_free(struct formulyar_result *result)
{
    if (!result)
        return;
    for (size_t i = 0; i < result->file_count; i++)
        text_free(&result->bytes[i]);
    free(result->bytes);
    free(result->files);
    free(result->diagnostics);
    free(result->forms);
    free(result->cases);
    arena_free(result->arena);
    free(result);
}

/* ---- engines ------------------------------------------------------------- */

/* The folder of the file that this code was loaded from, links resolved; NULL: who knows. */
static const char *own_folder(struct arena *arena)
{
    char *path = platform_own_file();
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path)) : NULL;
    free(path);
    return folder;
}

/* PREFIX/lib, or PREFIX/lib/TRIPLET; NULL leaves it to the engine, which looks beside the program. */
static const char *find_data(struct arena *arena)
{
    const char *own = own_folder(arena);
    const char *const places[] = {
        own ? path_join(arena, own, "../share/formulyar") : FORMULYAR_DATA,
        own ? path_join(arena, own, "../../share/formulyar") : FORMULYAR_DATA,
        FORMULYAR_DATA,
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (file_exists(path_join(arena, places[i], "forms/case.xsd")))
            return places[i];
    return NULL;
}

static const char *kept(struct arena *arena, const char *string)
{
    return string ? arena_strdup(arena, string) : NULL;
}

static void load(struct formulyar *of, const struct formulyar_setup *setup, struct diags *diags)
{
    struct arena *arena = of->arena;
    struct engine_options const options = {
        .data = setup->data ? kept(arena, setup->data) : find_data(arena),
        .forms = kept(arena, setup->forms),
        .organization = kept(arena, setup->organization),
        .edition = kept(arena, setup->edition),
        .today = kept(arena, setup->today),
    };
    struct date date;
    if (options.today && !date_read(options.today, &date))
        diag_add(diags, MESSAGE_OPTION_VALUE, NOWHERE, NULL, "today", "2027-05-28", NULL);
    else
        of->engine = engine_open(&options, diags);
}

struct formulyar *formulyar_open(const struct formulyar_setup *setup)
{
    struct formulyar_setup wanted = {0};
    take_sized(&wanted, sizeof wanted, setup);
    struct formulyar first = {
        .language = wanted.language == FORMULYAR_EN ? LANGUAGE_EN : LANGUAGE_RU,
        .hook = {.call = wanted.out_of_memory, .context = wanted.context},
    };
    struct memory_hook const before = enter(&first);
    struct formulyar *of = xmalloc(sizeof *of);
    *of = first;
    of->arena = arena_new();
    of->opened = result_new();
    struct diags *diags = diags_new();
    load(of, &wanted, diags);
    tell(of->opened, diags, of->language);
    diags_free(diags);
    leave(of, before);
    return of;
}

const struct formulyar_result *formulyar_opened(const struct formulyar *of)
{
    return of->opened;
}

void formulyar_close(struct formulyar *of)
{
    if (!of)
        return;
    engine_close(of->engine);
    formulyar_free(of->opened);
    arena_free(of->arena);
    free(of);
}

/* ---- what is installed, and what a file is --------------------------------- */

static void list_forms(struct call *call, const struct edition *edition)
{
    struct formulyar_result *result = call->result;
    struct arena *arena = result->arena;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        result->forms =
            xgrow(result->forms, result->form_count, &result->form_cap, sizeof *result->forms);
        result->forms[result->form_count++] = (struct formulyar_form){
            .edition = copied(arena, edition_id(edition)),
            .edition_title = copied(arena, edition_title(edition)),
            .approved = copied(arena, edition_approved(edition)),
            .checked = edition_checked(edition),
            .form = copied(arena, form_id(form)),
            .title = copied(arena, form_title(form)),
        };
    }
}

struct formulyar_result *formulyar_forms(struct formulyar *of)
{
    struct call call;
    if (library_begin(&call, of, NULL)) {
        struct editions *editions = call.engine->editions;
        struct pos const pos = {.file = call.engine->places.forms};
        for (const char *const *id = editions_ids(editions); *id; id++) {
            const struct edition *edition = editions_get(editions, *id, pos, NULL, call.diags);
            if (edition)
                list_forms(&call, edition);
        }
    }
    return library_end(&call);
}

struct formulyar_result *formulyar_verify(struct formulyar *of, const struct formulyar_input *input)
{
    struct call call;
    if (library_begin(&call, of, NULL)) {
        struct arena *arena = call.result->arena;
        struct verify_facts facts;
        const char *name = input->name ? input->name : "file";
        bool const whole =
            verify_file(NULL, input->bytes, input->size, name, arena, &facts, call.diags);
        call.result->facts = ARENA_NEW(arena, struct formulyar_facts);
        *call.result->facts = (struct formulyar_facts){
            .whole = whole,
            .state = verify_state_name(facts.state),
            .format = facts.format,
            .conformance = facts.conformance,
            .version = facts.version,
            .case_id = facts.case_id,
            .form = facts.form,
            .edition = facts.edition,
            .pages = facts.pages,
            .fields = facts.fields,
            .signed_fields = facts.signed_fields,
            .remarks = facts.remarks,
            .minutes = facts.minutes,
        };
    }
    return library_end(&call);
}

/* ---- asking a result ------------------------------------------------------- */

int formulyar_status(const struct formulyar_result *result)
{
    return result->status;
}

size_t formulyar_diagnostic_count(const struct formulyar_result *result)
{
    return result->diagnostic_count;
}

const struct formulyar_diagnostic *formulyar_diagnostic(const struct formulyar_result *result,
                                                        size_t index)
{
    return index < result->diagnostic_count ? &result->diagnostics[index] : NULL;
}

size_t formulyar_file_count(const struct formulyar_result *result)
{
    return result->file_count;
}

const struct formulyar_file *formulyar_file(const struct formulyar_result *result, size_t index)
{
    return index < result->file_count ? &result->files[index] : NULL;
}

size_t formulyar_form_count(const struct formulyar_result *result)
{
    return result->form_count;
}

const struct formulyar_form *formulyar_form(const struct formulyar_result *result, size_t index)
{
    return index < result->form_count ? &result->forms[index] : NULL;
}

size_t formulyar_case_count(const struct formulyar_result *result)
{
    return result->case_count;
}

const struct formulyar_case *formulyar_case(const struct formulyar_result *result, size_t index)
{
    return index < result->case_count ? &result->cases[index] : NULL;
}

const struct formulyar_facts *formulyar_facts(const struct formulyar_result *result)
{
    return result->facts;
}
