#include "cmd/command.h"

#include <string.h>

static const char *const introduction[2] = {
    "formulyar: формы 5.1, 5.3 и 5.4 индивидуального сопровождения педагога из файла дела,\n"
    "в PDF для подписи и в DOCX для правки.\n\n"
    "Вызов: formulyar КОМАНДА [КЛЮЧИ] [ФАЙЛ...]\n",
    "formulyar: forms 5.1, 5.3 and 5.4 of the individual accompaniment of a teacher, from a\n"
    "case file, as PDF to sign and as DOCX to edit.\n\n"
    "Usage: formulyar COMMAND [OPTIONS] [FILE...]\n"};

static const char *const closing[2] = {
    "Код завершения: 0 всё в порядке; 1 в случае ошибки; 2 неверный вызов; 3 система (нет файла,\n"
    "места, шрифта). Подробнее: formulyar КОМАНДА --help, man formulyar.\n",
    "Exit status: 0 good; 1 a case has errors; 2 usage; 3 system (no file, no space, no font).\n"
    "More: formulyar COMMAND --help, man formulyar.\n"};

static const char *const group_titles[GROUP_COUNT][2] = {
    [GROUP_CASE] = {"Одно дело", "One case"},
    [GROUP_YEAR] = {"Учебный год", "A school year"},
    [GROUP_COUNCIL] = {"Методический совет", "The methodical council"},
    [GROUP_FORMS] = {"Формы", "Forms"},
    [GROUP_FILES] = {"Готовые файлы", "Finished files"},
};

static const char *const options_title[2] = {"Ключи", "Options"};
static const char *const example_title[2] = {"Пример", "Example"};
static const char *const usage_title[2] = {"Вызов: formulyar ", "Usage: formulyar "};
static const char *const options_word[2] = {" [КЛЮЧИ]", " [OPTIONS]"};

enum { NAME_WIDTH = 24, LINE_WIDTH = 96 };

static void add_spaces(struct text *out, size_t count)
{
    while (count--)
        text_add_char(out, ' ');
}

/* Appends words, broken so that no line is longer than LINE_WIDTH, under an indent. */
static void add_wrapped(struct text *out, const char *words, size_t indent)
{
    size_t column = indent;
    while (*words) {
        size_t const length = strcspn(words, " ");
        size_t const width = utf8_length(words) - utf8_length(words + length);
        if (column > indent && column + 1 + width > LINE_WIDTH) {
            text_add_char(out, '\n');
            add_spaces(out, indent);
            column = indent;
        } else if (column > indent) {
            text_add_char(out, ' ');
            column++;
        }
        text_add_bytes(out, words, length);
        column += width;
        words += length + (words[length] == ' ');
    }
    text_add_char(out, '\n');
}

static void add_option(struct text *out, enum option_id id, enum language language)
{
    const struct option_row *row = option_row(id);
    const char *argument = row->argument[language];
    struct text name = TEXT_EMPTY;
    if (row->letter)
        text_format(&name, "-%c, --%s", row->letter, row->name);
    else
        text_format(&name, "    --%s", row->name);
    if (argument)
        text_format(&name, " %s", argument);
    size_t const width = utf8_length(text_string(&name));
    text_format(out, "  %s", text_string(&name));
    add_spaces(out, width < NAME_WIDTH ? NAME_WIDTH - width : 1);
    add_wrapped(out, row->text[language], 2 + NAME_WIDTH);
    text_free(&name);
}

static void add_options(struct text *out, option_set set, enum language language)
{
    text_format(out, "%s:\n", options_title[language]);
    for (int id = 0; id < OPTION_COUNT; id++)
        if (set >> id & 1)
            add_option(out, (enum option_id)id, language);
}

static void add_command(const struct command *command, enum language language, struct text *out)
{
    text_format(out, "  %s", command->name);
    add_spaces(out, 9 - strlen(command->name));
    text_format(out, "%s\n             %s\n", command->purpose[language], command->example);
}

static void add_program(enum language language, struct text *out)
{
    text_add(out, introduction[language]);
    for (int group = 0; group < GROUP_COUNT; group++) {
        text_format(out, "\n%s:\n", group_titles[group][language]);
        for (const struct command *command = commands; command->name; command++)
            if ((int)command->group == group)
                add_command(command, language, out);
    }
    text_add_char(out, '\n');
    add_options(out, UINT64_MAX, language);
    text_add_char(out, '\n');
    text_add(out, closing[language]);
}

void help_add(const struct command *command, enum language language, struct text *out)
{
    if (!command) {
        add_program(language, out);
        return;
    }
    const char *operands = command->operands[language];
    text_format(out, "%s%s%s%s%s\n\n", usage_title[language], command->name, options_word[language],
                *operands ? " " : "", operands);
    text_format(out, "%s: %s.\n%s\n\n", command->name, command->purpose[language],
                command->details[language]);
    text_format(out, "%s: %s\n\n", example_title[language], command->example);
    add_options(out, command_options(command), language);
}
