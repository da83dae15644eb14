/*
 * update.c - see update.h.  Both cases are cut into pieces, the pieces are paired, and the older text is
 * copied with what differs put in.
 */
#include "import/update.h"

#include "case/field.h"
#include "import/pair.h"

#include <string.h>

struct updating {
    const struct update *update;
    const struct case_schema *schema; /* of the newer case */
    struct arena *arena;
    struct text *out;
    const char *prefix; /* of the older text's elements */
    bool changed;
};

/* Where a piece stands: as names for what is covered, and as a node_path() to be told. */
struct place {
    const char *names, *path;
};

static struct place below(const struct updating *updating, const struct place *place,
                          const char *name, size_t number)
{
    struct arena *arena = updating->arena;
    return (struct place){
        .names = arena_printf(arena, "%s%s%s", place->names, *place->names ? "/" : "", name),
        .path = number ? arena_printf(arena, "%s/%s[%zu]", place->path, name, number)
                       : arena_printf(arena, "%s/%s", place->path, name)};
}

static bool is_covered(const struct updating *updating, const char *names)
{
    return text_has_word(updating->update->covered, names, strlen(names));
}

static void tell(struct updating *updating, const struct place *place)
{
    updating->changed = true;
    if (updating->update->tell)
        updating->update->tell(updating->update->context, place->path);
}

static size_t rank_of(const struct updating *updating, const struct place *parent, const char *name)
{
    struct place const place = below(updating, parent, name, 0);
    struct case_field field;
    bool const known = case_schema_describe(updating->schema, place.names, updating->arena, &field);
    return known ? field.rank : 0;
}

/* The number of a piece among those of its name; 0 when it is the only one. */
static size_t number_of(const struct piece *parent, const struct piece *piece)
{
    size_t number = 0;
    size_t count = 0;
    for (const struct piece *at = parent->first; at; at = at->next) {
        if (strcmp(at->name, piece->name) != 0)
            continue;
        count++;
        if (at == piece)
            number = count;
    }
    return count > 1 ? number : 0;
}

static bool holds_elements(const struct piece *piece)
{
    return piece->first && strcmp(piece->first->name, "p") != 0;
}

/* ---- what is new is written ----------------------------------------------------------- */

static void add_copy(struct updating *updating, const char *from, const char *to)
{
    text_add_bytes(updating->out, from, (size_t)(to - from));
}

static void add_indent(struct text *out, const char *indent, int more)
{
    text_add_char(out, '\n');
    text_add(out, indent);
    for (int i = 0; i < more; i++)
        text_add(out, "  ");
}

/* A text with its paragraphs; true when it has any. */
static bool add_text(struct updating *updating, const char *text, const char *indent, int depth)
{
    bool const several = strchr(text, '\n') != NULL;
    if (!several)
        text_add_xml(updating->out, text);
    for (const char *at = text; several && *at;) {
        size_t const length = strcspn(at, "\n");
        add_indent(updating->out, indent, depth + 1);
        text_format(updating->out, "<%sp>", updating->prefix);
        text_add_xml(updating->out, arena_strndup(updating->arena, at, length));
        text_format(updating->out, "</%sp>", updating->prefix);
        at += length + (at[length] == '\n');
    }
    return several;
}

static void add_new(struct updating *updating, const struct piece *piece, const char *indent,
                    int depth)
{
    struct text *out = updating->out;
    const char *prefix = updating->prefix;
    bool const holds = holds_elements(piece);
    text_format(out, "<%s%s", prefix, piece->name);
    for (const struct piece_attribute *at = piece->attributes; at; at = at->next)
        text_format_xml(out, " %s=\"%s\"", at->name, at->value);
    if (!holds && !*piece->text) {
        text_add(out, "/>");
        return;
    }
    text_add_char(out, '>');
    bool const several = !holds && add_text(updating, piece->text, indent, depth);
    for (const struct piece *child = holds ? piece->first : NULL; child; child = child->next) {
        add_indent(out, indent, depth + 1);
        add_new(updating, child, indent, depth + 1);
    }
    if (several || holds)
        add_indent(out, indent, depth);
    text_format(out, "</%s%s>", prefix, piece->name);
}

/* ---- what is old is copied -------------------------------------------------------------- */

static bool is_namespace(const char *name)
{
    return strncmp(name, "xmlns", 5) == 0 || strchr(name, ':');
}

/* The start tag, with values that differ. */
static void merge_tag(struct updating *updating, const struct piece *old, const struct piece *new,
                      const struct place *place)
{
    const char *at = old->start;
    for (const struct piece_attribute *was = old->attributes; was; was = was->next) {
        struct place const field =
            below(updating, place, arena_printf(updating->arena, "@%s", was->name), 0);
        const char *value = new ? piece_value(new, was->name) : NULL;
        if (is_namespace(was->name) || !is_covered(updating, field.names) ||
            (value && strcmp(value, was->value) == 0))
            continue;
        tell(updating, &field);
        add_copy(updating, at, was->start);
        at = was->end;
        if (value)
            text_format_xml(updating->out, " %s=\"%s\"", was->name, value);
    }
    const char *last = old->inside - (old->is_empty ? 2 : 1);
    while (last > at && strchr(" \t\r\n", last[-1]))
        last--;
    for (const struct piece_attribute *is = new ? new->attributes : NULL; is; is = is->next) {
        struct place const field =
            below(updating, place, arena_printf(updating->arena, "@%s", is->name), 0);
        if (is_namespace(is->name) || piece_value(old, is->name) ||
            !is_covered(updating, field.names))
            continue;
        tell(updating, &field);
        add_copy(updating, at, last);
        at = last;
        text_format_xml(updating->out, " %s=\"%s\"", is->name, is->value);
    }
    add_copy(updating, at, old->inside);
}

/* The white space in front of a piece, back to its line's beginning; "" when it does not begin a line. */
static const char *indent_of(const struct updating *updating, const char *text,
                             const struct piece *piece)
{
    const char *from = piece->start;
    while (from > text && (from[-1] == ' ' || from[-1] == '\t'))
        from--;
    bool const begins = from > text && from[-1] == '\n';
    return begins ? arena_strndup(updating->arena, from, (size_t)(piece->start - from)) : "";
}

struct merging {
    struct updating *updating;
    const char *text; /* all of the older one */
    struct piece *old, *new;
    const struct place *place;
    const char *indent; /* of the children */
};

static void merge(struct updating *updating, const char *text, struct piece *old, struct piece *new,
                  const struct place *place);

static struct place place_of(const struct merging *merging, const struct piece *parent,
                             const struct piece *child)
{
    return below(merging->updating, merging->place, child->name, number_of(parent, child));
}

/* Everything below a path may be filled by the workbook, or the path itself. */
static bool is_known(const struct merging *merging, const char *name)
{
    struct place const place = below(merging->updating, merging->place, name, 0);
    const char *list = merging->updating->update->covered;
    size_t const length = strlen(place.names);
    for (const char *at = list; (at = strstr(at, place.names)) != NULL; at += length)
        if ((at == list || at[-1] == '\n') && strchr("/\n", at[length]))
            return true;
    return false;
}

static void insert(struct merging *merging, const struct piece *piece)
{
    struct place const place = place_of(merging, merging->new, piece);
    tell(merging->updating, &place);
    add_indent(merging->updating->out, merging->indent, 0);
    add_new(merging->updating, piece, merging->indent, 0);
}

/* New pieces that come before an old one (NULL: the end) by the order of the schema. */
static void insert_before(struct merging *merging, struct piece **next, const struct piece *old)
{
    struct updating *updating = merging->updating;
    size_t const rank = old ? rank_of(updating, merging->place, old->name) : 0;
    for (; *next; *next = (*next)->next) {
        const struct piece *piece = *next;
        size_t const own = rank_of(updating, merging->place, piece->name);
        bool const before = !old || own < rank ||
                            (own == rank && piece->partner != old && !piece->partner &&
                             pair_comes_before(piece, old));
        if (!before && !piece->partner)
            return;
        if (!piece->partner && is_known(merging, piece->name))
            insert(merging, piece);
        else if (piece->partner && !before)
            return;
    }
}

/* What is left of the white space in front of a piece that is left out. */
static const char *before_line(const char *from, const char *to)
{
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    return to > from && to[-1] == '\n' ? to - 1 : to;
}

/* An old piece without a new one: its item is gone, or what the workbook knows of it. */
static void merge_gone(struct merging *merging, struct piece *piece, const char *gap)
{
    struct updating *updating = merging->updating;
    struct place const place = place_of(merging, merging->old, piece);
    if (!is_known(merging, piece->name)) {
        add_copy(updating, gap, piece->end);
        return;
    }
    size_t const length = updating->out->len;
    bool const was_empty = !piece->first && !piece->attributes && !*piece->text;
    if (was_empty && !is_covered(updating, place.names)) {
        add_copy(updating, gap, piece->end);
        return;
    }
    if (!is_covered(updating, place.names)) {
        add_copy(updating, gap, piece->start);
        size_t const start = updating->out->len;
        merge(updating, merging->text, piece, NULL, &place);
        const char *left = arena_strdup(updating->arena, updating->out->data + start);
        const struct piece *rest = pieces_read(left, updating->arena);
        if (!rest || rest->first || rest->attributes || *rest->text)
            return;
        updating->out->len = length;
    } else {
        tell(updating, &place);
    }
    add_copy(updating, gap, before_line(gap, piece->start));
}

/* The items of a name stand in another order now: they are put in the place of the first. */
static void merge_group(struct merging *merging, const struct piece *first)
{
    struct updating *updating = merging->updating;
    struct place const place = below(updating, merging->place, first->name, 0);
    tell(updating, &place);
    for (struct piece *piece = merging->new->first; piece; piece = piece->next) {
        if (strcmp(piece->name, first->name) != 0)
            continue;
        add_indent(updating->out, merging->indent, 0);
        struct place const own = place_of(merging, merging->new, piece);
        if (piece->partner)
            merge(updating, merging->text, piece->partner, piece, &own);
        else
            add_new(updating, piece, merging->indent, 0);
    }
}

static bool is_first_of_name(const struct piece *parent, const struct piece *piece)
{
    return piece_child(parent, piece->name) == piece;
}

static void merge_children(struct merging *merging)
{
    struct updating *updating = merging->updating;
    struct piece *next = merging->new ? merging->new->first : NULL;
    const char *at = merging->old->inside;
    for (struct piece *old = merging->old->first; old; old = old->next) {
        insert_before(merging, &next, old);
        bool const moved = merging->new &&pair_is_moved(merging->new, old->name);
        if (moved) {
            add_copy(updating, at, before_line(at, old->start));
            if (is_first_of_name(merging->old, old))
                merge_group(merging, old);
            while (next && strcmp(next->name, old->name) == 0)
                next = next->next;
        } else if (old->partner) {
            struct place const place = place_of(merging, merging->new, old->partner);
            add_copy(updating, at, old->start);
            merge(updating, merging->text, old, old->partner, &place);
            if (next == old->partner)
                next = next->next;
        } else {
            merge_gone(merging, old, at);
        }
        at = old->end;
    }
    insert_before(merging, &next, NULL);
    if (merging->old->inside == merging->old->close &&
        updating->out->data[updating->out->len - 1] == '>')
        add_indent(updating->out, indent_of(updating, merging->text, merging->old), 0);
    add_copy(updating, at, merging->old->close);
}

/* An element with words: they are copied where they are the same. */
static void merge_words(struct updating *updating, const char *text, const struct piece *old,
                        const struct piece *new, const struct place *place)
{
    const char *words = new ? new->text : "";
    if (strcmp(old->text, words) == 0 || !is_covered(updating, place->names)) {
        add_copy(updating, old->inside, old->end);
        return;
    }
    const char *indent = indent_of(updating, text, old);
    tell(updating, place);
    if (add_text(updating, words, indent, 0))
        add_indent(updating->out, indent, 0);
    add_copy(updating, old->close, old->end);
}

/* <a/> that is to hold something becomes <a></a>; both are copied to where their content begins. */
static void open_up(struct updating *updating, const struct piece *old)
{
    struct text *out = updating->out;
    out->len -= 2;
    text_add(out, ">");
    (void)old;
}

static void merge(struct updating *updating, const char *text, struct piece *old, struct piece *new,
                  const struct place *place)
{
    bool const holds = (old->first && strcmp(old->first->name, "p") != 0) ||
                       (new &&new->first &&strcmp(new->first->name, "p") != 0);
    merge_tag(updating, old, new, place);
    if (old->is_empty) {
        if (!new || (!new->first && !*new->text))
            return;
        open_up(updating, old);
        const char *indent = indent_of(updating, text, old);
        struct place const field = *place;
        tell(updating, &field);
        bool const several = !holds && add_text(updating, new->text, indent, 0);
        for (const struct piece *child = holds ? new->first : NULL; child; child = child->next) {
            add_indent(updating->out, indent, 1);
            add_new(updating, child, indent, 1);
        }
        if (several || holds)
            add_indent(updating->out, indent, 0);
        text_format(updating->out, "</%s%s>", old->prefix, old->name);
    } else if (holds) {
        struct merging merging = {
            .updating = updating, .text = text, .old = old, .new = new, .place = place};
        merging.indent =
            old->first && *indent_of(updating, text, old->first)
                ? indent_of(updating, text, old->first)
                : arena_printf(updating->arena, "%s  ", indent_of(updating, text, old));
        merge_children(&merging);
        add_copy(updating, old->close, old->end);
    } else {
        merge_words(updating, text, old, new, place);
    }
}

/* ---- texts as the reader takes them ------------------------------------------------------------ */

/* Which ends of lines were meant, the reader alone decides. */
static void take_texts(struct piece *piece, const struct node *node, struct arena *arena)
{
    size_t count;
    if (!holds_elements(piece)) {
        piece->text = node_text(node, arena);
        return;
    }
    const struct node **children = node_children(node, NULL, arena, &count);
    struct piece *child = piece->first;
    for (size_t i = 0; i < count && child; i++, child = child->next)
        take_texts(child, children[i], arena);
}

/* The pieces of a case; NULL when it is none.  *schema becomes what it was read with. */
static struct piece *read_case(const char *text, const struct case_schema **schema,
                               struct arena *arena)
{
    struct case_bytes const bytes = {.name = "case", .bytes = text, .size = strlen(text)};
    struct diags *unheard = diags_new();
    struct case_reader *reader = case_open_bytes(&bytes, *schema, unheard);
    struct piece *root = pieces_read(text, arena);
    struct case_head head;
    bool valid = false;
    struct casefile *casefile = case_next(reader, &head) ? case_take(reader, &valid) : NULL;
    if (casefile)
        *schema = case_schema_of(casefile);
    if (root && valid)
        take_texts(root, case_root(casefile), arena);
    case_drop(casefile);
    case_close(reader);
    diags_free(unheard);
    return valid ? root : NULL;
}

/* ---- all of it ------------------------------------------------------------------------------------ */

bool case_update(const char *older, const char *newer, const struct update *update,
                 struct text *out)
{
    struct arena *arena = arena_new();
    const struct case_schema *schema = update->schema;
    struct piece *old = read_case(older, &schema, arena);
    schema = update->schema;
    struct piece *new = read_case(newer, &schema, arena);
    bool const good = old && new &&strcmp(old->name, "case") == 0;
    if (good) {
        struct updating updating = {
            .update = update, .schema = schema, .arena = arena, .out = out, .prefix = old->prefix};
        struct place const root = {"", "/case"};
        pair_cases(old, new, update->covered, arena);
        add_copy(&updating, older, old->start);
        merge(&updating, older, old, new, &root);
        text_add(out, old->end);
    }
    arena_free(arena);
    return good;
}
