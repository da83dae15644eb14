#include "engine/uptake.h"

#include "engine/product.h"
#include "import/update.h"

#include <string.h>

/* ---- the cases ----------------------------------------------------------------------- */

/* The fields that the tables speak of in this case; see imported.unsaid. */
static const char *covered_of(const struct imported *imported, const struct casefile *casefile,
                              struct arena *arena)
{
    const char *all = text_string((struct text *)&imported->covered);
    const char *unsaid = text_string((struct text *)&imported->unsaid);
    const char *list = arena_strndup(arena, unsaid, strcspn(unsaid, "/"));
    struct text rest = TEXT_EMPTY;
    if (!*unsaid || node_child(case_root(casefile), list))
        return all;
    for (const char *at = all; *at;) {
        size_t const length = strcspn(at, "\n") + 1;
        if (strncmp(at, unsaid, strlen(unsaid)) != 0)
            text_add_bytes(&rest, at, length);
        at += length;
    }
    return text_take(&rest, arena);
}

void uptake_keep(struct uptake *uptake, const struct casefile *casefile, bool valid)
{
    struct arena *arena = uptake->arena;
    const struct node *root = case_root(casefile);
    const struct imported *imported =
        root ? intake_find(uptake->intake, node_pos(root).file) : NULL;
    if (!imported || !case_is_whole(casefile))
        return;
    struct uptake_case *one = ARENA_NEW(arena, struct uptake_case);
    struct text text = TEXT_EMPTY;
    case_source(casefile, &text);
    *one = (struct uptake_case){.id = arena_strdup(arena, case_id(casefile)),
                                .text = text_take(&text, arena),
                                .covered = valid ? covered_of(imported, casefile, arena) : NULL};
    LIST_PUT(uptake->first, uptake->last, one);
}

void uptake_take(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    products_try_forms(walk, casefile, edition);
    if (!diags_at_least(walk->diags, SEVERITY_ERROR))
        uptake_keep(walk->context, casefile, true);
}

/* ---- what the tables have no columns for ---------------------------------------------- */

static struct uptake_case *find_case(const struct uptake *uptake, const char *id)
{
    struct uptake_case *one = uptake->first;
    while (one && strcmp(one->id, id) != 0)
        one = one->next;
    return one;
}

/* Keeps the case at hand of a reader, when the tables have it too; false when that cannot be. */
static bool take_base(struct uptake *uptake, struct case_reader *reader, const char *id)
{
    struct uptake_case *one = find_case(uptake, id);
    bool valid = false;
    if (!one || one->base)
        return true;
    struct casefile *casefile = case_take(reader, &valid);
    struct text text = TEXT_EMPTY;
    if (casefile && valid) {
        case_source(casefile, &text);
        one->base = text_take(&text, uptake->arena);
    }
    case_free(casefile);
    return one->base;
}

/* Nothing may be left out of a case because its file could not be read. */
void uptake_read_base(struct uptake *uptake, struct case_reader *reader, const char *file,
                      struct diags *heard, struct diags *diags)
{
    struct pos const pos = {.file = file};
    struct case_head head;
    bool good = true;
    size_t count = 0;
    while (reader && case_next(reader, &head)) {
        good = take_base(uptake, reader, head.id) && good;
        count++;
    }
    case_close(reader);
    if (!good)
        diag_add(diags, MESSAGE_IMPORT_BASE, pos, NULL, NULL);
    else if (diags_at_least(heard, SEVERITY_SYSTEM))
        diags_append(diags, heard);
    else if (!count && diags_at_least(heard, SEVERITY_ERROR))
        diag_add(diags, MESSAGE_IMPORT_BASE_LEFT, pos, NULL, NULL);
}

void uptake_merge(const struct uptake *uptake, const struct uptake_case *one, const char *older,
                  void (*tell)(void *context, const char *path), void *context, struct text *out)
{
    struct update const update = {.covered = one->covered,
                                  .schema = uptake->engine->schema,
                                  .tell = tell,
                                  .context = context};
    if (!older || !one->covered || !case_update(older, one->text, &update, out))
        import_lay_out(one->text, out);
}

/* ---- one file of all ------------------------------------------------------------------------- */

/* The element of a case file of its own, as a child of <cases>. */
static void add_element(struct text *out, const char *text)
{
    static const char space[] = " xmlns=\"urn:formulyar:case:1\"";
    const char *element = strstr(text, "<case");
    const char *end = element ? strchr(element, '>') : NULL;
    const char *declared = element ? strstr(element, space) : NULL;
    if (!element)
        return;
    size_t length = strlen(element);
    while (length && strchr(" \t\r\n", element[length - 1]))
        length--;
    if (declared && end && declared < end) {
        text_add_bytes(out, element, (size_t)(declared - element));
        length -= (size_t)(declared - element) + strlen(space);
        element = declared + strlen(space);
    }
    text_add_bytes(out, element, length);
    text_add_char(out, '\n');
}

size_t uptake_write(const struct uptake *uptake, struct text *out)
{
    struct text one = TEXT_EMPTY;
    size_t count = 0;
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<cases xmlns=\"urn:formulyar:case:1\">\n");
    for (const struct uptake_case *at = uptake->first; at; at = at->next) {
        text_clear(&one);
        uptake_merge(uptake, at, at->base, NULL, NULL, &one);
        add_element(out, text_string(&one));
        count++;
    }
    text_add(out, "</cases>\n");
    text_free(&one);
    return count;
}
