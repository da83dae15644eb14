/*
 * doubt.c - see doubt.h.
 */
#include "join/doubt.h"

#include "join/graph.h"
#include "join/object.h"

#include <stddef.h>

struct doubt {
    qpdf_data pdf;
    bool found;
};

static bool is_one_of(qpdf_data pdf, qpdf_oh name, const char *const *names)
{
    for (; *names; names++)
        if (qpdf_oh_is_name_and_equals(pdf, name, *names))
            return true;
    return false;
}

/* Fonts that have a program of their own: composite ones leave it to what they are made of. */
static bool is_font(qpdf_data pdf, qpdf_oh dict)
{
    static const char *const kinds[] = {"/Type1",    "/MMType1",      "/TrueType",
                                        "/CIDFontType0", "/CIDFontType2", NULL};
    return qpdf_oh_has_key(pdf, dict, "/BaseFont") && qpdf_oh_has_key(pdf, dict, "/Subtype") &&
           is_one_of(pdf, object_get(pdf, dict, "/Subtype"), kinds);
}

static bool is_embedded(qpdf_data pdf, qpdf_oh font)
{
    qpdf_oh const descriptor = object_get(pdf, font, "/FontDescriptor");
    return object_has(pdf, descriptor, "/FontFile") || object_has(pdf, descriptor, "/FontFile2") ||
           object_has(pdf, descriptor, "/FontFile3");
}

static bool is_forbidden_stream(qpdf_data pdf, qpdf_oh dict)
{
    static const char *const packed[] = {"/LZWDecode", "/LZW", NULL};
    qpdf_oh const filter = object_get(pdf, dict, "/Filter");
    int const count = object_length(pdf, filter);
    bool found = is_one_of(pdf, filter, packed) ||
                 qpdf_oh_is_name_and_equals(pdf, object_get(pdf, dict, "/Subtype"), "/PS");
    for (int i = 0; i < count; i++)
        found = found || is_one_of(pdf, qpdf_oh_get_array_item(pdf, filter, i), packed);
    return found;
}

static void visit(void *context, qpdf_oh container)
{
    struct doubt *doubt = context;
    qpdf_data const pdf = doubt->pdf;
    if (doubt->found)
        return;
    if (qpdf_oh_is_dictionary(pdf, container))
        doubt->found = is_font(pdf, container) && !is_embedded(pdf, container);
    else if (qpdf_oh_is_stream(pdf, container))
        doubt->found = is_forbidden_stream(pdf, qpdf_oh_get_dict(pdf, container));
}

bool doubt_pages(qpdf_data pdf)
{
    struct doubt doubt = {.pdf = pdf};
    qpdf_oh const used = qpdf_oh_new_array(pdf);
    int const count = qpdf_get_num_pages(pdf);
    qpdf_push_inherited_attributes_to_page(pdf);
    for (int i = 0; i < count; i++) {
        qpdf_oh const page = qpdf_get_page_n(pdf, (size_t)i);
        qpdf_oh_append_item(pdf, used, object_get(pdf, page, "/Resources"));
        qpdf_oh_append_item(pdf, used, object_get(pdf, page, "/Contents"));
        qpdf_oh_release(pdf, page);
    }
    return !graph_walk(pdf, used, visit, &doubt) || doubt.found;
}
