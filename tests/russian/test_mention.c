/*
 * test_mention.c - whether a text names a person, in whatever grammatical case.
 */
#include "russian/mention.h"

#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "case/each.h"

enum { MOST_PEOPLE = 16 };

struct people {
    struct casefile *cases[MOST_PEOPLE];
    size_t count;
};

static bool keep(struct casefile *casefile, bool valid, void *context)
{
    struct people *people = context;
    assert_true(valid);
    people->cases[people->count++] = case_keep(casefile);
    return true;
}

static const struct node *teacher(const struct people *people, const char *id)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(case_id(people->cases[i]), id) == 0)
            return node_child(case_root(people->cases[i]), "teacher");
    fail_msg("no case %s", id);
    return NULL;
}

static const struct mention_person *person_of(const struct node *person, struct arena *arena)
{
    return mention_person(node_person(person, arena), arena);
}

static enum mention worst(const char *text, const struct node *person,
                          const struct mention_known *known)
{
    struct arena *arena = arena_new();
    const struct mention_text *words = mention_text(text, arena);
    const struct mention_person *name = person_of(person, arena);
    enum mention found = MENTION_NONE;
    for (size_t i = 0; i < mention_words(words); i++) {
        enum mention const mention = mention_at(words, i, name, known);
        if (mention > found)
            found = mention;
    }
    arena_free(arena);
    return found;
}

static void names_are_compared_whole(void **state)
{
    (void)state;
    struct people people = {0};
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct case_schema *schema = case_schema_load("forms/case.xsd", diags);
    each_case("tests/russian/people.xml", schema, diags, keep, &people);
    const struct mention_person *lebed = person_of(teacher(&people, "typed"), arena);
    const struct mention_person *own = person_of(teacher(&people, "own"), arena);
    const struct mention_person *namesake = person_of(teacher(&people, "namesake"), arena);
    assert_true(mention_is_same(lebed, lebed));
    assert_false(mention_is_same(own, namesake));
    assert_true(mention_is_full_name("лебедь Пётр Ильич", lebed, arena));
    assert_false(mention_is_full_name("Лебедь", lebed, arena));
    assert_false(mention_is_full_name("Лебедь Пётр Ильич Второй", lebed, arena));
    for (size_t i = 0; i < people.count; i++)
        case_free(people.cases[i]);
    case_schema_free(schema);
    arena_free(arena);
    diags_free(diags);
}

static void texts_name_people_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        const char *text;
        enum mention wanted;
    } rows[] = {
        /* the surname, as typed, declined, or with what else stands beside it */
        {"typed", "Сопровождение Лебедя Петра Ильича завершить.", MENTION_SURE},
        {"typed", "Рекомендовать ЛЕБЕДЮ курсы", MENTION_SURE},
        {"typed", "«Лебедь»", MENTION_SURE},
        {"typed", "говорили о лебедях на пруду", MENTION_NONE},
        {"typed", "Лебединое озеро", MENTION_NONE},
        {"bare", "Соловьева Н.Ю. выступила", MENTION_SURE},
        {"bare", "Н. Ю. Соловьёвой помочь", MENTION_SURE},
        {"bare", "Соловьёвой рекомендовать курсы", MENTION_LIKELY},
        {"bare", "вместе с Соловьёвым", MENTION_LIKELY},
        {"bare", "семья Соловьёвых", MENTION_LIKELY},
        {"bare", "соловьёвой", MENTION_LIKELY},
        {"bare", "Соловьёвка — село", MENTION_LIKELY},
        {"bare", "Cоловьёвa", MENTION_SURE}, /* the first and the last letter are Latin */
        {"bare", "Со\u00ADло\u200Bвьёва", MENTION_SURE},
        {"fleeting", "с Кравцом", MENTION_LIKELY},
        {"fleeting", "Кравцу Льву Олеговичу", MENTION_SURE},
        {"fleeting", "Краевой центр", MENTION_NONE},
        {"double", "урок Петровой-Водкиной", MENTION_LIKELY},
        {"double", "урок Водкиной", MENTION_LIKELY},
        {"double", "урок Водкиной И.", MENTION_SURE},
        {"adjective", "урок Толстого", MENTION_LIKELY},
        {"adjective", "поручить Толстому А.", MENTION_SURE},
        {"adjective", "Толстый журнал", MENTION_LIKELY},
        {"adjective", "толстый журнал", MENTION_NONE},
        /* given name and patronymic, together or alone */
        {"typed", "Петру Ильичу", MENTION_SURE},
        {"typed", "вместе с Петром Ильичом", MENTION_SURE},
        {"typed", "вместе с Петром", MENTION_LIKELY},
        {"typed", "Ильич согласился", MENTION_LIKELY},
        {"typed", "имени Петра Сергеевича", MENTION_NONE},
        {"typed", "Степану Ильичу", MENTION_NONE},
        {"bare", "Нине Юрьевне", MENTION_SURE},
        {"bare", "Нина", MENTION_LIKELY},
        {"nameless", "Мария выступила", MENTION_LIKELY},
        {"nameless", "урок Марии", MENTION_LIKELY},
        {"nameless", "Марийский край", MENTION_NONE},
        {"fleeting", "со Львом", MENTION_LIKELY},
        /* names that the extract's own teacher bears too */
        {"namesake", "Кузнецовой Анны Львовны", MENTION_NONE},
        {"namesake", "сопровождение Кузнецовой А.Л.", MENTION_NONE},
        {"namesake", "сопровождение Кузнецовой", MENTION_NONE},
        {"namesake", "сопровождение Кузнецовой Ольги Петровны", MENTION_SURE},
        {"namesake", "Кузнецовой О.П. и Кузнецовой А.Л.", MENTION_SURE},
        {"namesake", "О.П. Кузнецова", MENTION_SURE},
        {"namesake", "Ольга Петровна Кузнецова", MENTION_SURE},
        {"namesake", "А.Л. Кузнецова", MENTION_NONE},
        {"husband", "Кузнецов Олег выступил", MENTION_SURE},
        {"husband", "Кузнецов выступил", MENTION_SURE},
        {"husband", "Кузнецовой Анне Львовне", MENTION_NONE},
        {"husband", "вместе с Кузнецовым", MENTION_LIKELY},
        {"husband", "Кузнецовы А.Л. и О.", MENTION_LIKELY},
        {"husband", "учителей Кузнецовых", MENTION_LIKELY},
        {"husband", "урок Кузнецовой, Кузнецову похвалить", MENTION_NONE},
        {"anna", "Анна", MENTION_NONE},
        {"anna", "Анне Сергеевне", MENTION_SURE},
        {"anna", "Анне Львовне", MENTION_NONE},
        /* names like other words */
        {"short", "Ли Ян", MENTION_SURE},
        {"korean", "урок Цоя", MENTION_LIKELY},
        {"korean", "с Цоем и семьёй Цоев", MENTION_LIKELY},
        {"korean", "поручить Цою Н.В.", MENTION_SURE},
        {"korean", "Наталии Валериевне", MENTION_SURE},
        {"korean", "Натальей Валерьевной", MENTION_SURE},
        {"korean", "целое число", MENTION_NONE},
        {"apostrophe", "Д. И. Менделеев", MENTION_NONE},
        {"apostrophe", "урок Д’Артаньяна", MENTION_LIKELY},
        {"apostrophe", "вместе с Софией", MENTION_LIKELY},
        {"coal", "урок Угля", MENTION_LIKELY},
        {"coal", "уголь и угля", MENTION_NONE},
        {"sparrow", "урок Воробья", MENTION_LIKELY},
        {"sparrow", "с Любовью Ильиничной", MENTION_SURE},
        {"bare", "Соло\u0488вьёва Н.Ю.", MENTION_SURE},
        {"short", "так ли это", MENTION_NONE},
        {"short", "Лист", MENTION_NONE},
        {"typed", "", MENTION_NONE},
        {"typed", "№ 5, п. 3.1 — 2026 г.", MENTION_NONE},
    };
    struct people people = {0};
    struct diags *diags = diags_new();
    struct case_schema *schema = case_schema_load("forms/case.xsd", diags);
    each_case("tests/russian/people.xml", schema, diags, keep, &people);
    assert_int_equal(diags_count(diags), 0);
    struct arena *arena = arena_new();
    const struct mention_person *own = person_of(teacher(&people, "own"), arena);
    struct mention_known const known = {.people = &own, .count = 1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum mention const got = worst(rows[i].text, teacher(&people, rows[i].id), &known);
        if (got != rows[i].wanted)
            fail_msg("%s: %s: %d", rows[i].id, rows[i].text, (int)got);
    }
    const struct mention_person *husband = person_of(teacher(&people, "husband"), arena);
    struct mention_known const man = {.people = &husband, .count = 1};
    assert_int_equal(worst("урок Кузнецова", teacher(&people, "own"), &man), MENTION_LIKELY);
    struct mention_known const nobody = {0};
    assert_int_equal(worst("Кузнецова", teacher(&people, "own"), &nobody), MENTION_SURE);
    struct mention_known const looked = {.words = mention_text("Соловьёвой, Нина", arena)};
    assert_int_equal(worst("Соловьёвой и Нина", teacher(&people, "bare"), &looked), MENTION_NONE);
    assert_int_equal(worst("Соловьёвой Н.Ю.", teacher(&people, "bare"), &looked), MENTION_SURE);
    arena_free(arena);
    for (size_t i = 0; i < people.count; i++)
        case_free(people.cases[i]);
    case_schema_free(schema);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_compared_whole),
        cmocka_unit_test(texts_name_people_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
