/*
 * writers.c - the table of writers; see writers.h.
 */
#include "engine/writers.h"

#include "base/testhook.h"
#include "doc/dump.h"
#include "verify/verify.h"

#include <string.h>

static int write_pdf(struct pipeline *pipeline, const struct document *document,
                     const struct casefile *casefile, struct text *out,
                     struct file_digests *digests, struct diags *diags)
{
    struct pdf_options options = {
        .part = (enum pdfa_part)pipeline->options->pdfa,
        .joined = pipeline->joined,
        .version = FORMULYAR_VERSION,
    };
    struct text source = TEXT_EMPTY;
    struct text name = TEXT_EMPTY;
    if (casefile && options.part == PDFA_3) {
        case_source(casefile, &source);
        text_add(&name, case_id(casefile));
        text_add(&name, ".xml");
        options.attachment = source.data;
        options.attachment_size = source.len;
        options.attachment_name = name.data;
    }
    struct fonts *fonts = pipeline_fonts(pipeline);
    int const pages = fonts ? pdf_write(document, fonts, &options, out, digests, diags) : 0;
    text_free(&source);
    text_free(&name);
    return pages > 0 ? pages : -1;
}

static int write_docx(struct pipeline *pipeline, const struct document *document,
                      const struct casefile *casefile, struct text *out,
                      struct file_digests *digests, struct diags *diags)
{
    (void)digests;
    struct docx_options const options = {
        .version = FORMULYAR_VERSION,
        .case_hash = casefile ? case_hash(casefile) : NULL,
    };
    if (!pipeline->docx_kit)
        pipeline->docx_kit = docx_kit_new();
    return docx_write(pipeline->docx_kit, document, &options, out, diags);
}

static int write_tree(struct pipeline *pipeline, const struct document *document,
                      const struct casefile *casefile, struct text *out,
                      struct file_digests *digests, struct diags *diags)
{
    (void)pipeline, (void)casefile, (void)digests, (void)diags;
    document_dump(document, out);
    return 0;
}

static int write_text(struct pipeline *pipeline, const struct document *document,
                      const struct casefile *casefile, struct text *out,
                      struct file_digests *digests, struct diags *diags)
{
    (void)pipeline, (void)casefile, (void)digests, (void)diags;
    document_plain_text(document, out);
    return 0;
}

const struct writer writers[] = {
    {.name = "pdf", .extension = ".pdf", .by_default = true, .write = write_pdf},
    {.name = "docx", .extension = ".docx", .by_default = true, .write = write_docx},
    {.name = "tree", .extension = ".tree", .for_people = true, .write = write_tree},
    {.name = "text", .extension = ".txt", .for_people = true, .write = write_text},
    {.name = NULL},
};

int writer_write(const struct writer *writer, struct pipeline *pipeline,
                 const struct document *document, const struct casefile *casefile, struct text *out,
                 struct file_digests *digests, struct diags *diags)
{
    return writer->write(pipeline, document, casefile, out, digests, diags);
}

bool writer_verify(const struct writer *writer, struct pipeline *pipeline, const char *name,
                   struct text *out, const struct file_digests *digests, struct diags *diags)
{
    struct verify_facts facts;
    if (writer->for_people || option_given(pipeline->options, OPTION_NO_VERIFY))
        return true;
    testhook_damage(writer->name, out);
    struct arena *arena = arena_new();
    bool const good =
        digests && digests->part
            ? verify_written(pipeline->verifier, out, digests, name, arena, &facts, diags)
            : verify_file(pipeline->verifier, out->data, out->len, name, arena, &facts, diags);
    arena_free(arena);
    return good;
}

int writer_make(const struct writer *writer, struct pipeline *pipeline,
                const struct document *document, const struct casefile *casefile, const char *name,
                struct text *out, struct file_digests *digests, struct diags *diags)
{
    struct file_digests own = {0};
    struct file_digests *known = digests ? digests : &own;
    int const pages = writer_write(writer, pipeline, document, casefile, out, known, diags);
    return pages >= 0 && writer_verify(writer, pipeline, name, out, known, diags) ? pages : -1;
}

bool writers_try_pdf(struct pipeline *pipeline, const struct document *document,
                     struct diags *diags)
{
    struct pdf_options const options = {.part = PDFA_2, .version = FORMULYAR_VERSION};
    struct text scratch = TEXT_EMPTY;
    struct fonts *fonts = pipeline_fonts(pipeline);
    bool const good = fonts && pdf_write(document, fonts, &options, &scratch, NULL, diags) > 0;
    text_free(&scratch);
    return good;
}

const struct writer *writer_find(const char *name)
{
    for (const struct writer *writer = writers; writer->name; writer++)
        if (strcmp(writer->name, name) == 0)
            return writer;
    return NULL;
}

unsigned writers_bit(const char *name)
{
    for (unsigned i = 0; writers[i].name; i++)
        if (strcmp(writers[i].name, name) == 0)
            return 1U << i;
    return 0;
}

static void refuse(struct diags *diags)
{
    struct text list = TEXT_EMPTY;
    for (size_t i = 0; writers[i].name; i++)
        text_add_item(&list, ", ", writers[i].name);
    diag_add(diags, MESSAGE_OPTION_VALUE, (struct pos){.file = "formulyar"}, NULL, "type",
             text_string(&list), NULL);
    text_free(&list);
}

unsigned writers_wanted(const struct options *options, struct diags *diags)
{
    unsigned wanted = 0;
    for (size_t i = 0; i < options->types.count; i++) {
        unsigned const bit = writers_bit(options->types.items[i]);
        if (!bit) {
            refuse(diags);
            return 0;
        }
        wanted |= bit;
    }
    for (unsigned i = 0; writers[i].name && !options->types.count; i++)
        if (writers[i].by_default)
            wanted |= 1U << i;
    return wanted;
}
