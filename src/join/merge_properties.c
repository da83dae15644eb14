/*
 * merge_properties.c - what the catalog and the trailer say of the whole; see merge.h.
 *
 * Title, author and XMP are the bundle's: the joined file is a new document of
 * this program, found again by them, and who typed the minutes on which computer
 * goes nowhere.  Its claims about PDF/A were made for the joined file.
 */
#include "join/merge.h"

#include "join/object.h"

/* The profile of the first intent that has one; the null object without one. */
static qpdf_oh profile_of(qpdf_data minutes, qpdf_oh intents)
{
    for (struct object_items each = object_items(minutes, intents); object_next(&each);)
        if (object_has(minutes, each.item, "/DestOutputProfile"))
            return object_get(minutes, each.item, "/DestOutputProfile");
    return qpdf_oh_new_null(minutes);
}

static bool has_archival(qpdf_data minutes, qpdf_oh intents)
{
    for (struct object_items each = object_items(minutes, intents); object_next(&each);)
        if (object_is_name(minutes, each.item, "/S", "/GTS_PDFA1"))
            return true;
    return false;
}

/*
 * What PDF/A wants for colours of the device (ISO 19005-2, 6.2.3): where the minutes
 * claim PDF/A and need none, ours do.  An intent for printing, which some have, does
 * not serve; where it brings a profile, all intents of the file must share that one,
 * and it serves ours, which print in shades of grey.  Minutes that claim nothing keep
 * the colours that they have.
 */
static void complete_colours(qpdf_data minutes, const struct carried *carried, bool is_archival)
{
    qpdf_oh const root = qpdf_get_root(minutes);
    qpdf_oh const ours =
        qpdf_oh_get_array_item(minutes, object_get(minutes, carried->root, "/OutputIntents"), 0);
    qpdf_oh intents = object_get(minutes, root, "/OutputIntents");
    if (!is_archival || !qpdf_oh_is_dictionary(minutes, ours) || has_archival(minutes, intents))
        return;
    if (!qpdf_oh_is_array(minutes, intents)) {
        qpdf_oh_replace_key(minutes, root, "/OutputIntents", qpdf_oh_new_array(minutes));
        intents = object_get(minutes, root, "/OutputIntents");
    }
    qpdf_oh const profile = profile_of(minutes, intents);
    if (!qpdf_oh_is_null(minutes, profile)) {
        qpdf_oh_replace_key(minutes, ours, "/DestOutputProfile", profile);
        object_set_string(minutes, ours, "/OutputConditionIdentifier", "Custom");
        object_set_string(minutes, ours, "/Info", "The profile of the minutes");
    }
    qpdf_oh_append_item(minutes, intents, ours);
}

/* Pages are printed as large as they are, which forms need; the rest is the minutes'. */
static void set_preferences(qpdf_data minutes, const struct carried *carried)
{
    qpdf_oh const ours = object_get(minutes, carried->root, "/ViewerPreferences");
    qpdf_oh const all = object_need_dict(minutes, "/ViewerPreferences");
    object_set_true(minutes, all, "/DisplayDocTitle");
    qpdf_oh_replace_or_remove_key(minutes, all, "/PrintScaling",
                                  object_get(minutes, ours, "/PrintScaling"));
}

void merge_properties(qpdf_data minutes, const struct carried *carried, bool is_archival)
{
    qpdf_oh const metadata = object_get(minutes, carried->root, "/Metadata");
    qpdf_oh_replace_or_remove_key(minutes, qpdf_get_root(minutes), "/Metadata", metadata);
    qpdf_oh_replace_or_remove_key(minutes, qpdf_get_trailer(minutes), "/Info", carried->info);
    set_preferences(minutes, carried);
    complete_colours(minutes, carried, is_archival);
}
