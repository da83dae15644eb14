/*
 * chart.h - bars as vectors, under a Figure element that tells them in words.
 */
#ifndef FORMULYAR_PDF_CHART_H
#define FORMULYAR_PDF_CHART_H

#include "pdf/layout_flow.h"

/* Appends a chart to the column; one that is higher than a page becomes several Figures. */
void chart_flow(struct flow *flow, const struct chart *chart);

#endif
