/*
 * options.h - the command line, read once into a struct that nothing changes afterwards.
 */
#ifndef FORMULYAR_CMD_OPTIONS_H
#define FORMULYAR_CMD_OPTIONS_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_id {
#define X(id, letter, name, arg_ru, arg_en, ru, en) OPTION_##id,
#include "cmd/options.def"
#undef X
    OPTION_COUNT
};

/* A set of options: the sum of the bits of its members. */
#define OPTION_BIT(id) (UINT64_C(1) << OPTION_##id)
typedef uint64_t option_set;

struct option_row {
    int letter; /* 0: only the long name */
    const char *name;
    const char *argument[2]; /* by language; NULL for a switch */
    const char *text[2];
};

/* The row of an option, for the help. */
const struct option_row *option_row(enum option_id id);

struct command;

struct options {
    const struct command *command; /* NULL when none was named */
    const char **operands;         /* what stands after the command */
    size_t operand_count;
    enum language language;
    const char *value[OPTION_COUNT]; /* of options with an argument; NULL when absent */
    option_set given;
    struct words forms; /* with commas; count 0 when the option is absent */
    struct words types;
    int pdfa; /* 1, 2 or 3 */
};

/* Tells that the option's value is none of the wanted ones; false. */
bool option_refuse(enum option_id id, const char *wanted, struct diags *diags);

/* True when it is given; else tells that the command needs it, by this name. */
bool option_needed(const struct options *options, enum option_id id, const char *name,
                   struct diags *diags);

/*
 * The date of an option that is given as YYYY-MM-DD, whichever way it was typed; false with a
 * diagnostic that says what is right.
 */
enum { DATE_SIZE = sizeof "YYYY-MM-DD" };
bool option_date(const struct options *options, enum option_id id, char date[DATE_SIZE],
                 struct diags *diags);

/* True when the option stands on the command line. */
bool option_given(const struct options *options, enum option_id id);

/*
 * "Did you mean": the entry of words (closed by NULL) with the fewest edits (insertions,
 * deletions, changes, swaps of neighbours) from word; NULL when even the
 * nearest is more than a third of the word away.
 */
const char *nearest_word(const char *word, const char *const *words);

/*
 * Reads the command line into *options; everything lives in arena or argv.
 * Returns false and adds a diagnostic when it is wrong: exit status 2.  The
 * language is right even then.
 */
bool options_read(int argc, char **argv, struct options *options, struct arena *arena,
                  struct diags *diags);

#endif
