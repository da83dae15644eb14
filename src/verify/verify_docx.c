/*
 * verify_docx.c - the checks on a DOCX of this program; see verify.h.
 *
 * The parts are well-formed XML, each has a content type, every relationship
 * leads somewhere, every style in use is defined: the faults after which a word
 * processor offers to "repair" a file, and which no schema catches.
 */
#include "verify/verify.h"

#include "docx/digest.h"
#include "verify/package.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

struct check {
    struct package package;
    xmlDoc **trees; /* by part; NULL for what is not XML */
    struct pos pos;
    struct arena *arena;
    struct verify_facts *facts;
    struct diags *diags;
};

static void package_fault(struct check *check, const char *what)
{
    diag_add(check->diags, MESSAGE_VERIFY_PACKAGE, check->pos, NULL, what, NULL);
}

/* A fault that names a part, a style or an id; the sentence differs by language. */
static void named_fault(struct check *check, const char *ru, const char *en, const char *name)
{
    package_fault(check, arena_printf(check->arena, "%s %s" DIAG_SEPARATOR "%s %s", ru, name, en, name));
}

static bool ends_with(const char *string, const char *ending)
{
    size_t const length = strlen(string);
    size_t const tail = strlen(ending);
    return length >= tail && strcmp(string + length - tail, ending) == 0;
}

static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        if (strcmp((const char *)attr->name, name) == 0 && attr->children)
            return (const char *)attr->children->content;
    return "";
}

static const xmlNode *first_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static const xmlNode *next_element(const xmlNode *node)
{
    return first_element(node->next);
}

static bool is_element(const xmlNode *node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *root_of(const struct check *check, const char *part)
{
    for (size_t i = 0; i < check->package.count; i++)
        if (strcmp(check->package.parts[i].name, part) == 0 && check->trees[i])
            return xmlDocGetRootElement(check->trees[i]);
    return NULL;
}

static void parse_parts(struct check *check)
{
    int const options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    check->trees = ARENA_ARRAY(check->arena, check->package.count, xmlDoc *);
    for (size_t i = 0; i < check->package.count; i++) {
        const struct package_part *part = &check->package.parts[i];
        if (!ends_with(part->name, ".xml") && !ends_with(part->name, ".rels"))
            continue;
        xmlDoc *tree = part->size > INT32_MAX
                           ? NULL
                           : xmlReadMemory(part->bytes, (int)part->size, part->name, NULL, options);
        if (tree && tree->intSubset) {
            xmlFreeDoc(tree);
            tree = NULL;
        }
        if (!tree)
            named_fault(check, "не читается часть", "a part cannot be read:", part->name);
        check->trees[i] = tree;
    }
}

static bool has_content_type(const xmlNode *types, const char *part)
{
    const char *extension = strrchr(part, '.');
    for (const xmlNode *type = first_element(types->children); type; type = next_element(type)) {
        const char *name = attribute(type, "PartName");
        if (is_element(type, "Override") && name[0] == '/' && strcmp(name + 1, part) == 0)
            return true;
        if (is_element(type, "Default") && extension &&
            strcmp(extension + 1, attribute(type, "Extension")) == 0)
            return true;
    }
    return false;
}

static void check_content_types(struct check *check)
{
    static const char types_part[] = "[Content_Types].xml";
    const xmlNode *types = root_of(check, types_part);
    if (!types) {
        named_fault(check, "нет части", "a part is missing:", types_part);
        return;
    }
    for (size_t i = 0; i < check->package.count; i++) {
        const char *name = check->package.parts[i].name;
        if (strcmp(name, types_part) != 0 && !has_content_type(types, name))
            named_fault(check, "не указан тип части", "a part has no content type:", name);
    }
}

/* "word/_rels/document.xml.rels" speaks for "word/document.xml", whose folder is "word/". */
static const char *target_part(struct check *check, const char *rels, const char *target)
{
    if (target[0] == '/')
        return target + 1;
    const char *end = strstr(rels, "_rels/");
    return arena_printf(check->arena, "%.*s%s", end ? (int)(end - rels) : 0, rels, target);
}

static void check_relationships(struct check *check)
{
    for (size_t i = 0; i < check->package.count; i++) {
        const char *name = check->package.parts[i].name;
        if (!ends_with(name, ".rels") || !check->trees[i])
            continue;
        const xmlNode *root = xmlDocGetRootElement(check->trees[i]);
        for (const xmlNode *rel = first_element(root->children); rel; rel = next_element(rel)) {
            const char *target = target_part(check, name, attribute(rel, "Target"));
            if (strcmp(attribute(rel, "TargetMode"), "External") != 0 &&
                !package_find(&check->package, target))
                named_fault(check, "связь ведёт к отсутствующей части",
                            "a relationship leads to a missing part:", target);
        }
    }
}

/* True when an element under root has this attribute with this value. */
static bool has_child_with(const xmlNode *root, const char *name, const char *value)
{
    for (const xmlNode *child = root ? first_element(root->children) : NULL; child;
         child = next_element(child))
        if (strcmp(attribute(child, name), value) == 0)
            return true;
    return false;
}

static void check_element(struct check *check, const xmlNode *node, const xmlNode *styles,
                          const xmlNode *rels)
{
    static const char *const style_names[] = {"pStyle", "rStyle", "tblStyle"};
    for (size_t i = 0; i < 3; i++)
        if (is_element(node, style_names[i]) &&
            !has_child_with(styles, "styleId", attribute(node, "val")))
            named_fault(check, "не определён стиль", "a style is not defined:", attribute(node, "val"));
    if ((is_element(node, "headerReference") || is_element(node, "footerReference")) &&
        !has_child_with(rels, "Id", attribute(node, "id")))
        named_fault(check, "нет связи", "a relationship is missing:", attribute(node, "id"));
}

/* Every element of the body in document order, without recursion. */
static void check_body(struct check *check)
{
    const xmlNode *root = root_of(check, "word/document.xml");
    const xmlNode *styles = root_of(check, "word/styles.xml");
    const xmlNode *rels = root_of(check, "word/_rels/document.xml.rels");
    if (!root || !styles || !rels) {
        package_fault(check, DIAG_BOTH("нет текста документа, стилей или связей",
                                       "the document, its styles or its relationships are missing"));
        return;
    }
    const xmlNode *node = root;
    while (node) {
        if (node->type == XML_ELEMENT_NODE)
            check_element(check, node, styles, rels);
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
}

static const char *custom_property(struct check *check, const char *name)
{
    const xmlNode *root = root_of(check, DIGEST_PART);
    const xmlNode *property = root ? first_element(root->children) : NULL;
    for (; property; property = next_element(property)) {
        const xmlNode *value = first_element(property->children);
        if (strcmp(attribute(property, "name"), name) == 0 && value && value->children &&
            value->children->content)
            return arena_strdup(check->arena, (const char *)value->children->content);
    }
    return "";
}

static void check_identity(struct check *check)
{
    struct verify_facts *facts = check->facts;
    struct digest_part *parts = ARENA_ARRAY(check->arena, check->package.count, struct digest_part);
    char digest[HASH_HEX_SIZE];
    const char *version = custom_property(check, PROPERTY_VERSION);
    facts->version = *version ? arena_printf(check->arena, "Formulyar %s", version) : "";
    facts->case_id = custom_property(check, PROPERTY_CASE);
    facts->form = custom_property(check, PROPERTY_FORM);
    facts->edition = custom_property(check, PROPERTY_EDITION);
    if (!*facts->form || !*facts->edition)
        diag_add(check->diags, MESSAGE_VERIFY_FOREIGN, check->pos, NULL, NULL);
    for (size_t i = 0; i < check->package.count; i++)
        parts[i] = (struct digest_part){check->package.parts[i].name, check->package.parts[i].bytes,
                                        check->package.parts[i].size};
    digest_parts(parts, check->package.count, digest);
    if (strcmp(digest, custom_property(check, PROPERTY_DIGEST)) != 0) {
        facts->state = VERIFY_CHANGED;
        diag_add(check->diags, MESSAGE_VERIFY_CHANGED, check->pos, NULL, NULL);
    }
}

bool verify_docx(const void *bytes, size_t size, const char *name, struct arena *arena,
                 struct verify_facts *facts, struct diags *diags)
{
    struct check check = {.pos = {.file = name}, .arena = arena, .facts = facts, .diags = diags};
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    *facts = (struct verify_facts){.format = "DOCX",
                                   .conformance = "",
                                   .version = "",
                                   .case_id = "",
                                   .form = "",
                                   .edition = ""};
    if (!package_read(bytes, size, arena, &check.package)) {
        diag_add(diags, MESSAGE_VERIFY_DAMAGED, check.pos, NULL,
                 DIAG_BOTH("архив не читается", "the archive cannot be read"), NULL);
        return false;
    }
    parse_parts(&check);
    check_content_types(&check);
    check_relationships(&check);
    check_body(&check);
    check_identity(&check);
    for (size_t i = 0; i < check.package.count; i++)
        xmlFreeDoc(check.trees[i]);
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}
