/*
 * main.c - formulyar-join: puts minutes that anybody made in front of a bundle.
 *
 * A program of its own, because minutes are a stranger's bytes and qpdf's library
 * is large: formulyar runs it with limits on time and memory (cmd/joiner.h) and
 * outlives its crash.  It opens no file but its descriptors.
 */
#include "base/file.h"
#include "base/hash.h"
#include "join/bundle.h"
#include "join/inspect.h"
#include "join/merge.h"
#include "join/object.h"
#include "join/protocol.h"

#include <stdio.h>
#include <string.h>

enum { ID_BYTES = 16, MAX_BUNDLE = 1 << 30 };

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
    size_t const put = fwrite(out->data, 1, out->len, stdout);
    return put == out->len && fflush(stdout) == 0 ? status : JOIN_FAILED;
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

/*
 * The same kind of identifier as that of every file of ours (pdf/pdfobj.c), so
 * that `formulyar verify` can say whether the file was changed: SHA-256 of all
 * that stands before the trailer.
 */
static bool set_id(char *bytes, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    static const char mark[] = "trailer ";
    unsigned char digest[HASH_SIZE];
    char *trailer = NULL;
    for (char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), mark, sizeof mark - 1)); at++)
        trailer = at;
    char *id = trailer ? memmem(trailer, size - (size_t)(trailer - bytes), "/ID [", 5) : NULL;
    if (!id)
        return false;
    hash_bytes(bytes, (size_t)(trailer - bytes), digest);
    for (int twice = 0; twice < 2; twice++) {
        id = memchr(id, '<', size - (size_t)(id - bytes));
        if (!id || (size_t)(id - bytes) + 2 * ID_BYTES + 2 > size || id[2 * ID_BYTES + 1] != '>')
            return false;
        for (int i = 0; i < ID_BYTES; i++) {
            *++id = digits[digest[i] >> 4];
            *++id = digits[digest[i] & 15];
        }
    }
    return true;
}

/* Streams go through as they are; tables are classic, as signing tools like them. */
static bool write_file(qpdf_data minutes, struct text *out)
{
    qpdf_oh_remove_key(minutes, qpdf_get_trailer(minutes), "/ID");
    qpdf_init_write_memory(minutes);
    qpdf_set_object_stream_mode(minutes, qpdf_o_disable);
    qpdf_set_stream_data_mode(minutes, qpdf_s_preserve);
    qpdf_set_newline_before_endstream(minutes, QPDF_TRUE);
    qpdf_set_deterministic_ID(minutes, QPDF_TRUE); /* a place to write ours in */
    qpdf_set_minimum_pdf_version(minutes, "1.7");
    if (qpdf_write(minutes) & QPDF_ERRORS)
        return false;
    size_t const start = out->len;
    text_add_bytes(out, qpdf_get_buffer(minutes), qpdf_get_buffer_length(minutes));
    return set_id(out->data + start, out->len - start);
}

/* ---- the two errands -------------------------------------------------------------------- */

static bool merge(qpdf_data ours, qpdf_data minutes, const struct minutes_facts *facts,
                  struct text *out)
{
    struct bundle bundle;
    if (!bundle_carry(ours, minutes, &bundle) ||
        !merge_structure(minutes, &bundle, facts->pages, facts->is_tagged) ||
        !bundle_append_pages(minutes, &bundle))
        return false;
    merge_bookmarks(minutes, &bundle);
    merge_labels(minutes, &bundle, facts->pages);
    merge_properties(minutes, &bundle);
    add_fact(out, FACT_RENAMED, merge_fields(minutes, &bundle, facts->pages));
    text_add_char(out, '\n');
    return !object_failed(minutes) && write_file(minutes, out);
}

static int join(qpdf_data minutes, const struct minutes_facts *facts)
{
    char path[] = "/dev/fd/0";
    struct text bytes = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    int status = JOIN_FAILED;
    path[sizeof path - 2] = '0' + JOIN_BUNDLE_DESCRIPTOR;
    if (file_read(path, MAX_BUNDLE, &bytes) == 0) {
        qpdf_data ours = bundle_open(&bytes);
        if (ours && merge(ours, minutes, facts, &out))
            status = deliver(&out, JOIN_DONE);
        if (ours)
            qpdf_cleanup(&ours);
    }
    text_free(&bytes);
    text_free(&out);
    return status;
}

static int inspect(const struct minutes_facts *facts)
{
    struct text out = TEXT_EMPTY;
    add_fact(&out, FACT_PAGES, facts->pages);
    add_letter(&out, FACT_PART, facts->part);
    add_letter(&out, FACT_LEVEL, facts->level);
    add_fact(&out, FACT_TAGGED, facts->is_tagged);
    text_add_char(&out, '\n');
    int const status = deliver(&out, JOIN_DONE);
    text_free(&out);
    return status;
}

static int look(const struct text *bytes, bool only_inspect)
{
    const char *refusal = NULL;
    struct minutes_facts facts;
    qpdf_data minutes = inspect_open(bytes, &facts, &refusal);
    if (!minutes)
        return refuse(refusal);
    int const status = only_inspect ? inspect(&facts) : join(minutes, &facts);
    qpdf_cleanup(&minutes);
    return status;
}

int main(int argc, char **argv)
{
    struct text bytes = TEXT_EMPTY;
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
