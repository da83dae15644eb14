/*
 * forms.c - `formulyar forms`: which editions and forms are installed.
 */
#include "cmd/command.h"
#include "cmd/run.h"

static void add_lines(struct text *out, const struct edition *edition, enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    const char *date = edition_approved(edition); /* ISO */
    text_format(out, "%s: %s (", edition_id(edition), edition_title(edition));
    if (*date) {
        text_add(out, ru ? "утверждена " : "approved ");
        text_format(out, "%s.%c%c.", date + 8, date[5], date[6]);
        text_add_bytes(out, date, 4);
    } else {
        text_add(out, ru ? "не утверждена" : "not approved");
    }
    if (edition_checked(edition))
        text_add(out, ru ? ", сверена с подписанным оригиналом)\n"
                         : ", checked against the signed original)\n");
    else
        text_add(out, ru ? ", с подписанным оригиналом не сверена)\n"
                         : ", not checked against the signed original)\n");
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        text_format(out, "  %s  %s\n", form_id(form), form_title(form));
    }
}

static void add_json(struct text *out, const struct edition *edition)
{
    text_format_json(out, "{\"edition\":%s,\"title\":%s,\"approved\":%s,", edition_id(edition),
                     edition_title(edition), edition_approved(edition));
    text_add(out, edition_checked(edition) ? "\"checked\":true" : "\"checked\":false");
    text_add(out, ",\"forms\":[");
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        text_add(out, i ? "," : "");
        text_format_json(out, "{\"form\":%s,\"title\":%s}", form_id(form), form_title(form));
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
