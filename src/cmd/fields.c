/*
 * fields.c - `formulyar fields`: where the signatures of a PDF go, for tools that ask for it.
 */
#include "cmd/command.h"
#include "cmd/inspect.h"
#include "cmd/signatures.h"
#include "engine/places.h"
#include "base/report.h"
#include "pdfread/pdfparts.h"
#include "verify/verify.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void add_rect(struct text *out, const struct signature_field *field, const char *separator)
{
    for (int i = 0; i < 4; i++) {
        text_add(out, i ? separator : "");
        text_add_thousandths(out, lround(field->rect[i] * 1000));
    }
}

static void add_json(struct text *out, const char *path, const struct signature_field *field)
{
    text_format_json(out, "{\"file\":%s,\"name\":%s,\"signer\":%s", path, field->name,
                     field->signer);
    text_format(out, ",\"page\":%ld,\"rect\":[", field->page);
    add_rect(out, field, ",");
    text_add(out, field->is_signed ? "],\"signed\":true" : "],\"signed\":false");
}

static void add_line(struct text *out, const struct signature_field *field, enum language language)
{
    static const char *const states[2][2] = {{"пусто", "empty"}, {"подписано", "signed"}};
    text_format(out, "%s\t%ld\t", field->name, field->page);
    add_rect(out, field, " ");
    text_format(out, "\t%s\t%s\n", states[field->is_signed][language], field->signer);
}

/* A file without fields may be ours; why else there are none is told as `verify` tells it. */
static bool is_ours(const char *path, const struct text *bytes, struct arena *arena,
                    struct diags *diags)
{
    struct verify_facts facts;
    return verify_file(NULL, bytes->data, bytes->len, path, arena, &facts, diags);
}

/*
 * Runs confined, see inspect.h: hands back the signatures, which are read outside, and
 * the name and the row of each field; rows of JSON are not closed.
 */
static bool list_fields(const char *path, const struct text *bytes, struct text *out,
                        struct diags *diags, void *context)
{
    const struct options *options = context;
    struct arena *arena = arena_new();
    struct text row = TEXT_EMPTY;
    struct pdffile *file = inspect_pdf(path, bytes, arena, diags);
    const struct signature_field *field = file ? pdf_signature_fields(file, arena) : NULL;
    bool const good = field || (file && is_ours(path, bytes, arena, diags));
    signatures_pack(out, file, bytes, arena);
    for (; field; field = field->next) {
        text_clear(&row);
        if (option_given(options, OPTION_JSON))
            add_json(&row, path, field);
        else
            add_line(&row, field, options->language);
        parcel_add_string(out, field->name);
        parcel_add_bytes(out, row.data, row.len);
    }
    text_free(&row);
    arena_free(arena);
    return good;
}

/* Signatures come in the order of their fields. */
static void add_rows(const struct options *options, struct parcel *parcel,
                     const struct signatures *signatures, struct text *out)
{
    bool const is_json = option_given(options, OPTION_JSON);
    const struct signature *signature = signatures->first;
    while (!parcel->is_broken && !parcel_is_whole(parcel)) {
        size_t size;
        const char *name = parcel_string(parcel);
        const char *row = parcel_bytes(parcel, &size);
        bool const is_its = signature && strcmp(signature->field, name) == 0;
        text_add_bytes(out, row, size);
        if (is_its && is_json) {
            text_add(out, ",\"signature\":");
            signature_add_json(signature, out);
        } else if (is_its) {
            signature_add_text(signature, "\t", options->language, out);
        }
        if (is_json)
            text_add(out, "}\n");
        if (is_its)
            signature = signature->next;
    }
    if (!is_json && signatures->first)
        signatures_add_caveat("\t", options->language, out);
}

int fields_run(const struct options *options, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct text bytes = TEXT_EMPTY;
    struct text answer = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    struct signatures signatures;
    const char *path = options->operands[0];
    signatures_begin(&signatures, places_cms(arena), path, arena);
    if (inspect_read(path, &bytes, diags) &&
        inspect_bytes(path, &bytes, list_fields, (void *)(uintptr_t)options, &answer, diags)) {
        struct parcel parcel = {.bytes = answer.data, .size = answer.len};
        signatures_unpack(&signatures, &parcel, &bytes, diags);
        add_rows(options, &parcel, &signatures, &out);
        report_output(out.data, out.len, diags);
    }
    text_free(&out);
    text_free(&answer);
    text_free(&bytes);
    arena_free(arena);
    return diags_exit_status(diags);
}
