#include "pdf/writer.h"

#include "pdf/content.h"
#include "base/deflate.h"
#include "pdf/embed.h"
#include "pdf/link.h"
#include "pdf/navigation.h"
#include "pdf/pdfobj.h"
#include "pdf/signature.h"
#include "pdf/structure.h"
#include "pdf/xmp.h"

/* One file on its way. */
struct pdf_writer {
    struct arena *arena;
    struct pdf_file *file;
    const struct pages *pages;
    const struct document *document;
    struct fonts *fonts;
    const struct pdf_options *options;
    struct structure *structure;
    struct font_use use;
    pdf_ref catalog, page_tree, resources;
    pdf_ref *page_refs;
    struct text scratch;
};

static bool is_1a(const struct pdf_writer *writer)
{
    return writer->options->part == PDFA_1;
}

/* Appends "key ref" unless there is no object. */
static void put_entry(struct text *out, const char *key, pdf_ref ref)
{
    if (!ref)
        return;
    text_add(out, key);
    text_add_char(out, ' ');
    put_ref(out, ref);
}

/* Adds a stream whose bytes the arena keeps; deflated unless raw. */
static pdf_ref add_stream(struct pdf_writer *writer, const char *entries, const struct text *bytes,
                          bool raw)
{
    struct text packed = TEXT_EMPTY;
    if (!raw)
        deflater_run(fonts_deflater(writer->fonts), DEFLATE_STREAM, bytes->data, bytes->len,
                     &packed);
    const struct text *kept = raw ? bytes : &packed;
    const char *copy = arena_strndup(writer->arena, kept->data, kept->len);
    struct text body = TEXT_EMPTY;
    text_add(&body, entries);
    if (!raw)
        text_add(&body, "/Filter/FlateDecode");
    pdf_ref const ref = pdf_file_add(writer->file);
    pdf_file_stream(writer->file, ref, &body, copy, kept->len);
    text_free(&body);
    text_free(&packed);
    return ref;
}

static void put_media_box(const struct page *page, struct text *out)
{
    text_add(out, "/MediaBox[0 0 ");
    text_add_thousandths(out, page->width);
    text_add_char(out, ' ');
    text_add_thousandths(out, page->height);
    text_add_char(out, ']');
}

static bool write_page(struct pdf_writer *writer, const struct page *page, int index)
{
    struct text *content = &writer->scratch;
    text_clear(content);
    structure_begin_page(writer->structure, index);
    bool const whole = content_write(page, writer->fonts, writer->structure, &writer->use, content);
    pdf_ref const stream = add_stream(writer, "", content, false);
    struct text body = TEXT_EMPTY;
    text_add(&body, "/Type/Page");
    put_entry(&body, "/Parent", writer->page_tree);
    const struct page *first = writer->pages->first;
    if (page->width != first->width || page->height != first->height)
        put_media_box(page, &body);
    put_entry(&body, "/Resources", writer->resources);
    put_entry(&body, "/Contents", stream);
    text_add(&body, "/StructParents ");
    text_add_int(&body, index);
    structure_put_annotations(writer->structure, &body);
    pdf_file_fill(writer->file, writer->page_refs[index], &body);
    text_free(&body);
    return whole;
}

/* The pages and their tree, from which they inherit the size of the first. */
static bool write_pages(struct pdf_writer *writer)
{
    bool whole = true;
    int index = 0;
    for (const struct page *page = writer->pages->first; page; page = page->next)
        if (!write_page(writer, page, index++))
            whole = false;
    text_clear(&writer->scratch);
    text_add(&writer->scratch, "/Type/Pages/Count ");
    text_add_int(&writer->scratch, writer->pages->count);
    text_add(&writer->scratch, "/Kids[");
    for (int i = 0; i < writer->pages->count; i++) {
        if (i)
            text_add_char(&writer->scratch, ' ');
        put_ref(&writer->scratch, writer->page_refs[i]);
    }
    text_add_char(&writer->scratch, ']');
    put_media_box(writer->pages->first, &writer->scratch);
    pdf_file_fill(writer->file, writer->page_tree, &writer->scratch);
    return whole;
}

/* PDF/A-1 wants the packet readable without a filter (6.7.2); the others get it so too. */
static pdf_ref write_metadata(struct pdf_writer *writer)
{
    text_clear(&writer->scratch);
    xmp_write(writer->document, writer->options, &writer->scratch);
    return add_stream(writer, "/Type/Metadata/Subtype/XML", &writer->scratch, true);
}

static pdf_ref write_info(struct pdf_writer *writer)
{
    pdf_ref const ref = pdf_file_add(writer->file);
    text_clear(&writer->scratch);
    info_write(writer->document, writer->options, &writer->scratch);
    pdf_file_fill(writer->file, ref, &writer->scratch);
    return ref;
}

/* The file specification of the attached case (ISO 19005-3, 6.8), or 0 without one. */
static pdf_ref write_attachment(struct pdf_writer *writer)
{
    const struct pdf_options *options = writer->options;
    if (options->part != PDFA_3 || !options->attachment)
        return 0;
    struct text bytes = {.data = (char *)(uintptr_t)options->attachment,
                         .len = options->attachment_size};
    struct text *scratch = &writer->scratch;
    text_clear(scratch);
    text_add(scratch, "/Type/EmbeddedFile/Subtype/application#2Fxml/Params<</Size ");
    text_add_int(scratch, (long)options->attachment_size);
    if (writer->document->date) {
        text_add(scratch, "/ModDate");
        info_date(writer->document, scratch);
    }
    text_add(scratch, ">>");
    pdf_ref const stream = add_stream(writer, text_string(scratch), &bytes, false);
    text_clear(scratch);
    text_add(scratch, "/Type/Filespec/AFRelationship/Source/F");
    put_text_string(scratch, options->attachment_name);
    text_add(scratch, "/UF");
    put_text_string(scratch, options->attachment_name);
    text_add(scratch, "/Desc");
    put_text_string(scratch, "Данные дела");
    text_add(scratch, "/EF<<");
    put_entry(scratch, "/F", stream);
    put_entry(scratch, "/UF", stream);
    text_add(scratch, ">>");
    pdf_ref const specification = pdf_file_add(writer->file);
    pdf_file_fill(writer->file, specification, scratch);
    return specification;
}

static void put_attachment(struct pdf_writer *writer, pdf_ref specification, struct text *out)
{
    if (!specification)
        return;
    text_add(out, "/AF[");
    put_ref(out, specification);
    text_add(out, "]/Names<</EmbeddedFiles<</Names[");
    put_text_string(out, writer->options->attachment_name);
    put_ref(out, specification);
    text_add(out, "]>>>>");
}

static void write_catalog(struct pdf_writer *writer)
{
    struct text body = TEXT_EMPTY;
    const struct annotation *annotations = structure_annotations(writer->structure);
    text_add(&body, "/Type/Catalog");
    put_entry(&body, "/Pages", writer->page_tree);
    put_entry(&body, "/StructTreeRoot", structure_write(writer->structure, is_1a(writer)));
    text_add(&body, "/MarkInfo<</Marked true>>/Lang");
    put_text_string(&body, writer->document->lang);
    text_add(&body, "/ViewerPreferences<</DisplayDocTitle true");
    text_add(&body, is_1a(writer) ? ">>" : "/PrintScaling/None>>");
    put_entry(&body, "/Metadata", write_metadata(writer));
    text_add(&body, "/OutputIntents[");
    put_ref(&body, embed_output_intent(writer->file, writer->fonts));
    text_add_char(&body, ']');
    put_entry(
        &body, "/Outlines",
        navigation_write_outline(writer->file, writer->arena, writer->pages, writer->page_refs));
    navigation_put_labels(writer->pages, &body);
    signature_put_form(annotations, &body);
    put_attachment(writer, write_attachment(writer), &body);
    pdf_file_fill(writer->file, writer->catalog, &body);
    text_free(&body);
}

static void number_objects(struct pdf_writer *writer)
{
    writer->catalog = pdf_file_add(writer->file);
    writer->page_tree = pdf_file_add(writer->file);
    writer->resources = pdf_file_add(writer->file);
    writer->page_refs = ARENA_ARRAY(writer->arena, (size_t)writer->pages->count, pdf_ref);
    for (int i = 0; i < writer->pages->count; i++)
        writer->page_refs[i] = pdf_file_add(writer->file);
    writer->structure =
        structure_new(writer->arena, writer->file, writer->pages, writer->page_refs);
}

static void report(struct diags *diags, unsigned long code)
{
    struct text number = TEXT_EMPTY;
    text_add_int(&number, (long)code);
    diag_add(diags, MESSAGE_PDF_FAILED, (struct pos){0}, NULL, number.data, NULL);
    text_free(&number);
}

bool pages_write(const struct pages *pages, const struct document *document, struct fonts *fonts,
                 const struct pdf_options *options, struct text *out, struct file_digests *digests,
                 struct diags *diags)
{
    struct pdf_writer writer = {.arena = arena_new(),
                                .pages = pages,
                                .document = document,
                                .fonts = fonts,
                                .options = options};
    writer.file = pdf_file_new(writer.arena);
    number_objects(&writer);
    bool const whole = write_pages(&writer);
    const struct annotation *annotations = structure_annotations(writer.structure);
    signature_write_fields(writer.file, annotations, writer.page_refs);
    links_write(writer.file, annotations, pages, writer.page_refs);
    embed_fonts(writer.file, fonts, &writer.use, is_1a(&writer), writer.resources);
    write_catalog(&writer);
    pdf_ref const info = write_info(&writer);
    unsigned long const code = pdf_file_save(writer.file, is_1a(&writer) ? "1.4" : "1.7",
                                             writer.catalog, info, out, digests);
    if (code || !whole)
        report(diags, code);
    pdf_file_free(writer.file);
    text_free(&writer.scratch);
    arena_free(writer.arena);
    return whole && !code;
}
