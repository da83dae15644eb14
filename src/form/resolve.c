/*
 * resolve.c - a form and a case become a document; see form.h.
 */
#include "form/form.h"

#include "form/resolve.h"

#include <string.h>

static struct block *draft_mark(const struct resolver *resolver)
{
    const struct edition *edition = resolver->edition;
    struct block *block = block_new(resolver->arena, BLOCK_MARK, SOURCE_OURS, (struct pos){0});
    block->as.mark.width_mm = edition->draft_mark_width_mm;
    block->as.mark.lines = para_from_text(resolver->arena, edition->draft_mark, RUN_STRONG);
    return block;
}

static struct section *make_section(struct resolver *resolver, const char *title,
                                    const struct block_def *blocks)
{
    struct section *section = ARENA_NEW(resolver->arena, struct section);
    section->title = title;
    section->page = resolver->form->page ? *resolver->form->page : resolver->edition->page;
    struct block **tail = &section->first;
    if (resolver->draft && !resolver->body_only)
        LIST_APPEND(tail, draft_mark(resolver));
    resolve_blocks(resolver, blocks, &tail);
    return section;
}

static struct section *make_sections(struct resolver *resolver, const char *name)
{
    const struct form *form = resolver->form;
    struct section *first = make_section(resolver, name, form->blocks);
    struct section **tail = &first->next;
    first->restart_pages = true;
    for (const struct attachment_def *def = form->attachments; def; def = def->next)
        if (resolve_condition(resolver, &def->condition))
            LIST_APPEND(tail, make_section(resolver, def->title, def->blocks));
    return first;
}

/* Never the clock. */
const char *form_date(const struct form *form, const struct casefile *casefile, const char *status,
                      struct arena *arena)
{
    size_t count = 0;
    const struct query *query = strcmp(status, STATUS_BEFORE) == 0 ? form->date_before : form->date;
    const struct node **nodes =
        query ? query_nodes(query, case_root(casefile), arena, &count) : NULL;
    const char *date = count ? node_text(nodes[0], arena) : "";
    return *dates_short(arena, date) ? date : "";
}

/*
 * What tells the fields of this document from those of another of its form, for somebody who
 * hears them by their names: a bundle holds the conclusions of many.
 */
static const char *whose_fields(const struct casefile *casefile,
                                const struct resolve_options *options, struct arena *arena)
{
    if (options->about)
        return arena_printf(arena, " %s", options->about);
    if (!casefile)
        return "";
    const char *id = case_id(casefile);
    const char *label = subject_label(casefile, arena);
    return strcmp(label, id) == 0 ? arena_printf(arena, ", дело %s", id)
                                  : arena_printf(arena, ", %s, дело %s", label, id);
}

struct document *form_resolve(const struct form *form, const struct edition *edition,
                              const struct organization *organization,
                              const struct casefile *casefile,
                              const struct resolve_options *options, struct arena *arena)
{
    const char *status = options->status ? options->status : casefile ? case_status(casefile) : "";
    bool const is_before = strcmp(status, STATUS_BEFORE) == 0;
    const char *name = is_before && form->name_before ? form->name_before : form->name;
    const char *date = casefile ? form_date(form, casefile, status, arena) : "";
    struct resolver resolver = {
        .arena = arena,
        .form = form,
        .edition = edition,
        .organization = organization,
        .casefile = casefile,
        .here = casefile ? case_root(casefile) : NULL,
        .status = status_bit(form->codes, status),
        .draft = options->draft,
        .body_only = options->body_only,
        .day = form->statuses ? date : "", /* minutes name people as they are called now */
        .whose = whose_fields(casefile, options, arena),
    };
    if (form->is_journal)
        journal_sort(&resolver, options);
    struct document *document = ARENA_NEW(arena, struct document);
    const char *id = arena_strdup(arena, options->id ? options->id
                                         : casefile  ? case_id(casefile)
                                                     : "");
    const char *about = options->about ? options->about : id;
    document->title = *about ? arena_printf(arena, "%s %s", name, about) : name;
    document->subject = form->subject;
    document->author = organization ? organization->short_name : "";
    document->lang = edition->lang;
    document->case_id = id;
    document->teacher = options->teacher ? options->teacher
                        : casefile       ? subject_digest(casefile, arena)
                                         : "";
    document->form_id = form_document_id(form, status, arena);
    document->edition_id = edition->id;
    document->date = *date ? date : NULL;
    document->running_mark = options->draft && !options->body_only ? edition->draft_mark : NULL;
    document->type = edition->type;
    document->first = make_sections(&resolver, name);
    return document;
}
