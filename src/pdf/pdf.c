/*
 * pdf.c - the doors of pdf.h.
 *
 * A page number that becomes longer can push what follows to the next page, never
 * back: so the rounds come to an end, in practice with the second.
 */
#include "pdf/pdf.h"

#include "pdf/page.h"
#include "pdf/writer.h"

#include <string.h>

enum { MOST_ROUNDS = 20 };

static bool has_references(const struct document *document)
{
    const struct section *section = document->first;
    while (section && !section->page_runs)
        section = section->next;
    return section != NULL;
}

/* True when a text had to be changed. */
static bool set_number(struct section *section, int number, struct arena *arena)
{
    if (!section->page_runs)
        return false;
    const char *text = arena_printf(arena, "%d", number);
    if (strcmp(section->page_runs->text, text) == 0)
        return false;
    for (struct run *run = section->page_runs; run; run = run->next_page_run)
        run->text = text;
    return true;
}

/* True when every number is the one that it was. */
static bool one_round(struct document *document, const struct metrics *metrics, struct arena *arena)
{
    struct arena *scratch = arena_new();
    struct diags *unheard = diags_new();
    const struct pages *pages = layout_document(document, metrics, scratch, unheard);
    const struct section_start *start = pages->starts;
    bool settled = true;
    for (struct section *section = document->first; section; section = section->next) {
        if (!start || start->section != section)
            continue; /* there was no room for it */
        if (set_number(section, start->number, arena))
            settled = false;
        start = start->next;
    }
    diags_free(unheard);
    arena_free(scratch);
    return settled;
}

bool pdf_number_pages(struct document *document, struct fonts *fonts, struct arena *arena)
{
    if (!has_references(document))
        return true;
    for (int round = 0; round < MOST_ROUNDS; round++)
        if (one_round(document, fonts_metrics(fonts), arena))
            return true;
    return false;
}

const struct pages *pdf_fit(struct document *document, struct fonts *fonts, struct arena *keep,
                            struct arena *arena, struct diags *diags)
{
    return layout_fitted(document, fonts_metrics(fonts), keep, arena, diags);
}

int pdf_write(const struct document *document, const struct pages *pages, struct fonts *fonts,
              const struct pdf_options *options, struct text *out, struct file_digests *digests,
              struct diags *diags)
{
    struct arena *arena = arena_new();
    size_t const errors = diags_at_least(diags, SEVERITY_ERROR);
    if (!pages)
        pages = layout_document(document, fonts_metrics(fonts), arena, diags);
    bool const good = diags_at_least(diags, SEVERITY_ERROR) == errors &&
                      pages_write(pages, document, fonts, options, out, digests, diags);
    int const count = good ? pages->count : 0;
    arena_free(arena);
    return count;
}
