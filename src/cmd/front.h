/*
 * front.h - minutes in a PDF of any program, put in front of our bundle.
 */
#ifndef FORMULYAR_CMD_FRONT_H
#define FORMULYAR_CMD_FRONT_H

#include "cmd/run.h"
#include "engine/product.h"

struct front;

/*
 * Reads the file of --minutes and finds out whether it may stand in front of the
 * file of -o.  NULL with a diagnostic when it may not; front_close() ends it.
 */
struct front *front_open(struct command_run *run);
void front_close(struct front *front);

/* Pages of the minutes. */
int front_pages(const struct front *front);

/* What the joined file may say of itself, for engine_options.joined. */
const struct pdf_joined *front_claim(const struct front *front);

/*
 * Puts the minutes in front of the bundle: the product becomes the joined file.
 * Tells what is not as it was: no claim of PDF/A, renamed fields.  False with a
 * diagnostic; the product is to be thrown away then.
 */
bool front_join(struct front *front, struct command_run *run, struct product *product);

#endif
