/*
 * bundle_council.h - `formulyar bundle` with a council file: minutes and appendices in one.
 */
#ifndef FORMULYAR_CMD_BUNDLE_COUNCIL_H
#define FORMULYAR_CMD_BUNDLE_COUNCIL_H

#include "cmd/options.h"
#include "engine/writers.h"

/*
 * Makes the minutes of the council file that is the only operand, with the forms
 * that they cite as appendices.  Returns the exit status.
 */
int bundle_council_run(const struct options *options, const struct writer *writer,
                       struct diags *diags);

#endif
