#include "engine/produce.h"

struct production {
    struct pipeline *pipeline;
    const struct casefile *casefile;
    const char *name;
    unsigned kinds;
    struct arena *arena;
    struct diags *diags; /* of this case's documents; each fault is told once */
    struct product *first, **end;
};

static void make_form(struct production *production, const struct form *form,
                      const struct document *document)
{
    for (unsigned i = 0; writers[i].name; i++) {
        if (!(production->kinds >> i & 1))
            continue;
        struct product *product = ARENA_NEW(production->arena, struct product);
        struct file_digests digests = {0};
        product->writer = &writers[i];
        product->form = form;
        product->teacher = document->teacher;
        product->name = arena_printf(production->arena, "%s_%s%s", production->name, form_id(form),
                                     writers[i].extension);
        *production->end = product;
        production->end = &product->next;
        product->pages =
            writer_make(&writers[i], production->pipeline, document, production->casefile,
                        product->name, &product->bytes, &digests, production->diags);
        if (digests.part)
            hash_hex(digests.of_all, product->sha256);
    }
}

static void make_all(struct production *production, const struct edition *edition)
{
    struct pipeline *pipeline = production->pipeline;
    struct resolve_options const options = {
        .draft = option_given(pipeline->options, OPTION_DRAFT),
        .body_only = option_given(pipeline->options, OPTION_BODY_ONLY),
    };
    const char *status = production->casefile ? case_status(production->casefile) : NULL;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (pipeline_wants(pipeline, form, status))
            make_form(production, form,
                      form_resolve(form, edition, pipeline->organization, production->casefile,
                                   &options, production->arena));
    }
}

struct product *produce_make(struct pipeline *pipeline, const struct edition *edition,
                             const struct casefile *casefile, const char *name, unsigned kinds,
                             struct arena *arena, struct diags *diags)
{
    struct production production = {
        .pipeline = pipeline,
        .casefile = casefile,
        .name = name,
        .kinds = kinds,
        .arena = arena,
        .diags = diags,
    };
    production.end = &production.first;
    make_all(&production, edition);
    return production.first;
}

void products_free(struct product *products)
{
    for (; products; products = products->next)
        text_free(&products->bytes);
}

static void deliver(const struct product *product, struct output *output, struct diags *diags)
{
    for (; product && !diags_at_least(diags, SEVERITY_SYSTEM); product = product->next) {
        if (product->writer->for_people)
            output_show(output, product->name, &product->bytes, diags);
        else
            output_put(output, product->name, &product->bytes, product->teacher, diags);
    }
}

void produce(struct pipeline *pipeline, const struct edition *edition,
             const struct casefile *casefile, const char *name, unsigned kinds,
             struct output *output, struct arena *arena)
{
    struct diags *diags = diags_new(); /* of this case's documents; each fault is told once */
    struct product *products = produce_make(pipeline, edition, casefile, name, kinds, arena, diags);
    if (!diags_at_least(diags, SEVERITY_ERROR) && !diags_at_least(pipeline->diags, SEVERITY_ERROR))
        deliver(products, output, diags);
    products_free(products);
    pipeline_take(pipeline, casefile, diags);
    diags_free(diags);
}
