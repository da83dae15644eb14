#include "doc/assembly.h"

#include <string.h>

static void number_fields(const struct section *section, size_t number, struct arena *arena)
{
    for (struct block *block = section->first; block; block = block->next) {
        if (block->kind != BLOCK_SIGNATURES)
            continue;
        for (struct signer *signer = block->as.signatures.signers; signer; signer = signer->next)
            signer->field_name = arena_printf(arena, "%s_%zu", signer->field_name, number);
    }
}

/* Everything but the sections, from the first document; then only the date moves on. */
static void take_properties(struct document *whole, const struct document *document)
{
    const char *date = whole->date;
    struct section *first = whole->first;
    if (!whole->lang) {
        *whole = *document;
        whole->teacher = ""; /* of several people */
        whole->first = first;
        return;
    }
    if (!date || (document->date && strcmp(document->date, date) > 0))
        whole->date = document->date;
}

void assembly_add_section(struct assembly *assembly, struct section *section)
{
    LIST_PUT(assembly->whole.first, assembly->last, section);
}

struct section *assembly_add(struct assembly *assembly, const struct document *document,
                             size_t number)
{
    take_properties(&assembly->whole, document);
    for (struct section *section = document->first; section; section = section->next) {
        if (!section->type)
            section->type = &document->type;
        if (number)
            number_fields(section, number, assembly->arena);
        assembly_add_section(assembly, section);
    }
    return document->first;
}
