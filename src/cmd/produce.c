/*
 * produce.c - see produce.h.
 */
#include "cmd/produce.h"

#include "cmd/writers.h"

/* One finished document that waits until its siblings are finished too. */
struct product {
    struct product *next;
    const struct writer *writer;
    const char *name;
    struct text bytes;
};

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
        product->writer = &writers[i];
        product->name = arena_printf(production->arena, "%s_%s%s", production->name, form_id(form),
                                     writers[i].extension);
        *production->end = product;
        production->end = &product->next;
        writers[i].write(production->pipeline, document, production->casefile, &product->bytes,
                         production->diags);
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

static void deliver(struct production *production, struct output *output)
{
    for (struct product *product = production->first; product; product = product->next) {
        if (product->writer->for_people)
            output_show(output, product->name, &product->bytes, production->diags);
        else
            output_put(output, product->name, &product->bytes, production->diags);
        if (diags_at_least(production->diags, SEVERITY_SYSTEM))
            return;
    }
}

void produce(struct pipeline *pipeline, const struct edition *edition,
             const struct casefile *casefile, const char *name, unsigned kinds,
             struct output *output, struct arena *arena)
{
    struct production production = {
        .pipeline = pipeline,
        .casefile = casefile,
        .name = name,
        .kinds = kinds,
        .arena = arena,
        .diags = diags_new(),
    };
    production.end = &production.first;
    make_all(&production, edition);
    if (!diags_at_least(production.diags, SEVERITY_ERROR) &&
        !diags_at_least(pipeline->diags, SEVERITY_ERROR))
        deliver(&production, output);
    for (struct product *product = production.first; product; product = product->next)
        text_free(&product->bytes);
    diags_merge(pipeline->diags, production.diags);
    diags_free(production.diags);
}
