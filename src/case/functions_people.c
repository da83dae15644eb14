/*
 * functions_people.c - XPath functions about who is who in a file; see functions.h.
 */
#include "case/functions.h"

#include "base/arena.h"
#include "case/tree.h"
#include "russian/names.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* ---- one id, two spellings ---------------------------------------------------------- */

/* A person who has an id, and a name as it is written first. */
struct spelled {
    const struct spelled *next;
    const char *id;
    const struct node *element;
};

/* A former name is a spelling too. */
static bool is_spelled_alike(const struct node *a, const struct node *b, struct arena *arena)
{
    size_t count[2];
    const struct name *const *ones = node_person_names(a, arena, &count[0]);
    const struct name *const *others = node_person_names(b, arena, &count[1]);
    for (size_t i = 0; i < count[0]; i++)
        for (size_t j = 0; j < count[1]; j++)
            if (name_is_spelled_alike(ones[i], others[j]))
                return true;
    return !count[0] || !count[1];
}

/* Adds those below node whose name is written otherwise where their id stood first. */
static void find_spellings(xmlNodePtr node, const struct spelled **known, xmlNodeSetPtr chosen,
                           struct arena *arena)
{
    for (xmlNodePtr child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || tree_is_named(child->name, NODE_HELD))
            continue;
        const struct node *element = node_from_xml(child);
        const char *id = node_attribute(element, "person", arena);
        const struct spelled *first = *known;
        while (id && first && strcmp(first->id, id) != 0)
            first = first->next;
        if (id && first && !is_spelled_alike(first->element, element, arena)) {
            xmlXPathNodeSetAdd(chosen, child);
        } else if (id && !first) {
            struct spelled *spelled = ARENA_NEW(arena, struct spelled);
            *spelled = (struct spelled){.next = *known, .id = id, .element = element};
            *known = spelled;
        }
        find_spellings(child, known, chosen, arena);
    }
}

void f_other_spelling(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(0);
    struct arena *arena = arena_new();
    const struct spelled *known = NULL;
    xmlNodeSetPtr chosen = xmlXPathNodeSetCreate(NULL);
    find_spellings(xmlDocGetRootElement(ctxt->context->doc), &known, chosen, arena);
    arena_free(arena);
    xmlXPathReturnNodeSet(ctxt, chosen);
}

/* ---- who signs and took no part -------------------------------------------------------- */

/* By the ids where both have one, else by any of their whole names. */
static bool is_same_person(const struct node *a, const struct node *b, struct arena *arena)
{
    const char *one = node_attribute(a, "person", arena);
    const char *other = node_attribute(b, "person", arena);
    if (one && *one && other && *other)
        return strcmp(one, other) == 0;
    size_t count[2];
    const struct name *const *ones = node_person_names(a, arena, &count[0]);
    const struct name *const *others = node_person_names(b, arena, &count[1]);
    for (size_t i = 0; i < count[0]; i++)
        for (size_t j = 0; j < count[1]; j++)
            if (name_is_same(ones[i], others[j]))
                return true;
    return false;
}

static bool has_name(const struct node *person, struct arena *arena)
{
    const struct name *name = node_person(person, arena);
    return *name->surname && *name->given;
}

/* Those sign for the school, or because the form is about them. */
static bool signs_by_office(const struct node *signer, struct arena *arena)
{
    static const char offices[] = "director deputy-uvr admin methodist teacher";
    const char *role = node_attribute(signer, "role", arena);
    return !role || text_has_word(offices, role, strlen(role));
}

static bool took_part(const struct node *root, const struct node *signer, struct arena *arena)
{
    size_t count;
    const struct node *lead = node_child(root, "lead");
    const struct node **participants =
        node_children(node_child(root, "participants"), "participant", arena, &count);
    bool found = lead && is_same_person(lead, signer, arena);
    for (size_t i = 0; i < count && !found; i++)
        found = is_same_person(participants[i], signer, arena);
    return found;
}

void f_uninvolved(xmlXPathParserContextPtr ctxt, int nargs)
{
    CHECK_ARITY(0);
    struct arena *arena = arena_new();
    xmlNodeSetPtr chosen = xmlXPathNodeSetCreate(NULL);
    const struct node *root = node_from_xml(xmlDocGetRootElement(ctxt->context->doc));
    const struct node *lead = node_child(root, "lead");
    size_t count;
    const struct node **signers =
        node_children(node_child(root, "signers"), "signer", arena, &count);
    for (size_t i = 0; i < count && lead && has_name(lead, arena); i++)
        if (has_name(signers[i], arena) && !signs_by_office(signers[i], arena) &&
            !took_part(root, signers[i], arena))
            xmlXPathNodeSetAdd(chosen, (xmlNodePtr)(size_t)node_to_xml(signers[i]));
    arena_free(arena);
    xmlXPathReturnNodeSet(ctxt, chosen);
}
