/*
 * structure.c - see structure.h.
 */
#include "verify/structure.h"

enum { MAX_DEPTH = 40 };

struct walk {
    struct pdffile *file;
    struct structure_facts facts;
};

static void walk_kids(struct walk *walk, const struct pdf_value *element, int depth);

static void walk_kid(struct walk *walk, const struct pdf_value *kid,
                     const struct pdf_value *parent, int depth)
{
    if (!kid || depth > MAX_DEPTH) {
        walk->facts.broken = true;
        return;
    }
    if (kid->kind == PDF_INTEGER) {
        walk->facts.marked++;
        return;
    }
    const struct pdf_value *type = pdffile_get(walk->file, kid, "Type");
    if (pdf_is_name(type, "MCR")) {
        walk->facts.marked++;
    } else if (pdf_is_name(type, "OBJR")) {
        walk->facts.objects++;
    } else if (pdffile_get(walk->file, kid, "S")) {
        if (pdffile_get(walk->file, kid, "P") != parent)
            walk->facts.broken = true;
        walk_kids(walk, kid, depth);
    } else {
        walk->facts.broken = true;
    }
}

static void walk_kids(struct walk *walk, const struct pdf_value *element, int depth)
{
    const struct pdf_value *kids = pdffile_get(walk->file, element, "K");
    if (!kids)
        return; /* an empty cell */
    if (kids->kind != PDF_ARRAY) {
        walk_kid(walk, kids, element, depth + 1);
        return;
    }
    for (const struct pdf_entry *entry = kids->entries; entry; entry = entry->next)
        walk_kid(walk, pdffile_resolve(walk->file, entry->value), element, depth + 1);
}

static const struct pdf_value *tree_root(struct pdffile *file)
{
    return pdffile_get(file, pdffile_catalog(file), "StructTreeRoot");
}

struct structure_facts structure_check(struct pdffile *file)
{
    struct walk walk = {.file = file};
    const struct pdf_value *root = tree_root(file);
    if (!root || !pdffile_get(file, root, "K"))
        walk.facts.broken = true;
    else
        walk_kids(&walk, root, 0);
    return walk.facts;
}

bool structure_covers_page(struct pdffile *file, const struct pdf_value *page, long count)
{
    const struct pdf_value *key = pdffile_get(file, page, "StructParents");
    const struct pdf_value *tree = pdffile_get(file, tree_root(file), "ParentTree");
    const struct pdf_value *numbers = pdffile_get(file, tree, "Nums");
    if (!key)
        return count == 0;
    if (!numbers || numbers->kind != PDF_ARRAY)
        return false;
    for (const struct pdf_entry *entry = numbers->entries; entry && entry->next;
         entry = entry->next->next) {
        if (entry->value->kind != PDF_INTEGER || entry->value->integer != key->integer)
            continue;
        const struct pdf_value *elements = pdffile_resolve(file, entry->next->value);
        return elements && elements->kind == PDF_ARRAY && (long)elements->length == count;
    }
    return false;
}
