/*
 * run.h - one run of a command: the engine, what was said and counted, the walk through the cases.
 */
#ifndef FORMULYAR_CMD_RUN_H
#define FORMULYAR_CMD_RUN_H

#include "base/report.h"
#include "cmd/options.h"
#include "engine/walk.h"
#include "engine/output.h"

struct command_run {
    const struct options *options;
    struct diags *diags;
    struct engine *engine;
    struct arena *arena;           /* ends with the run */
    struct rules_session *session; /* what rules remember from case to case */
    struct progress progress;
    int status; /* worst exit status of what was reported so far */
    size_t cases, councils, errors, warnings;
};

/* Opens the engine that the command line asks for; false, and nothing to close, with diagnostics. */
bool run_open(struct command_run *run, const struct options *options, struct diags *diags);

/* Ends it and returns its status. */
int run_close(struct command_run *run);

/* Prints what diags hold and counts it. */
void run_report(struct command_run *run);

/* What is being done now, for a person who waits at a terminal. */
void run_say(struct command_run *run, const char *russian, const char *english);

/*
 * What a command does with a case that schema and rules found good; it may take
 * the case with case_keep().
 */
typedef void run_action(struct command_run *run, struct casefile *casefile,
                        const struct edition *edition, struct arena *arena, void *context);

/*
 * Reads every file and hands its good cases to the action, each with an empty arena;
 * reports each case's diagnostics before the next.  A failure of the system ends the run.
 */
void run_cases(struct command_run *run, const char *const *paths, size_t count, enum walk_ids ids,
               run_action *action, void *context);

/* A bit for each row of formats[]: those of -t, or those by default; 0 with a diagnostic. */
unsigned run_formats(const struct options *options, struct diags *diags);

/* The output that -o, --force and -v ask for; is_file as in output.h. */
struct output *run_output(const struct options *options, bool is_file);

#endif
