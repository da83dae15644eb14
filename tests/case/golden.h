/*
 * golden.h - files beside what the program says about them.
 *
 * FOLDER/NAME.xml has a section in FOLDER.err.  Included after cmocka.h.
 */
#ifndef FORMULYAR_TESTS_CASE_GOLDEN_H
#define FORMULYAR_TESTS_CASE_GOLDEN_H

#include "goldens.h"
#include "xml/xml.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names in a folder that end so, in order; the caller frees them. */
static inline size_t list_files(const char *folder, const char *ending, char ***names)
{
    struct dirent **entries;
    int const count = scandir(folder, &entries, NULL, alphasort);
    assert_true(count >= 0);
    size_t found = 0;
    *names = calloc((size_t)count + 1, sizeof **names);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        size_t const length = strlen(name);
        if (length > strlen(ending) && strcmp(name + length - strlen(ending), ending) == 0)
            (*names)[found++] = strdup(name);
        free(entries[i]);
    }
    free(entries);
    return found;
}

static inline void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static inline bool has_code(const struct diags *diags, const char *code)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        if (strcmp(diags_get(diags, i)->code, code) == 0)
            return true;
    return false;
}

/* FOLDER/NAME has its section in FOLDER.err. */
static inline void compare_goldens(const char *path, const struct diags *diags)
{
    const char *slash = strrchr(path, '/');
    char golden[512];
    snprintf(golden, sizeof golden, "%.*s.err", (int)(slash - path), path);
    golden_compare_diags(golden, slash + 1, diags);
}

static inline void assert_says_nothing(const struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &text);
    assert_string_equal(text_string(&text), "");
    text_free(&text);
}

/* Every .xml of a folder is bad, and equals its goldens. */
static inline void compare_bad_files(const char *folder,
                                     struct diags *check_file(const char *path, bool draft))
{
    char **names;
    size_t const count = list_files(folder, ".xml", &names);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        struct diags *diags = check_file(path, false);
        if (!diags_count(diags))
            fail_msg("%s passes", path);
        compare_goldens(path, diags);
        diags_free(diags);
    }
    free_names(names, count);
}

/* What a rule is asked at that no status of a case is: "before", or NULL. */
static const char *golden_stage;

/* CODE.fail.xml of a folder breaks the rule, as an error or in a draft a warning; CODE.pass.xml is silent. */
static inline void compare_rule(const char *folder, const char *code,
                                struct diags *check_file(const char *path, bool draft))
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.fail.xml", folder, code);
    struct diags *diags = check_file(path, false);
    if (!has_code(diags, code))
        fail_msg("%s does not break %s", path, code);
    compare_goldens(path, diags);
    diags_free(diags);

    diags = check_file(path, true);
    assert_int_equal(diags_at_least(diags, SEVERITY_ERROR), 0);
    assert_true(has_code(diags, code));
    diags_free(diags);

    snprintf(path, sizeof path, "%s/%s.pass.xml", folder, code);
    diags = check_file(path, false);
    assert_says_nothing(diags);
    diags_free(diags);
}

/* The same for every rule of a file. */
static inline void compare_rules(const char *folder, const char *rules,
                                 struct diags *check_file(const char *path, bool draft))
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    xmlDocPtr doc = xml_load(rules, false, MESSAGE_RULES_XML, diags);
    assert_non_null(doc);
    const xmlNode *rule = xml_child(xmlDocGetRootElement(doc), "rule");
    assert_non_null(rule);
    for (; rule; rule = xml_next_same(rule)) {
        const char *status = xml_attribute(rule, "status", arena);
        golden_stage = status && strcmp(status, "before") == 0 ? status : NULL;
        compare_rule(folder, xml_attribute(rule, "code", arena), check_file);
    }
    golden_stage = NULL;
    xmlFreeDoc(doc);
    diags_free(diags);
    arena_free(arena);
}

#endif
