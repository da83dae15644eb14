#include "docx/sheets.h"

#include "base/arena.h"
#include "docx/parts.h"

#include <stdlib.h>

enum { MOST_SHEETS = 16 };

/* All numbers of a typography: what they are depends on nothing else of it. */
enum {
    NUMBERS_BEGIN = offsetof(struct typography, body_pt),
    NUMBERS_SIZE = offsetof(struct typography, give) - NUMBERS_BEGIN
};

/* A sheet, and what it was written for; strings are copies. */
struct sheet {
    struct sheet_wish wish;
    struct typography type;
    char *family, *lang;
    struct text xml;
};

struct sheets {
    struct sheet items[MOST_SHEETS];
    size_t count, oldest;
};

struct sheets *sheets_new(void)
{
    return xcalloc(1, sizeof(struct sheets));
}

static void forget(struct sheet *sheet)
{
    free(sheet->family);
    free(sheet->lang);
    text_free(&sheet->xml);
}

void sheets_free(struct sheets *sheets)
{
    for (size_t i = 0; sheets && i < sheets->count; i++)
        forget(&sheets->items[i]);
    free(sheets);
}

static bool is_for(const struct sheet *sheet, const struct sheet_wish *wish)
{
    return sheet->wish.has_places == wish->has_places &&
           sheet->wish.lacks_title == wish->lacks_title &&
           memcmp((const char *)&sheet->type + NUMBERS_BEGIN,
                  (const char *)wish->type + NUMBERS_BEGIN, NUMBERS_SIZE) == 0 &&
           strcmp(sheet->family, wish->type->docx_family) == 0 &&
           strcmp(sheet->lang, wish->lang) == 0;
}

/* To be filled in at once. */
static struct sheet *place_for_one_more(struct sheets *sheets)
{
    if (sheets->count < MOST_SHEETS)
        return &sheets->items[sheets->count++];
    struct sheet *sheet = &sheets->items[sheets->oldest];
    sheets->oldest = (sheets->oldest + 1) % MOST_SHEETS;
    forget(sheet);
    return sheet;
}

void sheets_put(struct sheets *sheets, const struct document *document, struct text *out)
{
    struct sheet_wish const wish = styles_wish(document);
    if (!sheets) {
        styles_write(&wish, out);
        return;
    }
    struct sheet *sheet = sheets->items;
    while (sheet < sheets->items + sheets->count && !is_for(sheet, &wish))
        sheet++;
    if (sheet == sheets->items + sheets->count) {
        struct sheet made = {.wish = wish,
                             .type = *wish.type,
                             .family = xstrdup(wish.type->docx_family),
                             .lang = xstrdup(wish.lang)};
        styles_write(&wish, &made.xml);
        sheet = place_for_one_more(sheets);
        *sheet = made;
    }
    text_add_bytes(out, sheet->xml.data, sheet->xml.len);
}
