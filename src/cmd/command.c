/*
 * command.c - the table of commands with the words of their help.
 */
#include "cmd/command.h"

#include <stdint.h>
#include <string.h>

static const option_set every_command =
    OPTION_BIT(FORMS) | OPTION_BIT(LANG) | OPTION_BIT(JSON) | OPTION_BIT(QUIET) |
    OPTION_BIT(VERBOSE) | OPTION_BIT(HELP) | OPTION_BIT(VERSION);

const struct command commands[] = {
    {
        .name = "new",
        .run = new_run,
        .group = GROUP_CASE,
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(FORCE),
        .operands = {"", ""},
        .purpose = {"файл случая с пояснениями, чтобы начать с него",
                    "a commented case file to start from"},
        .details = {"Без -o файл печатается на экран. Существующий файл не заменяется.",
                    "Without -o the file goes to standard output. An existing file is not replaced."},
        .example = "formulyar new -o 2026-014.xml",
    },
    {
        .name = "verify",
        .run = verify_run,
        .group = GROUP_FILES,
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ...", "FILE..."},
        .purpose = {"проверить готовые файлы: целы ли, чьи и не изменены ли",
                    "check finished files: whole, whose, and unchanged"},
        .details = {"Открывает PDF и DOCX заново и проверяет шрифты, текст, структуру, поля подписи и\n"
                    "контрольную сумму. Добавленные электронные подписи изменением не считаются.",
                    "Opens PDF and DOCX again and checks fonts, text, structure, signature fields and\n"
                    "the checksum. Appended electronic signatures are no change."},
        .example = "formulyar verify out/*.pdf out/*.docx",
    },
    {
        .name = "fields",
        .run = fields_run,
        .group = GROUP_FILES,
        .min_operands = 1,
        .max_operands = 1,
        .operands = {"ФАЙЛ.pdf", "FILE.pdf"},
        .purpose = {"поля подписи: имя, страница, место, кто подписывает",
                    "signature fields: name, page, place, who signs"},
        .details = {"Место: левый, нижний, правый и верхний край в пунктах от левого нижнего угла листа.",
                    "The place: left, lower, right and upper edge in points from the lower left corner."},
        .example = "formulyar fields 2026-014_5.4.pdf",
    },
    {
        .name = "extract",
        .run = extract_run,
        .group = GROUP_FILES,
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(FORCE),
        .min_operands = 1,
        .max_operands = 1,
        .operands = {"ФАЙЛ.pdf", "FILE.pdf"},
        .purpose = {"достать файл случая, вложенный ключом --pdfa 3",
                    "take out the case file that --pdfa 3 embedded"},
        .details = {"Без -o файл печатается на экран, байт в байт.",
                    "Without -o the file goes to standard output, byte for byte."},
        .example = "formulyar extract -o 2026-014.xml 2026-014_5.4.pdf",
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
