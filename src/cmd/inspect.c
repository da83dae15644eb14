/*
 * inspect.c - see inspect.h.
 */
#include "cmd/inspect.h"

#include "base/file.h"
#include "verify/verify.h"

#include <string.h>

static const size_t LARGEST_FILE = (size_t)512 << 20;

int inspect_read(const char *path, struct text *bytes, struct diags *diags)
{
    int const error = file_read(path, LARGEST_FILE, bytes);
    if (!error)
        return 0;
    diag_add(diags, MESSAGE_FILE_READ, (struct pos){.file = path}, NULL, file_reason(error), NULL);
    return -1;
}

struct pdffile *inspect_pdf(const char *path, const struct text *bytes, struct arena *arena,
                            struct diags *diags)
{
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(bytes->data, bytes->len, arena, &problem);
    if (!file)
        verify_report_problem(problem, (struct pos){.file = path}, diags);
    return file;
}
