/*
 * door.h - the way from the script of a page into the library: bytes and words go in, JSON comes out.
 *
 *     door_set("data", "/share"); door_open();
 *     void *room = door_room(size); ... bytes are put there ...
 *     door_input("case.xml", room, size); door_set("kinds", "pdf");
 *     const char *answer = door_call("render");
 *
 * A script cannot fill structures, so that one call of formulyar.h is several of these: what it
 * is asked is gathered, done and forgotten.  There is one door, with one engine behind it, in a
 * process, which is the instance of a page's worker: hence its state is static.  All that is
 * wrong with what it is told is in the next answer; whatever it is told, it does not crash.
 * Strings are UTF-8.
 */
#ifndef FORMULYAR_PAGE_DOOR_H
#define FORMULYAR_PAGE_DOOR_H

#include <stddef.h>

/* What the page's script sees of the module. */
#ifdef __wasm__
#define DOOR_API(name) __attribute__((export_name(#name)))
#else
#define DOOR_API(name)
#endif

/*
 * Room for so many bytes (0 too) from the script; NULL when there is no memory for it,
 * or it is more than 1 GiB.  door_release()
 * ends it, unless door_input() has taken it; what is no room, or none any more, is left alone.
 */
DOOR_API(door_room) void *door_room(size_t size);
DOOR_API(door_release) void door_release(void *room);

/*
 * Says something for the next door_open() or door_call(), copied; said twice, the last holds, and
 * value NULL takes it back.  Of door_open() the names are members of formulyar_setup: data,
 * language ("ru", "en"), today, organization, edition, forms (the folder).  Of door_call(), those of
 * formulyar_options, kinds as names with commas ("pdf,docx"), switches as "1" or "0";
 * sort is another name of order, type of kinds.
 */
DOOR_API(door_set) void door_set(const char *name, const char *value);

/*
 * An input of the next call, whose bytes are the first of a room, which is the door's from
 * now on and released after the call.  name is copied; NULL: the library's own.
 */
DOOR_API(door_input) void door_input(const char *name, void *room, size_t size);

/*
 * Opens the engine, closing the one that was open and what it made: 0 good, else the status of
 * formulyar_opened(), which `opened` and every other call then tell.
 */
DOOR_API(door_open) int door_open(void);

/*
 * Does what the verb says and forgets what was set and put in.  Returns JSON, never NULL; it and the
 * files it tells of are valid until the next door_call(), door_open() or door_close():
 *
 *     {"status":0,
 *      "diagnostics":[{"code":"F3","severity":"warning|error|system","file":"case.xml","line":1,"column":2,
 *                      "path":"/case"|null,"sheet":"Дела"|null,"case":"1"|null,"ru":"...","en":"..."}],
 *      "files":[{"name":"1_5.4.pdf","kind":"pdf","form":"5.4","case":"1","pages":1,"sha256":"...",
 *                "at":65536,"size":42}], ...}
 *
 * at is an address.  A line of a workbook is the row, a column the column.  Verbs, and what they add:
 *
 *     version   "version"
 *     opened    what was said when the engine was opened
 *     forms     "forms":[{"edition","title_of_edition","approved","checked","form","title"}]
 *     fonts     "fonts":[{"family","weight","ranges","file"}], in files the bytes: of pictures that are svg_bare
 *     check     "cases":[...]: formulyar_case of each case
 *     list      the same without laying anything out
 *     render, blank, summary, bundle
 *     merge     of a bundle only the forms: all to be printed at a go
 *     minutes   of each council file among the inputs; the cases that it lists are other inputs
 *     extract   the same for one case: case_id
 *     new       a case to start from; with minutes "1" a council file about the cases of the inputs
 *     import    the cases of workbooks as one case file, with "cases" as of check: those of the workbook; with
 *               faulty "1" those with errors too
 *     mark      a copy of one workbook with its errors
 *     workbook  of the cases of the inputs, or an empty one; faulty "1": with errors too; staff: the name of the input that is a
 *               staff list
 *     verify    "facts":{...}: formulyar_facts, of one input
 *     describe  what can be filled in: the members of formulyar_text(), "root" as it was set
 */
DOOR_API(door_call) const char *door_call(const char *verb);

/* Closes the engine and forgets everything but rooms. */
DOOR_API(door_close) void door_close(void);

#endif
