/*
 * metadata.c - one walk over the tags of a packet; see checks.h.
 */
#include "verify/checks.h"

#include "base/pdfa.h"

#include <stdlib.h>
#include <string.h>

/* What is wanted of it; the names in the order of the enumeration. */
enum xmp_property {
    XMP_PART,
    XMP_LEVEL,
    XMP_ACCESSIBLE,
    XMP_VERSION,
    XMP_CASE,
    XMP_FORM,
    XMP_EDITION,
    XMP_MINUTES,
    XMP_TEACHER,
    XMP_COUNT,
};

static const char *const xmp_names[XMP_COUNT] = {
    "pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "xmp:CreatorTool", "form:case",
    "form:id",     "form:edition",       "form:minutes", "form:teacher",
};

/* The property that the tag at '<' opens; XMP_COUNT when it is none of them. */
static size_t property_at(const char *tag)
{
    size_t i = 0;
    for (; i < XMP_COUNT; i++) {
        size_t const length = strlen(xmp_names[i]);
        if (tag[1] == *xmp_names[i] && strncmp(tag + 1, xmp_names[i], length) == 0 &&
            tag[1 + length] == '>')
            break;
    }
    return i;
}

/* The text between <name> and the next tag, or "": no XML but ours is met here. */
static void read_values(const char *packet, struct arena *arena, const char *values[XMP_COUNT])
{
    for (size_t i = 0; i < XMP_COUNT; i++)
        values[i] = "";
    bool found[XMP_COUNT] = {false};
    for (const char *tag = strchr(packet, '<'); tag;) {
        const char *next = strchr(tag + 1, '<');
        size_t const i = property_at(tag);
        if (i < XMP_COUNT && !found[i] && next) {
            const char *text = tag + strlen(xmp_names[i]) + 2;
            values[i] = arena_strndup(arena, text, (size_t)(next - text));
            found[i] = true;
        }
        tag = next;
    }
}

static const char *conformance_of(const char *const values[XMP_COUNT], struct arena *arena)
{
    const char *level = values[XMP_LEVEL];
    if (!*values[XMP_PART] || strlen(level) != 1 || !strchr(PDFA_LEVELS, *level))
        return "";
    return arena_printf(arena, "PDF/A-%s%c%s", values[XMP_PART], *level - 'A' + 'a',
                        *values[XMP_ACCESSIBLE] ? ", PDF/UA-1" : "");
}

void metadata_read(const char *packet, struct arena *arena, struct verify_facts *facts)
{
    const char *values[XMP_COUNT];
    read_values(packet, arena, values);
    facts->conformance = conformance_of(values, arena);
    facts->version = values[XMP_VERSION];
    facts->case_id = values[XMP_CASE];
    facts->form = values[XMP_FORM];
    facts->edition = values[XMP_EDITION];
    facts->teacher = values[XMP_TEACHER];
    long const minutes = strtol(values[XMP_MINUTES], NULL, 10);
    facts->minutes = minutes > 0 ? (size_t)minutes : 0;
}
