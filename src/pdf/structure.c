#include "pdf/structure.h"

enum kid_kind { KID_MARK, KID_ELEMENT, KID_ANNOTATION };

/* A child of an element, in reading order. */
struct kid {
    struct kid *next;
    enum kid_kind kind;
    int page; /* mark, annotation: where */
    int mark;
    pdf_ref ref; /* element, annotation */
};

/* What is gathered of an element; indexed by element->index. */
struct node {
    pdf_ref ref;
    int page;                     /* of its first mark; -1: has none */
    const struct page_item *item; /* that it was for */
    struct kid *first, *last;
    const struct element *linked; /* the last child element that stands among the kids */
};

struct structure {
    struct arena *arena;
    struct pdf_file *file;
    const struct pages *pages;
    const pdf_ref *page_refs;
    struct node *nodes;
    pdf_ref root;
    int page;
    int mark;
    struct text parents; /* of the parent tree: the pages' entries so far */
    struct annotation *annotations, *last_annotation;
    struct annotation *page_annotations; /* the first one of the page */
    int annotation_count;
};

const char *element_type_name(enum element_type type)
{
    switch (type) {
    case ELEMENT_DOCUMENT: return "Document";
    case ELEMENT_SECT: return "Sect";
    case ELEMENT_H1: return "H1";
    case ELEMENT_H2: return "H2";
    case ELEMENT_P: return "P";
    case ELEMENT_L: return "L";
    case ELEMENT_LI: return "LI";
    case ELEMENT_LBL: return "Lbl";
    case ELEMENT_LBODY: return "LBody";
    case ELEMENT_TABLE: return "Table";
    case ELEMENT_THEAD: return "THead";
    case ELEMENT_TBODY: return "TBody";
    case ELEMENT_TR: return "TR";
    case ELEMENT_TH: return "TH";
    case ELEMENT_TD: return "TD";
    case ELEMENT_FORM: return "Form";
    case ELEMENT_SPAN: return "Span";
    case ELEMENT_LINK: return "Link";
    case ELEMENT_FIGURE: return "Figure";
    }
    return NULL;
}

static struct node *node_of(const struct structure *structure, const struct element *element)
{
    return &structure->nodes[element->index];
}

static int count_elements(const struct element *element)
{
    int count = 1;
    for (const struct element *child = element->first; child; child = child->next)
        count += count_elements(child);
    return count;
}

static int number_elements(struct structure *structure, struct element *element, int index)
{
    element->index = index;
    structure->nodes[index] = (struct node){.ref = pdf_file_add(structure->file), .page = -1};
    index++;
    for (struct element *child = element->first; child; child = child->next)
        index = number_elements(structure, child, index);
    return index;
}

struct structure *structure_new(struct arena *arena, struct pdf_file *file,
                                const struct pages *pages, const pdf_ref *page_refs)
{
    struct structure *structure = ARENA_NEW(arena, struct structure);
    *structure = (struct structure){
        .arena = arena, .file = file, .pages = pages, .page_refs = page_refs, .page = -1};
    structure->nodes = ARENA_ARRAY(arena, (size_t)count_elements(pages->root), struct node);
    structure->root = pdf_file_add(file);
    number_elements(structure, pages->root, 0);
    return structure;
}

static struct kid *add_kid(struct structure *structure, struct node *node, enum kid_kind kind)
{
    struct kid *kid = ARENA_NEW(structure->arena, struct kid);
    kid->kind = kind;
    kid->page = structure->page;
    LIST_PUT(node->first, node->last, kid);
    return kid;
}

/* Puts the children of the element up to and including last (NULL: all) among its kids. */
static void link_children(struct structure *structure, const struct element *element,
                          const struct element *last)
{
    struct node *node = node_of(structure, element);
    const struct element *child = node->linked ? node->linked->next : element->first;
    while (child) {
        add_kid(structure, node, KID_ELEMENT)->ref = node_of(structure, child)->ref;
        node->linked = child;
        if (child == last)
            return;
        child = child->next;
    }
}

static bool is_linked(const struct structure *structure, const struct element *element)
{
    const struct element *linked = node_of(structure, element->parent)->linked;
    return linked && linked->index >= element->index;
}

/* An element that gets content stands among its parent's kids from now on, and so on upwards. */
static void link_upwards(struct structure *structure, const struct element *element)
{
    for (; element->parent && !is_linked(structure, element); element = element->parent)
        link_children(structure, element->parent, element);
}

void structure_begin_page(struct structure *structure, int page)
{
    if (structure->page >= 0)
        text_add_char(&structure->parents, ']');
    structure->page = page;
    structure->page_annotations = NULL;
    structure->mark = 0;
    text_format(&structure->parents, "%d[", page);
}

int structure_mark(struct structure *structure, const struct page_item *item)
{
    struct node *node = node_of(structure, item->element);
    link_upwards(structure, item->element);
    add_kid(structure, node, KID_MARK)->mark = structure->mark;
    if (node->page < 0) {
        node->page = structure->page;
        node->item = item;
    }
    text_add(&structure->parents, structure->mark ? " " : "");
    put_ref(&structure->parents, node->ref);
    return structure->mark++;
}

void structure_annotation(struct structure *structure, const struct page_item *item)
{
    struct annotation *annotation = ARENA_NEW(structure->arena, struct annotation);
    *annotation = (struct annotation){
        .item = item,
        .page = structure->page,
        .key = structure->pages->count + structure->annotation_count++,
        .ref = pdf_file_add(structure->file),
    };
    LIST_PUT(structure->annotations, structure->last_annotation, annotation);
    if (!structure->page_annotations)
        structure->page_annotations = annotation;
    link_upwards(structure, item->element);
    add_kid(structure, node_of(structure, item->element), KID_ANNOTATION)->ref = annotation->ref;
}

const struct annotation *structure_annotations(const struct structure *structure)
{
    return structure->annotations;
}

void structure_put_annotations(const struct structure *structure, struct text *out)
{
    const struct annotation *first = structure->page_annotations;
    for (const struct annotation *annotation = first; annotation; annotation = annotation->next)
        text_format(out, "%s" REF, annotation == first ? "/Annots[" : " ", annotation->ref);
    text_add(out, first ? "]/Tabs/S" : "/Tabs/S");
}

static void put_kid(const struct structure *structure, const struct node *node,
                    const struct kid *kid, struct text *out)
{
    switch (kid->kind) {
    case KID_ELEMENT: put_ref(out, kid->ref); return;
    case KID_ANNOTATION:
        text_format(out, "<</Type/OBJR/Pg " REF "/Obj " REF ">>", structure->page_refs[kid->page],
                    kid->ref);
        return;
    case KID_MARK:
        if (kid->page == node->page)
            text_add_int(out, kid->mark);
        else
            text_format(out, "<</Type/MCR/Pg " REF "/MCID %d>>", structure->page_refs[kid->page],
                        kid->mark);
        return;
    }
}

static void put_kids(const struct structure *structure, const struct node *node, struct text *out)
{
    if (!node->first)
        return;
    text_add(out, node->first->next ? "/K[" : "/K ");
    for (const struct kid *kid = node->first; kid; kid = kid->next) {
        put_kid(structure, node, kid, out);
        if (kid->next)
            text_add_char(out, ' ');
    }
    if (node->first->next)
        text_add_char(out, ']');
}

static void put_string(struct text *out, const char *key, const char *value)
{
    if (!value)
        return;
    text_add(out, key);
    put_text_string(out, value);
}

/* In a fixed width, so that the order of ids as strings is their order as numbers. */
static void put_id(struct text *out, int id)
{
    enum { DIGITS = 6 };
    char digits[DIGITS + 1] = {0};
    for (int i = DIGITS; i > 0; i--, id /= 10)
        digits[i - 1] = (char)('0' + id % 10);
    text_format(out, "(%s)", digits);
}

static void put_headers(struct text *out, const int *headers)
{
    text_add(out, "/Headers[");
    for (; *headers; headers++)
        put_id(out, *headers);
    text_add_char(out, ']');
}

/* Attributes of tables and cells (ISO 32000-1, 14.8.5.7). */
static void put_table_attributes(struct text *out, const struct element *element)
{
    static const char *const scopes[] = {[SCOPE_NONE] = "",
                                         [SCOPE_COLUMN] = "/Scope/Column",
                                         [SCOPE_ROW] = "/Scope/Row",
                                         [SCOPE_BOTH] = "/Scope/Both"};
    const char *scope = scopes[element->scope];
    bool const has_headers = element->headers && *element->headers;
    if (element->colspan <= 1 && element->rowspan <= 1 && !*scope && !has_headers &&
        !(element->type == ELEMENT_TABLE && element->words))
        return;
    text_add(out, "/A<</O/Table");
    if (element->colspan > 1)
        text_format(out, "/ColSpan %d", element->colspan);
    if (element->rowspan > 1)
        text_format(out, "/RowSpan %d", element->rowspan);
    text_add(out, scope);
    if (has_headers)
        put_headers(out, element->headers);
    if (element->type == ELEMENT_TABLE)
        put_string(out, "/Summary", element->words);
    text_add(out, ">>");
}

/* A list is ordered when the label of its first entry begins with a digit. */
static bool is_ordered(const struct structure *structure, const struct element *list)
{
    const struct element *label = list->first ? list->first->first : NULL;
    if (!label || label->type != ELEMENT_LBL)
        return false;
    const struct page_item *item = node_of(structure, label)->item;
    return item && item->kind == ITEM_TEXT && item->as.text.length > 0 &&
           item->as.text.text[0] >= '0' && item->as.text.text[0] <= '9';
}

/* Attributes of lists (14.8.5.5); PDF/UA-1, 7.6 asks for the numbering of ordered ones. */
static void put_list_attributes(const struct structure *structure, const struct element *element,
                                struct text *out)
{
    if (element->type == ELEMENT_L && is_ordered(structure, element))
        text_add(out, "/A<</O/List/ListNumbering/Decimal>>");
}

/* A Figure says where it lies (14.8.5.4): PDF/UA-1, 7.3; that is where its plate is. */
static void put_figure_attributes(const struct structure *structure, const struct element *element,
                                  struct text *out)
{
    const struct page_item *plate = node_of(structure, element)->item;
    if (element->type != ELEMENT_FIGURE || !plate || plate->kind != ITEM_FILL)
        return;
    text_format(out, "/A<</O/Layout/Placement/Block/BBox[%f %f %f %f]>>", mpt_points(plate->x),
                mpt_points(plate->y), mpt_points(plate->x + plate->as.fill.width),
                mpt_points(plate->y + plate->as.fill.height));
}

static void write_element(struct structure *structure, const struct element *element,
                          struct text *scratch)
{
    struct node *node = node_of(structure, element);
    link_children(structure, element, NULL);
    text_clear(scratch);
    text_add(scratch, "/S/");
    text_add(scratch, element_type_name(element->type));
    text_add(scratch, "/P ");
    put_ref(scratch, element->parent ? node_of(structure, element->parent)->ref : structure->root);
    if (node->page >= 0) {
        text_add(scratch, "/Pg ");
        put_ref(scratch, structure->page_refs[node->page]);
    }
    if (element->type == ELEMENT_SECT)
        put_string(scratch, "/T", element->words);
    put_string(scratch, "/Lang", element->lang);
    if (element->type == ELEMENT_FIGURE)
        put_string(scratch, "/Alt", element->words);
    put_string(scratch, "/ActualText", element->heard);
    if (element->id > 0) {
        text_add(scratch, "/ID");
        put_id(scratch, element->id);
    }
    put_table_attributes(scratch, element);
    put_list_attributes(structure, element, scratch);
    put_figure_attributes(structure, element, scratch);
    put_kids(structure, node, scratch);
    pdf_file_fill(structure->file, node->ref, scratch);
    for (const struct element *child = element->first; child; child = child->next)
        write_element(structure, child, scratch);
}

/* Leaves ids[id] at the element's object for each element that has one. */
static void collect_ids(const struct structure *structure, const struct element *element,
                        pdf_ref *ids)
{
    if (element->id > 0)
        ids[element->id] = node_of(structure, element)->ref;
    for (const struct element *child = element->first; child; child = child->next)
        collect_ids(structure, child, ids);
}

static int highest_id(const struct element *element)
{
    int highest = element->id;
    for (const struct element *child = element->first; child; child = child->next) {
        int const below = highest_id(child);
        if (below > highest)
            highest = below;
    }
    return highest;
}

static void put_id_tree(const struct structure *structure, struct text *out)
{
    int const highest = highest_id(structure->pages->root);
    if (highest <= 0)
        return;
    pdf_ref *ids = ARENA_ARRAY(structure->arena, (size_t)highest + 1, pdf_ref);
    collect_ids(structure, structure->pages->root, ids);
    text_add(out, "/IDTree<</Names[");
    for (int id = 1; id <= highest; id++) {
        if (!ids[id])
            continue;
        put_id(out, id);
        text_format(out, REF, ids[id]);
    }
    text_add(out, "]>>");
}

static void put_parent_tree(const struct structure *structure, struct text *out)
{
    text_add(out, "/ParentTree<</Nums[");
    text_add_bytes(out, structure->parents.data, structure->parents.len);
    text_add_char(out, ']');
    for (const struct annotation *annotation = structure->annotations; annotation;
         annotation = annotation->next)
        text_format(out, " %d " REF, annotation->key,
                    node_of(structure, annotation->item->element)->ref);
    text_format(out, "]>>/ParentTreeNextKey %d",
                structure->pages->count + structure->annotation_count);
}

pdf_ref structure_write(struct structure *structure, bool map_table_parts)
{
    struct text scratch = TEXT_EMPTY;
    write_element(structure, structure->pages->root, &scratch);
    text_clear(&scratch);
    text_format(&scratch, "/Type/StructTreeRoot/K " REF,
                node_of(structure, structure->pages->root)->ref);
    put_parent_tree(structure, &scratch);
    if (map_table_parts)
        text_add(&scratch, "/RoleMap<</THead/Div/TBody/Div>>");
    put_id_tree(structure, &scratch);
    pdf_file_fill(structure->file, structure->root, &scratch);
    text_free(&scratch);
    text_free(&structure->parents);
    return structure->root;
}
