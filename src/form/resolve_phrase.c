/*
 * resolve_phrase.c - filters, phrases and repeats; see resolve.h.
 */
#include "form/resolve.h"

#include "base/unicode.h"

#include <string.h>

/* ---- asking the case ------------------------------------------------------ */

bool resolve_condition(const struct resolver *resolver, const struct condition *condition)
{
    if (!resolver->casefile)
        return condition->on_blank;
    if (condition->statuses && !(condition->statuses & resolver->status))
        return false;
    return !condition->when || query_true(condition->when, resolver->here);
}

const struct node **resolve_nodes(const struct resolver *resolver, const struct query *query,
                                  const struct node *context, size_t *count)
{
    *count = 0;
    if (!resolver->casefile || !query)
        return NULL;
    return query_nodes(query, context, resolver->arena, count);
}

const struct node *resolve_first(const struct resolver *resolver, const struct query *query)
{
    size_t count = 0;
    const struct node **nodes = resolve_nodes(resolver, query, resolver->here, &count);
    return count ? nodes[0] : NULL;
}

const char *resolve_code(const struct resolver *resolver, const char *code)
{
    const char *text = edition_term(resolver->edition, "roles", code);
    return text ? text : code;
}

static const char *role_of(const struct resolver *resolver, const struct node *person)
{
    const char *code = node_attribute(person, "role", resolver->arena);
    if (!code)
        return "";
    if (strcmp(code, "other") == 0)
        return node_child_text(person, "note", resolver->arena);
    return resolve_code(resolver, code);
}

const char *resolve_position(const struct resolver *resolver, const struct node *person)
{
    person = node_on(person, resolver->day, resolver->arena);
    const char *position = node_child_text(person, "position", resolver->arena);
    return text_is_blank(position) ? role_of(resolver, person) : position;
}

/* ---- filters --------------------------------------------------------------- */

/* Codes one after another become wordings; a code that another edition knew stays as it is. */
static const char *look_up(const struct resolver *resolver, const struct put *put,
                           const char *codes)
{
    struct text out = TEXT_EMPTY;
    for (const char *code; (code = text_next_word(&codes, resolver->arena)) != NULL;) {
        const struct term *term = vocabulary_term(put->vocabulary, code);
        text_add_item(&out, put->join, term ? term->text : code);
    }
    return text_take(&out, resolver->arena);
}

/* «(до 01.02.2027 — Петрова)», in the order in which the names changed, before the document's day. */
static const char *former_names(const struct resolver *resolver, const struct node *person)
{
    struct arena *arena = resolver->arena;
    struct text out = TEXT_EMPTY;
    for (const char *day = ""; (day = node_next_change(person, day, arena)) != NULL;) {
        if (*resolver->day && strcmp(day, resolver->day) > 0)
            continue;
        const struct name *name = node_former_words(person, day, arena);
        text_add_item(&out, "; ",
                      arena_printf(arena, "до\u00A0%s — %s", dates_short(arena, day),
                                   name_in_full(arena, name)));
    }
    const char *names = text_take(&out, arena);
    return *names ? arena_printf(arena, "(%s)", names) : "";
}

static const char *filtered(const struct resolver *resolver, const struct put *put,
                            const struct node *node)
{
    struct arena *arena = resolver->arena;
    switch (put->filter) {
    case FILTER_TEXT: return node_text(node, arena);
    case FILTER_DATE: return dates_short(arena, node_text(node, arena));
    case FILTER_DATE_WORDS: return dates_long(arena, node_text(node, arena));
    case FILTER_FULL_NAME: return name_in_full(arena, node_person_on(node, resolver->day, arena));
    case FILTER_INITIALS:
        return name_initials_first(arena, node_person_on(node, resolver->day, arena));
    case FILTER_LIST_NAME:
        return name_surname_first(arena, node_person_on(node, resolver->day, arena));
    case FILTER_FORMER: return former_names(resolver, node);
    case FILTER_LOOKUP: return look_up(resolver, put, node_text(node, arena));
    case FILTER_POSITION: return resolve_position(resolver, node);
    case FILTER_ROLE: return role_of(resolver, node);
    case FILTER_NUMBER: /* nodes without a number say nothing */
        return node_number(node) ? arena_printf(arena, "%ld", node_number(node)) : "";
    }
    return "";
}

static unsigned flags_of(enum filter filter)
{
    bool const is_name = filter == FILTER_FULL_NAME || filter == FILTER_INITIALS ||
                         filter == FILTER_LIST_NAME || filter == FILTER_FORMER;
    return is_name ? RUN_NAME : 0;
}

/* ---- phrases ---------------------------------------------------------------- */

/* Paras under construction. */
struct builder {
    const struct resolver *resolver;
    struct para *first;
    struct para **para_tail;
    struct run **run_tail; /* NULL: the next run opens a para */
    struct run *last;
    unsigned flags; /* of every run */
    bool data;      /* something of the case was printed */
    bool has_room;  /* to write a name */
};

static struct run *add_run(struct builder *builder, const char *text, unsigned flags)
{
    if (!*text)
        return NULL;
    struct run *run = run_new(builder->resolver->arena, text, builder->flags | flags);
    if (!builder->run_tail) {
        struct para *para = para_new(builder->resolver->arena, NULL);
        LIST_APPEND(builder->para_tail, para);
        builder->run_tail = &para->first;
    }
    LIST_APPEND(builder->run_tail, run);
    builder->last = run;
    return run;
}

/* Text of a node; each line of it after the first opens a para. */
static void add_data(struct builder *builder, const char *text, const struct node *node,
                     unsigned flags)
{
    const struct resolver *resolver = builder->resolver;
    const char *path = node_path(node, resolver->arena);
    struct pos const pos = node_pos(node);
    bool const many = strchr(text, '\n') != NULL;
    for (size_t line = 1;; line++) {
        size_t const length = strcspn(text, "\n");
        struct run *run =
            add_run(builder, arena_strndup(resolver->arena, text, length), RUN_DATA | flags);
        if (run) {
            run->path = path;
            run->pos = pos;
            run->line = many ? line : 0;
        }
        if (!text[length])
            break;
        builder->run_tail = NULL;
        text += length + 1;
    }
}

/* Punctuation that only data brings along counts as data. */
static void add_glue(struct builder *builder, const char *text)
{
    if (text)
        add_run(builder, text, RUN_DATA);
}

/* The words of the codes of all nodes, each once, in the order in which they come first. */
static const char *look_up_distinct(const struct resolver *resolver, const struct put *put,
                                    const struct node **nodes, size_t count)
{
    struct text out = TEXT_EMPTY;
    for (size_t i = 0; i < count; i++) {
        const char *codes = node_text(nodes[i], resolver->arena);
        for (const char *code; (code = text_next_word(&codes, resolver->arena)) != NULL;)
            if (!text_has_word(text_string(&out), code, strlen(code)))
                text_add_item(&out, " ", code);
    }
    return look_up(resolver, put, text_take(&out, resolver->arena));
}

/*
 * Without a full stop at the end, so that something may follow in the sentence.
 * That of an initial («Иванова М.П.») or of three dots is no end.
 */
static const char *cut_stop(struct arena *arena, const char *text)
{
    size_t const length = strlen(text);
    if (length < 2 || text[length - 1] != '.' || text[length - 2] == '.')
        return text;
    const char *last = utf8_before(text, text + length - 1);
    return unicode_begins_capital(last) ? text : arena_strndup(arena, text, length - 1);
}

/* What a put prints of its index-th node. */
static const char *put_text(const struct resolver *resolver, const struct put *put,
                            const struct node **nodes, size_t count, size_t index)
{
    const char *text = put->distinct ? look_up_distinct(resolver, put, nodes, count)
                                     : filtered(resolver, put, nodes[index]);
    return put->cut ? cut_stop(resolver->arena, text) : text;
}

/* What an expression comes to, or fixed words when there are data. */
static const char *put_instead(const struct resolver *resolver, const struct put *put,
                               const struct node *context, size_t count)
{
    if (put->value)
        return query_string(put->value, context, resolver->arena);
    return count ? put->say : "";
}

/* In a draft somebody of whom more is known than the name gets room to write it. */
static void leave_room(struct builder *builder, const struct put *put)
{
    if (!builder->resolver->draft || flags_of(put->filter) != RUN_NAME || builder->data ||
        builder->has_room)
        return;
    add_glue(builder, "______________________________");
    builder->has_room = true;
}

static void add_put(struct builder *builder, const struct put *put, const struct node *context)
{
    size_t count = 1;
    const struct node **nodes = &context;
    bool const instead = put->value || put->say;
    if (put->select)
        nodes = resolve_nodes(builder->resolver, put->select, context, &count);
    bool printed = false;
    size_t const texts = instead || (put->distinct && count) ? 1 : count;
    for (size_t i = 0; i < texts; i++) {
        const char *text = instead ? put_instead(builder->resolver, put, context, count)
                                   : put_text(builder->resolver, put, nodes, count, i);
        if (text_is_blank(text)) {
            leave_room(builder, put);
            continue;
        }
        if (printed)
            add_glue(builder, put->join);
        else if (builder->first)
            add_glue(builder, put->before);
        add_data(builder, text, instead ? context : nodes[i], flags_of(put->filter));
        printed = true;
    }
    add_glue(builder, printed ? put->after : put->missing);
    builder->data |= printed;
}

static bool ends_with_space(const char *text)
{
    return *text && text[strlen(text) - 1] == ' ';
}

static bool ends_sentence(const char *text)
{
    size_t const length = strlen(text);
    size_t const dots = strlen("…");
    return length && (strchr(".!?", text[length - 1]) ||
                      (length >= dots && strcmp(text + length - dots, "…") == 0));
}

/*
 * The space of wording beside data that are missing would stand double, or at an
 * edge; a full stop after data that end a sentence would stand double too.
 */
static void add_literal(struct builder *builder, const struct phrase *phrase, const char *text)
{
    if (*text == ' ' && (!builder->run_tail || ends_with_space(builder->last->text)))
        text++;
    if (*text == '.' && builder->run_tail && ends_sentence(builder->last->text))
        text++;
    struct run *run = add_run(builder, text, 0);
    if (run)
        run->pos = phrase->pos;
}

static void add_organization(struct builder *builder)
{
    const struct organization *organization = builder->resolver->organization;
    if (organization && organization->short_name)
        add_run(builder, organization->short_name, 0);
}

static void trim_end(struct builder *builder)
{
    if (!builder->last || !ends_with_space(builder->last->text))
        return;
    const char *text = builder->last->text;
    builder->last->text = arena_strndup(builder->resolver->arena, text, strlen(text) - 1);
}

static bool has_put(const struct phrase *phrase)
{
    const struct part *part = phrase->parts;
    while (part && !part->put)
        part = part->next;
    return part != NULL;
}

static struct builder build(const struct resolver *resolver, const struct phrase *phrase,
                            const struct node *context, unsigned flags)
{
    struct builder builder = {.resolver = resolver, .flags = flags};
    builder.para_tail = &builder.first;
    for (const struct part *part = phrase->parts; part; part = part->next) {
        if (part->literal)
            add_literal(&builder, phrase, part->literal);
        else if (part->organization)
            add_organization(&builder);
        else if (context)
            add_put(&builder, part->put, context);
    }
    trim_end(&builder);
    return builder;
}

struct para *resolve_phrase(const struct resolver *resolver, const struct phrase *phrase,
                            const struct node *context, unsigned flags)
{
    return build(resolver, phrase, context, flags).first;
}

struct para *resolve_text(const struct resolver *resolver, const char *text,
                          const struct node *node, unsigned flags)
{
    if (text_is_blank(text))
        return NULL;
    struct builder builder = {.resolver = resolver};
    builder.para_tail = &builder.first;
    add_data(&builder, text, node, flags);
    return builder.first;
}

/* ---- repeats ------------------------------------------------------------------ */

static void append_item(const struct resolver *resolver, struct item ***tail, struct para *text,
                        const char *marker)
{
    if (!text)
        return;
    struct item *item = ARENA_NEW(resolver->arena, struct item);
    item->text = text;
    item->marker = marker;
    LIST_APPEND(*tail, item);
}

/* The paragraphs among the blocks for one node, as one chain. */
static struct para *entry_paras(const struct resolver *resolver, const struct block_def *blocks,
                                const struct node *node)
{
    struct resolver inner = *resolver;
    struct block *first = NULL;
    struct block **blocks_tail = &first;
    struct para *text = NULL;
    struct para **tail = &text;
    inner.here = node;
    resolve_blocks(&inner, blocks, &blocks_tail);
    for (; first; first = first->next) {
        *tail = first->as.paragraph.text;
        while (*tail)
            tail = &(*tail)->next;
    }
    return text;
}

static const char *marker_text(const struct resolver *resolver, const struct phrase *phrase,
                               const struct node *node)
{
    struct text text = TEXT_EMPTY;
    const struct para *para = resolve_phrase(resolver, phrase, node, 0);
    for (const struct run *run = para ? para->first : NULL; run; run = run->next)
        text_add(&text, run->text);
    return text.len ? text_take(&text, resolver->arena) : NULL;
}

/* An entry of several paragraphs for every node. */
static void append_entries(const struct resolver *resolver, struct item ***tail,
                           const struct item_def *def, const struct node *root)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->select, root, &count);
    for (size_t i = 0; i < count; i++)
        append_item(resolver, tail, entry_paras(resolver, def->blocks, nodes[i]),
                    marker_text(resolver, &def->marker, nodes[i]));
}

/* A repeat with data in it is nothing without data; its wording alone would be a stump. */
static void append_each(const struct resolver *resolver, struct item ***tail,
                        const struct item_def *def, const struct node *root, unsigned flags)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->select, root, &count);
    for (size_t i = 0; i < count; i++) {
        struct builder const builder = build(resolver, &def->phrase, nodes[i], flags);
        if (builder.data || !has_put(&def->phrase))
            append_item(resolver, tail, builder.first, NULL);
    }
}

/* «1. », «2) », «(3) », «1.Слитно», but no «1.5 часа»: whoever typed the text has numbered it. */
static bool is_numbered(const struct item *item)
{
    const struct run *run = item->text->first;
    const char *at = run ? run->text : "";
    at += *at == '(';
    size_t const digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 2 || (at[digits] != '.' && at[digits] != ')'))
        return false;
    const char *behind = at + digits + 1;
    return *behind == ' ' || strncmp(behind, "\u00A0", strlen("\u00A0")) == 0 ||
           unicode_begins_capital(behind);
}

/* Numbers before typed numbers would be «1) 1. »: a list that has the one goes without the other. */
static bool has_own_numbers(const struct item *items)
{
    while (items && !is_numbered(items))
        items = items->next;
    return items != NULL;
}

/* Makes items of the paragraphs of items. */
static void split_items(const struct resolver *resolver, struct item *items)
{
    for (struct item *item = items; item; item = item->next) {
        if (!item->text->next)
            continue;
        struct item *rest = ARENA_NEW(resolver->arena, struct item);
        *rest = (struct item){.next = item->next, .text = item->text->next};
        item->text->next = NULL;
        item->next = rest;
    }
}

static void set_markers(const struct resolver *resolver, struct item *items, enum marker marker)
{
    bool const numbers = marker == MARKER_NUMBERS || marker == MARKER_NUMBERS_IF_MANY;
    if (marker == MARKER_NONE || (marker == MARKER_NUMBERS_IF_MANY && (!items || !items->next)))
        return;
    if (numbers && has_own_numbers(items)) {
        split_items(resolver, items);
        return;
    }
    int number = 1;
    for (struct item *item = items; item; item = item->next, number++)
        item->marker = marker == MARKER_DASH ? "–"
                                             : arena_printf(resolver->arena, "%d%c", number,
                                                            marker == MARKER_ORDINALS ? '.' : ')');
}

struct item *resolve_items(const struct resolver *resolver, const struct item_def *items,
                           enum marker marker, unsigned flags)
{
    const struct node *root = resolver->here;
    struct item *first = NULL;
    struct item **tail = &first;
    for (const struct item_def *def = items; def; def = def->next) {
        if (!resolve_condition(resolver, &def->condition))
            continue;
        if (def->blocks)
            append_entries(resolver, &tail, def, root);
        else if (def->select)
            append_each(resolver, &tail, def, root, flags);
        else
            append_item(resolver, &tail, resolve_phrase(resolver, &def->phrase, root, flags), NULL);
    }
    set_markers(resolver, first, marker);
    return first;
}
