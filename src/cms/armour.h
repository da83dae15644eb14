/*
 * armour.h - signatures as files hold them: DER, PEM, or base64 alone.
 */
#ifndef FORMULYAR_CMS_ARMOUR_H
#define FORMULYAR_CMS_ARMOUR_H

#include "base/text.h"
#include "cms/der.h"

/* The bytes without what they are packed in, borrowed or in arena; as they are when in nothing. */
struct der armour_remove(const struct text *bytes, struct arena *arena);

#endif
