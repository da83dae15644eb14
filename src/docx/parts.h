/*
 * parts.h - who writes what: the parts of a package, and the kinds of blocks in its body.
 */
#ifndef FORMULYAR_DOCX_PARTS_H
#define FORMULYAR_DOCX_PARTS_H

#include "docx/docx.h"
#include "docx/wml.h"

/* Ids of the relationships by which word/document.xml names other parts; a chart's has its number. */
#define RELATION_HEADER "rIdHeader"            /* page number, running mark */
#define RELATION_HEADER_FIRST "rIdHeaderFirst" /* empty: the first page of a numbering */
#define RELATION_HEADER_NUMBER "rIdHeaderPage" /* page number alone */
#define RELATION_FOOTER "rIdFooter"
#define RELATION_CHART "rIdChart%zu"

/* A package to be written. */
struct docx_job {
    const struct document *document;
    const struct docx_options *options;
    size_t charts;               /* how many of them the document has */
    struct numbering *numbering; /* filled while the body is written */
    struct sheets *sheets;       /* of documents before, or NULL */
};

/* Each appends one part; the names of the parts are in the table of docx.c. */
void document_write(const struct docx_job *job, struct text *out);
void numbering_write(const struct docx_job *job, struct text *out);
void settings_write(const struct docx_job *job, struct text *out);
void font_table_write(const struct docx_job *job, struct text *out);
void header_write(const struct docx_job *job, struct text *out);
void header_first_write(const struct docx_job *job, struct text *out);
void header_number_write(const struct docx_job *job, struct text *out);
void footer_write(const struct docx_job *job, struct text *out);

/* What the style sheet of a document depends on, and nothing else; and the sheet, word/styles.xml. */
struct sheet_wish {
    const struct typography *type;
    const char *lang;
    bool has_places;  /* to write on in text */
    bool lacks_title; /* a lead-in stands in its place */
};
struct sheet_wish styles_wish(const struct document *document);
void styles_write(const struct sheet_wish *wish, struct text *out);

/*
 * docProps/: what the file says about itself.  No user names, no clock: dates come
 * from the case, and whoever opens the file later finds out which case, form,
 * edition and program made it.  Of the properties of digest.h those that are known,
 * with DIGEST_BLANK for the digest.
 */
void core_properties_write(const struct docx_job *job, struct text *out);
void app_properties_write(const struct docx_job *job, struct text *out);
void custom_properties_write(const struct docx_job *job, struct text *out);

/* Appends the part of one chart. */
void chart_part_write(const struct document *document, const struct chart *chart, struct text *out);

/* Each appends one block to the body. */
void letterhead_write(struct docx_writer *writer, const struct letterhead *letterhead);
void mark_write(struct docx_writer *writer, const struct mark *mark);
void heading_write(struct docx_writer *writer, const struct heading *heading);
void text_block_write(struct docx_writer *writer, const struct paragraph *paragraph);
void field_write(struct docx_writer *writer, const struct field *field);
void list_write(struct docx_writer *writer, const struct list *list);
void choices_write(struct docx_writer *writer, const struct choices *choices);

/* A table.  keep_last_row: its last row stays with what follows. */
void table_write(struct docx_writer *writer, const struct table *table, bool keep_last_row);

/* Behind the label of a block: what follows begins a row, in a frame; elsewhere nothing. */
void frame_go_on(struct docx_writer *writer);

/*
 * The signature block, which stays on one page with the two paragraphs before it; one higher
 * than a page parts between signers, and they stay with the first one.
 */
void signatures_write(struct docx_writer *writer, const struct signatures *signatures);

/* The title as a paragraph, and below it the place of the next chart of the document. */
void chart_write(struct docx_writer *writer, const struct chart *chart);

/*
 * Opens a w:tbl up to its first row: style, full width, fixed layout, what of it are
 * headers, alternative text and the grid, whose count columns have edges in twips.
 */
enum { TABLE_HEAD = 1, TABLE_ROW_NAMES = 2 /* the first column */ };
void table_begin(struct docx_writer *writer, const char *style, unsigned headers,
                 const char *caption, const char *description, const long *edges, int count);

/* Opens a w:tr of at least that height; a whole one is not cut by a page break, a head repeats. */
void row_begin(struct docx_writer *writer, double height_mm, bool is_whole, bool is_head);

/* Opens a w:tc of that width in twips; border and align: elements of its w:tcPr, or "". */
void cell_begin(struct docx_writer *writer, long width, int span, const char *border,
                const char *align);

#endif
