/*
 * verify.c - `formulyar verify`: re-opens finished files and says whether they are whole.
 */
#include "verify/verify.h"

#include "base/parcel.h"
#include "cmd/command.h"
#include "cmd/embedded.h"
#include "cmd/inspect.h"
#include "engine/places.h"
#include "base/report.h"

#include <stdint.h>
#include <string.h>

static const char *state_name(enum verify_state state)
{
    switch (state) {
    case VERIFY_UNKNOWN: return "unknown";
    case VERIFY_UNCHANGED: return "unchanged";
    case VERIFY_EXTENDED: return "extended";
    case VERIFY_CHANGED: return "changed";
    case VERIFY_RESAVED: return "resaved";
    case VERIFY_TRUNCATED: return "truncated";
    case VERIFY_FOREIGN: return "foreign";
    }
    return "";
}

/* The first word of the answer. */
static const char *verdict(bool good, enum verify_state state, enum language language)
{
    static const char *const whole[2] = {"цел", "whole"};
    static const char *const texts[][2] = {
        [VERIFY_UNKNOWN] = {"НЕ ПРОВЕРЕН", "NOT CHECKED"},
        [VERIFY_UNCHANGED] = {"С ОШИБКАМИ", "FAULTY"},
        [VERIFY_EXTENDED] = {"С ОШИБКАМИ", "FAULTY"},
        [VERIFY_CHANGED] = {"ИЗМЕНЁН", "CHANGED"},
        [VERIFY_RESAVED] = {"ПЕРЕСОХРАНЁН", "SAVED ANEW"},
        [VERIFY_TRUNCATED] = {"ОБРЕЗАН", "CUT OFF"},
        [VERIFY_FOREIGN] = {"ЧУЖОЙ", "FOREIGN"},
    };
    return good ? whole[language] : texts[state][language];
}

static const char *state_text(enum verify_state state, enum language language)
{
    static const char *const texts[][2] = {
        [VERIFY_UNKNOWN] = {"", ""},
        [VERIFY_UNCHANGED] = {"не изменялся", "unchanged"},
        [VERIFY_EXTENDED] = {"исходный текст не изменён, к нему добавлены ",
                             "the original is unchanged; appended: "},
        [VERIFY_CHANGED] = {"содержание изменено после записи", "changed after it was written"},
        [VERIFY_RESAVED] = {"пересохранён другой программой, исходных байтов нет",
                            "saved anew by another program, the original bytes are gone"},
        [VERIFY_TRUNCATED] = {"конца файла нет", "its end is missing"},
        [VERIFY_FOREIGN] = {"создан другой программой", "made by another program"},
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

static void add_json(struct text *out, const char *path, bool good,
                     const struct verify_facts *facts)
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
    if (facts->remarks) {
        text_add(out, ",\"remarks\":");
        text_add_int(out, (long)facts->remarks);
    }
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

/* What became of the file; what was appended is named. */
static void add_state(struct text *out, const struct verify_facts *facts, enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    add_fact(out, "", state_text(facts->state, language));
    if (facts->state != VERIFY_EXTENDED)
        return;
    if (facts->signed_fields)
        text_add(out, ru ? "подписи" : "signatures");
    if (facts->signed_fields && facts->remarks)
        text_add(out, ru ? " и " : ", ");
    if (facts->remarks) {
        text_add(out, ru ? "пометки (" : "remarks (");
        text_add_int(out, (long)facts->remarks);
        text_add_char(out, ')');
    }
    if (!facts->signed_fields && !facts->remarks)
        text_add(out, ru ? "служебные данные" : "technical data");
}

static void add_line(struct text *out, const char *path, bool good,
                     const struct verify_facts *facts, enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    text_add_shown(out, path);
    text_add(out, ": ");
    text_add(out, verdict(good, facts->state, language));
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
    add_state(out, facts, language);
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
    embedded_pack_file(out, bytes, arena);
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
        embedded_read(&signatures, &parcel, &bytes, diags);
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
