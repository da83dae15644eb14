#include "cms/cms.h"

#include <stdio.h>

enum { MAX_PARTS = 64, LONGEST_VALUE = 1024, PIVOT_YEAR = 50 };

struct label {
    const char *oid;
    const char *text;
};

/* RFC 4519, and what Russian certificates carry (order of the FSB of 27.12.2011 N 795). */
static const struct label labels[] = {
    {"2.5.4.3", "CN"},
    {"2.5.4.4", "SN"},
    {"2.5.4.42", "G"},
    {"2.5.4.12", "T"},
    {"2.5.4.10", "O"},
    {"2.5.4.11", "OU"},
    {"2.5.4.6", "C"},
    {"2.5.4.7", "L"},
    {"2.5.4.8", "ST"},
    {"2.5.4.9", "STREET"},
    {"2.5.4.5", "serialNumber"},
    {"1.2.840.113549.1.9.1", "E"},
    {"1.2.643.3.131.1.1", "ИНН"},
    {"1.2.643.100.4", "ИНН ЮЛ"},
    {"1.2.643.100.3", "СНИЛС"},
    {"1.2.643.100.1", "ОГРН"},
    {"1.2.643.100.5", "ОГРНИП"},
};

static const char *label_of(const char *oid)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i].oid, oid) == 0)
            return labels[i].text;
    return oid;
}

/* ---- characters ---------------------------------------------------------------------------- */

/* Controls, and what Unicode has to turn, hide or join text. */
static bool is_deceiving(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFD) ||
           c >= 0xE0000;
}

static void add_character(struct text *out, uint32_t c)
{
    if (is_deceiving(c)) {
        char bytes[16];
        struct text utf8 = TEXT_EMPTY;
        text_add_utf8(&utf8, c);
        for (size_t i = 0; i < utf8.len; i++) {
            snprintf(bytes, sizeof bytes, "\\%02X", (unsigned)(unsigned char)utf8.data[i]);
            text_add(out, bytes);
        }
        text_free(&utf8);
        return;
    }
    if (c < 0x80 && strchr(",+\"\\<>;=", (int)c))
        text_add_char(out, '\\');
    text_add_utf8(out, c);
}

static void add_utf8(struct text *out, struct der value, struct arena *arena)
{
    char *copy = arena_alloc(arena, value.size + 1);
    memcpy(copy, value.bytes, value.size);
    const char *at = copy;
    /* A NUL inside is told like any other control. */
    while (at < copy + value.size) {
        if (*at)
            add_character(out, utf8_next(&at));
        else
            add_character(out, (unsigned char)*at++);
    }
}

/* Characters of width bytes each, the high byte first: BMPString, UniversalString, Latin letters. */
static void add_wide(struct text *out, struct der value, size_t width)
{
    for (size_t at = 0; at + width <= value.size; at += width) {
        uint32_t c = 0;
        for (size_t i = 0; i < width; i++)
            c = c << 8 | value.bytes[at + i];
        add_character(out, c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c);
    }
}

/* ---- values --------------------------------------------------------------------------------- */

static void add_value(struct text *out, struct der encoded, struct arena *arena)
{
    unsigned char class;
    int tag_size;
    int size_size;
    unsigned long tag;
    if (asn1_get_tag_der(encoded.bytes, (int)encoded.size, &class, &tag_size, &tag) != ASN1_SUCCESS)
        return;
    long const size =
        asn1_get_length_der(encoded.bytes + tag_size, (int)encoded.size - tag_size, &size_size);
    if (size < 0 || (size_t)size > encoded.size - (size_t)(tag_size + size_size))
        return;
    struct der const value = {encoded.bytes + tag_size + size_size,
                              size < LONGEST_VALUE ? (size_t)size : LONGEST_VALUE};
    if (class != ASN1_CLASS_UNIVERSAL)
        return;
    if (tag == ASN1_TAG_BMP_STRING)
        add_wide(out, value, 2);
    else if (tag == ASN1_TAG_UNIVERSAL_STRING)
        add_wide(out, value, 4);
    else if (tag == ASN1_TAG_TELETEX_STRING)
        add_wide(out, value, 1);
    else
        add_utf8(out, value, arena);
}

const char *name_text(asn1_node grammar, struct der name, struct arena *arena)
{
    asn1_node node = der_open(grammar, "Name", name);
    int const count = node ? der_count(node, "") : 0;
    struct text out = TEXT_EMPTY;
    int parts = 0;
    for (int i = 1; i <= count; i++) {
        const char *set = arena_printf(arena, "?%d", i);
        int const size = der_count(node, set);
        for (int j = 1; j <= size && parts < MAX_PARTS; j++) {
            const char *part = arena_printf(arena, "%s.?%d", set, j);
            text_add(&out, parts++ == 0 ? "" : j > 1 ? " + " : ", ");
            text_add(&out, label_of(der_string(node, arena_printf(arena, "%s.type", part), arena)));
            text_add_char(&out, '=');
            struct der const value = der_value(node, arena_printf(arena, "%s.value", part), arena);
            if (value.bytes)
                add_value(&out, value, arena);
        }
    }
    asn1_delete_structure(&node);
    return text_take(&out, arena);
}

/* ---- times ---------------------------------------------------------------------------------- */

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/* DER has no other zone; a fraction of a second is passed over. */
static bool ends_in_utc(const char *at)
{
    if (*at == '.')
        at += 1 + digits_at(at + 1);
    return strcmp(at, "Z") == 0;
}

const char *time_text(const char *time, bool is_utc_time, struct arena *arena)
{
    size_t const year = is_utc_time ? 2 : 4;
    size_t const digits = digits_at(time);
    /* Month, day, hour and minute must be there, seconds may be. */
    if ((digits != year + 8 && digits != year + 10) || !ends_in_utc(time + digits))
        return NULL;
    struct text out = TEXT_EMPTY;
    if (is_utc_time)
        text_add(&out, (time[0] - '0') * 10 + time[1] - '0' < PIVOT_YEAR ? "20" : "19");
    text_add_bytes(&out, time, year);
    const char *at = time + year;
    static const char before[] = "--T::";
    for (size_t i = 0; i < sizeof before - 1; i++, at += 2) {
        text_add_char(&out, before[i]);
        text_add_bytes(&out, (size_t)(at - time) < digits ? at : "00", 2);
    }
    text_add_char(&out, 'Z');
    return text_take(&out, arena);
}

const char *time_at(asn1_node node, const char *path, struct arena *arena)
{
    const char *kind = der_string(node, path, arena);
    const char *place = *path ? arena_printf(arena, "%s.%s", path, kind) : kind;
    return time_text(der_string(node, place, arena), strcmp(kind, "utcTime") == 0, arena);
}
