#include "case/field.h"

#include "base/text.h"
#include "case/schema.h"

#include <string.h>

/* Where it stands among those that are declared beside it. */
static size_t rank_of(const struct decl *list, const struct decl *decl)
{
    size_t rank = 0;
    for (; list != decl; list = list->next)
        rank++;
    return rank;
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
    const struct type *around = schema->model->root->type;
    const struct decl *decl = decl_at(around, path);
    if (!decl)
        return false;
    const struct type *type = decl->type;
    const char *slash = strrchr(path, '/');
    bool const attribute = *(slash ? slash + 1 : path) == '@';
    if (slash)
        around = decl_at(around, arena_strndup(arena, path, (size_t)(slash - path)))->type;
    *field = (struct case_field){
        .kind = kind_of(type->value),
        .attribute = attribute,
        .paragraphs = !attribute && decl_find(type->elements, "p"),
        .list = type->list,
        .required = decl->required,
        .rank = rank_of(attribute ? around->attributes : around->elements, decl),
        .most = decl->most,
        .longest = type->max_length,
        .label = {decl->label[LANGUAGE_RU], decl->label[LANGUAGE_EN]},
        .shape = {type->shape[LANGUAGE_RU], type->shape[LANGUAGE_EN]},
    };
    take_codes(type, arena, field);
    return true;
}
