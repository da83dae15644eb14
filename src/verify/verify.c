/*
 * verify.c - tells a PDF from a DOCX; see verify.h.
 */
#include "verify/verify.h"

#include <string.h>

bool verify_file(const void *bytes, size_t size, const char *name, struct arena *arena,
                 struct verify_facts *facts, struct diags *diags)
{
    if (size >= 5 && memcmp(bytes, "%PDF-", 5) == 0)
        return verify_pdf(bytes, size, name, arena, facts, diags);
    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return verify_docx(bytes, size, name, arena, facts, diags);
    *facts = (struct verify_facts){.format = "",
                                   .conformance = "",
                                   .version = "",
                                   .case_id = "",
                                   .form = "",
                                   .edition = ""};
    diag_add(diags, MESSAGE_VERIFY_UNKNOWN, (struct pos){.file = name}, NULL, NULL);
    return false;
}
