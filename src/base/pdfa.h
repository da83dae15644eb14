/*
 * pdfa.h - PDF/A (ISO 19005) as those who write, join and verify files name it.
 */
#ifndef FORMULYAR_BASE_PDFA_H
#define FORMULYAR_BASE_PDFA_H

/* The parts that are written, all at level A; a value is its part's number. */
enum pdfa_part {
    PDFA_1 = 1, /* PDF 1.4 */
    PDFA_2,     /* with PDF/UA-1; the default */
    PDFA_3,     /* with PDF/UA-1 and the case XML attached */
};

/* What a file may claim beside its part: a letter of these. */
#define PDFA_LEVELS "ABU"

/* Of the XMP properties "part" and "conformance", which say so. */
#define PDFA_NAMESPACE "http://www.aiim.org/pdfa/ns/id/"

#endif
