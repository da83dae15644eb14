/*
 * meeting.h - a council file: the minutes of one meeting and the cases they cite.
 *
 * The file is read, checked and asked through case/ like a case (case.h); here
 * the cited cases are found and attached, and what the minutes number gets its
 * number: agenda items, decisions within an item, appendices in the order cited.
 */
#ifndef FORMULYAR_COUNCIL_MEETING_H
#define FORMULYAR_COUNCIL_MEETING_H

#include "case/case.h"

/*
 * The case files that council files list: their schema, and who opens them; open is NULL for case_open().
 * find, where files are in memory: the bytes of a case file or council file by its path, which
 * outlive what is read of them, or NULL; find is NULL where they are on the disk.  context is theirs.
 */
struct meeting_cases {
    const struct case_schema *schema;
    struct case_reader *(*open)(void *context, const char *path, struct diags *diags);
    const struct case_bytes *(*find)(void *context, const char *path);
    void *context;
};

/*
 * Reads the council file at path ("-": standard input) and the case files that
 * it lists, which are looked for in its folder and below.  Cases that it does
 * not cite are looked through only.  Returns the file with its cases attached,
 * for case_free(); NULL with diagnostics when anything cannot be read or is not
 * valid.  Rules are not asked.
 */
struct casefile *meeting_read(const char *path, const struct case_schema *schema,
                              const struct meeting_cases *cases, struct diags *diags);

/*
 * Attaches what else stands in the case files of a council file that was read from path
 * (case_attach()), valid or not: an extract must name nobody of them.
 */
void meeting_add_uncited(struct casefile *council, const char *path,
                         const struct meeting_cases *cases);

/*
 * The ids of the cases, set apart by spaces, that an item, a speech, a decision or an
 * appendix names, or else inherits from what it is part of (NULL: none); in the arena.
 */
const char *meeting_cases(struct arena *arena, const struct node *node, const char *inherited);

/*
 * "2027-05-28_5", for names of files; of a draft without a number the date alone,
 * without a date "draft".  In the arena.
 */
const char *meeting_name(const struct casefile *council, struct arena *arena);

/*
 * What the minutes are called, or with the id of a case the extract for it: "minutes_2027-05-28_5",
 * "extract_2027-05-28_5_2026-014".  In the arena.
 */
const char *meeting_paper_name(const struct casefile *council, const char *id, struct arena *arena);

/*
 * School year and number, which no other minutes may have: they are numbered anew every
 * school year.  NULL while one of them is missing; in the arena.
 */
const char *meeting_number(const struct casefile *council, struct arena *arena);

/* Tells that other minutes of the run have that number, or files of that name. */
void meeting_tell_twice(const struct casefile *council, struct diags *diags);

/* "от 28.05.2027 № 5", for titles; "" for a draft without a date.  In the arena. */
const char *meeting_title(const struct casefile *council, struct arena *arena);

/* An appendix: a form of an attached case. */
struct meeting_appendix {
    const struct casefile *casefile;
    const char *form;        /* "5.4" */
    long number;             /* 0: the only one, which bears no number */
    const struct node *node; /* where it is cited first */
};

/*
 * The appendices in the order cited, each once, their number in *count; in the
 * arena.  Those of cases that are not attached are passed over: rules name them.
 */
struct meeting_appendix *meeting_appendices(const struct casefile *council, struct arena *arena,
                                            size_t *count);

#endif
