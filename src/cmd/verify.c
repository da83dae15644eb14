/*
 * verify.c - `formulyar verify`: re-opens finished files and says whether they are whole.
 */
#include "verify/verify.h"

#include "cmd/command.h"
#include "cmd/inspect.h"
#include "cmd/signatures.h"
#include "engine/places.h"
#include "base/report.h"

#include <stdint.h>
#include <string.h>

static const char *const whole[2] = {"цел", "whole"};

/* What is said of a file: first of all, and of what became of it. */
static const struct {
    const char *verdict[2]; /* of one that has faults */
    const char *state[2];
} states[] = {
    [VERIFY_UNKNOWN] = {{"НЕ ПРОВЕРЕН", "NOT CHECKED"}, {"", ""}},
    [VERIFY_UNCHANGED] = {{"С ОШИБКАМИ", "FAULTY"}, {"; не изменялся", "; unchanged"}},
    [VERIFY_EXTENDED] = {{"С ОШИБКАМИ", "FAULTY"},
                         {"; исходный текст не изменён, к нему добавлены ",
                          "; the original is unchanged; appended: "}},
    [VERIFY_CHANGED] = {{"ИЗМЕНЁН", "CHANGED"},
                        {"; содержание изменено после записи", "; changed after it was written"}},
    [VERIFY_RESAVED] = {{"ПЕРЕСОХРАНЁН", "SAVED ANEW"},
                        {"; пересохранён другой программой, исходных байтов нет",
                         "; saved anew by another program, the original bytes are gone"}},
    [VERIFY_TRUNCATED] = {{"ОБРЕЗАН", "CUT OFF"}, {"; конца файла нет", "; its end is missing"}},
    [VERIFY_FOREIGN] = {{"ЧУЖОЙ", "FOREIGN"},
                        {"; создан другой программой", "; made by another program"}},
};

static void add_json(struct text *out, const char *path, bool good,
                     const struct verify_facts *facts)
{
    text_format_json(out, "{\"file\":%s", path);
    text_add(out, good ? ",\"good\":true" : ",\"good\":false");
    text_format_json(out, ",\"format\":%s,\"conformance\":%s,\"version\":%s,\"case\":%s",
                     facts->format, facts->conformance, facts->version, facts->case_id);
    text_format_json(out, ",\"form\":%s,\"edition\":%s,\"state\":%s", facts->form, facts->edition,
                     verify_state_name(facts->state));
    text_format(out, ",\"pages\":%zu,\"fields\":%zu,\"signed\":%zu", facts->pages, facts->fields,
                facts->signed_fields);
    if (facts->remarks)
        text_format(out, ",\"remarks\":%zu", facts->remarks);
    if (facts->minutes)
        text_format(out, ",\"minutes\":%zu", facts->minutes);
    text_add(out, "}\n");
}

/* "; label value" when there is a value. */
static void add_fact(struct text *out, const char *label, const char *value)
{
    if (*value)
        text_format(out, "; %s%s", label, value);
}

static void add_minutes(struct text *out, size_t pages, enum language language)
{
    static const struct noun noun = {{"страница", "страницы", "страниц"}, {"page", "pages"}};
    text_format(out,
                language == LANGUAGE_RU
                    ? "; впереди чужой протокол (%zu %s), он не проверялся"
                    : "; in front minutes of another program (%zu %s), which were not checked",
                pages, noun_form(&noun, pages, language));
}

/* What was appended to the file. */
static void add_appended(struct text *out, const struct verify_facts *facts, bool ru)
{
    if (facts->signed_fields)
        text_add(out, ru ? "подписи" : "signatures");
    if (facts->signed_fields && facts->remarks)
        text_add(out, ru ? " и " : ", ");
    if (facts->remarks)
        text_format(out, ru ? "пометки (%zu)" : "remarks (%zu)", facts->remarks);
    if (!facts->signed_fields && !facts->remarks)
        text_add(out, ru ? "служебные данные" : "technical data");
}

static void add_line(struct text *out, const char *path, bool good,
                     const struct verify_facts *facts, enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    bool const is_minutes = strcmp(facts->form, "minutes") == 0;
    text_add_shown(out, path);
    text_format(out, ": %s", good ? whole[language] : states[facts->state].verdict[language]);
    add_fact(out,
             is_minutes ? (ru ? "протокол " : "minutes ")
             : ru       ? "дело "
                        : "case ",
             facts->case_id);
    add_fact(out, ru ? "форма " : "form ", facts->form);
    add_fact(out, ru ? "редакция " : "edition ", facts->edition);
    add_fact(out, "", facts->version);
    add_fact(out, "", facts->conformance);
    if (facts->fields)
        text_format(out,
                    ru ? "; полей подписи %zu, из них подписано %zu"
                       : "; signature fields %zu, signed %zu",
                    facts->fields, facts->signed_fields);
    if (facts->minutes)
        add_minutes(out, facts->minutes, language);
    text_add(out, states[facts->state].state[language]);
    if (facts->state == VERIFY_EXTENDED)
        add_appended(out, facts, ru);
    text_add_char(out, '\n');
}

/* Runs confined, see inspect.h: hands back the line and the signatures, which are read outside. */
static bool look_at(const char *path, const struct text *bytes, struct text *out,
                    struct diags *diags, void *context)
{
    const struct options *options = context;
    struct arena *arena = arena_new();
    struct text line = TEXT_EMPTY;
    struct verify_facts facts;
    bool const good = verify_file(NULL, bytes->data, bytes->len, path, arena, &facts, diags);
    if (option_given(options, OPTION_JSON))
        add_json(&line, path, good, &facts);
    else
        add_line(&line, path, good, &facts, options->language);
    parcel_add_bytes(out, line.data, line.len);
    signatures_pack_file(out, bytes, arena);
    text_free(&line);
    arena_free(arena);
    return good;
}

/* Adds what was found, and the signatures: lines below the file's, or an array in its object. */
static void add_answer(const struct options *options, const char *line, size_t size,
                       const struct signatures *signatures, struct text *out)
{
    static const char end[] = "}\n";
    bool const is_object = option_given(options, OPTION_JSON) && size >= sizeof end - 1;
    text_add_bytes(out, line, is_object ? size - (sizeof end - 1) : size);
    if (is_object) {
        text_add(out, ",\"signatures\":");
        signatures_add_json(signatures, out);
        text_add(out, end);
    } else if (!option_given(options, OPTION_JSON)) {
        signatures_add_text(signatures, "  ", options->language, out);
    }
}

static void verify_one(const struct options *options, const char *path, struct text *out,
                       struct diags *diags)
{
    struct arena *arena = arena_new();
    struct text bytes = TEXT_EMPTY;
    struct text answer = TEXT_EMPTY;
    struct signatures signatures;
    signatures_begin(&signatures, places_cms(arena), path, arena);
    if (inspect_read(path, &bytes, diags)) {
        size_t size;
        inspect_bytes(path, &bytes, look_at, (void *)(uintptr_t)options, &answer, diags);
        struct parcel parcel = {.bytes = answer.data, .size = answer.len};
        const char *line = parcel_bytes(&parcel, &size);
        signatures_unpack(&signatures, &parcel, &bytes, diags);
        if (strcmp(path, "-") != 0)
            signatures_read_beside(&signatures, &bytes, diags);
        add_answer(options, line, size, &signatures, out);
    }
    text_free(&answer);
    text_free(&bytes);
    arena_free(arena);
}

int verify_run(const struct options *options, struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    for (size_t i = 0; i < options->operand_count; i++)
        verify_one(options, options->operands[i], &out, diags);
    report_output(out.data, out.len, diags);
    text_free(&out);
    return diags_exit_status(diags);
}
