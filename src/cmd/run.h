/*
 * run.h - one run of a command: the engine, what was said and counted, the walk through the cases.
 */
#ifndef FORMULYAR_CMD_RUN_H
#define FORMULYAR_CMD_RUN_H

#include "base/report.h"
#include "cmd/options.h"
#include "engine/intake.h"
#include "engine/output.h"
#include "engine/walk.h"

struct command_run {
    const struct options *options;
    struct diags *diags;
    struct engine *engine;
    struct intake *intake;         /* workbooks among the files of cases */
    struct arena *arena;           /* ends with the run */
    struct rules_session *session; /* what rules remember from case to case */
    struct progress progress;
    struct diags *kept; /* takes a copy of all that is reported; or NULL */
    int status;         /* worst exit status of what was reported so far */
    size_t files;       /* that are read for cases */
    size_t cases, councils, errors, warnings;
};

/* Opens the engine that the command line asks for; false, and nothing to close, with diagnostics. */
bool run_open(struct command_run *run, const struct options *options, struct diags *diags);

/* The same with an edition beside those of the folder of forms: engine_options.outside. */
bool run_open_edition(struct command_run *run, const struct options *options, const char *folder,
                      struct diags *diags);

/* Ends it and returns its status. */
int run_close(struct command_run *run);

/* Prints what diags hold and counts it. */
void run_report(struct command_run *run);

/* What is being done now, for a person who waits at a terminal. */
void run_say(struct command_run *run, const char *russian, const char *english);

/*
 * The files of the command line, folders replaced by theirs (inputs_expand()), workbooks by the cases
 * that were made of them (batch/workbooks.h); what is wrong with a folder or a workbook is reported.  Every command that takes cases comes through this door.
 */
struct inputs run_inputs(struct command_run *run, bool once);

/*
 * False, with an error that is reported, when the file to be written is one of those that were read: forced or
 * not, what is written holds less than it.  output: NULL and folders are none.
 */
bool run_spares_inputs(struct command_run *run, const struct inputs *inputs, const char *output);

/*
 * Reads every file and hands its good cases to the action (walk.h), in whose walk is the
 * context; reports each case's diagnostics before the next.  A failure of the system ends the run.
 */
void run_cases(struct command_run *run, const struct inputs *inputs, enum walk_ids ids,
               walk_action *action, void *context);

/* Is handed a case, which is freed when it returns. */
typedef void run_taker(void *context, const struct casefile *casefile);

/* Hands over each case of a file that fits the schema, whatever the rules say of it; reports nothing. */
void run_take_cases(struct command_run *run, const struct input_file *file, run_taker *take,
                    void *context);

/* Tells, and reports, that there was neither a case nor anything wrong in what was named. */
void run_tell_empty(struct command_run *run);

/* A bit for each row of formats[]: those of -t, or those by default; 0 with a diagnostic. */
unsigned run_formats(const struct options *options, struct diags *diags);

/* The output that -o, --force and -v ask for; is_file as in output.h. */
struct output *run_output(const struct options *options, bool is_file);

/* ---- the one line that closes a run on a person's screen; -q and --json leave it out ---- */

void summary_check(const struct command_run *run);

/* documents: files written or found to be right already. */
void summary_render(const struct command_run *run, size_t documents);

/* The same of journals; with what was made, how many cases each leaves out by their status. */
struct journal_made;
void summary_journal(const struct command_run *run, size_t documents,
                     const struct journal_made *made);

/* A bundle of so many appendices; pages: 0 when only the reader's program knows. */
void summary_bundle(const struct command_run *run, size_t appendices, int pages);

/* The workbook that was written, and how many cases are in it. */
void summary_workbook(const struct command_run *run, const char *path);

/* An edition made of another one in a folder, of so many files, and what to do next. */
void summary_edition(const struct command_run *run, const char *parent, const char *folder,
                     size_t files);

/* An edition that was looked at as a whole. */
void summary_appraisal(const struct command_run *run, const char *id, size_t forms, size_t samples);

/* What shows an edition, in a folder; draft: its pages are marked. */
void summary_preview(const struct command_run *run, size_t documents, const char *folder,
                     bool draft);

/* year: as people write it; cases: how many of them are in its summary. */
void summary_annual(const struct command_run *run, const char *year, size_t cases);

/* Cases in one file, or in so many: new, changed, and left as they were. */
void summary_import(const struct command_run *run, size_t written, size_t changed, size_t same);

/* A copy of a table with so many marks. */
void summary_mark(const struct command_run *run, const char *path, size_t marks);

/* documents: files written or found to be right already. */
void summary_minutes(const struct command_run *run, size_t documents);

#endif
