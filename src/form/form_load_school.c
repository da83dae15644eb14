/*
 * form_load_school.c - what is wrong with a value of the school's file, by the names of its fields:
 * they are filled in on a page too, by people who see no XML.
 */
#include "form/form_load.h"

#include "case/declared.h"

#include <stdlib.h>
#include <string.h>

/* The declaration behind the first step of a path, "/person[2]"; *path is moved behind it. */
static const struct decl *take_step(const struct type *type, const char **path, const char **number,
                                    struct arena *arena)
{
    bool const attribute = (*path)[1] == '@';
    const char *name = *path + 1 + attribute;
    size_t const length = strcspn(name, "/[");
    const char *index = name + length;
    size_t const digits = *index == '[' ? strcspn(index + 1, "]") : 0;
    *number = digits ? arena_strndup(arena, index + 1, digits) : "1";
    *path = name + strcspn(name, "/");
    return decl_find(attribute ? type->attributes : type->elements,
                     arena_strndup(arena, name, length));
}

/* The declaration at a whole path, and what it is called in both languages; NULL: none. */
static const struct decl *find(const struct loader *loader, const char *path, const char **label)
{
    const struct decl *decl = declarations_root(loader->school);
    struct text names[2] = {TEXT_EMPTY, TEXT_EMPTY};
    path += 1 + strcspn(path + 1, "/");
    while (decl && *path) {
        const char *number;
        decl = take_step(decl->type, &path, &number, loader->arena);
        struct text_slot const slots[] = {{"n", number}, {NULL, NULL}};
        for (int language = 0; decl && language < 2; language++) {
            text_add_item(&names[language], ", ", "");
            text_fill(&names[language], decl->label[language], slots);
        }
    }
    *label = diag_both(loader->arena, text_string(&names[LANGUAGE_RU]),
                       text_string(&names[LANGUAGE_EN]));
    text_free(&names[LANGUAGE_RU]);
    text_free(&names[LANGUAGE_EN]);
    return decl;
}

static const char *codes_of(const struct loader *loader, const struct type *type,
                            enum language language)
{
    struct text list = TEXT_EMPTY;
    for (const struct code *code = type->codes; code; code = code->next) {
        text_add_item(&list, "; ", code->value);
        text_format(&list, " — %s", code->label[language]);
    }
    return text_take(&list, loader->arena);
}

/* What may stand there, in both languages; NULL when the schema has no words for it. */
static const char *wanted(const struct loader *loader, const struct type *type)
{
    const long most = type->max_length;
    switch (type->value) {
    case VALUE_CODE:
        return diag_both(loader->arena, codes_of(loader, type, LANGUAGE_RU),
                         codes_of(loader, type, LANGUAGE_EN));
    case VALUE_DATE:
        return DIAG_BOTH("день, который есть в календаре, например 2026-09-01",
                         "a day that exists, for instance 2026-09-01");
    case VALUE_PATTERN:
        return diag_both(loader->arena, type->shape[LANGUAGE_RU], type->shape[LANGUAGE_EN]);
    case VALUE_TEXT:
        return !most ? NULL
                     : diag_both(loader->arena,
                                 arena_printf(loader->arena, "не больше %ld знаков", most),
                                 arena_printf(loader->arena, "at most %ld characters", most));
    case VALUE_NONE: break;
    }
    return NULL;
}

bool load_explain_school(struct loader *loader, struct pos pos, const char *path, bool blank)
{
    const char *label;
    struct diags *ignored = diags_new();
    if (!loader->school)
        loader->school = declarations_load(loader->schema_path, "organization", ignored);
    diags_free(ignored);
    const struct decl *decl = loader->school ? find(loader, path, &label) : NULL;
    const char *words = decl && !blank ? wanted(loader, decl->type) : NULL;
    if (!decl || (!blank && !words))
        return false;
    if (blank)
        diag_add(loader->diags, MESSAGE_SCHOOL_EMPTY, pos, path, label, NULL);
    else
        diag_add(loader->diags, MESSAGE_SCHOOL_VALUE, pos, path, label, words, NULL);
    return true;
}
