#include "docx/part.h"

#include "base/deflate.h"

void part_free(struct part *part)
{
    text_free(&part->data);
    text_free(&part->before);
    text_free(&part->packed);
    part->is_packed = false;
}

static bool says_the_same(const struct part *part)
{
    return part->is_packed && part->data.len == part->before.len &&
           (part->data.len == 0 || memcmp(part->data.data, part->before.data, part->data.len) == 0);
}

void part_pack(struct deflater *deflater, struct part *part)
{
    if (says_the_same(part))
        return;
    text_clear(&part->packed);
    deflater_run(deflater, DEFLATE_BARE, part->data.data, part->data.len, &part->packed);
    part->crc = deflate_crc32(part->data.data, part->data.len);
    part->is_packed = true;
    text_clear(&part->before);
    text_add_bytes(&part->before, part->data.data, part->data.len);
}
