/*
 * forms.c - `formulyar forms`: which editions and forms are installed.
 */
#include "cmd/command.h"
#include "cmd/run.h"

static void add_date(struct text *out, const char *iso)
{
    static const int order[] = {8, 9, -1, 5, 6, -1, 0, 1, 2, 3};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        text_add_char(out, order[i] < 0 ? '.' : iso[order[i]]);
}

static void add_state(struct text *out, const struct edition *edition, enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    const char *approved = edition_approved(edition);
    if (*approved) {
        text_add(out, ru ? "утверждена " : "approved ");
        add_date(out, approved);
        text_add(out, ", ");
    } else {
        text_add(out, ru ? "не утверждена, " : "not approved, ");
    }
    if (edition_checked(edition))
        text_add(out,
                 ru ? "сверена с подписанным оригиналом" : "checked against the signed original");
    else
        text_add(out, ru ? "с подписанным оригиналом не сверена"
                         : "not checked against the signed original");
}

static void add_lines(struct text *out, const struct edition *edition, enum language language)
{
    text_add(out, edition_id(edition));
    text_add(out, ": ");
    text_add(out, edition_title(edition));
    text_add(out, " (");
    add_state(out, edition, language);
    text_add(out, ")\n");
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        text_add(out, "  ");
        text_add(out, form_id(form));
        text_add(out, "  ");
        text_add(out, form_title(form));
        text_add_char(out, '\n');
    }
}

static void add_json(struct text *out, const struct edition *edition)
{
    text_add(out, "{\"edition\":");
    text_add_json(out, edition_id(edition));
    text_add(out, ",\"title\":");
    text_add_json(out, edition_title(edition));
    text_add(out, ",\"approved\":");
    text_add_json(out, edition_approved(edition));
    text_add(out, edition_checked(edition) ? ",\"checked\":true" : ",\"checked\":false");
    text_add(out, ",\"forms\":[");
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        text_add(out, i ? ",{\"form\":" : "{\"form\":");
        text_add_json(out, form_id(form));
        text_add(out, ",\"title\":");
        text_add_json(out, form_title(form));
        text_add_char(out, '}');
    }
    text_add(out, "]}\n");
}

static void list_editions(struct command_run *run)
{
    struct text out = TEXT_EMPTY;
    struct editions *editions = run->engine->editions;
    struct pos const pos = {.file = run->engine->places.forms};
    for (const char *const *id = editions_ids(editions); *id; id++) {
        const struct edition *edition = editions_get(editions, *id, pos, NULL, run->diags);
        if (edition && option_given(run->options, OPTION_JSON))
            add_json(&out, edition);
        else if (edition)
            add_lines(&out, edition, run->options->language);
    }
    report_output(out.data, out.len, run->diags);
    text_free(&out);
}

int forms_run(const struct options *options, struct diags *diags)
{
    struct command_run run;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    list_editions(&run);
    run_report(&run);
    return run_close(&run);
}
