#include "docx/numbering.h"

#include "docx/style.h"
#include "docx/wml.h"

#include <stdlib.h>
#include <string.h>

/* A marker: what stands before its last number and behind it; a bullet has no number. */
struct marker {
    const char *text;
    size_t before, digits; /* bytes */
    long number;
};

/* A kind of list: w:abstractNum. */
struct pattern {
    char *marker; /* one of its markers */
    enum list_place place;
};

struct numbered_list {
    size_t pattern;
    long start;
    bool is_used;
};

struct numbering {
    const struct typography *type;
    struct pattern *patterns;
    size_t pattern_count, pattern_room;
    struct numbered_list *lists; /* the list at i has the id i + 1 */
    size_t list_count, list_room;
    size_t fixed; /* lists that are there in every document */
};

/* ---- markers ------------------------------------------------------------------------ */

enum { MOST_DIGITS = 9, DECIMAL = 10 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct marker parse(const char *text)
{
    size_t end = strlen(text);
    while (end && !is_digit(text[end - 1]))
        end--;
    size_t start = end;
    while (start && is_digit(text[start - 1]) && end - start < MOST_DIGITS)
        start--;
    while (start + 1 < end && text[start] == '0') /* numbering writes no zero in front */
        start++;
    struct marker marker = {.text = text, .before = start, .digits = end - start};
    for (size_t i = start; i < end; i++)
        marker.number = marker.number * DECIMAL + (text[i] - '0');
    return marker;
}

static const char *behind(const struct marker *marker)
{
    return marker->text + marker->before + marker->digits;
}

/* The same signs around a number, or the same bullet. */
static bool is_alike(const struct marker *a, const struct marker *b)
{
    return a->before == b->before && memcmp(a->text, b->text, a->before) == 0 &&
           !a->digits == !b->digits && strcmp(behind(a), behind(b)) == 0;
}

/* ---- lists ------------------------------------------------------------------------------ */

static size_t pattern_of(struct numbering *numbering, const struct marker *marker,
                         enum list_place place)
{
    for (size_t i = 0; i < numbering->pattern_count; i++) {
        struct marker const known = parse(numbering->patterns[i].marker);
        if (numbering->patterns[i].place == place && is_alike(&known, marker))
            return i;
    }
    numbering->patterns = xgrow(numbering->patterns, numbering->pattern_count,
                                &numbering->pattern_room, sizeof *numbering->patterns);
    numbering->patterns[numbering->pattern_count] = (struct pattern){
        .marker = xstrdup(marker->text),
        .place = place,
    };
    return numbering->pattern_count++;
}

static size_t add_list(struct numbering *numbering, size_t pattern, long start, bool is_used)
{
    numbering->lists = xgrow(numbering->lists, numbering->list_count, &numbering->list_room,
                             sizeof *numbering->lists);
    numbering->lists[numbering->list_count] = (struct numbered_list){pattern, start, is_used};
    return numbering->list_count++;
}

/*
 * What nearly every form needs is there whether it is used or not: a part that is the
 * same in all documents of a batch is deflated once.
 */
struct numbering *numbering_new(const struct typography *type)
{
    static const struct {
        const char *marker;
        enum list_place place;
        int count;
    } usual[] = {{"1)", LIST_ITEM, 2}, {"1)", LIST_DETAIL, 1}};
    struct numbering *numbering = xmalloc(sizeof *numbering);
    *numbering = (struct numbering){.type = type};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        struct marker const marker = parse(usual[i].marker);
        size_t const pattern = pattern_of(numbering, &marker, usual[i].place);
        for (int k = 0; k < usual[i].count; k++)
            add_list(numbering, pattern, 1, false);
    }
    numbering->fixed = numbering->list_count;
    return numbering;
}

void numbering_free(struct numbering *numbering)
{
    if (!numbering)
        return;
    for (size_t i = 0; i < numbering->pattern_count; i++)
        free(numbering->patterns[i].marker);
    free(numbering->patterns);
    free(numbering->lists);
    free(numbering);
}

void numbering_go_on(struct numbering *numbering, struct list_run *run, const char *marker,
                     enum list_place place)
{
    struct marker const next = parse(marker);
    if (run->id) {
        struct marker const last = parse(run->marker);
        run->marker = marker;
        if (is_alike(&last, &next) && (!next.digits || next.number == last.number + 1))
            return;
    }
    size_t const pattern = pattern_of(numbering, &next, place);
    long const start = next.digits ? next.number : 1;
    size_t list = 0;
    while (list < numbering->fixed &&
           (numbering->lists[list].is_used || numbering->lists[list].pattern != pattern ||
            numbering->lists[list].start != start))
        list++;
    if (list == numbering->fixed)
        list = add_list(numbering, pattern, start, true);
    numbering->lists[list].is_used = true;
    *run = (struct list_run){.id = (int)list + 1, .marker = marker};
}

/* ---- XML ----------------------------------------------------------------------------------- */

void numbering_put(int id, struct text *out)
{
    text_format(out, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%d\"/></w:numPr>", id);
}

static void put_level_text(const struct marker *marker, struct text *out)
{
    struct text text = TEXT_EMPTY;
    text_add_bytes(&text, marker->text, marker->before);
    text_add(&text, marker->digits ? "%1" : "");
    text_add(&text, behind(marker));
    text_format_xml(out, "<w:lvlText w:val=\"%s\"/>", text_string(&text));
    text_free(&text);
}

static void put_indent(const struct typography *type, enum list_place place, struct text *out)
{
    switch (place) {
    case LIST_ITEM:
        text_format(out, "<w:ind w:left=\"%ld\" w:hanging=\"%ld\"/>", twips(LIST_HANG_MM),
                    twips(LIST_HANG_MM));
        break;
    case LIST_DETAIL:
        text_format(out, "<w:ind w:left=\"%ld\" w:hanging=\"%ld\"/>",
                    twips(OPTION_HANG_MM + LIST_HANG_MM), twips(LIST_HANG_MM));
        break;
    case LIST_RUN_IN:
        text_format(out, "<w:ind w:left=\"0\" w:firstLine=\"%ld\"/>", twips(type->indent_mm));
        break;
    }
}

static void put_pattern(const struct numbering *numbering, size_t index, struct text *out)
{
    const struct pattern *pattern = &numbering->patterns[index];
    struct marker const marker = parse(pattern->marker);
    text_format(out,
                "<w:abstractNum w:abstractNumId=\"%zu\"><w:multiLevelType w:val=\"singleLevel\"/>"
                "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>%s",
                index, marker.digits ? "decimal" : "bullet",
                pattern->place == LIST_RUN_IN ? "<w:suff w:val=\"space\"/>" : "");
    put_level_text(&marker, out);
    text_add(out, "<w:lvlJc w:val=\"left\"/><w:pPr>");
    put_indent(numbering->type, pattern->place, out);
    text_add(out, "</w:pPr></w:lvl></w:abstractNum>");
}

void numbering_part(const struct numbering *numbering, struct text *out)
{
    text_add(out, XML_DECLARATION "<w:numbering xmlns:w=\"" WML_NAMESPACE "\">");
    for (size_t i = 0; i < numbering->pattern_count; i++)
        put_pattern(numbering, i, out);
    for (size_t i = 0; i < numbering->list_count; i++)
        text_format(out,
                    "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"%zu\"/><w:lvlOverride "
                    "w:ilvl=\"0\"><w:startOverride w:val=\"%ld\"/></w:lvlOverride></w:num>",
                    i + 1, numbering->lists[i].pattern, numbering->lists[i].start);
    text_add(out, "</w:numbering>");
}
