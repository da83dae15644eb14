/*
 * verify_docx.c - the checks on a DOCX of this program; see verify.h.
 *
 * The parts are well-formed XML, each has a content type, every relationship
 * leads somewhere, every style in use is defined: the faults after which a word
 * processor offers to "repair" a file, and which no schema catches.
 */
#include "verify/verify.h"

#include "docx/digest.h"
#include "verify/docxpart.h"
#include "verify/package.h"

#include <stdlib.h>
#include <string.h>

struct check {
    struct package package;
    const struct docxpart **read; /* by part; NULL for what is not XML */
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

static const struct docxpart *find(const struct check *check, const char *name)
{
    for (size_t i = 0; i < check->package.count; i++)
        if (check->read[i] && strcmp(check->package.parts[i].name, name) == 0)
            return check->read[i];
    return NULL;
}

static void read_parts(struct check *check, struct docxreader *reader)
{
    check->read = ARENA_ARRAY(check->arena, check->package.count, const struct docxpart *);
    for (size_t i = 0; i < check->package.count; i++) {
        const struct package_part *part = &check->package.parts[i];
        if (!ends_with(part->name, ".xml") && !ends_with(part->name, ".rels"))
            continue;
        const struct docxpart *read = docxreader_read(reader, part, check->arena);
        if (read->is_xml)
            check->read[i] = read;
        else
            named_fault(check, "не читается часть", "a part cannot be read:", part->name);
    }
}

static bool has_content_type(const struct docxpart *types, const char *part)
{
    const char *extension = strrchr(part, '.');
    for (size_t i = 0; i < types->count; i++) {
        const struct mention *type = &types->mentions[i];
        if (type->kind == MENTION_PART_TYPE && type->name[0] == '/' &&
            strcmp(type->name + 1, part) == 0)
            return true;
        if (type->kind == MENTION_EXTENSION_TYPE && extension &&
            strcmp(extension + 1, type->name) == 0)
            return true;
    }
    return false;
}

static void check_content_types(struct check *check)
{
    static const char types_part[] = "[Content_Types].xml";
    const struct docxpart *types = find(check, types_part);
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
        const struct docxpart *read = check->read[i];
        if (!read || !ends_with(name, ".rels"))
            continue;
        for (size_t j = 0; j < read->count; j++) {
            const struct mention *relation = &read->mentions[j];
            if (relation->kind != MENTION_RELATION || relation->is_external)
                continue;
            const char *target = target_part(check, name, relation->value);
            if (!package_find(&check->package, target))
                named_fault(check, "связь ведёт к отсутствующей части",
                            "a relationship leads to a missing part:", target);
        }
    }
}

/* Names in the order of strcmp(). */
struct names {
    const char **items;
    size_t count;
};

static int by_name(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static struct names names_of(const struct docxpart *part, enum mention_kind kind,
                             struct arena *arena)
{
    struct names names = {.items = ARENA_ARRAY(arena, part->count, const char *)};
    for (size_t i = 0; i < part->count; i++)
        if (part->mentions[i].kind == kind)
            names.items[names.count++] = part->mentions[i].name;
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, by_name);
    return names;
}

static bool has_name(const struct names *names, const char *name)
{
    return names->count &&
           bsearch(&name, names->items, names->count, sizeof *names->items, by_name) != NULL;
}

/* Every style and every header that the body asks for is there. */
static void check_body(struct check *check)
{
    const struct docxpart *body = find(check, "word/document.xml");
    const struct docxpart *styles = find(check, "word/styles.xml");
    const struct docxpart *rels = find(check, "word/_rels/document.xml.rels");
    if (!body || !styles || !rels) {
        package_fault(check, DIAG_BOTH("нет текста документа, стилей или связей",
                                       "the document, its styles or its relationships are missing"));
        return;
    }
    struct names const defined = names_of(styles, MENTION_STYLE, check->arena);
    struct names const related = names_of(rels, MENTION_RELATION, check->arena);
    for (size_t i = 0; i < body->count; i++) {
        const struct mention *mention = &body->mentions[i];
        if (mention->kind == MENTION_STYLE_USED && !has_name(&defined, mention->name))
            named_fault(check, "не определён стиль", "a style is not defined:", mention->name);
        if (mention->kind == MENTION_RELATION_USED && !has_name(&related, mention->name))
            named_fault(check, "нет связи", "a relationship is missing:", mention->name);
    }
}

static const char *custom_property(struct check *check, const char *name)
{
    const struct docxpart *part = find(check, DIGEST_PART);
    for (size_t i = 0; part && i < part->count; i++)
        if (part->mentions[i].kind == MENTION_PROPERTY &&
            strcmp(part->mentions[i].name, name) == 0)
            return arena_strdup(check->arena, part->mentions[i].value);
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

bool verify_docx(struct docxreader *reader, const void *bytes, size_t size, const char *name,
                 struct arena *arena, struct verify_facts *facts, struct diags *diags)
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
    read_parts(&check, reader);
    check_content_types(&check);
    check_relationships(&check);
    check_body(&check);
    check_identity(&check);
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}
