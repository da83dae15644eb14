/*
 * name.h - a distinguished name as text, and a time.
 */
#ifndef FORMULYAR_CMS_NAME_H
#define FORMULYAR_CMS_NAME_H

#include "base/text.h"
#include "cms/der.h"

/*
 * Appends a Name as "CN=..., O=...", in the order of the certificate, UTF-8,
 * escaped after RFC 4514: what parts it (, + = ; and so on) by a backslash, what
 * moves or hides text (controls, marks of direction) by its bytes in hex, so
 * that a name cannot look like anything but a name.  Parts without a short name
 * are named by their identifier.  False when it cannot be read.
 */
bool name_add(asn1_node grammar, struct der name, struct arena *arena, struct text *out);

/* Appends "2026-11-26T15:18:32Z" for a UTCTime or GeneralizedTime; false when it is neither. */
bool time_add(const char *time, bool is_utc_time, struct text *out);

#endif
