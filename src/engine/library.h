/*
 * library.h - inside of the library (formulyar.h): an engine, a result, a call; engine/ only.
 *
 * A call begins with library_begin(), which looks to memory and libxml2, and ends with
 * library_end().  In between nobody need know that there is a host.
 */
#ifndef FORMULYAR_ENGINE_LIBRARY_H
#define FORMULYAR_ENGINE_LIBRARY_H

#include "engine/intake.h"
#include "engine/product.h"
#include "engine/walk.h"
#include "formulyar.h"
#include "xml/xml.h"

struct formulyar {
    struct engine *engine; /* NULL: it could not be opened */
    struct formulyar_result *opened;
    struct arena *arena;
    enum language language;
    struct memory_hook hook; /* the host's; {0}: it has none */
    struct xml_guard guard;  /* of the call at work, for the hook */
};

struct formulyar_result {
    struct arena *arena;
    struct formulyar_diagnostic *diagnostics;
    size_t diagnostic_count, diagnostic_cap;
    struct formulyar_file *files;
    struct text *bytes; /* of each of them */
    size_t file_count, file_cap, bytes_cap;
    struct formulyar_form *forms;
    size_t form_count, form_cap;
    struct formulyar_case *cases;
    size_t case_count, case_cap;
    struct formulyar_font *fonts;
    size_t font_count;
    struct formulyar_facts *facts;
    const char *text;
    int status;
};

struct call {
    struct formulyar *of;
    struct engine *engine;
    struct formulyar_options options;
    struct formulyar_result *result;
    struct diags *diags;   /* what was found and not yet told */
    struct intake *intake; /* workbooks among the inputs; NULL until there are inputs */
    const char *file;      /* name of the input at work */
    size_t cases;          /* that were met */
    bool lists;            /* the cases are wanted too */
    const char *edition;   /* of the setup, while options have another */
    struct memory_hook before;
};

/*
 * Begins a call; false when the engine could not be opened: then the result says why.
 * library_end() is to be called either way, and gives the result.
 */
bool library_begin(struct call *call, struct formulyar *of,
                   const struct formulyar_options *options);
struct formulyar_result *library_end(struct call *call);

/* A string in the result, "" for NULL. */
const char *library_copy(struct call *call, const char *string);

/* For walk.note, whose teller is the call: whose case what was found is, and the list of cases. */
void library_note(struct walk *walk, const struct case_head *head, const struct casefile *casefile,
                  const struct edition *edition);

/* Moves what was found to the result, sorted. */
void library_tell(struct call *call);

/*
 * What all calls about cases share; kinds are those that this one may be asked for, and those that it
 * makes then.  False when nothing is to be made; library_end() is to be called either way.
 */
bool library_begin_cases(struct call *call, struct formulyar *of,
                         const struct formulyar_options *options, unsigned kinds,
                         unsigned by_default);

/*
 * The same for calls that make what cases are written in: kinds that an earlier call was asked for are no
 * matter, but options must not be wrong.  Opens the intake too.
 */
bool library_begin_sources(struct call *call, struct formulyar *of,
                           const struct formulyar_options *options);

/* An option has another value than those that are wanted; false. */
bool library_refuse(struct call *call, const char *option, const char *wanted);

/* Opens the intake of the call, before any input. */
void library_open_intake(struct call *call);

/*
 * The cases of an input: a table's are made first, those of several CSV tables at the first of them. NULL, with
 * diagnostics unless it is a further one of those.
 */
struct case_reader *library_open_input(struct call *call, const struct formulyar_input *inputs,
                                       size_t count, size_t index);

/* An input as what reads cases takes it. */
struct case_bytes library_bytes(const struct formulyar_input *input);

/*
 * Walks through the inputs (all, or tables alone); the ids, the action and its context as in walk.h.
 */
void library_walk(struct call *call, const struct formulyar_input *inputs, size_t count,
                  enum walk_ids ids, walk_action *action, void *context);

/* Is handed a case, which is freed when it returns. */
typedef void library_taker(struct call *call, void *context, const struct casefile *casefile);

/*
 * Hands over each case of the inputs that fits the schema, whatever the rules say of it; with faulty also
 * those that do not.  Returns how many inputs hold what could not be handed over.
 */
size_t library_take_cases(struct call *call, const struct formulyar_input *inputs, size_t count,
                          bool faulty, library_taker *take, void *context);

/* ---- council files (library_council.c) -------------------------------------------------- */

/* True for a council file. */
bool library_is_council(const struct formulyar_input *input);

/* Checks the council files among the inputs. */
void library_check_councils(struct call *call, const struct formulyar_input *inputs, size_t count);

/* The bundle of the one council file among the inputs, at that index. */
void library_bundle_council(struct call *call, const struct formulyar_input *inputs, size_t count,
                            size_t index);

/* ---- what comes of it ------------------------------------------------------------------- */

/* What all documents may be. */
enum {
    DOCUMENTS = FORMULYAR_PDF | FORMULYAR_DOCX | FORMULYAR_TREE | FORMULYAR_TEXT | FORMULYAR_SVG
};

/* False, with a diagnostic, when the options ask for what no bundle is. */
bool library_bundle_fits(struct call *call);

/* The one format of the kinds. */
const struct format *library_format(unsigned kind);

/* Moves what is whole to the result, all or nothing, and frees the rest; case_id or "". */
void library_hand_out_all(struct call *call, struct products *products, const char *case_id);

/* Tells that there was neither a case nor anything wrong in what there was. */
void library_tell_empty(struct call *call, size_t count);

/* Moves a file that is no document to the result. */
void library_hand_out_bytes(struct call *call, struct text *bytes, const char *name, int kind);

/* Moves a finished product to the result; case_id or "". */
void library_hand_out(struct call *call, struct product *product, const char *case_id);

#endif
