/*
 * describe_fields.c - what the edition and forms/workbook.xml say of each path of the file.
 */
#include "engine/describing.h"

#include <string.h>

/* ---- who knows of a path ---------------------------------------------------------------- */

/* What forms know of a path; made when first asked for. */
static struct described_path *known_path(struct describing *describing, const char *path)
{
    struct described_path **tail = &describing->paths;
    while (*tail && strcmp((*tail)->path, path) != 0)
        tail = &(*tail)->next;
    if (!*tail) {
        *tail = ARENA_NEW(describing->arena, struct described_path);
        (*tail)->path = path;
    }
    return *tail;
}

/* The first form that says something of a path is the one that counts. */
static void note(struct describing *describing, const char *path, const char *label,
                 const char *vocabulary)
{
    if (!path || !decl_at(describing->root->type, path))
        return;
    struct described_path *named = known_path(describing, path_whole(describing, path));
    struct described_path *coded = known_path(describing, path);
    if (!named->label)
        named->label = label;
    if (!coded->vocabulary)
        coded->vocabulary = vocabulary;
}

static void note_choices(struct describing *describing, const struct printed *printed)
{
    if (!printed->path || !decl_at(describing->root->type, printed->path))
        return;
    struct described_path *known = known_path(describing, printed->path);
    if (!known->choices)
        known->choices = printed;
}

/* An option is the label of what is said behind it, where that stands at a path of its own. */
static void note_printed(struct describing *describing, const struct printed *printed)
{
    bool const labels = printed->kind == PRINTED_FIELD || printed->kind == PRINTED_CHOICES;
    bool const parts = printed->kind == PRINTED_TABLE || printed->kind == PRINTED_CHOICES;
    note(describing, printed->path, labels ? printed->label : NULL, printed->vocabulary);
    if (printed->kind == PRINTED_CHOICES)
        note_choices(describing, printed);
    for (const struct printed_part *part = printed->parts; part; part = part->next)
        note(describing, part->path, parts ? part->label : NULL, part->vocabulary);
}

static void note_forms(struct describing *describing)
{
    for (const struct described_form *form = describing->forms; form; form = form->next)
        for (const struct printed *each = form->printed; each; each = each->next)
            note_printed(describing, each);
}

/* Where the codes of a column stand, behind its path. */
static const char *codes_of(const struct workbook_column *column)
{
    switch (column->kind) {
    case COLUMN_CHOICE:
    case COLUMN_SEVERAL: return "";
    case COLUMN_PERSON:
    case COLUMN_PEOPLE: return "/@role";
    case COLUMN_MARK: return "/@kind";
    case COLUMN_TEXT:
    case COLUMN_LONG:
    case COLUMN_LINES:
    case COLUMN_DATE:
    case COLUMN_ID:
    case COLUMN_CASE:
    case COLUMN_PROBLEMS:
    case COLUMN_SHOWN:
    case COLUMN_YES: return NULL;
    }
    return NULL;
}

static bool has_codes_at(const struct workbook_column *column, const char *path)
{
    const char *behind = column->path && column->vocabulary ? codes_of(column) : NULL;
    size_t const length = behind ? strlen(column->path) : 0;
    return behind && strncmp(column->path, path, length) == 0 && strcmp(path + length, behind) == 0;
}

/* By which the path is printed, or else chosen in a workbook, or as the schema says. */
static const char *vocabulary_of(const struct describing *describing, const struct decl *decl,
                                 const char *path, const char *printed)
{
    if (printed)
        return printed;
    const struct workbook_sheet *sheet = describing->workbook ? describing->workbook->sheets : NULL;
    for (; sheet; sheet = sheet->next)
        for (const struct workbook_column *each = sheet->columns; each; each = each->next)
            if (has_codes_at(each, path))
                return each->vocabulary;
    return decl->vocabulary;
}

static const struct workbook_element *element_of(const struct describing *describing,
                                                 const char *path)
{
    const struct workbook_sheet *sheet = describing->workbook ? describing->workbook->sheets : NULL;
    for (; sheet; sheet = sheet->next)
        for (const struct workbook_element *each = sheet->elements; each; each = each->next)
            if (strcmp(each->path, path) == 0)
                return each;
    return NULL;
}

static const struct shown_section *section_of(const struct describing *describing, const char *path)
{
    for (const struct shown_section *section = describing->sections; section;
         section = section->next)
        for (const struct shown_path *place = section->paths; place; place = place->next)
            if (path_is_within(path, place->path))
                return section;
    return NULL;
}

/* ---- a field ------------------------------------------------------------------------------ */

static void add_option(struct text *out, const struct code *code, const char *words)
{
    json_next(out, NULL);
    text_add_char(out, '{');
    json_string(out, "value", code->value);
    json_string(out, "ru", words);
    json_string(out, "en", code->label[LANGUAGE_EN]);
    text_add_char(out, '}');
}

/* The options that the form has, in its order and words: others it could not print. */
static void add_choices(struct text *out, const struct type *type, const struct printed *choices)
{
    for (const struct printed_part *part = choices->parts; part; part = part->next) {
        const struct code *code = type->codes;
        while (code && strcmp(code->value, part->code) != 0)
            code = code->next;
        if (code)
            add_option(out, code, part->label);
    }
}

/* The codes that the vocabulary has words for; without one all of them, in the schema's words. */
static void add_codes(struct text *out, const struct type *type, const struct vocabulary *words)
{
    for (const struct code *code = type->codes; code; code = code->next) {
        const struct term *term = words ? vocabulary_term(words, code->value) : NULL;
        if (term || !words)
            add_option(out, code, term ? term->text : code->label[LANGUAGE_RU]);
    }
}

/* What may be chosen; id: of the vocabulary, which the edition may lack, or NULL. */
static void add_options(const struct describing *describing, const struct type *type,
                        const struct described_path *known, const char *id)
{
    struct text *out = describing->out;
    const struct vocabulary *words =
        id ? vocabulary_find(edition_vocabularies(describing->edition), id) : NULL;
    json_string(out, "vocabulary", words ? id : NULL);
    json_next(out, "options");
    text_add_char(out, '[');
    if (known->choices)
        add_choices(out, type, known->choices);
    else
        add_codes(out, type, words);
    text_add_char(out, ']');
}

/* A row of a sheet is an element whose id is made here, or leads to one of the same row. */
static void add_element(struct text *out, const struct workbook_element *element)
{
    json_string(out, "ids", element->number);
    json_string(out, "link", element->link);
}

static void add_field(struct describing *describing, const struct decl *decl, const char *path)
{
    struct text *out = describing->out;
    const struct shown_section *section = section_of(describing, path);
    const struct described_path *known = known_path(describing, path);
    const struct workbook_element *element = element_of(describing, path);
    const char *const labels[2] = {
        [LANGUAGE_RU] = known->label, [LANGUAGE_EN] = decl->label[LANGUAGE_EN]};
    json_next(out, path);
    text_add_char(out, '{');
    json_words(out, "label", labels);
    json_words(out, "help", decl->help);
    json_string(out, "section", section ? section->id : NULL);
    json_string(out, "form", section && section->form ? form_id(section->form) : NULL);
    if (element)
        add_element(out, element);
    if (decl->type->codes)
        add_options(describing, decl->type, known,
                    vocabulary_of(describing, decl, path, known->vocabulary));
    text_add_char(out, '}');
}

static void add_fields(struct describing *describing, const struct type *type, const char *above)
{
    for (int elements = 0; elements < 2; elements++)
        for (const struct decl *decl = elements ? type->elements : type->attributes;
             decl && describing->left > 0; decl = decl->next) {
            const char *path = path_below(describing, above, decl, elements);
            describing->left--;
            if (decl == paragraph_of(type))
                continue;
            add_field(describing, decl, path);
            add_fields(describing, decl->type, path);
        }
}

void describe_fields(struct describing *describing)
{
    note_forms(describing);
    json_next(describing->out, "fields");
    text_add_char(describing->out, '{');
    add_fields(describing, describing->root->type, "");
    text_add_char(describing->out, '}');
}
