#include "case/functions.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/clock.h"
#include "russian/names.h"
#include "russian/hints.h"
#include "case/rules.h"
#include "case/schema.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- dates ------------------------------------------------------------------ */

double day_of(const char *text)
{
    struct date date;
    return date_read(text, &date) ? (double)date_days(&date) : (double)NAN;
}

static void f_day(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(1);
    xmlChar *text = xmlXPathPopString(ctxt);
    xmlXPathReturnNumber(ctxt, day_of(text ? (const char *)text : ""));
    xmlFree(text);
}

void put_school_year(struct text *text)
{
    struct date date;
    int const first = date_read(text_string(text), &date) ? school_year_of(text_string(text)) : 0;
    text_clear(text);
    if (first)
        text_format(text, "%d/%d", first, first + 1);
}

static void return_copy(xmlXPathParserContextPtr ctxt, const char *string)
{
    xmlXPathReturnString(ctxt, xmlStrdup(BAD_CAST(string ? string : "")));
}

static void f_school_year(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct text text = TEXT_EMPTY;
    CHECK_ARITY(1);
    xmlChar *date = xmlXPathPopString(ctxt);
    text_add(&text, date ? (const char *)date : "");
    put_school_year(&text);
    return_copy(ctxt, text_string(&text));
    text_free(&text);
    xmlFree(date);
}

static const struct check_state *state_of(xmlXPathParserContextPtr ctxt)
{
    static const struct check_state nothing = {0};
    const struct xpath *xpath = ctxt->context->userData;
    return xpath->state ? xpath->state : &nothing;
}

static void f_today(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(0);
    return_copy(ctxt, state_of(ctxt)->today);
}

static void f_approved(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(0);
    return_copy(ctxt, state_of(ctxt)->approved);
}

/* ---- lists --------------------------------------------------------------------- */

static bool word_is_in(const char *word, size_t length, const xmlNodeSet *nodes)
{
    bool found = false;
    for (int i = 0; nodes && i < nodes->nodeNr && !found; i++) {
        xmlChar *value = xmlNodeGetContent(nodes->nodeTab[i]);
        found = value && text_has_word((const char *)value, word, length);
        xmlFree(value);
    }
    return found;
}

static void f_listed(xmlXPathParserContextPtr ctxt, int nargs)
{
    static const char space[] = " \t\r\n";
    CHECK_ARITY(2);
    xmlNodeSetPtr nodes = xmlXPathPopNodeSet(ctxt);
    xmlChar *list = xmlXPathPopString(ctxt);
    const char *at = list ? (const char *)list : "";
    bool all = true;
    while (all && *(at += strspn(at, space))) {
        size_t const length = strcspn(at, space);
        all = word_is_in(at, length, nodes);
        at += length;
    }
    xmlXPathReturnBoolean(ctxt, all);
    xmlFree(list);
    xmlXPathFreeNodeSet(nodes);
}

/* ---- names ----------------------------------------------------------------------- */

void full_name_add(const xmlNode *person, struct text *out)
{
    struct arena *arena = arena_new();
    name_add_key(out, node_person(node_from_xml(person), arena));
    arena_free(arena);
}

/* The key of the first node of the argument, or nothing. */
static struct text pop_name(xmlXPathParserContextPtr ctxt, bool *identified)
{
    struct text key = TEXT_EMPTY;
    xmlNodeSetPtr nodes = xmlXPathPopNodeSet(ctxt);
    const xmlNode *person = nodes && nodes->nodeNr > 0 ? nodes->nodeTab[0] : NULL;
    if (person)
        full_name_add(person, &key);
    *identified = person && xmlHasProp((xmlNodePtr)(size_t)person, BAD_CAST "person");
    xmlXPathFreeNodeSet(nodes);
    return key;
}

static void f_full_name(xmlXPathParserContextPtr ctxt, int nargs)
{
    bool identified;
    CHECK_ARITY(1);
    struct text key = pop_name(ctxt, &identified);
    return_copy(ctxt, text_string(&key));
    text_free(&key);
}

static void f_named_before(xmlXPathParserContextPtr ctxt, int nargs)
{
    bool identified;
    CHECK_ARITY(1);
    const struct check_state *state = state_of(ctxt);
    struct text key = pop_name(ctxt, &identified);
    bool const met =
        state->session && rules_session_has(state->session, text_string(&key), identified);
    xmlXPathReturnBoolean(ctxt, met || (key.len && state->namesake));
    text_free(&key);
}

/* ---- council files -------------------------------------------------------------- */

/* The casefile whose tree is asked. */
static const struct casefile *asked(xmlXPathParserContextPtr ctxt)
{
    return ctxt->context->doc->_private;
}

static void f_case(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(1);
    xmlChar *ids = xmlXPathPopString(ctxt);
    xmlNodeSetPtr found = xmlXPathNodeSetCreate(NULL);
    const struct casefile *casefile = NULL;
    while ((casefile = case_next_attached(asked(ctxt), casefile, true)) != NULL) {
        const char *id = case_id(casefile);
        if (ids && text_has_word((const char *)ids, id, strlen(id)))
            xmlXPathNodeSetAdd(found, casefile->root);
    }
    xmlFree(ids);
    xmlXPathReturnNodeSet(ctxt, found);
}

static void f_number(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(1);
    xmlNodeSetPtr nodes = xmlXPathPopNodeSet(ctxt);
    bool const found = nodes && nodes->nodeNr > 0;
    double const number = found ? (double)node_number(node_from_xml(nodes->nodeTab[0])) : 0;
    xmlXPathFreeNodeSet(nodes);
    xmlXPathReturnNumber(ctxt, number);
}

static void f_last_day(xmlXPathParserContextPtr ctxt, int nargs)
{
    double last = (double)NAN;
    CHECK_ARITY(1);
    xmlNodeSetPtr nodes = xmlXPathPopNodeSet(ctxt);
    for (int i = 0; nodes && i < nodes->nodeNr; i++) {
        xmlChar *text = xmlNodeGetContent(nodes->nodeTab[i]);
        double const day = day_of(text ? (const char *)text : "");
        last = isnan(last) || day > last ? day : last;
        xmlFree(text);
    }
    xmlXPathFreeNodeSet(nodes);
    xmlXPathReturnNumber(ctxt, last);
}

/* The first element below node, itself included, whose attribute person is id. */
static xmlNodePtr find_person(xmlNodePtr node, const xmlChar *id)
{
    xmlNodePtr found = NULL;
    xmlChar *own = node->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(node, BAD_CAST "person") : NULL;
    if (own && xmlStrEqual(own, id))
        found = node;
    xmlFree(own);
    for (xmlNodePtr child = node->children; child && !found; child = child->next)
        found = child->type == XML_ELEMENT_NODE ? find_person(child, id) : NULL;
    return found;
}

static void f_person(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(1);
    xmlNodeSetPtr nodes = xmlXPathPopNodeSet(ctxt);
    xmlNodeSetPtr found = xmlXPathNodeSetCreate(NULL);
    for (int i = 0; nodes && i < nodes->nodeNr; i++) {
        xmlNodePtr person = nodes->nodeTab[i];
        if (!node_child(node_from_xml(person), "surname")) {
            xmlChar *by = xmlGetNoNsProp(person, BAD_CAST "by");
            person = by ? find_person(asked(ctxt)->root, by) : NULL;
            xmlFree(by);
        }
        if (person)
            xmlXPathNodeSetAdd(found, person);
    }
    xmlXPathFreeNodeSet(nodes);
    xmlXPathReturnNodeSet(ctxt, found);
}

/* ---- hints ------------------------------------------------------------------------- */

static void f_initial(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(1);
    xmlChar *text = xmlXPathPopString(ctxt);
    xmlXPathReturnBoolean(ctxt, text && hint_initial((const char *)text));
    xmlFree(text);
}

/* Which part of a name a text is, in the order of name_parts, then the initials; NAME_NONE: none. */
enum { NAME_INITIALS = NAME_PARTS, NAME_NONE };

static size_t name_part_of(const xmlNode *text)
{
    const xmlNode *element = text->parent;
    size_t part = 0;
    if (element->type != XML_ELEMENT_NODE)
        return NAME_NONE;
    while (part < NAME_PARTS && !tree_is_named(element->name, name_parts[part]))
        part++;
    return part == NAME_PARTS && !tree_is_named(element->name, "initials") ? NAME_NONE : part;
}

/* Another part of the name is Russian. */
static bool is_russian_beside(const xmlNode *text)
{
    const xmlNode *part = text->parent->parent->children;
    for (; part; part = part->next)
        if (part->children && part->children != text && part->children->content &&
            hint_is_russian((const char *)part->children->content))
            return true;
    return false;
}

static unsigned name_traits(const xmlNode *text, size_t part, struct arena *arena)
{
    if (part >= NAME_PARTS)
        return 0;
    const struct name *name = node_person(node_from_xml(text->parent->parent), arena);
    return (name_is_crowded(name, part) ? HINTED_CROWDED_NAME : 0) |
           (name_begins_small((const char *)text->content) ? HINTED_SMALL_NAME : 0);
}

static void look_for_hints(xmlNodePtr node, struct hinted ***tail, struct arena *arena)
{
    const struct place *place = node->type == XML_ELEMENT_NODE ? node->_private : NULL;
    if (place && place->lent) /* what the school's file says is not this case's fault */
        return;
    for (xmlNodePtr child = node->children; child; child = child->next)
        look_for_hints(child, tail, arena);
    if (node->type != XML_TEXT_NODE)
        return;
    const char *text = (const char *)node->content;
    size_t const part = name_part_of(node);
    bool const russian_name = part != NAME_NONE && is_russian_beside(node);
    const char *latin = russian_name ? hint_latin_name(text) : hint_mixed_script(text);
    const char *odd = hint_odd_characters(text);
    unsigned const traits = (latin ? HINTED_MIXED_SCRIPT : 0) |
                            (hint_personal_data(text) ? HINTED_PERSONAL_DATA : 0) |
                            (odd ? HINTED_ODD_CHARACTERS : 0) | name_traits(node, part, arena);
    if (!traits)
        return;
    struct hinted *hinted = ARENA_NEW(arena, struct hinted);
    *hinted = (struct hinted){.text = node, .traits = traits, .latin = latin, .odd = odd};
    LIST_APPEND(*tail, hinted);
}

const struct hinted *hinted_texts(xmlNodePtr node, struct arena *arena)
{
    struct hinted *first = NULL;
    struct hinted **tail = &first;
    look_for_hints(node, &tail, arena);
    return first;
}

static void select_texts(xmlXPathParserContextPtr ctxt, int nargs, enum hinted_trait wanted)
{
    CHECK_ARITY(0);
    xmlNodeSetPtr chosen = xmlXPathNodeSetCreate(NULL);
    for (const struct hinted *hinted = state_of(ctxt)->hinted; hinted; hinted = hinted->next)
        if (hinted->traits & wanted)
            xmlXPathNodeSetAdd(chosen, hinted->text);
    xmlXPathReturnNodeSet(ctxt, chosen);
}

static void f_mixed_script(xmlXPathParserContextPtr ctxt, int nargs)
{
    select_texts(ctxt, nargs, HINTED_MIXED_SCRIPT);
}

static void f_personal_data(xmlXPathParserContextPtr ctxt, int nargs)
{
    select_texts(ctxt, nargs, HINTED_PERSONAL_DATA);
}

static void f_odd_characters(xmlXPathParserContextPtr ctxt, int nargs)
{
    select_texts(ctxt, nargs, HINTED_ODD_CHARACTERS);
}

static void f_crowded_names(xmlXPathParserContextPtr ctxt, int nargs)
{
    select_texts(ctxt, nargs, HINTED_CROWDED_NAME);
}

static void f_small_names(xmlXPathParserContextPtr ctxt, int nargs)
{
    select_texts(ctxt, nargs, HINTED_SMALL_NAME);
}

/* ---- the table ------------------------------------------------------------------------ */

static const struct {
    const char *name;
    xmlXPathFunction function;
} functions[] = {
    {"day", f_day},
    {"school-year", f_school_year},
    {"today", f_today},
    {"approved", f_approved},
    {"listed", f_listed},
    {"full-name", f_full_name},
    {"named-before", f_named_before},
    {"case", f_case},
    {"number", f_number},
    {"last-day", f_last_day},
    {"person", f_person},
    {"initial", f_initial},
    {"mixed-script", f_mixed_script},
    {"personal-data", f_personal_data},
    {"odd-characters", f_odd_characters},
    {"crowded-names", f_crowded_names},
    {"small-names", f_small_names},
    {"other-spelling", f_other_spelling},
    {"uninvolved", f_uninvolved},
};

void functions_register(xmlXPathContextPtr context)
{
    int failed = xmlXPathRegisterNs(context, BAD_CAST "f", BAD_CAST FUNCTIONS_NAMESPACE);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        failed |= xmlXPathRegisterFuncNS(context, BAD_CAST functions[i].name,
                                         BAD_CAST FUNCTIONS_NAMESPACE, functions[i].function);
    if (failed)
        out_of_memory();
}
