/*
 * appraise_sheets.h - what an edition has beside its forms; inside of appraise.h.
 */
#ifndef FORMULYAR_ENGINE_APPRAISE_SHEETS_H
#define FORMULYAR_ENGINE_APPRAISE_SHEETS_H

#include "engine/engine.h"

/* Loads workbook.xml, summary.xml or bundle.xml at path, and says what is wrong with it. */
void appraise_sheet(const struct engine *engine, const struct edition *edition, const char *name,
                    const char *path, struct diags *diags);

#endif
