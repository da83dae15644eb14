/*
 * produce.h - from a case (or none, for a blank) and an edition to finished files.
 */
#ifndef FORMULYAR_CMD_PRODUCE_H
#define FORMULYAR_CMD_PRODUCE_H

#include "cmd/output.h"
#include "cmd/pipeline.h"

/*
 * Makes every wanted form of the case in every wanted kind (a bit for each row
 * of writers[]), and delivers them as NAME_FORM.EXT only when all of them
 * could be made.  What goes wrong is in the pipeline's diags.
 */
void produce(struct pipeline *pipeline, const struct edition *edition,
             const struct casefile *casefile, const char *name, unsigned kinds,
             struct output *output, struct arena *arena);

#endif
