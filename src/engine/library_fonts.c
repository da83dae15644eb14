/*
 * library_fonts.c - the fonts of pictures; see formulyar.h.
 */
#include "engine/library.h"

/* The file is a copy, so that it is a file as any other and may outlive the engine's. */
static void hand_out(struct call *call, const struct svg_font *font, size_t index)
{
    struct text bytes = TEXT_EMPTY;
    text_add_bytes(&bytes, font->bytes, font->size);
    library_hand_out_bytes(
        call, &bytes, arena_printf(call->result->arena, "font%zu.ttf", index + 1), FORMULYAR_FONT);
    call->result->fonts[index] = (struct formulyar_font){
        .family = library_copy(call, font->family),
        .weight = font->weight,
        .ranges = library_copy(call, font->ranges),
    };
}

static void hand_out_all(struct call *call, struct svg_kit *kit)
{
    struct svg_font font;
    size_t count = 0;
    while (svg_kit_font(kit, count, &font))
        count++;
    call->result->fonts = ARENA_ARRAY(call->result->arena, count, struct formulyar_font);
    for (size_t i = 0; svg_kit_font(kit, i, &font); i++)
        hand_out(call, &font, i);
    for (size_t i = 0; i < count; i++)
        call->result->fonts[i].file = &call->result->files[i];
    call->result->font_count = count;
}

struct formulyar_result *formulyar_fonts(struct formulyar *of)
{
    struct call call;
    struct svg_kit *kit = NULL;
    if (library_begin(&call, of, NULL))
        kit = engine_pictures(call.engine, call.diags);
    if (kit)
        hand_out_all(&call, kit);
    return library_end(&call);
}

size_t formulyar_font_count(const struct formulyar_result *result)
{
    return result->font_count;
}

const struct formulyar_font *formulyar_font(const struct formulyar_result *result, size_t index)
{
    return index < result->font_count ? &result->fonts[index] : NULL;
}
