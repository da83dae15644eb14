/*
 * test_layout.c - documents to pages: what may stand where, and what must not be torn.
 */
#include "pdf/page.h"

#include "pdf/fake.h"
#include "pdf/samples.h"

#include "doc/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct document *document;
    struct section *section;
};

static int setup(void **state)
{
    static struct bench bench;
    bench.arena = arena_new();
    bench.diags = diags_new();
    bench.document = sample_document(bench.arena);
    bench.section = sample_section(bench.arena, bench.document, "Форма");
    *state = &bench;
    return 0;
}

static int teardown(void **state)
{
    struct bench *bench = *state;
    arena_free(bench->arena);
    diags_free(bench->diags);
    return 0;
}

static const struct pages *lay_out(struct bench *bench)
{
    return layout_document(bench->document, &fake_metrics, bench->arena, bench->diags);
}

static void dump_it(void **state)
{
    struct bench *bench = *state;
    struct arena *arena = bench->arena;
    sample_heading(arena, bench->section, 1, "Заключение");
    struct block *table = sample_table(arena, bench->section);
    sample_row(arena, table, "вывод", 15);
    struct block *signatures = sample_add(arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(arena, signatures, "sig_lead", "М.П. Иванова");
    struct text out = TEXT_EMPTY;
    pages_dump(lay_out(bench), &out);
    puts(text_string(&out));
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(dump_it, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
