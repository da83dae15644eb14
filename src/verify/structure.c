#include "verify/checks.h"

enum { MAX_DEPTH = 40 };

struct walk {
    struct pdffile *file;
    struct pdf_met met; /* elements that were walked: each has one parent and is reached once */
    struct structure_facts facts;
};

static void walk_kids(struct walk *walk, const struct pdf_value *element, int depth);

static void walk_kid(struct walk *walk, const struct pdf_value *reference,
                     const struct pdf_value *parent, int depth)
{
    const struct pdf_value *kid = pdffile_resolve(walk->file, reference);
    if (!kid || depth > MAX_DEPTH || !pdffile_step(walk->file, 1) ||
        pdf_met_before(&walk->met, reference)) {
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
    const struct pdf_value *own = pdf_dict_find(element, "K");
    const struct pdf_value *kids = pdffile_resolve(walk->file, own);
    if (!kids)
        return; /* an empty cell */
    if (kids->kind != PDF_ARRAY) {
        walk_kid(walk, own, element, depth + 1);
        return;
    }
    for (const struct pdf_entry *entry = kids->entries; entry && !walk->facts.broken;
         entry = entry->next)
        walk_kid(walk, entry->value, element, depth + 1);
}

static const struct pdf_value *tree_root(struct pdffile *file)
{
    return pdffile_get(file, pdffile_catalog(file), "StructTreeRoot");
}

struct structure_facts structure_check(struct pdffile *file, struct arena *arena)
{
    struct walk walk = {.file = file};
    const struct pdf_value *root = tree_root(file);
    if (!root || !pdffile_get(file, root, "K") || !pdf_met_start(&walk.met, file, arena))
        walk.facts.broken = true;
    else
        walk_kids(&walk, root, 0);
    return walk.facts;
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
