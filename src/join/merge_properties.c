/*
 * merge_properties.c - what the catalog and the trailer say of the whole; see merge.h.
 *
 * Title, author and XMP are the bundle's: the joined file is a new document of
 * this program, found again by them, and who typed the minutes on which computer
 * goes nowhere.  Its claims about PDF/A were made for the joined file.
 */
#include "join/merge.h"

#include "join/object.h"

/* The bundle's value, where the minutes have none. */
static void fill_in(qpdf_data minutes, const struct bundle *bundle, const char *key)
{
    qpdf_oh const ours = object_get(minutes, bundle->root, key);
    if (qpdf_oh_is_null(minutes, object_of_root(minutes, key)) && !qpdf_oh_is_null(minutes, ours))
        qpdf_oh_replace_key(minutes, qpdf_get_root(minutes), key, ours);
}

/*
 * The profile that PDF/A wants for colours of the device: where the minutes claim
 * PDF/A and need none, ours do.  Other minutes keep the colours that they have.
 */
static void complete_colours(qpdf_data minutes, const struct bundle *bundle, bool is_archival)
{
    if (is_archival)
        fill_in(minutes, bundle, "/OutputIntents");
}

void merge_properties(qpdf_data minutes, const struct bundle *bundle, bool is_archival)
{
    qpdf_oh const metadata = object_get(minutes, bundle->root, "/Metadata");
    qpdf_oh_replace_or_remove_key(minutes, qpdf_get_root(minutes), "/Metadata", metadata);
    qpdf_oh_replace_or_remove_key(minutes, qpdf_get_trailer(minutes), "/Info", bundle->info);
    fill_in(minutes, bundle, "/ViewerPreferences");
    complete_colours(minutes, bundle, is_archival);
    object_set_true(minutes, object_need_dict(minutes, "/ViewerPreferences"), "/DisplayDocTitle");
}
