/*
 * file.h - XML files of the program's own (schema, rules), read as a tree.
 */
#ifndef FORMULYAR_XML_FILE_H
#define FORMULYAR_XML_FILE_H

#include "base/diag.h"

#include <libxml/tree.h>

/*
 * Reads a file without network, entities or DTD, lines exact.  NULL and a
 * diagnostic when it cannot be opened, or (malformed, at the place) when it is
 * not XML.  The caller frees the document.
 */
xmlDocPtr xmlfile_read(const char *path, enum message malformed, struct diags *diags);

#endif
