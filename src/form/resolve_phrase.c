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
    if (condition->when && !resolver->here) /* of a row that is left empty */
        return condition->on_blank;
    return !condition->when || query_true(condition->when, resolver->here);
}

const struct node **resolve_nodes(const struct resolver *resolver, const struct query *query,
                                  const struct node *context, size_t *count)
{
    *count = 0;
    if (!resolver->casefile || !query || !context)
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
    case FILTER_ORDINAL:
        return resolver->ordinal ? arena_printf(arena, "%d", resolver->ordinal) : "";
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

/* Data of several nodes and lines stand in one place to write as one text. */
static void add_blank(struct builder *builder, const struct blank_def *def,
                      const struct node *context)
{
    const struct resolver *resolver = builder->resolver;
    struct builder typed = {.resolver = resolver};
    struct text text = TEXT_EMPTY;
    struct run *run = NULL;
    typed.para_tail = &typed.first;
    if (def->put && context)
        add_put(&typed, def->put, context);
    for (const struct para *para = typed.data ? typed.first : NULL; para; para = para->next)
        for (const struct run *part = para->first; part; part = part->next) {
            text_add(&text, part == para->first && text.len ? " " : "");
            text_add(&text, part->text);
        }
    if (text.len) {
        const struct run *first = typed.first->first;
        run = add_run(builder, arena_strdup(resolver->arena, text_string(&text)),
                      RUN_DATA | flags_of(def->put->filter));
        run->path = first->path;
        run->pos = first->pos;
        builder->data = true;
    } else {
        run = add_run(builder, BLANK_TEXT, 0);
    }
    text_free(&text);
    struct blank *blank = ARENA_NEW(resolver->arena, struct blank);
    *blank = def->blank; /* each is one of its own, also in repeats */
    run->blank = blank;
}

static const char *official_words(const struct resolver *resolver, const struct official_def *def)
{
    struct arena *arena = resolver->arena;
    const struct post *post = NULL;
    people_find(organization_people(resolver->organization), def->role, "", resolver->day, &post);
    if (!post)
        return "";
    switch (def->filter) {
    case FILTER_FULL_NAME: return name_in_full(arena, &post->name);
    case FILTER_INITIALS: return name_initials_first(arena, &post->name);
    case FILTER_LIST_NAME: return name_surname_first(arena, &post->name);
    case FILTER_POSITION: return unicode_capitalise(arena, post->position);
    case FILTER_TEXT:
    case FILTER_DATE:
    case FILTER_DATE_WORDS:
    case FILTER_FORMER:
    case FILTER_LOOKUP:
    case FILTER_ROLE:
    case FILTER_ORDINAL:
    case FILTER_NUMBER: break;
    }
    return "";
}

/* Known on the blank form too; where the position alone is not, the words of the role. */
static void add_official(struct builder *builder, const struct official_def *def)
{
    const struct resolver *resolver = builder->resolver;
    const char *words = resolver->organization ? official_words(resolver, def) : "";
    if (!*words && def->filter == FILTER_POSITION)
        words = unicode_capitalise(resolver->arena, resolve_code(resolver, def->role));
    struct run *run = add_run(builder, *words ? words : BLANK_TEXT, flags_of(def->filter));
    if (!*words)
        run->blank = &def->blank;
}

static bool is_chosen(const struct resolver *resolver, const struct node **nodes, size_t count,
                      const char *code)
{
    for (size_t i = 0; code && i < count; i++)
        if (strcmp(node_text(nodes[i], resolver->arena), code) == 0)
            return true;
    return false;
}

/* Nothing is underlined, and nothing heard of it, until one is chosen. */
static void add_alternatives(struct builder *builder, const struct alternatives *all,
                             const struct node *context)
{
    const struct resolver *resolver = builder->resolver;
    size_t count = 0;
    const struct node **nodes =
        context ? resolve_nodes(resolver, all->select, context, &count) : NULL;
    bool any = false;
    for (const struct alternative *one = all->first; one; one = one->next)
        any = any || is_chosen(resolver, nodes, count, one->code);
    for (const struct alternative *one = all->first; one; one = one->next) {
        bool const chosen = is_chosen(resolver, nodes, count, one->code);
        add_run(builder, one->words,
                !any || !one->code ? 0
                : chosen           ? RUN_UNDERLINED
                                   : RUN_NOT_UNDERLINED);
    }
    builder->data |= any;
}

static void trim_end(struct builder *builder)
{
    if (!builder->last || !ends_with_space(builder->last->text))
        return;
    const char *text = builder->last->text;
    builder->last->text = arena_strndup(builder->resolver->arena, text, strlen(text) - 1);
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
        else if (part->blank)
            add_blank(&builder, part->blank, context);
        else if (part->official)
            add_official(&builder, part->official);
        else if (part->alternatives)
            add_alternatives(&builder, part->alternatives, context);
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

struct para *resolve_data(const struct resolver *resolver, const struct phrase *phrase,
                          const struct node *context, unsigned flags, bool *has_data)
{
    struct builder const builder = build(resolver, phrase, context, flags);
    *has_data = builder.data;
    return builder.first;
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
