/*
 * checks.h - the parts of a check of one file: for verify/ alone.
 */
#ifndef FORMULYAR_VERIFY_CHECKS_H
#define FORMULYAR_VERIFY_CHECKS_H

#include "verify/verify.h"

/* Nothing is known of a file of that format ("" for any other than PDF and DOCX). */
struct verify_facts verify_no_facts(const char *format);

/*
 * The two halves of verify_file(); digests as for verify_written(), or NULL.  What the
 * files of one run share changes nothing in what is found in a file.
 */
struct pdfreader;
struct pdfreader *pdfreader_new(void);
void pdfreader_free(struct pdfreader *reader);
bool verify_pdf(struct pdfreader *reader, const void *bytes, size_t size,
                const struct file_digests *digests, const char *name, struct arena *arena,
                struct verify_facts *facts, struct diags *diags);

struct docxreader;
bool verify_docx(struct docxreader *reader, const void *bytes, size_t size, const char *name,
                 struct arena *arena, struct verify_facts *facts, struct diags *diags);

/* ---- whose a PDF is ---------------------------------------------------------------------- */

/* What became of it since this program wrote it. */
struct seal {
    enum verify_state state;
    struct pdffile *made; /* the first revision alone; NULL unless the state speaks of one */
    const char *what; /* of VERIFY_CHANGED: what later revisions changed, DIAG_BOTH; else NULL */
    size_t remarks;   /* of VERIFY_EXTENDED: notes and highlights that readers added */
};

/*
 * Examines a file that was opened, and fills in what it says of itself (metadata_read();
 * strings in told): of a file of this program as the first revision says it.  digests:
 * what the writer of these very bytes knows of them, or NULL.
 */
struct seal seal_examine(struct pdffile *file, const struct file_digests *digests,
                         struct arena *arena, struct arena *told, struct verify_facts *facts);

/* True when the bytes of a file that cannot be opened bear this program's marks. */
bool seal_is_ours(const void *bytes, size_t size);

/*
 * What a PDF of this program says of itself in its XMP packet: conformance, version, case,
 * form, edition, teacher and the number of pages of minutes; the strings are in the arena,
 * "" for what the packet does not say.
 */
void metadata_read(const char *packet, struct arena *arena, struct verify_facts *facts);

/* ---- what its pages hold ----------------------------------------------------------------- */

/* What went through the content stream of one page. */
struct content_facts {
    long marked;       /* marked-content sequences with an MCID; ids run from 0 */
    long untagged;     /* text shown outside tagged content and artifacts */
    long unmapped;     /* character codes without a Unicode value */
    bool ids_in_order; /* every MCID from 0 to marked - 1 once */
    bool broken;       /* the stream cannot be read, or BDC and EMC do not match */
};

/* The fonts' maps of one file; kept: maps that earlier files brought. */
struct content_maps;
struct textmaps;
struct content_maps *content_maps_new(struct pdffile *file, struct textmaps *kept,
                                      struct arena *arena);

/*
 * Reads a page's content.  Two-byte codes (Identity-H) are assumed, as this
 * program writes them; other fonts count as unmapped.
 */
struct content_facts content_check(struct pdffile *file, const struct pdf_value *page,
                                   struct content_maps *maps);

/* What the tree under /StructTreeRoot holds. */
struct structure_facts {
    long marked;  /* marked-content ids that elements name */
    long objects; /* annotations that elements name (OBJR) */
    bool broken;  /* no tree, a kid that is no element, a parent that does not match, too deep */
};

/* Walks the structure tree (ISO 32000-1, 14.7.2); what it needs on the way is in the arena. */
struct structure_facts structure_check(struct pdffile *file, struct arena *arena);

/*
 * True when the parent tree gives page an array of count elements (14.7.4.4);
 * a page without tagged content needs none.  *place, NULL at first, remembers where
 * the page before was found: pages come in the tree's order.
 */
bool structure_covers_page(struct pdffile *file, const struct pdf_value *page, long count,
                           const struct pdf_entry **place);

#endif
