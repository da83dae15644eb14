/*
 * casefile.c - a case that has been read: who owns it, what it is called; see case.h.
 */
#include "case/tree.h"

#include "base/arena.h"

#include <stdlib.h>

struct casefile *case_keep(struct casefile *casefile)
{
    if (!casefile->kept)
        casefile->file = arena_strdup(casefile->arena, casefile->file);
    casefile->kept = true;
    return casefile;
}

void case_free(struct casefile *casefile)
{
    if (!casefile)
        return;
    xmlFreeDoc(casefile->doc);
    arena_free(casefile->arena);
    free(casefile);
}

const struct node *case_root(const struct casefile *casefile)
{
    return node_from_xml(casefile->root);
}

static const char *root_attribute(const struct casefile *casefile, const char *name)
{
    const char *value = node_attribute(case_root(casefile), name, casefile->arena);
    return value ? value : "";
}

const char *case_id(const struct casefile *casefile)
{
    return root_attribute(casefile, "id");
}

const char *case_edition(const struct casefile *casefile)
{
    return root_attribute(casefile, "edition");
}

const char *case_status(const struct casefile *casefile)
{
    return root_attribute(casefile, "status");
}

const char *case_hash(const struct casefile *casefile)
{
    return casefile->hash;
}
