/*
 * library.h - what the tests of the library share: samples in memory, what a result tells, the
 * program's files.
 */
#ifndef FORMULYAR_TESTS_LIBRARY_LIBRARY_H
#define FORMULYAR_TESTS_LIBRARY_LIBRARY_H

#include "formulyar.h"

#include "base/file.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;
static const char *build;
static struct formulyar_setup setup;
static struct text completed, registered;

static inline struct text read_whole(const char *path)
{
    struct text bytes = TEXT_EMPTY;
    assert_int_equal(file_read(path, 16 << 20, &bytes), 0);
    return bytes;
}

static inline int begin(void **state)
{
    (void)state;
    arena = arena_new();
    build = getenv("BUILD") ? getenv("BUILD") : "build";
    setup = (struct formulyar_setup){.size = sizeof setup,
                                     .data = arena_printf(arena, "%s/share", build),
                                     .forms = "forms",
                                     .today = "2027-06-01",
                                     .language = FORMULYAR_EN};
    completed = read_whole("samples/completed.xml");
    registered = read_whole("samples/registered.xml");
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    text_free(&completed);
    text_free(&registered);
    arena_free(arena);
    return 0;
}

static inline struct formulyar_input input_of(const struct text *bytes)
{
    return (struct formulyar_input){"case.xml", bytes->data, bytes->len};
}

/* Everything that a result tells, but for the bytes themselves, which stand as their digest. */
static inline struct text told(const formulyar_result *result)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, arena_printf(arena, "status %d\n", formulyar_status(result)));
    for (size_t i = 0; i < formulyar_diagnostic_count(result); i++) {
        const struct formulyar_diagnostic *one = formulyar_diagnostic(result, i);
        text_add(&out,
                 arena_printf(arena, "%s %d %s:%ld:%ld %s %s|%s|%s\n", one->code, one->severity,
                              one->file, one->line, one->column, one->path ? one->path : "-",
                              one->message, one->text[0], one->text[1]));
    }
    for (size_t i = 0; i < formulyar_file_count(result); i++) {
        const struct formulyar_file *one = formulyar_file(result, i);
        unsigned char digest[HASH_SIZE];
        char hex[HASH_HEX_SIZE];
        hash_bytes(one->bytes, one->size, digest);
        hash_hex(digest, hex);
        assert_string_equal(hex, one->sha256);
        text_add(&out, arena_printf(arena, "%s %d %s %s %d %s\n", one->name, one->kind, one->form,
                                    one->case_id, one->pages, one->sha256));
    }
    return out;
}

static inline bool says(const formulyar_result *result, const char *code)
{
    for (size_t i = 0; i < formulyar_diagnostic_count(result); i++)
        if (strcmp(formulyar_diagnostic(result, i)->code, code) == 0)
            return true;
    return false;
}

static inline void same_as_file(const struct formulyar_file *file, const char *path)
{
    struct text wanted = read_whole(path);
    assert_int_equal(file->size, wanted.len);
    assert_memory_equal(file->bytes, wanted.data, wanted.len);
    text_free(&wanted);
}

/* Runs the program with these words behind its name, and compares what is in the folder. */
static inline void same_as_program(const formulyar_result *made, const char *words, size_t count)
{
    char folder[] = "/tmp/formulyar-library-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *command =
        arena_printf(arena, "SOURCE_DATE_EPOCH=1811894400 %s/formulyar %s >/dev/null 2>&1", build,
                     arena_printf(arena, words, folder));
    assert_int_equal(system(command), 0);
    assert_int_equal(formulyar_status(made), 0);
    assert_int_equal(formulyar_file_count(made), count);
    for (size_t i = 0; i < count; i++) {
        const struct formulyar_file *file = formulyar_file(made, i);
        same_as_file(file, arena_printf(arena, "%s/%s", folder, file->name));
    }
    assert_int_equal(system(arena_printf(arena, "rm -r %s", folder)), 0);
}

static const char staff_list[] = "ФИО;Должность\nСавельева Дарья Игоревна;учитель\n";

/* The one file of a result is what the program writes with these words to %s/out; there is a staff.csv too. */
static inline void same_as_output(const formulyar_result *made, const char *words, int kind)
{
    char folder[] = "/tmp/formulyar-library-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *command = arena_printf(arena, "%s/formulyar %s 2>/dev/null", build,
                                       arena_printf(arena, words, folder));
    FILE *list = fopen(arena_printf(arena, "%s/staff.csv", folder), "w");
    assert_true(list && fputs(staff_list, list) >= 0 && fclose(list) == 0);
    assert_int_equal(system(command), 0);
    assert_int_equal(formulyar_file_count(made), 1);
    assert_int_equal(formulyar_file(made, 0)->kind, kind);
    same_as_file(formulyar_file(made, 0), arena_printf(arena, "%s/out", folder));
    assert_int_equal(system(arena_printf(arena, "rm -r %s", folder)), 0);
}

#endif
