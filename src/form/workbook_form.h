/*
 * workbook_form.h - forms/workbook.xml: the sheets of a workbook that holds many cases, as data.
 *
 * Whoever writes such a workbook (src/workbook/) and whoever reads one go by this model alone.
 * What a field may hold comes from the schema of cases, the words of codes from the edition's
 * vocabularies, headings from the labels of the edition's forms where the file says so; order,
 * widths and explanations are the file's.  A loaded one is const.
 *
 * On every sheet row WORKBOOK_KEYS (hidden) holds the columns' keys and row WORKBOOK_HEADINGS
 * their headings; data begin at WORKBOOK_DATA.  The hidden sheet of lists is laid out alike: a
 * column for each of COLUMN_CHOICE and COLUMN_SEVERAL, with the key "SHEET.COLUMN" in row WORKBOOK_KEYS and
 * the words from WORKBOOK_DATA on, in the order of the options; its first column has the key
 * WORKBOOK_EDITION_KEY and names the edition there.
 *
 * A row of the sheet of cases without an id in which nothing but the teacher's columns is filled is
 * no case yet: a whole staff may stand there, and only who is accompanied has a number.
 *
 * How people are written in cells: a full name is «Фамилия Имя Отчество», or its parts with commas where
 * one of them has several words («Нгуен, Тхи Лан»): full_name_read(), full_name_write().  A line
 * of COLUMN_PEOPLE is «full name; words of the role; third; fourth», the last two left out when empty;
 * the name may be missing (SHEET_PEOPLE has it).
 */
#ifndef FORMULYAR_FORM_WORKBOOK_FORM_H
#define FORMULYAR_FORM_WORKBOOK_FORM_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct edition;
struct form_schema;
struct case_schema;

enum { WORKBOOK_KEYS = 1, WORKBOOK_HEADINGS = 2, WORKBOOK_DATA = 3 }; /* rows, from 1 */
#define WORKBOOK_EDITION_KEY "edition"

/* What a row of a sheet is about. */
enum sheet_scope {
    SHEET_CASES, /* a case: paths start at <case> */
    SHEET_PARTS, /* something of the case that the COLUMN_CASE of the row names; paths too */
    /*
     * Somebody whom cases need not name: a person without a name in a case, but with a role, is
     * the one of that role here.  Paths are those of a signer; beside them there are the columns
     * with the keys "signs" (marked: signs the forms of each case that has no signer of the role),
     * "from" and "until" (dates; empty: always).
     */
    SHEET_PEOPLE,
};

enum column_kind {
    COLUMN_TEXT,    /* one line */
    COLUMN_LONG,    /* paragraphs: each line of the cell is one */
    COLUMN_LINES,   /* each line of the cell is an element of its own */
    COLUMN_DATE,    /* a date, or text dd.mm.yyyy */
    COLUMN_CHOICE,  /* the words of one option */
    COLUMN_SEVERAL, /* of one or more, parted by «;» or line breaks: an attribute that is a list */
    COLUMN_MARK, /* «да»: the element with that code, empty; other words: it with these words */
    COLUMN_ID,   /* the id of a case */
    COLUMN_CASE, /* one that stands in the COLUMN_ID of the sheet of cases */
    COLUMN_PERSON, /* a full name: surname, given name and patronymic of the element at path */
    COLUMN_PEOPLE, /* a person a line, «ФИО; роль; должность; …»: an element at path for each */
    COLUMN_PROBLEMS, /* numbers of other rows of the same case, from 1: the result's problems */
    COLUMN_SHOWN,    /* the teacher, by a formula: for people, never read */
    COLUMN_YES,      /* «да» or nothing; fills no field */
};

/* A code and the words that stand for it in cells; both unlike all others of the column. */
struct workbook_option {
    const char *code;
    const char *words;
};

/*
 * An element that a row of SHEET_PARTS is, made when one of the columns below it is filled.
 * The link of a result is its attribute problem, the id that was made for the row's problem.
 */
struct workbook_element {
    struct workbook_element *next;
    const char *path;   /* "problems/problem" */
    const char *number; /* the attribute id is made of this and a number: "p"; or NULL */
    const char *link;   /* the attribute that takes the id made in the same row; or NULL */
};

struct workbook_column {
    struct workbook_column *next;
    int index; /* from 0: column A */
    enum column_kind kind;
    const char *key;     /* lower case Latin letters, digits, hyphens; unique on its sheet */
    const char *heading; /* unique on its sheet */
    const char *prompt;  /* at most 255 characters; shown when a cell is entered */
    /*
     * The field that it fills, "conclusion/@date", "results/result/before"; of COLUMN_MARK the element;
     * NULL when none.  Columns of one path fill elements of that name one after another.
     */
    const char *path;
    const char *code_attribute;             /* of COLUMN_MARK: "kind" */
    const char *code;                       /* and its value */
    const struct workbook_element *element; /* of the row, that path is in; NULL: the case */
    const char *vocabulary;                 /* whose words the options have; NULL: the schema's */
    const struct workbook_option *options;  /* of CHOICE, SEVERAL; of PERSON, PEOPLE: the roles */
    size_t option_count;
    /*
     * Of PEOPLE: what the third and fourth part of a line fill, "@position" or "position", "@form" or
     * "note"; NULL where the schema has neither, and then no such part may stand there.
     */
    const char *third, *fourth;
    long longest;   /* characters that the schema allows; 0: no limit */
    struct pos pos; /* in the file */
    int width;      /* characters of the default font */
    int shade;      /* tint of the heading: neighbours about one thing have one */
};

/* A row that waits for a name, as long as the school names nobody. */
struct workbook_start {
    struct workbook_start *next;
    const char *code; /* of the role */
    bool signs;
};

struct workbook_sheet {
    struct workbook_sheet *next;
    int index; /* from 0, without the guide */
    enum sheet_scope scope;
    const char *key;
    const char *name; /* as the tab says; at most 31 characters */
    struct workbook_element *elements;
    struct workbook_column *columns;
    int column_count;
    struct workbook_start *starts; /* of SHEET_PEOPLE */
    int across;                    /* sheets of paper side by side */
    int keep;                      /* first columns that stay when the rest scrolls */
};

/* A block of the guide: the page in words. */
enum guide_kind { GUIDE_TITLE, GUIDE_HEADING, GUIDE_TEXT, GUIDE_STEP, GUIDE_EXAMPLE };
struct guide_block {
    struct guide_block *next;
    enum guide_kind kind;
    const char *text;  /* of all but GUIDE_EXAMPLE */
    const char *sheet; /* GUIDE_EXAMPLE: the sheet's key */
    struct guide_cell *cells;
};
struct guide_cell {
    struct guide_cell *next;
    const char *column; /* its key */
    const char *text;
};

struct workbook_form {
    struct arena *arena;
    const char *edition;              /* its id */
    const struct case_schema *schema; /* of its cases; borrowed */
    const char *name;                 /* the title of the workbook */
    const char *yes;                  /* what marks: «да» */
    const char *choose; /* said when a cell was given what is not in its list; 255 characters */
    const char *dated;  /* or no date */
    const char *guide_name;
    const char *lists_name;
    struct guide_block *guide;
    struct workbook_sheet *sheets;
    int sheet_count;
};

/*
 * Loads forms/workbook.xml for an edition, which is not needed afterwards; its schema is.
 * NULL and diagnostics on failure; the caller owns it.
 */
struct workbook_form *workbook_form_load(const char *path, struct form_schema *form_schema,
                                         const struct edition *edition, struct diags *diags);
void workbook_form_free(struct workbook_form *form);

/* The sheet, or column, of that key; NULL when there is none. */
const struct workbook_sheet *workbook_sheet_find(const struct workbook_form *form, const char *key);
const struct workbook_column *workbook_column_find(const struct workbook_sheet *sheet,
                                                   const char *key);

/* The first sheet of that scope, or NULL; there is always one of cases. */
const struct workbook_sheet *workbook_sheet_of(const struct workbook_form *form,
                                               enum sheet_scope scope);

/*
 * Appends words as they are compared: small letters, ё as е, white space (NBSP too) folded and
 * none at the ends.  Headings, options and names of sheets are told apart so.
 */
void workbook_fold(struct text *out, const char *words);
bool workbook_is_same(const char *words, const char *others);

/* The words of a code, or the code of words as people write them (workbook_fold()); or NULL. */
const char *workbook_words(const struct workbook_column *column, const char *code);
const char *workbook_code(const struct workbook_column *column, const char *words);

#endif
