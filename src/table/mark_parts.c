/* mark_parts.c - parts of a workbook that is marked, and what the package says of them; see marking.h. */
#include "table/marking.h"

#include <strings.h>

/* ---- parts --------------------------------------------------------------------------------- */

static void ignore_open(void *context, const struct xmlstream_tag *tag)
{
    (void)context, (void)tag;
}

static void ignore_close(void *context, const char *name)
{
    (void)context, (void)name;
}

static void ignore_text(void *context, const char *bytes, size_t count)
{
    (void)context, (void)bytes, (void)count;
}

/* Bytes are looked for in it, so it must be UTF-8, as every office program writes it. */
static bool is_sound(struct marking *marking, const struct text *data, bool is_vml)
{
    static const struct xmlstream_events events = {ignore_open, ignore_close, ignore_text};
    if (!utf8_valid(data->data, data->len))
        return false;
    return is_vml || xmlstream_read(marking->xlsx.stream, data->data, data->len,
                                    &marking->xlsx.builder->budget, &events, NULL);
}

static struct edit *find_edit(const struct marking *marking, const char *name)
{
    for (struct edit *edit = marking->first; edit; edit = edit->next)
        if (strcmp(edit->name, name) == 0)
            return edit;
    return NULL;
}

struct edit *marking_part(struct marking *marking, const char *name, bool is_vml)
{
    struct builder *builder = marking->xlsx.builder;
    size_t const part = unpacker_find(marking->xlsx.unpacker, name);
    const char *entry = part == SIZE_MAX ? name : unpacker_name(marking->xlsx.unpacker, part);
    struct edit *edit = find_edit(marking, entry);
    if (edit)
        return edit;
    edit = ARENA_NEW(builder->arena, struct edit);
    edit->name = arena_strdup(builder->arena, entry);
    edit->is_new = part == SIZE_MAX;
    if (!edit->is_new && !builder_part(builder, marking->xlsx.unpacker, part, &edit->data))
        return NULL;
    LIST_PUT(marking->first, marking->last, edit);
    if (!edit->is_new && !is_sound(marking, &edit->data, is_vml)) {
        builder_fail(builder, TABLE_DAMAGED);
        return NULL;
    }
    return edit;
}

void edit_replace(struct edit *edit, struct text *text)
{
    text_free(&edit->data);
    edit->data = *text;
    *text = TEXT_EMPTY;
}

void edit_insert(struct edit *edit, const char *at, const struct text *bytes)
{
    struct text whole = TEXT_EMPTY;
    size_t const before = (size_t)(at - edit->data.data);
    text_add_bytes(&whole, edit->data.data, before);
    text_add_bytes(&whole, bytes->data, bytes->len);
    text_add_bytes(&whole, at, edit->data.len - before);
    edit_replace(edit, &whole);
}

const char *marking_free_name(struct marking *marking, const char *before, const char *after)
{
    for (unsigned number = 1;; number++) {
        const char *name =
            arena_printf(marking->xlsx.builder->arena, "%s%u%s", before, number, after);
        if (unpacker_find(marking->xlsx.unpacker, name) == SIZE_MAX && !find_edit(marking, name))
            return name;
    }
}

/* ---- lists of the package ------------------------------------------------------------------ */

/* Adds an element to the root of a part, as its first or its last; false with a fault. */
static bool add_to_root(struct marking *marking, struct edit *edit, const char *element,
                        const char *attributes, bool first)
{
    struct tags tags = tags_of(&edit->data);
    struct tag root, end;
    struct text bytes = TEXT_EMPTY;
    if (!tags_next(&tags, &root) || !tags_leave(&tags, &root, &end))
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    size_t length;
    const char *prefix = tag_prefix(&root, &length);
    struct text added = TEXT_EMPTY;
    text_add_char(&added, '<');
    text_add_bytes(&added, prefix, length);
    text_format(&added, "%s %s/>", element, attributes);
    if (!root.is_empty) {
        edit_insert(edit, first ? root.end : end.begin, &added);
    } else {
        text_add_bytes(&bytes, edit->data.data, (size_t)(root.begin - edit->data.data));
        tag_copy(&bytes, &root, &(struct tag_change){NULL, NULL}, true);
        text_add_bytes(&bytes, added.data, added.len);
        tag_close(&bytes, &root);
        edit_replace(edit, &bytes);
    }
    text_free(&added);
    return true;
}

/* The part that holds the relationships of a part. */
static const char *relations_name(struct arena *arena, const char *part)
{
    const char *slash = strrchr(part, '/');
    int const folder = slash ? (int)(slash + 1 - part) : 0;
    return arena_printf(arena, "%.*s_rels/%s.rels", folder, part, part + folder);
}

/* An id that none of the part's relationships has. */
static const char *free_id(struct arena *arena, const struct text *relations)
{
    for (unsigned number = 1;; number++) {
        const char *id = arena_printf(arena, "rIdFormulyar%u", number);
        struct tags tags = tags_of(relations);
        struct tag tag;
        bool taken = false;
        while (!taken && tags_find(&tags, "Relationship", &tag)) {
            size_t length;
            const char *value = tag_attribute(&tag, "Id", &length);
            taken = length == strlen(id) && memcmp(value, id, length) == 0;
        }
        if (!taken)
            return id;
    }
}

const char *marking_relate(struct marking *marking, const char *part, const char *type,
                           const char *target)
{
    struct arena *arena = marking->xlsx.builder->arena;
    struct edit *edit = marking_part(marking, relations_name(arena, part), false);
    struct text attributes = TEXT_EMPTY;
    if (!edit)
        return NULL;
    if (!edit->data.len)
        text_add(&edit->data,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
    const char *id = free_id(arena, &edit->data);
    text_format_xml(&attributes, "Id=\"%s\" Type=\"%s\" Target=\"%s\"", id, type, target);
    bool const good = add_to_root(marking, edit, "Relationship", text_string(&attributes), false);
    text_free(&attributes);
    return good ? id : NULL;
}

static bool add_type(struct marking *marking, const char *element, const char *key,
                     const char *value, const char *type)
{
    struct text attributes = TEXT_EMPTY;
    struct edit *edit = marking_part(marking, "[Content_Types].xml", false);
    if (!edit)
        return false;
    struct tags tags = tags_of(&edit->data);
    struct tag tag;
    while (tags_find(&tags, element, &tag)) {
        size_t length;
        const char *known = tag_attribute(&tag, key, &length);
        if (length == strlen(value) && strncasecmp(known, value, length) == 0)
            return true;
    }
    text_format_xml(&attributes, "%s=\"%s\" ContentType=\"%s\"", key, value, type);
    bool const good = add_to_root(marking, edit, element, text_string(&attributes),
                                  strcmp(element, "Default") == 0);
    text_free(&attributes);
    return good;
}

bool marking_type(struct marking *marking, const char *part, const char *type)
{
    return add_type(marking, "Override", "PartName", part, type);
}

bool marking_extension(struct marking *marking, const char *extension, const char *type)
{
    return add_type(marking, "Default", "Extension", extension, type);
}
