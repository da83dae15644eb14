/*
 * command.c - the table of commands with the words of their help.
 */
#include "cmd/command.h"

#include <stdint.h>
#include <string.h>

static const option_set every_command =
    OPTION_BIT(FORMS) | OPTION_BIT(LANG) | OPTION_BIT(JSON) | OPTION_BIT(QUIET) |
    OPTION_BIT(VERBOSE) | OPTION_BIT(HELP) | OPTION_BIT(VERSION);

/* What decides the look of a form, with data or without. */
#define PAGE_OPTIONS                                                                               \
    (OPTION_BIT(FORM) | OPTION_BIT(TYPE) | OPTION_BIT(OUTPUT) | OPTION_BIT(DRAFT) |                \
     OPTION_BIT(BODY_ONLY) | OPTION_BIT(PDFA) | OPTION_BIT(FORCE) | OPTION_BIT(EDITION) |          \
     OPTION_BIT(ORGANIZATION))

const struct command commands[] = {
    {
        .name = "new",
        .run = new_run,
        .group = GROUP_CASE,
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(FORCE),
        .operands = {"", ""},
        .purpose = {"пустой файл дела с пояснениями, чтобы начать с него",
                    "a commented case file to start from"},
        .details = {"Без -o файл печатается на экран. Существующий файл не заменяется.",
                    "Without -o the file goes to standard output. An existing file is not replaced."},
        .example = "formulyar new -o 2026-014.xml",
    },
    {.name = NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

option_set command_options(const struct command *command)
{
    return every_command | command->options;
}
