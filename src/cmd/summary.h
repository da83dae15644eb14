/*
 * summary.h - the one line on standard error that closes a run on a person's
 * screen; -q and --json leave it out.
 */
#ifndef FORMULYAR_CMD_SUMMARY_H
#define FORMULYAR_CMD_SUMMARY_H

#include "cmd/run.h"

void summary_check(const struct command_run *run);

/* documents: files written or found to be right already. */
void summary_render(const struct command_run *run, size_t documents);

/* A bundle of so many appendices; pages: 0 when only the reader's program knows. */
void summary_bundle(const struct command_run *run, size_t appendices, int pages);

/* year: as people write it; cases: how many of them are in its summary. */
void summary_annual(const struct command_run *run, const char *year, size_t cases);

/* documents: files written or found to be right already. */
void summary_minutes(const struct command_run *run, size_t documents);

#endif
