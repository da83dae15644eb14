/*
 * extract.c - `formulyar extract`: the case XML that `--pdfa 3` put into a PDF, byte for byte.
 */
#include "cmd/command.h"
#include "cmd/inspect.h"
#include "engine/output.h"
#include "pdfread/pdfparts.h"
#include "verify/verify.h"

/*
 * True when the case inside is the one that was put there: as `verify` finds it.  What
 * is wrong is told only then: a fault that leaves the case as it was is no matter here.
 */
static bool is_original(const char *path, const struct text *bytes, struct arena *arena,
                        struct diags *diags)
{
    struct diags *found = diags_new();
    struct verify_facts facts;
    verify_file(NULL, bytes->data, bytes->len, path, arena, &facts, found);
    bool const is_good = facts.state == VERIFY_UNCHANGED || facts.state == VERIFY_EXTENDED;
    if (!is_good)
        diags_append(diags, found);
    diags_free(found);
    return is_good;
}

/* Runs confined; see inspect.h. */
static bool take_out(const char *path, const struct text *bytes, struct text *out,
                     struct diags *diags, void *context)
{
    (void)context;
    struct arena *arena = arena_new();
    struct pdffile *file =
        is_original(path, bytes, arena, diags) ? inspect_pdf(path, bytes, arena, diags) : NULL;
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
        output_save(options->value[OPTION_OUTPUT], &xml, option_given(options, OPTION_FORCE),
                    diags);
    text_free(&xml);
    return diags_exit_status(diags);
}
