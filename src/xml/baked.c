#include "xml/baked.h"

#include "base/arena.h"

#include <string.h>

/* In baked_bytes[]. */
struct stretch {
    uint32_t at, size;
};

struct baked {
    struct stretch file;
    enum baked_kind kind;
    uint32_t strings, string_count; /* in baked_strings[] */
    uint32_t nodes;                 /* in baked_nodes[] */
};

#ifndef FORMULYAR_UNBAKED
#include "baked_trees.h"
#else
static const char baked_bytes[1] = "";
static const struct stretch baked_strings[1] = {{0, 0}};
static const uint32_t baked_nodes[1] = {BAKED_END};
static const struct stretch baked_form_schema = {0, 0};
static const struct baked baked_school = {.string_count = 0};
static const struct baked baked_definitions[1] = {{.string_count = 0}};
#endif

/* No file is empty. */
static bool has_bytes(const struct stretch *file, const void *bytes, size_t size)
{
    return size > 0 && file->size == size && memcmp(baked_bytes + file->at, bytes, size) == 0;
}

const struct baked *baked_find(const void *bytes, size_t size)
{
    for (size_t i = 0; i < sizeof baked_definitions / sizeof *baked_definitions; i++)
        if (has_bytes(&baked_definitions[i].file, bytes, size))
            return &baked_definitions[i];
    return NULL;
}

enum baked_kind baked_kind(const struct baked *baked)
{
    return baked->kind;
}

bool baked_asked(const void *bytes, size_t size)
{
    return has_bytes(&baked_form_schema, bytes, size);
}

/* ---- trees ----------------------------------------------------------------------------- */

struct builder {
    const uint32_t *next;
    const xmlChar **strings; /* of the document's dictionary, which frees them */
    xmlDocPtr document;
    xmlNsPtr spaces[BAKED_MOST_SPACES];
    size_t space_count;
};

static void *made(void *thing)
{
    if (!thing)
        out_of_memory();
    return thing;
}

static const xmlChar *string(const struct builder *builder, uint32_t number)
{
    return number ? builder->strings[number - 1] : NULL;
}

/* The dictionary's own: libxml2 takes them so, and never writes to them. */
static xmlChar *borrowed(const struct builder *builder, uint32_t number)
{
    return (xmlChar *)(size_t)string(builder, number);
}

static void *place(uint32_t number)
{
    return (void *)(uintptr_t)number;
}

static void append(xmlNodePtr parent, xmlNodePtr node)
{
    node->parent = parent;
    node->prev = parent->last;
    *(parent->last ? &parent->last->next : &parent->children) = node;
    parent->last = node;
}

static xmlNodePtr text_of(struct builder *builder, uint32_t words)
{
    xmlNodePtr text = made(xmlNewDocText(builder->document, NULL));
    text->content = borrowed(builder, words);
    return text;
}

/* NULL for number 0. */
static xmlNsPtr space_of(const struct builder *builder, uint32_t number)
{
    if (number == BAKED_SPACE_XML)
        return made(xmlSearchNs(builder->document, (xmlNodePtr)builder->document, BAD_CAST "xml"));
    return number ? builder->spaces[number - 1] : NULL;
}

static void build_attribute(struct builder *builder, xmlNodePtr element)
{
    xmlChar *name = borrowed(builder, *builder->next++);
    xmlNsPtr space = space_of(builder, *builder->next++);
    xmlAttrPtr attribute = made(xmlNewNsPropEatName(element, space, name, NULL));
    uint32_t const value = *builder->next++;
    attribute->_private = place(*builder->next++);
    if (!value)
        return;
    xmlNodePtr text = text_of(builder, value);
    text->parent = (xmlNodePtr)attribute;
    attribute->children = attribute->last = text;
}

static xmlNodePtr build_element(struct builder *builder, uint32_t name)
{
    xmlNodePtr element =
        made(xmlNewDocNodeEatName(builder->document, NULL, borrowed(builder, name), NULL));
    element->_private = place(*builder->next++);
    element->line = (unsigned short)*builder->next++;
    uint32_t const space = *builder->next++;
    for (uint32_t declared = *builder->next++; declared; declared--) {
        const xmlChar *prefix = string(builder, *builder->next++);
        const xmlChar *address = string(builder, *builder->next++);
        builder->spaces[builder->space_count++] = made(xmlNewNs(element, address, prefix));
    }
    element->ns = space_of(builder, space);
    for (uint32_t attributes = *builder->next++; attributes; attributes--)
        build_attribute(builder, element);
    return element;
}

static void build_nodes(struct builder *builder)
{
    xmlNodePtr const top = (xmlNodePtr)builder->document;
    xmlNodePtr parent = top;
    do {
        uint32_t const word = *builder->next++;
        uint32_t const number = word >> BAKED_SHIFT;
        xmlNodePtr node = NULL;
        switch ((enum baked_node)(word & ((1U << BAKED_SHIFT) - 1))) {
        case BAKED_END: parent = parent->parent; break;
        case BAKED_TEXT: append(parent, text_of(builder, number)); break;
        case BAKED_COMMENT: append(parent, made(xmlNewDocComment(builder->document, NULL))); break;
        case BAKED_ELEMENT:
            node = build_element(builder, number);
            append(parent, node);
            parent = node;
            break;
        }
    } while (parent != top);
}

xmlDocPtr baked_tree(const struct baked *baked)
{
    struct builder builder = {.next = baked_nodes + baked->nodes};
    struct arena *arena = arena_new();
    builder.document = made(xmlNewDoc(BAD_CAST XML_DEFAULT_VERSION));
    xmlDictPtr dictionary = builder.document->dict = made(xmlDictCreate());
    builder.strings = ARENA_ARRAY(arena, baked->string_count, const xmlChar *);
    for (uint32_t i = 0; i < baked->string_count; i++) {
        const struct stretch *stretch = &baked_strings[baked->strings + i];
        builder.strings[i] = made((void *)(size_t)xmlDictLookup(
            dictionary, BAD_CAST(baked_bytes + stretch->at), (int)stretch->size));
    }
    build_nodes(&builder);
    arena_free(arena);
    return builder.document;
}

xmlDocPtr baked_school_schema(void)
{
    return baked_school.string_count > 0 ? baked_tree(&baked_school) : NULL;
}
