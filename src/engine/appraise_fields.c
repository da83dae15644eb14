/*
 * appraise_fields.c - fields of a case, statuses, signers and rules, held against the forms of an edition;
 * see appraise.h.
 */
#include "engine/appraising.h"

#include "base/file.h"

#include <string.h>

/* ---- where the schema declares ---------------------------------------------------------------- */

/* The first declaration of that element and name; the root when there is none. */
static const xmlNode *find_declared(const xmlNode *node, const char *element, const char *attribute,
                                    const char *name, struct arena *arena)
{
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        const char *own = xml_is(child, element) ? xml_attribute(child, attribute, arena) : NULL;
        if (own && strcmp(own, name) == 0)
            return child;
        const xmlNode *below = find_declared(child, element, attribute, name, arena);
        if (below)
            return below;
    }
    return NULL;
}

static struct pos pos_in_schema(const struct appraising *appraising, const char *element,
                                const char *attribute, const char *name)
{
    const xmlNode *root = xmlDocGetRootElement(appraising->schema);
    const xmlNode *found = find_declared(root, element, attribute, name, appraising->arena);
    return xml_pos(appraising->schema_path, found ? found : root);
}

/* ---- fields ------------------------------------------------------------------------------------ */

struct fields {
    struct appraising *appraising;
    struct text names; /* that expressions of forms mention, a space behind each: "c:x", "@x" */
    const char *told;  /* the path that was told of last */
};

static bool has_word(struct text *list, const char *word)
{
    return text_has_word(text_string(list), word, strlen(word));
}

/* The names of an expression, as a lexer would part them; words of its literals do no harm. */
static void note_names(struct fields *fields, const char *expression)
{
    static const char of_names[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "0123456789_-.:@";
    while (*expression) {
        size_t const length = strspn(expression, of_names);
        if (length > 1)
            text_format(&fields->names, "%s ",
                        arena_strndup(fields->appraising->arena, expression, length));
        expression += length + (expression[length] != '\0');
    }
}

static void note_expressions(struct fields *fields, const xmlNode *node)
{
    for (const xmlAttr *each = node->properties; each; each = each->next) {
        const char *value =
            xml_attribute(node, (const char *)each->name, fields->appraising->arena);
        if (value && strpbrk(value, ":@"))
            note_names(fields, value);
    }
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        note_expressions(fields, child);
}

static bool is_within(const char *path, const char *other)
{
    size_t const length = other ? strlen(other) : 0;
    return length && strncmp(path, other, length) == 0 && (!path[length] || path[length] == '/');
}

static bool is_printed(const struct looked_file *file, const char *path)
{
    for (const struct printed *printed = file->printed; printed; printed = printed->next) {
        bool found = is_within(path, printed->date) || is_within(path, printed->role_from);
        if (printed->kind == PRINTED_CHOICES || printed->kind == PRINTED_SIGNER)
            found |= is_within(path, printed->path);
        for (const struct printed_part *part = printed->parts; part; part = part->next)
            found |= is_within(path, part->path);
        if (found)
            return true;
    }
    return false;
}

/* What the program itself makes use of: the envelope, who signs, what links and tells people apart. */
static bool is_plumbing(const struct decl *decl, const char *path)
{
    static const char names[] = "id person form until from to";
    bool const is_attribute = strchr(path, '@') != NULL;
    bool const is_paragraph = strcmp(decl->name, "p") == 0; /* printed with what it is cut of */
    return is_paragraph || decl->refers || is_within(path, SIGNERS_ELEMENT) || path[0] == '@' ||
           (is_attribute && text_has_word(names, decl->name, strlen(decl->name)));
}

static bool is_mentioned(struct fields *fields, const struct decl *decl, const char *path)
{
    const char *name =
        arena_printf(fields->appraising->arena, "%s%s", strchr(path, '@') ? "@" : "c:", decl->name);
    return has_word(&fields->names, name);
}

/* Paragraphs and parts of a name are printed with what holds them. */
static void see_field(void *context, const struct decl *decl, const char *path)
{
    struct fields *fields = context;
    if (decl->unprinted) /* nor is what it holds */
        fields->told = path;
    bool found = decl->type->value == VALUE_NONE || is_plumbing(decl, path) ||
                 is_mentioned(fields, decl, path);
    for (const struct looked_file *file = fields->appraising->files; file && !found;
         file = file->next)
        found = is_printed(file, path);
    if (found || is_within(path, fields->told))
        return;
    fields->told = path;
    diag_add(fields->appraising->diags, MESSAGE_APPRAISE_FIELD,
             pos_in_schema(fields->appraising, strchr(path, '@') ? "attribute" : "element", "name",
                           decl->name),
             NULL, path, NULL);
}

static void tell_path(const struct appraising *appraising, const struct printed *printed,
                      const char *path)
{
    if (path && *path && !decl_at(appraising->root->type, path))
        diag_add(appraising->diags, MESSAGE_DESCRIBE_PATH, printed->pos, NULL, path, NULL);
}

static void tell_paths(const struct appraising *appraising, const struct printed *printed)
{
    for (; printed; printed = printed->next) {
        tell_path(appraising, printed, printed->path);
        tell_path(appraising, printed, printed->role_from);
        tell_path(appraising, printed, printed->date);
        for (const struct printed_part *part = printed->parts; part; part = part->next)
            tell_path(appraising, printed, part->path);
    }
}

void appraise_fields(struct appraising *appraising)
{
    struct fields fields = {.appraising = appraising};
    for (const struct looked_file *file = appraising->files; file; file = file->next) {
        tell_paths(appraising, file->printed);
        if (!xml_is(xmlDocGetRootElement(file->document), "workbook")) /* which prints nothing */
            note_expressions(&fields, xmlDocGetRootElement(file->document));
    }
    appraise_visit(appraising, see_field, &fields);
    text_free(&fields.names);
}

/* ---- statuses --------------------------------------------------------------------------------- */

void appraise_statuses(struct appraising *appraising)
{
    const char *const *status = case_schema_statuses(appraising->case_schema);
    for (; *status; status++) {
        const struct looked_file *file = appraising->files;
        while (file && !(file->form && form_names_status(file->form, *status)))
            file = file->next;
        if (!file)
            diag_add(appraising->diags, MESSAGE_APPRAISE_STATUS,
                     pos_in_schema(appraising, "enumeration", "value", *status), NULL, *status,
                     NULL);
    }
}

/* ---- signers ---------------------------------------------------------------------------------- */

/* A place whose role the case says (role_from) is for that one person. */
static bool has_place(const struct printed *printed, const char *role)
{
    for (; printed; printed = printed->next)
        if (printed->kind == PRINTED_SIGNER &&
            (printed->others || (printed->role && strcmp(printed->role, role) == 0)))
            return true;
    return false;
}

/* Whom a case may name as a signer, and the form gives no place. */
static void tell_signers(struct appraising *appraising, const struct looked_file *file,
                         const struct decl *role)
{
    const struct printed *first = file->printed;
    struct text roles = TEXT_EMPTY;
    while (first && first->kind != PRINTED_SIGNER)
        first = first->next;
    for (const struct code *code = role->type->codes; first && code; code = code->next)
        if (!has_place(first, code->value))
            text_add_item(&roles, ", ", code->value);
    if (roles.len)
        diag_add(appraising->diags, MESSAGE_APPRAISE_SIGNERS, first->pos, NULL, text_string(&roles),
                 NULL);
    text_free(&roles);
}

void appraise_signers(struct appraising *appraising)
{
    const struct decl *role = decl_at(appraising->root->type, SIGNERS_ELEMENT "/signer/@role");
    for (const struct looked_file *file = appraising->files; file && role; file = file->next)
        tell_signers(appraising, file, role);
}

/* ---- rules ------------------------------------------------------------------------------------ */

struct rule_file {
    struct appraising *appraising;
    const char *path;
};

static bool is_status(const struct appraising *appraising, const char *word)
{
    const char *const *status = case_schema_statuses(appraising->case_schema);
    while (*status && strcmp(*status, word) != 0)
        status++;
    return *status || strcmp(word, "before") == 0;
}

/* "results/result/@state" as an expression: loading has looked at those, and knows the names. */
static const char *expression_of(const char *names, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    for (const char *at = names; *at;) {
        size_t const length = strcspn(at, "/");
        text_add(&out, *at == '@' ? "" : "c:");
        text_add_bytes(&out, at, length + (at[length] == '/'));
        at += length + (at[length] == '/');
    }
    return text_take(&out, arena);
}

static void see_rule(const struct rule_file *rules, const xmlNode *node)
{
    struct appraising *appraising = rules->appraising;
    struct arena *arena = appraising->arena;
    const char *list = xml_attribute(node, "status", arena);
    for (const char *word; list && (word = text_next_word(&list, arena)) != NULL;)
        if (!is_status(appraising, word))
            diag_add(appraising->diags, MESSAGE_APPRAISE_RULE_STATUS,
                     xml_attribute_pos(rules->path, node, "status"), NULL, word, NULL);
    list = xml_attribute(node, "field", arena);
    for (const char *word; list && (word = text_next_word(&list, arena)) != NULL;)
        query_free(query_compile(expression_of(word, arena), appraising->case_schema,
                                 xml_attribute_pos(rules->path, node, "field"), appraising->diags));
}

void appraise_rules(struct appraising *appraising)
{
    struct diags *ignored = diags_new();
    struct rule_file const rules = {appraising, appraise_file(appraising, "rules.xml")};
    xmlDocPtr document =
        file_exists(rules.path) ? xml_load(rules.path, false, MESSAGE_RULES_XML, ignored) : NULL;
    const xmlNode *node = document ? xml_first(xmlDocGetRootElement(document)) : NULL;
    for (; node; node = xml_next(node))
        see_rule(&rules, node);
    xmlFreeDoc(document);
    diags_free(ignored);
}
