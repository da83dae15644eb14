#include "pdf/embed.h"

static void put_entry(struct text *out, const char *key, long value)
{
    text_add(out, key);
    text_add_char(out, ' ');
    text_add_int(out, value);
}

static void put_ref_entry(struct text *out, const char *key, pdf_ref ref)
{
    text_add(out, key);
    text_add_char(out, ' ');
    put_ref(out, ref);
}

static pdf_ref add_stream(struct pdf_file *file, struct bytes bytes, struct text *scratch)
{
    pdf_ref const ref = pdf_file_add(file);
    text_clear(scratch);
    text_add(scratch, "/Filter/FlateDecode");
    pdf_file_stream(file, ref, scratch, bytes.data, bytes.size);
    return ref;
}

static pdf_ref add_body(struct pdf_file *file, const struct text *body)
{
    pdf_ref const ref = pdf_file_add(file);
    pdf_file_fill(file, ref, body);
    return ref;
}

/* "TAGTAG+Name" */
static void put_font_name(struct text *out, const struct face_header *face,
                          const struct face_subset *subset)
{
    text_add_char(out, '/');
    text_add(out, subset->tag);
    text_add_char(out, '+');
    text_add(out, face->name);
}

static pdf_ref add_program(struct pdf_file *file, struct bytes bytes, uint32_t length,
                           struct text *scratch)
{
    pdf_ref const ref = pdf_file_add(file);
    text_clear(scratch);
    text_add(scratch, "/Filter/FlateDecode");
    put_entry(scratch, "/Length1", (long)length);
    pdf_file_stream(file, ref, scratch, bytes.data, bytes.size);
    return ref;
}

static pdf_ref add_descriptor(struct pdf_file *file, const struct face_header *face,
                              const struct face_subset *subset, pdf_ref program, pdf_ref cid_set,
                              struct text *scratch)
{
    text_clear(scratch);
    text_add(scratch, "/Type/FontDescriptor/FontName");
    put_font_name(scratch, face, subset);
    put_entry(scratch, "/Flags", (long)face->flags);
    text_add(scratch, "/FontBBox[");
    for (int i = 0; i < 4; i++) {
        text_add_int(scratch, face->bbox[i]);
        text_add_char(scratch, i < 3 ? ' ' : ']');
    }
    put_entry(scratch, "/ItalicAngle", 0);
    put_entry(scratch, "/Ascent", face->ascent);
    put_entry(scratch, "/Descent", -face->descent);
    put_entry(scratch, "/CapHeight", face->cap_height);
    put_entry(scratch, "/StemV", face->stem_v);
    put_ref_entry(scratch, "/FontFile2", program);
    if (cid_set)
        put_ref_entry(scratch, "/CIDSet", cid_set);
    return add_body(file, scratch);
}

static pdf_ref add_cid_font(struct pdf_file *file, const struct face_header *face,
                            const struct face_subset *subset, struct bytes widths,
                            pdf_ref descriptor, pdf_ref glyph_map, struct text *scratch)
{
    text_clear(scratch);
    text_add(scratch, "/Type/Font/Subtype/CIDFontType2/BaseFont");
    put_font_name(scratch, face, subset);
    text_add(scratch, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    put_ref_entry(scratch, "/FontDescriptor", descriptor);
    put_entry(scratch, "/DW", (long)subset->default_width);
    text_add(scratch, "/W");
    text_add_bytes(scratch, widths.data, widths.size);
    put_ref_entry(scratch, "/CIDToGIDMap", glyph_map);
    return add_body(file, scratch);
}

static pdf_ref add_font(struct pdf_file *file, const struct fonts *fonts, enum face id, int number,
                        pdf_ref to_unicode, bool with_cid_set, struct text *scratch)
{
    const struct face_header *face = fonts_face(fonts, id);
    const struct face_subset *subset = &face->subsets[number];
    pdf_ref const program =
        add_program(file, fonts_bytes(fonts, id, subset->program), subset->program_length, scratch);
    pdf_ref const cid_set =
        with_cid_set ? add_stream(file, fonts_bytes(fonts, id, subset->cid_set), scratch) : 0;
    pdf_ref const descriptor = add_descriptor(file, face, subset, program, cid_set, scratch);
    pdf_ref const glyph_map = add_stream(file, fonts_bytes(fonts, id, subset->glyph_map), scratch);
    pdf_ref const cid_font = add_cid_font(
        file, face, subset, fonts_bytes(fonts, id, subset->widths), descriptor, glyph_map, scratch);
    text_clear(scratch);
    text_add(scratch, "/Type/Font/Subtype/Type0/BaseFont");
    put_font_name(scratch, face, subset);
    text_add(scratch, "/Encoding/Identity-H/DescendantFonts[");
    put_ref(scratch, cid_font);
    text_add_char(scratch, ']');
    put_ref_entry(scratch, "/ToUnicode", to_unicode);
    return add_body(file, scratch);
}

void embed_fonts(struct pdf_file *file, const struct fonts *fonts, const struct font_use *use,
                 bool with_cid_set, pdf_ref resources)
{
    struct text body = TEXT_EMPTY, scratch = TEXT_EMPTY;
    pdf_ref const to_unicode = add_stream(file, fonts_stream(fonts, FONTS_TO_UNICODE), &scratch);
    text_add(&body, "/Font<<");
    for (int face = 0; face < FACE_COUNT; face++)
        for (int number = 0; number < FACE_SUBSETS_MAX; number++) {
            int const font = content_font((enum face)face, number);
            if (!use->used[font])
                continue;
            text_add(&body, "/F");
            text_add_int(&body, font);
            text_add_char(&body, ' ');
            put_ref(&body, add_font(file, fonts, (enum face)face, number, to_unicode, with_cid_set,
                                    &scratch));
        }
    text_add(&body, ">>");
    pdf_file_fill(file, resources, &body);
    text_free(&body);
    text_free(&scratch);
}

pdf_ref embed_output_intent(struct pdf_file *file, const struct fonts *fonts)
{
    struct text scratch = TEXT_EMPTY;
    enum { COMPONENTS = 3 };
    struct bytes const profile = fonts_stream(fonts, FONTS_SRGB_PROFILE);
    text_add(&scratch, "/Filter/FlateDecode");
    put_entry(&scratch, "/N", COMPONENTS);
    pdf_ref const stream = pdf_file_add(file);
    pdf_file_stream(file, stream, &scratch, profile.data, profile.size);
    text_clear(&scratch);
    text_add(&scratch, "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                       "/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    put_ref(&scratch, stream);
    pdf_ref const intent = add_body(file, &scratch);
    text_free(&scratch);
    return intent;
}
