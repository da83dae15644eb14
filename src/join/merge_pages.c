/*
 * merge_pages.c - pages, bookmarks (ISO 32000-1, 12.3.3), page labels (12.4.2); see merge.h.
 *
 * The library copies a page with what hangs on it, but leaves out other pages
 * that it meets on the way: links, bookmarks and the structure tree would lose
 * their targets.  So the pages lay down their type for the journey and travel
 * as plain dictionaries, all in one carrier, and every reference stays whole.
 */
#include "join/merge.h"

#include "join/object.h"

enum { MAX_BOOKMARKS = 1000000 };

/* ---- pages ---------------------------------------------------------------------------- */

static const char travelling[] = "/FormulyarPage";

/* Entries of the catalog that are merged. */
static const char *const catalog_keys[] = {
    "/Outlines", "/StructTreeRoot", "/AcroForm", "/PageLabels",        "/Metadata",
    "/MarkInfo", "/OutputIntents",  "/Lang",     "/ViewerPreferences",
};

qpdf_data carried_open(const struct text *bytes)
{
    qpdf_data ours = qpdf_init();
    qpdf_silence_errors(ours);
    qpdf_set_suppress_warnings(ours, QPDF_TRUE);
    qpdf_set_attempt_recovery(ours, QPDF_FALSE);
    if ((qpdf_read_memory(ours, "bundle", bytes->data, bytes->len, "") & QPDF_ERRORS) ||
        qpdf_get_num_pages(ours) < 1) {
        object_close(ours);
        return NULL;
    }
    return ours;
}

/* The pages in order, ready to travel. */
static qpdf_oh pack_pages(qpdf_data ours, int count)
{
    qpdf_oh const pages = qpdf_oh_new_array(ours);
    qpdf_push_inherited_attributes_to_page(ours);
    for (int i = 0; i < count; i++)
        qpdf_oh_append_item(ours, pages, qpdf_get_page_n(ours, (size_t)i));
    for (struct object_items each = object_items(ours, pages); object_next(&each);) {
        qpdf_oh_remove_key(ours, each.item, "/Parent");
        object_set_name(ours, each.item, "/Type", travelling);
    }
    return pages;
}

static qpdf_oh pack_root(qpdf_data ours)
{
    qpdf_oh const root = qpdf_oh_new_dictionary(ours);
    for (size_t i = 0; i < sizeof catalog_keys / sizeof *catalog_keys; i++) {
        qpdf_oh const value = object_of_root(ours, catalog_keys[i]);
        if (!qpdf_oh_is_null(ours, value))
            qpdf_oh_replace_key(ours, root, catalog_keys[i], value);
    }
    return root;
}

bool carried_copy(qpdf_data ours, qpdf_data minutes, struct carried *carried)
{
    qpdf_oh carrier = qpdf_oh_new_dictionary(ours);
    carried->count = qpdf_get_num_pages(ours);
    qpdf_oh_replace_key(ours, carrier, "/Pages", pack_pages(ours, carried->count));
    qpdf_oh_replace_key(ours, carrier, "/Root", pack_root(ours));
    qpdf_oh_replace_key(ours, carrier, "/Info", object_get(ours, qpdf_get_trailer(ours), "/Info"));
    carrier = qpdf_make_indirect_object(ours, carrier);
    qpdf_oh const copy = qpdf_oh_copy_foreign_object(minutes, ours, carrier);
    carried->pages = object_get(minutes, copy, "/Pages");
    carried->root = object_get(minutes, copy, "/Root");
    carried->info = object_get(minutes, copy, "/Info");
    return !qpdf_has_error(ours) && !qpdf_has_error(minutes) &&
           object_length(minutes, carried->pages) == carried->count;
}

bool carried_append_pages(qpdf_data minutes, const struct carried *carried)
{
    for (struct object_items each = object_items(minutes, carried->pages); object_next(&each);) {
        object_set_name(minutes, each.item, "/Type", "/Page");
        qpdf_add_page(minutes, minutes, each.item, QPDF_FALSE);
    }
    return !qpdf_has_error(minutes);
}

/* ---- bookmarks ------------------------------------------------------------------------ */

/*
 * The last of the bookmarks at the top, found from the first: /Last may be wrong.  Of a
 * ring it is one that is met again: a mark is set at every step that doubles the way.
 */
static qpdf_oh last_bookmark(qpdf_data pdf, qpdf_oh outline)
{
    qpdf_oh last = object_get(pdf, outline, "/First");
    qpdf_oh next = object_get(pdf, last, "/Next");
    int mark = qpdf_oh_get_object_id(pdf, last);
    for (long i = 1, turn = 1; qpdf_oh_is_dictionary(pdf, next) && i < MAX_BOOKMARKS; i++) {
        if (mark && qpdf_oh_get_object_id(pdf, next) == mark)
            break;
        if (i == turn) {
            mark = qpdf_oh_get_object_id(pdf, next);
            turn *= 2;
        }
        qpdf_oh_release(pdf, last);
        last = next;
        next = object_get(pdf, last, "/Next");
    }
    return last;
}

static void adopt_bookmarks(qpdf_data minutes, qpdf_oh outline, qpdf_oh first)
{
    for (qpdf_oh entry = first; qpdf_oh_is_dictionary(minutes, entry);
         entry = object_get(minutes, entry, "/Next"))
        qpdf_oh_replace_key(minutes, entry, "/Parent", outline);
}

/* How many entries the outline shows when it is opened: a negative count shows none. */
static void add_counts(qpdf_data minutes, qpdf_oh outline, qpdf_oh ours)
{
    long long const shown = object_integer(minutes, object_get(minutes, outline, "/Count"), 0);
    long long const more = object_integer(minutes, object_get(minutes, ours, "/Count"), 0);
    object_set_integer(minutes, outline, "/Count", (shown > 0 ? shown : 0) + more);
}

void merge_bookmarks(qpdf_data minutes, const struct carried *carried)
{
    qpdf_oh const ours = object_get(minutes, carried->root, "/Outlines");
    qpdf_oh const first = object_get(minutes, ours, "/First");
    if (!qpdf_oh_is_dictionary(minutes, first))
        return;
    qpdf_oh const outline = object_need_dict(minutes, "/Outlines");
    qpdf_oh const before = last_bookmark(minutes, outline);
    adopt_bookmarks(minutes, outline, first);
    if (qpdf_oh_is_dictionary(minutes, before)) {
        qpdf_oh_replace_key(minutes, before, "/Next", first);
        qpdf_oh_replace_key(minutes, first, "/Prev", before);
    } else {
        qpdf_oh_replace_key(minutes, outline, "/First", first);
    }
    qpdf_oh_replace_key(minutes, outline, "/Last", object_get(minutes, ours, "/Last"));
    add_counts(minutes, outline, ours);
}

/* ---- labels --------------------------------------------------------------------------- */

struct labels {
    qpdf_data pdf;
    qpdf_oh pairs;
    long long from, to; /* keys that count */
    long long shift;
};

static void take_label(void *context, qpdf_oh key, qpdf_oh value)
{
    struct labels *labels = context;
    long long const index = object_integer(labels->pdf, key, -1);
    if (index < labels->from || index >= labels->to || !qpdf_oh_is_dictionary(labels->pdf, value))
        return;
    qpdf_oh_append_item(labels->pdf, labels->pairs,
                        qpdf_oh_new_integer(labels->pdf, index + labels->shift));
    qpdf_oh_append_item(labels->pdf, labels->pairs, value);
}

/* Pages without a label are numbered from 1 by every viewer; a tree must begin at page 0. */
static void label_from_one(struct labels *labels)
{
    qpdf_oh const label = qpdf_oh_new_dictionary(labels->pdf);
    object_set_name(labels->pdf, label, "/S", "/D");
    qpdf_oh_append_item(labels->pdf, labels->pairs, qpdf_oh_new_integer(labels->pdf, 0));
    qpdf_oh_append_item(labels->pdf, labels->pairs, label);
}

void merge_labels(qpdf_data minutes, const struct carried *carried, int first)
{
    struct labels labels = {.pdf = minutes, .pairs = qpdf_oh_new_array(minutes), .to = first};
    qpdf_oh const tree = qpdf_oh_new_dictionary(minutes);
    object_walk_tree(minutes, object_of_root(minutes, "/PageLabels"), "/Nums", take_label, &labels);
    if (object_length(minutes, labels.pairs) == 0)
        label_from_one(&labels);
    labels.to = carried->count;
    labels.shift = first;
    object_walk_tree(minutes, object_get(minutes, carried->root, "/PageLabels"), "/Nums",
                     take_label, &labels);
    qpdf_oh_replace_key(minutes, tree, "/Nums", labels.pairs);
    qpdf_oh_replace_key(minutes, qpdf_get_root(minutes), "/PageLabels", tree);
}
