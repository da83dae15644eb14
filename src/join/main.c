/*
 * main.c - formulyar-join: puts minutes that anybody made in front of a bundle.
 *
 * A program of its own, because minutes are a stranger's bytes and qpdf's library
 * is large: formulyar runs it with limits on time and memory (cmd/joiner.h) and
 * outlives its crash.  It opens no file but its descriptors.
 */
#include "base/confine.h"
#include "base/file.h"
#include "base/hash.h"
#include "join/bundle.h"
#include "join/inspect.h"
#include "join/merge.h"
#include "join/object.h"
#include "join/protocol.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ID_BYTES = 16, ID_LENGTH = 2 * (2 * ID_BYTES + 2), MAX_BUNDLE = 1 << 30 };

static bool put(const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, stdout) == size;
}

static void add_fact(struct text *out, const char *name, long value)
{
    text_add(out, name);
    text_add_char(out, ' ');
    text_add_int(out, value);
    text_add_char(out, '\n');
}

static void add_letter(struct text *out, const char *name, char letter)
{
    text_add(out, name);
    text_add_char(out, ' ');
    text_add_char(out, letter ? letter : '-');
    text_add_char(out, '\n');
}

static int deliver(struct text *out, int status)
{
    return put(out->data, out->len) && fflush(stdout) == 0 ? status : JOIN_FAILED;
}

static int refuse(const char *word)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, JOIN_REFUSED_WORD " ");
    text_add(&out, word);
    text_add(&out, "\n\n");
    int const status = deliver(&out, JOIN_REFUSED);
    text_free(&out);
    return status;
}

/* ---- writing -------------------------------------------------------------------------- */

/* Where "<digits><digits>" begins behind the trailer's /ID; NULL when the library wrote it otherwise. */
static const char *find_id(const char *bytes, size_t size, const char **trailer)
{
    static const char mark[] = "trailer ";
    const char *end = bytes + size;
    *trailer = NULL;
    for (const char *at = bytes; (at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)); at++)
        *trailer = at;
    const char *id = *trailer ? memmem(*trailer, (size_t)(end - *trailer), "/ID [<", 6) : NULL;
    if (!id || end - id < 5 + ID_LENGTH)
        return NULL;
    id += 5;
    return id[ID_LENGTH / 2 - 1] == '>' && id[ID_LENGTH / 2] == '<' && id[ID_LENGTH - 1] == '>'
               ? id
               : NULL;
}

/*
 * The same kind of identifier as that of every file of ours (pdf/pdfobj.c), so
 * that `formulyar verify` can say whether the file was changed: SHA-256 of all
 * that stands before the trailer.
 */
static bool put_file(const char *bytes, size_t size)
{
    const char *trailer;
    const char *id = find_id(bytes, size, &trailer);
    unsigned char digest[HASH_SIZE];
    char own[ID_LENGTH + 1];
    char hex[HASH_HEX_SIZE];
    if (!id)
        return false;
    hash_bytes(bytes, (size_t)(trailer - bytes), digest);
    hash_hex(digest, hex);
    snprintf(own, sizeof own, "<%.*s><%.*s>", 2 * ID_BYTES, hex, 2 * ID_BYTES, hex);
    const char *rest = id + ID_LENGTH;
    return put(bytes, (size_t)(id - bytes)) && put(own, ID_LENGTH) &&
           put(rest, (size_t)(bytes + size - rest)) && fflush(stdout) == 0;
}

/* Of the trailer only what PDF asks for: else the minutes could say there what put_file() looks for. */
static void tidy_trailer(qpdf_data minutes)
{
    qpdf_oh const trailer = qpdf_get_trailer(minutes);
    struct arena *arena = arena_new();
    struct object_keys const keys = object_keys(minutes, trailer, arena);
    for (size_t i = 0; i < keys.count; i++)
        if (strcmp(keys.names[i], "/Root") != 0 && strcmp(keys.names[i], "/Info") != 0 &&
            strcmp(keys.names[i], "/Size") != 0)
            qpdf_oh_remove_key(minutes, trailer, keys.names[i]);
    qpdf_oh const info = object_get(minutes, trailer, "/Info");
    if (!qpdf_oh_is_null(minutes, info) && !qpdf_oh_is_indirect(minutes, info))
        qpdf_oh_replace_key(minutes, trailer, "/Info", qpdf_make_indirect_object(minutes, info));
    arena_free(arena);
}

/* Streams go through as they are; tables are classic, as signing tools like them. */
static bool write_file(qpdf_data minutes)
{
    tidy_trailer(minutes);
    qpdf_init_write_memory(minutes);
    qpdf_set_object_stream_mode(minutes, qpdf_o_disable);
    qpdf_set_stream_data_mode(minutes, qpdf_s_preserve);
    qpdf_set_newline_before_endstream(minutes, QPDF_TRUE);
    qpdf_set_deterministic_ID(minutes, QPDF_TRUE); /* a place to write ours in */
    qpdf_set_minimum_pdf_version(minutes, "1.7");
    return !(qpdf_write(minutes) & QPDF_ERRORS) &&
           put_file((const char *)qpdf_get_buffer(minutes), qpdf_get_buffer_length(minutes));
}

/* ---- the two errands -------------------------------------------------------------------- */

static bool merge(qpdf_data ours, qpdf_data minutes, const struct minutes_facts *facts,
                  long *renamed)
{
    struct bundle bundle;
    if (!bundle_carry(ours, minutes, &bundle) ||
        !merge_structure(minutes, &bundle, facts->pages, facts->is_tagged) ||
        !bundle_append_pages(minutes, &bundle))
        return false;
    merge_bookmarks(minutes, &bundle);
    merge_labels(minutes, &bundle, facts->pages);
    merge_properties(minutes, &bundle, facts->part != 0);
    *renamed = merge_fields(minutes, &bundle);
    return !object_failed(minutes);
}

static bool tell_renamed(long renamed)
{
    struct text out = TEXT_EMPTY;
    add_fact(&out, FACT_RENAMED, renamed);
    text_add_char(&out, '\n');
    bool const good = put(out.data, out.len);
    text_free(&out);
    return good;
}

/* The minutes are read by now: standard input is free for the bundle. */
static bool read_bundle(struct text *bytes)
{
    return dup2(JOIN_BUNDLE_DESCRIPTOR, STDIN_FILENO) >= 0 &&
           file_read("-", MAX_BUNDLE, bytes) == 0;
}

static int join(qpdf_data minutes, const struct minutes_facts *facts)
{
    struct text bytes = TEXT_EMPTY;
    int status = JOIN_FAILED;
    long renamed = 0;
    if (read_bundle(&bytes)) {
        qpdf_data ours = bundle_open(&bytes);
        if (ours && merge(ours, minutes, facts, &renamed) && tell_renamed(renamed) &&
            write_file(minutes))
            status = JOIN_DONE;
        if (ours)
            object_close(ours);
    }
    text_free(&bytes);
    return status;
}

static int inspect(const struct minutes_facts *facts)
{
    struct text out = TEXT_EMPTY;
    add_fact(&out, FACT_PAGES, facts->pages);
    add_letter(&out, FACT_PART, facts->part);
    add_letter(&out, FACT_LEVEL, facts->level);
    add_fact(&out, FACT_TAGGED, facts->is_tagged);
    add_fact(&out, FACT_LANGUAGE, facts->has_language);
    add_fact(&out, FACT_MENDED, facts->is_mended);
    add_fact(&out, FACT_LOOKS, facts->asks_for_looks);
    add_fact(&out, FACT_LEFT_OUT, (long)facts->quiet.left_out);
    add_fact(&out, FACT_FILES, facts->quiet.kept_files);
    add_fact(&out, FACT_OTHER, facts->quiet.kept_other);
    text_add_char(&out, '\n');
    int const status = deliver(&out, JOIN_DONE);
    text_free(&out);
    return status;
}

static int look(struct text *bytes, bool only_inspect)
{
    const char *refusal = NULL;
    struct minutes_facts facts;
    qpdf_data minutes = inspect_open(bytes, &facts, &refusal);
    if (!minutes)
        return refuse(refusal);
    int const status = only_inspect ? inspect(&facts) : join(minutes, &facts);
    object_close(minutes);
    return status;
}

int main(int argc, char **argv)
{
    struct text bytes = TEXT_EMPTY;
    confine_program(); /* minutes are personal data */
    bool const only_inspect = argc == 2 && strcmp(argv[1], JOIN_INSPECT) == 0;
    if (!only_inspect && !(argc == 2 && strcmp(argv[1], JOIN_JOIN) == 0)) {
        fputs("formulyar-join is run by formulyar; see formulyar bundle --help\n", stderr);
        return JOIN_FAILED;
    }
    int const status =
        file_read("-", JOIN_MAX_MINUTES, &bytes) == 0 ? look(&bytes, only_inspect) : JOIN_FAILED;
    text_free(&bytes);
    return status;
}
