/*
 * options.c - getopt_long over the rows of options.def; see options.h.
 *
 * Options may stand before the command, after it and between the operands.
 * What is wrong is said in our words, with the nearest name that would be right.
 */
#include "cmd/options.h"

#include "base/clock.h"
#include "base/file.h"
#include "cmd/command.h"
#include "engine/engine.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option_row rows[OPTION_COUNT] = {
#define X(id, letter, name, arg_ru, arg_en, ru, en)                                                \
    [OPTION_##id] = {letter, name, {arg_ru, arg_en}, {ru, en}},
#include "cmd/options.def"
#undef X
};

/* getopt_long returns this plus the option's id for every long option. */
enum { LONG_BASE = 1000 };

const struct option_row *option_row(enum option_id id)
{
    return &rows[id];
}

bool option_given(const struct options *options, enum option_id id)
{
    return (options->given >> id & 1) != 0;
}

bool option_refuse(enum option_id id, const char *wanted, struct diags *diags)
{
    diag_add(diags, MESSAGE_OPTION_VALUE, NOWHERE, NULL, rows[id].name, wanted, NULL);
    return false;
}

bool option_needed(const struct options *options, enum option_id id, const char *name,
                   struct diags *diags)
{
    if (option_given(options, id))
        return true;
    static const struct {
        const char *command;
        enum option_id id;
        const char *what;
    } purposes[] = {
        {"bundle", OPTION_NUMBER,
         DIAG_BOTH("номер протокола, например 5: ", "the number of the minutes, say 5: ")},
        {"bundle", OPTION_DATE,
         DIAG_BOTH("дата заседания, например 28.05.2027: ",
                   "the date of the meeting, say 28.05.2027: ")},
        {"bundle", OPTION_OUTPUT,
         DIAG_BOTH("имя готового файла, например приложения.pdf: ",
                   "the name of the finished file, say appendices.pdf: ")},
        {"report", OPTION_OUTPUT,
         DIAG_BOTH("папка для общего отчёта: ", "the folder for the one report: ")},
        {"batch", OPTION_ARCHIVE,
         DIAG_BOTH("с --no-files документы попадают только в архив: ",
                   "with --no-files documents go into the archive alone: ")},
        {"batch", OPTION_MERGE,
         DIAG_BOTH("--duplex и --simplex говорят об общем файле: ",
                   "--duplex and --simplex are about the merged file: ")},
        {"new", OPTION_MINUTES_NEW,
         DIAG_BOTH("дела называют для файла заседания, а имя нового дела пишут после -o: ",
                   "cases are named for a council file, and the name of a new case behind -o: ")},
    };
    const char *what = "";
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++)
        if (purposes[i].id == id && strcmp(purposes[i].command, options->command->name) == 0)
            what = purposes[i].what;
    diag_add(diags, MESSAGE_OPTION_NEEDED, NOWHERE, NULL, options->command->name, name, what, NULL);
    return false;
}

bool option_date(const struct options *options, enum option_id id, char date[DATE_SIZE],
                 struct diags *diags)
{
    struct date read = {0};
    enum date_end const end = date_read_typed(options->value[id], &read);
    if (end == DATE_GOOD)
        return snprintf(date, DATE_SIZE, "%04d-%02d-%02d", read.year, read.month, read.day) > 0;
    return option_refuse(
        id,
        end == DATE_ODD
            ? DIAG_BOTH("28.05.2027 (день.месяц.год), 2027-05-28 (год-месяц-день)",
                        "28.05.2027 (day.month.year), 2027-05-28 (year-month-day)")
            : DIAG_BOTH("дни, какие есть в календаре (такого в нём нет), например 28.05.2027 "
                        "(день.месяц.год)",
                        "days of the calendar (it has no such day), for instance 28.05.2027 "
                        "(day.month.year)"),
        diags);
}

/* Russian, unless the locale names another language: this program's users read Russian. */
static enum language language_of_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (!value || !*value)
            continue;
        bool const neutral =
            strcmp(value, "C") == 0 || strncmp(value, "C.", 2) == 0 || strcmp(value, "POSIX") == 0;
        return neutral || strncmp(value, "ru", 2) == 0 ? LANGUAGE_RU : LANGUAGE_EN;
    }
    return LANGUAGE_RU;
}

/* Looks for --lang first of all, so that a wrong option is told in the right language. */
static enum language language_wanted(int argc, char **argv)
{
    enum language language = language_of_locale();
    for (int i = 1; i < argc && argv[i] && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        if (strncmp(argv[i], "--lang=", 7) == 0)
            value = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            value = argv[i + 1];
        if (value)
            language = strcmp(value, "en") == 0 ? LANGUAGE_EN : LANGUAGE_RU;
    }
    return language;
}

/* The command's row of an option's name that another row has too: --merge names a file or not. */
static bool is_shadowed(int id, const struct command *command)
{
    option_set const known = command ? command_options(command) : 0;
    for (int other = 0; other < OPTION_COUNT; other++)
        if (other != id && strcmp(rows[other].name, rows[id].name) == 0 && !(known >> id & 1))
            return known >> other & 1 || other < id;
    return false;
}

/* True when the next word is the value of this one, whatever the command: «--forms forms». */
static bool takes_next(const char *word)
{
    bool takes = false;
    for (int id = 0; id < OPTION_COUNT; id++) {
        bool const is_long = strncmp(word, "--", 2) == 0 && strcmp(word + 2, rows[id].name) == 0;
        bool const is_short =
            rows[id].letter && word[0] == '-' && word[1] == (char)rows[id].letter && !word[2];
        if (!is_long && !is_short)
            continue;
        if (!rows[id].argument[0])
            return false;
        takes = true;
    }
    return takes;
}

/* The command that stands on the command line, as far as can be seen before the options are read. */
static const struct command *command_ahead(int argc, char **argv)
{
    const struct command *command = NULL;
    for (int i = 1; i < argc && argv[i] && !command; i++)
        command = i > 1 && takes_next(argv[i - 1]) ? NULL : command_find(argv[i]);
    return command;
}

static void fill_getopt(struct option *longs, char *shorts, const struct command *command)
{
    char *next = shorts;
    *next++ = '-'; /* operands come in their order, whatever POSIXLY_CORRECT says */
    *next++ = ':'; /* a missing argument is told apart from an unknown option */
    for (int id = 0; id < OPTION_COUNT; id++) {
        int const takes = rows[id].argument[0] ? required_argument : no_argument;
        if (is_shadowed(id, command))
            continue;
        *longs++ = (struct option){rows[id].name, takes, NULL, LONG_BASE + id};
        if (rows[id].letter) {
            *next++ = (char)rows[id].letter;
            if (takes == required_argument)
                *next++ = ':';
        }
    }
    *next = '\0';
}

static int id_of(int found)
{
    if (found >= LONG_BASE)
        return found - LONG_BASE;
    for (int id = 0; id < OPTION_COUNT; id++)
        if (rows[id].letter && rows[id].letter == found)
            return id;
    return -1;
}

/* ---- what is wrong, and what may be meant ------------------------------------------------ */

enum { LONGEST = 32 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance (optimal string alignment). */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t cost[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= a_length; i++)
        cost[i][0] = i;
    for (size_t j = 0; j <= b_length; j++)
        cost[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        for (size_t j = 1; j <= b_length; j++) {
            size_t const change = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost[i][j] = least(change, least(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a_length][b_length];
}

const char *nearest_word(const char *word, const char *const *words)
{
    size_t const length = strlen(word);
    if (length > LONGEST)
        return NULL;
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    for (; *words; words++) {
        size_t const other = strlen(*words);
        if (other > LONGEST)
            continue;
        size_t const edits = distance(word, length, *words, other);
        if (edits < best_distance) {
            best_distance = edits;
            best = *words;
        }
    }
    return best_distance <= (length + 2) / 3 ? best : NULL;
}

/* Refuses a word, with the nearest of the names when there is one. */
static void refuse_word(const char *word, const char *nearest, enum message plain,
                        enum message with_nearest, struct diags *diags)
{
    diag_add(diags, nearest ? with_nearest : plain, NOWHERE, NULL, word, nearest, NULL);
}

static void refuse_long(const char *word, struct diags *diags)
{
    const char *names[OPTION_COUNT + 1] = {NULL};
    for (int id = 0; id < OPTION_COUNT; id++)
        names[id] = rows[id].name;
    refuse_word(word, nearest_word(word + 2, names), MESSAGE_OPTION_UNKNOWN,
                MESSAGE_OPTION_UNKNOWN_NEAR, diags);
}

/* What getopt did not take: optopt is a letter, a long option's id, or 0. */
static void refuse(const char *given, struct arena *arena, struct diags *diags)
{
    if (optopt >= LONG_BASE)
        diag_add(diags, MESSAGE_OPTION_SWITCH, NOWHERE, NULL, rows[optopt - LONG_BASE].name, NULL);
    else if (optopt)
        diag_add(diags, MESSAGE_OPTION_UNKNOWN, NOWHERE, NULL, arena_printf(arena, "-%c", optopt),
                 NULL);
    else
        refuse_long(arena_strndup(arena, given, strcspn(given, "=")), diags);
}

static void refuse_command(const char *given, struct diags *diags)
{
    if (file_exists(given)) {
        diag_add(diags, MESSAGE_COMMAND_IS_FILE, NOWHERE, NULL, given, NULL);
        return;
    }
    const char *names[32] = {NULL};
    for (size_t i = 0; i < 31 && commands[i].name; i++)
        names[i] = commands[i].name;
    refuse_word(given, nearest_word(given, names), MESSAGE_COMMAND_UNKNOWN,
                MESSAGE_COMMAND_UNKNOWN_NEAR, diags);
}

/* ---- reading ------------------------------------------------------------------------------- */

static void take_operand(struct options *options, const char *operand, struct diags *diags)
{
    if (options->command || options->operand_count) {
        options->operands[options->operand_count++] = operand;
    } else if (strcmp(operand, "help") == 0) {
        options->given |= OPTION_BIT(HELP);
    } else {
        options->command = command_find(operand);
        if (!options->command)
            refuse_command(operand, diags);
    }
}

/* Goes through argv; false at the first thing that getopt or the command table refuses. */
static bool scan(int argc, char **argv, struct options *options, struct arena *arena,
                 struct diags *diags)
{
    struct option longs[OPTION_COUNT + 1] = {{0}};
    char shorts[2 * OPTION_COUNT + 3];
    fill_getopt(longs, shorts, command_ahead(argc, argv));
    opterr = 0;
    for (int found; (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (found == 1) {
            take_operand(options, optarg, diags);
        } else if (found == ':') {
            diag_add(diags, MESSAGE_OPTION_ARGUMENT, NOWHERE, NULL, argv[optind - 1], NULL);
        } else if (found == '?') {
            refuse(argv[optind - 1], arena, diags);
        } else {
            int const id = id_of(found);
            bool const again = id == OPTION_ALLOW && options->value[id];
            options->given |= UINT64_C(1) << id;
            options->value[id] =
                again ? arena_printf(arena, "%s,%s", options->value[id], optarg) : optarg;
        }
        if (diags_count(diags))
            return false;
    }
    for (; optind < argc && !diags_count(diags); optind++)
        take_operand(options, argv[optind], diags);
    return diags_count(diags) == 0;
}

static const char *lower_case(const char *value, struct arena *arena)
{
    char *copy = value ? arena_strdup(arena, value) : NULL;
    for (char *at = copy; at && *at; at++)
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    return copy;
}

/* An option that this command does not know, or a value outside the few allowed. */
static bool values_good(struct options *options, struct arena *arena, struct diags *diags)
{
    option_set const known = options->command ? command_options(options->command) : UINT64_MAX;
    for (int id = 0; id < OPTION_COUNT; id++)
        if (options->given >> id & ~known >> id & 1)
            diag_add(diags, MESSAGE_OPTION_FOREIGN, NOWHERE, NULL, options->command->name,
                     rows[id].name, NULL);
    if (option_given(options, OPTION_DUPLEX) && option_given(options, OPTION_SIMPLEX))
        diag_add(diags, MESSAGE_OPTIONS_CLASH, NOWHERE, NULL, rows[OPTION_DUPLEX].name,
                 rows[OPTION_SIMPLEX].name, NULL);
    const char *lang = options->value[OPTION_LANG];
    if (lang && strcmp(lang, "ru") != 0 && strcmp(lang, "en") != 0)
        option_refuse(OPTION_LANG, "ru, en", diags);
    const char *pdfa = options->value[OPTION_PDFA];
    options->pdfa = 2;
    if (pdfa && (pdfa[0] < '1' || pdfa[0] > '3' || pdfa[1]))
        option_refuse(OPTION_PDFA, "1, 2, 3", diags);
    else if (pdfa)
        options->pdfa = pdfa[0] - '0';
    const char *stage = options->value[OPTION_STAGE];
    if (stage && strcmp(stage, "before") != 0 && strcmp(stage, "after") != 0)
        option_refuse(OPTION_STAGE, "before, after", diags);
    options->forms = engine_words(options->value[OPTION_FORM], arena);
    options->types = engine_words(lower_case(options->value[OPTION_TYPE], arena), arena);
    return diags_count(diags) == 0;
}

static bool operands_good(const struct options *options, struct arena *arena, struct diags *diags)
{
    const struct command *command = options->command;
    if (!command || option_given(options, OPTION_HELP))
        return true;
    if (options->operand_count < command->min_operands)
        diag_add(diags, MESSAGE_OPERAND_MISSING, NOWHERE, NULL, command->name,
                 diag_both(arena, command->operands[LANGUAGE_RU], command->operands[LANGUAGE_EN]),
                 NULL);
    else if (options->operand_count > command->max_operands)
        diag_add(diags, command->max_operands ? MESSAGE_OPERAND_SEVERAL : MESSAGE_OPERAND_EXTRA,
                 NOWHERE, NULL, command->name, NULL);
    return diags_count(diags) == 0;
}

bool options_read(int argc, char **argv, struct options *options, struct arena *arena,
                  struct diags *diags)
{
    *options = (struct options){.language = language_wanted(argc, argv)};
    options->operands = ARENA_ARRAY(arena, (size_t)argc + 1, const char *);
    if (!scan(argc, argv, options, arena, diags) || !values_good(options, arena, diags) ||
        !operands_good(options, arena, diags))
        return false;
    if (!options->command && !option_given(options, OPTION_HELP) &&
        !option_given(options, OPTION_VERSION))
        diag_add(diags, MESSAGE_COMMAND_MISSING, NOWHERE, NULL, NULL);
    return diags_count(diags) == 0;
}
