/*
 * merge_pages.c - bookmarks (ISO 32000-1, 12.3.3) and page labels (12.4.2); see merge.h.
 */
#include "join/merge.h"

#include "join/object.h"

enum { MAX_BOOKMARKS = 1000000 };

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

void merge_bookmarks(qpdf_data minutes, const struct bundle *bundle)
{
    qpdf_oh const ours = object_get(minutes, bundle->root, "/Outlines");
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

void merge_labels(qpdf_data minutes, const struct bundle *bundle, int first)
{
    struct labels labels = {.pdf = minutes, .pairs = qpdf_oh_new_array(minutes), .to = first};
    qpdf_oh const tree = qpdf_oh_new_dictionary(minutes);
    object_walk_tree(minutes, object_of_root(minutes, "/PageLabels"), "/Nums", take_label, &labels);
    if (object_length(minutes, labels.pairs) == 0)
        label_from_one(&labels);
    labels.to = bundle->count;
    labels.shift = first;
    object_walk_tree(minutes, object_get(minutes, bundle->root, "/PageLabels"), "/Nums", take_label,
                     &labels);
    qpdf_oh_replace_key(minutes, tree, "/Nums", labels.pairs);
    qpdf_oh_replace_key(minutes, qpdf_get_root(minutes), "/PageLabels", tree);
}
