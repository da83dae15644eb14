/*
 * tag.h - the tags of an XML file that is known to be well-formed, where they stand in its
 * bytes: for who changes a few of them and leaves all else as it is.
 *
 * Names are local ones: a file's own prefix is kept by tag_prefix().
 */
#ifndef FORMULYAR_TABLE_TAG_H
#define FORMULYAR_TABLE_TAG_H

#include "base/text.h"

struct tag {
    const char *begin, *end; /* from "<" to behind ">" */
    const char *name;        /* local */
    size_t length;           /* of that */
    int level;               /* of the element: 1 for the root */
    bool is_end;             /* </name> */
    bool is_empty;           /* <name/> */
};

/* Goes from tag to tag; comments, CDATA and instructions are passed over. */
struct tags {
    const char *at, *end;
    int level;
};

struct tags tags_of(const struct text *file);
bool tags_next(struct tags *tags, struct tag *tag);

/* The next tag of that name, at the beginning of an element; false at the end of the file. */
bool tags_find(struct tags *tags, const char *name, struct tag *tag);

/* Moves behind the end of the element that the tag begins, which end is. */
bool tags_leave(struct tags *tags, const struct tag *tag, struct tag *end);

bool tag_is(const struct tag *tag, const char *name);

/* The value of an attribute as it is written (escaped), whatever its prefix; "" when it is absent. */
const char *tag_attribute(const struct tag *tag, const char *name, size_t *length);

/* Digits alone, nine at most, as a number, otherwise when they are not; of an attribute that may be absent. */
unsigned long tag_decimal(const char *value, size_t length, unsigned long otherwise);
unsigned long tag_number(const struct tag *tag, const char *name, unsigned long otherwise);

/* The prefix of the tag with its colon, "" for none: not closed by NUL. */
const char *tag_prefix(const struct tag *tag, size_t *length);

/* An attribute to be set, or with a value of NULL taken away. */
struct tag_change {
    const char *name, *value;
};

/*
 * Appends the tag with its changes, closed by one without a name; opened: <name/> as <name>,
 * whose end the caller writes by tag_close().
 */
void tag_copy(struct text *out, const struct tag *tag, const struct tag_change *changes,
              bool opened);
void tag_close(struct text *out, const struct tag *tag);

#endif
