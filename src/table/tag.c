#include "table/tag.h"

struct tags tags_of(const struct text *file)
{
    return (struct tags){.at = file->data, .end = file->data + file->len};
}

static bool begins(const struct tags *tags, const char *with)
{
    size_t const length = strlen(with);
    return (size_t)(tags->end - tags->at) >= length && memcmp(tags->at, with, length) == 0;
}

/* Moves behind the mark; to the end when it is not there. */
static void pass(struct tags *tags, const char *mark)
{
    const char *found = memmem(tags->at, (size_t)(tags->end - tags->at), mark, strlen(mark));
    tags->at = found ? found + strlen(mark) : tags->end;
}

/* Moves to the next "<" that begins a tag; false at the end. */
static bool to_tag(struct tags *tags)
{
    while (tags->at < tags->end) {
        tags->at = memchr(tags->at, '<', (size_t)(tags->end - tags->at));
        if (!tags->at) {
            tags->at = tags->end;
            return false;
        }
        if (begins(tags, "<!--"))
            pass(tags, "-->");
        else if (begins(tags, "<![CDATA["))
            pass(tags, "]]>");
        else if (begins(tags, "<?"))
            pass(tags, "?>");
        else
            return true;
    }
    return false;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool tags_next(struct tags *tags, struct tag *tag)
{
    if (!tags->at || !to_tag(tags))
        return false;
    *tag = (struct tag){.begin = tags->at++};
    tag->is_end = tags->at < tags->end && *tags->at == '/';
    tags->at += tag->is_end;
    tag->name = tags->at;
    char quote = '\0';
    for (; tags->at < tags->end && (quote || *tags->at != '>'); tags->at++) {
        if (quote)
            quote = *tags->at == quote ? '\0' : quote;
        else if (*tags->at == '"' || *tags->at == '\'')
            quote = *tags->at;
    }
    if (tags->at == tags->end)
        return false;
    tag->is_empty = tags->at[-1] == '/' && !tag->is_end;
    tag->end = ++tags->at;
    for (const char *byte = tag->name; !is_space(*byte) && *byte != '/' && *byte != '>'; byte++) {
        tag->length++;
        if (*byte == ':') {
            tag->name = byte + 1;
            tag->length = 0;
        }
    }
    tag->level = tags->level + !tag->is_end;
    tags->level += tag->is_end ? -1 : !tag->is_empty;
    return true;
}

bool tag_is(const struct tag *tag, const char *name)
{
    return tag->length == strlen(name) && memcmp(tag->name, name, tag->length) == 0;
}

bool tags_find(struct tags *tags, const char *name, struct tag *tag)
{
    while (tags_next(tags, tag))
        if (!tag->is_end && tag_is(tag, name))
            return true;
    return false;
}

bool tags_leave(struct tags *tags, const struct tag *tag, struct tag *end)
{
    *end = *tag;
    if (tag->is_empty)
        return true;
    while (tags_next(tags, end))
        if (end->is_end && end->level == tag->level)
            return true;
    return false;
}

/* An attribute where it stands: from its name to behind its quote. */
struct attribute {
    const char *begin, *end;
    const char *name; /* local */
    size_t name_length;
    const char *value;
    size_t length;
};

static bool next_attribute(const struct tag *tag, const char **at, struct attribute *attribute)
{
    const char *end = tag->end - 1 - tag->is_empty; /* its ">" or "/>" */
    while (*at < end && is_space(**at))
        ++*at;
    const char *equals = memchr(*at, '=', (size_t)(end - *at));
    if (!equals)
        return false;
    *attribute = (struct attribute){.begin = *at, .name = *at};
    for (const char *byte = *at; byte < equals && !is_space(*byte); byte++) {
        attribute->name_length++;
        if (*byte == ':') {
            attribute->name = byte + 1;
            attribute->name_length = 0;
        }
    }
    const char *quote = equals + 1;
    while (quote < end && is_space(*quote))
        quote++;
    const char *close = quote < end ? memchr(quote + 1, *quote, (size_t)(end - quote - 1)) : NULL;
    if (!close)
        return false;
    attribute->value = quote + 1;
    attribute->length = (size_t)(close - quote - 1);
    attribute->end = *at = close + 1;
    return true;
}

static bool is_attribute(const struct attribute *attribute, const char *name)
{
    return attribute->name_length == strlen(name) &&
           memcmp(attribute->name, name, attribute->name_length) == 0;
}

const char *tag_attribute(const struct tag *tag, const char *name, size_t *length)
{
    struct attribute attribute;
    const char *at = tag->name + tag->length;
    while (next_attribute(tag, &at, &attribute))
        if (is_attribute(&attribute, name)) {
            *length = attribute.length;
            return attribute.value;
        }
    *length = 0;
    return "";
}

unsigned long tag_decimal(const char *value, size_t length, unsigned long otherwise)
{
    unsigned long number = 0;
    if (!length || length > 9)
        return otherwise;
    for (size_t i = 0; i < length; i++) {
        if (value[i] < '0' || value[i] > '9')
            return otherwise;
        number = number * 10 + (unsigned long)(value[i] - '0');
    }
    return number;
}

unsigned long tag_number(const struct tag *tag, const char *name, unsigned long otherwise)
{
    size_t length;
    const char *value = tag_attribute(tag, name, &length);
    return tag_decimal(value, length, otherwise);
}

const char *tag_prefix(const struct tag *tag, size_t *length)
{
    const char *begin = tag->begin + 1 + tag->is_end;
    *length = (size_t)(tag->name - begin);
    return begin;
}

static const struct tag_change *change_of(const struct tag_change *changes,
                                          const struct attribute *attribute)
{
    for (; changes->name; changes++)
        if (is_attribute(attribute, changes->name))
            return changes;
    return NULL;
}

void tag_copy(struct text *out, const struct tag *tag, const struct tag_change *changes,
              bool opened)
{
    struct attribute attribute;
    const char *at = tag->name + tag->length;
    text_add_bytes(out, tag->begin, (size_t)(at - tag->begin));
    while (next_attribute(tag, &at, &attribute))
        if (!change_of(changes, &attribute)) {
            text_add_char(out, ' ');
            text_add_bytes(out, attribute.begin, (size_t)(attribute.end - attribute.begin));
        }
    for (; changes->name; changes++)
        if (changes->value)
            text_format_xml(out, " %s=\"%s\"", changes->name, changes->value);
    text_add(out, tag->is_empty && !opened ? "/>" : ">");
}

void tag_close(struct text *out, const struct tag *tag)
{
    size_t length;
    const char *prefix = tag_prefix(tag, &length);
    text_add(out, "</");
    text_add_bytes(out, prefix, length + tag->length);
    text_add_char(out, '>');
}
