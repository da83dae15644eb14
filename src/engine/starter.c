#include "engine/starter.h"

#include "base/file.h"
#include "russian/names.h"

#include <string.h>

enum { LARGEST_TEMPLATE = 1024 * 1024 };

const char *starter_read(const char *path, struct arena *arena, struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    int const error = file_read(path, LARGEST_TEMPLATE, &text);
    if (!error)
        return text_take(&text, arena);
    text_free(&text);
    diag_add_error(diags, MESSAGE_FILE_OPEN, path, error);
    return NULL;
}

/* ---- cases --------------------------------------------------------------------------- */
/* True when an earlier post says the same role; only who is in it without an end counts. */
static bool role_came_before(const struct post *posts, const struct post *post)
{
    for (; posts != post; posts = posts->next)
        if (!*posts->to && strcmp(posts->role, post->role) == 0)
            return true;
    return false;
}

/* Everybody's id who is in the role now; "?" for none, and for one that no comment may hold. */
static const char *ids_of_role(const struct post *posts, const char *role, struct arena *arena)
{
    struct text ids = TEXT_EMPTY;
    for (; posts; posts = posts->next)
        if (!*posts->to && strcmp(posts->role, role) == 0)
            text_add_item(&ids, ", ",
                          *posts->person && !strstr(posts->person, "--") ? posts->person : "?");
    return text_take(&ids, arena);
}

/* "director, deputy-uvr, psychologist (person: u-05, u-06)"; "" when there is nobody. */
static const char *roles_in_office(const struct post *posts, struct arena *arena)
{
    struct text roles = TEXT_EMPTY;
    const struct post *found;
    for (const struct post *post = posts; post; post = post->next) {
        if (*post->to || role_came_before(posts, post))
            continue;
        text_add_item(&roles, ", ", post->role);
        if (people_find(posts, post->role, "", "", &found) == PEOPLE_SEVERAL)
            text_format(&roles, " (person: %s)", ids_of_role(posts, post->role, arena));
    }
    return text_take(&roles, arena);
}

void starter_case(const char *template, const struct post *posts, struct arena *arena,
                  struct text *out)
{
    const struct post *found;
    bool const deputy = people_find(posts, "deputy-uvr", "", "", &found) == PEOPLE_ONE;
    const char *roles = roles_in_office(posts, arena);
    struct text_slot const slots[] = {{"roles", roles}, {NULL, NULL}};
    const struct {
        const char *mark;
        bool holds;
    } marks[] = {{"<?people?>", *roles}, {"<?deputy?>", deputy}, {"<?no-deputy?>", !deputy}};
    while (*template) {
        size_t const length = strcspn(template, "\n") + 1;
        const char *line = arena_strndup(arena, template, length);
        bool wanted = true;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (strncmp(line, marks[i].mark, strlen(marks[i].mark)) == 0) {
                line += strlen(marks[i].mark);
                wanted = marks[i].holds;
            }
        if (wanted)
            text_fill(out, line, slots);
        template += length - (template[length - 1] == '\0');
    }
}

/* ---- council files ------------------------------------------------------------------ */

struct outline_case starter_outline(const struct casefile *casefile, const char *file, bool first,
                                    struct arena *arena)
{
    const struct name *name = node_person(case_subject(casefile), arena);
    return (struct outline_case){.file = file,
                                 .first = first,
                                 .id = arena_strdup(arena, case_id(casefile)),
                                 .name = name_surname_first(arena, name),
                                 .genitive = name->genitive,
                                 .dative = name->dative,
                                 .status = arena_strdup(arena, case_status(casefile))};
}
