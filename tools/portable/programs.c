/*
 * programs.c - the programs inside the static program: those that others find in libexec.  Their main() is renamed
 * when they are compiled for it (tools/mk/portable.mk).
 */
#include "base/inside.h"

int formulyar_join_main(int argc, char **argv);
int formulyar_cms_main(int argc, char **argv);

extern const struct inside_program inside_programs[];
extern const size_t inside_program_count;

const struct inside_program inside_programs[] = {
    {"/formulyar-join", formulyar_join_main},
    {"/formulyar-cms", formulyar_cms_main},
};
const size_t inside_program_count = sizeof inside_programs / sizeof *inside_programs;
