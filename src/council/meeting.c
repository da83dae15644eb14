/*
 * meeting.c - reading a council file with its cases; see meeting.h.
 */
#include "council/meeting.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/seen.h"
#include "russian/dates.h"

#include <stdlib.h>
#include <string.h>

/* ---- walking ----------------------------------------------------------------------- */

/* Something that may name cases: an item, a speech, a decision or an appendix. */
struct stop {
    const struct node *node;
    const char *cases; /* meeting_cases() */
};

struct walk {
    struct arena *arena;
    struct stop *stops; /* in the order in which the minutes print them */
    size_t count, cap;
};

const char *meeting_cases(struct arena *arena, const struct node *node, const char *inherited)
{
    const char *own = node_attribute(node, "case", arena);
    return own && *own ? own : inherited;
}

static const char *add_stop(struct walk *walk, const struct node *node, const char *inherited)
{
    const char *cases = meeting_cases(walk->arena, node, inherited);
    walk->stops =
        arena_grow(walk->arena, walk->stops, walk->count, &walk->cap, sizeof *walk->stops);
    walk->stops[walk->count++] = (struct stop){.node = node, .cases = cases};
    return cases;
}

static void add_children(struct walk *walk, const struct node *parent, const char *name,
                         const char *inherited)
{
    size_t count;
    const struct node **nodes = node_children(parent, name, walk->arena, &count);
    for (size_t i = 0; i < count; i++) {
        const char *cases = add_stop(walk, nodes[i], inherited);
        add_children(walk, nodes[i], "appendix", cases);
    }
}

static void add_item(struct walk *walk, const struct node *item)
{
    const char *cases = add_stop(walk, item, NULL);
    add_children(walk, item, "appendix", cases);
    add_children(walk, node_child(item, "heard"), "speech", cases);
    add_children(walk, node_child(item, "said"), "speech", cases);
    add_children(walk, node_child(item, "decided"), "decision", cases);
}

static struct walk walk_agenda(const struct casefile *council, struct arena *arena)
{
    struct walk walk = {.arena = arena};
    const struct node *agenda = node_child(case_root(council), "agenda");
    size_t count;
    const struct node **items = node_children(agenda, "item", arena, &count);
    for (size_t i = 0; i < count; i++)
        add_item(&walk, items[i]);
    return walk;
}

static bool is(const struct node *node, const char *name)
{
    return strcmp(node_name(node), name) == 0;
}

/* ---- numbers ------------------------------------------------------------------------ */

static const char *form_of(const struct node *appendix, struct arena *arena)
{
    const char *form = node_attribute(appendix, "form", arena);
    return form && *form ? form : "5.4";
}

/* The stop that cites the same form of the same case first. */
static size_t first_citing(const struct walk *walk, size_t index)
{
    const struct stop *stop = &walk->stops[index];
    const char *form = form_of(stop->node, walk->arena);
    for (size_t i = 0; i < index; i++) {
        const struct stop *other = &walk->stops[i];
        if (is(other->node, "appendix") && other->cases && stop->cases &&
            strcmp(other->cases, stop->cases) == 0 &&
            strcmp(form_of(other->node, walk->arena), form) == 0)
            return i;
    }
    return index;
}

static long first_number(const struct casefile *council, struct arena *arena)
{
    const char *first = node_attribute(case_root(council), "first-appendix", arena);
    return first ? strtol(first, NULL, 10) : 0;
}

static void number_appendices(struct casefile *council, const struct walk *walk)
{
    long const wanted = first_number(council, walk->arena);
    long next = wanted ? wanted : 1;
    const struct node *only = NULL;
    for (size_t i = 0; i < walk->count; i++) {
        const struct node *node = walk->stops[i].node;
        if (!is(node, "appendix"))
            continue;
        size_t const first = first_citing(walk, i);
        if (first == i) {
            only = next == 1 ? node : NULL;
            node_set_number(node, next++);
        } else {
            node_set_number(node, node_number(walk->stops[first].node));
        }
    }
    for (size_t i = 0; i < walk->count && only && wanted <= 1; i++)
        if (is(walk->stops[i].node, "appendix"))
            node_set_number(walk->stops[i].node, 0);
}

/* Decisions are counted anew in every item. */
static void number_all(struct casefile *council, const struct walk *walk)
{
    long items = 0;
    long decisions = 0;
    for (size_t i = 0; i < walk->count; i++) {
        const struct node *node = walk->stops[i].node;
        if (is(node, "item")) {
            node_set_number(node, ++items);
            decisions = 0;
        } else if (is(node, "decision")) {
            node_set_number(node, ++decisions);
        }
    }
    number_appendices(council, walk);
}

/* ---- the cases ---------------------------------------------------------------------- */

struct gathering {
    struct casefile *council;
    const struct meeting_cases *cases;
    const char *folder; /* of the council file, with "/" at the end, or "" */
    struct seen wanted; /* ids that the minutes cite */
    struct seen files;  /* paths read already */
    struct arena *arena;
    struct diags *diags;
    const struct node *node; /* that names the file in hand */
    const char *file;
    size_t found; /* cited cases in it */
    bool uncited; /* wanted are the others */
};

static void complain(struct gathering *gathering, enum message message)
{
    diag_add(gathering->diags, message, node_pos(gathering->node),
             node_path(gathering->node, gathering->arena), gathering->file, NULL);
}

/* Attaches a cited case, or frees it. */
static void take_case(struct gathering *gathering, struct casefile *casefile, bool valid)
{
    bool const twice = valid && case_cited(gathering->council, case_id(casefile));
    gathering->found++;
    if (twice)
        complain(gathering, MESSAGE_COUNCIL_CASE_TWICE);
    if (valid && !twice)
        case_attach(gathering->council, case_keep(casefile), true);
    else
        case_free(casefile);
}

/* The bytes of a file in memory; NULL: files are on the disk, or it is not there. */
static const struct case_bytes *find(const struct meeting_cases *cases, const char *path)
{
    return cases->find ? cases->find(cases->context, path) : NULL;
}

static bool exists(const struct meeting_cases *cases, const char *path)
{
    return cases->find ? find(cases, path) != NULL : file_exists(path);
}

static void take_cases(struct gathering *gathering, const char *path)
{
    const struct meeting_cases *cases = gathering->cases;
    struct case_reader *reader = cases->open ? cases->open(cases->context, path, gathering->diags)
                                             : case_open(path, cases->schema, gathering->diags);
    struct case_head head;
    bool valid;
    while (reader && case_next(reader, &head)) {
        bool const is_cited = seen_has(&gathering->wanted, head.id);
        struct casefile *casefile =
            is_cited != gathering->uncited ? case_take(reader, &valid) : NULL;
        if (casefile && gathering->uncited)
            case_attach(gathering->council, case_keep(casefile), false);
        else if (casefile)
            take_case(gathering, casefile, valid);
    }
    case_close(reader);
}

/* A council file may come from anywhere; what it names stays below its own folder. */
static bool is_inside(const char *path)
{
    if (*path == '/' || strchr(path, '\\'))
        return false;
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strcmp(part, "..") == 0 || strncmp(part, "../", 3) == 0)
            return false;
    }
    return true;
}

static void read_file(struct gathering *gathering, const struct node *node, const char *file)
{
    const char *path = arena_printf(gathering->arena, "%s%s", gathering->folder, file);
    gathering->node = node;
    gathering->file = file;
    gathering->found = 0;
    if (!is_inside(file)) {
        complain(gathering, MESSAGE_COUNCIL_PATH);
        return;
    }
    if (!seen_add(&gathering->files, file))
        return;
    if (!*file || !exists(gathering->cases, path)) {
        complain(gathering, MESSAGE_COUNCIL_FILE);
        return;
    }
    take_cases(gathering, path);
    if (!gathering->found)
        complain(gathering, MESSAGE_COUNCIL_UNCITED);
}

static void want_cases(struct gathering *gathering, const struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        const char *ids = walk->stops[i].cases;
        for (const char *id; (id = text_next_word(&ids, gathering->arena)) != NULL;)
            seen_add(&gathering->wanted, id);
    }
}

static void read_cases(struct gathering *gathering, const struct walk *walk)
{
    const struct node *list = node_child(case_root(gathering->council), "cases");
    size_t count;
    const struct node **files = node_children(list, "file", gathering->arena, &count);
    want_cases(gathering, walk);
    for (size_t i = 0; i < count; i++)
        read_file(gathering, files[i], node_text(files[i], gathering->arena));
    for (size_t i = 0; i < walk->count; i++) {
        const char *file = node_attribute(walk->stops[i].node, "file", gathering->arena);
        if (file)
            read_file(gathering, walk->stops[i].node, file);
    }
}

/* ---- reading ------------------------------------------------------------------------- */

/* The council file at path, or NULL. */
static struct casefile *take_council(const char *path, const struct case_schema *schema,
                                     const struct meeting_cases *cases, struct diags *diags)
{
    struct case_reader *reader = case_open_stretch(path, find(cases, path), schema, diags, NULL);
    struct case_head head;
    struct casefile *council = NULL;
    bool valid = false;
    if (reader && case_next(reader, &head))
        council = case_take(reader, &valid);
    if (valid)
        case_keep(council);
    if (council) /* what follows it is a fault */
        case_next(reader, &head);
    case_close(reader);
    if (valid)
        return council;
    case_free(council);
    return NULL;
}

/* Reads all case files that the council file at path names. */
static void gather(struct gathering *gathering, const char *path)
{
    struct arena *arena = arena_new();
    const char *slash = file_is_descriptor(path) ? NULL : strrchr(path, '/');
    gathering->arena = arena;
    gathering->folder = slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : "";
    struct walk const walk = walk_agenda(gathering->council, arena);
    read_cases(gathering, &walk);
    if (!gathering->uncited)
        number_all(gathering->council, &walk);
    seen_free(&gathering->wanted);
    seen_free(&gathering->files);
    arena_free(arena);
}

void meeting_add_uncited(struct casefile *council, const char *path,
                         const struct meeting_cases *cases)
{
    struct diags *diags = diags_new(); /* what is wrong with them concerns others */
    struct gathering gathering = {
        .council = council, .cases = cases, .diags = diags, .uncited = true};
    gather(&gathering, path);
    diags_free(diags);
}

struct casefile *meeting_read(const char *path, const struct case_schema *schema,
                              const struct meeting_cases *cases, struct diags *diags)
{
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    struct casefile *council = take_council(path, schema, cases, diags);
    if (council) {
        struct gathering gathering = {.council = council, .cases = cases, .diags = diags};
        gather(&gathering, path);
    }
    if (diags_at_least(diags, SEVERITY_ERROR) == before)
        return council;
    case_free(council);
    return NULL;
}

/* ---- what it is called ------------------------------------------------------------------ */

static const char *attribute(const struct casefile *council, const char *name, struct arena *arena)
{
    const char *value = node_attribute(case_root(council), name, arena);
    return value ? value : "";
}

const char *meeting_name(const struct casefile *council, struct arena *arena)
{
    const char *number = attribute(council, "number", arena);
    const char *date = attribute(council, "date", arena);
    char *name = arena_printf(arena, "%s%s%s", *date ? date : "draft", *number ? "_" : "", number);
    for (char *slash = name; (slash = strchr(slash, '/')) != NULL;)
        *slash = '-';
    return name;
}

const char *meeting_paper_name(const struct casefile *council, const char *id, struct arena *arena)
{
    const char *name = meeting_name(council, arena);
    return id ? arena_printf(arena, "extract_%s_%s", name, id)
              : arena_printf(arena, "minutes_%s", name);
}

const char *meeting_number(const struct casefile *council, struct arena *arena)
{
    const char *number = attribute(council, "number", arena);
    const char *date = attribute(council, "date", arena);
    return *number && *date ? arena_printf(arena, "%d %s", school_year_of(date), number) : NULL;
}

void meeting_tell_twice(const struct casefile *council, struct diags *diags)
{
    diag_add(diags, MESSAGE_COUNCIL_NUMBER_TWICE, node_pos(case_root(council)), "/minutes/@number",
             NULL);
}

const char *meeting_title(const struct casefile *council, struct arena *arena)
{
    const char *number = attribute(council, "number", arena);
    const char *date = dates_short(arena, attribute(council, "date", arena));
    if (!*date)
        return "";
    return arena_printf(arena, "от %s%s%s", date, *number ? " № " : "", number);
}

struct meeting_appendix *meeting_appendices(const struct casefile *council, struct arena *arena,
                                            size_t *count)
{
    struct walk const walk = walk_agenda(council, arena);
    struct meeting_appendix *list = ARENA_ARRAY(arena, walk.count, struct meeting_appendix);
    *count = 0;
    for (size_t i = 0; i < walk.count; i++) {
        const struct stop *stop = &walk.stops[i];
        const struct casefile *casefile =
            is(stop->node, "appendix") && stop->cases ? case_cited(council, stop->cases) : NULL;
        if (casefile && first_citing(&walk, i) == i)
            list[(*count)++] = (struct meeting_appendix){.casefile = casefile,
                                                         .form = form_of(stop->node, arena),
                                                         .number = node_number(stop->node),
                                                         .node = stop->node};
    }
    return list;
}
