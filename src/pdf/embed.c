#include "pdf/writer.h"

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
                              const struct face_subset *subset, pdf_ref program, pdf_ref cid_set,
                              struct text *scratch)
{
    text_clear(scratch);
    text_format(scratch,
                "/Type/FontDescriptor/FontName" FONT_NAME "/Flags %u/FontBBox[%d %d %d %d]"
                "/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 " REF,
                subset->tag, face->name, face->flags, face->bbox[0], face->bbox[1], face->bbox[2],
                face->bbox[3], face->ascent, -face->descent, face->cap_height, face->stem_v,
                program);
    if (cid_set)
        text_format(scratch, "/CIDSet " REF, cid_set);
    return add_body(file, scratch);
}

static pdf_ref add_cid_font(struct pdf_file *file, const struct face_header *face,
                            const struct face_subset *subset, struct bytes widths,
                            pdf_ref descriptor, pdf_ref glyph_map, struct text *scratch)
{
    text_clear(scratch);
    text_format(scratch,
                "/Type/Font/Subtype/CIDFontType2/BaseFont" FONT_NAME
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                "/FontDescriptor " REF "/DW %u/W",
                subset->tag, face->name, descriptor, subset->default_width);
    text_add_bytes(scratch, widths.data, widths.size);
    text_format(scratch, "/CIDToGIDMap " REF, glyph_map);
    return add_body(file, scratch);
}

static pdf_ref add_font(struct pdf_file *file, const struct fonts *fonts, enum face id, int number,
                        pdf_ref to_unicode, bool with_cid_set, struct text *scratch)
{
    const struct face_header *face = fonts_face(fonts, id);
    const struct face_subset *subset = &face->subsets[number];
    pdf_ref const program = add_stream(file, fonts_bytes(fonts, id, subset->program), "Length1",
                                       (long)subset->program_length, scratch);
    pdf_ref const cid_set =
        with_cid_set ? add_stream(file, fonts_bytes(fonts, id, subset->cid_set), NULL, 0, scratch)
                     : 0;
    pdf_ref const descriptor = add_descriptor(file, face, subset, program, cid_set, scratch);
    pdf_ref const glyph_map =
        add_stream(file, fonts_bytes(fonts, id, subset->glyph_map), NULL, 0, scratch);
    pdf_ref const cid_font = add_cid_font(
        file, face, subset, fonts_bytes(fonts, id, subset->widths), descriptor, glyph_map, scratch);
    text_clear(scratch);
    text_format(scratch,
                "/Type/Font/Subtype/Type0/BaseFont" FONT_NAME
                "/Encoding/Identity-H/DescendantFonts[" REF "]/ToUnicode " REF,
                subset->tag, face->name, cid_font, to_unicode);
    return add_body(file, scratch);
}

void embed_fonts(struct pdf_file *file, const struct fonts *fonts, const struct font_use *use,
                 bool with_cid_set, pdf_ref resources)
{
    struct text body = TEXT_EMPTY, scratch = TEXT_EMPTY;
    pdf_ref const to_unicode =
        add_stream(file, fonts_stream(fonts, FONTS_TO_UNICODE), NULL, 0, &scratch);
    text_add(&body, "/Font<<");
    for (int face = 0; face < FACE_COUNT; face++)
        for (int number = 0; number < FACE_SUBSETS_MAX; number++) {
            int const font = content_font((enum face)face, number);
            if (!use->used[font])
                continue;
            text_format(
                &body, "/F%d " REF, font,
                add_font(file, fonts, (enum face)face, number, to_unicode, with_cid_set, &scratch));
        }
    text_add(&body, ">>");
    pdf_file_fill(file, resources, &body);
    text_free(&body);
    text_free(&scratch);
}

pdf_ref embed_output_intent(struct pdf_file *file, const struct fonts *fonts)
{
    struct text scratch = TEXT_EMPTY;
    pdf_ref const profile =
        add_stream(file, fonts_stream(fonts, FONTS_SRGB_PROFILE), "N", 3, &scratch);
    text_clear(&scratch);
    text_format(&scratch,
                "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                "/Info(sRGB IEC61966-2.1)/DestOutputProfile " REF,
                profile);
    pdf_ref const intent = add_body(file, &scratch);
    text_free(&scratch);
    return intent;
}
