#include "engine/product.h"

#include "base/clock.h"
#include "base/testhook.h"
#include "pdf/page.h"

#define SUMMARY "summary.xml" /* what the summary of a year says itself */

struct products products_begin(struct engine *engine, const struct case_schema *schema,
                               struct arena *arena)
{
    struct products products = {.engine = engine, .arena = arena, .found = diags_new()};
    diags_set_namer(products.found, case_schema_field, schema);
    return products;
}

void products_free(struct products *products)
{
    for (struct product *product = products->first; product; product = product->next)
        text_free(&product->bytes), digest_record_free(&product->record);
    diags_free(products->found);
    *products = (struct products){0};
}

static struct product *append(struct products *products, const char *name)
{
    struct product *product = ARENA_NEW(products->arena, struct product);
    product->name = name;
    *(products->last ? &products->last->next : &products->first) = product;
    products->last = product;
    return product;
}

/* ---- making ------------------------------------------------------------------ */

/* For formats that have pages or sizes; what is wrong is told where the file has pages. */
static const struct pages *fit(struct products *products, struct document *document, unsigned set,
                               struct arena *arena)
{
    struct engine *engine = products->engine;
    unsigned const paged = format_bit("pdf") | format_bit("svg");
    if (engine->options.roomy || !(set & (paged | format_bit("docx"))))
        return NULL;
    struct diags *unheard = diags_new();
    struct fonts *fonts = engine_fonts(engine, set & paged ? products->found : unheard);
    const struct pages *pages = NULL;
    if (fonts) {
        pages = pdf_fit(document, fonts, products->arena, arena, unheard);
        if (diags_at_least(unheard, SEVERITY_WARNING))
            pages = NULL; /* the writer lays out again, and tells */
    }
    diags_free(unheard);
    return pages;
}

static struct product *make(struct products *products, const struct document *document,
                            const struct pages *pages, const struct casefile *source,
                            const struct format *format, const char *name)
{
    struct product *product = append(products, name);
    product->format = format;
    product->form = document->form_id;
    product->teacher = document->teacher;
    product->laid_out = pages;
    product->pages = format->write(products->engine, document, source, product, products->found);
    product->laid_out = NULL;
    return product;
}

struct product *products_make(struct products *products, struct document *document,
                              const struct casefile *source, const struct format *format,
                              const char *name)
{
    struct arena *arena = arena_new();
    const struct pages *pages = fit(products, document, 1U << (format - formats), arena);
    struct product *product = make(products, document, pages, source, format, name);
    arena_free(arena);
    return product;
}

void products_make_all(struct products *products, struct document *document,
                       const struct casefile *source, unsigned set, const char *base)
{
    struct arena *arena = arena_new();
    const struct pages *pages = fit(products, document, set, arena);
    for (unsigned i = 0; formats[i].name; i++)
        if (set >> i & 1)
            make(products, document, pages, source, &formats[i],
                 arena_printf(products->arena, "%s%s", base, formats[i].extension));
    arena_free(arena);
}

void products_make_forms(struct products *products, const struct edition *edition,
                         const struct casefile *casefile, unsigned set, const char *name)
{
    const struct engine *engine = products->engine;
    struct arena *arena = products->arena;
    struct resolve_options options = {
        .draft = engine->options.draft,
        .body_only = engine->options.body_only,
    };
    const char *status = casefile ? engine_status(engine, casefile) : NULL;
    diags_set_namer(products->found, case_schema_field, edition_schema(edition));
    options.status = status;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (engine_wants(engine, form, status))
            products_make_all(
                products,
                form_resolve(form, edition, engine->organization, casefile, &options, arena),
                casefile, set,
                arena_printf(arena, "%s_%s", name, form_document_id(form, status, arena)));
    }
}

void products_tell_stale(const struct engine *engine, const struct edition *edition,
                         const struct casefile *casefile, const char *base, struct output *output,
                         struct arena *arena, struct diags *diags)
{
    const char *status = case_status(casefile);
    for (size_t i = 0; i < edition_form_count(edition) && !engine->options.before; i++) {
        const struct form *form = edition_form_at(edition, i);
        if (form_serves_status(form, status) || engine_wants(engine, form, status))
            continue;
        for (size_t kind = 0; formats[kind].name; kind++) {
            if (formats[kind].for_people) /* nobody files those */
                continue;
            const char *name =
                arena_printf(arena, "%s_%s%s", base, form_id(form), formats[kind].extension);
            const char *path = output_find(output, name, arena);
            if (path)
                diag_add(diags, MESSAGE_FORM_STALE, (struct pos){.file = path}, NULL, form_id(form),
                         case_id(casefile), NULL);
        }
    }
}

void products_try(struct engine *engine, const struct case_schema *schema,
                  const struct document *document, struct arena *arena, struct diags *diags)
{
    struct diags *found = diags_new();
    struct fonts *fonts = engine_fonts(engine, found);
    diags_set_namer(found, case_schema_field, schema);
    if (fonts)
        layout_document(document, fonts_metrics(fonts), arena, found);
    diags_merge(diags, found);
    diags_free(found);
}

void products_try_forms(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct engine *engine = walk->engine;
    struct resolve_options const options = {.draft = engine->options.draft,
                                            .status = engine_status(engine, casefile)};
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (engine_wants(engine, form, engine_status(engine, casefile)))
            products_try(
                engine, case_schema_of(casefile),
                form_resolve(form, edition, engine->organization, casefile, &options, walk->arena),
                walk->arena, walk->diags);
    }
}

void products_count_in(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    const struct edition *counted = engine_edition(walk->engine, walk->diags);
    const char *path =
        counted ? engine_edition_file(walk->engine, counted, SUMMARY, walk->diags) : NULL;
    if (path && engine_shares_file(walk->engine, casefile, edition, SUMMARY, path, walk->diags))
        annual_add(walk->context, casefile, walk->diags);
}

struct annual_form *products_summary_form(struct engine *engine, struct diags *diags)
{
    const struct edition *edition = engine_edition(engine, diags);
    const char *path = edition ? engine_edition_file(engine, edition, SUMMARY, diags) : NULL;
    return path ? annual_form_load(path, engine->form_schema, edition, edition_schema(edition),
                                   diags)
                : NULL;
}

void products_make_summary(struct products *products, const struct annual *annual, unsigned set,
                           bool with_tables)
{
    struct arena *arena = products->arena;
    const struct annual_options *options = &annual->options;
    const char *base =
        arena_printf(arena, "summary_%s%s", school_year_name(arena, options->year, '-'),
                     options->is_public ? "_no-names" : "");
    products_make_all(products, annual_document(annual, products->engine->organization, arena),
                      NULL, set, base);
    if (with_tables && !options->is_public)
        annual_csv_register(annual, products_add(products, arena_printf(arena, "%s.csv", base)));
    if (with_tables)
        annual_csv_counts(annual,
                          products_add(products, arena_printf(arena, "%s_counts.csv", base)));
}

struct text *products_add(struct products *products, const char *name)
{
    return &append(products, name)->bytes;
}

/* ---- verifying --------------------------------------------------------------- */

static void verify(struct product *product, struct engine *engine, struct diags *diags)
{
    struct verify_facts facts;
    struct text *bytes = &product->bytes;
    if (!product->format || product->format->for_people || engine->options.no_verify)
        return;
    testhook_damage(engine->options.faults, product->format->name, bytes);
    struct arena *arena = arena_new();
    if (product->format == format_find("svg"))
        verify_svg(engine->verifier, bytes, product->pages, product->name, diags);
    else if (product->digests.part || *product->record.hex)
        verify_written(engine->verifier, bytes, &product->digests, &product->record, product->name,
                       arena, &facts, diags);
    else
        verify_file(engine->verifier, bytes->data, bytes->len, product->name, arena, &facts, diags);
    arena_free(arena);
}

bool products_verify(struct products *products, struct diags *diags)
{
    for (struct product *product = products->first; product; product = product->next)
        if (product->pages >= 0)
            verify(product, products->engine, products->found);
    bool const good = diags_at_least(products->found, SEVERITY_ERROR) == 0;
    diags_merge(diags, products->found);
    diags_clear(products->found);
    return good;
}

/* ---- delivering -------------------------------------------------------------- */

int product_deliver(const struct product *product, struct output *output, struct diags *diags)
{
    if (product->format && product->format->for_people)
        return output_show(output, product->name, &product->bytes, diags);
    return output_put(output, product->name, &product->bytes, product->teacher, diags);
}

bool products_deliver(struct products *products, struct output *output, struct diags *diags)
{
    bool good = products_verify(products, diags);
    const struct product *product = good ? products->first : NULL;
    for (; product && !diags_at_least(diags, SEVERITY_SYSTEM); product = product->next)
        good &= product_deliver(product, output, diags) == 0;
    products_free(products);
    return good;
}

const char *product_sha256(const struct product *product, struct arena *arena)
{
    unsigned char digest[HASH_SIZE];
    char *hex = arena_alloc(arena, HASH_HEX_SIZE);
    if (!product->digests.part)
        hash_bytes(product->bytes.data, product->bytes.len, digest);
    hash_hex(product->digests.part ? product->digests.of_all : digest, hex);
    return hex;
}
