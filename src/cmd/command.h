/*
 * command.h - the table of commands: a new one is a row here and a file beside it.
 */
#ifndef FORMULYAR_CMD_COMMAND_H
#define FORMULYAR_CMD_COMMAND_H

#include "cmd/options.h"

/* Exit statuses beside 0 and 1: a wrong command line; the system, or the program's own data. */
enum { EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

/* The groups in which the help lists the commands. */
enum command_group { GROUP_CASE, GROUP_YEAR, GROUP_COUNCIL, GROUP_FORMS, GROUP_FILES, GROUP_COUNT };

struct command {
    const char *name;
    /* Carries the command out; what it says goes to diags.  Returns the exit status. */
    int (*run)(const struct options *options, struct diags *diags);
    enum command_group group;
    option_set options; /* beyond those that every command knows */
    size_t min_operands;
    size_t max_operands;
    const char *operands[2]; /* as the usage line shows them, by language */
    const char *purpose[2];  /* one line */
    const char *details[2];  /* some lines more for the command's own help */
    const char *example;
};

/* All commands; closed by a row without a name. */
extern const struct command commands[];

/* The command of that name, or NULL. */
const struct command *command_find(const char *name);

/* Options that every command knows. */
option_set command_options(const struct command *command);

/* Appends the help of one command, or, with NULL, of the program. */
void help_add(const struct command *command, enum language language, struct text *out);

/* `formulyar --version`. */
int version_run(const struct options *options, struct diags *diags);

int check_run(const struct options *options, struct diags *diags);
int preview_run(const struct options *options, struct diags *diags);
int render_run(const struct options *options, struct diags *diags);
int blank_run(const struct options *options, struct diags *diags);
/* `new --workbook`. */
int new_workbook(const struct options *options, struct diags *diags);

/* `new --edition ID`, where that is an edition to be made. */
bool new_wants_edition(const struct options *options);
int new_edition(const struct options *options, struct diags *diags);

int new_run(const struct options *options, struct diags *diags);
int import_run(const struct options *options, struct diags *diags);
int forms_run(const struct options *options, struct diags *diags);
int batch_command_run(const struct options *options, struct diags *diags);
int report_command_run(const struct options *options, struct diags *diags);
int fields_run(const struct options *options, struct diags *diags);
int verify_run(const struct options *options, struct diags *diags);
int extract_run(const struct options *options, struct diags *diags);
int minutes_run(const struct options *options, struct diags *diags);
int summary_run(const struct options *options, struct diags *diags);
int journal_run(const struct options *options, struct diags *diags);
int bundle_run(const struct options *options, struct diags *diags);

#endif
