/*
 * relations.h - which parts a package has, what they are and who refers to whom
 * (ISO/IEC 29500-2): [Content_Types].xml and the .rels files.
 */
#ifndef FORMULYAR_DOCX_RELATIONS_H
#define FORMULYAR_DOCX_RELATIONS_H

#include "base/text.h"

/* Relationship ids that word/document.xml uses. */
#define RELATION_HEADER "rIdHeader"            /* page number, running mark */
#define RELATION_HEADER_FIRST "rIdHeaderFirst" /* empty: the first page of a numbering */
#define RELATION_HEADER_NUMBER "rIdHeaderPage" /* page number alone */
#define RELATION_FOOTER "rIdFooter"

/* A chart is a part of its own: its number, from 1, stands behind these. */
#define RELATION_CHART "rIdChart"
#define CHART_PART "charts/chart" /* below word/, before ".xml" */

/* charts: how many of them the document has. */
void content_types_write(size_t charts, struct text *out);      /* [Content_Types].xml */
void package_relations_write(struct text *out);                 /* _rels/.rels */
void document_relations_write(size_t charts, struct text *out); /* word/_rels/document.xml.rels */

#endif
