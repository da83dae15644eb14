/*
 * claims.h - which part and level of PDF/A the minutes say that they are of.
 */
#ifndef FORMULYAR_JOIN_CLAIMS_H
#define FORMULYAR_JOIN_CLAIMS_H

#include "join/inspect.h"

/*
 * Reads the XMP packet (ISO 16684-1) in any encoding and spelling that XML and RDF
 * allow.  Sets part and level; both 0 without a packet that can be read.
 */
void claims_read(qpdf_data pdf, struct minutes_facts *facts);

#endif
