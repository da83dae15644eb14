/*
 * verify.c - `formulyar verify`: re-opens finished files and says whether they are whole.
 */
#include "verify/verify.h"

#include "cmd/command.h"
#include "cmd/inspect.h"
#include "cmd/report.h"

#include <stdint.h>
#include <string.h>

static const char *state_name(enum verify_state state)
{
    switch (state) {
    case VERIFY_UNCHANGED: return "unchanged";
    case VERIFY_EXTENDED: return "extended";
    case VERIFY_CHANGED: return "changed";
    }
    return "";
}

static const char *state_text(enum verify_state state, enum language language)
{
    static const char *const texts[][2] = {
        [VERIFY_UNCHANGED] = {"не изменялся", "unchanged"},
        [VERIFY_EXTENDED] = {"исходный текст не изменён, к нему добавлены подписи или пометки",
                             "the original is unchanged; signatures or notes were appended"},
        [VERIFY_CHANGED] = {"изменён", "changed"},
    };
    return texts[state][language];
}

static void add_pair(struct text *out, const char *key, const char *value)
{
    text_add(out, ",\"");
    text_add(out, key);
    text_add(out, "\":");
    text_add_json(out, value);
}

static void add_json(struct text *out, const char *path, bool good, const struct verify_facts *facts)
{
    text_add(out, "{\"file\":");
    text_add_json(out, path);
    text_add(out, good ? ",\"good\":true" : ",\"good\":false");
    add_pair(out, "format", facts->format);
    add_pair(out, "conformance", facts->conformance);
    add_pair(out, "version", facts->version);
    add_pair(out, "case", facts->case_id);
    add_pair(out, "form", facts->form);
    add_pair(out, "edition", facts->edition);
    add_pair(out, "state", state_name(facts->state));
    text_add(out, ",\"pages\":");
    text_add_int(out, (long)facts->pages);
    text_add(out, ",\"fields\":");
    text_add_int(out, (long)facts->fields);
    text_add(out, ",\"signed\":");
    text_add_int(out, (long)facts->signed_fields);
    if (facts->minutes) {
        text_add(out, ",\"minutes\":");
        text_add_int(out, (long)facts->minutes);
    }
    text_add(out, "}\n");
}

/* "; label value" when there is a value. */
static void add_fact(struct text *out, const char *label, const char *value)
{
    if (!*value)
        return;
    text_add(out, "; ");
    text_add(out, label);
    text_add(out, value);
}

static void add_fields(struct text *out, const struct verify_facts *facts, enum language language)
{
    if (!facts->fields)
        return;
    text_add(out, language == LANGUAGE_RU ? "; полей подписи " : "; signature fields ");
    text_add_int(out, (long)facts->fields);
    text_add(out, language == LANGUAGE_RU ? ", из них подписано " : ", signed ");
    text_add_int(out, (long)facts->signed_fields);
}

static void add_minutes(struct text *out, const struct verify_facts *facts, enum language language)
{
    if (!facts->minutes)
        return;
    if (language == LANGUAGE_RU) {
        text_add(out, "; впереди чужой протокол (");
        text_add_counted_ru(out, facts->minutes, "страница", "страницы", "страниц");
        text_add(out, "), он не проверялся");
    } else {
        text_add(out, "; in front minutes of another program (");
        text_add_counted_en(out, facts->minutes, "page", "pages");
        text_add(out, "), which were not checked");
    }
}

static void add_line(struct text *out, const char *path, bool good, const struct verify_facts *facts,
                     enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    text_add(out, path);
    if (good)
        text_add(out, ru ? ": цел" : ": whole");
    else
        text_add(out, ru ? ": НЕИСПРАВЕН" : ": FAULTY");
    if (strcmp(facts->form, "minutes") == 0)
        add_fact(out, ru ? "протокол " : "minutes ", facts->case_id);
    else
        add_fact(out, ru ? "дело " : "case ", facts->case_id);
    add_fact(out, ru ? "форма " : "form ", facts->form);
    add_fact(out, ru ? "редакция " : "edition ", facts->edition);
    add_fact(out, "", facts->version);
    add_fact(out, "", facts->conformance);
    add_fields(out, facts, language);
    add_minutes(out, facts, language);
    if (*facts->format)
        add_fact(out, "", state_text(facts->state, language));
    text_add_char(out, '\n');
}

/* Runs confined; see inspect.h. */
static bool verify_one(const char *path, const struct text *bytes, struct text *out,
                       struct diags *diags, void *context)
{
    const struct options *options = context;
    struct arena *arena = arena_new();
    struct verify_facts facts;
    bool const good = verify_file(NULL, bytes->data, bytes->len, path, arena, &facts, diags);
    if (option_given(options, OPTION_JSON))
        add_json(out, path, good, &facts);
    else
        add_line(out, path, good, &facts, options->language);
    arena_free(arena);
    return good;
}

int verify_run(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    for (size_t i = 0; i < options->operand_count; i++)
        inspect_file(options->operands[i], verify_one, (void *)(uintptr_t)options, &out, diags);
    report_output(out.data, out.len, diags);
    text_free(&out);
    return diags_exit_status(diags);
}
