/*
 * check_edition.h - editions among what a command is told to work on.
 */
#ifndef FORMULYAR_CMD_CHECK_EDITION_H
#define FORMULYAR_CMD_CHECK_EDITION_H

#include "cmd/command.h"
#include "cmd/named_edition.h"
#include "cmd/run.h"

/*
 * Takes the editions out of the operands, into editions, which has room for as many; how many.  An id counts where no
 * file has that name.
 */
size_t take_editions(struct options *options, struct named_edition *editions, struct arena *arena);

/*
 * Opens a run in which that edition is known, wherever it lies: with the folder of forms that --forms
 * names, else the one that the edition lies in, else the program's.  plain: a copy of the options, which is
 * changed and must outlive the run.  False, and nothing to close, with diagnostics.
 */
bool edition_run_open(struct command_run *run, struct options *plain,
                      const struct named_edition *edition, struct diags *diags);

/* Says everything that is wrong with an edition; the exit status. */
int check_edition(const struct options *options, const struct named_edition *edition,
                  struct diags *diags);

#endif
