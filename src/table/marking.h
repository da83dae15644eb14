/*
 * marking.h - what the files share that mark a workbook (mark.h).
 */
#ifndef FORMULYAR_TABLE_MARKING_H
#define FORMULYAR_TABLE_MARKING_H

#include "table/mark.h"
#include "table/tag.h"
#include "table/xlsx.h"

#define MARKING_CONTENT "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define MARKING_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* A part that is changed or new. */
struct edit {
    struct edit *next;
    const char *name; /* as the package has it */
    struct text data;
    bool is_new;
};

/* A style with our colour: base is the style that the cell has without it. */
struct marked_style {
    unsigned long base;
    bool is_warning;
};

/* A cell that is marked, of one sheet; in the order of rows and columns, each once. */
struct spot {
    uint32_t row, column;
    bool is_warning;
    const char *text;
    const char *sheet; /* its name */
};

struct marking {
    struct xlsx xlsx; /* its builder has the arena, the budget and the fault */
    struct xlsx_book book;
    struct edit *first, *last;
    const char *author;
    struct marked_style *styles;
    size_t style_count, style_room;
    unsigned long base_styles; /* that the file has */
    size_t sheets;             /* marked so far */
};

/*
 * The text of a part, to be changed: read at first, and found well-formed unless it is VML,
 * which often is not; empty and new when the package has none.  NULL with a fault.
 */
struct edit *marking_part(struct marking *marking, const char *name, bool is_vml);

/* Puts another text in the place of the part's. */
void edit_replace(struct edit *edit, struct text *text);

/* Puts bytes into a part. */
void edit_insert(struct edit *edit, const char *at, const struct text *bytes);

/* A name that no part has: before, a number, after. */
const char *marking_free_name(struct marking *marking, const char *before, const char *after);

/* Adds a relationship to a part, for a target inside the package ("/xl/comments1.xml"); returns its id. */
const char *marking_relate(struct marking *marking, const char *part, const char *type,
                           const char *target);

/* Says in [Content_Types].xml what a part is; or what all parts are whose names end so. */
bool marking_type(struct marking *marking, const char *part, const char *type);
bool marking_extension(struct marking *marking, const char *extension, const char *type);

/* The number of the style that colours cells of a style. */
unsigned long marking_style(struct marking *marking, unsigned long base, bool is_warning);

/* Puts the styles that were asked for into the part of styles; false with a fault. */
bool marking_write_styles(struct marking *marking);

/* Colours the spots of a sheet; adds the comments of the spots; false with a fault. */
bool marking_colour(struct marking *marking, const char *part, const struct spot *spots,
                    size_t count);
bool marking_comment(struct marking *marking, const char *part, const struct spot *spots,
                     size_t count);

#endif
