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
        char word[256];
        if (length >= sizeof word)
            return text_add(out, words);
        memcpy(word, words, length);
        word[length] = '\0';
        size_t const width = utf8_length(word);
        if (column > indent && column + 1 + width > LINE_WIDTH) {
            text_add_char(out, '\n');
            add_spaces(out, indent);
            column = indent;
        } else if (column > indent) {
            text_add_char(out, ' ');
            column++;
        }
        text_add(out, word);
        column += width;
        words += length + (words[length] == ' ');
    }
    text_add_char(out, '\n');
}

static void add_option(struct text *out, enum option_id id, enum language language)
{
    const struct option_row *row = option_row(id);
    struct text name = TEXT_EMPTY;
    if (row->letter) {
        text_add_char(&name, '-');
        text_add_char(&name, (char)row->letter);
        text_add(&name, ", ");
    } else {
        text_add(&name, "    ");
    }
    text_add(&name, "--");
    text_add(&name, row->name);
    if (row->argument[language]) {
        text_add_char(&name, ' ');
        text_add(&name, row->argument[language]);
    }
    size_t const width = utf8_length(text_string(&name));
    text_add(out, "  ");
    text_add(out, text_string(&name));
    add_spaces(out, width < NAME_WIDTH ? NAME_WIDTH - width : 1);
    add_wrapped(out, row->text[language], 2 + NAME_WIDTH);
    text_free(&name);
}

static void add_options(struct text *out, option_set set, enum language language)
{
    text_add(out, options_title[language]);
    text_add(out, ":\n");
    for (int id = 0; id < OPTION_COUNT; id++)
        if (set >> id & 1)
            add_option(out, (enum option_id)id, language);
}

static void add_command(const struct command *command, enum language language, struct text *out)
{
    text_add(out, "  ");
    text_add(out, command->name);
    add_spaces(out, 9 - strlen(command->name));
    text_add(out, command->purpose[language]);
    text_add(out, "\n             ");
    text_add(out, command->example);
    text_add_char(out, '\n');
}

static void add_program(enum language language, struct text *out)
{
    text_add(out, introduction[language]);
    for (int group = 0; group < GROUP_COUNT; group++) {
        text_add_char(out, '\n');
        text_add(out, group_titles[group][language]);
        text_add(out, ":\n");
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
    text_add(out, usage_title[language]);
    text_add(out, command->name);
    text_add(out, options_word[language]);
    if (*command->operands[language]) {
        text_add_char(out, ' ');
        text_add(out, command->operands[language]);
    }
    text_add(out, "\n\n");
    text_add(out, command->name);
    text_add(out, ": ");
    text_add(out, command->purpose[language]);
    text_add(out, ".\n");
    text_add(out, command->details[language]);
    text_add(out, "\n\n");
    text_add(out, example_title[language]);
    text_add(out, ": ");
    text_add(out, command->example);
    text_add(out, "\n\n");
    add_options(out, command_options(command), language);
}
