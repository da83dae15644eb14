/*
 * wml.h - the small vocabulary from which the parts of a DOCX are written:
 * measures, runs and paragraphs of WordprocessingML (ISO/IEC 29500-1, 17.3).
 *
 * Nothing here can fail.  Every element is written in the order the schema
 * wants; inside w:rPr too, where the schema does not check it and Word does.
 */
#ifndef FORMULYAR_DOCX_WML_H
#define FORMULYAR_DOCX_WML_H

#include "base/text.h"
#include "doc/doc.h"
#include "docx/numbering.h"
#include "package/opc.h"

#include <stdbool.h>
#include <stddef.h>

#define WML_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* A part of a field (17.16.18): its "begin", "separate" or "end". */
#define FIELD_PART(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"

/* Millimetres to twentieths of a point, points to half points; both rounded. */
long twips(double mm);
long half_points(double pt);

/* How wide the text of runs is, about, in em. */
double runs_width(const struct run *run);

/* Width between the margins, as the difference of the rounded margins. */
long text_width_twips(const struct page_setup *page);

/* The body while it is being written. */
struct docx_writer {
    struct text *out;
    const struct document *document;
    long width;         /* twips between the margins of the current section */
    double widest_word; /* em that a word may take before it is divided; 0: any */
    long narrow;        /* twips of the lines inside of a cell; 0: as wide as the section's */
    bool is_ours;       /* words that no regulation approved: spaces may become no-break ones */
    /*
     * Where w:keepNext goes in the last two paragraphs of the body, newest
     * first; 0 when there is none or it has one already.
     */
    size_t keep_at[2];
    /*
     * A row of a table is kept with the next one when its first paragraph is: so many
     * paragraphs to come, the first of their rows, are not, whatever they or their styles say.
     */
    int free_paragraphs;
    double height_mm;            /* between the margins of a page of the current section */
    struct frame_row *frame;     /* where the writer is in a frame; NULL: in none */
    size_t charts;               /* so far: the number of the last one */
    struct numbering *numbering; /* of the document */
    int row_names;      /* column of the table whose first cell is still to be marked; 0: none */
    bool has_row_title; /* the next paragraph is in that cell */
    size_t row_titles;  /* so far */
    bool lacks_title;   /* the section has none, and its lead-in is still to come */
    const struct section
        *marked; /* gets a bookmark in its first paragraph, which is still to come */
};

/* What a paragraph has beside its style; zero means what the style says. */
struct format {
    const char *style;
    bool keep_next;
    long indent_left; /* twips */
    long indent_right;
    long tab_right;   /* twips from the left margin: a right tab stop */
    const char *tabs; /* other tab stops as w:tab elements, or NULL */
    const char *align;
    int list; /* the paragraph is an entry of that list; 0: of none */
};

/* Opens a w:p and writes its properties; runs are to follow. */
void paragraph_begin(struct docx_writer *writer, const struct format *format);
void paragraph_end(struct docx_writer *writer);

/* An empty paragraph. */
void paragraph_empty(struct docx_writer *writer, const struct format *format);

/* A paragraph with the runs of para; strong text is bold unless the style is so. */
void paragraph_write(struct docx_writer *writer, const struct format *format,
                     const struct para *para);

/* The same for every para of a chain. */
void paragraphs_write(struct docx_writer *writer, const struct format *format,
                      const struct para *para);

/* Keeps as many of the last paragraphs of the body, two at most, with what comes next. */
void paragraphs_keep(struct docx_writer *writer, size_t count);

/* Character styles that are not chosen by the flags of a run. */
enum run_style { RUN_PLAIN, RUN_CHOSEN, RUN_OPEN, RUN_BLANK };

/* Where runs stand: in plain text, in a paragraph whose style is bold, or as a label. */
enum run_place { PLACE_PLAIN, PLACE_BOLD, PLACE_LABEL };

/* The runs of para inside an open paragraph. */
void runs_write(struct docx_writer *writer, const struct para *para, enum run_place place);

/*
 * A paragraph with places to write that have captions or go to the end of their lines, which
 * makes several paragraphs; places_are_set(): whether para is one.
 */
bool places_are_set(const struct para *para);
void places_write(struct docx_writer *writer, const struct format *format, const struct para *para);

/* A string of our own (marker, space, box) inside an open paragraph. */
void run_write_text(struct docx_writer *writer, const char *text, enum run_style style);

/*
 * Appends the inside of a w:r for a string: w:t with xml:space where it
 * matters, w:tab, w:br, w:noBreakHyphen (U+2011) and w:softHyphen (U+00AD).
 * What XML cannot carry becomes U+FFFD and is thus seen, not lost.
 */
void run_content(struct text *out, const char *string);

#endif
