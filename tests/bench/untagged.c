/*
 * untagged.c - what tags cost, against the same pages written without them:
 *
 *     untagged ROUNDS FONTS CASES.xml [FOLDER]
 *
 * The untagged file has the same layout, text, fonts, bookmarks, signature
 * fields, XMP and output intent, but no marks and no structure tree; the bare
 * one lacks XMP and output intent too.  Every round makes all forms of all cases
 * once in each way, one after the other.  Prints a line for each: name, median
 * microseconds of processor time a document, median ratio of tagged to it, mean
 * bytes.  FOLDER gets the untagged files, to look at.
 */
#include "base/file.h"
#include "case/case.h"
#include "form/form.h"
#include "base/deflate.h"
#include "pdf/pdf.h"
#include "pdf/pdfobj.h"
#include "pdf/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../case/each.h"

enum { MOST_CASES = 1000, MOST_DOCUMENTS = 3 * MOST_CASES, MOST_ROUNDS = 100 };

static const struct pdf_options options = {.part = PDFA_2, .version = "bench"};

enum way { TAGGED, UNTAGGED, BARE, WAYS };

static const char *const way_names[] = {"tagged", "untagged", "bare"};

struct bench {
    struct fonts *fonts;
    struct arena *arena;
    struct diags *diags;
    struct casefile *cases[MOST_CASES];
    size_t case_count;
    const struct document *documents[MOST_DOCUMENTS];
    size_t count;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "untagged: %s\n", what);
    exit(1);
}

/* ---- without tags ------------------------------------------------------------ */

static struct annotation *find_fields(struct pdf_file *file, const struct pages *pages,
                                      struct arena *arena)
{
    struct annotation *first = NULL;
    struct annotation **tail = &first;
    int number = 0;
    for (const struct page *page = pages->first; page; page = page->next, number++) {
        for (const struct page_item *item = page->first; item; item = item->next) {
            if (item->kind != ITEM_WIDGET)
                continue;
            *tail = ARENA_NEW(arena, struct annotation);
            **tail = (struct annotation){.item = item, .page = number, .ref = pdf_file_add(file)};
            tail = &(*tail)->next;
        }
    }
    return first;
}

static pdf_ref plain_content(struct pdf_file *file, const struct page *page, struct fonts *fonts,
                             struct font_use *use, struct arena *arena)
{
    struct text content = TEXT_EMPTY;
    struct text packed = TEXT_EMPTY;
    struct text body = TEXT_EMPTY;
    if (!content_write(page, fonts, NULL, use, &content))
        fail("a glyph is missing");
    deflater_run(fonts_deflater(fonts), DEFLATE_STREAM, content.data, content.len, &packed);
    text_add(&body, "/Filter/FlateDecode");
    pdf_ref const ref = pdf_file_add(file);
    pdf_file_stream(file, ref, &body, arena_strndup(arena, packed.data, packed.len), packed.len);
    text_free(&content);
    text_free(&packed);
    text_free(&body);
    return ref;
}

static void put_key(struct text *out, const char *key, pdf_ref ref)
{
    text_format(out, "%s " REF, key, ref);
}

static void put_annotations(const struct annotation *fields, int page, struct text *out)
{
    text_add(out, "/Annots[");
    for (const struct annotation *field = fields; field; field = field->next)
        if (field->page == page)
            put_key(out, "", field->ref);
    text_add_char(out, ']');
}

static void plain_pages(struct pdf_file *file, const struct pages *pages, struct fonts *fonts,
                        struct font_use *use, const struct annotation *fields, pdf_ref *refs,
                        pdf_ref tree, pdf_ref resources, struct arena *arena)
{
    struct text body = TEXT_EMPTY;
    struct text kids = TEXT_EMPTY;
    int number = 0;
    for (const struct page *page = pages->first; page; page = page->next, number++) {
        text_clear(&body);
        text_add(&body, "/Type/Page");
        put_key(&body, "/Parent", tree);
        put_key(&body, "/Resources", resources);
        put_key(&body, "/Contents", plain_content(file, page, fonts, use, arena));
        text_add(&body, "/MediaBox[0 0 ");
        text_add_thousandths(&body, page->width);
        text_add_char(&body, ' ');
        text_add_thousandths(&body, page->height);
        text_add_char(&body, ']');
        put_annotations(fields, number, &body);
        pdf_file_fill(file, refs[number], &body);
        put_key(&kids, "", refs[number]);
    }
    text_clear(&body);
    text_add(&body, "/Type/Pages/Count ");
    text_add_int(&body, pages->count);
    text_add(&body, "/Kids[");
    text_add(&body, text_string(&kids));
    text_add_char(&body, ']');
    pdf_file_fill(file, tree, &body);
    text_free(&body);
    text_free(&kids);
}

static void put_metadata(struct pdf_file *file, const struct document *document,
                         struct fonts *fonts, struct arena *arena, struct text *body)
{
    struct text xmp = TEXT_EMPTY;
    struct text entries = TEXT_EMPTY;
    xmp_write(document, &options, &xmp);
    text_add(&entries, "/Type/Metadata/Subtype/XML");
    pdf_ref const ref = pdf_file_add(file);
    pdf_file_stream(file, ref, &entries, arena_strndup(arena, xmp.data, xmp.len), xmp.len);
    put_key(body, "/Metadata", ref);
    embed_output_intent(file, fonts, body);
    text_free(&xmp);
    text_free(&entries);
}

static void write_untagged(const struct bench *bench, const struct document *document,
                           bool with_metadata, struct text *out)
{
    struct arena *arena = arena_new();
    const struct pages *pages =
        layout_document(document, fonts_metrics(bench->fonts), arena, bench->diags);
    struct pdf_file *file = pdf_file_new(arena);
    struct font_use use = {0};
    struct text body = TEXT_EMPTY;
    pdf_ref const catalog = pdf_file_add(file);
    pdf_ref const tree = pdf_file_add(file);
    pdf_ref const resources = pdf_file_add(file);
    pdf_ref *refs = ARENA_ARRAY(arena, (size_t)pages->count, pdf_ref);
    for (int i = 0; i < pages->count; i++)
        refs[i] = pdf_file_add(file);
    const struct annotation *fields = find_fields(file, pages, arena);
    plain_pages(file, pages, bench->fonts, &use, fields, refs, tree, resources, arena);
    signature_write_fields(file, fields, refs);
    embed_fonts(file, bench->fonts, &use, arena, false, resources);
    text_add(&body, "/Type/Catalog");
    put_key(&body, "/Pages", tree);
    pdf_ref const outline = navigation_write_outline(file, arena, pages, refs);
    if (outline)
        put_key(&body, "/Outlines", outline);
    signature_put_form(fields, &body);
    if (with_metadata)
        put_metadata(file, document, bench->fonts, arena, &body);
    pdf_file_fill(file, catalog, &body);
    pdf_ref const info = pdf_file_add(file);
    text_clear(&body);
    info_write(document, &options, &body);
    pdf_file_fill(file, info, &body);
    if (pdf_file_save(file, "1.7", catalog, info, out, NULL))
        fail("the untagged file cannot be written");
    pdf_file_free(file);
    text_free(&body);
    arena_free(arena);
}

/* ---- the rounds ------------------------------------------------------------------ */

static bool keep(struct casefile *casefile, bool valid, void *context)
{
    struct bench *bench = context;
    if (!valid)
        fail("a case is not valid");
    bench->cases[bench->case_count++] = case_keep(casefile);
    return bench->case_count < MOST_CASES;
}

static void resolve_all(struct bench *bench, const struct edition *edition,
                        const struct organization *organization)
{
    struct resolve_options const plain = {0};
    for (size_t i = 0; i < bench->case_count; i++)
        for (size_t f = 0; f < edition_form_count(edition) && f < 3; f++)
            if (form_serves_status(edition_form_at(edition, f), case_status(bench->cases[i])))
                bench->documents[bench->count++] =
                    form_resolve(edition_form_at(edition, f), edition, organization,
                                 bench->cases[i], &plain, bench->arena);
}

/* Microseconds a document. */
static double make_all(const struct bench *bench, enum way way, size_t *bytes, const char *folder)
{
    struct text out = TEXT_EMPTY;
    double const start = now();
    *bytes = 0;
    for (size_t i = 0; i < bench->count; i++) {
        const struct document *document = bench->documents[i];
        text_clear(&out);
        if (way != TAGGED)
            write_untagged(bench, document, way == UNTAGGED, &out);
        else if (pdf_write(document, NULL, bench->fonts, &options, &out, NULL, bench->diags) < 1)
            fail("a document cannot be written");
        *bytes += out.len;
        if (folder &&
            file_write(arena_printf(bench->arena, "%s/%zu.pdf", folder, i), out.data, out.len))
            fail("an untagged file cannot be written");
    }
    text_free(&out);
    return (now() - start) * 1e3 / (double)bench->count;
}

static int compare(const void *left, const void *right)
{
    double const a = *(const double *)left;
    double const b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[count / 2];
}

static void measure(const struct bench *bench, int rounds, const char *folder)
{
    static double times[WAYS][MOST_ROUNDS];
    static double ratios[WAYS][MOST_ROUNDS];
    size_t bytes[WAYS];
    for (int way = 0; way < WAYS; way++) /* warms up */
        make_all(bench, (enum way)way, &bytes[way], way == UNTAGGED ? folder : NULL);
    for (int i = 0; i < rounds; i++)
        for (int way = 0; way < WAYS; way++) {
            times[way][i] = make_all(bench, (enum way)way, &bytes[way], NULL);
            ratios[way][i] = times[TAGGED][i] / times[way][i];
        }
    for (int way = 0; way < WAYS; way++)
        printf("%s %.1f %.3f %zu\n", way_names[way], median(times[way], rounds),
               median(ratios[way], rounds), bytes[way] / bench->count);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    int const rounds = argc > 3 ? (int)strtol(argv[1], NULL, 10) : 0;
    if (rounds < 1 || rounds > MOST_ROUNDS) {
        fputs("usage: untagged ROUNDS FONTS CASES.xml [FOLDER]\n", stderr);
        return 2;
    }
    bench.diags = diags_new();
    bench.arena = arena_new();
    bench.fonts = fonts_load(argv[2], bench.diags);
    struct case_schema *schema = case_schema_load("forms/case.xsd", bench.diags);
    struct form_schema *form_schema = form_schema_open("forms/form.xsd");
    struct organization *organization =
        organization_load("forms/organization.xml", form_schema, bench.diags);
    if (!bench.fonts || !schema || !organization)
        fail("run it from the folder of the sources");
    each_case(argv[3], schema, bench.diags, keep, &bench);
    if (!bench.case_count)
        fail("there are no cases");
    struct edition *edition =
        edition_load("forms", case_edition(bench.cases[0]), form_schema, schema, bench.diags);
    if (!edition)
        fail("there is no such edition");
    resolve_all(&bench, edition, organization);
    measure(&bench, rounds, argc > 4 ? argv[4] : NULL);
    edition_free(edition);
    organization_free(organization);
    form_schema_close(form_schema);
    for (size_t i = 0; i < bench.case_count; i++)
        case_free(bench.cases[i]);
    case_schema_free(schema);
    fonts_free(bench.fonts);
    arena_free(bench.arena);
    diags_free(bench.diags);
    return 0;
}
