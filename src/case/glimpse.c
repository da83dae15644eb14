#include "case/glimpse.h"

#include <string.h>

/* No name that anybody bears is longer; of two that are, nothing is said. */
enum { LONGEST_PART = 1024 };

static bool is_called(const xmlChar *name, const char *wanted)
{
    return strcmp((const char *)name, wanted) == 0;
}

static bool has_person(const struct sax_tag *tag)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (!tag->attributes[i].uri && is_called(tag->attributes[i].name, "person"))
            return true;
    return false;
}

void glimpse_start(struct glimpse *glimpse, const char *subject, const struct sax_tag *tag,
                   int level)
{
    if (level == 1 && subject && is_called(tag->name, subject)) {
        glimpse->is_open = true;
        glimpse->identified = has_person(tag);
        for (size_t i = 0; i < NAME_PARTS; i++)
            text_clear(&glimpse->parts[i]);
    } else if (level == 2 && glimpse->is_open) {
        for (size_t i = 0; i < NAME_PARTS; i++)
            if (is_called(tag->name, name_parts[i]))
                glimpse->open = &glimpse->parts[i];
    }
}

void glimpse_text(struct glimpse *glimpse, const char *bytes, size_t count)
{
    if (glimpse->open && glimpse->open->len <= LONGEST_PART)
        text_add_bytes(glimpse->open, bytes, count);
}

static void make_key(struct glimpse *glimpse)
{
    struct text *parts = glimpse->parts;
    text_clear(&glimpse->key);
    for (size_t i = 0; i < NAME_PARTS; i++) {
        if (parts[i].len > LONGEST_PART)
            return;
        build_normalise(&parts[i]);
    }
    struct name const name = {.surname = text_string(&parts[0]),
                              .given = text_string(&parts[1]),
                              .patronymic = text_string(&parts[2])};
    name_add_key(&glimpse->key, &name);
}

bool glimpse_end(struct glimpse *glimpse, int level)
{
    if (level == 2)
        glimpse->open = NULL;
    if (level != 1 || !glimpse->is_open)
        return false;
    glimpse->is_open = false;
    make_key(glimpse);
    return true;
}

void glimpse_free(struct glimpse *glimpse)
{
    for (size_t i = 0; i < NAME_PARTS; i++)
        text_free(&glimpse->parts[i]);
    text_free(&glimpse->key);
}
