/*
 * check_edition.c - `formulyar check FOLDER`, where that is an edition of the forms (engine/appraise.h).
 */
#include "cmd/check_edition.h"

#include "base/file.h"
#include "engine/appraise.h"

#include <string.h>

bool edition_run_open(struct command_run *run, struct options *plain,
                      const struct named_edition *edition, struct diags *diags)
{
    struct arena *arena = arena_new();
    /* What all editions share lies beside this one; else it is the program's. */
    bool const with_forms = file_exists(path_join(arena, edition->above, "form.xsd")) &&
                            file_exists(path_join(arena, edition->above, "case.xsd"));
    arena_free(arena);
    if (!plain->value[OPTION_FORMS] && with_forms)
        plain->value[OPTION_FORMS] = edition->above;
    plain->value[OPTION_EDITION] = NULL; /* cases name their own */
    return run_open_edition(run, plain, edition->folder, diags);
}

int check_edition(const struct options *options, const struct named_edition *edition,
                  struct diags *diags)
{
    struct options plain = *options;
    struct command_run run;
    if (!edition_run_open(&run, &plain, edition, diags))
        return EXIT_SYSTEM;
    struct appraised const appraised = appraise(run.engine, edition->id, edition->folder, diags);
    run_report(&run);
    summary_appraisal(&run, edition->id, appraised.forms, appraised.samples);
    return run_close(&run);
}

size_t take_editions(struct options *options, struct named_edition *editions, struct arena *arena)
{
    const char **others = ARENA_ARRAY(arena, options->operand_count + 1, const char *);
    size_t count = 0;
    size_t left = 0;
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *operand = options->operands[i];
        bool const is_edition =
            file_exists(operand) ? edition_is_folder(operand, &editions[count], arena)
                                 : edition_is_installed(options, operand, &editions[count], arena);
        if (is_edition)
            count++;
        else
            others[left++] = operand;
    }
    options->operands = others;
    options->operand_count = left;
    return count;
}
