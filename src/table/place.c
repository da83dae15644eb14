#include "table/table.h"

void table_add_cell(struct text *out, uint32_t row, uint32_t column)
{
    diag_cell_add(out, &(struct diag_cell){.sheet = "", .row = (long)row, .column = (long)column});
}

/* The number of a letter, 1 for A; 0: no letter. */
static uint32_t letter(char byte)
{
    if (byte >= 'a' && byte <= 'z')
        return (uint32_t)(byte - 'a') + 1;
    return byte >= 'A' && byte <= 'Z' ? (uint32_t)(byte - 'A') + 1 : 0;
}

size_t table_parse_cell(const char *string, uint32_t *row, uint32_t *column)
{
    const char *at = string + (*string == '$');
    uint32_t across = 0, down = 0;
    for (; letter(*at) && across <= TABLE_LAST_COLUMN; at++)
        across = across * 26 + letter(*at);
    if (across == 0 || across > TABLE_LAST_COLUMN)
        return 0;
    at += *at == '$';
    for (; *at >= '0' && *at <= '9' && down <= TABLE_LAST_ROW; at++)
        down = down * 10 + (uint32_t)(*at - '0');
    if (down == 0 || down > TABLE_LAST_ROW)
        return 0;
    *row = down;
    *column = across;
    return (size_t)(at - string);
}
