/*
 * chart.h - a chart as word processors know it: DrawingML, ISO/IEC 29500-1, 21.2.
 *
 * The values stand in the chart part itself, as literals: no workbook is
 * embedded, and the tables of the document hold them for editing.
 */
#ifndef FORMULYAR_DOCX_CHART_H
#define FORMULYAR_DOCX_CHART_H

#include "docx/wml.h"

/* The title as a paragraph, and below it the place of the next chart of the document. */
void chart_write(struct docx_writer *writer, const struct chart *chart);

/* The whole chart part. */
void chart_part_write(const struct document *document, const struct chart *chart, struct text *out);

#endif
