/*
 * remarks.c - what kind of annotation one is; see annotation.h.
 *
 * A remark can be a trick as well: an "icon" as large as a paragraph, a
 * "highlight" in opaque white.  So its size is looked at, and what its
 * appearance stream paints.
 */
#include "verify/annotation.h"

#include <math.h>

enum { LARGEST_ICON = 40 };

/* What PDF editors write of remarks; an action, a layer or another kind's entry is none of it. */
static const char *const remark_keys[] = {
    "Type",   "Subtype",      "Rect",         "Contents",   "P",      "NM", "M",
    "F",      "AP",           "AS",           "C",          "CA",     "T",  "RC",
    "Popup",  "CreationDate", "Subj",         "IRT",        "RT",     "IT", "Open",
    "Name",   "State",        "StateModel",   "QuadPoints", "Border", "BS", "Lang",
    "Parent", "ca",           "StructParent", "BM",         NULL};

/* PDF 2.0 lets an annotation as a whole be painted in a mode; these let the text through. */
static bool has_plain_mode(struct pdffile *file, const struct pdf_value *annotation)
{
    const struct pdf_value *mode = pdffile_get(file, annotation, "BM");
    return !mode || pdf_is_name(mode, "Multiply") || pdf_is_name(mode, "Darken");
}

static bool is_light(struct pdffile *file, const struct pdf_value *annotation)
{
    static const double dark = 0.5;
    const struct pdf_value *color = pdffile_get(file, annotation, "C");
    if (!color || color->kind != PDF_ARRAY || (color->length != 1 && color->length != 3))
        return !color || (color->kind == PDF_ARRAY && color->length == 0);
    double most = 0;
    PDF_EACH(entry, color->entries)
        most = fmax(most, entry->value->real);
    return most >= dark;
}

/*
 * Over text an icon must look like one: of the reader's own those that are no tick and
 * no cross, of others those on a coloured ground, on which nothing passes for print.
 */
static bool is_plain_icon(struct pdffile *file, const struct pdf_value *annotation,
                          const struct look *look)
{
    static const double least_ground = 0.25;
    static const char *const icons[] = {"Note",   "Comment",   "Help",         "Key",
                                        "Insert", "Paragraph", "NewParagraph", NULL};
    const struct pdf_value *name = pdffile_get(file, annotation, "Name");
    bool is_known = !name;
    for (size_t i = 0; icons[i]; i++)
        is_known |= pdf_is_name(name, icons[i]);
    if (!pdffile_get(file, annotation, "AP"))
        return is_known;
    return !look->is_white && look->ground >= least_ground;
}

static bool is_note(struct pdffile *file, const struct pdf_value *annotation,
                    const struct look *look, bool (*text_below)(void *, const double *),
                    void *context)
{
    double rect[4];
    if (!pdf_read_box(file, annotation, "Rect", rect) || rect[2] - rect[0] > LARGEST_ICON ||
        rect[3] - rect[1] > LARGEST_ICON)
        return false;
    return !look->is_odd && (is_plain_icon(file, annotation, look) || !text_below(context, rect));
}

static bool is_highlight(struct pdffile *file, const struct pdf_value *annotation,
                         const struct look *look)
{
    return is_light(file, annotation) && !look->is_odd && !look->is_covering && !look->is_drawn;
}

enum annotation_kind annotation_kind(struct pdffile *file, const struct pdf_value *annotation,
                                     bool (*text_below)(void *context, const double rect[4]),
                                     void *context)
{
    const struct pdf_value *kind = pdffile_get(file, annotation, "Subtype");
    if (pdf_is_name(kind, "Widget"))
        return ANNOTATION_WIDGET;
    if (!pdf_has_single_keys(file, annotation) || !has_plain_mode(file, annotation))
        return ANNOTATION_OTHER;
    PDF_EACH(entry, annotation->entries)
        if (!pdf_key_is_one_of(entry, remark_keys))
            return ANNOTATION_OTHER;
    if (pdf_is_name(kind, "Popup"))
        return pdffile_get(file, annotation, "AP") ? ANNOTATION_OTHER : ANNOTATION_WINDOW;
    struct look const look = annotation_look(file, annotation);
    bool const is_remark =
        (pdf_is_name(kind, "Text") && is_note(file, annotation, &look, text_below, context)) ||
        (pdf_is_name(kind, "Highlight") && is_highlight(file, annotation, &look));
    return is_remark ? ANNOTATION_REMARK : ANNOTATION_OTHER;
}
