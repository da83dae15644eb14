/*
 * form_load_blocks.c - the blocks of a form file, one function for each kind.
 */
#include "form/form_load.h"

#include <string.h>

static void append_blocks(struct loader *loader, const xmlNode *parent, enum source source,
                          struct block_def ***tail);

static void load_mark(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.mark.lines = load_items(loader, node);
    def->as.mark.width_mm = load_number(node, "width");
}

static void load_heading(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.heading.level = xml_is(node, "title") ? 1 : 2;
    def->as.heading.phrase = load_wording(loader, node);
}

static void load_paragraph(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    static const char *const styles[] = {
        [PARAGRAPH_TEXT] = "text",     [PARAGRAPH_LEAD_IN] = "lead-in", [PARAGRAPH_NOTE] = "note",
        [PARAGRAPH_CENTRE] = "centre", [PARAGRAPH_PLAIN] = "plain",     NULL};
    def->as.paragraph.style = (enum paragraph_style)load_choice(node, "style", styles);
    def->as.paragraph.keeps_before = load_token(loader, node, "keep") != NULL;
    def->as.paragraph.phrase = load_wording(loader, node);
}

static void load_field(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    static const char *const layouts[] = {[FIELD_INLINE] = "inline", [FIELD_BELOW] = "below", NULL};
    def->as.field.label = load_wording(loader, xml_child(node, "label"));
    def->as.field.items = load_items(loader, node);
    def->path = def->as.field.items ? def->as.field.items->path : NULL;
    def->as.field.layout = (enum field_layout)load_choice(node, "layout", layouts);
    def->as.field.marker = load_marker(node);
    def->as.field.lines = load_integer(node, "lines");
}

static void load_list(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.list.items = load_items(loader, node);
    def->path = def->as.list.items->path;
    def->as.list.marker = load_marker(node);
    const char *style = load_token(loader, node, "style");
    def->as.list.is_run_in = style && strcmp(style, "run-in") == 0;
}

/* The vocabulary's wording as a phrase of one literal. */
static struct phrase phrase_of_term(struct loader *loader, const struct term *term, struct pos pos)
{
    struct part *part = ARENA_NEW(loader->arena, struct part);
    part->literal = term->text;
    return (struct phrase){.parts = part, .pos = pos};
}

static bool has_option(const struct option_def *option, const char *code)
{
    while (option && strcmp(option->code, code) != 0)
        option = option->next;
    return option != NULL;
}

static struct option_def *load_option(struct loader *loader, const xmlNode *node,
                                      const struct vocabulary *vocabulary,
                                      const struct option_def *before)
{
    struct pos const pos = load_pos(loader, node);
    struct option_def *option = ARENA_NEW(loader->arena, struct option_def);
    option->code = load_token(loader, node, "code");
    option->lines = load_integer(node, "lines");
    option->marker = load_marker(node);
    option->details = load_items(loader, node);
    option->phrase = load_wording(loader, xml_child(node, "text"));
    const struct term *term = vocabulary ? vocabulary_term(vocabulary, option->code) : NULL;
    if (term)
        option->term = phrase_of_term(loader, term, pos);
    if (!option->phrase.parts)
        option->phrase = option->term;
    if (vocabulary && !term)
        diag_add(loader->diags, MESSAGE_FORM_CODE, pos, NULL, option->code, vocabulary->id, NULL);
    if (has_option(before, option->code))
        diag_add(loader->diags, MESSAGE_FORM_CODE_TWICE, pos, NULL, option->code, NULL);
    return option;
}

static void load_choices(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.choices.label = load_wording(loader, xml_child(node, "label"));
    def->as.choices.select = load_query(loader, node, "select");
    def->path = load_token(loader, node, "select");
    def->as.choices.vocabulary = load_token(loader, node, "vocabulary");
    const struct vocabulary *vocabulary =
        load_vocabulary_named(loader, node, def->as.choices.vocabulary);
    struct option_def **tail = &def->as.choices.options;
    const xmlNode *child = xml_child(node, "option");
    for (; child; child = xml_next_same(child)) {
        struct option_def *option = load_option(loader, child, vocabulary, def->as.choices.options);
        LIST_APPEND(tail, option);
    }
}

static void load_if(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    struct block_def **tail = &def->as.inner;
    append_blocks(loader, node, def->source, &tail);
}

static void load_for(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.repeat.select = load_query(loader, node, "select");
    struct block_def **tail = &def->as.repeat.inner;
    append_blocks(loader, node, def->source, &tail);
}

static void load_frame(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    struct block_def **tail = &def->as.frame.inner;
    def->as.frame.label = load_wording(loader, xml_child(node, "label"));
    append_blocks(loader, node, def->source, &tail);
}

static const struct {
    const char *name;
    enum def_kind kind;
    void (*load)(struct loader *loader, const xmlNode *node, struct block_def *def); /* or NULL */
} handlers[] = {
    {"letterhead", DEF_LETTERHEAD, NULL},
    {"mark", DEF_MARK, load_mark},
    {"title", DEF_HEADING, load_heading},
    {"heading", DEF_HEADING, load_heading},
    {"paragraph", DEF_PARAGRAPH, load_paragraph},
    {"field", DEF_FIELD, load_field},
    {"list", DEF_LIST, load_list},
    {"choices", DEF_CHOICES, load_choices},
    {"table", DEF_TABLE, load_table},
    {"signatures", DEF_SIGNATURES, load_signatures},
    {"frame", DEF_FRAME, load_frame},
    {"if", DEF_IF, load_if},
    {"for", DEF_FOR, load_for},
};

static void append_block(struct loader *loader, const xmlNode *node, enum source source,
                         struct block_def ***tail)
{
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        if (!xml_is(node, handlers[i].name))
            continue;
        struct block_def *def = ARENA_NEW(loader->arena, struct block_def);
        def->source = source;
        def->pos = load_pos(loader, node);
        def->condition = load_condition(loader, node);
        def->kind = handlers[i].kind;
        if (handlers[i].load)
            handlers[i].load(loader, node, def);
        LIST_APPEND(*tail, def);
    }
}

static void append_blocks(struct loader *loader, const xmlNode *parent, enum source source,
                          struct block_def ***tail)
{
    for (const xmlNode *node = xml_first(parent); node; node = xml_next(node)) {
        if (xml_is(node, "body"))
            append_blocks(loader, node, SOURCE_BODY, tail);
        else
            append_block(loader, node, source, tail);
    }
}

struct block_def *load_blocks(struct loader *loader, const xmlNode *root)
{
    struct block_def *first = NULL;
    struct block_def **tail = &first;
    append_blocks(loader, root, SOURCE_OURS, &tail);
    return first;
}
