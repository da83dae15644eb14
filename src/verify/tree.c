/*
 * tree.c - the structure tree and the parent tree (ISO 32000-1, 14.7); see checks.h.
 */
#include "verify/checks.h"

enum { MAX_DEPTH = 40 };

struct tree {
    struct pdffile *file;
    const struct known_elements *known;
    struct pdf_met met; /* elements that were walked: each has one parent and is reached once */
    struct structure_facts facts;
};

/* An element whose kids are walked: one that is known, or the value of its object. */
struct parent {
    const struct known_element *known;
    long number; /* of the known one */
    const struct pdf_value *value;
};

static void walk_kids(struct tree *tree, const struct pdf_value *own,
                      const struct pdf_value *element, int depth);
static void walk_known(struct tree *tree, const struct known_element *element, long number,
                       int depth);

static bool is_parent(struct tree *tree, const struct known_element *kid,
                      const struct parent *parent)
{
    struct pdf_value const reference = {.kind = PDF_REFERENCE, .integer = kid->parent};
    if (parent->known)
        return kid->parent == parent->number;
    return pdffile_resolve(tree->file, &reference) == parent->value;
}

static const struct pdf_value *value_of(struct tree *tree, const struct parent *parent)
{
    return parent->known ? pdffile_object(tree->file, parent->number) : parent->value;
}

/* A kid that is a value in general. */
static void walk_value(struct tree *tree, const struct pdf_value *kid, const struct parent *parent,
                       int depth)
{
    const struct pdf_value *type = pdffile_get(tree->file, kid, "Type");
    if (kid->kind == PDF_INTEGER || pdf_is_name(type, "MCR")) {
        tree->facts.marked++;
    } else if (pdf_is_name(type, "OBJR")) {
        tree->facts.objects++;
    } else if (pdffile_get(tree->file, kid, "S")) {
        if (pdffile_get(tree->file, kid, "P") != value_of(tree, parent))
            tree->facts.broken = true;
        walk_kids(tree, pdf_dict_find(kid, "K"), kid, depth);
    } else {
        tree->facts.broken = true;
    }
}

static void walk_kid(struct tree *tree, const struct pdf_value *reference,
                     const struct parent *parent, int depth)
{
    const struct known_element *known = reference->kind == PDF_REFERENCE && reference->length == 0
                                            ? element_at(tree->known, reference->integer)
                                            : NULL;
    const struct pdf_value *kid = known ? NULL : pdffile_resolve(tree->file, reference);
    if ((!kid && !known) || depth > MAX_DEPTH || !pdffile_step(tree->file, 1) ||
        pdf_met_before(&tree->met, reference)) {
        tree->facts.broken = true;
    } else if (known) {
        if (!is_parent(tree, known, parent))
            tree->facts.broken = true;
        walk_known(tree, known, reference->integer, depth);
    } else {
        walk_value(tree, kid, parent, depth);
    }
}

/* What stands under /K, for the value of an element. */
static void walk_kids(struct tree *tree, const struct pdf_value *own,
                      const struct pdf_value *element, int depth)
{
    struct parent const parent = {.value = element};
    const struct pdf_value *kids = pdffile_resolve(tree->file, own);
    if (!kids)
        return; /* an empty cell */
    if (kids->kind != PDF_ARRAY) {
        walk_kid(tree, own, &parent, depth + 1);
        return;
    }
    for (const struct pdf_entry *entry = kids->entries; entry && !tree->facts.broken;
         entry = entry->next)
        walk_kid(tree, entry->value, &parent, depth + 1);
}

/* The same for an element that is known. */
static void walk_known(struct tree *tree, const struct known_element *element, long number,
                       int depth)
{
    struct parent const parent = {.known = element, .number = number};
    long const own = element->marks + element->objects;
    if (own && (depth + 1 > MAX_DEPTH || !pdffile_step(tree->file, (size_t)own)))
        tree->facts.broken = true;
    tree->facts.marked += element->marks;
    tree->facts.objects += element->objects;
    for (size_t i = 0; i < element->kids_count && !tree->facts.broken; i++) {
        struct pdf_value const kid = {.kind = PDF_REFERENCE, .integer = element->kids[i]};
        if (element->has_array || element_at(tree->known, kid.integer))
            walk_kid(tree, &kid, &parent, depth + 1);
        else
            walk_kids(tree, &kid, value_of(tree, &parent), depth);
    }
}

static const struct pdf_value *tree_root(struct pdffile *file)
{
    return pdffile_get(file, pdffile_catalog(file), "StructTreeRoot");
}

struct structure_facts structure_check(struct pdffile *file, const struct known_elements *known,
                                       struct arena *arena)
{
    struct tree tree = {.file = file, .known = known};
    const struct pdf_value *root = tree_root(file);
    if (!root || !pdffile_get(file, root, "K") || !pdf_met_start(&tree.met, file, arena))
        tree.facts.broken = true;
    else
        walk_kids(&tree, pdf_dict_find(root, "K"), root, 0);
    return tree.facts;
}

/* The pair of the number tree from a place on (NULL: from its start) whose key is wanted. */
static const struct pdf_entry *find_key(struct pdffile *file, const struct pdf_entry *from,
                                        long key)
{
    for (const struct pdf_entry *entry = from; entry && entry->next; entry = entry->next->next) {
        if (!pdffile_step(file, 1))
            return NULL;
        if (entry->value->kind == PDF_INTEGER && entry->value->integer == key)
            return entry;
    }
    return NULL;
}

bool structure_covers_page(struct pdffile *file, const struct pdf_value *page, long count,
                           const struct pdf_entry **place)
{
    const struct pdf_value *key = pdffile_get(file, page, "StructParents");
    const struct pdf_value *tree = pdffile_get(file, tree_root(file), "ParentTree");
    if (!key)
        return count == 0;
    const struct pdf_entry *found = find_key(file, *place, key->integer);
    if (!found)
        found = find_key(file, pdffile_items(file, tree, "Nums"), key->integer);
    if (!found)
        return false;
    *place = found;
    const struct pdf_value *elements = pdffile_resolve(file, found->next->value);
    return elements && elements->kind == PDF_ARRAY && (long)elements->length == count;
}
