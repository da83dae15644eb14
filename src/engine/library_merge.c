/*
 * library_merge.c - the library: the documents of all cases in one PDF.
 */
#include "engine/library.h"
#include "engine/together.h"
#include "engine/walk.h"

static void add(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    together_add(walk->context, casefile, edition, walk->cases);
}

static void merge(struct call *call, struct together *together)
{
    struct products products = products_begin(call->engine, call->engine->schema, together->arena);
    const struct format *format = library_format(call->options.kinds);
    struct document *document = together_document(together, "merge.pdf");
    if (document)
        products_make(&products, document, NULL, format, "merge.pdf");
    library_hand_out_all(call, &products, "");
}

struct formulyar_result *formulyar_merge(struct formulyar *of, const struct formulyar_input *inputs,
                                         size_t count, const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_cases(&call, of, options, FORMULYAR_PDF, FORMULYAR_PDF)) {
        struct together together = {
            .engine = call.engine,
            .diags = call.diags,
            .needs_trial = true,
            .one_sided = !call.options.duplex,
            .arena = arena_new(),
        };
        library_walk(&call, inputs, count, WALK_APART, add, &together);
        if (call.result->status < 3 && together_fits(together.count, "merge.pdf", call.diags))
            merge(&call, &together);
        together_free(&together);
    }
    return library_end(&call);
}
