/*
 * describe.c - the whole description, and what the schema says; see describe.h.
 */
#include "engine/describe.h"

#include "engine/describing.h"

#include <string.h>

/* The schemas of ours come to some hundred declarations, one for each place where they may stand. */
enum { MOST_DECLARATIONS = 20000 };

/* ---- JSON --------------------------------------------------------------------------- */

void json_next(struct text *out, const char *key)
{
    char const last = out->len ? out->data[out->len - 1] : '{';
    if (last != '{' && last != '[')
        text_add_char(out, ',');
    if (!key)
        return;
    text_add_json(out, key);
    text_add_char(out, ':');
}

void json_string(struct text *out, const char *key, const char *value)
{
    if (!value)
        return;
    json_next(out, key);
    text_add_json(out, value);
}

void json_number(struct text *out, const char *key, long value)
{
    json_next(out, key);
    text_add_int(out, value);
}

void json_true(struct text *out, const char *key, bool value)
{
    if (!value)
        return;
    json_next(out, key);
    text_add(out, "true");
}

void json_words(struct text *out, const char *key, const char *const words[2])
{
    if (!words[LANGUAGE_RU])
        return;
    json_next(out, key);
    text_add_char(out, '{');
    json_string(out, "ru", words[LANGUAGE_RU]);
    json_string(out, "en", words[LANGUAGE_EN]);
    text_add_char(out, '}');
}

/* ---- types -------------------------------------------------------------------------- */

/* Somebody who is named by surname and given name, and may be known by an id. */
static bool is_person(const struct type *type)
{
    return decl_find(type->elements, "surname") && decl_find(type->attributes, "person");
}

static void add_codes(struct text *out, const struct type *type)
{
    if (!type->codes)
        return;
    json_next(out, "codes");
    text_add_char(out, '[');
    for (const struct code *code = type->codes; code; code = code->next) {
        json_next(out, NULL);
        text_add_char(out, '{');
        json_string(out, "value", code->value);
        json_string(out, "ru", code->label[LANGUAGE_RU]);
        json_string(out, "en", code->label[LANGUAGE_EN]);
        text_add_char(out, '}');
    }
    text_add_char(out, ']');
}

const struct decl *paragraph_of(const struct type *type)
{
    return type->value == VALUE_TEXT ? decl_find(type->elements, "p") : NULL;
}

static void add_declaration(struct describing *describing, const struct decl *decl, bool attribute)
{
    struct text *out = describing->out;
    json_next(out, NULL);
    text_add_char(out, '{');
    json_string(out, "name", decl->name);
    json_words(out, "label", decl->label);
    json_true(out, "part", decl->part);
    json_true(out, "required", attribute ? decl->required : decl->least > 0);
    if (!attribute)
        json_number(out, "most", decl->most);
    json_string(out, "default", decl->fallback);
    if (decl->one_of)
        json_number(out, "marks", decl->one_of);
    json_string(out, "refers", decl->refers);
    json_next(out, "type");
    text_add_char(out, '{');
    describe_type(describing, decl->type);
    text_add(out, "}}");
}

static void add_declarations(struct describing *describing, const char *key,
                             const struct type *type)
{
    bool const attributes = strcmp(key, "attributes") == 0;
    const struct decl *list = attributes ? type->attributes : type->elements;
    if (!list || (list == paragraph_of(type) && !list->next))
        return;
    json_next(describing->out, key);
    text_add_char(describing->out, '[');
    for (; list && describing->left > 0; list = list->next) {
        describing->left--;
        if (list != paragraph_of(type))
            add_declaration(describing, list, attributes);
    }
    text_add_char(describing->out, ']');
}

static const char *kind_name(enum value_kind kind)
{
    switch (kind) {
    case VALUE_NONE: return "none";
    case VALUE_TEXT: return "text";
    case VALUE_CODE: return "code";
    case VALUE_DATE: return "date";
    case VALUE_PATTERN: return "pattern";
    }
    return "text";
}

void describe_type(struct describing *describing, const struct type *type)
{
    struct text *out = describing->out;
    json_string(out, "kind", kind_name(type->value));
    json_string(out, "name", type->name);
    json_true(out, "person", is_person(type));
    json_string(out, "paragraphs", paragraph_of(type) ? paragraph_of(type)->name : NULL);
    json_true(out, "list", type->list);
    json_true(out, "filled", type->filled);
    if (type->max_length)
        json_number(out, "max", type->max_length);
    if (type->value == VALUE_PATTERN) {
        json_words(out, "shape", type->shape);
        json_string(out, "pattern", type->pattern_text);
    }
    add_codes(out, type);
    add_declarations(describing, "attributes", type);
    add_declarations(describing, "elements", type);
}

/* ---- the edition -------------------------------------------------------------------- */

/* Its cases have a schema of their own. */
static bool is_of_itself(const struct engine *engine, const struct edition *edition)
{
    return edition_schema(edition) != engine->schema;
}

/* Those that can be loaded: what is wrong with another one is told when a case asks for it. */
static void add_editions(struct describing *describing)
{
    struct text *out = describing->out;
    struct editions *editions = describing->engine->editions;
    struct pos const pos = {.file = describing->engine->places.forms};
    struct diags *ignored = diags_new();
    json_next(out, "editions");
    text_add_char(out, '[');
    for (const char *const *id = editions_ids(editions); *id; id++) {
        const struct edition *edition = editions_get(editions, *id, pos, NULL, ignored);
        if (!edition)
            continue;
        json_next(out, NULL);
        text_add_char(out, '{');
        json_string(out, "id", *id);
        json_string(out, "title", edition_title(edition));
        json_string(out, "approved", edition_approved(edition));
        json_true(out, "checked", edition_checked(edition));
        json_true(out, "own", is_of_itself(describing->engine, edition));
        text_add_char(out, '}');
    }
    text_add_char(out, ']');
    diags_free(ignored);
}

/* Papers over many cases, and whose they are: cases go together into one that is the same. */
static void add_papers(struct describing *describing)
{
    static const char *const papers[] = {"bundle", "summary", "workbook"};
    struct engine *engine = describing->engine;
    struct text *out = describing->out;
    json_next(out, "papers");
    text_add_char(out, '[');
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        const char *name = arena_printf(describing->arena, "%s.xml", papers[i]);
        const char *path =
            editions_file(engine->editions, describing->edition, name, describing->arena);
        if (!path)
            continue;
        json_next(out, NULL);
        text_add_char(out, '{');
        json_string(out, "id", papers[i]);
        json_true(out, "own", strcmp(path, engine_file(engine, name)) != 0);
        text_add_char(out, '}');
    }
    text_add_char(out, ']');
}

/* Whom cases are about: as a role where the edition has a word for it, else as the schema labels it. */
static void add_subject(struct describing *describing)
{
    struct text *out = describing->out;
    const char *name = case_schema_subject(edition_schema(describing->edition));
    const struct decl *decl = name ? decl_find(describing->root->type->elements, name) : NULL;
    if (!decl)
        return;
    const char *role = edition_term(describing->edition, "roles", name);
    json_next(out, "subject");
    text_add_char(out, '{');
    json_string(out, "name", name);
    json_string(out, "ru", role ? role : decl->label[LANGUAGE_RU]);
    json_string(out, "en", role ? name : decl->label[LANGUAGE_EN]);
    text_add_char(out, '}');
}

static void add_terms(struct text *out, const struct term *term)
{
    for (; term; term = term->next) {
        json_next(out, NULL);
        text_add_char(out, '{');
        json_string(out, "code", term->code);
        json_string(out, "ru", term->text);
        text_add_char(out, '}');
    }
}

/* In the order of the edition's file, whose last one comes first here. */
static void add_vocabularies(struct describing *describing)
{
    struct text *out = describing->out;
    const struct vocabulary *first = edition_vocabularies(describing->edition);
    size_t count = 0;
    for (const struct vocabulary *each = first; each; each = each->next)
        count++;
    const struct vocabulary **all =
        ARENA_ARRAY(describing->arena, count, const struct vocabulary *);
    for (const struct vocabulary *each = first; each; each = each->next)
        all[--count] = each;
    json_next(out, "vocabularies");
    text_add_char(out, '{');
    for (; first; first = first->next, count++) {
        json_next(out, all[count]->id);
        text_add_char(out, '[');
        add_terms(out, all[count]->terms);
        text_add_char(out, ']');
    }
    text_add_char(out, '}');
}

/* ---- the answer --------------------------------------------------------------------- */

static void add_root(struct describing *describing)
{
    struct text *out = describing->out;
    json_next(out, "root");
    text_add_char(out, '{');
    json_string(out, "name", describing->root->name);
    json_words(out, "label", describing->root->label);
    json_words(out, "help", describing->root->help);
    json_next(out, "type");
    text_add_char(out, '{');
    describe_type(describing, describing->root->type);
    text_add(out, "}}");
}

static void add_all(struct describing *describing)
{
    struct text *out = describing->out;
    text_add_char(out, '{');
    add_editions(describing);
    json_string(out, "edition", edition_id(describing->edition));
    add_root(describing);
    if (describing->printed) {
        add_subject(describing);
        add_papers(describing);
    }
    describe_forms(describing);
    describe_sections(describing);
    describe_fields(describing);
    add_vocabularies(describing);
    text_add_char(out, '}');
}

static void take_form(struct describing *describing, struct described_form *described)
{
    bool whole = true;
    if (describing->printed)
        described->printed = form_printed(described->form, describing->arena, &whole);
    described->date = form_date_path(described->form, describing->arena);
    if (!whole)
        diag_add(describing->diags, MESSAGE_DESCRIBE_LONG,
                 (struct pos){.file = edition_id(describing->edition)}, NULL,
                 form_id(described->form), arena_printf(describing->arena, "%d", PRINTED_MOST),
                 NULL);
}

static void take_forms(struct describing *describing)
{
    struct described_form **tail = &describing->forms;
    for (size_t i = 0; i < edition_form_count(describing->edition); i++) {
        struct described_form *described = ARENA_NEW(describing->arena, struct described_form);
        described->form = edition_form_at(describing->edition, i);
        take_form(describing, described);
        LIST_APPEND(tail, described);
    }
}

static struct workbook_form *load_workbook(struct describing *describing)
{
    struct engine *engine = describing->engine;
    const char *path =
        editions_file(engine->editions, describing->edition, "workbook.xml", describing->arena);
    return path ? workbook_form_load(path, engine->form_schema, describing->edition,
                                     describing->diags)
                : NULL;
}

/* Nothing is told of a schema that leads to more than can be told. */
static bool finish(struct describing *describing, size_t before)
{
    if (describing->left > 0)
        return true;
    describing->out->len = before;
    diag_add(describing->diags, MESSAGE_DESCRIBE_SCHEMA,
             (struct pos){.file = describing->engine->places.forms}, NULL, describing->root->name,
             NULL);
    return false;
}

static bool describe_file(struct describing *describing, struct text *out)
{
    size_t const before = out->len;
    describing->out = out;
    take_forms(describing);
    describe_find_sections(describing);
    add_all(describing);
    return finish(describing, before);
}

static bool describe_case(struct describing *describing, struct text *out)
{
    size_t const before = diags_at_least(describing->diags, SEVERITY_ERROR);
    struct workbook_form *workbook = load_workbook(describing);
    if (diags_at_least(describing->diags, SEVERITY_ERROR) > before)
        return false;
    describing->workbook = workbook; /* NULL: an edition of itself may do without */
    describing->printed = true;
    bool const whole = describe_file(describing, out);
    workbook_form_free(workbook);
    return whole;
}

static const struct described_root {
    const char *name, *schema;
    bool (*describe)(struct describing *describing, struct text *out);
} roots[] = {
    {"case", "case.xsd", describe_case},
    {"minutes", "minutes.xsd", describe_file},
    {"organization", "form.xsd", describe_file},
};

static const struct described_root *find_root(const char *name)
{
    size_t const count = sizeof roots / sizeof *roots;
    size_t i = 0;
    while (name && i < count && strcmp(roots[i].name, name) != 0)
        i++;
    return i < count ? &roots[i] : NULL;
}

/* Of cases, the edition may have its own; all else is the same for all. */
static const char *schema_path(const struct describing *describing, const char *name)
{
    struct engine *engine = describing->engine;
    return strcmp(name, "case.xsd") == 0
               ? editions_file(engine->editions, describing->edition, name, describing->arena)
               : engine_file(engine, name);
}

bool describe(struct engine *engine, const char *root, struct text *out, struct diags *diags)
{
    const struct described_root *found = find_root(root);
    if (!found) {
        diag_add(diags, MESSAGE_OPTION_VALUE, NOWHERE, NULL, "root", "case, minutes, organization",
                 NULL);
        return false;
    }
    struct describing describing = {
        .arena = arena_new(), .diags = diags, .engine = engine, .left = MOST_DECLARATIONS};
    describing.edition = engine_edition(engine, diags);
    const char *path = describing.edition ? schema_path(&describing, found->schema) : NULL;
    struct declarations *declarations = path ? declarations_load(path, found->name, diags) : NULL;
    bool good = declarations != NULL;
    if (good) {
        describing.root = declarations_root(declarations);
        good = found->describe(&describing, out);
    }
    declarations_free(declarations);
    arena_free(describing.arena);
    return good;
}
