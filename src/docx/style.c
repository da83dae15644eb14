#include "docx/style.h"

#include <string.h>

/*
 * The measures are those of the PDF (src/pdf/layout_blocks.c), so that both
 * have the same pages.
 */
#define LETTERHEAD_MARGIN 25 /* leaves 120 mm, the longest line of a centred letterhead */
#define ITEM_HANG 7.5        /* room for "10)" at 14 pt */
#define OPTION_HANG 5.0      /* a check box and its space */
#define NEXT_BEFORE 3        /* points between the paragraphs of one value */
#define CELL_INDENT 4        /* of a cell's further paragraphs */
#define SIGNATURE_GAP 3      /* between the place to sign and what stands beside it */

enum { HEADING = TRAIT_BOLD | TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES };

/* clang-format off */
static const struct style styles[] = {
    {.id = STYLE_TEXT, .name = "Форма: текст", .align = "both", .traits = TRAIT_FIRST_LINE},
    {.id = STYLE_LETTERHEAD, .name = "Форма: бланк организации", .align = "center",
     .size = SIZE_TABLE, .line = LINE_SINGLE, .traits = TRAIT_KEEP_LINES,
     .left = LETTERHEAD_MARGIN, .right = LETTERHEAD_MARGIN},
    {.id = STYLE_CONTACTS, .name = "Форма: адрес и связь", .base = STYLE_LETTERHEAD,
     .align = "center", .size = SIZE_SMALL, .line = LINE_SINGLE, .traits = TRAIT_KEEP_LINES,
     .left = LETTERHEAD_MARGIN, .right = LETTERHEAD_MARGIN},
    {.id = STYLE_LETTERHEAD_RULE, .name = "Форма: линия под бланком", .line = LINE_LOW,
     .border = BORDER_BELOW, .after = 12},
    {.id = STYLE_MARK, .name = "Форма: отметка", .line = LINE_SINGLE, .after = 12,
     .traits = TRAIT_KEEP_LINES | TRAIT_CLOSE},
    {.id = STYLE_TITLE, .name = "heading 1", .next = STYLE_TEXT, .align = "center",
     .before = 12, .after = 12, .outline = 1, .traits = HEADING},
    {.id = STYLE_PART, .name = "heading 2", .next = STYLE_TEXT, .before = 10, .after = 3,
     .outline = 2, .traits = HEADING},
    {.id = STYLE_LEAD_IN, .name = "Форма: вводная строка", .size = SIZE_SMALL, .after = 6,
     .traits = TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES},
    {.id = STYLE_NOTE, .name = "Форма: примечание", .size = SIZE_SMALL, .before = 4},
    {.id = STYLE_CENTRE, .name = "Форма: реквизит", .align = "center", .traits = TRAIT_KEEP_LINES},
    {.id = STYLE_LABEL, .name = "Форма: название поля", .base = STYLE_PART, .next = STYLE_VALUE,
     .before = 8, .after = 3, .traits = HEADING},
    {.id = STYLE_VALUE, .name = "Форма: значение поля", .align = "both"},
    {.id = STYLE_VALUE_NEXT, .name = "Форма: продолжение значения", .align = "both",
     .before = NEXT_BEFORE},
    {.id = STYLE_INLINE, .name = "Форма: поле в строку", .before = 8,
     .traits = TRAIT_KEEP_LINES | TRAIT_FURTHER_LINES},
    {.id = STYLE_INLINE_NEXT, .name = "Форма: продолжение поля", .before = NEXT_BEFORE,
     .traits = TRAIT_ALL_LINES},
    {.id = STYLE_INLINE_BLANK, .name = "Форма: поле для записи", .before = 8, .traits = TRAIT_KEEP_LINES},
    {.id = STYLE_WRITE_LINE, .name = "Форма: линейка для записи", .border = BORDER_RULED,
     .line = LINE_RULED},
    {.id = STYLE_ITEM, .name = "Форма: пункт списка", .align = "both",
     .left = ITEM_HANG, .hanging = ITEM_HANG},
    {.id = STYLE_ITEM_NEXT, .name = "Форма: продолжение пункта", .align = "both",
     .before = NEXT_BEFORE, .left = ITEM_HANG},
    {.id = STYLE_OPTION, .name = "Форма: вариант ответа", .traits = TRAIT_KEEP_LINES,
     .left = OPTION_HANG, .hanging = OPTION_HANG},
    {.id = STYLE_DETAIL, .name = "Форма: пояснение к варианту", .align = "both",
     .left = OPTION_HANG},
    {.id = STYLE_DETAIL_NEXT, .name = "Форма: продолжение пояснения", .align = "both",
     .before = NEXT_BEFORE, .left = OPTION_HANG},
    {.id = STYLE_DETAIL_ITEM, .name = "Форма: пункт пояснения", .align = "both",
     .left = OPTION_HANG + ITEM_HANG, .hanging = ITEM_HANG},
    {.id = STYLE_DETAIL_ITEM_NEXT, .name = "Форма: продолжение пункта пояснения",
     .align = "both", .before = NEXT_BEFORE, .left = OPTION_HANG + ITEM_HANG},
    {.id = STYLE_DETAIL_LINE, .name = "Форма: линейка под вариантом", .base = STYLE_WRITE_LINE,
     .border = BORDER_RULED, .line = LINE_RULED, .left = OPTION_HANG},
    {.id = STYLE_TABLE_HEAD, .name = "Форма: заголовок таблицы", .size = SIZE_TABLE,
     .align = "center", .line = LINE_SINGLE,
     .traits = TRAIT_BOLD | TRAIT_KEEP_NEXT},
    {.id = STYLE_TABLE_TEXT, .name = "Форма: текст таблицы", .size = SIZE_TABLE,
     .line = LINE_SINGLE, .traits = TRAIT_HYPHENS},
    {.id = STYLE_TABLE_NEXT, .name = "Форма: продолжение в таблице", .size = SIZE_TABLE,
     .line = LINE_SINGLE, .traits = TRAIT_HYPHENS, .first = CELL_INDENT},
    {.id = STYLE_SIGNATURE_LEAD, .name = "Форма: строка над подписью", .before = 4,
     .traits = TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES},
    {.id = STYLE_POSITION, .name = "Форма: должность", .line = LINE_SINGLE,
     .right = SIGNATURE_GAP, .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_SIGNATURE, .name = "Форма: место подписи", .line = LINE_SINGLE,
     .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_NAME, .name = "Форма: расшифровка подписи", .align = "right",
     .line = LINE_SINGLE, .left = SIGNATURE_GAP, .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_NAME_BLANK, .name = "Форма: линейка для расшифровки", .line = LINE_SINGLE,
     .border = BORDER_RULED, .left = SIGNATURE_GAP, .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_DATE, .name = "Форма: дата подписи", .before = 2,
     .line = LINE_SINGLE},
    {.id = STYLE_TABLE_SPACE, .name = "Форма: просвет у таблицы", .line = LINE_LOW},
    {.id = STYLE_END, .name = "Форма: конец раздела", .line = LINE_TINY},
    {.id = STYLE_HEADER, .name = "header", .size = SIZE_TABLE, .align = "center",
     .line = LINE_SINGLE},
    {.id = STYLE_FOOTER, .name = "footer", .size = SIZE_TABLE, .line = LINE_SINGLE},
};
/* clang-format on */

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
