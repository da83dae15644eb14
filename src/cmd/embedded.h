/*
 * embedded.h - the signatures inside a PDF, from the confined process that reads the
 * file to the one that reads what is in them.
 */
#ifndef FORMULYAR_CMD_EMBEDDED_H
#define FORMULYAR_CMD_EMBEDDED_H

#include "base/parcel.h"
#include "cmd/signatures.h"
#include "pdfread/pdffile.h"

/*
 * Confined: packs the signatures of a file that was opened over these bytes; of NULL,
 * or of bytes that name no /ByteRange, none.
 */
void embedded_pack(struct text *parcel, struct pdffile *file, const struct text *bytes,
                   struct arena *arena);

/* The same for bytes that nobody has opened yet: whatever is no PDF has no signatures. */
void embedded_pack_file(struct text *parcel, const struct text *bytes, struct arena *arena);

/*
 * Outside: takes them out of the parcel into the list, reads them and tells what is
 * wrong.  The bytes are the file's.
 */
void embedded_read(struct signatures *list, struct parcel *parcel, const struct text *bytes,
                   struct diags *diags);

#endif
