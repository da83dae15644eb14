/*
 * xmp.h - properties of an XMP packet (ISO 16684-1), in any encoding and spelling that XML
 * and RDF allow: an element or an attribute, under any prefix, as often as it stands there.
 */
#ifndef FORMULYAR_XML_XMP_H
#define FORMULYAR_XML_XMP_H

#include <stdbool.h>
#include <stddef.h>

struct xmp_property {
    const char *space; /* the name of its name space */
    const char *name;
};

/* Is told the place of a property in the list, and its text as it stands, white space too. */
typedef void xmp_visit(void *context, size_t property, const char *text);

/*
 * Tells of those of count properties that the packet has.  It may be a stranger's.  False
 * when it is no XML, or when it has a document type, on which its text may depend.
 */
bool xmp_read(const char *bytes, size_t size, const struct xmp_property *properties, size_t count,
              xmp_visit *visit, void *context);

#endif
