/*
 * checks.h - the parts of a check of one file: for verify/ alone.
 */
#ifndef FORMULYAR_VERIFY_CHECKS_H
#define FORMULYAR_VERIFY_CHECKS_H

#include "verify/elements.h"
#include "verify/verify.h"

/* Nothing is known of a file of that format ("" for any other than PDF and DOCX). */
struct verify_facts verify_no_facts(const char *format);

/* What the files of one run share; it changes nothing in what is found in a file. */
struct textmaps;
struct verifier {
    struct arena *arena; /* of the PDF at hand: reset for the next; NULL until there is one */
    struct inflater *inflater;
    struct textmaps *maps;
    struct docxreader *docx; /* NULL until the first DOCX */
    struct unpacked *unpacked;
    struct xmlstream *svg; /* NULL until the first SVG */
};

/* The halves of verify_file(); digests and record as for verify_written(), or NULL. */
bool verify_pdf(struct verifier *verifier, const void *bytes, size_t size,
                const struct file_digests *digests, const char *name, struct arena *arena,
                struct verify_facts *facts, struct diags *diags);

/*
 * The two checks of a PDF.  What this process has just written is checked quickly: the same
 * checks by the same functions, but content and elements in our writer's spelling are skimmed
 * (skim.c, elements.h), and values that nobody asks for are not kept.  A quick check can only
 * say that a file is good.  False for a fault, whatever it is, and for what it does not
 * know: then the whole check is made from the start, and that one alone tells.
 */
bool verify_pdf_quickly(struct verifier *verifier, const void *bytes, size_t size,
                        const struct file_digests *digests, struct arena *arena,
                        struct verify_facts *facts);
bool verify_pdf_wholly(struct verifier *verifier, const void *bytes, size_t size,
                       const struct file_digests *digests, const char *name, struct arena *arena,
                       struct verify_facts *facts, struct diags *diags);

bool verify_docx(struct verifier *verifier, const void *bytes, size_t size,
                 const struct digest_record *record, const char *name, struct arena *arena,
                 struct verify_facts *facts, struct diags *diags);

/* True when the bytes begin as an SVG picture does: a root <svg> with nothing but comments before it. */
bool verify_is_svg(const void *bytes, size_t size);

/* ---- whose a PDF is ---------------------------------------------------------------------- */

/* What became of it since this program wrote it. */
struct seal {
    enum verify_state state;
    struct pdffile *made; /* the first revision alone; NULL unless the state speaks of one */
    const char *what; /* of VERIFY_CHANGED: what later revisions changed, DIAG_BOTH; else NULL */
    size_t remarks;   /* of VERIFY_EXTENDED: notes and highlights that readers added */
};

/*
 * Examines a file that was opened, and fills in what it says of itself in its
 * XMP packet (strings in told, "" for what it does not say): of a file of this program as the first revision says it.  digests:
 * what the writer of these very bytes knows of them, or NULL.
 */
struct seal seal_examine(struct pdffile *file, const struct file_digests *digests,
                         struct arena *arena, struct arena *told, struct verify_facts *facts);

/* True when the bytes of a file that cannot be opened bear this program's marks. */
bool seal_is_ours(const void *bytes, size_t size);

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
struct content_maps *content_maps_new(struct pdffile *file, struct textmaps *kept,
                                      struct arena *arena);

/*
 * Reads a page's content.  Two-byte codes (Identity-H) are assumed, as this
 * program writes them; other fonts count as unmapped.  is_quick: content that this
 * program wrote is probably read, and reading it costs less; what is found is the same.
 */
struct content_facts content_check(struct pdffile *file, const struct pdf_value *page,
                                   struct content_maps *maps, bool is_quick);

/* What the tree under /StructTreeRoot holds. */
struct structure_facts {
    long marked;  /* marked-content ids that elements name */
    long objects; /* annotations that elements name (OBJR) */
    bool broken;  /* no tree, a kid that is no element, a parent that does not match, too deep */
};

/*
 * Walks the structure tree (ISO 32000-1, 14.7.2); what it needs on the way is in the arena.
 * What is known of elements saves reading their objects: what is found is the same.
 */
struct structure_facts structure_check(struct pdffile *file, const struct known_elements *known,
                                       struct arena *arena);

/*
 * True when the parent tree gives page an array of count elements (14.7.4.4);
 * a page without tagged content needs none.  *place, NULL at first, remembers where
 * the page before was found: pages come in the tree's order.
 */
bool structure_covers_page(struct pdffile *file, const struct pdf_value *page, long count,
                           const struct pdf_entry **place);

#endif
