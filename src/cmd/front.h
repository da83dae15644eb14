/*
 * front.h - minutes in a PDF of any program, put in front of our bundle.
 */
#ifndef FORMULYAR_CMD_FRONT_H
#define FORMULYAR_CMD_FRONT_H

#include "engine/pipeline.h"

struct front;

/*
 * Reads the file of --minutes and finds out whether it may stand in front of the
 * file of -o.  NULL with a diagnostic when it may not; front_close() ends it.
 */
struct front *front_open(struct pipeline *pipeline);
void front_close(struct front *front);

/* Pages of the minutes. */
int front_pages(const struct front *front);

/* What the joined file may say of itself, for pipeline.joined. */
const struct pdf_joined *front_claim(const struct front *front);

/*
 * Puts the minutes in front of the bundle: bytes become those of the joined file.
 * Tells what is not as it was: no claim of PDF/A, renamed fields.  False with a
 * diagnostic; bytes are to be thrown away then.
 */
bool front_join(struct front *front, struct pipeline *pipeline, struct text *bytes);

#endif
