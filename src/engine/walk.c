#include "engine/walk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- ids that occur in several files ---------------------------------------- */

struct met {
    const char *id;
    const char *name; /* of the file */
    size_t file;
};

static const struct met *find_met(const struct walk *walk, const char *id)
{
    for (size_t i = 0; i < walk->met_count; i++)
        if (strcasecmp(walk->met[i].id, id) == 0)
            return &walk->met[i];
    return NULL;
}

static void add_met(struct walk *walk, const char *id, const char *name)
{
    walk->met =
        arena_grow(walk->names, walk->met, walk->met_count, &walk->met_cap, sizeof *walk->met);
    bool const same = walk->met_count && walk->met[walk->met_count - 1].file == walk->files;
    walk->met[walk->met_count] = (struct met){
        .id = arena_strdup(walk->names, id),
        .name = same ? walk->met[walk->met_count - 1].name : arena_strdup(walk->names, name),
        .file = walk->files,
    };
    walk->met_count++;
}

/*
 * Remembers the id of a case; tells of it when an earlier case has it.  What the reader
 * tells (the same id twice in one file) is left to it.
 */
static void note_id(struct walk *walk, const struct casefile *casefile)
{
    struct pos const pos = node_pos(case_root(casefile));
    const char *id = case_id(casefile);
    if (!*id)
        return;
    if (seen_add_name(&walk->seen, id)) {
        add_met(walk, id, pos.file);
        return;
    }
    const struct met *met = find_met(walk, id);
    if (met && (met->file != walk->files || strcmp(met->id, id) != 0))
        diag_add(walk->diags, MESSAGE_ID_ELSEWHERE, pos, "/case/@id", met->name, NULL);
}

/* ---- cases ------------------------------------------------------------------- */

/* As a batch decides it by its look through all inputs: bad cases count too. */
static bool is_apart(struct walk *walk, const struct casefile *casefile)
{
    if (walk->ids == WALK_TELL)
        note_id(walk, casefile);
    return walk->ids != WALK_APART || seen_add_name(&walk->seen, case_id(casefile));
}

static void refuse_twice(struct walk *walk, const struct casefile *casefile)
{
    const struct node *root = case_root(casefile);
    diag_add(walk->diags, MESSAGE_OUTPUT_TWICE, node_pos(root), node_path(root, walk->arena), NULL);
    rules_remember(walk->session, casefile);
}

/* Returns the case's edition; NULL: it was not looked for, or there is none. */
static const struct edition *good_case(struct walk *walk, struct casefile *casefile)
{
    const struct edition *edition =
        engine_check(walk->engine, casefile, walk->session, false, walk->arena, walk->diags);
    if (edition && !diags_at_least(walk->diags, SEVERITY_ERROR))
        walk->action(walk, casefile, edition);
    return edition;
}

static const struct edition *one_case(struct walk *walk, struct casefile *casefile, bool valid)
{
    bool const apart = is_apart(walk, casefile);
    if (valid && apart)
        return good_case(walk, casefile);
    if (valid)
        refuse_twice(walk, casefile);
    else if (case_is_made(casefile))
        return engine_check(walk->engine, casefile, walk->session, false, walk->arena, walk->diags);
    else
        rules_remember(walk->session, casefile);
    return NULL;
}

/* Reads the case at hand. */
static void take_case(struct walk *walk, struct case_reader *reader, const struct case_head *head)
{
    bool valid;
    struct casefile *casefile = case_take(reader, &valid);
    const struct edition *edition = casefile ? one_case(walk, casefile, valid) : NULL;
    if (walk->note)
        walk->note(walk, head, casefile, edition);
    if (casefile) {
        walk->cases++;
        walk->stopped = !walk->tell(walk);
        arena_reset(walk->arena);
    }
    case_drop(casefile);
}

void walk_file(struct walk *walk, struct case_reader *reader)
{
    struct case_head head;
    if (!walk->arena) {
        walk->arena = arena_new();
        walk->names = arena_new();
    }
    while (reader && !walk->stopped && case_next(reader, &head))
        take_case(walk, reader, &head);
    case_close(reader);
    walk->files++;
    walk->stopped = !walk->tell(walk);
}

void walk_end(struct walk *walk)
{
    seen_free(&walk->seen);
    arena_free(walk->names);
    arena_free(walk->arena);
}
