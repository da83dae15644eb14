/*
 * seal.h - whose a PDF is, and what became of it since this program wrote it.
 *
 * One answer for all who ask: `verify`, `extract`, and the guard that keeps
 * `render` from replacing what people signed or changed.
 */
#ifndef FORMULYAR_VERIFY_SEAL_H
#define FORMULYAR_VERIFY_SEAL_H

#include "base/hash.h"
#include "verify/verify.h"

struct seal {
    enum verify_state state;
    struct pdffile *made; /* the first revision alone; NULL unless the state speaks of one */
    const char *what; /* of VERIFY_CHANGED: what later revisions changed, DIAG_BOTH; else NULL */
    size_t remarks;   /* of VERIFY_EXTENDED: notes and highlights that readers added */
};

/*
 * Examines a file that pdffile_open_within() opened from these bytes, and fills in
 * what it says of itself (metadata_read(); strings in told): of a file of this
 * program as the first revision says it.  digests: what the writer of these very
 * bytes knows of them, or NULL.
 */
struct seal seal_examine(struct pdffile *file, const void *bytes, size_t size,
                         const struct file_digests *digests, struct arena *arena,
                         struct arena *told, struct verify_facts *facts);

/* True when the bytes of a file that cannot be opened bear this program's marks. */
bool seal_is_ours(const void *bytes, size_t size);

#endif
