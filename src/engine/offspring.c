#include "engine/offspring.h"

#include "base/arena.h"
#include "xml/encoding.h"
#include "xml/tags.h"

#include <string.h>

/* A file on its way: what stands before "done" was written. */
struct copying {
    const char *done, *end;
    struct text *out;
};

static void keep_until(struct copying *copying, const char *at)
{
    text_add_bytes(copying->out, copying->done, (size_t)(at - copying->done));
    copying->done = at;
}

/* Another value in place of one; the quotes stay. */
static void replace(struct copying *copying, struct tag_text value, const char *with)
{
    keep_until(copying, value.start);
    text_add(copying->out, with);
    copying->done = value.start + value.length;
}

/* The white space in front goes too. */
static void leave_out(struct copying *copying, const struct tag_attribute *attribute)
{
    const char *start = attribute->name.start;
    while (start > copying->done && strchr(" \t\r\n", start[-1]))
        start--;
    keep_until(copying, start);
    copying->done = attribute->value.start + attribute->value.length + 1;
}

/* ---- edition.xml -------------------------------------------------------------------------- */

static const char advice[] =
    "<!--\n"
    "  Новая редакция{pattern}. Что изменить:\n"
    "  1. Здесь: title — название положения; order и considered — каким приказом и протоколом оно принято "
    "(или уберите их).\n"
    "  2. Формы (5.1.xml и другие): слова положения стоят в body, буква в букву, вместе со странностями.\n"
    "  3. vocabulary.xml: слова положения по кодам дела.\n"
    "  4. samples/: дела, по которым видно, что печатает каждая форма.\n"
    "  5. Когда положение утверждено: approved=\"ГГГГ-ММ-ДД\" в первой строке; когда слова сверены с подписанным "
    "подлинником: checked=\"yes\".\n"
    "  Проверить: formulyar check ПАПКА. Посмотреть: formulyar preview ПАПКА. Потом удалите эту запись.\n"
    "-->\n";

/* Only a file in UTF-8 gets it. */
static void advise(struct copying *copying, const struct text *bytes, const char *parent)
{
    char encoding[ENCODING_NAME_SIZE];
    encoding_declared(bytes->data, bytes->len, encoding);
    if (!encoding_is_utf8(encoding))
        return;
    struct text pattern = TEXT_EMPTY;
    if (!strstr(parent, "--")) /* which ends a comment */
        text_format(&pattern, " по образцу %s", parent);
    struct text_slot const slots[] = {{"pattern", text_string(&pattern)}, {NULL, NULL}};
    text_fill(copying->out, advice, slots);
    text_free(&pattern);
}

/* The start tag of the edition; false when it bears no id. */
static bool rename_edition(struct copying *copying, const struct tag *tag, const char *id)
{
    struct tag_attribute attribute;
    const char *at = NULL;
    bool renamed = false;
    while (tag_next_attribute(tag, &at, &attribute)) {
        if (tag_text_is(attribute.name, "id")) {
            replace(copying, attribute.value, id);
            renamed = true;
        } else if (tag_text_is(attribute.name, "checked")) {
            replace(copying, attribute.value, "no");
        } else if (tag_text_is(attribute.name, "approved")) {
            leave_out(copying, &attribute);
        }
    }
    return renamed;
}

static bool write_edition(struct copying *copying, const struct text *bytes, const char *parent,
                          const char *id)
{
    struct tag tag;
    const char *at = copying->done;
    if (!tag_next(&at, copying->end, &tag) || !tag_text_is(tag_local(tag.name), "edition"))
        return false;
    keep_until(copying, tag.whole.start);
    advise(copying, bytes, parent);
    return rename_edition(copying, &tag, id);
}

/* ---- cases -------------------------------------------------------------------------------- */

static void write_cases(struct copying *copying, const char *parent, const char *id)
{
    struct tag tag;
    const char *tags = copying->done;
    while (tag_next(&tags, copying->end, &tag)) {
        struct tag_attribute attribute;
        const char *at = NULL;
        while (tag_next_attribute(&tag, &at, &attribute))
            if (tag_text_is(attribute.name, "edition") && tag_text_is(attribute.value, parent))
                replace(copying, attribute.value, id);
    }
}

static bool is_xml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && strcmp(dot, ".xml") == 0;
}

bool offspring_write(const char *name, const char *path, const struct text *bytes,
                     const char *parent, const char *id, struct text *out, struct diags *diags)
{
    const char *data = bytes->len ? bytes->data : "";
    struct copying copying = {.done = data, .end = data + bytes->len, .out = out};
    bool good = true;
    if (strcmp(name, "edition.xml") == 0)
        good = write_edition(&copying, bytes, parent, id);
    else if (is_xml(name))
        write_cases(&copying, parent, id);
    keep_until(&copying, copying.end);
    if (!good)
        diag_add(diags, MESSAGE_OFFSPRING_EDITION, (struct pos){.file = path}, NULL, NULL);
    return good;
}

const char *offspring_status(const struct text *bytes, const char *edition, struct arena *arena)
{
    const char *data = bytes->len ? bytes->data : "";
    const char *at = data;
    const char *inside = NULL;
    const char *status = NULL;
    bool is_of_edition = false;
    struct tag tag;
    struct tag_attribute attribute;
    bool found = false;
    while (!found && tag_next(&at, data + bytes->len, &tag))
        found = tag_text_is(tag_local(tag.name), "case");
    while (found && tag_next_attribute(&tag, &inside, &attribute)) {
        if (tag_text_is(attribute.name, "edition"))
            is_of_edition = tag_text_is(attribute.value, edition);
        if (tag_text_is(attribute.name, "status"))
            status = arena_strndup(arena, attribute.value.start, attribute.value.length);
    }
    return is_of_edition ? status : NULL;
}
