/*
 * pdf.h - a document tree as a tagged, archival, signable PDF.
 */
#ifndef FORMULYAR_PDF_PDF_H
#define FORMULYAR_PDF_PDF_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/pdfa.h"
#include "doc/doc.h"
#include "pdf/metrics.h"

struct pages;
struct fonts; /* baked faces: metrics, subsets, ToUnicode; fonts.h */

/*
 * Maps the baked fonts of a folder (build/share/fonts).  NULL and a diagnostic
 * that names the file when one is missing or not ours.  The caller owns it.
 */
struct fonts *fonts_load(const char *folder, struct diags *diags);
void fonts_free(struct fonts *fonts);
const struct metrics *fonts_metrics(const struct fonts *fonts);

/*
 * What is said of a file in whose front another program's minutes are put
 * afterwards.  PDF/UA is never claimed: nobody can say whether a stranger's pages
 * can be heard as they are read.
 */
struct pdf_joined {
    int minutes_pages;
    char part;  /* of PDF/A that is claimed: '1' to '3', or 0 for no claim */
    char level; /* 'A', 'B' or 'U' */
};

struct pdf_options {
    enum pdfa_part part;
    const struct pdf_joined *joined; /* or NULL: the file stays as it is written */
    const void *attachment;          /* bytes of the case XML for PDFA_3, or NULL */
    size_t attachment_size;
    const char *attachment_name; /* "2026-014.xml" */
    const char *version;         /* of the program, for Producer and CreatorTool */
};

/*
 * Fits the document to as few sheets as its typography allows: chooses the settings, which
 * it has afterwards for whoever writes it; what a section alone has is in keep.  Returns it
 * laid out, in arena, for pdf_write().
 */
const struct pages *pdf_fit(struct document *document, struct fonts *fonts, struct arena *keep,
                            struct arena *arena, struct diags *diags);

/*
 * Fills in the runs that say where a section begins (run_new_page() in
 * doc/doc.h): lays the document out, again and again until the numbers stay;
 * their texts are in the arena.  What cannot be laid out is left for the writer
 * to tell.  False when the numbers never stay, which no sane document does.
 */
bool pdf_number_pages(struct document *document, struct fonts *fonts, struct arena *arena);

/*
 * Lays the document out, unless pages are what pdf_fit() has made of it, and appends the finished file to out.  Returns the
 * number of pages, or 0 with diagnostics (a missing glyph, a full library
 * limit); out is then to be thrown away.  Same input, same build: same bytes.
 * Digests, unless NULL, gets that of all before the trailer and that of the file.
 */
int pdf_write(const struct document *document, const struct pages *pages, struct fonts *fonts,
              const struct pdf_options *options, struct text *out, struct file_digests *digests,
              struct diags *diags);

#endif
