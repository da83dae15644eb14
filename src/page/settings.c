/*
 * settings.c - what a script says by names, as the structures of formulyar.h; see inside.h.
 */
#include "page/inside.h"

#include "base/arena.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

void settings_put(struct settings *settings, const char *name, const char *value)
{
    size_t i = 0;
    while (i < settings->count && strcmp(settings->items[i].name, name) != 0)
        i++;
    if (i == settings->count) {
        settings->items =
            xgrow(settings->items, settings->count, &settings->cap, sizeof *settings->items);
        settings->items[settings->count++] = (struct setting){.name = xstrdup(name)};
    }
    free(settings->items[i].value);
    settings->items[i].value = value ? xstrdup(value) : NULL;
}

void settings_clear(struct settings *settings)
{
    for (size_t i = 0; i < settings->count; i++) {
        free(settings->items[i].name);
        free(settings->items[i].value);
    }
    free(settings->items);
    *settings = (struct settings){0};
}

/* ---- kinds -------------------------------------------------------------------- */

static const struct kind {
    const char *name;
    int bit;
} kinds[] = {
    {"pdf", FORMULYAR_PDF},   {"docx", FORMULYAR_DOCX}, {"tree", FORMULYAR_TREE},
    {"text", FORMULYAR_TEXT}, {"svg", FORMULYAR_SVG},   {"csv", FORMULYAR_CSV},
    {"font", FORMULYAR_FONT}, {"xml", FORMULYAR_XML},   {"xlsx", FORMULYAR_XLSX},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

const char *settings_kind_name(int kind)
{
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].bit == kind)
            return kinds[i].name;
    return "";
}

static unsigned kind_bit(const char *name, size_t length)
{
    for (size_t i = 0; i < KINDS; i++)
        if (strlen(kinds[i].name) == length && memcmp(kinds[i].name, name, length) == 0)
            return (unsigned)kinds[i].bit;
    return 0;
}

/* ---- values --------------------------------------------------------------------- */

enum shape { WORDS, SWITCH, NUMBER, KINDS_OF, LANGUAGE };

/* A member: what it is called and where it stands in its structure. */
struct member {
    const char *name;
    enum shape shape;
    size_t offset;
};

static bool take_number(const char *value, int *number)
{
    char *end;
    long long const read = strtoll(value, &end, 10); /* a long of the page has 32 bits */
    *number = (int)read;
    return *value && !*end && read >= 0 && read <= INT_MAX;
}

static bool take_kinds(const char *value, unsigned *bits)
{
    *bits = 0;
    while (*value) {
        size_t const length = strcspn(value, ",");
        unsigned const bit = kind_bit(value, length);
        if (!bit)
            return false;
        *bits |= bit;
        value += length + (value[length] == ',');
    }
    return true;
}

static bool take_language(const char *value, int *language)
{
    *language = strcmp(value, "en") == 0 ? FORMULYAR_EN : FORMULYAR_RU;
    return strcmp(value, "en") == 0 || strcmp(value, "ru") == 0;
}

/* Puts the value into the structure; false: it is none of those that are wanted. */
static bool take(const struct member *member, const char *value, void *into)
{
    void *place = (char *)into + member->offset;
    switch (member->shape) {
    case WORDS: *(const char **)place = value; return utf8_valid(value, strlen(value));
    case SWITCH: return take_number(value, place) && *(int *)place <= 1;
    case NUMBER: return take_number(value, place);
    case KINDS_OF: return take_kinds(value, place);
    case LANGUAGE: return take_language(value, place);
    }
    return false;
}

static const char *wanted(enum shape shape)
{
    static const char *const words[] = {
        [WORDS] = "UTF-8",           [SWITCH] = "0, 1",
        [NUMBER] = "0, 1, 2, 3 ...", [KINDS_OF] = "pdf, docx, svg, tree, text, csv",
        [LANGUAGE] = "ru, en",
    };
    return words[shape];
}

/* The name of a setting that nobody knows is shown where it can be one of ours. */
static void tell_unknown(const char *name, struct diags *faults)
{
    const char *shown = markup_shown(name, DIAG_BOTH("с таким именем", "of this name"));
    diag_add(faults, MESSAGE_DOOR_SETTING, NOWHERE, NULL, shown, NULL);
}

static void take_all(const struct settings *settings, const struct member *members, size_t count,
                     void *into, struct diags *faults)
{
    for (size_t i = 0; i < settings->count; i++) {
        const struct setting *setting = &settings->items[i];
        size_t at = 0;
        while (at < count && strcmp(members[at].name, setting->name) != 0)
            at++;
        if (at == count)
            tell_unknown(setting->name, faults);
        else if (setting->value && !take(&members[at], setting->value, into))
            diag_add(faults, MESSAGE_OPTION_VALUE, NOWHERE, NULL, setting->name,
                     wanted(members[at].shape), NULL);
    }
}

#define SETUP(name, shape)                                                                         \
    {                                                                                              \
#name, shape, offsetof(struct formulyar_setup, name)                                       \
    }
#define OPTION(name, shape)                                                                        \
    {                                                                                              \
#name, shape, offsetof(struct asked, options.name)                                         \
    }

void settings_take_setup(const struct settings *settings, struct formulyar_setup *setup,
                         struct diags *faults)
{
    static const struct member members[] = {
        SETUP(data, WORDS),    SETUP(forms, WORDS), SETUP(organization, WORDS),
        SETUP(edition, WORDS), SETUP(today, WORDS), SETUP(language, LANGUAGE),
    };
    take_all(settings, members, sizeof members / sizeof *members, setup, faults);
}

void settings_take_options(const struct settings *settings, struct asked *asked)
{
    static const struct member members[] = {
        OPTION(forms, WORDS),
        OPTION(kinds, KINDS_OF),
        {"type", KINDS_OF, offsetof(struct asked, options.kinds)},
        OPTION(pdfa, NUMBER),
        OPTION(draft, SWITCH),
        OPTION(body_only, SWITCH),
        OPTION(number, WORDS),
        OPTION(date, WORDS),
        OPTION(first, NUMBER),
        OPTION(no_list, SWITCH),
        OPTION(duplex, SWITCH),
        OPTION(school_year, WORDS),
        OPTION(order, WORDS),
        {"sort", WORDS, offsetof(struct asked, options.order)},
        OPTION(no_names, SWITCH),
        OPTION(roomy, SWITCH),
        OPTION(stage, WORDS),
        OPTION(edition, WORDS),
        OPTION(finished_only, SWITCH),
        OPTION(svg_bare, SWITCH),
        OPTION(minutes, SWITCH),
        OPTION(case_id, WORDS),
        OPTION(allow, WORDS),
        OPTION(faulty, SWITCH),
        {"staff", WORDS, offsetof(struct asked, staff)},
        OPTION(root, WORDS),
    };
    take_all(settings, members, sizeof members / sizeof *members, asked, asked->faults);
}
