/*
 * writer.h - laid-out pages as the bytes of a PDF: what each part of the writer adds to the file.
 */
#ifndef FORMULYAR_PDF_WRITER_H
#define FORMULYAR_PDF_WRITER_H

#include "pdf/made.h"
#include "pdf/structure.h"

/*
 * Appends the file to out: content, fonts, structure tree, signature fields,
 * bookmarks, metadata.  The document gives the metadata alone.  The pages'
 * elements are numbered for the tree (element->index), otherwise only read.
 * Digests is told what pdf_file_save() knows, or NULL.  False with a diagnostic
 * when a glyph is missing or the library fails; out is then to be thrown away.
 */
bool pages_write(const struct pages *pages, const struct document *document, struct fonts *fonts,
                 const struct pdf_options *options, struct text *out, struct file_digests *digests,
                 struct diags *diags);

/* ---- content: the operators of a page (ISO 32000-1, 8 and 9) with their marks ---- */

/* Which faces the written content uses, and what of them; the resource of a face is "F<number>". */
struct font_use {
    bool used[FACE_COUNT];
    struct shown_codes codes[FACE_COUNT];
};

/*
 * Appends the content stream of a page, not deflated.  Text of an element gets
 * a mark of the structure, anything else is an artifact.  False when a face
 * lacks a character (layout should have said so).
 */
bool content_write(const struct page *page, const struct fonts *fonts, struct structure *structure,
                   struct font_use *use, struct text *out);

/* ---- fonts and colours ------------------------------------------------------ */

/*
 * Writes of every used face what is shown as a Type 0 font (ISO 32000-1, 9.7) and fills the
 * object resources with a dictionary that names them.  CIDSet is what PDF/A-1 wants
 * (6.3.5) and later parts can do without; it is kept in the arena.
 */
void embed_fonts(struct pdf_file *file, const struct fonts *fonts, const struct font_use *use,
                 struct arena *arena, bool with_cid_set, pdf_ref resources);

/* Appends the catalog's "/OutputIntents[...]" (ISO 19005-2, 6.2.3): sRGB, for what signers stamp in colour. */
void embed_output_intent(struct pdf_file *file, const struct fonts *fonts, struct text *out);

/* ---- signature fields (12.7.4.5), links (12.5.6.5), bookmarks, page labels ------- */

/*
 * Fills every widget among the annotations: a field merged with its annotation,
 * printed, with an empty appearance.  No /Lock, /DA, /DR or NeedAppearances:
 * several people sign, with tools that trip over them.
 */
void signature_write_fields(struct pdf_file *file, const struct annotation *annotations,
                            const pdf_ref *page_refs);

/* Appends the catalog's "/AcroForm<<...>>" when there are widgets among the annotations. */
void signature_put_form(const struct annotation *annotations, struct text *out);

/*
 * Fills every link among the annotations: it leads to the top of its section's
 * first page, is printed (PDF/A), has no border and says in /Contents where it
 * leads (PDF/UA-1, 7.18.5).
 */
void navigation_write_links(struct pdf_file *file, const struct annotation *annotations,
                            const struct pages *pages, const pdf_ref *page_refs);

/*
 * Writes the outline (ISO 32000-1, 12.3.3) of the pages' bookmarks and returns
 * its root, or 0 when there are none, or one alone, which would lead to where one is.  A bookmark belongs to the nearest one
 * before it of a lower level.  A short document, which a reader takes in at a
 * glance, gets those of level 1 alone; in one with more than a screenful of them
 * what is below level 1 is folded.
 */
pdf_ref navigation_write_outline(struct pdf_file *file, struct arena *arena,
                                 const struct pages *pages, const pdf_ref *page_refs);

/* Appends the catalog's "/PageLabels<<...>>" (12.4.2): decimal, anew where numbering restarts. */
void navigation_put_labels(const struct pages *pages, struct text *out);

/* ---- metadata: the XMP packet, and the Info dictionary, which must not differ ------- */

/* Appends the XMP packet (ISO 16684-1; ISO 19005-2, 6.6) of a document. */
void xmp_write(const struct document *document, const struct pdf_options *options,
               struct text *out);

/* Appends the body of the Info dictionary: of the packet what readers still look for there. */
void info_write(const struct document *document, const struct pdf_options *options,
                struct text *out);

/*
 * Appends key and the document's date as a PDF date in a literal string, or nothing
 * when it has none.  The time is always 09:00 UTC, which is the same day from
 * Kaliningrad to Kamchatka.
 */
void info_date(const struct document *document, const char *key, struct text *out);

#endif
