#include "council/extract.h"

#include "base/text.h"
#include "russian/mention.h"

#include <string.h>

void extract_complain(const struct extract *extract, enum message message, const struct node *node,
                      const char *other)
{
    struct arena *arena = extract->arena;
    diag_add(extract->diags, message, node_pos(node), node_path(node, arena),
             node_label(node, arena), other, NULL);
}

struct stranger {
    const struct mention_person *name;
    bool is_subject; /* another case is about this person */
    bool is_cited;   /* and the minutes speak of it */
    bool is_allowed; /* by --allow */
};

struct strangers {
    const struct extract *extract;
    struct arena *arena; /* the extract's */
    struct stranger *people;
    size_t count, room;
    const struct mention_person **known;
    size_t known_count, known_room;
    const struct mention_text *words; /* allowed */
};

/* ---- collecting ------------------------------------------------------------------------- */

enum {
    MENDED_LETTERS = 40,
    LEAST_PARTS = 4, /* letters, one by one, that are a word */
};

static const struct mention_person *mention_name(const struct node *person, struct arena *arena)
{
    return mention_person(node_person(person, arena), arena);
}

/* Under all the names that the person had. */
static void add_known(struct strangers *strangers, const struct node *person)
{
    size_t count;
    const struct name *const *names = node_person_names(person, strangers->arena, &count);
    for (size_t i = 0; i < count; i++) {
        strangers->known = arena_grow(strangers->arena, strangers->known, strangers->known_count,
                                      &strangers->known_room, sizeof *strangers->known);
        strangers->known[strangers->known_count++] = mention_person(names[i], strangers->arena);
    }
}

static void add_stranger_name(struct strangers *strangers, const struct mention_person *name,
                              bool is_subject)
{
    for (size_t i = 0; i < strangers->count; i++)
        if (mention_is_same(strangers->people[i].name, name)) {
            strangers->people[i].is_subject |= is_subject;
            return;
        }
    strangers->people = arena_grow(strangers->arena, strangers->people, strangers->count,
                                   &strangers->room, sizeof *strangers->people);
    strangers->people[strangers->count++] =
        (struct stranger){.name = name, .is_subject = is_subject};
}

static void add_stranger(struct strangers *strangers, const struct node *person, bool is_subject)
{
    size_t count;
    const struct name *const *names = node_person_names(person, strangers->arena, &count);
    for (size_t i = 0; i < count; i++)
        add_stranger_name(strangers, mention_person(names[i], strangers->arena), is_subject);
}

/* Takes every element of the case below node that has a surname; is_known: they may be named. */
static void add_people(struct strangers *strangers, const struct casefile *casefile,
                       const struct node *node, bool is_known)
{
    size_t count;
    const struct node **children = node_children(node, NULL, strangers->arena, &count);
    for (size_t i = 0; i < count; i++) {
        if (!node_child(children[i], "surname") && !node_child(children[i], "former"))
            add_people(strangers, casefile, children[i], is_known);
        else if (is_known)
            add_known(strangers, children[i]);
        else
            add_stranger(strangers, children[i], children[i] == case_subject(casefile));
    }
}

/* True for the teacher of another case that the minutes cite. */
static bool is_other_subject(const struct strangers *strangers, const struct node *person)
{
    const struct mention_person *name = mention_name(person, strangers->arena);
    for (size_t i = 0; i < strangers->count; i++) {
        const struct stranger *stranger = &strangers->people[i];
        if (stranger->is_subject && stranger->is_cited && mention_is_same(stranger->name, name))
            return true;
    }
    return false;
}

/* Chair, secretary and certifier are printed; of the others whoever speaks about the case. */
static void add_council(struct strangers *strangers, const char *speakers)
{
    static const char *const offices[] = {"chair", "secretary", "certifier"};
    static const char *const lists[] = {"present", "invited"};
    struct arena *arena = strangers->arena;
    const struct node *root = case_root(strangers->extract->council);
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (node_child(root, offices[i]))
            add_known(strangers, node_child(root, offices[i]));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t count;
        const struct node **people =
            node_children(node_child(root, lists[i]), "person", arena, &count);
        for (size_t j = 0; j < count; j++) {
            const char *id = node_attribute(people[j], "person", arena);
            if (id && text_has_word(speakers, id, strlen(id)) &&
                !is_other_subject(strangers, people[j]))
                add_known(strangers, people[j]);
        }
    }
}

/* ---- what was looked at ------------------------------------------------------------------ */

/* The pieces of --allow: a name in full is a person, all else are words. */
static void take_allowed(struct strangers *strangers, const char *allowed)
{
    struct arena *arena = strangers->arena;
    const char *words = "";
    for (const char *at = allowed; at && *at; at += *at == ',') {
        const char *piece = arena_strndup(arena, at, strcspn(at, ","));
        bool is_person = false;
        for (size_t i = 0; i < strangers->count; i++) {
            struct stranger *stranger = &strangers->people[i];
            if (!mention_is_full_name(piece, stranger->name, arena))
                continue;
            is_person = true;
            stranger->is_allowed = !stranger->is_subject;
        }
        if (!is_person)
            words = arena_printf(arena, "%s %s", words, piece);
        at += strcspn(at, ",");
    }
    strangers->words = mention_text(words, arena);
}

static bool is_known(const struct strangers *strangers, const struct stranger *stranger)
{
    for (size_t i = 0; i < strangers->known_count; i++)
        if (mention_is_same(strangers->known[i], stranger->name))
            return true;
    return stranger->is_allowed;
}

/* Those who may be named go. */
static void drop_known(struct strangers *strangers)
{
    size_t left = 0;
    for (size_t i = 0; i < strangers->count; i++)
        if (!is_known(strangers, &strangers->people[i]))
            strangers->people[left++] = strangers->people[i];
    strangers->count = left;
}

struct strangers *strangers_find(const struct extract *extract, const char *speakers,
                                 const char *allowed)
{
    struct arena *arena = extract->arena;
    struct strangers *strangers = ARENA_NEW(arena, struct strangers);
    *strangers = (struct strangers){.extract = extract, .arena = arena};
    const struct casefile *one = NULL;
    while ((one = case_next_attached(extract->council, one, true)) != NULL)
        add_people(strangers, one, case_root(one), strcmp(case_id(one), extract->id) == 0);
    for (size_t i = 0; i < strangers->count; i++)
        strangers->people[i].is_cited = true;
    while ((one = case_next_attached(extract->council, one, false)) != NULL)
        add_people(strangers, one, case_root(one), false);
    add_council(strangers, speakers);
    take_allowed(strangers, allowed);
    drop_known(strangers);
    return strangers;
}

/* ---- checking ---------------------------------------------------------------------------- */

static void complain(const struct strangers *strangers, enum message message,
                     const struct node *node, size_t word)
{
    extract_complain(strangers->extract, message, node,
                     arena_printf(strangers->arena, "%zu", word + 1));
}

static enum mention worst_at(const struct strangers *strangers, const struct mention_text *text,
                             size_t at)
{
    struct mention_known const known = {strangers->known, strangers->known_count, strangers->words};
    enum mention worst = MENTION_NONE;
    for (size_t i = 0; i < strangers->count && worst != MENTION_SURE; i++) {
        enum mention const mention = mention_at(text, at, strangers->people[i].name, &known);
        if (mention > worst)
            worst = mention;
    }
    return worst;
}

/* A name of several words is told of once, at its first. */
static void check_words(const struct strangers *strangers, const struct node *node,
                        const struct mention_text *text)
{
    size_t const count = mention_words(text);
    for (size_t at = 0; at < count;) {
        size_t const first = at;
        enum mention worst = MENTION_NONE;
        do {
            enum mention const mention = worst_at(strangers, text, at++);
            if (mention > worst)
                worst = mention;
        } while (worst && at < count && mention_continues(text, at));
        if (worst)
            complain(strangers,
                     worst == MENTION_SURE ? MESSAGE_EXTRACT_NAMES : MESSAGE_EXTRACT_LIKELY, node,
                     first);
    }
}

/* A word that was cut by hyphens or letter-spaced, and put together again. */
struct mended_word {
    const char *counted; /* up to here the words of the text were counted */
    size_t before;
    char letters[4 * MENDED_LETTERS];
    size_t length, parts;
};

static void check_mended(const struct strangers *strangers, const struct node *node,
                         const char *end, struct mended_word *word)
{
    struct arena *arena = strangers->arena;
    word->letters[word->length] = '\0';
    if (word->parts >= LEAST_PARTS) {
        const struct mention_text *mended = mention_text(word->letters, arena);
        size_t const length = (size_t)(end - word->counted);
        word->before +=
            mention_words(mention_text(arena_strndup(arena, word->counted, length), arena));
        word->counted = end;
        if (mention_words(mended) == 1 && worst_at(strangers, mended, 0) != MENTION_NONE)
            complain(strangers, MESSAGE_EXTRACT_LIKELY, node, word->before - 1);
    }
    word->length = word->parts = 0;
}

static void add_part(struct mended_word *word, const char *part, size_t length)
{
    if (word->length + length >= sizeof word->letters)
        return;
    memcpy(word->letters + word->length, part, length);
    word->length += length;
    word->parts++;
}

/* A Russian letter, two bytes, and perhaps a comma. */
static bool is_letter_alone(const char *at, size_t length)
{
    return (length == 2 || (length == 3 && (unsigned char)at[2] < 0x80)) &&
           ((unsigned char)*at == 0xD0 || (unsigned char)*at == 0xD1);
}

/* «Ива-нова», as it is copied out of a file with wrapped lines; «И в а н о в». */
static void check_cut_words(const struct strangers *strangers, const struct node *node,
                            const char *text)
{
    static const char *const hyphens[] = {"-", "\u2010", "\u2011"};
    struct mended_word cut = {.counted = text};
    struct mended_word spaced = {.counted = text};
    const char *start = text;
    for (const char *at = text;; at++) {
        size_t hyphen = 0;
        for (size_t i = 0; i < sizeof hyphens / sizeof *hyphens && !hyphen; i++)
            hyphen = strncmp(at, hyphens[i], strlen(hyphens[i])) == 0 ? strlen(hyphens[i]) : 0;
        if (*at && *at != ' ' && !hyphen)
            continue;
        add_part(&cut, start, (size_t)(at - start));
        if (!hyphen) {
            /* two parts are a hyphenated word, as many letters a word as letters a spaced one */
            cut.parts = cut.parts > 1 ? LEAST_PARTS : 0;
            check_mended(strangers, node, at, &cut);
            size_t const length = (size_t)(at - start);
            bool const is_letter = is_letter_alone(start, length);
            if (is_letter)
                add_part(&spaced, start, length);
            if (!is_letter || length == 3) /* «Л е в, П ё т р» */
                check_mended(strangers, node, is_letter ? at : start, &spaced);
        }
        if (!*at)
            break;
        start = at + (hyphen ? hyphen : 1);
        at = start - 1;
    }
    check_mended(strangers, node, text + strlen(text), &spaced);
}

/* A part of somebody's name: who stands by name in the extract must not be one of them. */
static bool is_name_part(const struct node *node)
{
    static const char *const parts[] = {"surname", "given", "patronymic", "initials"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(node_name(node), parts[i]) == 0)
            return true;
    return false;
}

void strangers_check_text(const struct strangers *strangers, const struct node *element)
{
    if (is_name_part(element))
        return;
    const char *text = node_text(element, strangers->arena);
    check_words(strangers, element, mention_text(text, strangers->arena));
    check_cut_words(strangers, element, text);
}

void strangers_check_attribute(const struct strangers *strangers, const struct node *element,
                               const char *name)
{
    const char *value = node_attribute(element, name, strangers->arena);
    if (value)
        check_words(strangers, element, mention_text(value, strangers->arena));
}

void strangers_check_person(const struct strangers *strangers, const struct node *person)
{
    const struct node *surname = node_child(person, "surname");
    if (surname && is_other_subject(strangers, person))
        complain(strangers, MESSAGE_EXTRACT_NAMES, surname, 0);
}
