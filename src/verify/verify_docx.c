/*
 * verify_docx.c - the checks on a DOCX of this program; see checks.h.
 *
 * The parts are well-formed XML, each has a content type, every relationship
 * leads somewhere, every style in use is defined: the faults after which a word
 * processor offers to "repair" a file, and which no schema catches.
 */
#include "docx/digest.h"
#include "verify/checks.h"
#include "verify/docxfile.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FAULTS = 20, LONGEST_NAME = 200 };

struct check {
    struct package package;
    struct budget budget;
    size_t faults;                      /* of the package that were told */
    const struct docxpart **read;       /* by part; NULL for what is not XML */
    const struct digest_record *record; /* of the writer of these bytes, or NULL */
    struct pos pos;
    struct arena *arena;
    struct verify_facts *facts;
    struct diags *diags;
};

/* The first ones say what is wrong; thousands more would say nothing new. */
static void package_fault(struct check *check, const char *what)
{
    if (check->faults++ < MOST_FAULTS)
        diag_add(check->diags, MESSAGE_VERIFY_PACKAGE, check->pos, NULL, what, NULL);
}

/* A name of a stranger's as it may be shown: short, and nothing that a terminal obeys. */
static const char *shown(struct check *check, const char *name)
{
    size_t length = strlen(name);
    if (length > LONGEST_NAME)
        for (length = LONGEST_NAME; length && ((unsigned char)name[length] & 0xC0) == 0x80;)
            length--;
    char *copy = arena_strndup(check->arena, name, length);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7F)
            copy[i] = '?';
    return copy;
}

/* A fault that names a part, a style or an id; the sentence differs by language. */
static void named_fault(struct check *check, const char *ru, const char *en, const char *name)
{
    if (check->faults >= MOST_FAULTS)
        return;
    name = shown(check, name);
    package_fault(check,
                  arena_printf(check->arena, "%s %s" DIAG_SEPARATOR "%s %s", ru, name, en, name));
}

static bool ends_with(const char *string, const char *ending)
{
    size_t const length = strlen(string);
    size_t const tail = strlen(ending);
    return length >= tail && strcmp(string + length - tail, ending) == 0;
}

static const struct docxpart *find(const struct check *check, const char *name)
{
    const struct package_part *part = package_find(&check->package, name);
    return part ? check->read[part - check->package.parts] : NULL;
}

static void read_parts(struct check *check, struct docxreader *reader)
{
    check->read = ARENA_ARRAY(check->arena, check->package.count, const struct docxpart *);
    for (size_t i = 0; i < check->package.count; i++) {
        if (check->budget.is_spent || check->faults == MOST_FAULTS)
            return;
        const struct package_part *part = &check->package.parts[i];
        if (!ends_with(part->name, ".xml") && !ends_with(part->name, ".rels"))
            continue;
        const struct docxpart *read =
            docxreader_read(reader, part, check->record != NULL, &check->budget, check->arena);
        if (read->is_xml)
            check->read[i] = read;
        else if (!check->budget.is_spent)
            named_fault(check, "не читается часть", "a part cannot be read:", part->name);
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

static bool has_content_type(const struct names *parts, const struct names *extensions,
                             struct check *check, const char *part)
{
    const char *extension = strrchr(part, '.');
    return has_name(parts, arena_printf(check->arena, "/%s", part)) ||
           (extension && has_name(extensions, extension + 1));
}

static void check_content_types(struct check *check)
{
    static const char types_part[] = "[Content_Types].xml";
    const struct docxpart *types = find(check, types_part);
    if (!types) {
        named_fault(check, "нет части", "a part is missing:", types_part);
        return;
    }
    struct names const parts = names_of(types, MENTION_PART_TYPE, check->arena);
    struct names const extensions = names_of(types, MENTION_EXTENSION_TYPE, check->arena);
    for (size_t i = 0; i < check->package.count; i++) {
        const char *name = check->package.parts[i].name;
        if (strcmp(name, types_part) != 0 && !has_content_type(&parts, &extensions, check, name))
            named_fault(check, "не указан тип части", "a part has no content type:", name);
    }
}

/* "word/_rels/document.xml.rels" speaks for "word/document.xml", whose folder is "word/". */
static bool has_target(struct check *check, const char *rels, const char *target)
{
    const char *end = strstr(rels, "_rels/");
    int const folder = end ? (int)(end - rels) : 0;
    if (target[0] == '/')
        return package_find(&check->package, target + 1) != NULL;
    if (!budget_take(&check->budget, BUDGET_STEPS, 16) ||
        !budget_take(&check->budget, BUDGET_MEMORY, (size_t)folder + strlen(target) + 1))
        return true; /* not looked up: told as a budget that is spent */
    return package_find(&check->package,
                        arena_printf(check->arena, "%.*s%s", folder, rels, target)) != NULL;
}

static void check_relations_of(struct check *check, const char *name, const struct docxpart *read)
{
    for (size_t i = 0; i < read->count && !check->budget.is_spent; i++) {
        const struct mention *relation = &read->mentions[i];
        if (relation->kind == MENTION_RELATION && !relation->is_external &&
            !has_target(check, name, relation->value))
            named_fault(check, "связь ведёт к отсутствующей части",
                        "a relationship leads to a missing part:", relation->value);
    }
}

static void check_relationships(struct check *check)
{
    for (size_t i = 0; i < check->package.count; i++) {
        const char *name = check->package.parts[i].name;
        if (check->read[i] && ends_with(name, ".rels"))
            check_relations_of(check, name, check->read[i]);
    }
}

/* Every list of the body is defined, and every kind of list; number 0 takes one away. */
static void check_lists(struct check *check, const struct docxpart *body)
{
    static const struct docxpart none = {.is_xml = true};
    const struct docxpart *numbering = find(check, "word/numbering.xml");
    numbering = numbering ? numbering : &none;
    struct names const lists = names_of(numbering, MENTION_LIST, check->arena);
    struct names const kinds = names_of(numbering, MENTION_LIST_KIND, check->arena);
    for (size_t i = 0; i < body->count; i++) {
        const struct mention *mention = &body->mentions[i];
        if (mention->kind == MENTION_LIST_USED && strcmp(mention->name, "0") != 0 &&
            !has_name(&lists, mention->name))
            named_fault(check, "не определён список", "a list is not defined:", mention->name);
    }
    for (size_t i = 0; i < numbering->count; i++) {
        const struct mention *mention = &numbering->mentions[i];
        if (mention->kind == MENTION_LIST_KIND_USED && !has_name(&kinds, mention->name))
            named_fault(check, "не определён вид списка",
                        "a kind of list is not defined:", mention->name);
    }
}

/* Every style, every header and every list that the body asks for is there. */
static void check_body(struct check *check)
{
    const struct docxpart *body = find(check, "word/document.xml");
    const struct docxpart *styles = find(check, "word/styles.xml");
    const struct docxpart *rels = find(check, "word/_rels/document.xml.rels");
    if (!body || !styles || !rels) {
        package_fault(check,
                      DIAG_BOTH("нет текста документа, стилей или связей",
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
    check_lists(check, body);
}

static const char *custom_property(struct check *check, const char *name)
{
    const struct docxpart *part = find(check, DIGEST_PART);
    for (size_t i = 0; part && i < part->count; i++)
        if (part->mentions[i].kind == MENTION_PROPERTY && strcmp(part->mentions[i].name, name) == 0)
            return arena_strdup(check->arena, part->mentions[i].value);
    return "";
}

/*
 * True when the parts have the digest that the file states.  Of a file that was written a
 * moment ago the bytes of all parts are held against those that its writer hashed: where they
 * are the same the digest is what the writer made of them, and a hash of them all would only
 * say it again.  Where one byte differs everything is hashed.
 */
static bool has_digest(const struct check *check, const struct digest_part *parts, size_t count,
                       const char *stated)
{
    char digest[HASH_HEX_SIZE];
    if (check->record && digest_is_of(check->record, parts, count, stated))
        return strcmp(check->record->hex, stated) == 0;
    digest_parts(parts, count, stated, digest);
    return strcmp(digest, stated) == 0;
}

/*
 * Files of the version before carry a digest that leaves out what identifies them:
 * they are whole, and it is said what that is worth.
 */
static void check_digest(struct check *check)
{
    size_t const count = check->package.count;
    struct digest_part *parts = ARENA_ARRAY(check->arena, count, struct digest_part);
    char digest[HASH_HEX_SIZE];
    const char *stated = custom_property(check, PROPERTY_DIGEST);
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct digest_part){check->package.parts[i].name, check->package.parts[i].bytes,
                                        check->package.parts[i].size};
    bool same = has_digest(check, parts, count, stated);
    if (!same) {
        digest_parts(parts, count, NULL, digest);
        same = strcmp(digest, stated) == 0;
        if (same)
            diag_add(check->diags, MESSAGE_VERIFY_OLD_DIGEST, check->pos, NULL, NULL);
    }
    if (same && check->package.is_tight)
        return;
    check->facts->state = VERIFY_CHANGED;
    diag_add(check->diags, MESSAGE_VERIFY_CHANGED, check->pos, NULL, NULL);
}

static void check_identity(struct check *check)
{
    struct verify_facts *facts = check->facts;
    const char *version = custom_property(check, PROPERTY_VERSION);
    facts->version = *version ? arena_printf(check->arena, "Formulyar %s", version) : "";
    facts->case_id = custom_property(check, PROPERTY_CASE);
    facts->form = custom_property(check, PROPERTY_FORM);
    facts->edition = custom_property(check, PROPERTY_EDITION);
    facts->teacher = custom_property(check, PROPERTY_TEACHER);
    facts->state = VERIFY_UNCHANGED;
    if (*facts->form && *facts->edition) {
        check_digest(check);
        return;
    }
    facts->state = VERIFY_FOREIGN;
    diag_add(check->diags, MESSAGE_VERIFY_FOREIGN, check->pos, NULL, NULL);
}

static void report_problem(struct check *check, enum package_problem problem)
{
    static const enum message messages[] = {
        [PACKAGE_DAMAGED] = MESSAGE_VERIFY_DAMAGED,
        [PACKAGE_ENCRYPTED] = MESSAGE_VERIFY_ENCRYPTED_PART,
        [PACKAGE_TWICE] = MESSAGE_VERIFY_PART_TWICE,
        [PACKAGE_SPENT] = MESSAGE_VERIFY_PACKAGE_SPENT,
    };
    static const char unread[] = DIAG_BOTH("архив не читается", "the archive cannot be read");
    if (problem != PACKAGE_FINE)
        diag_add(check->diags, messages[problem], check->pos, NULL,
                 problem == PACKAGE_DAMAGED ? unread : NULL, NULL);
}

static void check_package(struct check *check, struct docxreader *reader)
{
    read_parts(check, reader);
    check_content_types(check);
    check_relationships(check);
    if (check->budget.is_spent) {
        report_problem(check, PACKAGE_SPENT);
        return;
    }
    check_body(check);
    check_identity(check);
}

static enum package_problem read_package(struct check *check, struct unpacked *unpacked,
                                         const void *bytes, size_t size)
{
    if (check->record &&
        package_read_ours(unpacked, bytes, size, &check->budget, check->arena, &check->package))
        return PACKAGE_FINE;
    return package_read(bytes, size, &check->budget, check->arena, &check->package);
}

bool verify_docx(struct verifier *verifier, const void *bytes, size_t size,
                 const struct digest_record *record, const char *name, struct arena *arena,
                 struct verify_facts *facts, struct diags *diags)
{
    struct check check = {
        .record = record, .pos = {.file = name}, .arena = arena, .facts = facts, .diags = diags};
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    *facts = verify_no_facts("DOCX");
    budget_start(&check.budget, size);
    if (!verifier->docx)
        verifier->docx = docxreader_new();
    if (!verifier->unpacked)
        verifier->unpacked = unpacked_new();
    enum package_problem const problem = read_package(&check, verifier->unpacked, bytes, size);
    report_problem(&check, problem);
    if (problem == PACKAGE_FINE)
        check_package(&check, verifier->docx);
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}
