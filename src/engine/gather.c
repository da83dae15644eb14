#include "engine/gather.h"

#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUNDLE "bundle.xml" /* what is said on the appendices */

/* Trees and pages of an appendix take about 200 KB until the file is written. */
enum { MOST_APPENDICES = 5000, LONGEST_NUMBER = 20, HIGHEST_FIRST = 9999 };

/* ---- what was asked for ------------------------------------------------------ */

/* Letters and digits, and what parts them: 5, 5/1, 12-МС. */
static bool is_number(const char *text)
{
    bool has_sign = false;
    bool ends_well = false;
    size_t length = 0;
    if (!utf8_valid(text, strlen(text)))
        return false;
    for (const char *cursor = text; *cursor; length++) {
        uint32_t const c = utf8_next(&cursor);
        bool const is_sign = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                             (c >= 'a' && c <= 'z') || (c >= 0x410 && c <= 0x451);
        bool const parts = c == '-' || c == '/' || c == '.' || c == ' ';
        if (!is_sign && !(parts && has_sign))
            return false;
        has_sign = has_sign || is_sign;
        ends_well = is_sign;
    }
    return ends_well && length <= LONGEST_NUMBER;
}

static bool refuse(const char *option, const char *wanted, struct diags *diags)
{
    diag_add(diags, MESSAGE_OPTION_VALUE, NOWHERE, NULL, option, wanted, NULL);
    return false;
}

struct appendix_form *gathered_words(const struct engine *engine, const struct gathered *gathered,
                                     struct diags *diags)
{
    const char *path = gathered ? gathered->words : engine_file(engine, BUNDLE);
    return appendix_form_load(path, engine->form_schema, diags);
}

bool gathered_plan_fits(const struct appendices_plan *plan, struct diags *diags)
{
    struct date date;
    if (!is_number(plan->number))
        return refuse("number", "5, 5/1, 12-МС (≤ 20)", diags);
    if (!date_read(plan->date, &date))
        return refuse("date", "2027-05-28 (год-месяц-день, year-month-day)", diags);
    if (plan->first < 1 || plan->first > HIGHEST_FIRST)
        return refuse("first", "1 … 9999", diags);
    return true;
}

bool gathered_fit(const struct gathered *gathered, struct diags *diags)
{
    char counts[2][24];
    if (!gathered->count) {
        snprintf(counts[0], sizeof counts[0], "%zu", gathered->left_out);
        diag_add(diags, gathered->left_out ? MESSAGE_BUNDLE_NONE_FINISHED : MESSAGE_BUNDLE_EMPTY,
                 NOWHERE, NULL, counts[0], NULL);
        return false;
    }
    if (gathered->count <= MOST_APPENDICES)
        return true;
    snprintf(counts[0], sizeof counts[0], "%zu", gathered->count);
    snprintf(counts[1], sizeof counts[1], "%d", MOST_APPENDICES);
    diag_add(diags, MESSAGE_BUNDLE_LARGE, NOWHERE, NULL, counts[0], counts[1], NULL);
    return false;
}

/* ---- the cases --------------------------------------------------------------- */

static void add_item(struct gathered *gathered, struct appendix_item item)
{
    gathered->items =
        xgrow(gathered->items, gathered->count, &gathered->cap, sizeof *gathered->items);
    gathered->items[gathered->count++] = item;
}

static void keep_case(struct gathered *gathered, struct casefile *casefile)
{
    gathered->cases =
        xgrow(gathered->cases, gathered->case_count, &gathered->case_cap, sizeof *gathered->cases);
    gathered->cases[gathered->case_count++] = case_keep(casefile);
}

/* Nothing is to come any more. */
static bool is_finished(const struct casefile *casefile)
{
    return case_schema_is_final(case_schema_of(casefile), case_status(casefile));
}

/* A case that is not finished comes too early for a form that it lacks; for all, when none is named. */
static bool is_early(const struct engine *engine, const struct casefile *casefile, size_t has)
{
    if (is_finished(casefile))
        return has == 0;
    return has == 0 || has < engine->options.wanted.count || !engine->options.wanted.count;
}

static size_t count_forms(const struct engine *engine, const struct casefile *casefile,
                          const struct edition *edition)
{
    size_t count = 0;
    for (size_t i = 0; i < edition_form_count(edition); i++)
        count += engine_wants(engine, edition_form_at(edition, i), engine_status(engine, casefile));
    return count;
}

/* True when the case cannot become appendices: it is told of. */
static bool stays_out(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct gathered *gathered = walk->context;
    const struct node *root = case_root(casefile);
    size_t const has = count_forms(walk->engine, casefile, edition);
    enum message message = MESSAGE_BUNDLE_NO_FORM;
    if (gathered->finished_only) {
        if (!is_early(walk->engine, casefile, has))
            return false;
        message = MESSAGE_BUNDLE_UNFINISHED;
        gathered->left_out++;
    } else if (has) {
        return false;
    }
    diag_add(walk->diags, message, node_pos(root), node_path(root, walk->arena), NULL);
    return true;
}

void gathered_add(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct gathered *gathered = walk->context;
    const struct engine *engine = walk->engine;
    struct arena *arena = walk->arena;
    struct diags *diags = walk->diags;
    const struct node *root = case_root(casefile);
    if (!seen_add_name(&gathered->ids, case_id(casefile))) {
        diag_add(diags, MESSAGE_BUNDLE_TWICE, node_pos(root), node_path(root, arena), NULL);
        return;
    }
    if (!gathered->words)
        gathered->words = engine_edition_file(engine, edition, BUNDLE, diags);
    if (!gathered->words ||
        !engine_shares_file(engine, casefile, edition, BUNDLE, gathered->words, diags) ||
        stays_out(walk, casefile, edition))
        return;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (engine_wants(engine, form, engine_status(engine, casefile)))
            add_item(gathered, (struct appendix_item){casefile, edition, form});
    }
    appendices_check_date(casefile, gathered->meeting, arena, diags);
    engine_tell_left_out(engine, casefile, edition, arena, diags);
    keep_case(gathered, casefile);
}

/* ---- as a document ----------------------------------------------------------- */

bool gathered_number(struct engine *engine, struct document *document, struct arena *arena,
                     struct diags *diags)
{
    struct fonts *fonts = engine_fonts(engine, diags);
    if (fonts && !engine->options.roomy) {
        struct diags *unheard = diags_new();
        struct arena *scratch = arena_new();
        pdf_fit(document, fonts, arena, scratch, unheard);
        arena_free(scratch);
        diags_free(unheard);
    }
    if (fonts && pdf_number_pages(document, fonts, arena))
        return true;
    if (fonts)
        diag_add(diags, MESSAGE_PAGES_UNSETTLED, NOWHERE, NULL, NULL);
    return false;
}

/* The last case of the file that begins before the place. */
static const char *find_case(const void *context, struct pos pos)
{
    const struct gathered *gathered = context;
    const struct casefile *found = NULL;
    for (size_t i = 0; pos.line && i < gathered->case_count; i++) {
        const struct casefile *casefile = gathered->cases[i];
        struct pos const root = node_pos(case_root(casefile));
        if (strcmp(root.file, pos.file) == 0 && root.line <= pos.line &&
            (!found || root.line > node_pos(case_root(found)).line))
            found = casefile;
    }
    return found && case_is_among_many(found) ? case_id(found) : NULL;
}

void gathered_name_cases(const struct gathered *gathered, struct diags *diags)
{
    diags_find_cases(diags, find_case, gathered);
}

void gathered_free(struct gathered *gathered)
{
    for (size_t i = 0; i < gathered->case_count; i++)
        case_free(gathered->cases[i]);
    free(gathered->cases);
    free(gathered->items);
    seen_free(&gathered->ids);
}
