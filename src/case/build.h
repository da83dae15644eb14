/*
 * build.h - the tree of one case, built tag by tag.
 */
#ifndef FORMULYAR_CASE_BUILD_H
#define FORMULYAR_CASE_BUILD_H

#include "case/input.h"
#include "case/tree.h"

/* An attribute as libxml2's SAX2 tells it; the value is not closed by NUL. */
struct sax_attribute {
    const xmlChar *name;
    const xmlChar *prefix;
    const xmlChar *uri;
    const xmlChar *value;
    const xmlChar *end;
};

/* A start tag; name and attribute names belong to the parser's dictionary. */
struct sax_tag {
    const xmlChar *name;
    const xmlChar *uri;
    const struct sax_attribute *attributes;
    size_t attribute_count;
    size_t offset; /* of its '<' in the input */
};

/* A case without an element; dict is the parser's, and is kept alive. */
struct casefile *build_new(const struct case_schema *schema, const char *file, xmlDictPtr dict);

/* Hints for XML editors (xsi:schemaLocation) are not part of the case. */
bool build_is_hint(const struct sax_attribute *attribute);

/*
 * Appends an element to parent, or makes it the root when parent is NULL, with
 * the places of the tag and its attributes, which input still holds.
 */
xmlNodePtr build_element(struct casefile *casefile, xmlNodePtr parent, const struct sax_tag *tag,
                         const struct input *input);

/* White space trimmed and folded, form C: as attributes and texts are kept. */
void build_normalise(struct text *text);

/*
 * Appends text to an element, in form C and with white space folded; next is the
 * name of the element that follows, NULL when the parent ends.  Empties the text.
 */
void build_text(struct casefile *casefile, xmlNodePtr parent, struct text *text,
                const xmlChar *next);

#endif
