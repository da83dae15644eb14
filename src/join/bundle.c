/*
 * bundle.c - see bundle.h.
 *
 * The library copies a page with what hangs on it, but leaves out other pages
 * that it meets on the way: links, bookmarks and the structure tree would lose
 * their targets.  So the pages lay down their type for the journey and travel
 * as plain dictionaries, all in one carrier, and every reference stays whole.
 */
#include "join/bundle.h"

#include "join/object.h"

static const char travelling[] = "/FormulyarPage";

/* Entries of the catalog that join.c knows how to merge. */
static const char *const catalog_keys[] = {
    "/Outlines", "/StructTreeRoot", "/AcroForm", "/PageLabels",        "/Metadata",
    "/MarkInfo", "/OutputIntents",  "/Lang",     "/ViewerPreferences",
};

qpdf_data bundle_open(const struct text *bytes)
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
    for (int i = 0; i < count; i++) {
        qpdf_oh const page = qpdf_oh_get_array_item(ours, pages, i);
        qpdf_oh_remove_key(ours, page, "/Parent");
        object_set_name(ours, page, "/Type", travelling);
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

bool bundle_carry(qpdf_data ours, qpdf_data minutes, struct bundle *bundle)
{
    qpdf_oh carrier = qpdf_oh_new_dictionary(ours);
    bundle->count = qpdf_get_num_pages(ours);
    qpdf_oh_replace_key(ours, carrier, "/Pages", pack_pages(ours, bundle->count));
    qpdf_oh_replace_key(ours, carrier, "/Root", pack_root(ours));
    qpdf_oh_replace_key(ours, carrier, "/Info", object_get(ours, qpdf_get_trailer(ours), "/Info"));
    carrier = qpdf_make_indirect_object(ours, carrier);
    qpdf_oh const copy = qpdf_oh_copy_foreign_object(minutes, ours, carrier);
    bundle->pages = object_get(minutes, copy, "/Pages");
    bundle->root = object_get(minutes, copy, "/Root");
    bundle->info = object_get(minutes, copy, "/Info");
    return !object_failed(ours) && !object_failed(minutes) &&
           object_length(minutes, bundle->pages) == bundle->count;
}

bool bundle_append_pages(qpdf_data minutes, const struct bundle *bundle)
{
    for (int i = 0; i < bundle->count; i++) {
        qpdf_oh const page = qpdf_oh_get_array_item(minutes, bundle->pages, i);
        object_set_name(minutes, page, "/Type", "/Page");
        qpdf_add_page(minutes, minutes, page, QPDF_FALSE);
    }
    return !object_failed(minutes);
}
