/*
 * library_make.c - the calls that take cases; see formulyar.h.
 */
#include "engine/library.h"

#include "annual/annual.h"
#include "base/clock.h"
#include "engine/gather.h"
#include "engine/journals.h"
#include "engine/walk.h"

#include <string.h>

/* ---- options --------------------------------------------------------------- */

bool library_refuse(struct call *call, const char *option, const char *wanted)
{
    diag_add(call->diags, MESSAGE_OPTION_VALUE, NOWHERE, NULL, option, wanted, NULL);
    return false;
}

static bool take_options(struct call *call, unsigned kinds, unsigned by_default)
{
    struct formulyar_options *options = &call->options;
    if (!options->kinds)
        options->kinds = by_default;
    if (options->kinds & ~kinds)
        return library_refuse(call, "type", "pdf, docx, svg, tree, text");
    if (options->pdfa < 0 || options->pdfa > 3)
        return library_refuse(call, "pdfa", "1, 2, 3");
    if (options->stage && strcmp(options->stage, "before") != 0 &&
        strcmp(options->stage, "after") != 0)
        return library_refuse(call, "stage", "before, after");
    struct engine_options *of = &call->engine->options;
    if (options->edition)
        of->edition = options->edition;
    of->before = options->stage && strcmp(options->stage, "before") == 0;
    of->wanted = engine_words(options->forms, call->result->arena);
    of->draft = options->draft;
    of->body_only = options->body_only;
    of->roomy = options->roomy;
    of->svg_bare = options->svg_bare;
    of->part = options->pdfa ? (enum pdfa_part)options->pdfa : PDFA_2;
    return true;
}

bool library_begin_cases(struct call *call, struct formulyar *of,
                         const struct formulyar_options *options, unsigned kinds,
                         unsigned by_default)
{
    return library_begin(call, of, options) && take_options(call, kinds, by_default);
}

/* ---- cases ----------------------------------------------------------------- */

static bool tell(struct walk *walk)
{
    struct call *call = walk->teller;
    library_tell(call);
    return call->result->status < 3;
}

void library_open_intake(struct call *call)
{
    library_tell(call);
    call->intake = intake_open(call->engine);
    diags_set_placer(call->diags, intake_place, call->intake);
}

struct case_bytes library_bytes(const struct formulyar_input *input)
{
    return (struct case_bytes){
        .name = input->name ? input->name : "case.xml", .bytes = input->bytes, .size = input->size};
}

static struct import_file as_table(const struct formulyar_input *input)
{
    struct case_bytes const bytes = library_bytes(input);
    return (struct import_file){bytes.name, bytes.bytes, bytes.size};
}

static bool is_plain(const struct formulyar_input *input)
{
    struct case_bytes const bytes = library_bytes(input);
    bool plain = false;
    return intake_is_table(&bytes, &plain) && plain;
}

/* All plain tables as one, at the first of them. */
static struct case_reader *open_plain(struct call *call, const struct formulyar_input *inputs,
                                      size_t count, size_t index)
{
    struct import_file *files = ARENA_ARRAY(call->result->arena, count, struct import_file);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i != index && !is_plain(&inputs[i]))
            continue;
        if (i < index)
            return NULL;
        files[found++] = as_table(&inputs[i]);
    }
    return intake_open_tables(call->intake, files, found, call->diags);
}

struct case_reader *library_open_input(struct call *call, const struct formulyar_input *inputs,
                                       size_t count, size_t index)
{
    struct case_bytes *bytes = ARENA_NEW(call->result->arena, struct case_bytes);
    *bytes = library_bytes(&inputs[index]);
    call->file = bytes->name;
    if (is_plain(&inputs[index]))
        return open_plain(call, inputs, count, index);
    return intake_open_bytes(call->intake, bytes, call->diags);
}

void library_walk(struct call *call, const struct formulyar_input *inputs, size_t count,
                  enum walk_ids ids, walk_action *action, void *context)
{
    struct walk walk = {.engine = call->engine,
                        .diags = call->diags,
                        .session = rules_session_new(),
                        .ids = ids,
                        .action = action,
                        .tell = tell,
                        .teller = call,
                        .context = context,
                        .note = library_note};
    if (!call->intake)
        library_open_intake(call);
    for (size_t i = 0; i < count && !walk.stopped; i++)
        walk_file(&walk, library_open_input(call, inputs, count, i));
    rules_session_free(walk.session);
    walk_end(&walk);
}

void library_tell_empty(struct call *call, size_t count)
{
    library_tell(call);
    if (count && !call->cases && !call->result->status)
        diag_add(call->diags, MESSAGE_NO_CASES, NOWHERE, NULL, NULL);
}

/* Hands over the cases of an input; false when it holds something else, or more than that. */
static bool take_input(struct call *call, struct case_reader *reader, bool faulty,
                       library_taker *take, void *context)
{
    struct case_head head;
    bool valid;
    bool all = false;
    for (bool first = true; case_next(reader, &head); first = false) {
        struct casefile *casefile = case_take(reader, &valid);
        call->cases++;
        bool const taken = valid || (faulty && casefile && case_is_whole(casefile));
        if (taken)
            take(call, context, casefile);
        all = taken && (first || all);
        case_free(casefile);
    }
    return all;
}

size_t library_take_cases(struct call *call, const struct formulyar_input *inputs, size_t count,
                          bool faulty, library_taker *take, void *context)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        struct case_reader *reader = library_open_input(call, inputs, count, i);
        left += !reader || !take_input(call, reader, faulty, take, context);
        case_close(reader);
        library_tell(call);
    }
    return left;
}

void library_hand_out_all(struct call *call, struct products *products, const char *case_id)
{
    struct product *product = products_verify(products, call->diags) ? products->first : NULL;
    for (; product; product = product->next)
        library_hand_out(call, product, case_id);
    products_free(products);
}

/* The inputs that are no council files, in their order. */
static const struct formulyar_input *leave_councils_out(struct call *call,
                                                        const struct formulyar_input *inputs,
                                                        size_t *count)
{
    struct formulyar_input *cases =
        ARENA_ARRAY(call->result->arena, *count + 1, struct formulyar_input);
    size_t left = 0;
    for (size_t i = 0; i < *count; i++)
        if (!library_is_council(&inputs[i]))
            cases[left++] = inputs[i];
    *count = left;
    return cases;
}

static struct formulyar_result *look_at_cases(struct formulyar *of,
                                              const struct formulyar_input *inputs, size_t count,
                                              const struct formulyar_options *options,
                                              walk_action *action)
{
    struct call call;
    if (library_begin_cases(&call, of, options, DOCUMENTS, DOCUMENTS)) {
        size_t cases = count;
        call.lists = true;
        const struct formulyar_input *others = leave_councils_out(&call, inputs, &cases);
        library_walk(&call, others, cases, WALK_TELL, action, NULL);
        if (call.result->status < 3 && cases < count)
            library_check_councils(&call, inputs, count);
        else
            library_tell_empty(&call, count);
    }
    return library_end(&call);
}

struct formulyar_result *formulyar_check(struct formulyar *of, const struct formulyar_input *inputs,
                                         size_t count, const struct formulyar_options *options)
{
    return look_at_cases(of, inputs, count, options, products_try_forms);
}

static void do_nothing(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    (void)walk, (void)casefile, (void)edition;
}

struct formulyar_result *formulyar_cases(struct formulyar *of, const struct formulyar_input *inputs,
                                         size_t count, const struct formulyar_options *options)
{
    return look_at_cases(of, inputs, count, options, do_nothing);
}

static void render_case(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct call *call = walk->context;
    struct products products = products_begin(walk->engine, walk->engine->schema, walk->arena);
    engine_tell_left_out(walk->engine, casefile, edition, walk->arena, walk->diags);
    products_make_forms(&products, edition, casefile, call->options.kinds, case_id(casefile));
    library_hand_out_all(call, &products, case_id(casefile));
}

struct formulyar_result *formulyar_render(struct formulyar *of,
                                          const struct formulyar_input *inputs, size_t count,
                                          const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_cases(&call, of, options, DOCUMENTS, FORMULYAR_PDF | FORMULYAR_DOCX)) {
        library_walk(&call, inputs, count, WALK_APART, render_case, &call);
        library_tell_empty(&call, count);
    }
    return library_end(&call);
}

struct formulyar_result *formulyar_blank(struct formulyar *of,
                                         const struct formulyar_options *options)
{
    struct call call;
    const struct edition *edition = NULL;
    if (library_begin_cases(&call, of, options, DOCUMENTS, FORMULYAR_PDF | FORMULYAR_DOCX))
        edition = engine_edition(call.engine, call.diags);
    if (edition && engine_knows_forms(call.engine, edition, call.diags)) {
        struct products products =
            products_begin(call.engine, call.engine->schema, call.result->arena);
        products_make_forms(&products, edition, NULL, call.options.kinds, "blank");
        library_hand_out_all(&call, &products, "");
    }
    return library_end(&call);
}

/* ---- one document of all cases ------------------------------------------------- */

static bool summary_options(struct call *call, struct annual_options *wanted)
{
    const struct formulyar_options *options = &call->options;
    wanted->is_public = options->no_names;
    wanted->year = options->school_year ? school_year_read(options->school_year) : 0;
    if (options->school_year && !wanted->year)
        return library_refuse(call, "school-year", "2026/2027, 2027/2028 ...");
    return annual_order_read(options->order, &wanted->order) ||
           library_refuse(call, "sort", "name, date, lead, id");
}

static void summarise(struct call *call, const struct annual_form *form,
                      const struct annual_options *wanted, const struct formulyar_input *inputs,
                      size_t count)
{
    struct annual *annual = annual_new(form, wanted);
    library_walk(call, inputs, count, WALK_ANY, products_count_in, annual);
    if (call->result->status < 3 && annual_close(annual, call->diags)) {
        struct products products =
            products_begin(call->engine, call->engine->schema, call->result->arena);
        products_make_summary(&products, annual, call->options.kinds & DOCUMENTS,
                              call->options.kinds & FORMULYAR_CSV);
        library_hand_out_all(call, &products, "");
    }
    annual_name_cases(annual, call->diags);
    annual_free(annual);
}

struct formulyar_result *formulyar_summary(struct formulyar *of,
                                           const struct formulyar_input *inputs, size_t count,
                                           const struct formulyar_options *options)
{
    struct call call;
    struct annual_options wanted;
    struct annual_form *form = NULL;
    if (library_begin_cases(&call, of, options, DOCUMENTS | FORMULYAR_CSV,
                            FORMULYAR_PDF | FORMULYAR_DOCX) &&
        summary_options(&call, &wanted)) {
        /* Where contradictions are let pass, sums do not hold. */
        call.engine->options.draft = call.engine->options.before = false;
        form = products_summary_form(call.engine, call.diags);
    }
    if (form)
        summarise(&call, form, &wanted, inputs, count);
    annual_form_free(form);
    return library_end(&call);
}

/* None is made while a case is wrong: a number once given in a journal stays. */
static void make_journals(struct call *call, struct journals *journals)
{
    if (call->result->status || !journals->edition)
        return;
    struct products products =
        products_begin(call->engine, edition_schema(journals->edition), call->result->arena);
    journals_make(journals, &products, call->options.kinds, call->diags);
    library_hand_out_all(call, &products, "");
}

struct formulyar_result *formulyar_journal(struct formulyar *of,
                                           const struct formulyar_input *inputs, size_t count,
                                           const struct formulyar_options *options)
{
    struct call call;
    struct journals journals = {0};
    if (library_begin_cases(&call, of, options, DOCUMENTS, FORMULYAR_PDF | FORMULYAR_DOCX)) {
        call.engine->options.before = false;
        library_walk(&call, inputs, count, WALK_APART, journals_add, &journals);
        library_tell_empty(&call, count);
        make_journals(&call, &journals);
    }
    journals_free(&journals);
    return library_end(&call);
}

bool library_bundle_fits(struct call *call)
{
    if (call->options.kinds & (call->options.kinds - 1))
        return library_refuse(call, "type", "pdf; docx; svg; tree; text");
    return call->options.pdfa != 3 || library_refuse(call, "pdfa", "1, 2");
}

static bool bundle_options(struct call *call, struct appendices_plan *plan,
                           enum appendix_order *order)
{
    const struct formulyar_options *options = &call->options;
    *plan = (struct appendices_plan){
        .organization = call->engine->organization,
        .number = options->number ? options->number : "",
        .date = options->date ? options->date : "",
        .first = options->first ? options->first : 1,
        .no_list = options->no_list,
        .duplex = options->duplex,
        .draft = options->draft,
    };
    if (!library_bundle_fits(call))
        return false;
    if (!appendices_order_read(options->order, order))
        return library_refuse(call, "sort", "name, date, id");
    return gathered_plan_fits(plan, call->diags);
}

const struct format *library_format(unsigned kind)
{
    const struct format *format = formats;
    while (kind >>= 1)
        format++;
    return format;
}

static void bundle(struct call *call, struct appendices_plan *plan, enum appendix_order order,
                   struct gathered *gathered)
{
    struct arena *arena = arena_new();
    struct products products = products_begin(call->engine, call->engine->schema, arena);
    const struct format *format = library_format(call->options.kinds);
    appendices_sort(gathered->items, gathered->count, order);
    plan->items = gathered->items;
    plan->count = gathered->count;
    struct document *document = appendices_document(plan, arena);
    const char *name = arena_printf(arena, "bundle%s", format->extension);
    if (gathered_number(call->engine, document, arena, call->diags))
        products_make(&products, document, NULL, format, name);
    library_hand_out_all(call, &products, "");
    arena_free(arena);
}

/* The index of the one council file; count when there is none, or several. */
static size_t find_council(const struct formulyar_input *inputs, size_t count)
{
    size_t found = count;
    size_t councils = 0;
    for (size_t i = 0; i < count; i++)
        if (library_is_council(&inputs[i])) {
            found = i;
            councils++;
        }
    return councils == 1 ? found : count;
}

static void bundle_cases(struct call *call, const struct formulyar_input *inputs, size_t count)
{
    struct appendices_plan plan;
    enum appendix_order order;
    struct appendix_form *words = NULL;
    if (!bundle_options(call, &plan, &order))
        return;
    struct gathered gathered = {.meeting = plan.date, .finished_only = call->options.finished_only};
    library_walk(call, inputs, count, WALK_ANY, gathered_add, &gathered);
    if (call->result->status == 1)
        diag_add(call->diags, MESSAGE_BUNDLE_REFUSED, NOWHERE, NULL, NULL);
    else if (call->result->status == 0 && gathered_fit(&gathered, call->diags))
        plan.words = words = gathered_words(call->engine, &gathered, call->diags);
    if (words)
        bundle(call, &plan, order, &gathered);
    gathered_name_cases(&gathered, call->diags);
    gathered_free(&gathered);
    appendix_form_free(words);
}

struct formulyar_result *formulyar_bundle(struct formulyar *of,
                                          const struct formulyar_input *inputs, size_t count,
                                          const struct formulyar_options *options)
{
    struct call call;
    size_t const council = find_council(inputs, count);
    if (library_begin_cases(&call, of, options, DOCUMENTS, FORMULYAR_PDF)) {
        if (council < count)
            library_bundle_council(&call, inputs, count, council);
        else
            bundle_cases(&call, inputs, count);
    }
    return library_end(&call);
}
