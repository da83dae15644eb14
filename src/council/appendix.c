#include "council/appendix.h"

#include "form/teacher.h"
#include "russian/words.h"

struct appendix appendix_common(const struct bundle_plan *plan, struct arena *arena)
{
    struct appendix appendix = {0};
    for (int value = 0; value < VALUE_COUNT; value++)
        appendix.values[value] = "";
    appendix.values[VALUE_DATE] = words_date(arena, plan->date);
    appendix.values[VALUE_NUMBER] = arena_strdup(arena, plan->number);
    appendix.values[VALUE_COUNCIL] =
        arena_strdup(arena, plan->council ? plan->council : plan->words->council);
    appendix.values[VALUE_SCHOOL] = organization_short_name(plan->organization);
    appendix.is_single = bundle_number(plan, 0) == 0;
    return appendix;
}

void appendix_describe(struct appendix *appendix, const struct bundle_plan *plan, size_t index,
                       struct arena *arena)
{
    const struct bundle_item *item = &plan->items[index];
    if (!appendix->is_single)
        appendix->values[VALUE_APPENDIX] = arena_printf(arena, "%ld", bundle_number(plan, index));
    appendix->values[VALUE_FORM] = form_title(item->form);
    appendix->values[VALUE_TEACHER] = teacher_label(item->casefile, arena);
    appendix->values[VALUE_CASE] = arena_strdup(arena, case_id(item->casefile));
    const struct node *teacher = case_subject(item->casefile);
    if (!teacher)
        return;
    appendix->teacher_path = node_path(item->casefile, teacher, arena);
    appendix->teacher_pos = node_pos(item->casefile, teacher);
}

static unsigned value_flags(enum bundle_value value)
{
    switch (value) {
    case VALUE_TEACHER: return RUN_DATA | RUN_NAME;
    case VALUE_CASE: return RUN_DATA;
    case VALUE_APPENDIX:
    case VALUE_DATE:
    case VALUE_NUMBER:
    case VALUE_SCHOOL:
    case VALUE_COUNCIL:
    case VALUE_FORM:
    case VALUE_PAGE:
    case VALUE_COUNT: return 0;
    }
    return 0;
}

/* NULL when there is nothing to print. */
static struct run *part_run(const struct appendix *appendix, const struct template_part *part,
                            unsigned flags, struct arena *arena)
{
    if (part->literal)
        return run_new(arena, part->literal, flags);
    if (part->value == VALUE_PAGE)
        return appendix->section ? run_new_page(arena, appendix->section, flags) : NULL;
    const char *value = appendix->values[part->value];
    if (!*value)
        return NULL;
    struct run *run = run_new(arena, value, flags | value_flags(part->value));
    if (part->value == VALUE_TEACHER) {
        run->path = appendix->teacher_path;
        run->pos = appendix->teacher_pos;
    }
    return run;
}

/* Neighbours of one look become one run. */
static bool goes_on(const struct run *last, const struct run *run)
{
    return last && last->flags == run->flags && !last->page_of && !run->page_of;
}

struct para *appendix_para(const struct appendix *appendix, const struct template_part *parts,
                           unsigned flags, struct arena *arena)
{
    struct run *first = NULL;
    struct run *last = NULL;
    for (const struct template_part *part = parts; part; part = part->next) {
        struct run *run = part_run(appendix, part, flags, arena);
        if (!run)
            continue;
        if (goes_on(last, run)) {
            last->text = arena_printf(arena, "%s%s", last->text, run->text);
            continue;
        }
        if (last)
            last->next = run;
        else
            first = run;
        last = run;
    }
    return first ? para_new(arena, first) : NULL;
}

static const struct template_part *parts_of(const struct appendix *appendix,
                                            const struct bundle_line *line)
{
    return appendix->is_single && line->single ? line->single : line->parts;
}

struct para *appendix_line(const struct appendix *appendix, const struct bundle_line *line,
                           unsigned flags, struct arena *arena)
{
    return appendix_para(appendix, parts_of(appendix, line), flags, arena);
}

const char *appendix_text(const struct appendix *appendix, const struct bundle_line *line,
                          struct arena *arena)
{
    struct text text = TEXT_EMPTY;
    for (const struct template_part *part = parts_of(appendix, line); part; part = part->next)
        text_add(&text, part->literal ? part->literal : appendix->values[part->value]);
    const char *copy = arena_strndup(arena, text_string(&text), text.len);
    text_free(&text);
    return copy;
}
