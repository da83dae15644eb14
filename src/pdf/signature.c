/*
 * signature.c - see signature.h.
 */
#include "pdf/signature.h"

static void put_number(struct text *out, mpt value, char after)
{
    text_add_thousandths(out, value);
    text_add_char(out, after);
}

/* An empty form XObject of the widget's size; widgets of one size share it. */
static pdf_ref add_appearance(struct pdf_file *file, const struct widget_item *item, struct text *scratch)
{
    pdf_ref const ref = pdf_file_add(file);
    text_clear(scratch);
    text_add(scratch, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ");
    put_number(scratch, item->width, ' ');
    put_number(scratch, item->height, ']');
    pdf_file_stream(file, ref, scratch, "", 0);
    return ref;
}

static bool same_size(const struct widget *a, const struct widget *b)
{
    return a->item->as.widget.width == b->item->as.widget.width &&
           a->item->as.widget.height == b->item->as.widget.height;
}

static void write_field(struct pdf_file *file, const struct widget *widget, pdf_ref page, pdf_ref appearance,
                        struct text *scratch)
{
    enum { PRINT = 4 };
    const struct page_item *item = widget->item;
    text_clear(scratch);
    text_add(scratch, "/Type/Annot/Subtype/Widget/FT/Sig/T");
    put_text_string(scratch, item->as.widget.name);
    text_add(scratch, "/TU");
    put_text_string(scratch, item->as.widget.tooltip);
    text_add(scratch, "/F ");
    text_add_int(scratch, PRINT);
    text_add(scratch, "/Rect[");
    put_number(scratch, item->x, ' ');
    put_number(scratch, item->y, ' ');
    put_number(scratch, item->x + item->as.widget.width, ' ');
    put_number(scratch, item->y + item->as.widget.height, ']');
    text_add(scratch, "/P ");
    put_ref(scratch, page);
    text_add(scratch, "/StructParent ");
    text_add_int(scratch, widget->key);
    text_add(scratch, "/AP<</N ");
    put_ref(scratch, appearance);
    text_add(scratch, ">>");
    pdf_file_fill(file, widget->ref, scratch);
}

void signature_write_fields(struct pdf_file *file, const struct widget *widgets, const pdf_ref *page_refs)
{
    struct text scratch = TEXT_EMPTY;
    pdf_ref appearance = 0;
    for (const struct widget *widget = widgets, *before = NULL; widget; before = widget, widget = widget->next) {
        if (!before || !same_size(before, widget))
            appearance = add_appearance(file, &widget->item->as.widget, &scratch);
        write_field(file, widget, page_refs[widget->page], appearance, &scratch);
    }
    text_free(&scratch);
}

void signature_put_annotations(const struct widget *widgets, int page, struct text *out)
{
    bool any = false;
    for (const struct widget *widget = widgets; widget; widget = widget->next) {
        if (widget->page != page)
            continue;
        text_add(out, any ? " " : "/Annots[");
        put_ref(out, widget->ref);
        any = true;
    }
    if (any)
        text_add(out, "]/Tabs/S");
}

void signature_put_form(const struct widget *widgets, struct text *out)
{
    if (!widgets)
        return;
    text_add(out, "/AcroForm<</Fields[");
    for (const struct widget *widget = widgets; widget; widget = widget->next) {
        if (widget != widgets)
            text_add_char(out, ' ');
        put_ref(out, widget->ref);
    }
    text_add(out, "]/SigFlags 1>>");
}
