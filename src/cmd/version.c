/*
 * version.c - `formulyar --version`: version, and which build of it this is.
 */
#include "base/confine.h"
#include "base/report.h"
#include "cmd/command.h"
#include "engine/build.h"

/* Without fonts there is no telling: the version is said all the same. */
static bool find_build(const struct options *options, struct arena *arena, struct build *build)
{
    struct places places;
    struct diags *unheard = diags_new();
    bool const good =
        places_find(&places, NULL, options->value[OPTION_FORMS], arena, unheard) == 0 &&
        build_find(&places, NULL, build, unheard);
    diags_free(unheard);
    return good;
}

static void add_lines(struct text *out, const struct build *build, enum language language)
{
    text_format(out,
                language == LANGUAGE_RU ? "сборка %s: исходные тексты %s, шрифты %s, %s\n"
                                        : "build %s: sources %s, fonts %s, %s\n",
                build->id, build->sources, build->fonts, build->libraries);
}

static void add_json(struct text *out, const struct build *build)
{
    text_format_json(out, ",\"build\":%s,\"sources\":%s,\"fonts\":%s,\"libraries\":%s", build->id,
                     build->sources, build->fonts, build->libraries);
}

/* With --verbose also whether strangers' files are read behind Landlock. */
int version_run(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    struct build build;
    struct arena *arena = arena_new();
    bool const is_json = option_given(options, OPTION_JSON);
    text_add(&out, is_json ? "{\"program\":\"formulyar\",\"version\":\"" FORMULYAR_VERSION "\""
                           : "formulyar " FORMULYAR_VERSION "\n");
    bool const known = find_build(options, arena, &build);
    if (known && is_json)
        add_json(&out, &build);
    else if (known)
        add_lines(&out, &build, options->language);
    if (is_json)
        text_add(&out, "}\n");
    else if (option_given(options, OPTION_VERBOSE))
        text_format(&out, "Landlock %d\n", confine_landlock());
    report_output(out.data, out.len, diags);
    text_free(&out);
    arena_free(arena);
    return diags_exit_status(diags);
}
