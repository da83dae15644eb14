/*
 * resolve_signatures.c - places to sign; see resolve.h.
 *
 * Every signer whom the case names for the form gets a place: the one of the
 * same role, else one where the form says <others>.  No signer is dropped, and
 * nobody signs twice.
 */
#include "form/resolve.h"

#include "base/unicode.h"

#include <string.h>

/* The case's signers of this form, and which of them have their place already. */
struct candidates {
    const struct node **nodes;
    bool *used;
    size_t count;
};

/* What tells a person from others: the person id, else the whole name. */
struct identity {
    const struct node *person;
    const char *id; /* blank: none */
    const struct name *name;
};

/* Who has a place, the last first. */
struct signed_by {
    const struct signed_by *next;
    struct identity who;
};

static bool has_role(const struct resolver *resolver, const struct node *signer, const char *role)
{
    const char *own = node_attribute(signer, "role", resolver->arena);
    return own && role && strcmp(own, role) == 0;
}

/* ---- one person signs once ------------------------------------------------------------ */

static struct identity identify(const struct resolver *resolver, const struct node *person)
{
    struct arena *arena = resolver->arena;
    return (struct identity){
        .person = person,
        .id = node_attribute(node_on(person, resolver->day, arena), "person", arena),
        .name = node_person_on(person, resolver->day, arena),
    };
}

/* By the person id where both have one, else by the whole name; an element is itself. */
static bool is_same_person(const struct identity *a, const struct identity *b)
{
    if (a->person == b->person)
        return true;
    if (!text_is_blank(a->id) && !text_is_blank(b->id))
        return strcmp(a->id, b->id) == 0;
    return name_is_same(a->name, b->name);
}

/* Whoever signs as director does not sign again as the lead; NULL, a place to write on, is nobody. */
static bool signs_already(const struct resolver *resolver, const struct signed_by *signed_by,
                          const struct node *person)
{
    if (!person || !signed_by)
        return false;
    struct identity const who = identify(resolver, person);
    while (signed_by && !is_same_person(&signed_by->who, &who))
        signed_by = signed_by->next;
    return signed_by;
}

static void note_signed(const struct resolver *resolver, const struct signed_by **signed_by,
                        const struct node *person)
{
    if (!person)
        return;
    struct signed_by *entry = ARENA_NEW(resolver->arena, struct signed_by);
    *entry = (struct signed_by){.next = *signed_by, .who = identify(resolver, person)};
    *signed_by = entry;
}

/* ---- places --------------------------------------------------------------------------- */

static const char *wanted_role(const struct resolver *resolver, const struct signer_def *def)
{
    const struct node *node = resolve_first(resolver, def->role_from);
    return node ? node_text(node, resolver->arena) : def->role;
}

/* Whom the form looks for where no signer is named. */
static const struct node *find_expected(const struct resolver *resolver,
                                        const struct signer_def *def, bool *titled)
{
    for (const struct person_def *next = def->persons; next; next = next->next) {
        const struct node *person = resolve_first(resolver, next->select);
        *titled = person && next->titled;
        if (person)
            return person;
    }
    return NULL;
}

static bool is_nameless(const struct resolver *resolver, const struct node *person)
{
    struct arena *arena = resolver->arena;
    return !*name_in_full(arena, node_person_on(person, resolver->day, arena));
}

/*
 * A signer for a place, which is used up then.  A place whose role the case says belongs to the
 * person who has that role there: another signer of the role signs elsewhere.
 */
static const struct node *take_candidate(const struct resolver *resolver,
                                         struct candidates *candidates,
                                         const struct signer_def *def, const struct node *expected)
{
    const char *role = wanted_role(resolver, def);
    bool const by_person = def->role_from && expected && !is_nameless(resolver, expected);
    struct identity const wanted = by_person ? identify(resolver, expected) : (struct identity){0};
    size_t chosen = candidates->count;
    for (size_t i = candidates->count; i-- > 0;) { /* the first of them remains */
        const struct node *one = candidates->nodes[i];
        bool fits = has_role(resolver, one, role);
        if (by_person) {
            struct identity const who = identify(resolver, one);
            fits = is_same_person(&who, &wanted) || (fits && is_nameless(resolver, one));
        }
        if (fits && !candidates->used[i])
            chosen = i;
    }
    if (chosen == candidates->count)
        return NULL;
    candidates->used[chosen] = true;
    return candidates->nodes[chosen];
}

/* Who signs at a place; *titled: under the words of the form. */
static const struct node *find_person(const struct resolver *resolver, const struct signer_def *def,
                                      struct candidates *candidates, bool *titled)
{
    const struct node *expected = find_expected(resolver, def, titled);
    const struct node *signer = take_candidate(resolver, candidates, def, expected);
    *titled = def->titled || (!signer && *titled);
    return signer ? signer : expected;
}

/*
 * As typed for the signature; else position or role, with a capital because it
 * begins the line; else the form's own words, at last the role's.
 */
static struct para *make_position(const struct resolver *resolver, const struct signer_def *def,
                                  const struct node *person, bool titled)
{
    struct arena *arena = resolver->arena;
    if (!person || titled)
        return resolve_phrase(resolver, &def->position, def->titled ? resolver->here : NULL, 0);
    person = node_on(person, resolver->day, arena);
    const char *typed = node_attribute(person, "position", arena);
    if (!text_is_blank(typed))
        return resolve_text(resolver, typed, person, 0);
    const char *position = resolve_position(resolver, person);
    if (!text_is_blank(position))
        return resolve_text(resolver, unicode_capitalise(arena, position), person, 0);
    const char *code = node_attribute(person, "role", arena);
    if (def->position.parts || !code)
        return resolve_phrase(resolver, &def->position, NULL, 0);
    const char *role = resolve_code(resolver, code);
    return resolve_text(resolver, unicode_capitalise(arena, role), person, 0);
}

static struct para *make_name(const struct resolver *resolver, const struct signer_def *def,
                              const struct node *person)
{
    if (!person)
        return NULL;
    struct arena *arena = resolver->arena;
    const struct name *name = node_person_on(person, resolver->day, arena);
    return resolve_text(resolver,
                        def->is_full ? name_in_full(arena, name) : name_initials_first(arena, name),
                        person, RUN_NAME);
}

static struct para *make_date(const struct resolver *resolver, const struct query *query)
{
    /* What is signed at the beginning has the date that its signers write. */
    const struct node *node =
        resolver->status == STATUS_BIT_BEFORE ? NULL : resolve_first(resolver, query);
    if (node) {
        const char *date = dates_long(resolver->arena, node_text(node, resolver->arena));
        struct para *para = resolve_text(resolver, date, node, 0);
        if (para)
            return para;
    }
    return para_from_text(resolver->arena, resolver->edition->date_blank, 0);
}

static struct signer *make_signer(const struct resolver *resolver, const struct signer_def *def,
                                  const struct node *person, bool titled)
{
    struct signer *signer = ARENA_NEW(resolver->arena, struct signer);
    signer->field_name = def->field;
    signer->tooltip = arena_printf(resolver->arena, "%s%s", def->tooltip, resolver->whose);
    signer->lead = resolve_phrase(resolver, &def->lead, resolver->here, 0);
    signer->position = make_position(resolver, def, person, titled);
    signer->name = make_name(resolver, def, person);
    if (!def->undated)
        signer->date = make_date(resolver, def->date);
    signer->caption = para_from_text(resolver->arena, resolver->edition->signature_caption, 0);
    if (!signer->name)
        signer->name_caption = para_from_text(
            resolver->arena,
            def->name_caption ? def->name_caption : resolver->edition->name_caption, 0);
    signer->width_mm = def->width_mm;
    signer->height_mm = def->height_mm;
    return signer;
}

/* ---- signers without a place of their own ------------------------------------------ */

static bool is_taken(const struct field_name *names, const char *name)
{
    while (names && strcmp(names->name, name) != 0)
        names = names->next;
    return names != NULL;
}

/* The number from which on a name of this base may be free: all before it were given. */
static int next_number(const struct field_name *given, const char *base)
{
    for (; given; given = given->next)
        if (given->base && strcmp(given->base, base) == 0)
            return given->number + 1;
    return 2;
}

/* "sig" and "deputy-uvr" -> "sig_deputy_uvr", or "sig_deputy_uvr2" when that is taken. */
static const char *new_field_name(struct resolver *resolver, const char *field, const char *role)
{
    char *base = arena_printf(resolver->arena, "%s_%s", field, role);
    for (char *p = base; *p; p++)
        if (*p == '-' || *p == '.')
            *p = '_';
    const char *name = base;
    int next = next_number(resolver->others, base);
    while (is_taken(resolver->form->field_names, name) || is_taken(resolver->others, name))
        name = arena_printf(resolver->arena, "%s%d", base, next++);
    struct field_name *entry = ARENA_NEW(resolver->arena, struct field_name);
    entry->name = name;
    entry->base = base;
    entry->number = next - 1;
    entry->next = resolver->others;
    resolver->others = entry;
    return name;
}

static bool has_place(const struct resolver *resolver, const struct signer_def *places,
                      const struct node *signer)
{
    for (const struct signer_def *def = places; def; def = def->next)
        if (!def->others && resolve_condition(resolver, &def->condition) &&
            has_role(resolver, signer, wanted_role(resolver, def)))
            return true;
    return false;
}

/*
 * The field's name and tooltip tell by the role who signs: what a tool prints of them
 * should not be a name.  Several of one role are told apart by their number.
 */
static void name_other(struct resolver *resolver, const struct signer_def *def,
                       const struct node *person, struct signer *signer)
{
    const char *code = node_attribute(person, "role", resolver->arena);
    if (!code)
        code = "signer";
    signer->field_name = new_field_name(resolver, def->field, code);
    const char *role = resolve_code(resolver, code);
    int const number = resolver->others->number;
    signer->tooltip =
        number > 1 ? arena_printf(resolver->arena, "%s, %s (%d)%s", def->tooltip, role, number,
                                  resolver->whose)
                   : arena_printf(resolver->arena, "%s, %s%s", def->tooltip, role, resolver->whose);
}

/* Those that a place further down still waits for are left to it. */
static void append_others(struct resolver *resolver, const struct signer_def *def,
                          struct candidates *candidates, const struct signed_by **signed_by,
                          struct signer ***tail)
{
    for (size_t i = 0; i < candidates->count; i++) {
        const struct node *person = candidates->nodes[i];
        if (candidates->used[i] || has_place(resolver, def->next, person))
            continue;
        candidates->used[i] = true;
        if (signs_already(resolver, *signed_by, person))
            continue;
        note_signed(resolver, signed_by, person);
        struct signer *signer = make_signer(resolver, def, person, false);
        name_other(resolver, def, person, signer);
        LIST_APPEND(*tail, signer);
    }
}

/* ---- people in a row: a council's members --------------------------------------------- */

static void name_member(struct resolver *resolver, const struct signer_def *def, int number,
                        struct signer *signer)
{
    const char *name = arena_printf(resolver->arena, "%s%d", def->field, number);
    for (int next = number + 1;
         is_taken(resolver->form->field_names, name) || is_taken(resolver->others, name); next++)
        name = arena_printf(resolver->arena, "%s%d", def->field, next);
    struct field_name *entry = ARENA_NEW(resolver->arena, struct field_name);
    *entry = (struct field_name){.next = resolver->others, .name = name};
    resolver->others = entry;
    signer->field_name = name;
    signer->tooltip =
        arena_printf(resolver->arena, "%s (%d)%s", def->tooltip, number, resolver->whose);
}

/*
 * A place for each of them, the words above over the first; the words of the position may say
 * what their element has.  Without any so many places as a blank has.
 */
static void append_each(struct resolver *resolver, const struct signer_def *def,
                        const struct signed_by **signed_by, struct signer ***tail)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->each, resolver->here, &count);
    size_t const places = count ? count : (size_t)def->blank;
    int number = 0;
    for (size_t i = 0; i < places; i++) {
        const struct node *person = count ? nodes[i] : NULL;
        if (signs_already(resolver, *signed_by, person))
            continue;
        note_signed(resolver, signed_by, person);
        struct signer *signer = make_signer(resolver, def, person, false);
        if (def->position.parts && person)
            signer->position = resolve_phrase(resolver, &def->position, person, 0);
        if (number++)
            signer->lead = NULL;
        name_member(resolver, def, number, signer);
        LIST_APPEND(*tail, signer);
    }
}

/* Whether the case says who signs, beside those who only have read it. */
static bool case_names_signers(const struct resolver *resolver, const struct signer_def *places,
                               const struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        const struct signer_def *def = places;
        while (def && !(def->lead.parts &&
                        has_role(resolver, candidates->nodes[i], wanted_role(resolver, def))))
            def = def->next;
        if (!def)
            return true;
    }
    return false;
}

bool resolve_signatures(struct resolver *resolver, const struct block_def *def, struct block *block)
{
    struct candidates candidates = {0};
    if (def->as.signatures.candidates)
        candidates.nodes = resolve_nodes(resolver, def->as.signatures.candidates, resolver->here,
                                         &candidates.count);
    candidates.used = ARENA_ARRAY(resolver->arena, candidates.count, bool);
    bool const are_named = case_names_signers(resolver, def->as.signatures.signers, &candidates);
    const struct signed_by *signed_by = NULL;
    struct signer **tail = &block->as.signatures.signers;
    const struct signer_def *place = def->as.signatures.signers;
    for (; place; place = place->next) {
        if (!resolve_condition(resolver, &place->condition))
            continue;
        if (place->each) {
            append_each(resolver, place, &signed_by, &tail);
            continue;
        }
        if (place->others) {
            append_others(resolver, place, &candidates, &signed_by, &tail);
            continue;
        }
        bool titled = false;
        const struct node *person = find_person(resolver, place, &candidates, &titled);
        /* To have read it, as a lead-in says, is another thing than to sign it. */
        bool const signs = !place->lead.parts;
        if (signs &&
            (signs_already(resolver, signed_by, person) || (!person && place->role && are_named)))
            continue;
        note_signed(resolver, &signed_by, person);
        LIST_APPEND(tail, make_signer(resolver, place, person, titled));
    }
    block->as.signatures.note =
        resolve_phrase(resolver, &def->as.signatures.note, resolver->here, 0);
    return block->as.signatures.signers != NULL;
}
