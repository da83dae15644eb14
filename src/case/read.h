/*
 * read.h - limits of a case file.
 */
#ifndef FORMULYAR_CASE_READ_H
#define FORMULYAR_CASE_READ_H

#include "case/input.h"

enum {
    CASE_MAX_DEPTH = 12,                 /* levels of elements below <case>; the schema has five */
    CASE_MAX_BYTES = 4 * 1024 * 1024,    /* UTF-8 bytes from <case to </case> */
    CASE_MAX_TEXT_BYTES = 64 * 1024,     /* UTF-8 bytes of one text: 32,000 Russian letters */
};

#endif
