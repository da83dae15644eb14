/*
 * extract.c - `formulyar extract`: the case XML that `--pdfa 3` put into a PDF, byte for byte.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/inspect.h"
#include "cmd/output.h"
#include "cmd/report.h"
#include "verify/attachment.h"

#include <string.h>

static void deliver(const struct options *options, const struct text *xml, struct diags *diags)
{
    const char *output = options->value[OPTION_OUTPUT];
    if (!output || strcmp(output, "-") == 0) {
        report_output(xml->data, xml->len, diags);
        return;
    }
    output_save(output, xml, option_given(options, OPTION_FORCE), diags);
}

/* Runs confined; see inspect.h. */
static bool take_out(const char *path, const struct text *bytes, struct text *out,
                     struct diags *diags, void *context)
{
    (void)context;
    struct arena *arena = arena_new();
    struct pdffile *file = inspect_pdf(path, bytes, arena, diags);
    bool const found = file && pdf_source_attachment(file, out);
    if (file && !found)
        diag_add(diags, MESSAGE_NO_ATTACHMENT, (struct pos){.file = path}, NULL, NULL);
    arena_free(arena);
    return found;
}

int extract_run(const struct options *options, struct diags *diags)
{
    struct text xml = TEXT_EMPTY;
    if (inspect_file(options->operands[0], take_out, NULL, &xml, diags))
        deliver(options, &xml, diags);
    text_free(&xml);
    return diags_exit_status(diags);
}
