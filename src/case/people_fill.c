/*
 * people_fill.c - gives names to the elements of a case that name a role alone; see people.h.
 */
#include "case/people.h"

#include "base/text.h"
#include "case/tree.h"

#include <string.h>

struct filling {
    const struct casefile *casefile;
    const struct post *posts;
    const struct people_document *documents;
    size_t count;
    bool draft;
    struct arena *arena;
    struct diags *diags;
};

/* ---- making nodes ---------------------------------------------------------------------- */

/* What is filled in stands, for messages, where the element stands. */
static void lend_place(const struct filling *filling, xmlNodePtr node, const struct place *place)
{
    struct place *lent = ARENA_NEW(filling->casefile->arena, struct place);
    *lent = (struct place){.line = place->line, .column = place->column, .lent = true};
    node->_private = lent;
    for (xmlNodePtr child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            lend_place(filling, child, place);
}

static xmlNodePtr add_element(const struct filling *filling, xmlNodePtr parent, const char *name)
{
    xmlNodePtr node = xmlNewDocNode(parent->doc, parent->ns, BAD_CAST name, NULL);
    xmlAddChild(parent, node);
    lend_place(filling, node, parent->_private);
    return node;
}

static void add_text(const struct filling *filling, xmlNodePtr parent, const char *name,
                     const char *text)
{
    if (!*text)
        return;
    xmlNodePtr node = add_element(filling, parent, name);
    xmlAddChild(node, xmlNewDocTextLen(parent->doc, BAD_CAST text, (int)strlen(text)));
}

static void set_attribute(const struct filling *filling, xmlNodePtr node, const char *name,
                          const char *value)
{
    if (!*value || xmlHasProp(node, BAD_CAST name))
        return;
    xmlAttrPtr attribute = xmlNewProp(node, BAD_CAST name, BAD_CAST value);
    struct place *lent = ARENA_NEW(filling->casefile->arena, struct place);
    *lent = *(const struct place *)node->_private;
    lent->lent = true;
    attribute->_private = lent;
}

static const char *const name_elements[] = {"surname",  "given",    "patronymic",
                                            "initials", "genitive", "dative"};
enum { NAME_ELEMENTS = sizeof name_elements / sizeof *name_elements };

/* Those that a template left empty go, so that each stands once. */
static void drop_empty_names(xmlNodePtr element)
{
    for (size_t i = 0; i < NAME_ELEMENTS; i++) {
        const struct node *empty = node_child(node_from_xml(element), name_elements[i]);
        if (empty)
            node_remove(empty);
    }
}

static void add_post(const struct filling *filling, xmlNodePtr element, const struct post *post)
{
    const struct name *name = &post->name;
    const char *const parts[NAME_ELEMENTS] = {name->surname,  name->given,    name->patronymic,
                                              name->initials, name->genitive, name->dative};
    for (size_t i = 0; i < NAME_ELEMENTS; i++)
        add_text(filling, element, name_elements[i], parts[i]);
    if (text_is_blank(node_child_text(node_from_xml(element), "position", filling->arena)))
        add_text(filling, element, "position", post->position);
    set_attribute(filling, element, "person", post->person);
}

static void copy_attributes(const struct filling *filling, xmlNodePtr node, const xmlNode *from)
{
    for (const xmlAttr *own = from->properties; own; own = own->next)
        set_attribute(filling, node, (const char *)own->name,
                      node_text(node_from_xml(own), filling->arena));
}

/* Who it was before that day; post NULL: nobody knows. */
static void add_held(const struct filling *filling, xmlNodePtr element, const struct post *post,
                     const char *until)
{
    const char *position =
        node_child_text(node_from_xml(element), "position", filling->arena); /* as typed */
    xmlNodePtr held = add_element(filling, element, NODE_HELD);
    set_attribute(filling, held, "until", until);
    copy_attributes(filling, held, element);
    add_text(filling, held, "position", position);
    if (post)
        add_post(filling, held, post);
}

/* ---- from the case itself --------------------------------------------------------------- */

static const char *attribute(const struct filling *filling, const xmlNode *node, const char *name)
{
    const char *value = node_attribute(node_from_xml(node), name, filling->arena);
    return value ? value : "";
}

static bool is_named(const struct filling *filling, const xmlNode *element)
{
    for (size_t i = 0; i < NAME_PARTS; i++)
        if (!text_is_blank(node_child_text(node_from_xml(element), name_parts[i], filling->arena)))
            return true;
    return false;
}

/*
 * The lead in that role, else the one participant; where an id is given, who has it in whatever
 * role.  NULL when there is none or several.
 */
static const xmlNode *in_case(const struct filling *filling, const char *role, const char *person)
{
    const struct node *root = case_root(filling->casefile);
    const xmlNode *lead = node_to_xml(node_child(root, "lead"));
    const xmlNode *found = NULL;
    size_t count;
    const struct node **participants =
        node_children(node_child(root, "participants"), "participant", filling->arena, &count);
    for (size_t i = 0; i <= count; i++) {
        const xmlNode *one = i ? node_to_xml(participants[i - 1]) : lead;
        if (!one || !is_named(filling, one) ||
            strcmp(attribute(filling, one, *person ? "person" : "role"), *person ? person : role) !=
                0)
            continue;
        if (one == lead)
            return lead;
        if (found)
            return NULL;
        found = one;
    }
    return found;
}

static void copy_person(const struct filling *filling, xmlNodePtr element, const xmlNode *from)
{
    /* A mentor signs as the mentor, and not as a teacher of something. */
    bool const has_position =
        strcmp(attribute(filling, element, "role"), "mentor") == 0 ||
        !text_is_blank(node_child_text(node_from_xml(element), "position", filling->arena));
    drop_empty_names(element);
    for (xmlNodePtr child = from->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || tree_is_named(child->name, "note") ||
            (has_position && tree_is_named(child->name, "position")))
            continue;
        xmlNodePtr copy = xmlDocCopyNode(child, element->doc, 1);
        xmlAddChild(element, copy);
        lend_place(filling, copy, element->_private);
        if (tree_is_named(copy->name, NODE_HELD)) /* a place to sign has a form and a position */
            copy_attributes(filling, copy, element);
    }
    set_attribute(filling, element, "person", attribute(filling, from, "person"));
}

/* ---- from the school ---------------------------------------------------------------------- */

/*
 * The days of the documents that an element concerns, each once, the undated last.  Participants
 * stand in the first form alone, which says who was to take part.
 */
struct day {
    const char *day;
    const char *form; /* the first of that day */
    const struct post *post;
    enum people_found found;
};

static bool is_before(const struct day *a, const struct day *b)
{
    return *a->day && (!*b->day || strcmp(a->day, b->day) < 0);
}

static size_t add_day(struct day *days, size_t count, struct day day)
{
    size_t at = count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(days[i].day, day.day) == 0)
            return count;
    for (; at && is_before(&day, &days[at - 1]); at--)
        days[at] = days[at - 1];
    days[at] = day;
    return count + 1;
}

static size_t find_days(const struct filling *filling, const xmlNode *element, struct day *days)
{
    const char *form = attribute(filling, element, "form");
    const char *role = attribute(filling, element, "role");
    const char *person = attribute(filling, element, "person");
    size_t const documents = tree_is_named(element->name, "participant") ? 1 : filling->count;
    size_t count = 0;
    for (size_t i = 0; i < documents; i++) {
        const struct people_document *document = &filling->documents[i];
        if (!*form || strcmp(form, document->form) == 0)
            count =
                add_day(days, count, (struct day){.day = document->day, .form = document->form});
    }
    for (size_t i = 0; i < count; i++)
        days[i].found = people_find(filling->posts, role, person, days[i].day, &days[i].post);
    return count;
}

static void tell(const struct filling *filling, const xmlNode *element, const struct day *day)
{
    static const enum message messages[2][2] = {
        {MESSAGE_PEOPLE_NOBODY, MESSAGE_PEOPLE_NOBODY_DRAFT},
        {MESSAGE_PEOPLE_SEVERAL, MESSAGE_PEOPLE_SEVERAL_DRAFT},
    };
    const struct node *node = node_from_xml(element);
    struct arena *arena = filling->arena;
    const char *ru =
        *day->day ? "на дату формы %s" : "без срока окончания (у формы %s ещё нет даты)";
    const char *en =
        *day->day ? "on the date of form %s" : "without an end (form %s has no date yet)";
    struct place *place = element->_private;
    place->told = true;
    diag_add(
        filling->diags, messages[day->found == PEOPLE_SEVERAL][filling->draft], node_pos(node),
        node_path(node, arena), node_label(node, arena), attribute(filling, element, "role"),
        diag_both(arena, arena_printf(arena, ru, day->form), arena_printf(arena, en, day->form)),
        NULL);
}

static bool has_name_elements(const xmlNode *element)
{
    for (size_t i = 0; i < NAME_ELEMENTS; i++)
        if (node_child(node_from_xml(element), name_elements[i]))
            return true;
    return false;
}

static void fill_from_school(const struct filling *filling, xmlNodePtr element)
{
    struct day *days = ARENA_ARRAY(filling->arena, filling->count, struct day);
    size_t const count = find_days(filling, element, days);
    const struct day *missing = NULL;
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += days[i].found == PEOPLE_ONE;
        if (!missing && days[i].found != PEOPLE_ONE)
            missing = &days[i];
    }
    if (missing && !has_name_elements(element))
        tell(filling, element, missing);
    if (!found)
        return;
    const struct day *last = &days[count - 1];
    for (const struct day *day = days; day < last; day++)
        if (day->post != last->post || day->found != last->found)
            add_held(filling, element, day->found == PEOPLE_ONE ? day->post : NULL,
                     *day[1].day ? day[1].day : LAST_DAY);
    if (last->found != PEOPLE_ONE)
        return;
    drop_empty_names(element);
    add_post(filling, element, last->post);
}

/* The role that is called as the element whom the case is about: "teacher". */
static bool is_subject(const struct filling *filling, const char *role)
{
    const char *subject = case_schema_subject(filling->casefile->schema);
    return subject && strcmp(role, subject) == 0;
}

static bool is_left_alone(const struct filling *filling, const char *role)
{
    return !*role || is_subject(filling, role) || strcmp(role, "other") == 0;
}

/* The school knows the person of that id, and under no name that the case says. */
static void compare_names(const struct filling *filling, const xmlNode *element)
{
    const char *person = attribute(filling, element, "person");
    const struct post *known = NULL;
    size_t count;
    if (!*person || !filling->posts)
        return;
    const struct node *node = node_from_xml(element);
    const struct name *const *names = node_person_names(node, filling->arena, &count);
    for (const struct post *post = filling->posts; post; post = post->next) {
        if (strcmp(post->person, person) != 0)
            continue;
        known = post;
        for (size_t i = 0; i < count; i++)
            if (name_is_spelled_alike(names[i], &post->name))
                return;
    }
    if (known && count)
        diag_add(filling->diags, MESSAGE_PEOPLE_SPELLING, node_pos(node),
                 node_path(node, filling->arena), node_label(node, filling->arena), NULL);
}

/* A signer called the teacher is the teacher. */
static void fill_subject(const struct filling *filling, xmlNodePtr element, const char *role)
{
    const struct node *subject = case_subject(filling->casefile);
    if (subject && is_subject(filling, role) && !is_named(filling, element))
        copy_person(filling, element, node_to_xml(subject));
}

static void fill_below(const struct filling *filling, xmlNodePtr parent)
{
    for (xmlNodePtr child = parent->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        const char *role = attribute(filling, child, "role");
        if (is_left_alone(filling, role)) {
            fill_subject(filling, child, role);
            fill_below(filling, child);
            continue;
        }
        if (node_child(node_from_xml(child), NODE_HELD))
            continue;
        if (is_named(filling, child)) {
            compare_names(filling, child);
            continue;
        }
        const xmlNode *same = tree_is_named(child->name, "signer")
                                  ? in_case(filling, role, attribute(filling, child, "person"))
                                  : NULL;
        if (same)
            copy_person(filling, child, same);
        else if (filling->posts)
            fill_from_school(filling, child);
    }
}

void people_fill(const struct casefile *casefile, const struct post *posts,
                 const struct people_document *documents, size_t count, bool draft,
                 struct diags *diags)
{
    static const struct people_document undated = {.form = "", .day = ""};
    struct filling const filling = {
        .casefile = casefile,
        .posts = posts,
        .documents = count ? documents : &undated,
        .count = count ? count : 1,
        .draft = draft,
        .arena = arena_new(),
        .diags = diags,
    };
    if (casefile->root)
        fill_below(&filling, casefile->root);
    arena_free(filling.arena);
}
