/*
 * test_places.c - where everything stands, against an account kept while the file was written.
 *
 * Awkward files are made up (white space and comments everywhere, letters of one to
 * four bytes, quotes of both kinds with '>' inside, CDATA, instructions, CRLF) and
 * read from a file, through a pipe in pieces of any size, and from their middle.
 */
#include "base/file.h"
#include "base/hash.h"
#include "case/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILES = 60, MOST_CASES = 24, MOST_NODES = 4000 };

struct expected {
    long line, column;
};

/* The account. */
struct account {
    struct text text;
    unsigned seed;
    struct expected nodes[MOST_NODES]; /* elements and attributes, case by case, in order */
    size_t node_count;
    size_t first_node[MOST_CASES + 1];
    size_t begin[MOST_CASES], end[MOST_CASES]; /* bytes of each case */
    size_t cases;
};

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

/* ---- writing ------------------------------------------------------------------- */

static unsigned draw(struct account *account, unsigned below)
{
    account->seed = account->seed * 1103515245u + 12345u;
    return (account->seed >> 16) % below;
}

static void put(struct account *account, const char *string)
{
    text_add(&account->text, string);
}

/* Counted from the start each time: slow, and nothing like the program's way. */
static void note_place(struct account *account)
{
    struct expected place = {1, 1};
    const char *at = account->text.data;
    for (size_t i = 0; i < account->text.len; i++) {
        if (at[i] == '\n')
            place = (struct expected){place.line + 1, 1};
        else if (((unsigned char)at[i] & 0xC0) != 0x80)
            place.column++;
    }
    assert_true(account->node_count < MOST_NODES);
    account->nodes[account->node_count++] = place;
}

static void put_space(struct account *account, bool some)
{
    static const char *const spaces[] = {" ", "\n", "\t", "\r\n", "  \n ", "\n\n"};
    for (unsigned i = draw(account, 3) + some; i; i--)
        put(account, spaces[draw(account, 6)]);
    if (draw(account, 200) == 0)
        for (unsigned i = draw(account, 20000); i; i--)
            put(account, " ");
}

static void put_words(struct account *account, const char *const *words, unsigned count)
{
    for (unsigned i = draw(account, 6); i; i--)
        put(account, words[draw(account, count)]);
}

static void put_text(struct account *account)
{
    static const char *const words[] = {"темп",
                                        " ",
                                        "\n",
                                        "é",
                                        "🙂",
                                        "]] ",
                                        "&lt;",
                                        "&#1046;",
                                        "&amp;",
                                        ">",
                                        "'\"",
                                        "<![CDATA[<a b='>'>]]>",
                                        "<!-- <p> > -->",
                                        "<?x <p a='?>",
                                        "] ",
                                        "--"};
    put_words(account, words, 16);
}

static void put_attribute(struct account *account, const char *name)
{
    static const char *const words[] = {">",      "/>", "яз", " ",   "&quot;",
                                        "&#x41;", "\n", "=",  "a=b", "🙂"};
    bool const single = draw(account, 2);
    put_space(account, true);
    note_place(account);
    put(account, name);
    put_space(account, false);
    put(account, "=");
    put_space(account, false);
    put(account, single ? "'" : "\"");
    put_words(account, words, 10);
    put(account, single ? "\"'" : "'\"");
}

static void put_element(struct account *account, int depth)
{
    static const char *const names[] = {"p", "problem", "имя", "a-b.c", "x"};
    const char *name = names[draw(account, 5)];
    note_place(account);
    put(account, "<");
    put(account, name);
    if (draw(account, 2))
        put_attribute(account, "kind");
    if (draw(account, 3) == 0)
        put_attribute(account, "person");
    put_space(account, false);
    if (draw(account, 4) == 0) {
        put(account, "/>");
        return;
    }
    put(account, ">");
    for (unsigned i = depth < 5 ? draw(account, 4) : 0; i; i--) {
        put_text(account);
        put_element(account, depth + 1);
    }
    put_text(account);
    put(account, "</");
    put(account, name);
    put_space(account, false);
    put(account, ">");
}

static void put_case(struct account *account)
{
    char id[32];
    account->first_node[account->cases] = account->node_count;
    account->begin[account->cases] = account->text.len;
    note_place(account);
    put(account, "<case");
    put_attribute(account, "kind");
    snprintf(id, sizeof id, " id='%zu'", account->cases);
    put(account, id);
    put(account, " xmlns='urn:formulyar:case:1'");
    put_attribute(account, "person");
    put(account, ">");
    for (unsigned i = draw(account, 6); i; i--) {
        put_text(account);
        put_element(account, 1);
    }
    put(account, "</case");
    put_space(account, false);
    put(account, ">");
    account->end[account->cases++] = account->text.len;
    account->first_node[account->cases] = account->node_count;
}

static struct account *write_account(unsigned seed)
{
    struct account *account = calloc(1, sizeof *account);
    account->seed = seed;
    put(account, "<?xml version='1.0'?>");
    put_space(account, false);
    put(account, "<!-- <cases> -->\n<cases xmlns='urn:formulyar:case:1'>");
    for (unsigned i = draw(account, MOST_CASES - 2) + 2; i; i--) {
        put_space(account, false);
        if (draw(account, 3) == 0)
            put(account, "<!-- > <case> --><?y <case/> ?>");
        put_case(account);
    }
    put_space(account, false);
    put(account, "</cases>\n<!-- end -->");
    return account;
}

static void free_account(struct account *account)
{
    text_free(&account->text);
    free(account);
}

/* ---- comparing ------------------------------------------------------------------ */

static void compare_place(const struct node *node, const struct account *account, size_t *next)
{
    const struct expected *wanted = &account->nodes[(*next)++];
    assert_non_null(node);
    struct pos const pos = node_pos(node);
    assert_int_equal(pos.line, wanted->line);
    assert_int_equal(pos.column, wanted->column);
}

/* Lines that were typed become paragraphs, which stand nowhere but at their text. */
static bool is_made_of_lines(const struct node *child, const struct node *parent)
{
    return node_pos(child).line == node_pos(parent).line &&
           node_pos(child).column == node_pos(parent).column;
}

static void compare_element(const struct node *node, const struct account *account, size_t *next,
                            struct arena *arena)
{
    static const char *const attributes[] = {"kind", "person"};
    compare_place(node, account, next);
    for (size_t i = 0; i < 2; i++) {
        const xmlAttr *attribute =
            xmlHasProp((xmlNodePtr)(size_t)node_to_xml(node), BAD_CAST attributes[i]);
        if (attribute)
            compare_place(node_from_xml(attribute), account, next);
    }
    size_t count;
    const struct node **children = node_children(node, NULL, arena, &count);
    for (size_t i = 0; i < count; i++)
        if (!is_made_of_lines(children[i], node))
            compare_element(children[i], account, next, arena);
}

static void compare_case(const struct casefile *casefile, const struct account *account,
                         size_t index)
{
    struct arena *arena = arena_new();
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    size_t next = account->first_node[index];
    compare_element(case_root(casefile), account, &next, arena);
    assert_int_equal(next, account->first_node[index + 1]);
    hash_bytes(account->text.data + account->begin[index],
               account->end[index] - account->begin[index], digest);
    hash_hex(digest, hex);
    assert_string_equal(case_hash(casefile), hex);
    arena_free(arena);
}

/* Reads cases from one to the end; some are only passed over. */
static void compare_cases(struct case_reader *reader, const struct account *account, size_t first)
{
    struct case_head head;
    size_t index = first;
    assert_non_null(reader);
    while (case_next(reader, &head)) {
        bool valid;
        assert_int_equal(head.index, index);
        if (!first) /* behind a jump offsets are those of what was read */
            assert_int_equal(head.place.offset, account->begin[index]);
        assert_int_equal(head.place.line, account->nodes[account->first_node[index]].line);
        struct casefile *casefile = index % 5 == 3 ? NULL : case_take(reader, &valid);
        if (casefile)
            compare_case(casefile, account, index);
        case_free(casefile);
        index++;
    }
    assert_int_equal(index, account->cases);
    case_close(reader);
}

static struct case_place place_of(const struct account *account, size_t index)
{
    const struct expected *place = &account->nodes[account->first_node[index]];
    return (struct case_place){(long long)account->begin[index], place->line, place->column};
}

static void compare_file(struct account *account, struct diags *diags)
{
    char path[] = "/tmp/formulyar-places-XXXXXX";
    int const descriptor = mkstemp(path);
    size_t const middle = account->cases / 2;
    struct case_stretch const stretch = {middle, account->cases, place_of(account, 0),
                                         place_of(account, middle)};
    assert_true(descriptor >= 0);
    assert_int_equal(file_write_all(descriptor, account->text.data, account->text.len), 0);
    close(descriptor);
    compare_cases(case_open(path, schema, diags), account, 0);
    compare_cases(case_open_stretch(path, NULL, schema, diags, &stretch), account, middle);
    struct case_bytes const bytes = {
        .name = path, .bytes = account->text.data, .size = account->text.len};
    compare_cases(case_open_stretch(NULL, &bytes, schema, diags, &stretch), account, middle);
    unlink(path);
}

/* The child writes pieces of any size, the reader gets what the pipe has. */
static void compare_pipe(struct account *account, struct diags *diags)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t const child = fork();
    if (child == 0) {
        for (size_t at = 0, size; at < account->text.len; at += size) {
            size = 1 + draw(account, draw(account, 2) ? 7 : 5000);
            if (size > account->text.len - at)
                size = account->text.len - at;
            if (file_write_all(ends[1], account->text.data + at, size) != 0)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    int const saved = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    compare_cases(case_open("-", schema, diags), account, 0);
    dup2(saved, STDIN_FILENO);
    close(saved);
    waitpid(child, NULL, 0);
}

static void places_are_those_of_the_account(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < FILES; seed++) {
        struct account *account = write_account(seed * 7919u + 1u);
        struct diags *diags = diags_new();
        compare_file(account, diags);
        compare_pipe(account, diags);
        for (size_t i = 0; i < diags_count(diags); i++) /* the cases are bad, the XML is good */
            assert_true(strcmp(diags_get(diags, i)->code, "E138") > 0);
        diags_free(diags);
        free_account(account);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_those_of_the_account),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
