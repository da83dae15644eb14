#include "join/quiet.h"

#include "join/object.h"

#include <string.h>
#include <strings.h>

enum { MAX_CHAIN = 32 };

/* Every action of ISO 32000-1 and -2; others do nothing in any reader. */
static const struct row {
    const char *name;
    unsigned kinds;
} rows[] = {
    {"/GoTo", 0},
    {"/GoToDp", 0},
    {"/Hide", 0},
    {"/Named", 0},
    {"/ResetForm", 0},
    {"/SetOCGState", 0},
    {"/Thread", 0},
    {"/URI", 0},
    {"/JavaScript", QUIET_SCRIPT},
    {"/Launch", QUIET_LAUNCH},
    {"/SubmitForm", QUIET_SUBMIT},
    {"/ImportData", QUIET_SUBMIT},
    {"/GoToR", QUIET_REMOTE},
    {"/GoToE", QUIET_REMOTE},
    {"/Sound", QUIET_MEDIA},
    {"/Movie", QUIET_MEDIA},
    {"/Rendition", QUIET_MEDIA},
    {"/GoTo3DView", QUIET_MEDIA},
    {"/RichMediaExecute", QUIET_MEDIA},
    {"/Trans", QUIET_SCREEN},
};

/* What such an action holds and no element of the structure does, whose /S may be any name. */
static const char *const payload[] = {"/JS",  "/F",  "/Win",    "/Mac",       "/Unix",
                                      "/OP",  "/AN", "/TA",     "/Operation", "/Sound",
                                      "/CMD", "/V",  "/Fields", "/URI",       "/Annotation"};

/* ---- one action ----------------------------------------------------------------------------- */

static bool is_scheme_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

bool action_is_web_address(qpdf_data pdf, qpdf_oh address)
{
    static const char *const schemes[] = {"http", "https", "mailto", "ftp", "tel"};
    if (!qpdf_oh_is_string(pdf, address))
        return true;
    size_t size = 0;
    const char *text = qpdf_oh_get_binary_utf8_value(pdf, address, &size);
    const char *const end = text + size;
    for (const char *at = text; at < end; at++) /* browsers leave out line feeds and tabs */
        if ((unsigned char)*at < ' ')
            return false;
    while (text < end && (unsigned char)*text <= ' ')
        text++;
    const char *after = text;
    while (after < end && is_scheme_letter(*after))
        after++;
    if (after == end || *after != ':')
        return !(end - text > 1 && (text[0] == '\\' || (text[0] == '/' && text[1] == '/')));
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strlen(schemes[i]) == (size_t)(after - text) &&
            strncasecmp(text, schemes[i], (size_t)(after - text)) == 0)
            return true;
    return false;
}

static const struct row *row_of(qpdf_data pdf, qpdf_oh dict)
{
    qpdf_oh const name = object_get(pdf, dict, "/S");
    const struct row *found = NULL;
    if (qpdf_oh_is_name(pdf, name)) {
        const char *text = qpdf_oh_get_name(pdf, name);
        for (size_t i = 0; i < sizeof rows / sizeof *rows && !found; i++)
            if (strcmp(text, rows[i].name) == 0)
                found = &rows[i];
    }
    qpdf_oh_release(pdf, name);
    return found;
}

static unsigned kinds_of_dict(qpdf_data pdf, qpdf_oh dict, bool *is_action)
{
    const struct row *row = row_of(pdf, dict);
    *is_action = row != NULL;
    if (!row)
        return 0;
    unsigned kinds = row->kinds;
    if (strcmp(row->name, "/Thread") == 0 && object_has(pdf, dict, "/F"))
        kinds |= QUIET_REMOTE;
    if (strcmp(row->name, "/URI") == 0 &&
        !action_is_web_address(pdf, object_get(pdf, dict, "/URI")))
        kinds |= QUIET_REMOTE;
    if (strcmp(row->name, "/Rendition") == 0 && object_has(pdf, dict, "/JS"))
        kinds |= QUIET_SCRIPT;
    return kinds;
}

/* Some readers take the dictionary of a stream for one, too. */
unsigned action_kind(qpdf_data pdf, qpdf_oh object, bool *is_action)
{
    if (!qpdf_oh_is_stream(pdf, object))
        return kinds_of_dict(pdf, object, is_action);
    qpdf_oh const dict = qpdf_oh_get_dict(pdf, object);
    unsigned const kinds = kinds_of_dict(pdf, dict, is_action);
    qpdf_oh_release(pdf, dict);
    return kinds;
}

/* ---- with what follows ------------------------------------------------------------------------ */

/* What stays of an action with all that follows it: itself, the next one that may stay, or null. */
static qpdf_oh quiet_chain(qpdf_data pdf, qpdf_oh action, unsigned *left_out, int depth)
{
    bool is_action;
    unsigned const kinds = action_kind(pdf, action, &is_action);
    if (!kinds)
        return action;
    *left_out |= kinds;
    qpdf_oh const next = object_get(pdf, action, "/Next");
    int const count = object_length(pdf, next);
    qpdf_oh kept = qpdf_oh_new_null(pdf);
    if (depth < MAX_CHAIN && qpdf_oh_is_dictionary(pdf, next))
        kept = quiet_chain(pdf, next, left_out, depth + 1);
    for (int i = 0; depth < MAX_CHAIN && i < count && i < MAX_CHAIN; i++) {
        qpdf_oh const item = qpdf_oh_get_array_item(pdf, next, i);
        if (qpdf_oh_is_dictionary(pdf, item) && qpdf_oh_is_null(pdf, kept))
            kept = quiet_chain(pdf, item, left_out, MAX_CHAIN);
    }
    return kept;
}

static unsigned kinds_of_chain(qpdf_data pdf, qpdf_oh action, unsigned allowed, int depth);

/* Of those that follow it: one stands at that depth, the items of a list at the other. */
static unsigned kinds_of_next(qpdf_data pdf, qpdf_oh action, unsigned allowed, int one, int many)
{
    qpdf_oh const next = object_get(pdf, action, "/Next");
    unsigned kinds = kinds_of_chain(pdf, next, allowed, one);
    for (struct object_items each = object_items(pdf, next);
         object_next(&each) && each.at < MAX_CHAIN;)
        kinds |= kinds_of_chain(pdf, each.item, allowed, many);
    return kinds;
}

static unsigned kinds_of_chain(qpdf_data pdf, qpdf_oh action, unsigned allowed, int depth)
{
    bool is_action;
    unsigned kinds = action_kind(pdf, action, &is_action);
    if (!is_action)
        return 0;
    kinds = kinds ? kinds : allowed;
    if (depth < MAX_CHAIN)
        kinds |= kinds_of_next(pdf, action, allowed, depth + 1, MAX_CHAIN);
    return kinds;
}

unsigned action_kinds_behind(qpdf_data pdf, qpdf_oh action, unsigned allowed)
{
    return kinds_of_next(pdf, action, allowed, 0, 1);
}

unsigned action_kinds(qpdf_data pdf, qpdf_oh action, unsigned allowed)
{
    return kinds_of_chain(pdf, action, allowed, 0);
}

/* ---- where actions stand ------------------------------------------------------------------------ */

/* Several that follow one action. */
static void quiet_list(qpdf_data pdf, qpdf_oh dict, const char *key, qpdf_oh list,
                       unsigned *left_out)
{
    qpdf_oh const kept = qpdf_oh_new_array(pdf);
    unsigned gone = 0;
    for (struct object_items each = object_items(pdf, list); object_next(&each);) {
        qpdf_oh const item = quiet_chain(pdf, each.item, &gone, 0);
        if (!qpdf_oh_is_null(pdf, item))
            qpdf_oh_append_item(pdf, kept, item);
    }
    if (gone)
        qpdf_oh_replace_key(pdf, dict, key, kept);
    *left_out |= gone;
}

void action_quiet_holder(qpdf_data pdf, qpdf_oh dict, unsigned *left_out)
{
    static const char *const keys[] = {"/A", "/PA", "/Next"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!qpdf_oh_has_key(pdf, dict, keys[i]))
            continue;
        qpdf_oh const value = qpdf_oh_get_key(pdf, dict, keys[i]);
        unsigned gone = 0;
        if (qpdf_oh_is_array(pdf, value)) {
            quiet_list(pdf, dict, keys[i], value, left_out);
            continue;
        }
        qpdf_oh const kept = quiet_chain(pdf, value, &gone, 0);
        if (gone)
            qpdf_oh_replace_or_remove_key(pdf, dict, keys[i], kept);
        *left_out |= gone;
    }
}

bool action_is_loud(qpdf_data pdf, qpdf_oh dict)
{
    bool is_action;
    if (!action_kind(pdf, dict, &is_action))
        return false;
    for (size_t i = 0; i < sizeof payload / sizeof *payload; i++)
        if (object_has(pdf, dict, payload[i]))
            return true;
    return !object_is_name(pdf, dict, "/Type", "/StructElem") && !object_has(pdf, dict, "/P");
}

void action_empty(qpdf_data pdf, qpdf_oh dict)
{
    if (object_is_name(pdf, dict, "/Type", "/StructElem")) {
        for (size_t i = 0; i < sizeof payload / sizeof *payload; i++)
            qpdf_oh_remove_key(pdf, dict, payload[i]);
        return;
    }
    OBJECT_EACH_KEY(pdf, key, dict)
        qpdf_oh_remove_key(pdf, dict, key);
}
