/*
 * opc.h - what every package of ISO/IEC 29500-2 says of its parts: their content types and who refers
 * to whom.
 */
#ifndef FORMULYAR_PACKAGE_OPC_H
#define FORMULYAR_PACKAGE_OPC_H

#include "base/text.h"

#define XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE_NAMESPACE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE_NAMESPACE "http://schemas.openxmlformats.org/package/2006/"
#define OPC_TYPE "application/vnd.openxmlformats-"     /* how content types begin */
#define OPC_RELATION OFFICE_NAMESPACE "relationships/" /* and relationships of office parts */
#define OPC_CORE_TYPE OPC_TYPE "package.core-properties+xml"
#define OPC_CORE_RELATION PACKAGE_NAMESPACE "relationships/metadata/core-properties"

/* [Content_Types].xml: opened with the types of .rels and .xml, then each part, then closed. */
void opc_types_begin(struct text *out);
void opc_type_add(struct text *out, const char *part, const char *type);
void opc_types_end(struct text *out);

/* A part of relationships; target is relative to the folder of the part that refers. */
void opc_relations_begin(struct text *out);
void opc_relation_add(struct text *out, const char *id, const char *type, const char *target);
void opc_relations_end(struct text *out);

/* An element of docProps/core.xml or app.xml, whose format has the value as %s; nothing without one. */
void opc_property_add(struct text *out, const char *format, const char *value);

/* Opens docProps/core.xml. */
void opc_core_begin(struct text *out);

/* A property of docProps/custom.xml; the first id is 2. */
void opc_custom_begin(struct text *out);
void opc_custom_add(struct text *out, int id, const char *name, const char *value);

/* Closes docProps/app.xml and custom.xml. */
#define OPC_PROPERTIES_END "</Properties>"
#define OPC_CORE_END "</cp:coreProperties>"

#endif
