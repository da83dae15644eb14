/*
 * form_load_signatures.c - signers of a form file; see form_load.h.
 */
#include "case/field.h"
#include "form/form_load.h"

#include <string.h>

static const double least_width_mm = 70;
static const double least_height_mm = 25;

static struct person_def *load_persons(struct loader *loader, const xmlNode *signer)
{
    struct person_def *first = NULL;
    struct person_def **tail = &first;
    const xmlNode *node = xml_child(signer, "person");
    for (; node; node = xml_next_same(node)) {
        struct person_def *person = ARENA_NEW(loader->arena, struct person_def);
        person->select = load_query(loader, node, "select");
        person->titled = load_yes(node, "titled");
        LIST_APPEND(tail, person);
    }
    return first;
}

static void check_role(struct loader *loader, const xmlNode *node, const char *role)
{
    const struct vocabulary *roles = load_vocabulary_named(loader, node, "roles");
    if (roles && !vocabulary_term(roles, role))
        diag_add(loader->diags, MESSAGE_FORM_ROLE, load_pos(loader, node), NULL, role, NULL);
}

static struct signer_def *load_signer(struct loader *loader, const xmlNode *node)
{
    struct signer_def *signer = ARENA_NEW(loader->arena, struct signer_def);
    signer->others = xml_is(node, "others");
    signer->each = load_query(loader, node, "select");
    signer->blank = load_integer(node, "blank");
    signer->is_full = load_yes(node, "full-name");
    signer->name_caption = load_token(loader, node, "name-caption");
    signer->condition = load_condition(loader, node);
    signer->role = load_token(loader, node, "role");
    signer->role_from = load_query(loader, node, "role-from");
    signer->persons = load_persons(loader, node);
    signer->date = load_query(loader, node, "date");
    signer->undated = load_yes(node, "undated");
    signer->titled = load_yes(node, "titled");
    signer->field = load_token(loader, node, "field");
    signer->tooltip = load_token(loader, node, "tooltip");
    signer->lead = load_wording(loader, xml_child(node, "lead"));
    signer->position = load_wording(loader, xml_child(node, "position"));
    signer->width_mm = load_number(node, "width");
    signer->height_mm = load_number(node, "height");
    if (signer->role)
        check_role(loader, node, signer->role);
    if (signer->width_mm < least_width_mm || signer->height_mm < least_height_mm)
        diag_add(loader->diags, MESSAGE_FORM_SIGNATURE_SIZE, load_pos(loader, node), NULL, NULL);
    return signer;
}

/*
 * A signer named for this form goes before one of the same role named for all forms.  NULL where cases name no
 * signers.
 */
static const struct query *candidates(struct loader *loader, const xmlNode *node)
{
    struct case_field field;
    if (!case_schema_describe(loader->schema, "signers/signer/@role", loader->arena, &field))
        return NULL;

    static const char pattern[] = "c:signers/c:signer[@form = '%s' or (not(@form) and "
                                  "not(@role = ../c:signer[@form = '%s']/@role))]";
    return load_expression(loader, node,
                           arena_printf(loader->arena, pattern, loader->form_id, loader->form_id));
}

void load_signatures(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.signatures.candidates = candidates(loader, node);
    struct signer_def **tail = &def->as.signatures.signers;
    def->as.signatures.note = load_wording(loader, xml_child(node, "note"));
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        if (xml_is(child, "note"))
            continue;
        struct signer_def *signer = load_signer(loader, child);
        signer->lead.pos = load_pos(loader, child);
        LIST_APPEND(tail, signer);
    }
}

/* ---- names of fields ------------------------------------------------------ */

static void note_field_name(struct loader *loader, struct field_name **names,
                            const struct signer_def *signer)
{
    if (signer->others || signer->each)
        return;
    for (const struct field_name *other = *names; other; other = other->next)
        if (strcmp(other->name, signer->field) == 0)
            diag_add(loader->diags, MESSAGE_FORM_FIELD_TWICE, signer->lead.pos, NULL, signer->field,
                     NULL);
    struct field_name *entry = ARENA_NEW(loader->arena, struct field_name);
    entry->name = signer->field;
    entry->next = *names;
    *names = entry;
}

static void note_field_names(struct loader *loader, struct field_name **names,
                             const struct block_def *block)
{
    for (; block; block = block->next) {
        if (block->kind == DEF_IF)
            note_field_names(loader, names, block->as.inner);
        if (block->kind == DEF_FOR)
            note_field_names(loader, names, block->as.repeat.inner);
        if (block->kind != DEF_SIGNATURES)
            continue;
        const struct signer_def *signer = block->as.signatures.signers;
        for (; signer; signer = signer->next)
            note_field_name(loader, names, signer);
    }
}

const struct field_name *load_field_names(struct loader *loader, const struct block_def *blocks)
{
    struct field_name *names = NULL;
    note_field_names(loader, &names, blocks);
    return names;
}
