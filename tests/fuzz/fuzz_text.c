/*
 * fuzz_text.c - what somebody typed into a case: laid out, written as PDF, DOCX and SVG, and
 * verified.
 *
 * The input stands in every longer text of a sample case.  Whatever can be printed at
 * all must come out as files that the verifier has nothing to say of.
 */
#include "forms.h"

#include "base/file.h"
#include "docx/docx.h"
#include "pdf/pdf.h"
#include "svg/svg.h"
#include "verify/verify.h"

enum { LARGEST_FILE = 1 << 20, LONGER = 24 };

static struct diags *diags;
static struct fonts *fonts;
static struct docx_kit *kit;
static struct svg_kit *pictures;
static struct verifier *verifier;
static struct text sample;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    fonts = fonts_load(FUZZ_BUILD "/share/fonts", diags);
    fuzz_demand_quiet(diags);
    kit = docx_kit_new();
    pictures = svg_kit_new(fonts);
    verifier = verifier_new();
    fuzz_demand(file_read("samples/completed.xml", LARGEST_FILE, &sample) == 0, "a sample");
}

/* No input can be markup: what becomes of that the target `case` asks. */
static void add_typed(struct text *out, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '<' || data[i] == '&')
            text_add(out, data[i] == '<' ? "&lt;" : "&amp;");
        else
            text_add_char(out, (char)data[i]);
    }
}

/* The sample with what was typed in place of its longer texts. */
static void fill(struct text *out, const uint8_t *data, size_t size)
{
    const char *at = text_string(&sample);
    while (*at) {
        size_t const tag = strcspn(at, ">") + 1;
        text_add_bytes(out, at, tag);
        at += tag;
        size_t const text = strcspn(at, "<");
        if (text - strspn(at, " \r\n\t") > LONGER && at[text] && at[text + 1] == '/')
            add_typed(out, data, size);
        else
            text_add_bytes(out, at, text);
        at += text;
        if (strspn(at, "\r\n") == strlen(at))
            break;
    }
}

static void verify(const struct text *file, const char *name, struct arena *arena)
{
    struct verify_facts facts;
    if (!verify_file(verifier, file->data, file->len, name, arena, &facts, diags))
        fuzz_demand_quiet(diags);
    fuzz_demand(facts.state == VERIFY_UNCHANGED, "a fresh file is as it was written");
}

/* A picture is well-formed, whatever was typed. */
static void draw(const struct document *document, struct arena *arena)
{
    struct svg_options const options = {.bare = true, .version = "x"};
    struct text file = TEXT_EMPTY;
    size_t const errors = diags_at_least(diags, SEVERITY_ERROR);
    const struct pages *pages = layout_document(document, fonts_metrics(fonts), arena, diags);
    if (diags_at_least(diags, SEVERITY_ERROR) == errors) {
        int const count = svg_write(pictures, document, pages, &options, &file);
        fuzz_demand(verify_svg(verifier, &file, count, "x.svg", diags), "a fresh picture is whole");
    }
    text_free(&file);
}

static void write(const struct form *form, const struct casefile *casefile)
{
    static const enum pdfa_part parts[] = {PDFA_2, PDFA_1};
    struct arena *arena = arena_new();
    struct resolve_options const resolve = {.draft = false};
    struct docx_options const docx = {.version = "x"};
    const struct document *document =
        form_resolve(form, fuzz_edition, fuzz_organization, casefile, &resolve, arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct pdf_options const options = {.part = parts[i], .version = "x"};
        struct text file = TEXT_EMPTY;
        int const pages = pdf_write(document, NULL, fonts, &options, &file, NULL, diags);
        fuzz_demand_reason(pages > 0, diags);
        if (pages > 0)
            verify(&file, "x.pdf", arena);
        text_free(&file);
    }
    draw(document, arena);
    struct text file = TEXT_EMPTY;
    if (docx_write(kit, document, &docx, &file, NULL, diags) == 0)
        verify(&file, "x.docx", arena);
    text_free(&file);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path("case.xml");
    struct text file = TEXT_EMPTY;
    struct case_head head;
    fill(&file, data, size);
    fuzz_write(path, file.data, file.len);
    text_free(&file);
    struct case_reader *reader = case_open(path, fuzz_schema, diags);
    if (reader && case_next(reader, &head)) {
        bool valid = false;
        struct casefile *casefile = case_take(reader, &valid);
        diags_clear(diags);
        for (size_t i = 0; valid && i < edition_form_count(fuzz_edition); i++)
            write(edition_form_at(fuzz_edition, i), casefile);
        case_free(casefile);
    }
    case_close(reader);
    fuzz_tell(diags);
    return 0;
}
