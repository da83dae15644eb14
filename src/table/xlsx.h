/*
 * xlsx.h - the parts of an Excel workbook (ISO/IEC 29500-1, 12 and 18); for the files of
 * table/ alone.
 *
 * Parts are found by their relationships, never by their names; names of elements and
 * attributes alone are looked at, which strict and transitional files share.
 */
#ifndef FORMULYAR_TABLE_XLSX_H
#define FORMULYAR_TABLE_XLSX_H

#include "package/unpack.h"
#include "table/build.h"
#include "table/number.h"
#include "xml/stream.h"

/* Where a relationship of a part leads. */
struct relation {
    const char *id;
    const char *uri;    /* its type */
    const char *type;   /* the last word of that: "worksheet" */
    size_t part;        /* index in the package, or SIZE_MAX: not there, or outside */
    const char *target; /* its name, without a slash in front */
};

struct relations {
    struct relation *items;
    size_t count;
};

struct xlsx {
    struct builder *builder;
    struct unpacker *unpacker;
    struct xmlstream *stream;
    const char **strings; /* shared */
    size_t string_count;
    const struct number_format *formats; /* of cells, by the number of their style */
    size_t format_count;
    bool is_1904;
};

/* Reads the relationships of a part ("" for those of the package); none when it has none. */
bool xlsx_relations(struct xlsx *xlsx, const char *part, struct relations *relations);

/* The first relationship of that type; of that id; NULL when there is none. */
const struct relation *xlsx_related(const struct relations *relations, const char *type);
const struct relation *xlsx_relation(const struct relations *relations, const char *id);

/* A sheet as the workbook part names it. */
struct xlsx_tab {
    const char *name;
    const char *relation; /* id */
    bool is_hidden;
};

struct xlsx_book {
    const char *part; /* name of the workbook part */
    struct relations relations;
    const struct xlsx_tab *tabs;
    size_t count;
};

/* Finds and reads the workbook part; false with a fault, also when the package is no workbook. */
bool xlsx_read_book(struct xlsx *xlsx, struct xlsx_book *book);

/* Reads a part with these events; false with a fault. */
bool xlsx_parse(struct xlsx *xlsx, size_t part, const struct xmlstream_events *events,
                void *context);

/* Each reads what its part holds; false with a fault. */
bool xlsx_read_strings(struct xlsx *xlsx, size_t part);
bool xlsx_read_styles(struct xlsx *xlsx, size_t part);
bool xlsx_read_sheet(struct xlsx *xlsx, size_t part);

/* Puts the character in the place of each _xHHHH_ (22.9.2.19), in place. */
void xlsx_unescape(struct text *text);

/* An attribute, copied; as a whole number, otherwise when it is absent or none; as a truth value. */
const char *xlsx_string(struct xlsx *xlsx, const struct xmlstream_tag *tag, const char *name);
unsigned long xlsx_number(const struct xmlstream_tag *tag, const char *name,
                          unsigned long otherwise);
bool xlsx_truth(const struct xmlstream_tag *tag, const char *name);

#endif
