/*
 * test_mention.c - whether a text names a person, in whatever grammatical case.
 */
#include "case/mention.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_PEOPLE = 16 };

struct people {
    struct casefile *cases[MOST_PEOPLE];
    size_t count;
};

static enum case_verdict keep(struct casefile *casefile, bool valid, void *context)
{
    struct people *people = context;
    assert_true(valid);
    people->cases[people->count++] = case_keep(casefile);
    return CASE_GO_ON;
}

static const struct node *teacher(const struct people *people, const char *id)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(case_id(people->cases[i]), id) == 0)
            return node_child(case_root(people->cases[i]), "teacher");
    fail_msg("no case %s", id);
    return NULL;
}

static void texts_name_people_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        const char *text;
        enum mention wanted;
    } rows[] = {
        {"typed", "Сопровождение Лебедя Петра Ильича завершить.", MENTION_SURE},
        {"typed", "Рекомендовать ЛЕБЕДЮ курсы", MENTION_SURE},
        {"typed", "«Лебедь»", MENTION_SURE},
        {"typed", "говорили о лебедях на пруду", MENTION_NONE},
        {"typed", "Лебединое озеро", MENTION_NONE},
        {"typed", "Петру Ильичу", MENTION_NONE},
        {"bare", "Соловьева Н.Ю. выступила", MENTION_SURE},
        {"bare", "Соловьёвой рекомендовать курсы", MENTION_LIKELY},
        {"bare", "вместе с Соловьёвым", MENTION_LIKELY},
        {"bare", "соловьёвой", MENTION_NONE},
        {"bare", "Соловьёвка — село", MENTION_LIKELY},
        {"namesake", "Кузнецовой Анны Львовны", MENTION_NONE},
        {"namesake", "сопровождение Кузнецовой А.Л.", MENTION_NONE},
        {"namesake", "сопровождение Кузнецовой", MENTION_NONE},
        {"namesake", "сопровождение Кузнецовой Ольги Петровны", MENTION_SURE},
        {"namesake", "Кузнецовой О.П. и Кузнецовой А.Л.", MENTION_SURE},
        {"namesake", "О.П. Кузнецова", MENTION_SURE},
        {"namesake", "А.Л. Кузнецова", MENTION_NONE},
        {"husband", "Кузнецов Олег выступил", MENTION_SURE},
        {"husband", "Кузнецовой Анне Львовне", MENTION_NONE},
        {"short", "Ли Ян", MENTION_SURE},
        {"short", "так ли это", MENTION_NONE},
        {"short", "Лист", MENTION_NONE},
        {"nameless", "Мария выступила", MENTION_NONE},
        {"typed", "", MENTION_NONE},
    };
    struct people people = {0};
    struct diags *diags = diags_new();
    struct case_schema *schema = case_schema_load("forms/case.xsd", diags);
    case_read("tests/case/names/people.xml", schema, diags, keep, &people);
    assert_int_equal(diags_count(diags), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum mention const got =
            mention_of(rows[i].text, teacher(&people, rows[i].id), teacher(&people, "own"));
        if (got != rows[i].wanted)
            fail_msg("%s: %s: %d", rows[i].id, rows[i].text, (int)got);
    }
    assert_int_equal(mention_of("Кузнецова", teacher(&people, "own"), NULL), MENTION_SURE);
    for (size_t i = 0; i < people.count; i++)
        case_free(people.cases[i]);
    case_schema_free(schema);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_name_people_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
