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
#include "join/merge.h"
#include "join/inspect.h"
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

static int deliver(struct text *out, int status)
{
    bool const good = put(out->data, out->len) && fflush(stdout) == 0;
    text_free(out);
    return good ? status : JOIN_FAILED;
}

static int refuse(const char *word)
{
    struct text out = TEXT_EMPTY;
    text_format(&out, JOIN_REFUSED_WORD " %s\n\n", word);
    return deliver(&out, JOIN_REFUSED);
}

/* ---- writing -------------------------------------------------------------------------- */

/* Where "<digits><digits>" begins behind the trailer's /ID; NULL when the library wrote it otherwise. */
static const char *find_id(const char *bytes, size_t size, const char **trailer)
{
    const char *end = bytes + size;
    *trailer = text_find_last(bytes, size, "trailer ");
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
    OBJECT_EACH_KEY(minutes, key, trailer)
        if (strcmp(key, "/Root") != 0 && strcmp(key, "/Info") != 0 && strcmp(key, "/Size") != 0)
            qpdf_oh_remove_key(minutes, trailer, key);
    qpdf_oh const info = object_get(minutes, trailer, "/Info");
    if (!qpdf_oh_is_null(minutes, info) && !qpdf_oh_is_indirect(minutes, info))
        qpdf_oh_replace_key(minutes, trailer, "/Info", qpdf_make_indirect_object(minutes, info));
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
    struct carried carried;
    if (!carried_copy(ours, minutes, &carried) ||
        !merge_structure(minutes, &carried, facts->pages, facts->is_tagged) ||
        !carried_append_pages(minutes, &carried))
        return false;
    merge_bookmarks(minutes, &carried);
    merge_labels(minutes, &carried, facts->pages);
    merge_properties(minutes, &carried, facts->part != 0);
    *renamed = merge_fields(minutes, &carried);
    return !qpdf_has_error(minutes);
}

static bool tell_renamed(long renamed)
{
    struct text out = TEXT_EMPTY;
    text_format(&out, FACT_RENAMED " %ld\n\n", renamed);
    return deliver(&out, JOIN_DONE) == JOIN_DONE;
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
        qpdf_data ours = carried_open(&bytes);
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
    text_format(&out, FACT_PAGES " %d\n" FACT_PART " %c\n" FACT_LEVEL " %c\n", facts->pages,
                facts->part ? facts->part : '-', facts->level ? facts->level : '-');
    text_format(&out, FACT_TAGGED " %d\n" FACT_LANGUAGE " %d\n" FACT_MENDED " %d\n",
                facts->is_tagged, facts->has_language, facts->is_mended);
    text_format(&out, FACT_LOOKS " %d\n" FACT_LEFT_OUT " %u\n" FACT_FILES " %ld\n",
                facts->asks_for_looks, facts->quiet.left_out, facts->quiet.kept_files);
    text_format(&out, FACT_OTHER " %d\n\n", facts->quiet.kept_other);
    return deliver(&out, JOIN_DONE);
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
