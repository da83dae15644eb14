/*
 * editions.h - the editions in the folder of forms, each loaded once when first asked for.
 */
#ifndef FORMULYAR_ENGINE_EDITIONS_H
#define FORMULYAR_ENGINE_EDITIONS_H

#include "form/form.h"

struct editions;

/* What it is given is borrowed; editions_close() releases what was loaded. */
struct editions *editions_open(const char *folder, struct form_schema *form_schema,
                               const struct case_schema *schema);
void editions_close(struct editions *editions);

/* The ids of all editions in the folder, sorted, closed by NULL; borrowed. */
const char *const *editions_ids(const struct editions *editions);

/* One edition; NULL with a diagnostic at pos when it is unknown, or what is wrong with it. */
const struct edition *editions_get(struct editions *editions, const char *id, struct pos pos,
                                   const char *path, struct diags *diags);

/* The one approved last; NULL with a diagnostic when none is approved. */
const struct edition *editions_newest(struct editions *editions, struct diags *diags);

#endif
