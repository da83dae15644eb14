/*
 * answer.c - what a result tells, as JSON; see door.h.
 */
#include "page/inside.h"

#include "page/door.h"

#include <stdint.h>

static const char *const severities[] = {
    [FORMULYAR_WARNING] = "warning", [FORMULYAR_ERROR] = "error", [FORMULYAR_SYSTEM] = "system"};

static void add_or_null(struct text *out, const char *name, const char *value)
{
    text_format_json(out, ",%s:", name);
    text_format_json(out, value ? "%s" : "null", value);
}

static void add_diagnostic(struct text *out, const struct formulyar_diagnostic *told)
{
    text_format_json(out, "{\"code\":%s,\"severity\":%s,\"file\":%s", told->code,
                     severities[told->severity], told->file);
    text_format_json(out, ",\"line\":%ld,\"column\":%ld", told->line, told->column);
    add_or_null(out, "path", told->path);
    add_or_null(out, "sheet", told->sheet);
    add_or_null(out, "case", told->case_id);
    text_format_json(out, ",\"ru\":%s,\"en\":%s}", told->text[FORMULYAR_RU],
                     told->text[FORMULYAR_EN]);
}

static void add_fault(struct text *out, const struct diag *fault)
{
    struct formulyar_diagnostic const told = {
        .code = fault->code,
        .severity = (int)fault->severity,
        .file = fault->pos.file,
        .text = {fault->text[LANGUAGE_RU], fault->text[LANGUAGE_EN]},
    };
    add_diagnostic(out, &told);
}

static void add_diagnostics(struct text *out, const formulyar_result *result, struct diags *faults)
{
    const char *comma = "";
    diags_sort(faults);
    for (size_t i = 0; i < diags_count(faults); i++, comma = ",") {
        text_add(out, comma);
        add_fault(out, diags_get(faults, i));
    }
    size_t const count = result ? formulyar_diagnostic_count(result) : 0;
    for (size_t i = 0; i < count; i++, comma = ",") {
        text_add(out, comma);
        add_diagnostic(out, formulyar_diagnostic(result, i));
    }
}

static void add_file(struct text *out, const struct formulyar_file *file)
{
    text_format_json(out, "{\"name\":%s,\"kind\":%s,\"form\":%s,\"case\":%s", file->name,
                     settings_kind_name(file->kind), file->form, file->case_id);
    text_format_json(out, ",\"pages\":%d,\"sha256\":%s", file->pages, file->sha256);
    text_format(out, ",\"at\":%zu,\"size\":%zu}", (size_t)(uintptr_t)file->bytes, file->size);
}

static void add_files(struct text *out, const formulyar_result *result)
{
    for (size_t i = 0; i < formulyar_file_count(result); i++) {
        text_add(out, i ? "," : "");
        add_file(out, formulyar_file(result, i));
    }
}

void answer_add(struct text *out, const formulyar_result *result, struct diags *faults,
                const char *more)
{
    int const asked = diags_exit_status(faults);
    int const done = result ? formulyar_status(result) : 0;
    text_format(out, "{\"status\":%d,\"diagnostics\":[", asked > done ? asked : done);
    add_diagnostics(out, result, faults);
    text_add(out, "],\"files\":[");
    if (result)
        add_files(out, result);
    text_add_char(out, ']');
    text_add(out, more);
    text_add_char(out, '}');
}

/* ---- what verbs add ----------------------------------------------------------------- */

void answer_add_forms(struct text *out, const formulyar_result *result)
{
    text_add(out, ",\"forms\":[");
    for (size_t i = 0; i < formulyar_form_count(result); i++) {
        const struct formulyar_form *form = formulyar_form(result, i);
        text_add(out, i ? "," : "");
        text_format_json(out, "{\"edition\":%s,\"title_of_edition\":%s,\"approved\":%s",
                         form->edition, form->edition_title, form->approved);
        text_add(out, form->checked ? ",\"checked\":true" : ",\"checked\":false");
        text_format_json(out, ",\"form\":%s,\"title\":%s}", form->form, form->title);
    }
    text_add_char(out, ']');
}

void answer_add_fonts(struct text *out, const formulyar_result *result)
{
    text_add(out, ",\"fonts\":[");
    for (size_t i = 0; i < formulyar_font_count(result); i++) {
        const struct formulyar_font *font = formulyar_font(result, i);
        text_format_json(out,
                         i ? ",{\"family\":%s,\"weight\":%d,\"ranges\":%s"
                           : "{\"family\":%s,\"weight\":%d,\"ranges\":%s",
                         font->family, font->weight, font->ranges);
        text_format_json(out, ",\"file\":%s}", font->file->name);
    }
    text_add_char(out, ']');
}

void answer_add_facts(struct text *out, const struct formulyar_facts *facts)
{
    text_add(out, ",\"facts\":{\"whole\":");
    text_add(out, facts->whole ? "true" : "false");
    text_format_json(out, ",\"state\":%s,\"format\":%s,\"conformance\":%s,\"version\":%s",
                     facts->state, facts->format, facts->conformance, facts->version);
    text_format_json(out, ",\"case\":%s,\"form\":%s,\"edition\":%s", facts->case_id, facts->form,
                     facts->edition);
    text_format(out, ",\"pages\":%zu,\"fields\":%zu,\"signed\":%zu", facts->pages, facts->fields,
                facts->signed_fields);
    text_format(out, ",\"remarks\":%zu,\"minutes\":%zu}", facts->remarks, facts->minutes);
}

/* An object, whose members become those of the answer; "" when there is none. */
void answer_add_description(struct text *out, const char *description)
{
    size_t const braces = strlen("{}");
    if (!*description)
        return;
    text_add_char(out, ',');
    text_add_bytes(out, description + 1, strlen(description) - braces);
}

static void add_case(struct text *out, const struct formulyar_case *one)
{
    text_format_json(out, "{\"id\":%s,\"name\":%s,\"position\":%s,\"status\":%s", one->id,
                     one->name, one->position, one->status);
    text_format_json(out, ",\"edition\":%s,\"school_year\":%s,\"forms\":%s,\"file\":%s",
                     one->edition, one->school_year, one->forms, one->file);
    add_or_null(out, "sheet", one->sheet);
    text_format(out, ",\"line\":%ld,\"column\":%ld", one->line, one->column);
    text_format(out, ",\"offset\":%zu,\"length\":%zu", one->offset, one->length);
    text_format(out, ",\"errors\":%zu,\"warnings\":%zu}", one->errors, one->warnings);
}

void answer_add_cases(struct text *out, const formulyar_result *result)
{
    text_add(out, ",\"cases\":[");
    for (size_t i = 0; i < formulyar_case_count(result); i++) {
        text_add(out, i ? "," : "");
        add_case(out, formulyar_case(result, i));
    }
    text_add_char(out, ']');
}
