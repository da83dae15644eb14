/*
 * verify.h - re-opening what the program wrote, and saying whether it is whole.
 *
 * The same checks run on every file before it gets its final name and in
 * `formulyar verify`.  They are ours, made to catch a fault of this program or
 * a damaged file; a full validator (veraPDF) judges more.
 */
#ifndef FORMULYAR_VERIFY_VERIFY_H
#define FORMULYAR_VERIFY_VERIFY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "docx/digest.h"
#include "pdfread/pdffile.h"

#include <stdbool.h>
#include <stddef.h>

enum verify_state {
    VERIFY_UNKNOWN,   /* not told: the file is no PDF or DOCX, is damaged, or asks for too much */
    VERIFY_UNCHANGED, /* byte for byte what was written */
    VERIFY_EXTENDED,  /* the written bytes, and behind them signatures or remarks */
    VERIFY_CHANGED,   /* something else than what was written, in the same file */
    VERIFY_RESAVED,   /* written anew by another program: the bytes are all others */
    VERIFY_TRUNCATED, /* the end is missing */
    VERIFY_FOREIGN,   /* another program made it */
};

/* The word for a state in data: "unchanged". */
const char *verify_state_name(enum verify_state state);

/* What a file says of itself; strings are in the arena, "" when absent. */
struct verify_facts {
    const char *format;      /* "PDF", "DOCX" */
    const char *conformance; /* "PDF/A-2a, PDF/UA-1" */
    const char *version;
    const char *case_id;
    const char *form;
    const char *edition;
    const char *teacher; /* a digest: subject_digest() */
    enum verify_state state;
    size_t fields;
    size_t signed_fields;
    size_t remarks; /* notes and highlights that readers added */
    size_t pages;
    size_t minutes; /* pages in front that another program made: nothing is promised of them */
};

/*
 * What the files of one run share: memory, text maps of PDF fonts and parts of a
 * DOCX that were read before, byte for byte.  Ended by verifier_free().
 */
struct verifier;
struct verifier *verifier_new(void);
void verifier_free(struct verifier *verifier);

/*
 * Checks the bytes of a PDF or a DOCX (told apart by their first bytes); name
 * is the file's, for diagnostics.  Every fault goes to diags.  Returns true
 * when there is none; facts are filled as far as the file could be read.  A
 * verifier of NULL stands for one that is used for this file alone.
 */
bool verify_file(struct verifier *verifier, const void *bytes, size_t size, const char *name,
                 struct arena *arena, struct verify_facts *facts, struct diags *diags);

/*
 * The same for a file that this process has just written: what its writer knows of the
 * digests of these very bytes (of a PDF), and of those of these very parts (of a DOCX), is
 * taken for true, not made again.
 */
bool verify_written(struct verifier *verifier, const struct text *file,
                    const struct file_digests *digests, const struct digest_record *record,
                    const char *name, struct arena *arena, struct verify_facts *facts,
                    struct diags *diags);

/*
 * What is looked at in a picture that was just written: that it is well-formed and whole, and has that
 * many pages.  Nothing is promised of pictures later: verify_file() knows none.
 */
bool verify_svg(struct verifier *verifier, const struct text *file, int pages, const char *name,
                struct diags *diags);

/* Says why pdffile_open() refused a file of these bytes; returns what can be told of it. */
enum verify_state verify_report_problem(enum pdffile_problem problem, const void *bytes,
                                        size_t size, struct pos pos, struct diags *diags);

#endif
