/*
 * pdfpacked.c - a file whose objects are packed into streams (ISO 32000-1, 7.5.7, 7.5.8); see pdfobj.h.
 *
 * Of a document that many share two thirds are elements of the structure tree, which say
 * nearly the same one after the other.  Written here and not by libharu, which knows no
 * such files: it is asked for the objects alone.
 */
#include "base/deflate.h"
#include "base/pdfa.h"
#include "pdf/pdfobj.h"

#include <stdlib.h>

/*
 * Objects of a stream: with more of them readers unpack much to find one, with fewer what they
 * have in common is said again.
 */
enum { PACKED = 200 };

enum { ID_HEX_SIZE = 33, ROW_SIZE = 7 /* /W[1 4 2] */ };

enum row_kind { ROW_FREE, ROW_PLAIN, ROW_PACKED };

struct packing {
    const struct pdf_file *file;
    struct deflater *deflater;
    struct text *out;
    size_t start;        /* of the file in out */
    unsigned count;      /* of the numbers, those of the object streams and of the table too */
    unsigned char *rows; /* of the table, by number */
    struct text index;   /* of the object stream at work: numbers and places */
    struct text bodies;
    pdf_ref kept[PACKED]; /* which are in it */
    unsigned kept_count;
    unsigned next; /* number of an object stream */
};

static void set_row(struct packing *packing, pdf_ref ref, enum row_kind kind, size_t second,
                    unsigned third)
{
    unsigned char *row = packing->rows + (size_t)ref * ROW_SIZE;
    row[0] = (unsigned char)kind;
    for (int i = 0; i < 4; i++)
        row[1 + i] = (unsigned char)(second >> (24 - 8 * i));
    row[5] = (unsigned char)(third >> 8);
    row[6] = (unsigned char)third;
}

static size_t here(const struct packing *packing)
{
    return packing->out->len - packing->start;
}

static void write_stream(struct packing *packing, pdf_ref ref, const char *body, size_t body_size,
                         const void *bytes, size_t size)
{
    struct text *out = packing->out;
    set_row(packing, ref, ROW_PLAIN, here(packing), 0);
    text_format(out, "%u 0 obj\n<<\n", ref);
    text_add_bytes(out, body, body_size);
    text_format(out, "/Length %zu>>\nstream\n", size);
    text_add_bytes(out, bytes, size);
    text_add(out, "\nendstream\nendobj\n");
}

/* ---- object streams -------------------------------------------------------------------------- */

static void write_packed(struct packing *packing)
{
    struct text bytes = TEXT_EMPTY;
    struct text body = TEXT_EMPTY;
    pdf_ref const ref = packing->next++;
    for (unsigned i = 0; i < packing->kept_count; i++)
        set_row(packing, packing->kept[i], ROW_PACKED, ref, i);
    text_format(&body, "/Type/ObjStm/N %u/First %zu/Filter/FlateDecode", packing->kept_count,
                packing->index.len);
    text_add_bytes(&packing->index, packing->bodies.data, packing->bodies.len);
    deflater_run(packing->deflater, DEFLATE_STREAM, packing->index.data, packing->index.len,
                 &bytes);
    write_stream(packing, ref, body.data, body.len, bytes.data, bytes.len);
    text_free(&bytes);
    text_free(&body);
    text_clear(&packing->index);
    text_clear(&packing->bodies);
    packing->kept_count = 0;
}

static void pack(struct packing *packing, pdf_ref ref, const struct pdf_stored *object)
{
    packing->kept[packing->kept_count++] = ref;
    text_format(&packing->index, "%u %zu ", ref, packing->bodies.len);
    text_add(&packing->bodies, "<<");
    text_add_bytes(&packing->bodies, object->body, object->body_size);
    text_add(&packing->bodies, ">>\n");
    if (packing->kept_count == PACKED)
        write_packed(packing);
}

static void write_objects(struct packing *packing, unsigned count)
{
    for (pdf_ref ref = 1; ref < count; ref++) {
        struct pdf_stored const object = pdf_file_stored(packing->file, ref);
        if (object.is_stream)
            write_stream(packing, ref, object.body, object.body_size, object.bytes, object.size);
        else
            pack(packing, ref, &object);
    }
    if (packing->kept_count)
        write_packed(packing);
}

/* ---- the table ---------------------------------------------------------------------------------- */

/* Each row as what it differs in from the one above (PNG's filter "up"): nearly all in one byte. */
static void deflate_rows(const struct packing *packing, struct text *out)
{
    enum { FILTER_UP = 2 };
    struct text rows = TEXT_EMPTY;
    text_reserve(&rows, (size_t)packing->count * (ROW_SIZE + 1));
    for (unsigned i = 0; i < packing->count; i++) {
        const unsigned char *row = packing->rows + (size_t)i * ROW_SIZE;
        text_add_char(&rows, FILTER_UP);
        for (int j = 0; j < ROW_SIZE; j++)
            text_add_char(&rows, (char)(row[j] - (i ? row[j - ROW_SIZE] : 0)));
    }
    deflater_run(packing->deflater, DEFLATE_STREAM, rows.data, rows.len, out);
    text_free(&rows);
}

static void digest(const struct packing *packing, const struct text *table,
                   struct file_digests *digests)
{
    digests->part = here(packing);
    struct hash_piece const pieces[] = {{packing->out->data + packing->start, digests->part},
                                        {table->data, table->len}};
    hash_pieces(pieces, 2, digests->of_part);
}

static void write_table(struct packing *packing, pdf_ref root, pdf_ref info,
                        struct file_digests *digests)
{
    char id[HASH_HEX_SIZE];
    struct text table = TEXT_EMPTY;
    struct text *out = packing->out;
    size_t const at = here(packing);
    pdf_ref const own = packing->next++;
    enum { NO_GENERATION = 65535 };
    set_row(packing, 0, ROW_FREE, 0, NO_GENERATION);
    set_row(packing, own, ROW_PLAIN, at, 0);
    deflate_rows(packing, &table);
    digest(packing, &table, digests);
    hash_hex(digests->of_part, id);
    id[ID_HEX_SIZE - 1] = '\0';
    text_format(out, PACKED_TABLE, own, packing->count, root, info, id, id, table.len);
    text_add_bytes(out, table.data, table.len);
    text_format(out, PACKED_TABLE_END "startxref\n%zu\n", at);
    text_add(out, "%%EOF\n");
    text_free(&table);
}

unsigned long pdf_file_save_packed(struct pdf_file *file, pdf_ref root, pdf_ref info,
                                   struct text *out, struct file_digests *digests)
{
    unsigned const count = pdf_file_count(file);
    unsigned packed = 0;
    struct file_digests own;
    if (pdf_file_error(file))
        return pdf_file_error(file);
    for (pdf_ref ref = 1; ref < count; ref++)
        packed += !pdf_file_stored(file, ref).is_stream;
    struct packing packing = {.file = file,
                              .deflater = deflater_new(DEFLATER_USUAL),
                              .out = out,
                              .start = out->len,
                              .count = count + (packed + PACKED - 1) / PACKED + 1,
                              .next = count};
    packing.rows = xcalloc(packing.count, ROW_SIZE);
    text_add(out, "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n");
    write_objects(&packing, count);
    write_table(&packing, root, info, &own);
    if (digests) {
        *digests = own;
        hash_bytes(out->data + packing.start, here(&packing), digests->of_all);
    }
    deflater_free(packing.deflater);
    free(packing.rows);
    text_free(&packing.index);
    text_free(&packing.bodies);
    return 0;
}
