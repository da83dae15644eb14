/*
 * main.c - reads the command line, runs one command, turns what it said into an exit status.
 */
#include "base/confine.h"
#include "case/memory.h"
#include "cmd/command.h"
#include "cmd/help.h"
#include "cmd/report.h"

#include <signal.h>

static int help(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    help_add(options->command, options->language, &out);
    report_output(out.data, out.len, diags);
    text_free(&out);
    return diags_exit_status(diags);
}

/* With --verbose also whether strangers' files are read behind Landlock. */
static int version(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, "formulyar " FORMULYAR_VERSION "\n");
    if (option_given(options, OPTION_VERBOSE)) {
        text_add(&out, "Landlock ");
        text_add_int(&out, confine_landlock());
        text_add_char(&out, '\n');
    }
    report_output(out.data, out.len, diags);
    text_free(&out);
    return diags_exit_status(diags);
}

static int run(int argc, char **argv, struct arena *arena, struct diags *diags,
               struct options *options)
{
    if (!options_read(argc, argv, options, arena, diags))
        return EXIT_USAGE;
    if (option_given(options, OPTION_HELP))
        return help(options, diags);
    if (option_given(options, OPTION_VERSION))
        return version(options, diags);
    return options->command->run(options, diags);
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct options options;
    confine_no_core(); /* cases are personal data */
    case_memory_set_up();
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is then an error like a full disk */
    int const status = run(argc, argv, arena, diags, &options);
    report_diags(&options, diags);
    diags_free(diags);
    arena_free(arena);
    return status;
}
