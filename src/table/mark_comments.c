/*
 * mark_comments.c - comments of a sheet: their part (ISO/IEC 29500-1, 18.7), and the boxes
 * in VML (part 4, 19) without which Excel shows none; see marking.h.
 */
#include "table/marking.h"

#include <stdlib.h>

#define V "urn:schemas-microsoft-com:vml"
#define O "urn:schemas-microsoft-com:office:office"
#define X "urn:schemas-microsoft-com:office:excel"

static const char no_comments[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments "
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors></authors>"
    "<commentList></commentList></comments>";

static const char box_type[] =
    "<v:shapetype xmlns:v=\"" V "\" xmlns:o=\"" O
    "\" id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
    "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" "
    "o:connecttype=\"rect\"/></v:shapetype>";

/* ---- the comments ------------------------------------------------------------------------------ */

/* A run of rich text with the words of a spot. */
static void add_run(struct text *out, const char *prefix, const char *before, const char *text)
{
    /* Excel trims what is not to be preserved. */
    text_format(out, "<%sr><%st%s>", prefix, prefix, *before ? " xml:space=\"preserve\"" : "");
    text_format_xml(out, "%s%s", before, text);
    text_format(out, "</%st></%sr>", prefix, prefix);
}

/* Adds our author behind the others; returns the number, which comments refer to. */
static bool add_author(struct marking *marking, struct edit *edit, const char *prefix,
                       unsigned *number)
{
    struct tags tags = tags_of(&edit->data);
    struct tag list, tag = {0};
    struct text added = TEXT_EMPTY;
    *number = 0;
    if (!tags_find(&tags, "authors", &list))
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    while (!list.is_empty && tags_next(&tags, &tag) && tag.level > list.level)
        *number += !tag.is_end && tag.level == list.level + 1;
    text_format(&added, "<%sauthor>", prefix);
    text_format_xml(&added, "%s", marking->author);
    text_format(&added, "</%sauthor>", prefix);
    if (list.is_empty) {
        struct text out = TEXT_EMPTY;
        text_add_bytes(&out, edit->data.data, (size_t)(list.begin - edit->data.data));
        tag_copy(&out, &list, &(struct tag_change){NULL, NULL}, true);
        text_add_bytes(&out, added.data, added.len);
        tag_close(&out, &list);
        text_add_bytes(&out, list.end, edit->data.len - (size_t)(list.end - edit->data.data));
        edit_replace(edit, &out);
    } else {
        edit_insert(edit, tag.begin, &added);
    }
    text_free(&added);
    return true;
}

struct commenting {
    struct marking *marking;
    const struct spot *spots;
    size_t count;
    bool *has_comment; /* of each spot: the cell has one already */
    const char *prefix;
    unsigned author;
    struct text out;
    const char *copied;
};

static int by_place(const void *key, const void *item)
{
    const struct spot *a = key;
    const struct spot *b = item;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static void copy_up_to(struct commenting *commenting, const char *at)
{
    text_add_bytes(&commenting->out, commenting->copied, (size_t)(at - commenting->copied));
    commenting->copied = at;
}

/* A copy may be marked once more: what stands there already is not said again. */
static bool says_so(const struct tag *text, const struct tag *end, const char *words)
{
    struct text written = TEXT_EMPTY;
    text_add_xml(&written, words);
    bool const found = !text->is_empty && memmem(text->end, (size_t)(end->begin - text->end),
                                                 text_string(&written), written.len);
    text_free(&written);
    return found;
}

/* Adds the words of a spot to a comment that the cell has. */
static void add_to_comment(struct commenting *commenting, const struct tag *comment,
                           struct tags *tags)
{
    size_t length;
    struct spot key;
    struct tag text, end;
    const char *place = tag_attribute(comment, "ref", &length);
    if (comment->is_empty || !length || !table_parse_cell(place, &key.row, &key.column))
        return;
    const struct spot *spot =
        bsearch(&key, commenting->spots, commenting->count, sizeof key, by_place);
    if (!spot || !tags_find(tags, "text", &text) || !tags_leave(tags, &text, &end))
        return;
    commenting->has_comment[spot - commenting->spots] = true;
    if (says_so(&text, &end, spot->text))
        return;
    copy_up_to(commenting, text.is_empty ? text.begin : end.begin);
    if (text.is_empty)
        tag_copy(&commenting->out, &text, &(struct tag_change){NULL, NULL}, true);
    add_run(&commenting->out, commenting->prefix, text.is_empty ? "" : "\n", spot->text);
    if (text.is_empty) {
        tag_close(&commenting->out, &text);
        commenting->copied = text.end;
    }
}

static void add_comments(struct commenting *commenting)
{
    for (size_t i = 0; i < commenting->count; i++) {
        const struct spot *spot = &commenting->spots[i];
        const char *p = commenting->prefix;
        if (commenting->has_comment[i])
            continue;
        struct text place = TEXT_EMPTY;
        table_add_cell(&place, spot->row, spot->column);
        text_format(&commenting->out, "<%scomment ref=\"%s\" authorId=\"%u\"><%stext>", p,
                    text_string(&place), commenting->author, p);
        add_run(&commenting->out, p, "", spot->text);
        text_format(&commenting->out, "</%stext></%scomment>", p, p);
        text_free(&place);
    }
}

static bool write_comments(struct commenting *commenting, struct edit *edit)
{
    struct tags tags = tags_of(&edit->data);
    struct tag tag, list;
    if (!tags_find(&tags, "commentList", &list))
        return builder_fail(commenting->marking->xlsx.builder, TABLE_DAMAGED);
    commenting->copied = edit->data.data;
    if (list.is_empty) {
        copy_up_to(commenting, list.begin);
        tag_copy(&commenting->out, &list, &(struct tag_change){NULL, NULL}, true);
        add_comments(commenting);
        tag_close(&commenting->out, &list);
        commenting->copied = list.end;
    } else {
        while (tags_next(&tags, &tag) && tag.level > list.level)
            if (!tag.is_end && tag_is(&tag, "comment"))
                add_to_comment(commenting, &tag, &tags);
        copy_up_to(commenting, tag.begin);
        add_comments(commenting);
    }
    copy_up_to(commenting, edit->data.data + edit->data.len);
    edit_replace(edit, &commenting->out);
    return true;
}

/* ---- their boxes ------------------------------------------------------------------------------- */

/* Where a mark stands behind a place, or from the beginning on (NULL); NULL when it does not. */
static const char *find_mark(const struct text *text, const char *mark, const char *behind)
{
    const char *from = behind ? behind : text->data;
    return memmem(from, text->len - (size_t)(from - text->data), mark, strlen(mark));
}

/* The greatest number of a shape in the drawing: they are "_x0000_s1025" and so on. */
static unsigned long last_shape(const struct text *drawing)
{
    static const char mark[] = "_x0000_s";
    unsigned long last = 0;
    for (const char *at = find_mark(drawing, mark, NULL); at; at = find_mark(drawing, mark, at)) {
        unsigned long number = 0;
        at += strlen(mark);
        for (; *at >= '0' && *at <= '9' && number < 100000000; at++)
            number = number * 10 + (unsigned long)(*at - '0');
        last = number > last ? number : last;
    }
    return last;
}

/* Beside the cell, as high as the words need: some 40 characters fit into a line. */
static void add_box(struct text *out, const struct spot *spot, unsigned long number)
{
    enum { LINE = 36, COLUMNS = 3 };
    uint32_t const lines = 3 + (uint32_t)(utf8_length(spot->text) / LINE);
    uint32_t const left =
        spot->column < TABLE_LAST_COLUMN - COLUMNS ? spot->column : spot->column - 2 - COLUMNS;
    uint32_t const top = spot->row > 1 ? spot->row - 2 : 0;
    text_format(
        out,
        "<v:shape xmlns:v=\"" V "\" xmlns:o=\"" O "\" id=\"_x0000_s%ld\" "
        "type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;"
        "width:200pt;height:%upt;z-index:%ld;visibility:hidden\" fillcolor=\"#ffffe1\" "
        "o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" "
        "obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox "
        "style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>",
        (long)number, lines * 13, (long)number);
    text_format(out,
                "<x:ClientData xmlns:x=\"" X "\" ObjectType=\"Note\"><x:MoveWithCells/>"
                "<x:SizeWithCells/><x:Anchor>%u, 12, %u, 2, %u, 60, %u, 4</x:Anchor>"
                "<x:AutoFill>False</x:AutoFill><x:Row>%u</x:Row><x:Column>%u</x:Column>"
                "</x:ClientData></v:shape>",
                left, top, left + COLUMNS - 1, top + lines, spot->row - 1, spot->column - 1);
}

static bool draw_boxes(struct commenting *commenting, struct edit *drawing)
{
    struct text boxes = TEXT_EMPTY;
    /* A thousand numbers are one drawing's; those of ours lie beyond what an honest file has. */
    unsigned long const block = 500 + commenting->marking->sheets;
    if (!drawing->data.len)
        text_format(&drawing->data,
                    "<xml xmlns:v=\"" V "\" xmlns:o=\"" O "\" xmlns:x=\"" X "\"><o:shapelayout "
                    "v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"%ld\"/></o:shapelayout></xml>",
                    (long)block);
    unsigned long number = last_shape(&drawing->data);
    if (!number)
        number = block * 1024;
    if (!find_mark(&drawing->data, "id=\"_x0000_t202\"", NULL))
        text_add(&boxes, box_type);
    for (size_t i = 0; i < commenting->count; i++)
        if (!commenting->has_comment[i])
            add_box(&boxes, &commenting->spots[i], ++number);
    const char *end = text_find_last(drawing->data.data, drawing->data.len, "</xml>");
    if (!end) {
        text_free(&boxes);
        return builder_fail(commenting->marking->xlsx.builder, TABLE_DAMAGED);
    }
    edit_insert(drawing, end, &boxes);
    text_free(&boxes);
    return true;
}

/* ---- what leads to them ------------------------------------------------------------------------ */

/* Elements of a sheet that stand behind <legacyDrawing> (18.3.1.99). */
static bool stands_behind(const struct tag *tag)
{
    static const char *const names[] = {"legacyDrawingHF", "drawingHF", "picture",
                                        "oleObjects",      "controls",  "webPublishItems",
                                        "tableParts",      "extLst",    "AlternateContent"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tag_is(tag, names[i]))
            return true;
    return false;
}

/* Says in the sheet where its boxes are. */
static bool point_at_drawing(struct marking *marking, const char *part, const char *id)
{
    struct edit *edit = marking_part(marking, part, false);
    struct tags tags;
    struct tag tag;
    bool found = false;
    if (!edit)
        return false;
    tags = tags_of(&edit->data);
    while (!found && tags_next(&tags, &tag))
        found = (tag.level == 2 && !tag.is_end && stands_behind(&tag)) ||
                (tag.level == 1 && tag.is_end);
    if (!found)
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    size_t length;
    const char *prefix = tag_prefix(&tag, &length);
    struct text bytes = TEXT_EMPTY;
    struct text own = TEXT_EMPTY;
    if (!tag_is(&tag, "AlternateContent"))
        text_add_bytes(&own, prefix, length);
    text_format(&bytes,
                "<%slegacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                "relationships\" r:id=\"%s\"/>",
                text_string(&own), id);
    edit_insert(edit, tag.begin, &bytes);
    text_free(&bytes);
    text_free(&own);
    return true;
}

/* The part of the sheet's drawing in VML: that which it has, or a new one. */
static struct edit *find_drawing(struct marking *marking, const char *part,
                                 const struct relations *relations)
{
    struct arena *arena = marking->xlsx.builder->arena;
    struct edit *sheet = marking_part(marking, part, false);
    struct tag tag;
    struct tags tags = tags_of(&sheet->data);
    while (tags_find(&tags, "legacyDrawing", &tag)) { /* there may be another for headers */
        size_t length;
        const char *id = tag_attribute(&tag, "id", &length);
        const struct relation *relation =
            xlsx_relation(relations, arena_strndup(arena, id, length));
        if (relation && relation->part != SIZE_MAX)
            return marking_part(marking, relation->target, true);
    }
    const char *name = marking_free_name(marking, "xl/drawings/vmlDrawing", ".vml");
    struct edit *edit = marking_part(marking, name, true);
    const char *id = marking_relate(marking, part, MARKING_RELATION "vmlDrawing",
                                    arena_printf(arena, "/%s", name));
    bool const good =
        id &&
        marking_extension(marking, "vml",
                          "application/vnd.openxmlformats-officedocument.vmlDrawing") &&
        point_at_drawing(marking, part, id);
    return good ? edit : NULL;
}

static struct edit *find_comments(struct marking *marking, const char *part,
                                  const struct relations *relations)
{
    const struct relation *relation = xlsx_related(relations, "comments");
    if (relation && relation->part != SIZE_MAX)
        return marking_part(marking, relation->target, false);
    const char *name = marking_free_name(marking, "xl/comments", ".xml");
    const char *target = arena_printf(marking->xlsx.builder->arena, "/%s", name);
    struct edit *edit = marking_part(marking, name, false);
    text_add(&edit->data, no_comments);
    bool const good = marking_type(marking, target, MARKING_CONTENT "comments+xml") &&
                      marking_relate(marking, part, MARKING_RELATION "comments", target);
    return good ? edit : NULL;
}

/* The prefix of the root of a part. */
static const char *prefix_of(const struct marking *marking, const struct edit *edit)
{
    struct tags tags = tags_of(&edit->data);
    struct tag root;
    size_t length = 0;
    const char *prefix = tags_next(&tags, &root) ? tag_prefix(&root, &length) : "";
    return arena_strndup(marking->xlsx.builder->arena, prefix, length);
}

bool marking_comment(struct marking *marking, const char *part, const struct spot *spots,
                     size_t count)
{
    struct relations relations;
    if (!xlsx_relations(&marking->xlsx, part, &relations))
        return false;
    struct edit *comments = find_comments(marking, part, &relations);
    struct edit *drawing = comments ? find_drawing(marking, part, &relations) : NULL;
    if (!drawing)
        return false;
    struct commenting commenting = {.marking = marking,
                                    .spots = spots,
                                    .count = count,
                                    .prefix = prefix_of(marking, comments),
                                    .has_comment =
                                        ARENA_ARRAY(marking->xlsx.builder->arena, count, bool)};
    bool const good = add_author(marking, comments, commenting.prefix, &commenting.author) &&
                      write_comments(&commenting, comments) && draw_boxes(&commenting, drawing);
    text_free(&commenting.out);
    marking->sheets++;
    return good;
}
