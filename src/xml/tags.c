#include "xml/tags.h"

#include <string.h>

static const char spaces[] = " \t\r\n";

static bool is_one_of(char byte, const char *set)
{
    return byte && strchr(set, byte) != NULL;
}

static const char *skip_while(const char *at, const char *end, const char *set)
{
    while (at < end && is_one_of(*at, set))
        at++;
    return at;
}

static const char *skip_until(const char *at, const char *end, const char *set)
{
    while (at < end && !is_one_of(*at, set))
        at++;
    return at;
}

/* Behind the next occurrence of a mark; the end when there is none. */
static const char *behind(const char *at, const char *end, const char *mark)
{
    const char *found = at < end ? memmem(at, (size_t)(end - at), mark, strlen(mark)) : NULL;
    return found ? found + strlen(mark) : end;
}

static bool starts(const char *at, const char *end, const char *mark)
{
    size_t const length = strlen(mark);
    return (size_t)(end - at) >= length && memcmp(at, mark, length) == 0;
}

/* The end of a start tag: ">" stands in values too. */
static const char *tag_end(const char *at, const char *end)
{
    while (at < end && *at != '>') {
        if (*at == '"' || *at == '\'') {
            const char *quote = memchr(at + 1, *at, (size_t)(end - at - 1));
            if (!quote)
                return end;
            at = quote;
        }
        at++;
    }
    return at < end ? at + 1 : end;
}

/* What begins with "<" and is no start tag is passed over; NULL: it is one. */
static const char *pass_over(const char *at, const char *end)
{
    if (starts(at, end, "<!--"))
        return behind(at + 4, end, "-->");
    if (starts(at, end, "<![CDATA["))
        return behind(at, end, "]]>");
    if (starts(at, end, "<?"))
        return behind(at, end, "?>");
    if (starts(at, end, "</") || starts(at, end, "<!"))
        return behind(at, end, ">");
    return NULL;
}

bool tag_next(const char **at, const char *end, struct tag *tag)
{
    const char *start = *at;
    while (start < end && (start = memchr(start, '<', (size_t)(end - start))) != NULL) {
        const char *next = pass_over(start, end);
        if (!next) {
            next = tag_end(start, end);
            tag->whole = (struct tag_text){start, (size_t)(next - start)};
            tag->name.start = start + 1;
            tag->name.length = (size_t)(skip_until(start + 1, next, " \t\r\n/>") - tag->name.start);
            *at = next;
            return true;
        }
        start = next;
    }
    *at = end;
    return false;
}

bool tag_next_attribute(const struct tag *tag, const char **at, struct tag_attribute *attribute)
{
    const char *end = tag->whole.start + tag->whole.length;
    const char *start = skip_while(*at ? *at : tag->name.start + tag->name.length, end, spaces);
    const char *behind_name = skip_until(start, end, " \t\r\n=/>");
    const char *quote = skip_while(behind_name, end, " \t\r\n=");
    if (behind_name == start || quote >= end || (*quote != '"' && *quote != '\''))
        return false;
    const char *close = memchr(quote + 1, *quote, (size_t)(end - quote - 1));
    if (!close)
        return false;
    attribute->name = (struct tag_text){start, (size_t)(behind_name - start)};
    attribute->value = (struct tag_text){quote + 1, (size_t)(close - quote - 1)};
    *at = close + 1;
    return true;
}

bool tag_text_is(struct tag_text text, const char *string)
{
    return strlen(string) == text.length && memcmp(text.start, string, text.length) == 0;
}

struct tag_text tag_local(struct tag_text name)
{
    const char *colon = name.length ? memchr(name.start, ':', name.length) : NULL;
    size_t const before = colon ? (size_t)(colon - name.start) + 1 : 0;
    return (struct tag_text){name.start + before, name.length - before};
}
