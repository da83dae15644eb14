/*
 * verify.c - tells a PDF from a DOCX; see verify.h.
 */
#include "verify/checks.h"

#include "base/deflate.h"
#include "package/unpack.h"
#include "verify/content.h"
#include "verify/docxfile.h"
#include "xml/stream.h"

#include <stdlib.h>
#include <string.h>

const char *verify_state_name(enum verify_state state)
{
    switch (state) {
    case VERIFY_UNKNOWN: return "unknown";
    case VERIFY_UNCHANGED: return "unchanged";
    case VERIFY_EXTENDED: return "extended";
    case VERIFY_CHANGED: return "changed";
    case VERIFY_RESAVED: return "resaved";
    case VERIFY_TRUNCATED: return "truncated";
    case VERIFY_FOREIGN: return "foreign";
    }
    return "";
}

struct verifier *verifier_new(void)
{
    struct verifier *verifier = xmalloc(sizeof *verifier);
    *verifier = (struct verifier){0};
    return verifier;
}

void verifier_free(struct verifier *verifier)
{
    if (!verifier)
        return;
    textmaps_free(verifier->maps);
    inflater_free(verifier->inflater);
    arena_free(verifier->arena);
    docxreader_free(verifier->docx);
    unpacked_free(verifier->unpacked);
    if (verifier->svg)
        xmlstream_free(verifier->svg);
    free(verifier);
}

struct verify_facts verify_no_facts(const char *format)
{
    return (struct verify_facts){.format = format,
                                 .conformance = "",
                                 .version = "",
                                 .case_id = "",
                                 .form = "",
                                 .edition = "",
                                 .teacher = ""};
}

/* What the writer of the bytes knows of them; each may be NULL. */
struct writers_word {
    const struct file_digests *digests; /* of a PDF */
    const struct digest_record *record; /* of a DOCX */
};

static bool verify_bytes(struct verifier *verifier, const void *bytes, size_t size,
                         struct writers_word word, const char *name, struct arena *arena,
                         struct verify_facts *facts, struct diags *diags)
{
    if (size >= 5 && memcmp(bytes, "%PDF-", 5) == 0)
        return verify_pdf(verifier, bytes, size, word.digests, name, arena, facts, diags);
    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return verify_docx(verifier, bytes, size, word.record, name, arena, facts, diags);
    *facts = verify_no_facts("");
    diag_add(diags, verify_is_svg(bytes, size) ? MESSAGE_VERIFY_PICTURE : MESSAGE_VERIFY_UNKNOWN,
             (struct pos){.file = name}, NULL, NULL);
    return false;
}

bool verify_file(struct verifier *verifier, const void *bytes, size_t size, const char *name,
                 struct arena *arena, struct verify_facts *facts, struct diags *diags)
{
    struct verifier *own = verifier ? NULL : verifier_new();
    bool const good = verify_bytes(own ? own : verifier, bytes, size, (struct writers_word){0},
                                   name, arena, facts, diags);
    verifier_free(own);
    return good;
}

bool verify_written(struct verifier *verifier, const struct text *file,
                    const struct file_digests *digests, const struct digest_record *record,
                    const char *name, struct arena *arena, struct verify_facts *facts,
                    struct diags *diags)
{
    return verify_bytes(verifier, file->data, file->len, (struct writers_word){digests, record},
                        name, arena, facts, diags);
}
