/*
 * plain.c - see plain.h.  What is taken for good here must be so for libxml2, with the options and
 * limits of stream.c; where that is not plain to see, it is left to them.
 */
#include "xml/plain.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/*
 * All below what stream.c and libxml2 allow: 200 levels, 256 attributes and name spaces, 50,000
 * names, 10 MB of a file without XML_PARSE_HUGE.
 */
enum {
    MOST_LEVELS = 64,
    MOST_ATTRIBUTES = 16,
    MOST_SPACES = 64,
    MOST_NAMES = 384,
    LONGEST_NAME = 64
};

enum { LARGEST_FILE = 8 << 20, NAME_PLACES = 1024 };

enum { PIECES = 5 }; /* of an attribute: struct xmlstream_tag */

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* Name spaces that no prefix may be given (Namespaces in XML 1.0, 3). */
static const char xml_uri[] = "http://www.w3.org/XML/1998/namespace";
static const char xmlns_uri[] = "http://www.w3.org/2000/xmlns/";

/* A prefix, and what it stands for in the file of that number. */
struct prefix {
    struct prefix *next;
    const char *text; /* "" for none */
    const char *uri;
    size_t file;
    bool is_xml; /* it is "xml" */
};

/* A name as it is written ("w:pStyle"); the same name is the same object. */
struct name {
    const char *whole, *local;
    size_t length; /* of the whole */
    struct prefix *prefix;
    bool declares; /* a name space: "xmlns", "xmlns:w" */
};

struct xmlplain {
    unsigned char classes[256];
    struct arena *arena; /* of names and prefixes */
    struct name *names[NAME_PLACES];
    size_t name_count;
    struct prefix *prefixes; /* none first */
    struct prefix none;
    /* While a file is read: */
    struct arena *values; /* that are not as they stand in the file */
    size_t file;          /* its number, from 1 */
    const char *at, *end;
    struct budget *budget;
    const struct xmlstream_events *events;
    void *context;
    const bool *refused;
    const struct name *open[MOST_LEVELS];
    size_t level, spaces;
    /* Of the tag at hand: */
    const struct name *attributes[MOST_ATTRIBUTES];
    const unsigned char *pieces[MOST_ATTRIBUTES * PIECES];
    size_t count;
};

/* ---- characters ----------------------------------------------------------------------------- */

/* Where a byte of ASCII may stand as it is; others begin characters of two bytes and more, or none. */
enum { IN_TEXT = 1, IN_VALUE = 2, IN_NAME = 4, NAME_START = 8 };

static bool is_letter(int byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void make_classes(unsigned char classes[256])
{
    for (int byte = ' '; byte < 0x7F; byte++) {
        bool const is_digit = byte >= '0' && byte <= '9';
        unsigned class = byte == '<' || byte == '&' ? 0 : IN_TEXT | IN_VALUE;
        class &= byte == '"' ? ~(unsigned)IN_VALUE : ~0U;
        class &= byte == '>' ? ~(unsigned)IN_TEXT : ~0U; /* as in "]]>" */
        class |= is_letter(byte) ? IN_NAME | NAME_START : 0;
        class |= is_digit ? IN_NAME : 0;
        classes[byte] = (unsigned char)class;
    }
}

static bool follows(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* How many bytes a character beyond ASCII has; 0: XML 1.0 has none there (production 2). */
static size_t long_character(const unsigned char *at)
{
    if (at[0] < 0xC2 || at[0] > 0xF4 || !follows(at[1]))
        return 0;
    if (at[0] < 0xE0)
        return 2;
    if (!follows(at[2]))
        return 0;
    if (at[0] < 0xF0) {
        bool const is_overlong = at[0] == 0xE0 && at[1] < 0xA0;
        bool const is_surrogate = at[0] == 0xED && at[1] >= 0xA0;
        bool const is_none = at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE;
        return is_overlong || is_surrogate || is_none ? 0 : 3;
    }
    bool const is_out = (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] >= 0x90);
    return is_out || !follows(at[3]) ? 0 : 4;
}

/* Moves behind characters that stand for themselves. */
static void skip(struct xmlplain *plain, unsigned where)
{
    const unsigned char *at = (const unsigned char *)plain->at;
    size_t length;
    do {
        while (plain->classes[*at] & where)
            at++;
        length = *at < 0x80 ? 0 : long_character(at);
        at += length;
    } while (length);
    plain->at = (const char *)at;
}

/* Moves behind an entity and gives its character; NUL: it is none of those that are written. */
static char take_entity(struct xmlplain *plain)
{
    static const struct {
        char text[7];
        char value;
    } entities[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},
                    {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        size_t const length = strlen(entities[i].text);
        if (strncmp(plain->at, entities[i].text, length) == 0) {
            plain->at += length;
            return entities[i].value;
        }
    }
    return '\0';
}

/* ---- names ---------------------------------------------------------------------------------- */

static struct prefix *find_prefix(struct xmlplain *plain, const char *text, size_t length)
{
    struct prefix *prefix = plain->prefixes;
    for (; prefix; prefix = prefix->next)
        if (strncmp(prefix->text, text, length) == 0 && !prefix->text[length])
            return prefix;
    prefix = ARENA_NEW(plain->arena, struct prefix);
    prefix->text = arena_strndup(plain->arena, text, length);
    prefix->is_xml = strcmp(prefix->text, "xml") == 0;
    prefix->next = plain->none.next;
    plain->none.next = prefix;
    return prefix;
}

/* The name of that many bytes; before: what of it is a prefix and its colon. */
static const struct name *find_name(struct xmlplain *plain, const char *whole, size_t length,
                                    size_t before, unsigned hash)
{
    struct name **place = &plain->names[hash % NAME_PLACES];
    while (*place) {
        if ((*place)->length == length && memcmp((*place)->whole, whole, length) == 0)
            return *place;
        place = place + 1 < plain->names + NAME_PLACES ? place + 1 : plain->names;
    }
    if (plain->name_count == MOST_NAMES || length > LONGEST_NAME)
        return NULL;
    struct name *name = ARENA_NEW(plain->arena, struct name);
    name->whole = arena_strndup(plain->arena, whole, length);
    name->length = length;
    name->local = name->whole + before;
    name->prefix = find_prefix(plain, whole, before ? before - 1 : 0);
    name->declares = strcmp(before ? name->prefix->text : name->local, "xmlns") == 0;
    *place = name;
    plain->name_count++;
    return name;
}

static const unsigned char *name_end(const struct xmlplain *plain, const unsigned char *at)
{
    while (plain->classes[*at] & IN_NAME)
        at++;
    return at;
}

/* Moves behind a name; NULL: there is none, or too many were met. */
static const struct name *take_name(struct xmlplain *plain)
{
    const unsigned char *start = (const unsigned char *)plain->at;
    size_t before = 0;
    if (!(plain->classes[*start] & NAME_START))
        return NULL;
    const unsigned char *end = name_end(plain, start);
    if (*end == ':' && plain->classes[end[1]] & NAME_START) {
        before = (size_t)(end - start) + 1;
        end = name_end(plain, end + 1);
    }
    size_t const length = (size_t)(end - start);
    unsigned const middle = start[(before + length) / 2];
    unsigned const hash = (unsigned)length + start[before] * 5U + middle * 29U + end[-1] * 97U;
    plain->at = (const char *)end;
    return find_name(plain, (const char *)start, length, before, hash);
}

/* ---- tags ----------------------------------------------------------------------------------- */

/*
 * Notes a name space of the root.  Two prefixes of one, and those that XML keeps for itself,
 * are left to libxml2.
 */
static bool declare(struct xmlplain *plain, const struct name *name, const char *value,
                    size_t length)
{
    bool const is_default = name->prefix == &plain->none;
    struct prefix *prefix =
        is_default ? &plain->none : find_prefix(plain, name->local, strlen(name->local));
    const char *uri = arena_strndup(plain->values, value, length);
    if (plain->level || !length || plain->spaces == MOST_SPACES || prefix->file == plain->file ||
        strncmp(prefix->text, "xml", 3) == 0 || strcmp(uri, xml_uri) == 0 ||
        strcmp(uri, xmlns_uri) == 0)
        return false;
    for (const struct prefix *other = plain->prefixes; other; other = other->next)
        if (other->file == plain->file && strcmp(other->uri, uri) == 0)
            return false;
    prefix->file = plain->file;
    prefix->uri = uri;
    plain->spaces++;
    return true;
}

/* A value with entities, up to its quote; NULL: it is not of the form. */
static const char *decode(struct xmlplain *plain, const char *start, size_t *length)
{
    const char *closed = memchr(start, '"', (size_t)(plain->end - start));
    size_t used = 0;
    if (!closed)
        return NULL;
    char *value = arena_alloc(plain->values, (size_t)(closed - start));
    for (plain->at = start; plain->at < closed;) {
        const char *from = plain->at;
        skip(plain, IN_VALUE);
        memcpy(value + used, from, (size_t)(plain->at - from));
        used += (size_t)(plain->at - from);
        if (plain->at == closed)
            break;
        value[used] = *plain->at == '&' ? take_entity(plain) : '\0';
        if (!value[used++])
            return NULL;
    }
    *length = used;
    return value;
}

static bool take_attribute(struct xmlplain *plain)
{
    const struct name *name = take_name(plain);
    if (!name || plain->at[0] != '=' || plain->at[1] != '"')
        return false;
    const char *value = plain->at += 2;
    skip(plain, IN_VALUE);
    size_t length = (size_t)(plain->at - value);
    bool const has_entities = *plain->at == '&';
    if (has_entities)
        value = decode(plain, value, &length);
    if (!value || *plain->at != '"')
        return false;
    plain->at++;
    if (name->declares)
        return !has_entities && declare(plain, name, value, length);
    for (size_t i = 0; i < plain->count; i++)
        if (plain->attributes[i] == name)
            return false;
    if (plain->count == MOST_ATTRIBUTES)
        return false;
    const unsigned char **pieces = plain->pieces + plain->count * PIECES;
    plain->attributes[plain->count++] = name;
    pieces[0] = (const unsigned char *)name->local;
    pieces[3] = (const unsigned char *)value;
    pieces[4] = pieces[3] + length;
    return true;
}

/* The name spaces of the tag's names, which its last attribute may have declared. */
static bool resolve(struct xmlplain *plain, const struct name *element)
{
    const struct prefix *prefix = element->prefix;
    if (prefix != &plain->none && prefix->file != plain->file)
        return false;
    for (size_t i = 0; i < plain->count; i++) {
        const unsigned char **pieces = plain->pieces + i * PIECES;
        prefix = plain->attributes[i]->prefix;
        bool const is_plain = prefix == &plain->none;
        if (!is_plain && !prefix->is_xml && prefix->file != plain->file)
            return false;
        pieces[1] = is_plain ? NULL : (const unsigned char *)prefix->text;
        pieces[2] =
            is_plain ? NULL : (const unsigned char *)(prefix->is_xml ? xml_uri : prefix->uri);
    }
    return true;
}

static bool tell_open(struct xmlplain *plain, const struct name *name, size_t spaces_before)
{
    const struct prefix *prefix = name->prefix;
    struct xmlstream_tag const tag = {.name = name->local,
                                      .space = prefix->file == plain->file ? prefix->uri : NULL,
                                      .attributes = plain->pieces,
                                      .count = (int)plain->count};
    size_t const work = 8 + (plain->count * plain->count + spaces_before) / 32; /* as in stream.c */
    if (!budget_take(plain->budget, BUDGET_STEPS, work))
        return false;
    plain->events->open(plain->context, &tag);
    return !*plain->refused;
}

static bool tell_close(struct xmlplain *plain)
{
    plain->events->close(plain->context, plain->open[--plain->level]->local);
    return !*plain->refused;
}

static bool take_start(struct xmlplain *plain)
{
    size_t const spaces_before = plain->spaces;
    plain->at++;
    const struct name *name = take_name(plain);
    plain->count = 0;
    if (!name || plain->level == MOST_LEVELS)
        return false;
    while (*plain->at == ' ') {
        plain->at++;
        if (!take_attribute(plain))
            return false;
    }
    bool const is_empty = *plain->at == '/';
    plain->at += is_empty;
    if (*plain->at != '>' || !resolve(plain, name) || !tell_open(plain, name, spaces_before))
        return false;
    plain->at++;
    plain->open[plain->level++] = name;
    return !is_empty || tell_close(plain);
}

static bool take_end(struct xmlplain *plain)
{
    const struct name *name = plain->open[plain->level - 1];
    plain->at += 2;
    if ((size_t)(plain->end - plain->at) <= name->length ||
        memcmp(plain->at, name->whole, name->length) != 0 || plain->at[name->length] != '>')
        return false;
    plain->at += name->length + 1;
    return tell_close(plain);
}

/* ---- text, and the whole -------------------------------------------------------------------- */

/* Pays for at least as many pieces as libxml2 makes of so many bytes: it parts them at 250 or 300. */
static bool tell_text(struct xmlplain *plain, const char *bytes, size_t count)
{
    if (!budget_take(plain->budget, BUDGET_STEPS, 2 + count / 128))
        return false;
    plain->events->text(plain->context, bytes, count);
    return !*plain->refused;
}

static bool take_text(struct xmlplain *plain)
{
    const char *start = plain->at;
    skip(plain, IN_TEXT);
    if (plain->at > start)
        return tell_text(plain, start, (size_t)(plain->at - start));
    char const character = *plain->at == '&' ? take_entity(plain) : '\0';
    return character && tell_text(plain, &character, 1);
}

/* The root element: up to its end. */
static bool take_root(struct xmlplain *plain)
{
    if (*plain->at != '<')
        return false;
    do {
        bool const good = *plain->at != '<'     ? take_text(plain)
                          : plain->at[1] == '/' ? plain->level && take_end(plain)
                                                : take_start(plain);
        if (!good)
            return false;
    } while (plain->level);
    return true;
}

struct xmlplain *xmlplain_new(void)
{
    struct xmlplain *plain = xcalloc(1, sizeof *plain);
    plain->arena = arena_new();
    plain->values = arena_new();
    plain->none.text = "";
    plain->prefixes = &plain->none;
    make_classes(plain->classes);
    return plain;
}

void xmlplain_free(struct xmlplain *plain)
{
    if (!plain)
        return;
    arena_free(plain->arena);
    arena_free(plain->values);
    free(plain);
}

bool xmlplain_read(struct xmlplain *plain, const char *bytes, size_t size, struct budget *budget,
                   const struct xmlstream_events *events, void *context, const bool *refused)
{
    size_t const before = strlen(declaration);
    if (size > LARGEST_FILE || strncmp(bytes, declaration, before) != 0 ||
        !budget_take(budget, BUDGET_STEPS, size / 64))
        return false;
    plain->file++;
    plain->at = bytes + before;
    plain->end = bytes + size;
    plain->budget = budget;
    plain->events = events;
    plain->context = context;
    plain->refused = refused;
    plain->level = 0;
    plain->spaces = 0;
    arena_reset(plain->values);
    return take_root(plain) && plain->at == plain->end;
}
