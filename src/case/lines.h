/*
 * lines.h - lists that were typed line by line.
 *
 * Where a file breaks its lines means nothing: editors wrap them.  Lines that
 * begin as the points of a list do, «1.», «1.2.», «2)», «(3)», «б)», a dash or a dot, are meant.
 */
#ifndef FORMULYAR_CASE_LINES_H
#define FORMULYAR_CASE_LINES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The length of the first paragraph of a text, line feeds as typed; the length of
 * all of it when it is no list.  A list has two points at least; its first begins
 * the text, comes behind a line that ends with a colon, or is numbered 1.  In a point
 * may be a list of another kind.
 */
size_t lines_paragraph(const char *text, size_t length);

#endif
