/*
 * help.h - the help, made from the tables of commands and options.
 */
#ifndef FORMULYAR_CMD_HELP_H
#define FORMULYAR_CMD_HELP_H

#include "cmd/command.h"

/* Appends the help of one command, or, with NULL, of the program. */
void help_add(const struct command *command, enum language language, struct text *out);

#endif
