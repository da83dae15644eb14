#include "case/schema.h"

#include "xml/xml.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct named_type {
    struct named_type *next;
    const char *name;
    struct type type;
};

/* Far beyond what a schema of ours asks for: one that leads back to itself has no end. */
enum { MOST_DEPTH = 100, MOST_STEPS = 20000 };

/* ---- the schema document ------------------------------------------------- */

/* An attribute of the schema document, in the model's arena; NULL when absent. */
static const char *value_of(struct model *model, const xmlNode *node, const char *name)
{
    return xml_attribute(node, name, model->arena);
}

/* Something goes beyond what is known here: the first of all is told, by its line and what is meant. */
static void give_up(struct model *model, const xmlNode *node, const char *name)
{
    if (!model->failed && node)
        model->fault = (struct model_fault){.line = xmlGetLineNo((xmlNodePtr)(size_t)node),
                                            .name = arena_strdup(model->arena, name)};
    model->failed = true;
}

/* The global definition of this kind and name, that a node refers to. */
static const xmlNode *global(struct model *model, const xmlNode *referring, const char *kind,
                             const char *name)
{
    for (const xmlNode *node = xml_child(model->schema, kind); node; node = xml_next_same(node)) {
        const xmlAttr *own = xmlHasProp(node, BAD_CAST "name");
        if (own && own->children && xmlStrEqual(own->children->content, BAD_CAST name))
            return node;
    }
    give_up(model, referring, name);
    return NULL;
}

/* Reads the l:label in the annotation; fallback stands in for a missing one. */
static bool read_label(struct model *model, const xmlNode *node, const char *fallback,
                       const char *label[2])
{
    label[LANGUAGE_RU] = label[LANGUAGE_EN] = fallback;
    const xmlNode *found = xml_child(xml_child(xml_child(node, "annotation"), "appinfo"), "label");
    if (!found)
        return false;
    const char *ru = value_of(model, found, "ru");
    const char *en = value_of(model, found, "en");
    label[LANGUAGE_RU] = ru ? ru : fallback;
    label[LANGUAGE_EN] = en ? en : fallback;
    return value_of(model, found, "part") != NULL;
}

/* The explanations for people, but for what is said of the XML itself (source="xml"). */
static void read_help(struct model *model, const xmlNode *node, const char *help[2])
{
    const xmlNode *found = xml_child(xml_child(node, "annotation"), "documentation");
    for (; found; found = xml_next_same(found)) {
        xmlChar *language = xmlGetNsProp(found, BAD_CAST "lang", XML_XML_NAMESPACE);
        xmlChar *words = xmlNodeGetContent(found);
        bool const english = xmlStrEqual(language, BAD_CAST "en");
        const char *source = value_of(model, found, "source");
        if (words && (!source || strcmp(source, "xml") != 0)) {
            struct text text = TEXT_EMPTY;
            text_add(&text, (const char *)words);
            text_fold(&text, true);
            help[english ? LANGUAGE_EN : LANGUAGE_RU] = text_take(&text, model->arena);
        }
        xmlFree(words);
        xmlFree(language);
    }
}

/* What the schema cannot say by itself: an attribute of l:field in the annotation, or NULL. */
static const char *field_value(struct model *model, const xmlNode *node, const char *name)
{
    const xmlNode *found = xml_child(xml_child(xml_child(node, "annotation"), "appinfo"), "field");
    return found ? value_of(model, found, name) : NULL;
}

static void read_field(struct model *model, const xmlNode *node, struct decl *decl)
{
    const char *one_of = field_value(model, node, "most");
    decl->one_of = one_of ? strtol(one_of, NULL, 10) : 0;
    decl->refers = field_value(model, node, "refers");
    decl->vocabulary = field_value(model, node, "vocabulary");
    const char *printed = field_value(model, node, "printed");
    decl->unprinted = printed && strcmp(printed, "no") == 0;
}

/* Before a definition is read, which may hold others; leave() goes with it when it says true. */
static bool enter(struct model *model)
{
    model->failed |= model->depth >= MOST_DEPTH || model->steps >= MOST_STEPS;
    model->steps++;
    model->depth += !model->failed;
    return !model->failed;
}

static void leave(struct model *model)
{
    model->depth--;
}

/* ---- simple types ---------------------------------------------------------- */

static void read_simple(struct model *model, const xmlNode *node, struct type *type);

static const struct type *type_named(struct model *model, const xmlNode *referring,
                                     const char *name);

/* A type of XML Schema's own. */
static bool read_builtin(const char *name, struct type *type)
{
    if (strncmp(name, "xs:", 3) != 0)
        return false;
    type->value = strcmp(name, "xs:date") == 0 ? VALUE_DATE : VALUE_TEXT;
    return true;
}

static void read_facets(struct model *model, const xmlNode *restriction, struct type *type)
{
    struct code **last = &type->codes;
    for (const xmlNode *facet = xml_first(restriction); facet; facet = xml_next(facet)) {
        const char *value = value_of(model, facet, "value");
        if (!value) {
            give_up(model, facet, (const char *)facet->name);
        } else if (xml_is(facet, "maxLength")) {
            type->max_length = strtol(value, NULL, 10);
        } else if (xml_is(facet, "minLength")) {
            type->filled = strtol(value, NULL, 10) > 0;
        } else if (xml_is(facet, "pattern") && !type->pattern) {
            type->pattern = xmlRegexpCompile(BAD_CAST value);
            type->pattern_text = value;
            if (!type->pattern) {
                xml_check_memory(NULL);
                give_up(model, facet, "pattern");
            } else if (xmlRegexpIsDeterminist(type->pattern) != 1) {
                give_up(model, facet, value); /* to try it in many ways may take hours */
                model->fault.is_ambiguous = true;
            }
            if (type->value != VALUE_DATE)
                type->value = VALUE_PATTERN;
        } else if (xml_is(facet, "enumeration")) {
            struct code *code = ARENA_NEW(model->arena, struct code);
            const char *words[2] = {value, value};
            code->value = value;
            read_help(model, facet, words);
            read_label(model, facet, NULL, code->label);
            code->final = field_value(model, facet, "final") != NULL;
            for (int language = 0; language < 2; language++)
                if (!code->label[language])
                    code->label[language] = words[language];
            *last = code;
            last = &code->next;
            type->value = VALUE_CODE;
        } else {
            give_up(model, facet, (const char *)facet->name);
        }
    }
}

static void read_simple(struct model *model, const xmlNode *node, struct type *type)
{
    const xmlNode *list = xml_child(node, "list");
    if (list) {
        const char *item = value_of(model, list, "itemType");
        *type = *type_named(model, list, item);
        type->list = true;
        return;
    }
    const xmlNode *restriction = xml_child(node, "restriction");
    const char *base = restriction ? value_of(model, restriction, "base") : NULL;
    if (!base || !read_builtin(base, type)) {
        give_up(model, node, base ? base : "simpleType");
        return;
    }
    read_label(model, node, "", type->shape);
    read_facets(model, restriction, type);
}

/* ---- complex types --------------------------------------------------------- */

static void read_complex(struct model *model, const xmlNode *node, struct type *type);

static void append(struct decl **list, struct decl *decl)
{
    while (*list)
        list = &(*list)->next;
    *list = decl;
}

/* The type that a declaration names, or that stands inside it. */
static const struct type *type_of(struct model *model, const xmlNode *node)
{
    const char *name = value_of(model, node, "type");
    if (name)
        return type_named(model, node, name);
    struct type *type = ARENA_NEW(model->arena, struct type);
    const xmlNode *complex = xml_child(node, "complexType");
    if (complex)
        read_complex(model, complex, type);
    else
        give_up(model, node, "type");
    return type;
}

static void note_name(struct model *model, const xmlNode *node, const char *name)
{
    xmlHashTablePtr names = model->names[xml_is(node, "attribute")];
    if (xmlHashAddEntry(names, BAD_CAST name, model) != 0 && !xmlHashLookup(names, BAD_CAST name))
        out_of_memory();
}

static struct decl *read_declaration(struct model *model, const xmlNode *node)
{
    struct decl *decl = ARENA_NEW(model->arena, struct decl);
    const char *reference = value_of(model, node, "ref");
    const char *most = value_of(model, node, "maxOccurs");
    const char *least = value_of(model, node, "minOccurs");
    const char *use = value_of(model, node, "use");
    decl->fallback = value_of(model, node, "default");
    if (reference)
        node = global(model, node, "element", reference);
    if (!node)
        return decl;
    decl->name = value_of(model, node, "name");
    if (decl->name)
        note_name(model, node, decl->name);
    else
        give_up(model, node, "name");
    decl->part = read_label(model, node, decl->name, decl->label);
    read_help(model, node, decl->help);
    read_field(model, node, decl);
    decl->least = least ? strtol(least, NULL, 10) : 1;
    decl->most = !most ? 1 : strcmp(most, "unbounded") == 0 ? 0 : strtol(most, NULL, 10);
    decl->required = use && strcmp(use, "required") == 0;
    decl->type = type_of(model, node);
    return decl;
}

static void read_content(struct model *model, const xmlNode *node, struct type *type);

static void read_sequence(struct model *model, const xmlNode *sequence, struct type *type)
{
    for (const xmlNode *child = xml_first(sequence); child; child = xml_next(child)) {
        const char *group = xml_is(child, "group") ? value_of(model, child, "ref") : NULL;
        const xmlNode *definition = group ? global(model, child, "group", group) : NULL;
        if (xml_is(child, "element"))
            append(&type->elements, read_declaration(model, child));
        else if (definition)
            read_content(model, definition, type);
        else
            give_up(model, child, (const char *)child->name);
    }
}

static void read_content(struct model *model, const xmlNode *node, struct type *type)
{
    if (!enter(model))
        return;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        const char *reference = value_of(model, child, "ref");
        const xmlNode *definition = NULL;
        if (xml_is(child, "sequence"))
            read_sequence(model, child, type);
        else if (xml_is(child, "attribute"))
            append(&type->attributes, read_declaration(model, child));
        else if (xml_is(child, "group") && reference)
            definition = global(model, child, "group", reference);
        else if (xml_is(child, "attributeGroup") && reference)
            definition = global(model, child, "attributeGroup", reference);
        else if (!xml_is(child, "annotation"))
            give_up(model, child, (const char *)child->name);
        if (definition)
            read_content(model, definition, type);
    }
    leave(model);
}

/* Copies, because the lists of a base type go on in the types that extend it. */
static struct decl *copy_list(struct model *model, const struct decl *list)
{
    struct decl *copy = NULL;
    for (; list; list = list->next) {
        struct decl *decl = ARENA_NEW(model->arena, struct decl);
        *decl = *list;
        decl->next = NULL;
        append(&copy, decl);
    }
    return copy;
}

static void read_complex(struct model *model, const xmlNode *node, struct type *type)
{
    const char *mixed = value_of(model, node, "mixed");
    if (mixed && strcmp(mixed, "true") == 0)
        type->value = VALUE_TEXT;
    const xmlNode *extension = xml_child(xml_child(node, "complexContent"), "extension");
    if (!extension) {
        read_content(model, node, type);
        return;
    }
    const struct type *base = type_named(model, extension, value_of(model, extension, "base"));
    *type = *base;
    type->elements = copy_list(model, base->elements);
    type->attributes = copy_list(model, base->attributes);
    read_content(model, extension, type);
}

static void read_named(struct model *model, const xmlNode *referring, const char *name,
                       struct type *type)
{
    const bool failed = model->failed;
    const xmlNode *definition = global(model, referring, "complexType", name);
    if (definition) {
        read_complex(model, definition, type);
        return;
    }
    model->failed = failed;
    definition = global(model, referring, "simpleType", name);
    if (definition)
        read_simple(model, definition, type);
}

static const struct type *type_named(struct model *model, const xmlNode *referring,
                                     const char *name)
{
    static const struct type nothing = {.value = VALUE_NONE};
    for (const struct named_type *known = model->types; name && known; known = known->next)
        if (strcmp(known->name, name) == 0)
            return &known->type;
    if (!name)
        give_up(model, referring, "type");
    if (!name || !enter(model))
        return &nothing;
    struct named_type *named = ARENA_NEW(model->arena, struct named_type);
    named->name = name;
    if (!read_builtin(name, &named->type))
        read_named(model, referring, name, &named->type);
    named->type.name = name;
    named->type.person = strcmp(name, "person") == 0; /* of its own, whatever it extends */
    named->next = model->types;
    model->types = named;
    leave(model);
    return &named->type;
}

/* ---- the model ---------------------------------------------------------------- */

struct model *model_new(xmlDocPtr schema, const char *root, struct model_fault *fault,
                        struct arena *arena)
{
    struct model *model = xmalloc(sizeof *model);
    *model = (struct model){.arena = arena_new(),
                            .schema = xmlDocGetRootElement(schema),
                            .names = {xmlHashCreate(64), xmlHashCreate(64)}};
    if (!model->names[0] || !model->names[1])
        out_of_memory();
    const xmlNode *element = global(model, model->schema, "element", root);
    if (element)
        model->root = read_declaration(model, element);
    model->schema = NULL;
    if (model->failed) {
        const char *name = model->fault.name;
        *fault = (struct model_fault){.line = model->fault.line,
                                      .is_ambiguous = model->fault.is_ambiguous,
                                      .name = arena_strdup(arena, name ? name : root)};
        model_free(model);
        return NULL;
    }
    const struct decl *child = model->root->type->elements;
    for (; child && !model->subject; child = child->next)
        model->subject = child->type->person ? child->name : NULL;
    return model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    for (struct named_type *named = model->types; named; named = named->next)
        if (!named->type.list) /* a list shares its item's pattern */
            xmlRegFreeRegexp(named->type.pattern);
    xmlHashFree(model->names[0], NULL);
    xmlHashFree(model->names[1], NULL);
    arena_free(model->arena);
    free(model);
}

const struct decl *model_find(const struct model *model, const xmlNode *node)
{
    const xmlNode *parent = node->parent;
    if (!parent || parent->type != XML_ELEMENT_NODE)
        return model->root;
    const struct decl *container = model_find(model, parent);
    if (!container)
        return NULL;
    return decl_find(node->type == XML_ATTRIBUTE_NODE ? container->type->attributes
                                                      : container->type->elements,
                     (const char *)node->name);
}

/* The declaration to which the first step of a path leads in a type; *path is moved behind it. */
static const struct decl *take_step(const struct type *type, const char **path, long *number)
{
    bool const attribute = (*path)[1] == '@';
    const char *name = *path + 1 + attribute;
    size_t const length = strcspn(name, "/[");
    const struct decl *decl = attribute ? type->attributes : type->elements;
    while (decl && (strncmp(decl->name, name, length) != 0 || decl->name[length]))
        decl = decl->next;
    *number = name[length] == '[' ? strtol(name + length + 1, NULL, 10) : 1;
    *path = name + strcspn(name, "/");
    return decl;
}

/* Most labels are no template. */
static void add_label(struct text *out, const char *label, long number)
{
    struct text own = TEXT_EMPTY; /* {n}: its number among its like */
    if (!strchr(label, '{')) {
        text_add(out, label);
        return;
    }
    text_add_int(&own, number);
    text_fill(out, label, (struct text_slot[]){{"n", text_string(&own)}, {NULL, NULL}});
    text_free(&own);
}

const char *model_label(const struct model *model, const char *path, enum language language,
                        struct arena *arena)
{
    struct text label = TEXT_EMPTY;
    const struct decl *decl = model->root;
    long number = 1;
    path += 1 + strcspn(path + 1, "/");
    while (decl) {
        if (decl->part)
            text_add_item(&label, ", ", "");
        else
            text_clear(&label);
        add_label(&label, decl->label[language], number);
        decl = *path ? take_step(decl->type, &path, &number) : NULL;
    }
    return text_take(&label, arena);
}
