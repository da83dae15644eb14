/*
 * seal.c - whose a PDF is, and what became of it since; see checks.h.
 *
 * One answer for all who ask: `verify`, `extract`, and the guard that keeps `render` from
 * replacing what people signed or changed.
 *
 * The /ID of a PDF of this program is a digest of all that stands before its
 * trailer, and of a packed one (PACKED_TABLE) of all before its table and of the table's bytes.
 * The few lines from there to %%EOF are compared with what the program
 * writes, so that nothing can be slipped in where the digest does not reach.
 */
#include "base/pdfa.h"
#include "verify/changes.h"
#include "verify/checks.h"

#include <limits.h>
#include <stdlib.h>

enum { ID_BYTES = 16, MAX_METADATA = 1 << 20 };

/* ---- the digest ------------------------------------------------------------------------- */

/*
 * The trailer's /ID as this program and nearly nobody else writes it: two strings of the
 * digest's length, both the same; NULL for any other.
 */
static const char *our_id(struct pdffile *file)
{
    const struct pdf_value *id = pdffile_get_kind(file, file->first_trailer, "ID", PDF_ARRAY);
    const char *first = NULL;
    if (!id || id->length != 2)
        return NULL;
    PDF_EACH(entry, id->entries) {
        const struct pdf_value *string = entry->value;
        if (string->kind != PDF_STRING || string->length != ID_BYTES ||
            (first && memcmp(first, string->bytes, ID_BYTES) != 0))
            return NULL;
        first = string->bytes;
    }
    return first;
}

/* Bytes before "trailer" and a line's end, or, in joined files, a space; 0: none stands there. */
static size_t before_trailer(const struct pdffile *file)
{
    static const char mark[] = "trailer";
    size_t const trailer = pdffile_section(file, 0)->trailer;
    bool const has_mark = trailer > sizeof mark &&
                          memcmp(file->bytes + trailer - sizeof mark, mark, sizeof mark - 1) == 0;
    return has_mark ? trailer - sizeof mark : 0;
}

/* The table of the first revision when it is a stream, whose dictionary is the trailer; else NULL. */
static const struct pdf_value *packed_table(const struct pdffile *file)
{
    const struct pdf_value *trailer = file->first_trailer;
    return trailer && trailer->kind == PDF_STREAM ? trailer : NULL;
}

/* How many bytes the digest is of, those of a packed table apart; 0: it is not ours. */
static size_t sealed_part(const struct pdffile *file)
{
    return packed_table(file) ? pdffile_section(file, 0)->at : before_trailer(file);
}

static bool digest_holds(struct pdffile *file, const struct file_digests *digests)
{
    size_t const part = sealed_part(file);
    const struct pdf_value *table = packed_table(file);
    const char *id = our_id(file);
    unsigned char digest[HASH_SIZE];
    struct hash_piece const pieces[] = {{file->bytes, part},
                                        {table ? table->bytes : "", table ? table->length : 0}};
    if (!part || !id)
        return false;
    if (digests && digests->part == part)
        memcpy(digest, digests->of_part, HASH_SIZE);
    else
        hash_pieces(pieces, 2, digest);
    return memcmp(id, digest, ID_BYTES) == 0;
}

/* ---- where revisions end -------------------------------------------------------------------- */

/*
 * Where a revision ends whose table is followed by nothing but "startxref", the
 * table's place and %%EOF; 0 when something else stands there.  Comments are let
 * pass in what signing tools write, which like to sign their work.
 */
static size_t end_of(struct pdffile *file, size_t revision, bool with_comments)
{
    static const char mark[] = "%%EOF";
    const struct pdf_section *section = pdffile_section(file, revision);
    struct pdf_cursor cursor = {.bytes = file->bytes, .size = file->size, .at = section->end};
    long at;
    if (!with_comments) {
        pdf_skip_blanks(&cursor);
        if (cursor.at < cursor.size && cursor.bytes[cursor.at] == '%')
            return 0;
    }
    if (!pdf_accept(&cursor, "startxref") || !pdf_parse_integer(&cursor, &at) ||
        (size_t)at != section->at)
        return 0;
    pdf_skip_blanks(&cursor);
    size_t const end = cursor.at + sizeof mark - 1;
    return end <= file->size && memcmp(file->bytes + cursor.at, mark, sizeof mark - 1) == 0 ? end
                                                                                            : 0;
}

static bool is_blank_to_the_end(const struct pdffile *file, size_t at)
{
    struct pdf_cursor cursor = {.bytes = file->bytes, .size = file->size, .at = at};
    pdf_skip_blanks(&cursor);
    return cursor.at == file->size;
}

/* Every revision's table stands behind those before it: what is older cannot name what is newer. */
static bool is_in_order(const struct pdffile *file)
{
    for (size_t i = 1; i < file->revisions; i++)
        if (pdffile_section(file, i)->at < pdffile_revision_end(file, i - 1))
            return false;
    return true;
}

static long number_of(const struct pdf_value *value)
{
    bool const is_number = value && (value->kind == PDF_REFERENCE || value->kind == PDF_INTEGER) &&
                           value->integer >= 0;
    return is_number && value->integer <= INT_MAX ? value->integer : 0;
}

/* A packed file's table stands there to the letter as our writer puts it. */
static bool has_our_table(struct pdffile *made, const struct pdf_value *table)
{
    const size_t at = pdffile_section(made, 0)->at;
    const char *id = our_id(made);
    char hex[HASH_HEX_SIZE];
    unsigned char digest[HASH_SIZE] = {0};
    struct pdf_cursor cursor = {.bytes = made->bytes, .size = made->size, .at = at};
    struct text wanted = TEXT_EMPTY;
    long number = 0;
    if (!id || !pdf_parse_integer(&cursor, &number) ||
        number + 1 != number_of(pdf_dict_find(table, "Size"))) /* it is the last object */
        return false;
    memcpy(digest, id, ID_BYTES);
    hash_hex(digest, hex);
    hex[2 * ID_BYTES] = '\0';
    text_format(&wanted, PACKED_TABLE, (unsigned)number,
                (unsigned)number_of(pdf_dict_find(table, "Size")),
                (unsigned)number_of(pdf_dict_find(table, "Root")),
                (unsigned)number_of(pdf_dict_find(table, "Info")), hex, hex, table->length);
    size_t const head = wanted.len;
    text_add(&wanted, PACKED_TABLE_END);
    size_t const tail = wanted.len - head;
    size_t const bytes = (size_t)(table->bytes - made->bytes);
    size_t const end = bytes + table->length;
    bool const good = bytes == at + head && made->size - end >= tail &&
                      memcmp(made->bytes + at, wanted.data, head) == 0 &&
                      memcmp(made->bytes + end, wanted.data + head, tail) == 0;
    text_free(&wanted);
    return good;
}

/* The trailer names an object: what stands in it itself has no digest. */
static bool names_object(const struct pdf_value *trailer, const char *key)
{
    const struct pdf_value *value = pdf_dict_find(trailer, key);
    return value && value->kind == PDF_REFERENCE;
}

/*
 * What the digest does not cover names the two objects that are meant: there is one of either.  Behind
 * minutes /Info is theirs, or there is none.
 */
static bool names_our_objects(struct pdffile *made, size_t minutes)
{
    static const char producer[] = "Formulyar ";
    const struct pdf_value *info = pdffile_get(made, made->trailer, "Info");
    const struct pdf_value *tool = pdffile_get_kind(made, info, "Producer", PDF_STRING);
    bool const is_ours = tool && tool->length >= sizeof producer - 1 &&
                         memcmp(tool->bytes, producer, sizeof producer - 1) == 0;
    bool const has_none = !pdf_dict_find(made->trailer, "Info");
    return names_object(made->trailer, "Root") &&
           pdf_is_name(pdffile_get(made, pdffile_catalog(made), "Type"), "Catalog") &&
           ((names_object(made->trailer, "Info") && (is_ours || minutes)) || (minutes && has_none));
}

/* No remark stands in the trailer, in which anything could be written. */
static bool has_no_comment(const struct pdffile *made)
{
    const struct pdf_section *section = pdffile_section(made, 0);
    return packed_table(made) ||
           !memchr(made->bytes + section->trailer, '%', section->end - section->trailer);
}

/* The first trailer holds what our writers put there, and no more. */
static bool has_our_trailer(struct pdffile *made, size_t minutes)
{
    static const char *const keys[] = {"Size", "Root", "Info", "ID", NULL};
    const struct pdf_value *trailer = made->trailer;
    const struct pdf_value *size = pdf_dict_find(trailer, "Size");
    const struct pdf_value *table = packed_table(made);
    if (table && !has_our_table(made, table))
        return false;
    PDF_EACH(entry, table ? NULL : trailer->entries)
        if (!pdf_key_is_one_of(entry, keys))
            return false;
    return pdf_has_single_keys(made, trailer) && size && size->kind == PDF_INTEGER &&
           size->integer == made->count && names_our_objects(made, minutes) && has_no_comment(made);
}

/* ---- what it says of itself ------------------------------------------------------------------ */

/* What is read of a packet. */
enum packet_text {
    PART,
    LEVEL,
    UA_PART,
    TOOL,
    CASE,
    FORM,
    EDITION,
    TEACHER,
    MINUTES,
    PACKET_TEXTS
};

static const struct pdf_key packet_tags[PACKET_TEXTS] = {
    [PART] = PDF_KEY("<pdfaid:part>"),     [LEVEL] = PDF_KEY("<pdfaid:conformance>"),
    [UA_PART] = PDF_KEY("<pdfuaid:part>"), [TOOL] = PDF_KEY("<xmp:CreatorTool>"),
    [CASE] = PDF_KEY("<form:case>"),       [FORM] = PDF_KEY("<form:id>"),
    [EDITION] = PDF_KEY("<form:edition>"), [TEACHER] = PDF_KEY("<form:teacher>"),
    [MINUTES] = PDF_KEY("<form:minutes>"),
};

struct packet {
    const char *texts[PACKET_TEXTS]; /* "" for what it does not say */
};

/* Nearly all others differ in the first letters: a call to strncmp() costs more. */
static bool begins_with(const char *string, const char *beginning)
{
    while (*beginning && *string == *beginning)
        string++, beginning++;
    return !*beginning;
}

/* Which tag stands at a place; PACKET_TEXTS: another. */
static size_t tag_at(const char *at)
{
    size_t tag = 0;
    if (at[1] != 'p' && at[1] != 'x' && at[1] != 'f')
        return PACKET_TEXTS; /* most are RDF's */
    while (tag < PACKET_TEXTS && !begins_with(at + 1, packet_tags[tag].name + 1))
        tag++;
    return tag;
}

/* The text between a tag, where it stands first, and the next one: no XML but ours is met here. */
static struct packet read_packet(const char *bytes, struct arena *arena)
{
    struct packet packet = {{NULL}};
    for (const char *at = strchr(bytes, '<'); at; at = strchr(at + 1, '<')) {
        size_t const tag = tag_at(at);
        const char *end = tag < PACKET_TEXTS ? strchr(at + 1, '<') : NULL;
        if (!end || packet.texts[tag])
            continue;
        const char *const text = at + packet_tags[tag].length;
        packet.texts[tag] = arena_strndup(arena, text, (size_t)(end - text));
    }
    for (size_t i = 0; i < PACKET_TEXTS; i++)
        if (!packet.texts[i])
            packet.texts[i] = "";
    return packet;
}

static const char *conformance_of(const struct packet *packet, struct arena *arena)
{
    const char *level = packet->texts[LEVEL];
    if (!*packet->texts[PART] || strlen(level) != 1 || !strchr(PDFA_LEVELS, *level))
        return "";
    return arena_printf(arena, "PDF/A-%s%c%s", packet->texts[PART], *level - 'A' + 'a',
                        *packet->texts[UA_PART] ? ", PDF/UA-1" : "");
}

/* Of the XMP packet; strings are in told, "" for what it does not say. */
static void read_metadata(struct pdffile *file, struct arena *told, struct verify_facts *facts)
{
    const struct pdf_value *metadata = pdffile_get(file, pdffile_catalog(file), "Metadata");
    struct text bytes = TEXT_EMPTY;
    if (pdffile_stream(file, metadata, MAX_METADATA, &bytes)) {
        struct packet const packet = read_packet(text_string(&bytes), told);
        facts->conformance = conformance_of(&packet, told);
        facts->version = packet.texts[TOOL];
        facts->case_id = packet.texts[CASE];
        facts->form = packet.texts[FORM];
        facts->edition = packet.texts[EDITION];
        facts->teacher = packet.texts[TEACHER];
        long const minutes = strtol(packet.texts[MINUTES], NULL, 10);
        facts->minutes = minutes > 0 ? (size_t)minutes : 0;
    }
    text_free(&bytes);
}

/* ---- later revisions ------------------------------------------------------------------------- */

/* Signatures of fields, one that two fields share once, and one of the catalog's /Perms alone. */
static size_t count_signatures(struct pdffile *file, struct arena *arena)
{
    const struct pdf_signature *first = pdf_signatures(file, arena);
    const struct pdf_value *permissions = pdffile_get(file, pdffile_catalog(file), "Perms");
    const struct pdf_value *certified = pdffile_get(file, permissions, "DocMDP");
    size_t count = 0;
    bool is_of_field = false;
    for (const struct pdf_signature *at = first; at; at = at->next) {
        const struct pdf_signature *same = first;
        while (same->value != at->value && pdffile_step(file, 1))
            same = same->next;
        count += same == at;
        is_of_field |= at->value == certified;
    }
    return count + (!is_of_field && pdffile_get(file, certified, "ByteRange") != NULL);
}

/*
 * Every signature that later revisions hold is still shown by the newest one.  A
 * signature's value lies open, for its own range says where.
 */
static bool keeps_signatures(struct pdffile *file, struct arena *arena)
{
    static const char mark[] = "/ByteRange";
    const char *end = file->bytes + file->size;
    const char *at = file->bytes + pdffile_revision_end(file, 0);
    size_t held = 0;
    while (at < end && (at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)) != NULL) {
        held++;
        at++;
    }
    return held == 0 || count_signatures(file, arena) >= held;
}

static bool is_same(struct pdffile *now, size_t minutes, struct arena *arena, struct seal *seal)
{
    struct changes const changes = changes_find(seal->made, now, minutes, arena);
    seal->what = changes.what;
    seal->remarks = changes.remarks;
    return !changes.what;
}

/* A mixed file is compared as both kinds of readers see it. */
static bool compare_revisions(struct pdffile *file, size_t minutes, struct arena *arena,
                              struct seal *seal)
{
    if (!is_same(file, minutes, arena, seal))
        return false;
    if (!keeps_signatures(file, arena))
        seal->what = DIAG_BOTH("подпись, которая стояла в файле, удалена или заменена",
                               "a signature that the file had was taken away or replaced");
    if (seal->what || !file->is_hybrid)
        return !seal->what;
    struct pdffile *other = pdffile_open_as_old(file, arena);
    if (other)
        return is_same(other, minutes, arena, seal);
    seal->what = DIAG_BOTH("таблица объектов", "the table of objects");
    return false;
}

static void examine_revisions(struct pdffile *file, struct arena *arena, struct arena *told,
                              struct verify_facts *facts, struct seal *seal)
{
    size_t const last = file->revisions - 1;
    size_t const first_end = end_of(file, 0, false);
    size_t const end = end_of(file, last, true);
    enum pdffile_problem problem = PDFFILE_GOOD;
    seal->state = VERIFY_CHANGED;
    if (first_end)
        seal->made =
            last ? pdffile_open(file->bytes, first_end, file->budget, arena, &problem) : file;
    if (seal->made)
        read_metadata(seal->made, told, facts);
    if (!seal->made || !has_our_trailer(seal->made, facts->minutes))
        seal->what = DIAG_BOTH("конец исходного файла", "the end of the original file");
    else if (!end || !is_blank_to_the_end(file, end) || !is_in_order(file))
        seal->what = DIAG_BOTH("за концом файла стоят посторонние байты",
                               "there are bytes behind the end that do not belong there");
    else if (last == 0)
        seal->state = VERIFY_UNCHANGED;
    else if (compare_revisions(file, facts->minutes, arena, seal))
        seal->state = VERIFY_EXTENDED;
}

/* ---- whose it is ---------------------------------------------------------------------------- */

bool seal_is_ours(const void *bytes, size_t size)
{
    static const char mark[] = "<form:edition>"; /* of the XMP packet, which is never packed */
    return memmem(bytes, size, mark, sizeof mark - 1) != NULL;
}

/* The same bytes but for a few: our trailer with our marks, where a program that saves anew puts its own. */
static bool was_edited_in_place(struct pdffile *file)
{
    return our_id(file) && sealed_part(file) && pdf_dict_find(file->first_trailer, "Root") != NULL;
}

struct seal seal_examine(struct pdffile *file, const struct file_digests *digests,
                         struct arena *arena, struct arena *told, struct verify_facts *facts)
{
    struct seal seal = {.state = VERIFY_RESAVED};
    if (digest_holds(file, digests)) {
        examine_revisions(file, arena, told, facts, &seal);
    } else {
        read_metadata(file, told, facts);
        if ((!*facts->form || !*facts->edition) && !seal_is_ours(file->bytes, file->size))
            seal.state = VERIFY_FOREIGN;
        else if (was_edited_in_place(file))
            seal = (struct seal){.state = VERIFY_CHANGED, .made = file};
    }
    if (file->budget->is_spent)
        seal = (struct seal){.state = VERIFY_UNKNOWN};
    return seal;
}
