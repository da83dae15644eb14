/*
 * edition.c - what callers may ask of a loaded edition and its forms; see form.h.
 */
#include "form/form.h"

#include "form/model.h"

#include <stdlib.h>
#include <string.h>

void organization_free(struct organization *organization)
{
    if (!organization)
        return;
    arena_free(organization->arena);
    free(organization);
}

const char *organization_short_name(const struct organization *organization)
{
    return organization->short_name;
}

const struct post *organization_people(const struct organization *organization)
{
    return organization->people;
}

void edition_free(struct edition *edition)
{
    if (!edition)
        return;
    words_release(edition);
    free(edition);
}

void words_borrow(struct edition *words, const struct edition *edition)
{
    *words = *edition;
    words->arena = arena_new();
    words->queries = NULL;
}

void words_release(struct edition *words)
{
    for (const struct owned_query *owned = words->queries; owned; owned = owned->next)
        query_free(owned->query);
    arena_free(words->arena);
}

const struct case_schema *edition_schema(const struct edition *edition)
{
    return edition->schema;
}

const char *edition_id(const struct edition *edition)
{
    return edition->id;
}

const char *edition_title(const struct edition *edition)
{
    return edition->title;
}

const char *edition_approved(const struct edition *edition)
{
    return edition->approved;
}

bool edition_checked(const struct edition *edition)
{
    return edition->checked;
}

const char *edition_term(const struct edition *edition, const char *vocabulary, const char *code)
{
    const struct vocabulary *found = vocabulary_find(edition->vocabularies, vocabulary);
    const struct term *term = found ? vocabulary_term(found, code) : NULL;
    return term ? term->text : NULL;
}

size_t edition_form_count(const struct edition *edition)
{
    return edition->form_count;
}

const struct form *edition_form_at(const struct edition *edition, size_t index)
{
    const struct form *form = edition->forms;
    while (form && index--)
        form = form->next;
    return form;
}

const struct form *edition_form(const struct edition *edition, const char *id)
{
    for (const struct form *form = edition->forms; form; form = form->next)
        if (strcmp(form->id, id) == 0)
            return form;
    return NULL;
}

const char *edition_form_list(const struct edition *edition, struct arena *arena)
{
    struct text list = TEXT_EMPTY;
    for (const struct form *form = edition->forms; form; form = form->next)
        text_add_item(&list, ", ", form->id);
    return text_take(&list, arena);
}

const char *form_id(const struct form *form)
{
    return form->id;
}

const char *form_title(const struct form *form)
{
    return form->name;
}

const char *form_section(const struct form *form, enum language language)
{
    return form->section[language];
}

bool form_names_status(const struct form *form, const char *status)
{
    return (form->statuses & status_bit(form->codes, status)) != 0;
}

bool form_serves_status(const struct form *form, const char *status)
{
    return !form->is_journal && form_names_status(form, status);
}

const char *form_document_id(const struct form *form, const char *status, struct arena *arena)
{
    bool const is_before = status && strcmp(status, STATUS_BEFORE) == 0;
    return is_before ? arena_printf(arena, "%s-%s", form->id, status) : form->id;
}

unsigned status_bit(const char *const *codes, const char *status)
{
    enum { MOST = 31 };
    if (strcmp(status, STATUS_BEFORE) == 0)
        return STATUS_BIT_BEFORE;
    for (size_t i = 0; i < MOST && codes[i]; i++)
        if (strcmp(codes[i], status) == 0)
            return 1u << i;
    return 0;
}

const struct vocabulary *edition_vocabularies(const struct edition *edition)
{
    return edition->vocabularies;
}

const struct vocabulary *vocabulary_find(const struct vocabulary *first, const char *id)
{
    while (first && strcmp(first->id, id) != 0)
        first = first->next;
    return first;
}

const struct term *vocabulary_term(const struct vocabulary *vocabulary, const char *code)
{
    const struct term *term = vocabulary->terms;
    while (term && strcmp(term->code, code) != 0)
        term = term->next;
    return term;
}
