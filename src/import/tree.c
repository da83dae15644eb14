/*
 * tree.c - one case as a tree in the order of the schema, and as text with one value a line.
 */
#include "import/inside.h"

#include <string.h>

/* What the schema refuses wherever it wants a code, a date or an id. */
static const char refused[] = "!";

struct branch *tree_add(struct importing *importing, struct branch *parent, const char *name,
                        size_t rank, bool attribute, struct map_spot spot)
{
    struct branch *branch = ARENA_NEW(importing->scratch, struct branch);
    *branch = (struct branch){.name = name, .rank = rank, .attribute = attribute, .spot = spot};
    struct branch **place = &parent->first;
    while (*place && ((*place)->attribute > attribute ||
                      ((*place)->attribute == attribute && (*place)->rank <= rank)))
        place = &(*place)->next;
    branch->next = *place;
    *place = branch;
    return branch;
}

/* The last one of that name, unless it is shut. */
static struct branch *find(struct branch *parent, const char *name)
{
    struct branch *found = NULL;
    for (struct branch *child = parent->first; child; child = child->next)
        if (!child->attribute && strcmp(child->name, name) == 0)
            found = child;
    return found && !found->shut ? found : NULL;
}

struct branch *tree_open(struct importing *importing, struct branch *from,
                         const struct route *route, size_t first, size_t last, struct map_spot spot)
{
    for (size_t i = first; i < last; i++) {
        struct branch *child = find(from, route->names[i]);
        from = child ? child
                     : tree_add(importing, from, route->names[i], route->ranks[i], false, spot);
    }
    return from;
}

/* A field that the schema lets hold any words cannot be made wrong by words. */
static void spoil(struct importing *importing, struct branch *branch, const struct route *route,
                  struct branch *parent, uint32_t fault)
{
    bool const strict = route->field.kind == FIELD_CODE || route->field.kind == FIELD_DATE ||
                        route->field.kind == FIELD_SHAPE;
    if (strict) {
        branch->text = route->attribute || !importing->lenient ? refused : NULL;
        branch->fault = fault;
        return;
    }
    struct branch *owner = route->attribute ? parent : branch;
    struct branch *mark =
        tree_add(importing, owner, arena_printf(importing->scratch, "x-%s", branch->name),
                 branch->rank, true, branch->spot);
    mark->text = refused;
    mark->fault = fault;
}

struct branch *tree_fill(struct importing *importing, struct branch *from, size_t first,
                         const struct route *route, const char *text, struct map_spot spot,
                         uint32_t fault)
{
    if (route->count == first) { /* the element itself */
        from->text = text;
        from->spot = spot;
        from->paragraphs = route->field.paragraphs;
        if (fault)
            spoil(importing, from, route, from, fault);
        return from;
    }
    size_t const last = route->count - 1;
    struct branch *parent = tree_open(importing, from, route, first, last, spot);
    /* An element that another column gave an attribute is this one, unless it has words. */
    struct branch *branch = route->attribute ? NULL : find(parent, route->names[last]);
    if (!branch || branch->text)
        branch = tree_add(importing, parent, route->names[last], route->ranks[last],
                          route->attribute, spot);
    branch->spot = spot;
    branch->text = text;
    branch->paragraphs = route->field.paragraphs;
    if (fault)
        spoil(importing, branch, route, parent, fault);
    return branch;
}

struct branch *tree_make(struct importing *importing, const struct route *route,
                         struct map_spot spot)
{
    size_t const last = route->count - 1;
    struct branch *list = tree_open(importing, importing->root, route, 0, last, spot);
    struct branch *branch =
        tree_add(importing, list, route->names[last], route->ranks[last], false, spot);
    branch->shut = true;
    return branch;
}

void tree_put(struct importing *importing, struct branch *element, const char *path,
              const char *name, const char *text, struct map_spot spot, uint32_t fault)
{
    const struct route *route =
        route_find(importing, arena_printf(importing->scratch, "%s/%s", path, name));
    if (route && (fault || (text && *text)))
        tree_fill(importing, element, route->count - 1, route, text, spot, fault);
}

/* ---- writing ---------------------------------------------------------------------- */

static void end_line(struct importing *importing, struct map_spot spot, uint32_t fault)
{
    text_add_char(&importing->imported->xml, '\n');
    cellmap_line(importing->map, spot, fault);
}

/* White space would begin a line that the map does not know. */
static void add_line_of_text(struct text *xml, const char *text, size_t length)
{
    struct text line = TEXT_EMPTY;
    text_add_bytes(&line, text, length);
    text_fold(&line, true);
    text_add_xml(xml, text_string(&line));
    text_free(&line);
}

static void write_paragraphs(struct importing *importing, const struct branch *branch)
{
    struct text *xml = &importing->imported->xml;
    for (const char *at = branch->text; *at;) {
        size_t const length = strcspn(at, "\n");
        struct text line = TEXT_EMPTY;
        text_add_bytes(&line, at, length);
        if (!text_is_blank(text_string(&line))) {
            text_add(xml, "<p>");
            add_line_of_text(xml, at, length);
            text_add(xml, "</p>");
            end_line(importing, branch->spot, 0);
        }
        text_free(&line);
        at += length + (at[length] == '\n');
    }
}

/*
 * A line for the tag and one for each attribute: the reader tells where each of them begins.
 */
static void write_branch(struct importing *importing, const struct branch *branch)
{
    struct text *xml = &importing->imported->xml;
    const struct branch *child = branch->first;
    const struct branch *last = branch;
    text_format(xml, "<%s", branch->name);
    for (; child && child->attribute; child = child->next) {
        if (child->fault && importing->lenient)
            continue;
        end_line(importing, last->spot, last->fault);
        text_format(xml, " %s=\"", child->name);
        add_line_of_text(xml, child->text, strlen(child->text));
        text_add_char(xml, '"');
        last = child;
    }
    bool const several = branch->text && branch->paragraphs && strchr(branch->text, '\n');
    bool const holds = child || several;
    text_add(xml, holds || branch->text ? ">" : "/>");
    if (branch->text && !holds) {
        add_line_of_text(xml, branch->text, strlen(branch->text));
        text_format(xml, "</%s>", branch->name);
    }
    end_line(importing, last->spot, last->fault);
    if (!holds)
        return;
    if (several)
        write_paragraphs(importing, branch);
    for (; child; child = child->next)
        write_branch(importing, child);
    text_format(xml, "</%s>", branch->name);
    end_line(importing, branch->spot, 0);
}

void tree_write(struct importing *importing)
{
    write_branch(importing, importing->root);
}

/* ---- for people ---------------------------------------------------------------------- */

/* What a line does to the depth: <a> one more, </a> one less, <a/> and <a>text</a> nothing. */
static int step_of(const char *line, size_t length)
{
    if (length > 1 && line[0] == '<' && (line[1] == '/' || line[1] == '?'))
        return line[1] == '/' ? -1 : 0;
    if (length > 1 && line[length - 1] == '>' && line[length - 2] == '/')
        return 0;
    for (size_t i = length; i > 1; i--)
        if (line[i - 2] == '<' && line[i - 1] == '/')
            return 0;
    return length && line[length - 1] == '>';
}

void import_lay_out(const char *xml, struct text *out)
{
    int depth = 0;
    for (const char *at = xml; *at;) {
        size_t const length = strcspn(at, "\n");
        int const step = step_of(at, length);
        if (step < 0)
            depth--;
        if (*at != ' ' && at != xml)
            text_add_char(out, '\n');
        for (int i = 0; *at != ' ' && i < depth; i++)
            text_add(out, "  ");
        text_add_bytes(out, at, length);
        if (step > 0)
            depth++;
        at += length + (at[length] == '\n');
    }
    text_add_char(out, '\n');
}
