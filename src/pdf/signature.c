#include "pdf/writer.h"

/* An empty form XObject of the widget's size; widgets of one size share it. */
static pdf_ref add_appearance(struct pdf_file *file, const struct widget_item *item,
                              struct text *scratch)
{
    pdf_ref const ref = pdf_file_add(file);
    text_clear(scratch);
    text_format(scratch, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 %f %f]",
                mpt_points(item->width), mpt_points(item->height));
    pdf_file_stream(file, ref, scratch, "", 0);
    return ref;
}

static bool same_size(const struct annotation *a, const struct annotation *b)
{
    return a->item->as.widget.width == b->item->as.widget.width &&
           a->item->as.widget.height == b->item->as.widget.height;
}

static void write_field(struct pdf_file *file, const struct annotation *widget, pdf_ref page,
                        pdf_ref appearance, struct text *scratch)
{
    const struct page_item *item = widget->item;
    text_clear(scratch);
    text_add(scratch, "/Type/Annot/Subtype/Widget/FT/Sig/T");
    put_text_string(scratch, item->as.widget.name);
    text_add(scratch, "/TU");
    put_text_string(scratch, item->as.widget.tooltip);
    text_format(scratch, "/F 4/Rect[%f %f %f %f]/P " REF "/StructParent %d/AP<</N " REF ">>",
                mpt_points(item->x), mpt_points(item->y),
                mpt_points(item->x + item->as.widget.width),
                mpt_points(item->y + item->as.widget.height), page, widget->key, appearance);
    pdf_file_fill(file, widget->ref, scratch);
}

/* The first field from an annotation on. */
static const struct annotation *field_from(const struct annotation *annotation)
{
    while (annotation && annotation->item->kind != ITEM_WIDGET)
        annotation = annotation->next;
    return annotation;
}

void signature_write_fields(struct pdf_file *file, const struct annotation *annotations,
                            const pdf_ref *page_refs)
{
    struct text scratch = TEXT_EMPTY;
    const struct annotation *before = NULL;
    pdf_ref appearance = 0;
    for (const struct annotation *widget = field_from(annotations); widget;
         before = widget, widget = field_from(widget->next)) {
        if (!before || !same_size(before, widget))
            appearance = add_appearance(file, &widget->item->as.widget, &scratch);
        write_field(file, widget, page_refs[widget->page], appearance, &scratch);
    }
    text_free(&scratch);
}

void signature_put_form(const struct annotation *annotations, struct text *out)
{
    const struct annotation *first = field_from(annotations);
    for (const struct annotation *widget = first; widget; widget = field_from(widget->next))
        text_format(out, "%s" REF, widget == first ? "/AcroForm<</Fields[" : " ", widget->ref);
    if (first)
        text_add(out, "]/SigFlags 1>>");
}
