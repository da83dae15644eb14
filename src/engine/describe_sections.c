/*
 * describe_sections.c - which part of the file shows which path.
 *
 * Every path is shown once.  A form's section has what it prints and no earlier form printed, in
 * its order; days of signatures, and what nobody prints, go where the rest of their element is
 * shown; what belongs nowhere comes first, in the section "case", and the signers last.
 */
#include "engine/describing.h"

#include "base/unicode.h"

#include <string.h>

/* ---- paths ----------------------------------------------------------------------------- */

const char *path_below(const struct describing *describing, const char *above,
                       const struct decl *decl, bool element)
{
    return arena_printf(describing->arena, "%s%s%s%s", above, *above ? "/" : "", element ? "" : "@",
                        decl->name);
}

bool path_is_within(const char *path, const char *other)
{
    size_t const length = strlen(other);
    return strncmp(path, other, length) == 0 && (!path[length] || path[length] == '/');
}

static bool is_same_branch(const char *path, const char *other)
{
    size_t const length = strcspn(path, "/");
    return strncmp(path, other, length) == 0 && (!other[length] || other[length] == '/');
}

typedef bool compares(const char *path, const char *other);

/* The first section with a path for which the comparison is true. */
static struct shown_section *find(const struct describing *describing, const char *path,
                                  compares *compare)
{
    for (struct shown_section *section = describing->sections; section; section = section->next)
        for (const struct shown_path *place = section->paths; place; place = place->next)
            if (compare(path, place->path))
                return section;
    return NULL;
}

static bool is_around(const char *path, const char *other)
{
    return path_is_within(other, path);
}

static void append(struct describing *describing, struct shown_section *section, const char *path)
{
    struct shown_path **tail = &section->paths;
    while (*tail)
        tail = &(*tail)->next;
    *tail = ARENA_NEW(describing->arena, struct shown_path);
    (*tail)->path = path;
}

/* Unless it, what contains it or a part of it is shown already. */
static void show(struct describing *describing, struct shown_section *section, const char *path)
{
    if (path && *path && decl_at(describing->root->type, path) &&
        !path_is_within(path, SIGNERS_ELEMENT) && !find(describing, path, path_is_within) &&
        !find(describing, path, is_around))
        append(describing, section, path);
}

/* ---- what forms print -------------------------------------------------------------------- */

const char *path_whole(const struct describing *describing, const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (!slash || slash[1] != '@')
        return path;
    const char *element = arena_strndup(describing->arena, path, (size_t)(slash - path));
    const struct decl *decl = decl_at(describing->root->type, element);
    return decl && decl->type->value != VALUE_NONE ? element : path;
}

static void show_parts(struct describing *describing, struct shown_section *section,
                       const struct printed *printed)
{
    for (const struct printed_part *part = printed->parts; part; part = part->next)
        show(describing, section, path_whole(describing, part->path));
}

static void show_printed(struct describing *describing, struct shown_section *section,
                         const struct described_form *form)
{
    for (const struct printed *each = form->printed; each; each = each->next) {
        if (each->kind == PRINTED_SIGNER)
            continue;
        show(describing, section, path_whole(describing, each->path));
        show_parts(describing, section, each);
    }
}

/* Days and people of signatures, and the day of the form. */
static void show_signed(struct describing *describing, struct shown_section *section,
                        const char *path)
{
    struct shown_section *other = path ? find(describing, path, is_same_branch) : NULL;
    show(describing, other ? other : section, path_whole(describing, path));
}

static void show_signatures(struct describing *describing, struct shown_section *section,
                            const struct described_form *form)
{
    for (const struct printed *each = form->printed; each; each = each->next)
        if (each->kind == PRINTED_SIGNER) {
            show_signed(describing, section, each->path);
            show_signed(describing, section, each->date);
        }
    show_signed(describing, section, form->date);
}

/* ---- what none prints -------------------------------------------------------------------- */

static void show_rest(struct describing *describing, struct shown_section *first,
                      struct shown_section *signers, const struct type *type, const char *above)
{
    for (int elements = 0; elements < 2; elements++)
        for (const struct decl *decl = elements ? type->elements : type->attributes; decl;
             decl = decl->next) {
            const char *path = path_below(describing, above, decl, elements);
            if (find(describing, path, path_is_within))
                continue;
            if (find(describing, path, is_around)) {
                show_rest(describing, first, signers, decl->type, path);
                continue;
            }
            struct shown_section *branch = find(describing, path, is_same_branch);
            bool const signs = strcmp(path, SIGNERS_ELEMENT) == 0;
            append(describing, signs ? signers : branch ? branch : first, path);
        }
}

/* ---- sections ----------------------------------------------------------------------------- */

static struct shown_section *add(struct describing *describing, const char *id,
                                 const struct form *form)
{
    struct shown_section **tail = &describing->sections;
    while (*tail)
        tail = &(*tail)->next;
    *tail = ARENA_NEW(describing->arena, struct shown_section);
    (*tail)->id = id;
    (*tail)->form = form;
    return *tail;
}

void describe_name_form(const struct describing *describing, const struct form *form,
                        const char *label[2])
{
    static const char *const form_words[2] = {[LANGUAGE_RU] = "Форма", [LANGUAGE_EN] = "Form"};
    for (int language = 0; language < 2; language++) {
        const char *words = form_section(form, (enum language)language);
        label[language] =
            words ? arena_printf(describing->arena, "%s (%s)", words, form_id(form))
                  : arena_printf(describing->arena, "%s %s", form_words[language], form_id(form));
    }
}

/* A section that is called as the schema calls an element. */
static void name_after(struct describing *describing, struct shown_section *section,
                       const struct decl *decl)
{
    for (int language = 0; decl && language < 2; language++)
        section->label[language] = unicode_capitalise(describing->arena, decl->label[language]);
}

void describe_find_sections(struct describing *describing)
{
    struct shown_section *first = add(describing, describing->root->name, NULL);
    const struct type *type = describing->root->type;
    const struct described_form *forms = describing->printed ? describing->forms : NULL;
    name_after(describing, first, describing->root);
    for (const struct described_form *form = forms; form; form = form->next) {
        struct shown_section *section = add(describing, form_id(form->form), form->form);
        describe_name_form(describing, form->form, section->label);
        show_printed(describing, section, form);
    }
    struct shown_section *section = first->next;
    for (const struct described_form *form = forms; form;
         form = form->next, section = section->next)
        show_signatures(describing, section, form);
    struct shown_section *signers = add(describing, SIGNERS_ELEMENT, NULL);
    name_after(describing, signers, decl_find(type->elements, SIGNERS_ELEMENT));
    show_rest(describing, first, signers, type, "");
}
