#include "table/ods_text.h"

#include "table/table.h"

static void add(struct ods_text *text, const char *bytes, size_t count)
{
    text->is_too_long |= text->text.len + count > TABLE_LONGEST_TEXT;
    if (!text->is_too_long)
        text_add_bytes(&text->text, bytes, count);
}

void ods_text_clear(struct ods_text *text)
{
    text_clear(&text->text);
    text->paragraphs = 0;
}

void ods_text_begin(struct ods_text *text)
{
    if (text->paragraphs++)
        add(text, "\n", 1);
    text->at_start = true;
    text->space = NO_SPACE;
}

/* Adds the white space that was met, now that something follows. */
static void add_space(struct ods_text *text)
{
    if (text->space != NO_SPACE && !text->at_start)
        add(text, text->space == SPACE ? " " : "\n", 1);
    text->space = NO_SPACE;
    text->at_start = false;
}

void ods_text_end(struct ods_text *text)
{
    if (text->space == SPACE)
        add_space(text);
}

static void meet_space(struct ods_text *text, char byte)
{
    if (byte != '\r')
        text->space = text->space == NO_SPACE && byte == '\n' ? ONE_LINE_END : SPACE;
}

void ods_text_add(struct ods_text *text, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t const first = i;
        while (i < count && !strchr(" \t\r\n", bytes[i]))
            i++;
        if (i == first) {
            meet_space(text, bytes[i++]);
            continue;
        }
        add_space(text);
        add(text, bytes + first, i - first);
    }
}

void ods_text_add_sign(struct ods_text *text, char sign, size_t times)
{
    add_space(text);
    for (; times > 0 && !text->is_too_long; times--)
        add(text, &sign, 1);
}
