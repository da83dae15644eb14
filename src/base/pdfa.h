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

/*
 * How a file that is packed into object streams ends (ISO 32000-1, 7.5.8): its table is a stream,
 * in whose dictionary stand, in this order, its own number, the size, the catalog, the
 * information, the /ID twice and the length.  What goes between "%s" is 32 hex digits, of the
 * SHA-256 of all before the table and of the table's bytes.
 */
#define PACKED_TABLE                                                                               \
    "%u 0 obj\n<<\n/Type/XRef/Size %u/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]/W[1 4 2]"               \
    "/DecodeParms<</Predictor 12/Columns 7>>/Filter/FlateDecode/Length %zu>>\nstream\n"
#define PACKED_TABLE_END "\nendstream\nendobj\n"

#endif
