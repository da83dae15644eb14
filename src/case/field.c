#include "case/field.h"

#include "base/text.h"
#include "case/schema.h"

#include <string.h>

/* The declaration that a path of names leads to from a type; NULL when there is none. */
static const struct decl *find(const struct type *type, const char *path, bool *attribute,
                               size_t *rank)
{
    const struct decl *decl = NULL;
    while (type && *path) {
        *attribute = *path == '@';
        if (*attribute)
            path++;
        size_t const length = strcspn(path, "/");
        decl = *attribute ? type->attributes : type->elements;
        for (*rank = 0; decl && (strncmp(decl->name, path, length) != 0 || decl->name[length]);
             ++*rank)
            decl = decl->next;
        if (!decl || (*attribute && path[length]))
            return NULL;
        type = decl->type;
        path += length + (path[length] == '/');
    }
    return decl;
}

static enum field_kind kind_of(enum value_kind value)
{
    switch (value) {
    case VALUE_NONE: return FIELD_ELEMENTS;
    case VALUE_TEXT: return FIELD_TEXT;
    case VALUE_CODE: return FIELD_CODE;
    case VALUE_DATE: return FIELD_DATE;
    case VALUE_PATTERN: return FIELD_SHAPE;
    }
    return FIELD_TEXT;
}

static void take_codes(const struct type *type, struct arena *arena, struct case_field *field)
{
    for (const struct code *code = type->codes; code; code = code->next)
        field->code_count++;
    field->codes = ARENA_ARRAY(arena, field->code_count, struct case_code);
    size_t index = 0;
    for (const struct code *code = type->codes; code; code = code->next)
        field->codes[index++] = (struct case_code){
            .code = code->value, .words = {code->label[LANGUAGE_RU], code->label[LANGUAGE_EN]}};
}

bool case_schema_describe(const struct case_schema *schema, const char *path, struct arena *arena,
                          struct case_field *field)
{
    bool attribute = false;
    size_t rank = 0;
    const struct decl *decl = find(schema->model->root->type, path, &attribute, &rank);
    if (!decl)
        return false;
    const struct type *type = decl->type;
    *field = (struct case_field){
        .kind = kind_of(type->value),
        .attribute = attribute,
        .paragraphs = !attribute && decl_find(type->elements, "p"),
        .list = type->list,
        .required = decl->required,
        .rank = rank,
        .most = decl->most,
        .longest = type->max_length,
        .label = {decl->label[LANGUAGE_RU], decl->label[LANGUAGE_EN]},
        .shape = {type->shape[LANGUAGE_RU], type->shape[LANGUAGE_EN]},
    };
    take_codes(type, arena, field);
    return true;
}
