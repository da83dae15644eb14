/*
 * style.c - see style.h.
 */
#include "docx/style.h"

#include <string.h>

#define ITEM_HANG 7.5 /* room for "10)" at 14 pt */
#define OPTION_HANG 5.0 /* a check box and its space */

static const struct style styles[] = {
    {.id = STYLE_TEXT, .name = "Форма: текст", .traits = TRAIT_FIRST_LINE, .align = "both"},
    {.id = STYLE_LETTERHEAD,
     .name = "Форма: бланк организации",
     .traits = TRAIT_NO_HYPHENS,
     .align = "center",
     .border = BORDER_BELOW},
    {.id = STYLE_CONTACTS,
     .name = "Форма: адрес и связь",
     .base = STYLE_LETTERHEAD,
     .size = SIZE_SMALL},
    {.id = STYLE_MARK,
     .name = "Форма: отметка",
     .after = 6,
     .traits = TRAIT_NO_HYPHENS | TRAIT_KEEP_LINES | TRAIT_CLOSE},
    {.id = STYLE_TITLE,
     .name = "heading 1",
     .next = STYLE_TEXT,
     .align = "center",
     .before = 12,
     .after = 12,
     .outline = 1,
     .traits = TRAIT_BOLD | TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES | TRAIT_NO_HYPHENS},
    {.id = STYLE_PART,
     .name = "heading 2",
     .next = STYLE_TEXT,
     .before = 10,
     .after = 4,
     .outline = 2,
     .traits = TRAIT_BOLD | TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES | TRAIT_NO_HYPHENS},
    {.id = STYLE_LEAD_IN,
     .name = "Форма: вводная строка",
     .size = SIZE_SMALL,
     .traits = TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES,
     .after = 6},
    {.id = STYLE_NOTE, .name = "Форма: примечание", .size = SIZE_SMALL, .before = 4},
    {.id = STYLE_LABEL,
     .name = "Форма: название поля",
     .next = STYLE_VALUE,
     .before = 8,
     .traits = TRAIT_BOLD | TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES | TRAIT_NO_HYPHENS},
    {.id = STYLE_VALUE, .name = "Форма: значение поля"},
    {.id = STYLE_INLINE, .name = "Форма: поле в строку", .before = 8},
    {.id = STYLE_INLINE_BLANK,
     .name = "Форма: поле для записи",
     .before = 8,
     .line = LINE_RULED_AT_LEAST},
    {.id = STYLE_WRITE_LINE,
     .name = "Форма: линейка для записи",
     .border = BORDER_RULED,
     .line = LINE_RULED},
    {.id = STYLE_ITEM, .name = "Форма: пункт списка", .left = ITEM_HANG, .hanging = ITEM_HANG},
    {.id = STYLE_ITEM_NEXT, .name = "Форма: продолжение пункта", .left = ITEM_HANG},
    {.id = STYLE_OPTION,
     .name = "Форма: вариант ответа",
     .traits = TRAIT_KEEP_LINES,
     .left = OPTION_HANG,
     .hanging = OPTION_HANG},
    {.id = STYLE_DETAIL, .name = "Форма: пояснение к варианту", .left = OPTION_HANG},
    {.id = STYLE_DETAIL_ITEM,
     .name = "Форма: пункт пояснения",
     .left = OPTION_HANG + ITEM_HANG,
     .hanging = ITEM_HANG},
    {.id = STYLE_DETAIL_ITEM_NEXT,
     .name = "Форма: продолжение пункта пояснения",
     .left = OPTION_HANG + ITEM_HANG},
    {.id = STYLE_DETAIL_LINE,
     .name = "Форма: линейка под вариантом",
     .base = STYLE_WRITE_LINE,
     .left = OPTION_HANG},
    {.id = STYLE_TABLE_HEAD,
     .name = "Форма: заголовок таблицы",
     .size = SIZE_TABLE,
     .align = "center",
     .traits = TRAIT_BOLD | TRAIT_KEEP_NEXT | TRAIT_NO_HYPHENS},
    {.id = STYLE_TABLE_TEXT, .name = "Форма: текст таблицы", .size = SIZE_TABLE},
    {.id = STYLE_SIGNATURE_LEAD,
     .name = "Форма: строка над подписью",
     .before = 6,
     .traits = TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES},
    {.id = STYLE_POSITION,
     .name = "Форма: должность",
     .traits = TRAIT_KEEP_NEXT | TRAIT_NO_HYPHENS},
    {.id = STYLE_SIGNATURE, .name = "Форма: место подписи", .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_NAME,
     .name = "Форма: расшифровка подписи",
     .align = "right",
     .traits = TRAIT_KEEP_NEXT | TRAIT_NO_HYPHENS},
    {.id = STYLE_NAME_BLANK,
     .name = "Форма: линейка для расшифровки",
     .left = 4,
     .border = BORDER_RULED,
     .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_DATE, .name = "Форма: дата подписи", .traits = TRAIT_NO_HYPHENS},
    {.id = STYLE_SEPARATOR, .name = "Форма: разделитель", .line = LINE_TINY},
    {.id = STYLE_HEADER, .name = "header", .size = SIZE_TABLE, .align = "center"},
    {.id = STYLE_FOOTER, .name = "footer", .size = SIZE_TABLE},
};

const struct style *styles_list(size_t *count)
{
    *count = sizeof styles / sizeof styles[0];
    return styles;
}

bool style_is_bold(const char *id)
{
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
        if (strcmp(styles[i].id, id) == 0)
            return (styles[i].traits & TRAIT_BOLD) != 0;
    return false;
}
