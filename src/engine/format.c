#include "engine/product.h"

#include "doc/dump.h"
#include "pdf/page.h"

#include <string.h>

static int write_pdf(struct engine *engine, const struct document *document,
                     const struct casefile *source, struct product *product, struct diags *diags)
{
    struct pdf_options options = {
        .part = engine->options.part,
        .joined = engine->options.joined,
        .version = FORMULYAR_VERSION,
    };
    struct text bytes = TEXT_EMPTY;
    struct text name = TEXT_EMPTY;
    if (source && options.part == PDFA_3) {
        case_source(source, &bytes);
        text_format(&name, "%s.xml", case_id(source));
        options.attachment = bytes.data;
        options.attachment_size = bytes.len;
        options.attachment_name = name.data;
    }
    struct fonts *fonts = engine_fonts(engine, diags);
    int const pages = fonts ? pdf_write(document, product->laid_out, fonts, &options,
                                        &product->bytes, &product->digests, diags)
                            : 0;
    text_free(&bytes);
    text_free(&name);
    return pages > 0 ? pages : -1;
}

static int write_docx(struct engine *engine, const struct document *document,
                      const struct casefile *source, struct product *product, struct diags *diags)
{
    struct docx_options const options = {
        .version = FORMULYAR_VERSION,
        .case_hash = source ? case_hash(source) : NULL,
    };
    if (!engine->docx_kit)
        engine->docx_kit = docx_kit_new();
    return docx_write(engine->docx_kit, document, &options, &product->bytes, &product->record,
                      diags);
}

static int write_svg(struct engine *engine, const struct document *document,
                     const struct casefile *source, struct product *product, struct diags *diags)
{
    struct svg_options const options = {
        .bare = engine->options.svg_bare,
        .version = FORMULYAR_VERSION,
    };
    (void)source;
    struct svg_kit *kit = engine_pictures(engine, diags);
    if (!kit)
        return -1;
    struct arena *arena = arena_new();
    size_t const errors = diags_at_least(diags, SEVERITY_ERROR);
    const struct pages *pages = product->laid_out;
    if (!pages)
        pages = layout_document(document, fonts_metrics(engine->fonts), arena, diags);
    int const count = diags_at_least(diags, SEVERITY_ERROR) == errors
                          ? svg_write(kit, document, pages, &options, &product->bytes)
                          : -1;
    arena_free(arena);
    return count;
}

static int write_tree(struct engine *engine, const struct document *document,
                      const struct casefile *source, struct product *product, struct diags *diags)
{
    (void)engine, (void)source, (void)diags;
    document_dump(document, &product->bytes);
    return 0;
}

static int write_text(struct engine *engine, const struct document *document,
                      const struct casefile *source, struct product *product, struct diags *diags)
{
    (void)engine, (void)source, (void)diags;
    document_plain_text(document, &product->bytes);
    return 0;
}

/* In the order of the bits of enum formulyar_kind. */
const struct format formats[] = {
    {.name = "pdf", .extension = ".pdf", .by_default = true, .write = write_pdf},
    {.name = "docx", .extension = ".docx", .by_default = true, .write = write_docx},
    {.name = "tree", .extension = ".tree", .for_people = true, .write = write_tree},
    {.name = "text", .extension = ".txt", .for_people = true, .write = write_text},
    {.name = "svg", .extension = ".svg", .write = write_svg},
    {.name = NULL},
};

bool format_try_pdf(struct engine *engine, const struct document *document, struct diags *diags)
{
    struct pdf_options const options = {.part = PDFA_2, .version = FORMULYAR_VERSION};
    struct text scratch = TEXT_EMPTY;
    struct fonts *fonts = engine_fonts(engine, diags);
    bool const good =
        fonts && pdf_write(document, NULL, fonts, &options, &scratch, NULL, diags) > 0;
    text_free(&scratch);
    return good;
}

const struct format *format_find(const char *name)
{
    for (const struct format *format = formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

unsigned format_bit(const char *name)
{
    const struct format *format = format_find(name);
    return format ? 1U << (format - formats) : 0;
}
