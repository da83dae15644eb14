/*
 * main.c - reads the command line, runs one command, turns what it said into an exit status.
 */
#include "base/confine.h"
#include "base/file.h"
#include "base/inside.h"
#include "xml/xml.h"
#include "cmd/command.h"
#include "base/report.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

static int help(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    help_add(options->command, options->language, &out);
    report_output(out.data, out.len, diags);
    text_free(&out);
    return diags_exit_status(diags);
}

/* What a shell gives for <(command) can be read like a file. */
static bool spool_operands(const struct options *options, struct diags *diags)
{
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        struct pos const pos = {.file = strcmp(path, "-") == 0 ? "stdin" : path};
        int const error = file_spool(path, FILE_SPOOL_MAX);
        if (error == EFBIG)
            diag_add(diags, MESSAGE_PIPE_BIG, pos, NULL, "256", NULL);
        else if (error)
            diag_add(diags, MESSAGE_FILE_OPEN, pos, NULL, file_reason(error), NULL);
    }
    return diags_count(diags) == 0;
}

static bool takes_cases(const struct command *command)
{
    return command->group != GROUP_FILES;
}

static int run(int argc, char **argv, struct arena *arena, struct diags *diags,
               struct options *options)
{
    if (!options_read(argc, argv, options, arena, diags))
        return EXIT_USAGE;
    if (option_given(options, OPTION_HELP))
        return help(options, diags);
    if (option_given(options, OPTION_VERSION))
        return version_run(options, diags);
    if (takes_cases(options->command) && !spool_operands(options, diags))
        return diags_exit_status(diags);
    return options->command->run(options, diags);
}

int main(int argc, char **argv)
{
    const struct inside_program *other = inside_program(argc > 0 ? argv[0] : "");
    if (other)
        return other->main(argc, argv);
    confine_program(); /* cases are personal data */
    xml_set_up();      /* says what happens when memory runs out: before it is asked for any */
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct options options;
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is then an error like a full disk */
    int const status = run(argc, argv, arena, diags, &options);
    report_diags(diags, options.language, option_given(&options, OPTION_JSON));
    diags_free(diags);
    arena_free(arena);
    return status;
}
