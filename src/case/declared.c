#include "case/declared.h"

#include "base/text.h"
#include "case/schema.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

struct declarations {
    struct model *model;
};

struct declarations *declarations_load(const char *path, const char *root, struct diags *diags)
{
    xmlDocPtr doc = xml_load_schema_words(path, MESSAGE_SCHEMA_LOAD, diags);
    if (!doc)
        return NULL;
    struct declarations *declarations = xmalloc(sizeof *declarations);
    struct arena *arena = arena_new();
    struct model_fault fault;
    declarations->model = model_new(doc, root, &fault, arena);
    xmlFreeDoc(doc);
    arena_free(arena);
    if (declarations->model)
        return declarations;
    diag_add(diags, MESSAGE_SCHEMA_LOAD, (struct pos){.file = path}, NULL, NULL);
    free(declarations);
    return NULL;
}

void declarations_free(struct declarations *declarations)
{
    if (!declarations)
        return;
    model_free(declarations->model);
    free(declarations);
}

const struct decl *declarations_root(const struct declarations *declarations)
{
    return declarations->model->root;
}

const struct decl *decl_find(const struct decl *list, const char *name)
{
    while (list && strcmp(list->name, name) != 0)
        list = list->next;
    return list;
}

const struct decl *decl_at(const struct type *type, const char *path)
{
    const struct decl *decl = NULL;
    while (type && *path) {
        bool const attribute = *path == '@';
        path += attribute;
        size_t const length = strcspn(path, "/");
        decl = attribute ? type->attributes : type->elements;
        while (decl && (strncmp(decl->name, path, length) != 0 || decl->name[length]))
            decl = decl->next;
        if (!decl || (attribute && path[length]))
            return NULL;
        type = decl->type;
        path += length + (path[length] == '/');
    }
    return decl;
}
