/*
 * identity.h - does a later revision still say whose case and which form the file is?
 */
#ifndef FORMULYAR_VERIFY_IDENTITY_H
#define FORMULYAR_VERIFY_IDENTITY_H

#include "verify/allowed.h"

/*
 * Compares what the XMP metadata and the document information of both revisions say
 * of case, form, edition, teacher, title and author.  Signing tools may rewrite both in
 * their manner and leave properties out; none may say something else.  False, having
 * refused, when one does, or when the new packet is no sound XML.
 */
bool allowed_identity(struct allowed *allowed);

#endif
