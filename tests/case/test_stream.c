/*
 * test_stream.c - what only a generated file can show: memory that stays flat, places
 * on very long lines, limits.  A child process writes the file into a pipe that is
 * this process's standard input.
 */
#include "base/file.h"
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "case/each.h"
#include "goldens.h"

#define CASES "<cases xmlns=\"urn:formulyar:case:1\">"
#define CASE "<case id=\"%d\" edition=\"e\" status=\"%s\">"

#if defined(__SANITIZE_ADDRESS__)
enum { MANY = 5000, MEASURED = 0 }; /* its quarantine keeps what was freed */
#else
enum { MANY = 100000, MEASURED = 1 };
#endif

static struct case_schema *schema;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    schema = case_schema_load("forms/case.xsd", diags);
    diags_free(diags);
    return schema ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    case_schema_free(schema);
    return 0;
}

/* ---- writers, run in the child ------------------------------------------------ */

typedef void writer(FILE *out);

static void fill(FILE *out, const char *piece, size_t count)
{
    while (count--)
        fputs(piece, out);
}

/* All cases on one line; the last one has a bad code. */
static void write_many(FILE *out)
{
    fputs(CASES, out);
    for (int i = 0; i < MANY; i++) {
        fprintf(out, CASE, i, i == MANY - 1 ? "bad" : "active");
        fputs("<teacher><surname>Громова</surname><given>Вера</given></teacher>"
              "<problems><problem id=\"p1\" kind=\"method\">Один темп урока для всех</problem>"
              "</problems><help><measure kind=\"visit\"/></help></case>",
              out);
    }
    fputs("</cases>", out);
}

static void write_many_lines(FILE *out)
{
    fputs(CASES, out);
    fill(out, "\n", 70000);
    fprintf(out, " " CASE "</case></cases>", 1, "bad");
}

/* A case that is too large among comments and text, then a good one. */
static void write_large_case(FILE *out)
{
    fputs(CASES "\n", out);
    fprintf(out, CASE "<problems>", 1, "active");
    for (int i = 0; i < 100; i++) {
        fputs("<problem id=\"p\"><!--", out);
        fill(out, "0123456789abcdef", 4096);
        fputs("--></problem>", out);
    }
    fputs("</problems></case>\n", out);
    fprintf(out, CASE "</case>\n</cases>\n", 2, "active");
}

/* A text that is too long, and another problem after it. */
static void write_long_text(FILE *out)
{
    fprintf(out, "<case xmlns=\"urn:formulyar:case:1\" id=\"1\" edition=\"e\" status=\"active\">\n"
                 "  <teacher><surname>Громова</surname></teacher>\n"
                 "  <problems>\n    <problem id=\"p1\">");
    fill(out, "очень ", 20000);
    fputs("</problem>\n    <problem id=\"№\">темп</problem>\n  </problems>\n</case>\n", out);
}

/* 64 MB of comments between two cases. */
static void write_comments(FILE *out)
{
    fputs(CASES, out);
    fprintf(out, CASE "</case>", 1, "active");
    for (int i = 0; i < 64; i++) {
        fputs("<!--", out);
        fill(out, "0123456789abcdef", 65536);
        fputs("-->", out);
    }
    fprintf(out, CASE "</case></cases>", 2, "active");
}

/* A tag that is as large as a tag may be, and one that is larger. */
static void write_spaces(FILE *out, size_t count)
{
    fputs("<case xmlns=\"urn:formulyar:case:1\"\n", out);
    fill(out, " ", count);
    fputs(" id='1'\n edition='e' status='active'></case>\n", out);
}

static void write_long_tag(FILE *out)
{
    write_spaces(out, 1000000);
}

static void write_longer_tag(FILE *out)
{
    write_spaces(out, 1100000);
}

static void write_attributes(FILE *out)
{
    fputs("<case xmlns=\"urn:formulyar:case:1\"><teacher\n", out);
    for (int i = 0; i < 60000; i++)
        fprintf(out, " a%d='='", i);
    fputs("/></case>\n", out);
}

/* A case may have so many problems, and no more; so many elements of all kinds. */
static void write_problems(FILE *out)
{
    fprintf(out, CASES "\n" CASE "<problems>", 1, "active");
    fill(out, "<problem id='p'/>", 10000);
    fprintf(out, "</problems></case>\n" CASE "</case></cases>\n", 2, "active");
}

static void write_elements(FILE *out)
{
    fprintf(out, CASES "\n" CASE "<problems>", 1, "active");
    for (int i = 0; i < 115; i++) {
        fprintf(out, "<problem id='p%d'>", i);
        fill(out, "<p/>", 900);
        fputs("</problem>", out);
    }
    fprintf(out, "</problems></case>\n" CASE "</case></cases>\n", 2, "active");
}

/* What nothing interrupts: a comment, white space between cases. */
static void write_long_comment(FILE *out)
{
    fprintf(out, CASES "\n" CASE "</case>\n <!--", 1, "active");
    fill(out, "0123456789abcdef", 5 * 65536);
    fputs("--></cases>\n", out);
}

static void write_long_gap(FILE *out)
{
    fprintf(out, CASES "\n" CASE "</case>", 1, "active");
    fill(out, "                ", 5 * 65536);
    fputs("</cases>\n", out);
}

/* ---- reading them ---------------------------------------------------------------- */

struct count {
    size_t valid;
    size_t all;
};

static bool count_case(struct casefile *casefile, bool valid, void *context)
{
    struct count *count = context;
    (void)casefile;
    count->valid += valid;
    count->all++;
    return true;
}

static long resident_kb(void)
{
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (!statm || fscanf(statm, "%*d %ld", &pages) != 1)
        pages = 0;
    if (statm)
        fclose(statm);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* Reads what the writer writes; the caller frees the diagnostics. */
static struct diags *read_from(writer *write_file, struct count *count)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t const child = fork();
    if (child == 0) {
        close(ends[0]);
        FILE *out = fdopen(ends[1], "w");
        write_file(out);
        fclose(out);
        _exit(0);
    }
    close(ends[1]);
    int const saved = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    struct diags *diags = diags_new();
    *count = (struct count){0};
    each_case("-", schema, diags, count_case, count);
    dup2(saved, STDIN_FILENO);
    close(saved);
    waitpid(child, NULL, 0);
    diags_sort(diags);
    return diags;
}

static void assert_golden(const struct diags *diags, const char *name)
{
    golden_compare_diags("tests/case/stream.err", name, diags);
}

static void memory_stays_flat(void **state)
{
    (void)state;
    struct count count;
    diags_free(read_from(write_many_lines, &count)); /* warms the allocator */
    long const before = resident_kb();
    struct diags *diags = read_from(write_many, &count);
    long const grown = resident_kb() - before;
    assert_int_equal(count.all, MANY);
    assert_int_equal(count.valid, MANY - 1);
    assert_int_equal(diags_count(diags), 1);

    char *file = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&file, &size);
    write_many(out);
    fclose(out);
    const char *bad = strstr(file, "status=\"bad\"");
    long column = 1;
    for (const char *at = file; at < bad; at++)
        column += ((unsigned char)*at & 0xC0) != 0x80;
    free(file);
    assert_int_equal(diags_get(diags, 0)->pos.line, 1);
    assert_int_equal(diags_get(diags, 0)->pos.column, column);
    diags_free(diags);
    if (MEASURED && !getenv("MEMCHECK"))
        assert_true(grown < 6 * 1024); /* the ids of 100,000 cases take 2 MB */
}

static void lines_past_65535_are_exact(void **state)
{
    (void)state;
    struct count count;
    struct diags *diags = read_from(write_many_lines, &count);
    assert_int_equal(diags_count(diags), 1);
    assert_int_equal(diags_get(diags, 0)->pos.line, 70001);
    assert_int_equal(diags_get(diags, 0)->pos.column, 27);
    diags_free(diags);
}

static void large_case_is_skipped(void **state)
{
    (void)state;
    struct count count;
    struct diags *diags = read_from(write_large_case, &count);
    assert_int_equal(count.all, 2);
    assert_int_equal(count.valid, 1);
    assert_golden(diags, "large-case");
    diags_free(diags);
}

static void long_text_does_not_hide_the_rest(void **state)
{
    (void)state;
    struct count count;
    struct diags *diags = read_from(write_long_text, &count);
    assert_int_equal(count.valid, 0);
    assert_golden(diags, "long-text");
    diags_free(diags);
}

static void comments_take_no_memory(void **state)
{
    (void)state;
    struct count count;
    long const before = resident_kb();
    struct diags *diags = read_from(write_comments, &count);
    assert_int_equal(count.valid, 2);
    assert_int_equal(diags_count(diags), 0);
    if (MEASURED && !getenv("MEMCHECK"))
        assert_true(resident_kb() - before < 8 * 1024);
    diags_free(diags);
}

static void tags_have_limits(void **state)
{
    (void)state;
    static const struct {
        writer *write_file;
        const char *golden;
        size_t valid;
    } files[] = {
        {write_long_tag, "long-tag", 1},     {write_longer_tag, "longer-tag", 0},
        {write_attributes, "attributes", 0}, {write_long_comment, "long-comment", 1},
        {write_long_gap, "long-gap", 1},     {write_problems, "problems", 1},
        {write_elements, "elements", 1},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct count count;
        struct diags *diags = read_from(files[i].write_file, &count);
        assert_int_equal(count.valid, files[i].valid);
        assert_golden(diags, files[i].golden);
        diags_free(diags);
    }
}

static void write_ampersands(FILE *out)
{
    fprintf(out, CASES "\n" CASE "<problems><problem id='p1'>", 1, "active");
    fill(out, "a & b < c ", 100000);
    fputs("</problem></problems></case></cases>", out);
}

static void write_nested(FILE *out)
{
    fprintf(out, CASES "\n" CASE, 1, "active");
    fill(out, "<p xmlns:q='u'>", 300000);
}

/* Each fault is counted from the one before; a prefix is looked for in all open elements. */
static void what_was_quadratic_is_not(void **state)
{
    (void)state;
    struct count count;
    struct diags *diags = read_from(write_ampersands, &count);
    assert_int_equal(diags_count(diags), 1000);
    assert_int_equal(diags_get(diags, 999)->pos.line, 2);
    assert_string_equal(diags_get(diags, 998)->code, "E121");
    assert_string_equal(diags_get(diags, 999)->code, "E122");
    diags_free(diags);
    diags = read_from(write_nested, &count);
    assert_int_equal(diags_count(diags), 1);
    assert_string_equal(diags_get(diags, 0)->code, "E109");
    diags_free(diags);
}

static void files_that_cannot_be_read(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct count count = {0};
    each_case("tests/case/no-such-file.xml", schema, diags, count_case, &count);
    each_case("tests/case", schema, diags, count_case, &count);
    assert_int_equal(count.all, 0);
    assert_int_equal(diags_exit_status(diags), 3);
    assert_golden(diags, "unreadable");
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_stays_flat),
        cmocka_unit_test(lines_past_65535_are_exact),
        cmocka_unit_test(large_case_is_skipped),
        cmocka_unit_test(long_text_does_not_hide_the_rest),
        cmocka_unit_test(comments_take_no_memory),
        cmocka_unit_test(tags_have_limits),
        cmocka_unit_test(what_was_quadratic_is_not),
        cmocka_unit_test(files_that_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
