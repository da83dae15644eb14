/*
 * tags.h - the start tags of an XML text, and their attributes, where they stand.
 *
 * For texts that a parser has found well-formed, in UTF-8 or an 8-bit encoding: of others
 * nothing sensible comes, but nothing outside of the text is read.
 */
#ifndef FORMULYAR_XML_TAGS_H
#define FORMULYAR_XML_TAGS_H

#include <stdbool.h>
#include <stddef.h>

/* A stretch of the text. */
struct tag_text {
    const char *start;
    size_t length;
};

struct tag {
    struct tag_text whole; /* from "<" to ">" */
    struct tag_text name;  /* with its prefix */
};

struct tag_attribute {
    struct tag_text name;  /* with its prefix */
    struct tag_text value; /* between the quotes, as it is written */
};

/*
 * The next start tag from *at on, which is moved behind it; what comments, sections of
 * characters and instructions hold is passed over.  False when there is none before end.
 */
bool tag_next(const char **at, const char *end, struct tag *tag);

/* The next attribute of a tag; *at is NULL for the first.  False when there is none. */
bool tag_next_attribute(const struct tag *tag, const char **at, struct tag_attribute *attribute);

/* True when the stretch is that text; a name without its prefix. */
bool tag_text_is(struct tag_text text, const char *string);
struct tag_text tag_local(struct tag_text name);

#endif
