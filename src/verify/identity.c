/*
 * identity.c - does a later revision still say whose case and which form the file is?
 *
 * Later packets are a stranger's, in which a property may stand in any spelling, and twice.
 */
#include "verify/changes.h"

#include "xml/xmp.h"

enum { MAX_PACKET = 1 << 17 }; /* a tag of very many attributes is quadratic in libxml2 */

#define FORM_SPACE "urn:formulyar:xmp:1#"
#define DUBLIN_CORE "http://purl.org/dc/elements/1.1/"

static const struct xmp_property properties[] = {
    {FORM_SPACE, "case"},     {FORM_SPACE, "id"},           {FORM_SPACE, "edition"},
    {FORM_SPACE, "teacher"},  {FORM_SPACE, "minutes"},      {DUBLIN_CORE, "title"},
    {DUBLIN_CORE, "creator"}, {DUBLIN_CORE, "description"},
};

enum { PROPERTIES = sizeof properties / sizeof *properties };

struct identity {
    struct arena *arena;
    const char *values[PROPERTIES]; /* NULL for one that is not there */
    bool is_ambiguous;              /* one has two values */
};

/* Takes the text without the space around it: packets are indented in many manners. */
static void take(void *context, size_t property, const char *text)
{
    static const char space[] = " \t\r\n";
    struct identity *identity = context;
    const char **value = &identity->values[property];
    text += strspn(text, space);
    size_t length = strlen(text);
    while (length && strchr(space, text[length - 1]))
        length--;
    const char *copy = arena_strndup(identity->arena, text, length);
    identity->is_ambiguous |= *value && strcmp(*value, copy) != 0;
    *value = copy;
}

static bool read_packet(struct pdffile *file, const struct pdf_value *stream,
                        struct identity *identity)
{
    struct text packet = TEXT_EMPTY;
    bool const is_sound =
        pdf_has_single_keys(file, stream) && pdffile_stream(file, stream, MAX_PACKET, &packet) &&
        xmp_read(text_string(&packet), packet.len, properties, PROPERTIES, take, identity);
    text_free(&packet);
    return is_sound;
}

/* ---- both revisions ------------------------------------------------------------------------ */

static bool same_packets(struct changes *changes)
{
    struct pdffile *made = changes->made;
    struct pdffile *now = changes->now;
    const struct pdf_value *old = pdffile_get(made, pdffile_catalog(made), "Metadata");
    const struct pdf_value *later = pdffile_get(now, pdffile_catalog(now), "Metadata");
    struct identity before = {.arena = changes->arena};
    struct identity after = {.arena = changes->arena};
    if (!old || (later && changes_same(changes, old, later)))
        return true;
    if (!read_packet(made, old, &before) || before.is_ambiguous)
        return true; /* it said nothing that could be compared */
    if (!read_packet(now, later, &after) || after.is_ambiguous)
        return false;
    for (size_t i = 0; i < PROPERTIES; i++)
        if (before.values[i] && after.values[i] && strcmp(before.values[i], after.values[i]) != 0)
            return false;
    return true;
}

static bool same_information(struct changes *changes)
{
    static const char *const names[] = {"Title", "Author", "Subject"};
    const struct pdf_value *old =
        pdffile_resolve(changes->made, pdf_dict_find(changes->made->trailer, "Info"));
    const struct pdf_value *later =
        pdffile_resolve(changes->now, pdf_dict_find(changes->now->trailer, "Info"));
    if (later && !pdf_has_single_keys(changes->now, later))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct pdf_value *before = pdffile_get(changes->made, old, names[i]);
        const struct pdf_value *after = pdffile_get(changes->now, later, names[i]);
        if (before && after &&
            strcmp(pdf_text_string(before, changes->arena),
                   pdf_text_string(after, changes->arena)) != 0)
            return false;
    }
    return true;
}

bool allowed_identity(struct changes *changes)
{
    return (same_packets(changes) && same_information(changes)) ||
           changes_refuse(changes, DIAG_BOTH("сведения о деле, форме или заголовке",
                                             "what it says of case, form or title"));
}
