/*
 * library_describe.c - what can be filled in; see formulyar.h.
 */
#include "engine/describe.h"
#include "engine/library.h"

struct formulyar_result *formulyar_describe(struct formulyar *of,
                                            const struct formulyar_options *options)
{
    struct call call;
    struct text text = TEXT_EMPTY;
    if (library_begin(&call, of, options)) {
        if (call.options.edition)
            call.engine->options.edition = call.options.edition;
        describe(call.engine, call.options.root, &text, call.diags);
    }
    call.result->text = text_take(&text, call.result->arena);
    return library_end(&call);
}

const char *formulyar_text(const struct formulyar_result *result)
{
    return result->text;
}
