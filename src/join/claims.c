#include "join/inspect.h"

#include "base/pdfa.h"
#include "join/object.h"

#include "xml/xmp.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_PACKET = 16 << 20, PART = 0, LEVEL, PROPERTIES };

static const struct xmp_property properties[PROPERTIES] = {
    [PART] = {PDFA_NAMESPACE, "part"},
    [LEVEL] = {PDFA_NAMESPACE, "conformance"},
};

/* The only character of the first text that has only one, white space aside. */
static void take(void *context, size_t property, const char *text)
{
    char *letter = (char *)context + property;
    char found = 0;
    int count = 0;
    for (; *text; text++) {
        if ((unsigned char)*text <= ' ')
            continue;
        found = *text;
        count++;
    }
    if (!*letter && count == 1)
        *letter = found;
}

void claims_read(qpdf_data pdf, struct minutes_facts *facts)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    qpdf_oh const metadata = object_of_root(pdf, "/Metadata");
    if (!qpdf_oh_is_stream(pdf, metadata) ||
        (qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_generalized, NULL, &bytes, &size) &
         QPDF_ERRORS))
        return;
    char letters[PROPERTIES] = {0};
    if (size <= LARGEST_PACKET)
        xmp_read((const char *)bytes, size, properties, PROPERTIES, take, letters);
    char const part = letters[PART];
    char const level = letters[LEVEL];
    facts->part = part >= '1' && part <= '9' ? part : 0;
    facts->level = level && strchr(PDFA_LEVELS, level) ? level : 0;
    free(bytes);
}
