/*
 * merge_properties.c - what the catalog and the trailer say of the whole; see merge.h.
 *
 * Title, author and XMP are the bundle's: the joined file is a new document of
 * this program, found again by them, and who typed the minutes on which computer
 * goes nowhere.  Its claims about PDF/A were made for the joined file.
 */
#include "join/merge.h"

#include "join/object.h"

/* The first intent with a profile; the null object without one. */
static qpdf_oh profile_of(qpdf_data minutes, qpdf_oh intents)
{
    int const count = object_length(minutes, intents);
    for (int i = 0; i < count; i++) {
        qpdf_oh const intent = qpdf_oh_get_array_item(minutes, intents, i);
        if (object_has(minutes, intent, "/DestOutputProfile"))
            return object_get(minutes, intent, "/DestOutputProfile");
    }
    return qpdf_oh_new_null(minutes);
}

static bool has_archival(qpdf_data minutes, qpdf_oh intents)
{
    int const count = object_length(minutes, intents);
    for (int i = 0; i < count; i++) {
        qpdf_oh const intent = qpdf_oh_get_array_item(minutes, intents, i);
        if (qpdf_oh_is_name_and_equals(minutes, object_get(minutes, intent, "/S"), "/GTS_PDFA1"))
            return true;
    }
    return false;
}

/*
 * What PDF/A wants for colours of the device (ISO 19005-2, 6.2.3): where the minutes
 * claim PDF/A and need none, ours do.  An intent for printing, which some have, does
 * not serve; where it brings a profile, all intents of the file must share that one,
 * and it serves ours, which print in shades of grey.  Minutes that claim nothing keep
 * the colours that they have.
 */
static void complete_colours(qpdf_data minutes, const struct bundle *bundle, bool is_archival)
{
    qpdf_oh const root = qpdf_get_root(minutes);
    qpdf_oh const ours =
        qpdf_oh_get_array_item(minutes, object_get(minutes, bundle->root, "/OutputIntents"), 0);
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
static void set_preferences(qpdf_data minutes, const struct bundle *bundle)
{
    qpdf_oh const ours = object_get(minutes, bundle->root, "/ViewerPreferences");
    qpdf_oh const all = object_need_dict(minutes, "/ViewerPreferences");
    object_set_true(minutes, all, "/DisplayDocTitle");
    qpdf_oh_replace_or_remove_key(minutes, all, "/PrintScaling",
                                  object_get(minutes, ours, "/PrintScaling"));
}

void merge_properties(qpdf_data minutes, const struct bundle *bundle, bool is_archival)
{
    qpdf_oh const metadata = object_get(minutes, bundle->root, "/Metadata");
    qpdf_oh_replace_or_remove_key(minutes, qpdf_get_root(minutes), "/Metadata", metadata);
    qpdf_oh_replace_or_remove_key(minutes, qpdf_get_trailer(minutes), "/Info", bundle->info);
    set_preferences(minutes, bundle);
    complete_colours(minutes, bundle, is_archival);
}
