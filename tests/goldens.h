/*
 * goldens.h - one file for all that is said of a folder's files, a section for each: FOLDER.err.
 *
 *     == NAME
 *     what is said, first in Russian, then in English
 *
 * ACCEPT=1 writes sections anew; then read `git diff`.  Included after cmocka.h.
 */
#ifndef FORMULYAR_TESTS_GOLDENS_H
#define FORMULYAR_TESTS_GOLDENS_H

#include "base/diag.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* The section of that name, or the place where it belongs: from its "== " to the next one. */
static inline void golden_find(const char *text, const char *name, size_t *begin, size_t *end)
{
    const char *at = text;
    *begin = *end = strlen(text);
    while (*at) {
        const char *next = strstr(at, "\n== ");
        next = next ? next + 1 : text + strlen(text);
        size_t const length = strcspn(at, "\n") - strlen("== ");
        int const order = strncmp(at + strlen("== "), name, length);
        if (order > 0 || (order == 0 && length >= strlen(name))) {
            *begin = (size_t)(at - text);
            *end = order == 0 && length == strlen(name) ? (size_t)(next - text) : *begin;
            return;
        }
        at = next;
    }
}

static inline void golden_compare(const char *golden, const char *name, struct text *said)
{
    struct text file = TEXT_EMPTY, section = TEXT_EMPTY, wanted = TEXT_EMPTY, all = TEXT_EMPTY;
    size_t begin, end;
    int const error = file_read(golden, 1 << 20, &file);
    golden_find(text_string(&file), name, &begin, &end);
    text_add_bytes(&wanted, text_string(&file) + begin, end - begin);
    text_format(&section, "== %s\n%s", name, text_string(said));
    if (getenv("ACCEPT")) {
        text_add_bytes(&all, text_string(&file), begin);
        text_add(&all, text_string(&section));
        text_add(&all, text_string(&file) + end);
        assert_int_equal(file_write(golden, text_string(&all), all.len), 0);
    } else {
        assert_int_equal(error, 0);
        assert_string_equal(text_string(&section), text_string(&wanted));
    }
    text_free(&file);
    text_free(&section);
    text_free(&wanted);
    text_free(&all);
}

/* In both languages. */
static inline void golden_compare_diags(const char *golden, const char *name,
                                        const struct diags *diags)
{
    struct text said = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_RU, &said);
    diags_print(diags, LANGUAGE_EN, &said);
    golden_compare(golden, name, &said);
    text_free(&said);
}

#endif
