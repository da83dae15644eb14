#include "pdf/writer.h"

#include "base/deflate.h"

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
    text_format(out, "/MediaBox[0 0 %f %f]", mpt_points(page->width), mpt_points(page->height));
}

static bool write_page(struct pdf_writer *writer, const struct page *page, int index)
{
    struct text *content = &writer->scratch;
    text_clear(content);
    structure_begin_page(writer->structure, index);
    bool const whole = content_write(page, writer->fonts, writer->structure, &writer->use, content);
    pdf_ref const stream = add_stream(writer, "", content, false);
    struct text body = TEXT_EMPTY;
    text_format(&body, "/Type/Page/Parent " REF, writer->page_tree);
    const struct page *first = writer->pages->first;
    if (page->width != first->width || page->height != first->height)
        put_media_box(page, &body);
    text_format(&body, "/Resources " REF "/Contents " REF "/StructParents %d", writer->resources,
                stream, index);
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
    text_format(&writer->scratch, "/Type/Pages/Count %d/Kids[", writer->pages->count);
    for (int i = 0; i < writer->pages->count; i++)
        text_format(&writer->scratch, "%s" REF, i ? " " : "", writer->page_refs[i]);
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
    text_format(scratch, "/Type/EmbeddedFile/Subtype/application#2Fxml/Params<</Size %zu",
                options->attachment_size);
    info_date(writer->document, "/ModDate", scratch);
    text_add(scratch, ">>");
    pdf_ref const stream = add_stream(writer, text_string(scratch), &bytes, false);
    text_clear(scratch);
    text_add(scratch, "/Type/Filespec/AFRelationship/Source/F");
    put_text_string(scratch, options->attachment_name);
    text_add(scratch, "/UF");
    put_text_string(scratch, options->attachment_name);
    text_add(scratch, "/Desc");
    put_text_string(scratch, "Данные дела");
    text_format(scratch, "/EF<</F " REF "/UF " REF ">>", stream, stream);
    pdf_ref const specification = pdf_file_add(writer->file);
    pdf_file_fill(writer->file, specification, scratch);
    return specification;
}

static void put_attachment(struct pdf_writer *writer, pdf_ref specification, struct text *out)
{
    if (!specification)
        return;
    text_format(out, "/AF[" REF "]/Names<</EmbeddedFiles<</Names[", specification);
    put_text_string(out, writer->options->attachment_name);
    text_format(out, REF "]>>>>", specification);
}

static void write_catalog(struct pdf_writer *writer)
{
    struct text body = TEXT_EMPTY;
    const struct annotation *annotations = structure_annotations(writer->structure);
    text_format(&body,
                "/Type/Catalog/Pages " REF "/StructTreeRoot " REF "/MarkInfo<</Marked true>>/Lang",
                writer->page_tree, structure_write(writer->structure, is_1a(writer)));
    put_text_string(&body, writer->document->lang);
    text_format(&body, "/ViewerPreferences<</DisplayDocTitle true%s>>",
                is_1a(writer) ? "" : "/PrintScaling/None");
    text_format(&body, "/Metadata " REF, write_metadata(writer));
    embed_output_intent(writer->file, writer->fonts, &body);
    pdf_ref const outline =
        navigation_write_outline(writer->file, writer->arena, writer->pages, writer->page_refs);
    if (outline)
        text_format(&body, "/Outlines " REF, outline);
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

/*
 * What is for paper is packed: nobody signs it.  Minutes are joined to a file that is not, for the
 * joiner keeps the way in which a file is written; and PDF/A-1 knows no packed ones.
 */
static unsigned long save(struct pdf_writer *writer, pdf_ref info, struct text *out,
                          struct file_digests *digests)
{
    if (writer->document->for_paper && !writer->options->joined && !is_1a(writer))
        return pdf_file_save_packed(writer->file, writer->catalog, info, out, digests);
    return pdf_file_save(writer->file, is_1a(writer) ? "1.4" : "1.7", writer->catalog, info, out,
                         digests);
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
    navigation_write_links(writer.file, annotations, pages, writer.page_refs);
    embed_fonts(writer.file, fonts, &writer.use, writer.arena, is_1a(&writer), writer.resources);
    write_catalog(&writer);
    pdf_ref const info = write_info(&writer);
    unsigned long const code = save(&writer, info, out, digests);
    if (code || !whole)
        report(diags, code);
    pdf_file_free(writer.file);
    text_free(&writer.scratch);
    arena_free(writer.arena);
    return whole && !code;
}
