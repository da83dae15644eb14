#include "verify/pdfreader.h"

#include <stdlib.h>

struct pdfreader *pdfreader_new(void)
{
    struct pdfreader *reader = xmalloc(sizeof *reader);
    *reader = (struct pdfreader){
        .arena = arena_new(),
        .inflater = inflater_new(),
        .maps = textmaps_new(),
    };
    return reader;
}

void pdfreader_free(struct pdfreader *reader)
{
    if (!reader)
        return;
    textmaps_free(reader->maps);
    inflater_free(reader->inflater);
    arena_free(reader->arena);
    free(reader);
}
