/*
 * rules.c - loads forms/rules.xml and asks its rules; see rules.h.
 */
#include "case/rules.h"

#include "base/arena.h"
#include "base/character.h"
#include "base/seen.h"
#include "base/text.h"
#include "case/functions.h"
#include "case/schema.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

#define RULES_NAMESPACE "urn:formulyar:rules:1"

struct rule {
    struct query *context;
    struct query *test; /* NULL: every node of the context breaks the rule */
    struct query *at;   /* NULL: the context node */
    size_t occasion;    /* when it is asked: index of the rules' occasions */
    const char *code;
    enum severity severity;
    const char *fields; /* paths of names from the context node, what may miss; or NULL */
    const char *text[2];
};

struct rules {
    struct arena *arena;
    const struct case_schema *schema;
    struct rule *rules; /* side by side: every case asks them all, and finds none in the caches */
    size_t count;
    const char **occasions; /* "completed not-held", each such list once; NULL: all statuses */
    size_t occasion_count;
};

struct rules_session {
    struct seen names;
    struct seen anonymous; /* those of them without a person id */
};

/* ---- loading ------------------------------------------------------------------ */

struct loader {
    struct rules *rules;
    const char *path;
    struct diags *diags;
    bool good;
};

static struct pos pos_of(const struct loader *loader, const xmlNode *node)
{
    return xml_pos(loader->path, node);
}

static void refuse(struct loader *loader, const xmlNode *node, const char *what)
{
    diag_add(loader->diags, MESSAGE_RULES_SHAPE, pos_of(loader, node), NULL, what, NULL);
    loader->good = false;
}

static const char *attribute(struct loader *loader, const xmlNode *node, const char *name)
{
    return node_attribute(node_from_xml(node), name, loader->rules->arena);
}

/* Compiles an expression; a missing one that must be there is refused. */
static struct query *compile(struct loader *loader, const xmlNode *node, const char *name,
                             bool required)
{
    const char *xpath = attribute(loader, node, name);
    if (!xpath) {
        if (required)
            refuse(loader, node, name);
        return NULL;
    }
    struct query *query = query_compile(xpath, loader->rules->schema,
                                        xml_attribute_pos(loader->path, node, name), loader->diags);
    loader->good &= query != NULL;
    return query;
}

static enum severity level(struct loader *loader, const xmlNode *node)
{
    const char *name = attribute(loader, node, "level");
    if (name && strcmp(name, "warning") == 0)
        return SEVERITY_WARNING;
    if (!name || strcmp(name, "error") != 0)
        refuse(loader, node, "level");
    return SEVERITY_ERROR;
}

static const char *message(struct loader *loader, const xmlNode *node, const char *language)
{
    const xmlNode *child = xml_child(node, language);
    if (child)
        return node_text(node_from_xml(child), loader->rules->arena);
    refuse(loader, node, language);
    return "";
}

static void check_shape(struct loader *loader, const xmlNode *node, const char *code)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        const char *name = (const char *)attr->name;
        if (!text_has_word("code level status context test at field", name, strlen(name)))
            refuse(loader, node, name);
    }
    const struct rules *rules = loader->rules;
    for (size_t i = 0; i < rules->count; i++)
        if (strcmp(rules->rules[i].code, code) == 0)
            refuse(loader, node, code);
}

static bool is_same_list(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Few lists of statuses serve all rules. */
static size_t occasion_of(struct rules *rules, const char *statuses)
{
    size_t i = 0;
    while (i < rules->occasion_count && !is_same_list(rules->occasions[i], statuses))
        i++;
    rules->occasions[i] = statuses;
    rules->occasion_count += i == rules->occasion_count;
    return i;
}

static void load_rule(struct loader *loader, const xmlNode *node, struct rule *rule)
{
    rule->code = attribute(loader, node, "code");
    if (!rule->code) {
        refuse(loader, node, "code");
        rule->code = "";
    }
    check_shape(loader, node, rule->code);
    rule->severity = level(loader, node);
    rule->occasion = occasion_of(loader->rules, attribute(loader, node, "status"));
    rule->context = compile(loader, node, "context", true);
    rule->test = compile(loader, node, "test", false);
    rule->at = compile(loader, node, "at", false);
    rule->fields = attribute(loader, node, "field");
    rule->text[LANGUAGE_RU] = message(loader, node, "ru");
    rule->text[LANGUAGE_EN] = message(loader, node, "en");
}

static void load_all(struct loader *loader, const xmlNode *root)
{
    struct rules *rules = loader->rules;
    size_t count = 0;
    if (!xml_is(root, "rules") || !root->ns ||
        strcmp((const char *)root->ns->href, RULES_NAMESPACE) != 0) {
        refuse(loader, root, "<rules xmlns=\"" RULES_NAMESPACE "\">");
        return;
    }
    for (const xmlNode *node = xml_first(root); node; node = xml_next(node))
        count += xml_is(node, "rule");
    rules->rules = ARENA_ARRAY(rules->arena, count, struct rule);
    rules->occasions = ARENA_ARRAY(rules->arena, count, const char *);
    for (const xmlNode *node = xml_first(root); node; node = xml_next(node)) {
        if (!xml_is(node, "rule")) {
            refuse(loader, node, (const char *)node->name);
            continue;
        }
        load_rule(loader, node, &rules->rules[rules->count]);
        rules->count++; /* its code is compared with those before it alone */
    }
}

struct rules *rules_load(const char *path, const struct case_schema *schema, struct diags *diags)
{
    xmlDocPtr doc = xml_load(path, false, MESSAGE_RULES_XML, diags);
    if (!doc)
        return NULL;
    struct rules *rules = xmalloc(sizeof *rules);
    *rules = (struct rules){.arena = arena_new(), .schema = schema};
    struct loader loader = {.rules = rules, .path = path, .diags = diags, .good = true};
    load_all(&loader, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    if (!loader.good) {
        rules_free(rules);
        return NULL;
    }
    return rules;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->count; i++) {
        query_free(rules->rules[i].context);
        query_free(rules->rules[i].test);
        query_free(rules->rules[i].at);
    }
    arena_free(rules->arena);
    free(rules);
}

/* ---- sessions ------------------------------------------------------------------- */

struct rules_session *rules_session_new(void)
{
    struct rules_session *session = xmalloc(sizeof *session);
    *session = (struct rules_session){0};
    return session;
}

void rules_session_free(struct rules_session *session)
{
    if (!session)
        return;
    seen_free(&session->names);
    seen_free(&session->anonymous);
    free(session);
}

bool rules_session_has(const struct rules_session *session, const char *key, bool identified)
{
    return *key && seen_has(identified ? &session->anonymous : &session->names, key);
}

void rules_session_add(struct rules_session *session, const char *key, bool identified)
{
    if (!*key)
        return;
    seen_add(&session->names, key);
    if (!identified)
        seen_add(&session->anonymous, key);
}

void rules_remember(struct rules_session *session, const struct casefile *casefile)
{
    const struct node *subject = session ? case_subject(casefile) : NULL;
    if (!subject)
        return;
    const xmlNode *person = node_to_xml(subject);
    struct text key = TEXT_EMPTY;
    full_name_add(person, &key);
    rules_session_add(session, text_string(&key),
                      xmlHasProp((xmlNodePtr)(size_t)person, BAD_CAST "person"));
    text_free(&key);
}

/* ---- asking ---------------------------------------------------------------------- */

/* For each occasion whether it is one for a case of the status. */
static const bool *find_occasions(const struct rules *rules, const char *status,
                                  struct arena *arena)
{
    bool *given = ARENA_ARRAY(arena, rules->occasion_count, bool);
    for (size_t i = 0; i < rules->occasion_count; i++)
        given[i] =
            !rules->occasions[i] || text_has_word(rules->occasions[i], status, strlen(status));
    return given;
}

/* The half for a language of what character_place() says; "" for no place. */
static const char *place_in(const struct hinted *hinted, const char *at, enum language language,
                            struct arena *arena)
{
    struct text place = TEXT_EMPTY;
    if (at)
        diag_half_add(&place, character_place(arena, (const char *)hinted->text->content, at, 0),
                      language);
    return text_take(&place, arena);
}

/* Replaces {field} by what the form calls the culprit, {latin} and {odd} by the character in it. */
static const char *fill(const struct rules *rules, const struct rule *rule,
                        const struct node *culprit, enum language language, struct arena *arena)
{
    static const struct hinted nothing = {0};
    const struct check_state *state = rules->schema->xpath->state;
    const struct hinted *hinted = state->hinted;
    while (hinted && hinted->text != node_to_xml(culprit))
        hinted = hinted->next;
    if (!hinted)
        hinted = &nothing;
    struct text_slot const slots[] = {
        {"latin", place_in(hinted, hinted->latin, language, arena)},
        {"odd", place_in(hinted, hinted->odd, language, arena)},
        {"field", model_label(rules->schema->model, node_path(culprit, arena), language, arena)},
        {NULL, NULL},
    };
    struct text text = TEXT_EMPTY;
    text_fill(&text, rule->text[language], slots);
    return text_take(&text, arena);
}

/* The path from a node over names, when the last of them leads to nothing or to no text; else NULL. */
static const char *lacking(const struct node *from, const char *names, struct arena *arena)
{
    struct text path = TEXT_EMPTY;
    text_add(&path, node_path(from, arena));
    for (const char *at = names; *at;) {
        size_t const length = strcspn(at, "/");
        const struct node *child = from ? node_child(from, arena_strndup(arena, at, length)) : NULL;
        text_add_char(&path, '/');
        text_add_bytes(&path, at, length);
        if (child) {
            text_clear(&path);
            text_add(&path, node_path(child, arena));
        }
        from = child;
        at += length + (at[length] == '/');
    }
    const char *whole = text_take(&path, arena);
    return from && *node_text(from, arena) ? NULL : whole;
}

/* What is to be filled in: the first of the rule's fields that is not; NULL: nothing in particular. */
static const char *field_path(const struct rule *rule, const struct node *context,
                              struct arena *arena)
{
    const char *list = rule->fields;
    const char *found = NULL;
    for (const char *names; !found && list && (names = text_next_word(&list, arena)) != NULL;)
        found = lacking(context, names, arena);
    return found;
}

static void report(const struct rules *rules, const struct rule *rule, const struct node *context,
                   bool draft, struct arena *arena, struct diags *diags)
{
    size_t count = 0;
    const struct node **culprits = rule->at ? query_nodes(rule->at, context, arena, &count) : NULL;
    const struct node *culprit = count ? culprits[0] : context;
    const struct place *place = node_to_xml(culprit)->_private;
    if (rule->code[0] == 'C' && place && place->told) /* that a name is missing was said */
        return;
    const char *field = field_path(rule, context, arena);
    diag_add_text(diags, draft ? SEVERITY_WARNING : rule->severity, rule->code, node_pos(culprit),
                  field ? field : node_path(culprit, arena),
                  fill(rules, rule, culprit, LANGUAGE_RU, arena),
                  fill(rules, rule, culprit, LANGUAGE_EN, arena));
}

static void ask(const struct rules *rules, const struct rule *rule, const struct casefile *casefile,
                bool draft, struct arena *arena, struct diags *diags)
{
    struct xpath *xpath = rules->schema->xpath;
    size_t count;
    const struct node **nodes = query_nodes(rule->context, case_root(casefile), arena, &count);
    bool failed = xpath_take_failure(xpath);
    for (size_t i = 0; i < count && !failed; i++) {
        bool const good = rule->test && query_true(rule->test, nodes[i]);
        failed = xpath_take_failure(xpath);
        if (!good && !failed)
            report(rules, rule, nodes[i], draft, arena, diags);
    }
    if (failed)
        diag_add(diags, MESSAGE_QUERY_RUN, node_pos(case_root(casefile)), rules->schema->kind->path,
                 rule->code, NULL);
}

void rules_check(const struct rules *rules, const struct casefile *casefile,
                 const struct rules_options *options, struct diags *diags)
{
    struct rules_session *session = options->session;
    struct arena *arena = arena_new();
    struct check_state const state = {.today = options->today,
                                      .approved = options->approved,
                                      .session = session,
                                      .namesake = options->namesake,
                                      .hinted = hinted_texts(casefile->root, arena)};
    struct xpath *xpath = rules->schema->xpath;
    const char *status = options->status ? options->status : case_status(casefile);
    xpath->state = &state;
    xpath_take_failure(xpath);
    const bool *given = find_occasions(rules, status, arena);
    for (size_t i = 0; i < rules->count; i++)
        if (given[rules->rules[i].occasion])
            ask(rules, &rules->rules[i], casefile, options->draft, arena, diags);
    xpath->state = NULL;
    arena_free(arena);
    if (session)
        rules_remember(session, casefile);
}
