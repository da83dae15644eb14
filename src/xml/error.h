/*
 * error.h - libxml2's well-formedness errors in our words.
 */
#ifndef FORMULYAR_XML_ERROR_H
#define FORMULYAR_XML_ERROR_H

#include "base/diag.h"

#include <libxml/xmlerror.h>

/* A place in the text being parsed: the bytes up to cur are still there from base on. */
struct xmlerror_place {
    const char *base;
    const char *cur;
    const char *end;
};

/*
 * What an error is for us: its message, how far before cur the culprit stands
 * (bytes), and whether the parser finds its way afterwards.
 */
struct xmlerror {
    enum message message;
    size_t back;
    bool recovers;
};

struct xmlerror xmlerror_classify(const xmlError *error, struct xmlerror_place place);

#endif
