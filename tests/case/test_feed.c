/*
 * test_feed.c - text that goes past the parser: the same cases, places and complaints as when the
 * parser reads every byte.
 *
 * Files are put together at random of good and bad pieces, and samples are spoiled.
 */
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "case/bothways.h"

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

static uint32_t seed;

static size_t draw(size_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* Returns what the quick reading met. */
static struct account compare(const struct text *file)
{
    struct account accounts[2];
    if (!read_both_ways(file, schema, accounts))
        fail_msg("%s\n---- quick:\n%s\n---- slow:\n%s", file->data, text_string(&accounts[0].said),
                 text_string(&accounts[1].said));
    text_free(&accounts[0].said);
    text_free(&accounts[1].said);
    return accounts[0];
}

/* ---- files made of pieces ----------------------------------------------------------------- */

static const char *const words[] = {"Темп урока выше возможностей части учащихся",
                                    "класс «7 А» — 45 минут",
                                    "ё",
                                    "plain words",
                                    "  ",
                                    "\n        ",
                                    "Мало\n внимания\n",
                                    "Павел\tПетрович",
                                    "№\u00A05",
                                    "за\u0301мок",
                                    "中文"};

/* What the parser must see, or complains of. */
static const char *const oddities[] = {"Петров &amp; Ко",
                                       "да<]]>/",
                                       "&#1055;&#x451;тр",
                                       "A < Б и В > Г",
                                       "&нет; ",
                                       "R&D",
                                       "]]>",
                                       "if ]]>",
                                       "<]]>",
                                       "<if ]]>",
                                       "да ]] нет",
                                       "м]",
                                       "\r\n",
                                       "два\rтри",
                                       "\x01",
                                       "знак\x7F",
                                       "\uFFFE",
                                       "\uFFFD",
                                       "😀 да",
                                       "\uD7FB",
                                       "<!-- слово -->",
                                       "<!-- а -- б -->",
                                       "<![CDATA[<б> & ]]>",
                                       "<?цель слово?>",
                                       "<b>",
                                       "</b>",
                                       "</problem>",
                                       "<имя>Слово</имя>",
                                       "<!DOCTYPE a>",
                                       "<a b='я'/>",
                                       "<a b=я>",
                                       "<a b='я' b='ю'>ё</a>",
                                       "<x:a>да</x:a>",
                                       "<a",
                                       "<a \xD0\xB1='>'>",
                                       "\xE2\x80",
                                       "</ problem>"};

static void add_words(struct text *file, size_t oddness)
{
    for (size_t count = draw(4); count--;)
        if (oddness && !draw(oddness))
            text_add(file, oddities[draw(sizeof oddities / sizeof *oddities)]);
        else
            text_add(file, words[draw(sizeof words / sizeof *words)]);
}

static void add_element(struct text *file, const char *name, size_t oddness)
{
    text_format(file, "<%s>", name);
    add_words(file, oddness);
    text_format(file, "</%s>", name);
}

static void add_one_case(struct text *file, size_t number, size_t oddness)
{
    text_format(file, "<case id=\"%zu\" edition=\"e\" status=\"active\"%s><teacher><surname>",
                number, draw(2) ? "" : " xmlns=\"urn:formulyar:case:1\"");
    add_words(file, oddness);
    text_add(file, "</surname><given>Вера</given></teacher><problems>");
    for (size_t count = draw(5); count--;) {
        text_format(file, "<problem id=\"p%zu\" kind=\"method\">", count);
        add_words(file, oddness);
        if (!draw(3))
            add_element(file, "p", oddness);
        text_add(file, "</problem>");
    }
    text_add(file, "</problems><help>");
    add_words(file, oddness);
    text_add(file, "<measure kind=\"visit\"/></help></case>\n");
}

static void make_file(struct text *file, size_t oddness)
{
    bool const many = draw(3);
    text_clear(file);
    if (many)
        text_add(file, "<cases xmlns=\"urn:formulyar:case:1\">");
    size_t const count =
        many ? 1 + draw(draw(9) ? 3 : 120) : 1; /* some are longer than what is read at once */
    for (size_t i = 0; i < count; i++) {
        if (many && !draw(9))
            add_words(file, oddness);
        add_one_case(file, i, oddness);
    }
    if (many)
        text_add(file, "</cases>");
    add_words(file, oddness * 4);
}

static void the_parser_would_have_said_the_same(void **state)
{
    (void)state;
    enum { FILES = 4000 };
    static const size_t oddnesses[] = {0, 400, 60, 12};
    struct text file = TEXT_EMPTY;
    size_t cases = 0, valid = 0, passed = 0;
    seed = 16;
    for (size_t i = 0; i < FILES; i++) {
        make_file(&file, oddnesses[i % 4]);
        struct account const met = compare(&file);
        cases += met.cases;
        valid += met.valid;
        passed += met.passed > 0;
    }
    text_free(&file);
    assert_in_range(valid, cases / 10, cases); /* good ones and bad ones */
    assert_in_range(passed, FILES / 2, FILES);
}

/* ---- samples that were spoiled ------------------------------------------------------------- */

static void spoil(struct text *file)
{
    static const char signs[] = "<>&/\"'=]! \n\r\x01-?;x\xD0\xB0\xED";
    for (size_t count = 1 + draw(3); count--;) {
        size_t const at = draw(file->len);
        size_t const length = draw(3) ? 1 : draw(20);
        size_t const rest = file->len - at;
        if (draw(2))
            file->data[at] = signs[draw(sizeof signs - 1)];
        else
            memmove(file->data + at, file->data + at + (length < rest ? length : rest),
                    rest - (length < rest ? length : rest) + 1);
        file->len = strlen(file->data);
    }
}

static void spoiled_samples_are_told_of_alike(void **state)
{
    (void)state;
    enum { TIMES = 300, LARGEST = 1 << 20 };
    static const char *const samples[] = {"samples/completed.xml", "samples/active.xml",
                                          "samples/thirty.xml"};
    seed = 23;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct text sample = TEXT_EMPTY;
        struct text file = TEXT_EMPTY;
        assert_int_equal(file_read(samples[i], LARGEST, &sample), 0);
        assert_true(compare(&sample).passed);
        for (int time = 0; time < TIMES; time++) {
            text_clear(&file);
            text_add_bytes(&file, sample.data, sample.len);
            spoil(&file);
            compare(&file);
        }
        text_free(&sample);
        text_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parser_would_have_said_the_same),
        cmocka_unit_test(spoiled_samples_are_told_of_alike),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
