/*
 * seal.c - see seal.h.
 *
 * The /ID of a PDF of this program is a digest of all that stands before its
 * trailer.  The few lines from there to %%EOF are compared with what the program
 * writes, so that nothing can be slipped in where the digest does not reach.
 */
#include "verify/seal.h"

#include "base/budget.h"
#include "verify/changes.h"
#include "verify/metadata.h"
#include "verify/pdfparse.h"
#include "verify/same.h"
#include "verify/signatures.h"

#include <string.h>

enum { ID_BYTES = 16, MAX_METADATA = 1 << 20 };

struct examination {
    struct pdffile *file;
    const char *bytes;
    size_t size;
    const struct file_digests *digests;
    struct arena *arena;
    struct arena *told;
    struct verify_facts *facts;
};

/* ---- the digest ------------------------------------------------------------------------- */

/* The two strings of the trailer's /ID; false when there are not two of the digest's length. */
static bool read_id(const struct examination *it, const struct pdf_value *strings[2])
{
    const struct pdf_value *id = pdffile_get(it->file, pdffile_first_trailer(it->file), "ID");
    size_t count = 0;
    if (!id || id->kind != PDF_ARRAY || id->length != 2)
        return false;
    for (const struct pdf_entry *entry = id->entries; entry && count < 2; entry = entry->next) {
        if (entry->value->kind != PDF_STRING || entry->value->length != ID_BYTES)
            return false;
        strings[count++] = entry->value;
    }
    return count == 2;
}

/* As this program and nearly nobody else writes it: both strings are the same. */
static bool has_our_id(const struct examination *it)
{
    const struct pdf_value *strings[2] = {NULL, NULL};
    return read_id(it, strings) && memcmp(strings[0]->bytes, strings[1]->bytes, ID_BYTES) == 0;
}

/* The digest of the first part bytes, as their writer made it or made now. */
static void digest_of(const struct examination *it, size_t part, unsigned char digest[HASH_SIZE])
{
    if (it->digests && it->digests->part == part)
        memcpy(digest, it->digests->of_part, HASH_SIZE);
    else
        hash_bytes(it->bytes, part, digest);
}

/* The /ID is SHA-256 over the first revision as far as its trailer, which holds it. */
static bool digest_holds(const struct examination *it)
{
    static const char mark[] = "trailer"; /* and a line's end, or, in joined files, a space */
    size_t const length = sizeof mark;
    size_t const trailer = pdffile_section(it->file, 0)->trailer;
    const struct pdf_value *strings[2] = {NULL, NULL};
    unsigned char digest[HASH_SIZE];
    if (trailer < length || memcmp(it->bytes + trailer - length, mark, length - 1) != 0 ||
        !has_our_id(it) || !read_id(it, strings))
        return false;
    digest_of(it, trailer - length, digest);
    return memcmp(strings[0]->bytes, digest, ID_BYTES) == 0;
}

/* ---- where revisions end -------------------------------------------------------------------- */

/*
 * Where a revision ends whose table is followed by nothing but "startxref", the
 * table's place and %%EOF; 0 when something else stands there.  Comments are let
 * pass in what signing tools write, which like to sign their work.
 */
static size_t end_of(const struct examination *it, size_t revision, bool with_comments)
{
    static const char mark[] = "%%EOF";
    const struct pdf_section *section = pdffile_section(it->file, revision);
    struct pdf_cursor cursor = {.bytes = it->bytes, .size = it->size, .at = section->end};
    long at;
    if (!with_comments)
        while (cursor.at < cursor.size && pdf_is(cursor.bytes[cursor.at], PDF_SPACE))
            cursor.at++;
    if ((!with_comments && cursor.at < cursor.size && cursor.bytes[cursor.at] == '%') ||
        !pdf_accept(&cursor, "startxref") || !pdf_parse_integer(&cursor, &at) ||
        (size_t)at != section->at)
        return 0;
    while (cursor.at < cursor.size && pdf_is(cursor.bytes[cursor.at], PDF_SPACE))
        cursor.at++;
    size_t const end = cursor.at + sizeof mark - 1;
    return end <= it->size && memcmp(it->bytes + cursor.at, mark, sizeof mark - 1) == 0 ? end : 0;
}

static bool is_blank_to_the_end(const struct examination *it, size_t at)
{
    while (at < it->size && pdf_is(it->bytes[at], PDF_SPACE))
        at++;
    return at == it->size;
}

/* Every revision's table stands behind those before it: what is older cannot name what is newer. */
static bool is_in_order(const struct examination *it)
{
    for (size_t i = 1; i < pdffile_revisions(it->file); i++)
        if (pdffile_section(it->file, i)->at < pdffile_revision_end(it->file, i - 1))
            return false;
    return true;
}

/* The first trailer holds what our writers put there, and no more. */
static bool has_our_trailer(const struct examination *it, struct pdffile *made)
{
    static const char *const keys[] = {"Size", "Root", "Info", "ID", NULL};
    const struct pdf_value *trailer = pdffile_trailer(made);
    const struct pdf_value *size = pdf_dict_find(trailer, "Size");
    for (const struct pdf_entry *entry = trailer->entries; entry; entry = entry->next)
        if (!pdf_key_is_one_of(entry, keys))
            return false;
    return pdf_has_single_keys(it->file, trailer) && size && size->kind == PDF_INTEGER &&
           size->integer == pdffile_size(made) &&
           pdf_is_name(pdffile_get(made, pdffile_catalog(made), "Type"), "Catalog");
}

static void read_metadata(const struct examination *it, struct pdffile *file)
{
    struct text packet = TEXT_EMPTY;
    if (pdffile_stream(file, pdffile_get(file, pdffile_catalog(file), "Metadata"), MAX_METADATA,
                       &packet))
        metadata_read(text_string(&packet), it->told, it->facts);
    text_free(&packet);
}

/* ---- later revisions ------------------------------------------------------------------------- */

static bool report(struct seal *seal, struct changes changes)
{
    seal->what = changes.what;
    seal->remarks = changes.remarks;
    return !changes.what;
}

/* Signatures of fields, one that two fields share once, and one of the catalog's /Perms alone. */
static size_t count_signatures(const struct examination *it)
{
    const struct pdf_signature *first = pdf_signatures(it->file, it->arena);
    const struct pdf_value *permissions = pdffile_get(it->file, pdffile_catalog(it->file), "Perms");
    const struct pdf_value *certified = pdffile_get(it->file, permissions, "DocMDP");
    size_t count = 0;
    bool is_of_field = false;
    for (const struct pdf_signature *at = first; at; at = at->next) {
        const struct pdf_signature *same = first;
        while (same->value != at->value && pdffile_step(it->file, 1))
            same = same->next;
        count += same == at;
        is_of_field |= at->value == certified;
    }
    return count + (!is_of_field && pdffile_get(it->file, certified, "ByteRange") != NULL);
}

/*
 * Every signature that later revisions hold is still shown by the newest one.  A
 * signature's value lies open, for its own range says where.
 */
static bool keeps_signatures(const struct examination *it)
{
    static const char mark[] = "/ByteRange";
    const char *end = it->bytes + it->size;
    const char *at = it->bytes + pdffile_first_revision(it->file);
    size_t held = 0;
    while (at < end && (at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)) != NULL) {
        held++;
        at++;
    }
    return held == 0 || count_signatures(it) >= held;
}

/* A mixed file is compared as both kinds of readers see it. */
static bool compare_revisions(const struct examination *it, struct seal *seal)
{
    enum pdffile_problem problem;
    if (!report(seal, changes_find(seal->made, it->file, it->facts->minutes, it->arena)))
        return false;
    if (!keeps_signatures(it))
        seal->what = DIAG_BOTH("подпись, которая стояла в файле, удалена или заменена",
                               "a signature that the file had was taken away or replaced");
    if (seal->what || !pdffile_is_hybrid(it->file))
        return !seal->what;
    struct pdffile *other = pdffile_open_within(it->bytes, it->size, pdffile_budget(it->file), true,
                                                it->arena, &problem);
    if (other)
        return report(seal, changes_find(seal->made, other, it->facts->minutes, it->arena));
    seal->what = DIAG_BOTH("таблица объектов", "the table of objects");
    return false;
}

static void examine_revisions(const struct examination *it, struct seal *seal)
{
    size_t const last = pdffile_revisions(it->file) - 1;
    size_t const first_end = end_of(it, 0, false);
    size_t const end = end_of(it, last, true);
    enum pdffile_problem problem = PDFFILE_GOOD;
    seal->state = VERIFY_CHANGED;
    if (first_end)
        seal->made = last ? pdffile_open_within(it->bytes, first_end, pdffile_budget(it->file),
                                                false, it->arena, &problem)
                          : it->file;
    if (seal->made)
        read_metadata(it, seal->made);
    if (!seal->made || !has_our_trailer(it, seal->made))
        seal->what = DIAG_BOTH("конец исходного файла", "the end of the original file");
    else if (!end || !is_blank_to_the_end(it, end) || !is_in_order(it))
        seal->what = DIAG_BOTH("за концом файла стоят посторонние байты",
                               "there are bytes behind the end that do not belong there");
    else if (last == 0)
        seal->state = VERIFY_UNCHANGED;
    else if (compare_revisions(it, seal))
        seal->state = VERIFY_EXTENDED;
}

/* ---- whose it is ---------------------------------------------------------------------------- */

bool seal_is_ours(const void *bytes, size_t size)
{
    static const char mark[] = "<form:edition>"; /* of the XMP packet, which is never packed */
    return memmem(bytes, size, mark, sizeof mark - 1) != NULL;
}

/* The same bytes but for a few: our trailer with our marks, where a program that saves anew puts its own. */
static bool was_edited_in_place(const struct examination *it)
{
    static const char mark[] = "trailer";
    size_t const trailer = pdffile_section(it->file, 0)->trailer;
    return has_our_id(it) && trailer > sizeof mark &&
           memcmp(it->bytes + trailer - sizeof mark, mark, sizeof mark - 1) == 0 &&
           pdf_dict_find(pdffile_first_trailer(it->file), "Root") != NULL;
}

struct seal seal_examine(struct pdffile *file, const void *bytes, size_t size,
                         const struct file_digests *digests, struct arena *arena,
                         struct arena *told, struct verify_facts *facts)
{
    struct examination const it = {.file = file,
                                   .bytes = bytes,
                                   .size = size,
                                   .digests = digests,
                                   .arena = arena,
                                   .told = told,
                                   .facts = facts};
    struct seal seal = {.state = VERIFY_RESAVED};
    if (digest_holds(&it)) {
        examine_revisions(&it, &seal);
    } else {
        read_metadata(&it, file);
        if ((!*facts->form || !*facts->edition) && !seal_is_ours(bytes, size))
            seal.state = VERIFY_FOREIGN;
        else if (was_edited_in_place(&it))
            seal = (struct seal){.state = VERIFY_CHANGED, .made = file};
    }
    if (pdffile_budget(file)->is_spent)
        seal = (struct seal){.state = VERIFY_UNKNOWN};
    return seal;
}
