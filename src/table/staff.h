/*
 * staff.h - who works at a school, from any list of it: the rows below a row of headings.
 *
 * No program of schools has a known export, so nothing is expected of a list but headings:
 * Фамилия, Имя, Отчество or ФИО (Ф.И.О., Сотрудник, Учитель...), and Должность.
 */
#ifndef FORMULYAR_TABLE_STAFF_H
#define FORMULYAR_TABLE_STAFF_H

#include "table/table.h"

/* White space is folded in all texts; none is NULL but whole. */
struct staff_member {
    const char *surname, *name, *patronymic; /* all "" when whole says it */
    const char
        *whole; /* a name that is not surely surname, name, patronymic, as it stands; else NULL */
    const char *position; /* "" when the list does not tell it */
    uint32_t row, column; /* of the cell with the surname or the whole name */
};

struct staff {
    const struct staff_member
        *members; /* in the order of the list; who stands there twice over is taken once */
    size_t count;
    const struct sheet *sheet; /* where it was found */
    uint32_t heading;          /* the row */
};

/*
 * Finds the list in the sheets of a workbook: visible ones first, those with Должность
 * before those without. A name in one cell is taken apart only when it is exactly three
 * words, none of them an initial; otherwise it is left whole, and a warning names its cell.
 * False, with an error, when there is no such list or nobody in it. file is its name, for
 * messages.
 */
bool staff_find(const struct workbook *workbook, const char *file, struct arena *arena,
                struct staff *staff, struct diags *diags);

#endif
