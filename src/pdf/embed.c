#include "pdf/writer.h"

#include "base/deflate.h"

/* A stream as it was baked; entry: of its dictionary beside the filter, or NULL. */
static pdf_ref add_stream(struct pdf_file *file, struct bytes bytes, const char *entry, long value,
                          struct text *scratch)
{
    pdf_ref const ref = pdf_file_add(file);
    text_clear(scratch);
    text_add(scratch, "/Filter/FlateDecode");
    if (entry)
        text_format(scratch, "/%s %ld", entry, value);
    pdf_file_stream(file, ref, scratch, bytes.data, bytes.size);
    return ref;
}

static pdf_ref add_body(struct pdf_file *file, const struct text *body)
{
    pdf_ref const ref = pdf_file_add(file);
    pdf_file_fill(file, ref, body);
    return ref;
}

#define FONT_NAME "/%s+%s" /* TAGTAG+Name */

static pdf_ref add_descriptor(struct pdf_file *file, const struct face_header *face,
                              const struct made_font *font, pdf_ref program, pdf_ref cid_set,
                              struct text *scratch)
{
    text_clear(scratch);
    text_format(scratch,
                "/Type/FontDescriptor/FontName" FONT_NAME "/Flags %u/FontBBox[%d %d %d %d]"
                "/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 " REF,
                font->tag, face->name, face->flags, face->bbox[0], face->bbox[1], face->bbox[2],
                face->bbox[3], face->ascent, -face->descent, face->cap_height, face->stem_v,
                program);
    if (cid_set)
        text_format(scratch, "/CIDSet " REF, cid_set);
    return add_body(file, scratch);
}

static pdf_ref add_cid_set(struct pdf_file *file, const struct fonts *fonts,
                           const struct made_font *font, struct arena *arena, struct text *scratch)
{
    struct text set = TEXT_EMPTY, packed = TEXT_EMPTY;
    font_put_cid_set(font, &set);
    deflater_run(fonts_deflater(fonts), DEFLATE_STREAM, set.data, set.len, &packed);
    const void *kept = arena_strndup(arena, packed.data, packed.len);
    pdf_ref const ref = add_stream(file, (struct bytes){kept, packed.len}, NULL, 0, scratch);
    text_free(&set);
    text_free(&packed);
    return ref;
}

/* The Type 0 font of a face, its descendant in it. */
static pdf_ref add_font(struct pdf_file *file, const struct face_header *face,
                        const struct made_font *font, pdf_ref to_unicode, pdf_ref cid_set,
                        struct text *scratch)
{
    pdf_ref const program =
        add_stream(file, font->program, "Length1", (long)font->program_length, scratch);
    pdf_ref const descriptor = add_descriptor(file, face, font, program, cid_set, scratch);
    pdf_ref const glyph_map = add_stream(file, font->glyph_map, NULL, 0, scratch);
    text_clear(scratch);
    text_format(scratch,
                "/Type/Font/Subtype/Type0/BaseFont" FONT_NAME "/Encoding/Identity-H/ToUnicode " REF
                "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont" FONT_NAME
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                "/FontDescriptor " REF "/CIDToGIDMap " REF "/DW %u/W",
                font->tag, face->name, to_unicode, font->tag, face->name, descriptor, glyph_map,
                face->default_width);
    text_add_bytes(scratch, font->widths.data, font->widths.size);
    text_add(scratch, ">>]");
    return add_body(file, scratch);
}

static bool has_usual_codes(const struct made_font *font)
{
    for (size_t i = 0; i < font->code_count; i++)
        if (!face_block_is_usual(font->codes[i] / FACE_BLOCK))
            return false;
    return true;
}

void embed_fonts(struct pdf_file *file, const struct fonts *fonts, const struct font_use *use,
                 struct arena *arena, bool with_cid_set, pdf_ref resources)
{
    struct text body = TEXT_EMPTY, scratch = TEXT_EMPTY;
    const struct made_font *made[FACE_COUNT] = {NULL};
    bool is_usual = true;
    for (int face = 0; face < FACE_COUNT; face++) {
        if (!use->used[face])
            continue;
        made[face] = font_make(fonts_makers(fonts), (enum face)face, &use->codes[face]);
        is_usual = is_usual && has_usual_codes(made[face]);
    }
    pdf_ref const to_unicode =
        add_stream(file, fonts_stream(fonts, is_usual ? FONTS_TO_UNICODE_USUAL : FONTS_TO_UNICODE),
                   NULL, 0, &scratch);
    text_add(&body, "/Font<<");
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct made_font *font = made[face];
        if (!font)
            continue;
        pdf_ref const cid_set = with_cid_set ? add_cid_set(file, fonts, font, arena, &scratch) : 0;
        text_format(&body, "/F%d " REF, face,
                    add_font(file, fonts_face(fonts, (enum face)face), font, to_unicode, cid_set,
                             &scratch));
    }
    text_add(&body, ">>");
    pdf_file_fill(file, resources, &body);
    text_free(&body);
    text_free(&scratch);
}

void embed_output_intent(struct pdf_file *file, const struct fonts *fonts, struct text *out)
{
    struct text scratch = TEXT_EMPTY;
    pdf_ref const profile =
        add_stream(file, fonts_stream(fonts, FONTS_SRGB_PROFILE), "N", 3, &scratch);
    text_format(out,
                "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                "/Info(sRGB IEC61966-2.1)/DestOutputProfile " REF ">>]",
                profile);
    text_free(&scratch);
}
