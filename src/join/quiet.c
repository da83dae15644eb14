/*
 * quiet.c - see quiet.h.
 *
 * What is known to start something is taken out where it hangs, in every object that
 * the file reaches, because actions hide in bookmarks, destinations and behind one
 * another.  A forbidden action that is still reached, by a way that only its maker
 * knows, is emptied in a second walk.
 */
#include "join/quiet.h"

#include "join/object.h"

#include <string.h>

enum { SAMPLING_RATE = 8000 };

struct quiet {
    qpdf_data pdf;
    struct quiet_facts *facts;
    void (*each)(struct quiet *quiet, qpdf_oh dict); /* what is done with every dictionary */
    bool still_loud;                                 /* an action hangs where none is looked for */
};

static void drop(struct quiet *quiet, qpdf_oh dict, const char *key, unsigned kind)
{
    if (!qpdf_oh_is_dictionary(quiet->pdf, dict) || !qpdf_oh_has_key(quiet->pdf, dict, key))
        return;
    qpdf_oh_remove_key(quiet->pdf, dict, key);
    quiet->facts->left_out |= kind;
}

/* ---- every dictionary ------------------------------------------------------------------------ */

/* Actions on events (12.6.3); the name may be that of a font or a picture, which are no actions. */
static void drop_events(struct quiet *quiet, qpdf_oh dict)
{
    qpdf_data const pdf = quiet->pdf;
    qpdf_oh const events = object_get(pdf, dict, "/AA");
    unsigned kinds = 0;
    OBJECT_EACH_KEY(pdf, key, events) {
        qpdf_oh const event = object_get(pdf, events, key);
        kinds |= action_kinds(pdf, event, QUIET_EVENT);
        if (object_has(pdf, event, "/JS")) /* whatever it says that it is */
            kinds |= QUIET_SCRIPT;
    }
    if (kinds)
        drop(quiet, dict, "/AA", kinds);
}

/* The sign of a sound is drawn by the reader: it stays and plays nothing. */
static void silence_sound(struct quiet *quiet, qpdf_oh annotation)
{
    static const unsigned char nothing[1];
    qpdf_data const pdf = quiet->pdf;
    qpdf_oh const sound = qpdf_oh_new_stream(pdf);
    object_set_name(pdf, qpdf_oh_get_dict(pdf, sound), "/Type", "/Sound");
    object_set_integer(pdf, qpdf_oh_get_dict(pdf, sound), "/R", SAMPLING_RATE);
    qpdf_oh_replace_stream_data(pdf, sound, nothing, 0, qpdf_oh_new_null(pdf),
                                qpdf_oh_new_null(pdf));
    qpdf_oh_replace_key(pdf, annotation, "/Sound", sound);
    quiet->facts->left_out |= QUIET_MEDIA;
}

/*
 * Film, 3D: the annotation becomes a stamp with the same appearance; one that shows
 * nothing of its own becomes a link that leads nowhere.
 */
static void silence_medium(struct quiet *quiet, qpdf_oh annotation)
{
    static const struct {
        const char *subtype;
        const char *keys[5];
    } media[] = {
        {"/Movie", {"/Movie", "/A"}},
        {"/3D", {"/3DD", "/3DV", "/3DA", "/3DI", "/3DU"}},
        {"/RichMedia", {"/RichMediaContent", "/RichMediaSettings"}},
    };
    qpdf_data const pdf = quiet->pdf;
    bool const is_drawn = object_has(pdf, annotation, "/AP");
    for (size_t i = 0; i < sizeof media / sizeof *media; i++) {
        if (!object_is_name(pdf, annotation, "/Subtype", media[i].subtype))
            continue;
        for (size_t j = 0; j < 5 && media[i].keys[j]; j++)
            qpdf_oh_remove_key(pdf, annotation, media[i].keys[j]);
        object_set_name(pdf, annotation, "/Subtype", is_drawn ? "/Stamp" : "/Link");
        if (!is_drawn)
            qpdf_oh_replace_key(pdf, annotation, "/Border", qpdf_oh_parse(pdf, "[0 0 0]"));
        quiet->facts->left_out |= QUIET_MEDIA;
    }
    if (object_is_name(pdf, annotation, "/Subtype", "/Sound"))
        silence_sound(quiet, annotation);
}

/*
 * PostScript for the printer (8.8.2, 8.10.1), which no reader shows, and the script of a
 * 3D stream.  A PostScript object that is drawn stays as a form that draws nothing.
 */
static void quiet_stream(struct quiet *quiet, qpdf_oh dict)
{
    qpdf_data const pdf = quiet->pdf;
    static const char *const forms[] = {"/Subtype", "/Subtype2"};
    drop(quiet, dict, "/OnInstantiate", QUIET_SCRIPT);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!object_is_name(pdf, dict, forms[i], "/PS"))
            continue;
        if (i == 0) {
            object_set_name(pdf, dict, forms[i], "/Form");
            qpdf_oh_replace_key(pdf, dict, "/BBox", qpdf_oh_parse(pdf, "[0 0 0 0]"));
        } else {
            qpdf_oh_remove_key(pdf, dict, forms[i]);
        }
        qpdf_oh_remove_key(pdf, dict, "/Level1");
        quiet->facts->left_out |= QUIET_SCRIPT;
    }
    if (object_is_name(pdf, dict, "/Subtype", "/Form"))
        drop(quiet, dict, "/PS", QUIET_SCRIPT);
}

static void quiet_dict(struct quiet *quiet, qpdf_oh dict)
{
    qpdf_data const pdf = quiet->pdf;
    action_quiet_holder(pdf, dict, &quiet->facts->left_out);
    if (qpdf_oh_has_key(pdf, dict, "/AA"))
        drop_events(quiet, dict);
    if (qpdf_oh_has_key(pdf, dict, "/EF"))
        attachment_look(pdf, dict, quiet->facts);
    if (qpdf_oh_has_key(pdf, dict, "/Rect") && qpdf_oh_has_key(pdf, dict, "/Subtype"))
        silence_medium(quiet, dict);
    if (qpdf_oh_has_key(pdf, dict, "/S") && action_is_loud(pdf, dict))
        quiet->still_loud = true;
}

static void empty_loud(struct quiet *quiet, qpdf_oh dict)
{
    bool is_action;
    if (!qpdf_oh_has_key(quiet->pdf, dict, "/S") || !action_is_loud(quiet->pdf, dict))
        return;
    quiet->facts->left_out |= action_kind(quiet->pdf, dict, &is_action);
    action_empty(quiet->pdf, dict);
}

static void visit(void *context, qpdf_oh container)
{
    struct quiet *quiet = context;
    if (qpdf_oh_is_dictionary(quiet->pdf, container)) {
        quiet->each(quiet, container);
    } else if (qpdf_oh_is_stream(quiet->pdf, container)) {
        qpdf_oh const dict = qpdf_oh_get_dict(quiet->pdf, container);
        quiet_stream(quiet, dict);
        quiet->each(quiet, dict);
        qpdf_oh_release(quiet->pdf, dict);
    }
}

/* ---- the catalog and the pages ------------------------------------------------------------------ */

/* Going to a place of the file is all that may happen on opening. */
static void quiet_opening(struct quiet *quiet, qpdf_oh root)
{
    qpdf_data const pdf = quiet->pdf;
    qpdf_oh const action = object_get(pdf, root, "/OpenAction");
    if (!qpdf_oh_is_dictionary(pdf, action) && !qpdf_oh_is_stream(pdf, action))
        return;
    if (object_is_name(pdf, action, "/S", "/GoTo")) {
        quiet->facts->left_out |= action_kinds_behind(pdf, action, QUIET_EVENT);
        qpdf_oh_remove_key(pdf, action, "/Next");
        return;
    }
    unsigned const kinds = action_kinds(pdf, action, QUIET_EVENT);
    drop(quiet, root, "/OpenAction", kinds ? kinds : QUIET_EVENT);
}

/* /PrintScaling is set by the bundle's own (merge_properties.c). */
static void quiet_preferences(struct quiet *quiet, qpdf_oh root)
{
    static const char *const keys[] = {"/NumCopies", "/PrintPageRange",    "/Duplex", "/PrintArea",
                                       "/PrintClip", "/PickTrayByPDFSize", "/Enforce"};
    qpdf_oh const preferences = object_get(quiet->pdf, root, "/ViewerPreferences");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        drop(quiet, preferences, keys[i], QUIET_PRINT);
}

/*
 * Usage rights are a signature of the maker of a reader over the file as it was, no
 * person's; they would be broken.  Rights that come with a person's signature make
 * the file a signed one (inspect.c).
 */
static void quiet_catalog(struct quiet *quiet)
{
    qpdf_data const pdf = quiet->pdf;
    qpdf_oh const root = qpdf_get_root(pdf);
    qpdf_oh const names = object_get(pdf, root, "/Names");
    qpdf_oh const addresses = object_get(pdf, root, "/URI");
    quiet_opening(quiet, root);
    if (!action_is_web_address(pdf, object_get(pdf, addresses, "/Base")))
        drop(quiet, root, "/URI", QUIET_REMOTE);
    quiet_preferences(quiet, root);
    drop(quiet, names, "/JavaScript", QUIET_SCRIPT);
    drop(quiet, names, "/Renditions", QUIET_MEDIA);
    drop(quiet, names, "/AlternatePresentations", QUIET_SCREEN);
    drop(quiet, root, "/Requirements", 0);
    drop(quiet, root, "/Perms", QUIET_RIGHTS);
    if (object_is_name(pdf, root, "/PageMode", "/FullScreen"))
        drop(quiet, root, "/PageMode", QUIET_SCREEN);
}

static void quiet_pages(struct quiet *quiet)
{
    int const count = qpdf_get_num_pages(quiet->pdf);
    for (int i = 0; i < count; i++) {
        qpdf_oh const page = qpdf_get_page_n(quiet->pdf, (size_t)i);
        drop(quiet, page, "/Trans", QUIET_SCREEN);
        drop(quiet, page, "/Dur", QUIET_SCREEN);
        drop(quiet, page, "/PresSteps", QUIET_SCREEN);
        qpdf_oh_release(quiet->pdf, page);
    }
}

bool quiet_minutes(qpdf_data pdf, struct quiet_facts *facts)
{
    struct quiet quiet = {.pdf = pdf, .facts = facts, .each = quiet_dict};
    qpdf_oh const root = qpdf_get_root(pdf);
    quiet_catalog(&quiet);
    quiet_pages(&quiet);
    if (!graph_walk(pdf, root, visit, &quiet))
        return false;
    if (facts->left_out & QUIET_FILE)
        attachment_tidy(pdf);
    quiet.each = empty_loud;
    return !quiet.still_loud || graph_walk(pdf, root, visit, &quiet);
}
