/*
 * describe_forms.c - what the forms print, and in which part of the file it is filled in.
 */
#include "engine/describing.h"

#include <string.h>

/* ---- what forms print ----------------------------------------------------------------- */

static void warn(const struct describing *describing, const struct printed *printed,
                 const char *path)
{
    if (path && *path && !decl_at(describing->root->type, path))
        diag_add(describing->diags, MESSAGE_DESCRIBE_PATH, printed->pos, NULL, path, NULL);
}

static const char *kind_name(enum printed_kind kind)
{
    switch (kind) {
    case PRINTED_FIELD: return "field";
    case PRINTED_CHOICES: return "choices";
    case PRINTED_TABLE: return "table";
    case PRINTED_TEXT: return "text";
    case PRINTED_SIGNER: return "signer";
    }
    return "text";
}

static void add_parts(const struct describing *describing, const struct printed *printed)
{
    struct text *out = describing->out;
    if (!printed->parts)
        return;
    json_next(out, printed->kind == PRINTED_CHOICES ? "options" : "parts");
    text_add_char(out, '[');
    for (const struct printed_part *part = printed->parts; part; part = part->next) {
        json_next(out, NULL);
        text_add_char(out, '{');
        json_string(out, "code", part->code);
        json_string(out, "path", part->path);
        json_string(out, "label", part->label);
        json_string(out, "vocabulary", part->vocabulary);
        json_true(out, "asked", part->asked);
        text_add_char(out, '}');
        warn(describing, printed, part->path);
    }
    text_add_char(out, ']');
}

static void add_printed(const struct describing *describing, const struct printed *printed)
{
    struct text *out = describing->out;
    json_next(out, NULL);
    text_add_char(out, '{');
    json_string(out, "kind", kind_name(printed->kind));
    json_string(out, "path", printed->path);
    json_string(out, "label", printed->label);
    json_string(out, "vocabulary", printed->vocabulary);
    json_string(out, "role", printed->role);
    json_string(out, "role-from", printed->role_from);
    json_string(out, "date", printed->date);
    json_true(out, "others", printed->others);
    warn(describing, printed, printed->path);
    warn(describing, printed, printed->role_from);
    warn(describing, printed, printed->date);
    add_parts(describing, printed);
    text_add_char(out, '}');
}

/* Of a case, or of those in a journal, in the order of its life; the stage "before" is none. */
static void add_statuses(struct text *out, const char *const *statuses, const struct form *form)
{
    json_next(out, "statuses");
    text_add_char(out, '[');
    for (size_t i = 0; statuses[i]; i++)
        if (form_names_status(form, statuses[i])) {
            json_next(out, NULL);
            text_add_json(out, statuses[i]);
        }
    text_add_char(out, ']');
    json_true(out, "before", form_serves_status(form, "before"));
}

static const struct shown_section *section_of(const struct describing *describing,
                                              const struct form *form)
{
    const struct shown_section *section = describing->sections;
    while (section && section->form != form)
        section = section->next;
    return section;
}

static void add_paths(struct text *out, const struct shown_path *list)
{
    json_next(out, "paths");
    text_add_char(out, '[');
    for (; list; list = list->next) {
        json_next(out, NULL);
        text_add_json(out, list->path);
    }
    text_add_char(out, ']');
}

static void add_prints(const struct describing *describing, const struct described_form *described)
{
    struct text *out = describing->out;
    json_string(out, "date", described->date);
    add_paths(out, section_of(describing, described->form)->paths);
    json_next(out, "prints");
    text_add_char(out, '[');
    for (const struct printed *each = described->printed; each; each = each->next)
        add_printed(describing, each);
    text_add_char(out, ']');
}

static void add_form(struct describing *describing, const struct described_form *described)
{
    struct text *out = describing->out;
    const char *section[2];
    describe_name_form(describing, described->form, section);
    json_next(out, NULL);
    text_add_char(out, '{');
    json_string(out, "id", form_id(described->form));
    json_string(out, "title", form_title(described->form));
    json_words(out, "section", section);
    json_string(out, "over", form_is_journal(described->form) ? "cases" : NULL);
    add_statuses(out, case_schema_statuses(edition_schema(describing->edition)), described->form);
    if (describing->printed)
        add_prints(describing, described);
    text_add_char(out, '}');
}

void describe_forms(struct describing *describing)
{
    json_next(describing->out, "forms");
    text_add_char(describing->out, '[');
    for (const struct described_form *each = describing->forms; each; each = each->next)
        add_form(describing, each);
    text_add_char(describing->out, ']');
}

void describe_sections(struct describing *describing)
{
    struct text *out = describing->out;
    json_next(out, "sections");
    text_add_char(out, '[');
    for (const struct shown_section *each = describing->sections; each; each = each->next) {
        if (!each->paths)
            continue;
        json_next(out, NULL);
        text_add_char(out, '{');
        json_string(out, "id", each->id);
        json_string(out, "form", each->form ? form_id(each->form) : NULL);
        json_words(out, "label", each->label);
        add_paths(out, each->paths);
        text_add_char(out, '}');
    }
    text_add_char(out, ']');
}
