/*
 * council.h - what a bundle is made of, for the tests of council/.
 */
#ifndef FORMULYAR_TESTS_COUNCIL_COUNCIL_H
#define FORMULYAR_TESTS_COUNCIL_COUNCIL_H

#include "council/appendices.h"
#include "form/fixture.h"

/* One case of an edition, whose forms are taken in any order. */
struct council {
    struct fixture *fixture;
    struct arena *arena;
    struct edition *edition;
    struct casefile *casefile;
    struct appendix_form *words;
    struct appendix_item items[8];
    struct appendices_plan plan;
};

static inline void council_open(struct council *council, struct fixture *fixture,
                                const char *case_name)
{
    *council = (struct council){.fixture = fixture, .arena = arena_new()};
    council->edition = fixture_edition(fixture, APPROVED);
    council->casefile = fixture_case(fixture, case_name);
    council->words = appendix_form_load("forms/bundle.xml", fixture->form_schema, fixture->diags);
    show(fixture->diags);
    assert_non_null(council->words);
    council->plan = (struct appendices_plan){
        .words = council->words,
        .organization = fixture->organization,
        .number = "5",
        .date = "2027-05-28",
        .first = 1,
        .items = council->items,
    };
}

static inline void council_add(struct council *council, const char *form)
{
    struct appendix_item *item = &council->items[council->plan.count++];
    item->casefile = council->casefile;
    item->edition = council->edition;
    item->form = edition_form(council->edition, form);
    assert_non_null(item->form);
}

static inline void council_close(struct council *council)
{
    appendix_form_free(council->words);
    case_free(council->casefile);
    edition_free(council->edition);
    arena_free(council->arena);
}

#endif
