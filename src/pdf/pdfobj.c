/*
 * pdfobj.c - see pdfobj.h.
 *
 * An object is a libharu dictionary without entries: its write_fn emits the
 * caller's body, and for a stream its after_write_fn emits the bytes.  The
 * library's own streams are passed by, because they would copy the bytes and
 * add an object for every length.
 */
#include "pdf/pdfobj.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

enum {
    POOL_SIZE = 32 * 1024,
    ID_SIZE = 16,
    OBJECT_SIZE = 64, /* of an object around its body, and of its line in the table */
};

struct object {
    HPDF_Dict_Rec dict; /* for the library; its attr leads back here */
    struct pdf_file *file;
    struct pdf_stored is;
};

struct pdf_file {
    struct _HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Xref xref;
    HPDF_Dict model; /* of all others, which share its empty list: making one is slow */
    HPDF_Stream writer;
    struct text *out;
    size_t start; /* of the file in out */
    size_t size;  /* of it, or a little more */
    struct hash *hash;
    struct file_digests digests;
    struct arena *arena;
    unsigned long first_error;
    pdf_ref root, info;
};

/* Keeps the first error, whichever way the library told of it. */
static void note(struct pdf_file *file, HPDF_STATUS status)
{
    if (!file->first_error && status != HPDF_OK)
        file->first_error = status;
    if (!file->first_error && HPDF_Error_GetCode(&file->error) != HPDF_OK)
        file->first_error = HPDF_Error_GetCode(&file->error);
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct object *object = dict->attr;
    HPDF_STATUS status = HPDF_OK;
    if (object->is.body_size)
        status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)object->is.body,
                                   (HPDF_UINT)object->is.body_size);
    if (status == HPDF_OK && object->is.is_stream) {
        status = HPDF_Stream_WriteStr(stream, "/Length ");
        if (status == HPDF_OK)
            status = HPDF_Stream_WriteUInt(stream, (HPDF_UINT)object->is.size);
    }
    return status;
}

static HPDF_STATUS write_stream(HPDF_Dict dict)
{
    const struct object *object = dict->attr;
    HPDF_Stream writer = object->file->writer;
    HPDF_STATUS status = HPDF_Stream_WriteStr(writer, "\nstream\n");
    if (status == HPDF_OK && object->is.size)
        status = HPDF_Stream_Write(writer, object->is.bytes, (HPDF_UINT)object->is.size);
    if (status == HPDF_OK)
        status = HPDF_Stream_WriteStr(writer, "\nendstream");
    return status;
}

static void *allocate(HPDF_UINT size)
{
    return xmalloc(size);
}

struct pdf_file *pdf_file_new(struct arena *arena)
{
    struct pdf_file *file = ARENA_NEW(arena, struct pdf_file);
    file->arena = arena;
    HPDF_Error_Init(&file->error, NULL);
    file->memory = HPDF_MMgr_New(&file->error, POOL_SIZE, allocate, free);
    file->xref = file->memory ? HPDF_Xref_New(file->memory, 0) : NULL;
    file->model = file->xref ? HPDF_Dict_New(file->memory) : NULL;
    if (!file->model) {
        note(file, HPDF_FAILD_TO_ALLOC_MEM);
        return file;
    }
    file->model->write_fn = write_body;
    return file;
}

/* The library's memory is a pool: releasing the pool releases every object in it. */
void pdf_file_free(struct pdf_file *file)
{
    if (file->memory)
        HPDF_MMgr_Free(file->memory);
    file->memory = NULL;
}

static struct object *object_at(const struct pdf_file *file, pdf_ref ref)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(file->xref, ref);
    return entry && entry->obj ? ((HPDF_Dict)entry->obj)->attr : NULL;
}

pdf_ref pdf_file_add(struct pdf_file *file)
{
    if (file->first_error)
        return 0;
    struct object *object = ARENA_NEW(file->arena, struct object);
    object->file = file;
    object->dict = *file->model;
    object->dict.attr = object;
    if (HPDF_Xref_Add(file->xref, &object->dict) != HPDF_OK) {
        note(file, HPDF_INVALID_OBJECT);
        return 0;
    }
    file->size += OBJECT_SIZE;
    return file->xref->entries->count - 1;
}

void pdf_file_fill(struct pdf_file *file, pdf_ref ref, const struct text *body)
{
    struct object *object = ref ? object_at(file, ref) : NULL;
    if (!object)
        return;
    object->is.body = arena_strndup(file->arena, body->data, body->len);
    object->is.body_size = body->len;
    file->size += body->len;
}

void pdf_file_stream(struct pdf_file *file, pdf_ref ref, const struct text *body, const void *bytes,
                     size_t size)
{
    struct object *object = ref ? object_at(file, ref) : NULL;
    if (!object)
        return;
    pdf_file_fill(file, ref, body);
    object->is.bytes = bytes;
    object->is.size = size;
    object->is.is_stream = true;
    file->size += size;
    object->dict.after_write_fn = write_stream;
}

unsigned pdf_file_count(const struct pdf_file *file)
{
    return file->first_error ? 0 : file->xref->entries->count;
}

struct pdf_stored pdf_file_stored(const struct pdf_file *file, pdf_ref ref)
{
    const struct object *object = object_at(file, ref);
    return object ? object->is : (struct pdf_stored){0};
}

unsigned long pdf_file_error(const struct pdf_file *file)
{
    return file->first_error;
}

static HPDF_STATUS write_out(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    struct pdf_file *file = stream->attr;
    text_add_bytes(file->out, bytes, size);
    return HPDF_OK;
}

static void put_id(struct text *out, const unsigned char *digest)
{
    static const char digits[] = "0123456789abcdef";
    text_add_char(out, '<');
    for (int i = 0; i < ID_SIZE; i++) {
        text_add_char(out, digits[digest[i] >> 4]);
        text_add_char(out, digits[digest[i] & 15]);
    }
    text_add_char(out, '>');
}

/* The library calls this when all before "trailer" and "<<" is written. */
static HPDF_STATUS write_trailer(HPDF_Dict dict, HPDF_Stream stream)
{
    static const char trailer[] = "trailer\n";
    struct pdf_file *file = dict->attr;
    struct text body = TEXT_EMPTY;
    struct file_digests *digests = &file->digests;
    size_t size = file->out->len - file->start;
    const char *start = file->out->data + file->start;
    const char *end =
        memmem(start + file->xref->addr, size - file->xref->addr, trailer, strlen(trailer));
    digests->part = (size_t)(end - start);
    hash_add(file->hash, start, digests->part);
    hash_so_far(file->hash, digests->of_part);
    text_format(&body, "/Root " REF "/Info " REF "/ID[", file->root, file->info);
    put_id(&body, digests->of_part);
    put_id(&body, digests->of_part);
    text_add_char(&body, ']');
    HPDF_STATUS const status =
        HPDF_Stream_Write(stream, (const HPDF_BYTE *)body.data, (HPDF_UINT)body.len);
    text_free(&body);
    return status;
}

/* The digest goes on over what follows its first part: the trailer, which holds the /ID. */
static void finish_digests(struct pdf_file *file, struct file_digests *digests)
{
    size_t const at = file->start + file->digests.part;
    hash_add(file->hash, file->out->data + at, file->out->len - at);
    hash_so_far(file->hash, file->digests.of_all);
    *digests = file->digests;
}

unsigned long pdf_file_save(struct pdf_file *file, const char *version, pdf_ref root, pdf_ref info,
                            struct text *out, struct file_digests *digests)
{
    if (file->first_error)
        return file->first_error;
    file->out = out;
    file->start = out->len;
    text_reserve(out, file->size);
    file->root = root;
    file->info = info;
    file->hash = hash_new(file->arena);
    file->writer = HPDF_CallbackWriter_New(file->memory, write_out, file);
    if (!file->writer) {
        note(file, HPDF_INVALID_OBJECT);
        return file->first_error;
    }
    file->xref->trailer->attr = file;
    file->xref->trailer->write_fn = write_trailer;
    note(file, HPDF_Stream_WriteStr(file->writer, "%PDF-"));
    note(file, HPDF_Stream_WriteStr(file->writer, version));
    note(file, HPDF_Stream_WriteStr(file->writer, "\n%\xB7\xBE\xAD\xAA\n"));
    note(file, HPDF_Xref_WriteToStream(file->xref, file->writer, NULL));
    if (!file->first_error && digests)
        finish_digests(file, digests);
    return file->first_error;
}

static bool is_printable_ascii(const char *string)
{
    for (; *string; string++)
        if (*string < ' ' || *string > '~')
            return false;
    return true;
}

static char *string_code_point(char *to, uint32_t code_point)
{
    if (code_point < 0x10000)
        return string_unit(to, code_point);
    to = string_unit(to, 0xD800 + ((code_point - 0x10000) >> 10));
    return string_unit(to, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
}

void put_text_string(struct text *out, const char *utf8)
{
    const char *cursor = utf8 ? utf8 : "";
    text_add_char(out, '(');
    text_reserve(out, STRING_UNIT_SIZE * (strlen(cursor) + 1));
    char *to = out->data + out->len;
    if (is_printable_ascii(cursor)) {
        for (; *cursor; cursor++)
            to = string_byte(to, (unsigned char)*cursor);
    } else {
        to = string_unit(to, 0xFEFF);
        while (*cursor)
            to = string_code_point(to, utf8_next(&cursor));
    }
    out->len = (size_t)(to - out->data);
    text_add_char(out, ')');
}
