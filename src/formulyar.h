/*
 * formulyar.h - the C library: official forms from cases that are held in memory.
 *
 *     formulyar *engine = formulyar_open(NULL);
 *     formulyar_result *made = formulyar_render(engine, &input, 1, NULL);
 *     ... formulyar_file(made, 0)->bytes ...
 *     formulyar_free(made);
 *     formulyar_close(engine);
 *
 * The library prints nothing, ends no process and keeps no state outside of its engines.
 * Any number of engines may live in one process.  An engine serves one thread at a time;
 * several threads may work at once with an engine each.  It forks no process, sets no signal
 * handler, locale, time zone or limit, and leaves the host's libxml2 as it was.  Nothing is
 * written to the disk; what is read there are forms and fonts.
 *
 * What it is given (structures, strings, bytes) is borrowed for the length of the call;
 * what it returns is read-only and lives as long as what it was asked of, a result or an
 * engine, which the caller ends.  Strings are UTF-8 and never NULL unless that is said.
 * Nothing answers with an error code: what goes wrong is in the result's diagnostics.
 * Documents are the same bytes as those of the program of the same build.
 *
 * Structures that the caller fills begin with their own size; later versions append members.
 * Zeroed members stand for the default.  formulyar(3) says more.
 */
#ifndef FORMULYAR_H
#define FORMULYAR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define FORMULYAR_API __attribute__((visibility("default")))
#else
#define FORMULYAR_API
#endif

/* The version of the library that is running: "0.1.0"; lives for ever. */
FORMULYAR_API const char *formulyar_version(void);

/* ---- engines ------------------------------------------------------------ */

/* What is loaded once: forms, rules, fonts. */
typedef struct formulyar formulyar;

enum formulyar_language { FORMULYAR_RU, FORMULYAR_EN };

struct formulyar_setup {
    size_t size; /* sizeof(struct formulyar_setup) */
    /*
     * The folder that holds forms/ and fonts/.  NULL: share/formulyar beside the lib/ that the
     * library was loaded from, else where it was configured to be installed.
     */
    const char *data;
    const char *forms;        /* folder of forms; NULL: that of data */
    const char *organization; /* file with the letterhead; NULL: organization.xml of the forms */
    const char *edition;      /* id; NULL: the one that a case names, or the newest */
    const char *today; /* YYYY-MM-DD, for rules about dates; NULL: by the clock, at opening */
    int language;      /* of formulyar_diagnostic.message */
    /*
     * Called, with this context, when memory runs out: in the thread of the call and from within
     * it, so that it must not call the library.  It may end the thread or longjmp() out of the
     * call: then the engine may not be used any more, not even closed, and its memory is lost.
     * When it returns, or is NULL, the process is aborted.
     */
    void (*out_of_memory)(void *context);
    void *context;
};

/*
 * Opens an engine; setup NULL stands for zeros.  Never NULL: when something is missing or
 * wrong, formulyar_opened() says so and every call answers with those diagnostics.
 * formulyar_close() ends it, after its results; NULL is allowed.
 */
FORMULYAR_API formulyar *formulyar_open(const struct formulyar_setup *setup);
FORMULYAR_API void formulyar_close(formulyar *engine);

/* What was said when it was opened; lives as long as the engine, not for formulyar_free(). */
typedef struct formulyar_result formulyar_result;
FORMULYAR_API const formulyar_result *formulyar_opened(const formulyar *engine);

/* ---- what is asked for -------------------------------------------------- */

/*
 * A case file (or several cases under <cases>), a workbook of cases (.xlsx, .ods, .csv), or any file
 * for formulyar_verify().
 */
struct formulyar_input {
    const char *name; /* what diagnostics call it; NULL: "case.xml", of formulyar_verify() "file" */
    const void *bytes;
    size_t size;
};

enum formulyar_kind {
    FORMULYAR_PDF = 1,
    FORMULYAR_DOCX = 2,
    FORMULYAR_TREE = 4,   /* the document tree, for tests */
    FORMULYAR_TEXT = 8,   /* its plain text */
    FORMULYAR_SVG = 16,   /* all pages as one picture */
    FORMULYAR_CSV = 256,  /* of formulyar_summary() alone: register and counts */
    FORMULYAR_FONT = 512, /* of formulyar_fonts() alone */
    FORMULYAR_XML = 1024, /* a case file or a council file; no option asks for it */
    FORMULYAR_XLSX = 2048 /* a workbook; nor for it */
};

struct formulyar_options {
    size_t size;       /* sizeof(struct formulyar_options) */
    const char *forms; /* ids with commas between them: "5.1,5.4"; NULL: all that are due */
    unsigned kinds;    /* of enum formulyar_kind, added up; 0: PDF and DOCX, of a bundle PDF */
    int pdfa;          /* part of PDF/A: 1, 2 or 3 (with the case attached); 0: 2 */
    int draft;         /* not 0: gaps are warnings, pages are marked */
    int body_only;     /* not 0: without what is not the regulation's */

    const char *number; /* of a bundle: of the minutes, "5"; needed */
    const char *date;   /* and of the meeting, YYYY-MM-DD; needed */
    int first;          /* number of the first appendix, to 9999; 0: 1 */
    int no_list;        /* not 0: without a list of the appendices */
    int duplex;         /* not 0: appendices begin on odd pages */

    const char *school_year; /* of a summary: "2026/2027"; NULL: that of all cases */
    const char *order;       /* "name" (or NULL, or "surname"), "date", "lead" or "id"; of a bundle
                                "name", "date", "id" or NULL: as they are given */
    int no_names;            /* not 0: without names and ids */

    int roomy; /* not 0: all the space that the edition has, whatever it costs in sheets */

    const char *stage;   /* "before": the sheets to be signed at the beginning; NULL: "after" */
    const char *edition; /* id; NULL: that of the setup */

    int finished_only; /* of a bundle, not 0: unfinished cases are left out, with a warning */
    int svg_bare;      /* not 0: SVG without its fonts: the host loads those of formulyar_fonts() */

    const char *root; /* of a description: "case" (or NULL), "minutes", "organization" */

    int faulty; /* of an import or a workbook, not 0: cases with errors too, as far as they can be read */

    const char *case_id; /* of an extract: whose it is; needed */
    const char *allow;   /* of an extract: words that are nobody's name, with commas; or NULL */
    int minutes;         /* of formulyar_new(), not 0: a council file in place of a case */
};

/*
 * Each call returns a result, never NULL, for formulyar_free(); options NULL stand for zeros.
 *
 * formulyar_check() finds everything wrong with the cases and makes nothing; formulyar_case() lists them.
 * formulyar_cases() lists them too, in less time: it does not lay them out, which finds characters that
 * the fonts lack.
 * formulyar_render() makes the forms that are due of every case that has no error.
 * formulyar_blank() makes the forms without data.
 * formulyar_summary() makes the summary of a school year over all cases; draft and stage are not its.
 * formulyar_journal() makes the journals of an edition, forms that are each of many cases (over="cases"), of the
 * cases whose status they name; none while a case has errors.  stage is not its.
 * formulyar_bundle() makes one file of the forms of all cases, as appendices to minutes; one
 * kind, and no file when any case has an error.  Of one council file, with its cases among the inputs, it
 * makes the minutes with the appendices that they cite; number, date, first, forms, order and finished_only
 * are the council file's then.
 * formulyar_minutes() makes the minutes of each council file among the inputs, formulyar_extract() an extract
 * for one case.  The cases that a council file lists are those of the input that has the name, from the
 * folder of its own name on, or else of the one whose name ends so; formulyar_check() takes council files too.
 * formulyar_merge() makes one PDF, merge.pdf, of the forms that are due of every case that has no error, by
 * surname, each with page numbers of its own: all to be printed at a go; with duplex for both sides.
 * formulyar_verify() re-opens a PDF or DOCX and says whether it is whole (formulyar_facts()).
 * formulyar_forms() lists the forms of all editions (formulyar_form()).
 * formulyar_describe() tells what can be filled in, and which words the forms have for it
 * (formulyar_text()): for programs that offer fields.
 * formulyar_new() gives a file to start from, with Russian comments: a case, which needs no inputs,
 * or a council file about the cases of the inputs.
 * formulyar_workbook() makes a workbook of the cases, empty or not, with the school's people; staff, or
 * NULL, is a list of teachers (a workbook with headings «ФИО», «Должность»), each of whom gets a row.
 * For these two a case may break rules, but not the schema: then there is no file, but with faulty a
 * workbook, if every case could be read.
 * formulyar_import() makes one case file of the workbooks among the inputs, unless a case has an error;
 * what they have no columns for is taken from the cases of the same ids in the case files among the inputs.
 * formulyar_mark() makes a copy of one .xlsx in which the cells with errors and warnings are coloured, and say
 * in comments what is wrong with them.
 *
 * Cases of one call know each other: an id that comes twice is an error, namesakes are told of.
 */
FORMULYAR_API formulyar_result *formulyar_check(formulyar *engine,
                                                const struct formulyar_input *inputs, size_t count,
                                                const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_cases(formulyar *engine,
                                                const struct formulyar_input *inputs, size_t count,
                                                const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_render(formulyar *engine,
                                                 const struct formulyar_input *inputs, size_t count,
                                                 const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_blank(formulyar *engine,
                                                const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_summary(formulyar *engine,
                                                  const struct formulyar_input *inputs,
                                                  size_t count,
                                                  const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_journal(formulyar *engine,
                                                  const struct formulyar_input *inputs,
                                                  size_t count,
                                                  const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_bundle(formulyar *engine,
                                                 const struct formulyar_input *inputs, size_t count,
                                                 const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_minutes(formulyar *engine,
                                                  const struct formulyar_input *inputs,
                                                  size_t count,
                                                  const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_extract(formulyar *engine,
                                                  const struct formulyar_input *inputs,
                                                  size_t count,
                                                  const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_merge(formulyar *engine,
                                                const struct formulyar_input *inputs, size_t count,
                                                const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_verify(formulyar *engine,
                                                 const struct formulyar_input *input);
FORMULYAR_API formulyar_result *formulyar_forms(formulyar *engine);
FORMULYAR_API formulyar_result *formulyar_new(formulyar *engine,
                                              const struct formulyar_input *inputs, size_t count,
                                              const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_workbook(formulyar *engine,
                                                   const struct formulyar_input *inputs,
                                                   size_t count,
                                                   const struct formulyar_input *staff,
                                                   const struct formulyar_options *options);

FORMULYAR_API formulyar_result *formulyar_describe(formulyar *engine,
                                                   const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_import(formulyar *engine,
                                                 const struct formulyar_input *inputs, size_t count,
                                                 const struct formulyar_options *options);
FORMULYAR_API formulyar_result *formulyar_mark(formulyar *engine,
                                               const struct formulyar_input *input,
                                               const struct formulyar_options *options);

/* Releases a result with all that it told; NULL is allowed. */
FORMULYAR_API void formulyar_free(formulyar_result *result);

/*
 * The fonts that pictures without their own ask for, each a file and a formulyar_font(): those of
 * Russian text first.  A browser shows a letter in the first one of its family and weight whose ranges
 * hold it.
 */
FORMULYAR_API formulyar_result *formulyar_fonts(formulyar *engine);

/* ---- what came of it ---------------------------------------------------- */

/* The exit status of the program: 0 good, perhaps with warnings; 1 errors; 3 the system failed. */
FORMULYAR_API int formulyar_status(const formulyar_result *result);

enum formulyar_severity { FORMULYAR_WARNING, FORMULYAR_ERROR, FORMULYAR_SYSTEM };

/* Something wrong.  Texts name fields and never repeat what was typed: that may be personal. */
struct formulyar_diagnostic {
    const char *code;    /* stable, "F3"; formulyar(1) lists them */
    int severity;        /* enum formulyar_severity */
    const char *file;    /* name of the input, path of a file of forms, or "formulyar" */
    long line;           /* both from 1; 0: unknown */
    long column;         /* in characters */
    const char *path;    /* XPath of the element or attribute, or NULL */
    const char *message; /* in the language of the setup */
    const char *text[2]; /* in each language: enum formulyar_language */
    const char *sheet; /* of a workbook, whose row and column line and column are then; else NULL */
    const char *
        case_id; /* of the one case that it is about; NULL: of none, many, or one without a good id */
};

/* A finished file. */
struct formulyar_file {
    const char *name; /* as the program names it: "2026-014_5.4.pdf" */
    int kind;         /* enum formulyar_kind */
    const char
        *form; /* id; "summary", "bundle", "minutes", "extract"; "" for a table and for XML */
    const char *case_id; /* "" for what is of no case, or of many */
    const void *bytes;
    size_t size;        /* in bytes */
    int pages;          /* 0: only the reader's program knows */
    const char *sha256; /* of the bytes: 64 hex digits */
};

/* A form of an edition. */
struct formulyar_form {
    const char *edition; /* id */
    const char *edition_title;
    const char *approved; /* YYYY-MM-DD of the order; "": not approved */
    int checked;          /* not 0: compared with the signed original */
    const char *form;     /* id */
    const char *title;
};

/* A case among the inputs, good or not; "" for what it does not say. */
struct formulyar_case {
    const char *id;          /* as it is written */
    const char *name;        /* of the teacher: «Иванова М.П.» */
    const char *position;    /* in the edition's words */
    const char *status;      /* "registered", "in-progress", ... as the case writes it */
    const char *edition;     /* id, as the case names it */
    const char *school_year; /* "2026/2027", that it says or that of the decision */
    const char *forms; /* ids of those that are due, with commas; "" while its edition is unknown */
    const char *file;  /* name of the input */
    const char *sheet; /* of a workbook, whose row line is then, column 0; else NULL */
    long line, column; /* of its start tag, from 1 */
    size_t offset,
        length; /* of its element in the bytes of the input; length 0: not in UTF-8, or no XML */
    size_t errors, warnings; /* told of it */
};

/* A subset of a typeface, as CSS names it. */
struct formulyar_font {
    const struct formulyar_file *file; /* TrueType */
    const char *family;
    int weight;         /* 400, 700 */
    const char *ranges; /* unicode-range: "U+20-22,U+25" */
};

/* What a verified file says of itself; "" for what it does not say. */
struct formulyar_facts {
    int whole;               /* not 0: nothing is wrong with it */
    const char *state;       /* "unchanged", "extended", ... as `formulyar verify --json` has it */
    const char *format;      /* "PDF", "DOCX" */
    const char *conformance; /* "PDF/A-2a, PDF/UA-1" */
    const char *version;     /* of the program that made it */
    const char *case_id;
    const char *form;
    const char *edition;
    size_t pages;
    size_t fields, signed_fields; /* for signatures; signatures themselves are not judged */
    size_t remarks;               /* notes that readers added */
    size_t minutes;               /* pages in front that another program made */
};

/* How many there are, and each of them from 0; NULL for an index that is too large. */
FORMULYAR_API size_t formulyar_diagnostic_count(const formulyar_result *result);
FORMULYAR_API const struct formulyar_diagnostic *formulyar_diagnostic(
    const formulyar_result *result, size_t index);
FORMULYAR_API size_t formulyar_file_count(const formulyar_result *result);
FORMULYAR_API const struct formulyar_file *formulyar_file(const formulyar_result *result,
                                                          size_t index);
FORMULYAR_API size_t formulyar_form_count(const formulyar_result *result);
FORMULYAR_API const struct formulyar_form *formulyar_form(const formulyar_result *result,
                                                          size_t index);

/* Of a result of formulyar_check() or formulyar_cases(), in the order of the inputs. */
FORMULYAR_API size_t formulyar_case_count(const formulyar_result *result);
FORMULYAR_API const struct formulyar_case *formulyar_case(const formulyar_result *result,
                                                          size_t index);

/* Of a result of formulyar_fonts(). */
FORMULYAR_API size_t formulyar_font_count(const formulyar_result *result);
FORMULYAR_API const struct formulyar_font *formulyar_font(const formulyar_result *result,
                                                          size_t index);

/* Of a result of formulyar_verify(); NULL of any other. */
FORMULYAR_API const struct formulyar_facts *formulyar_facts(const formulyar_result *result);

/* Of a result of formulyar_describe(): a JSON text, "" when something is wrong; NULL of any other. */
FORMULYAR_API const char *formulyar_text(const formulyar_result *result);

#ifdef __cplusplus
}
#endif

#endif
