/*
 * xml.h - what all share that read XML with libxml2: how it is set up, and trees of files.
 */
#ifndef FORMULYAR_XML_XML_H
#define FORMULYAR_XML_XML_H

#include "base/diag.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <stddef.h>

/* ---- running out of memory ---------------------------------------------------------- */

/*
 * libxml2 answers a lack of memory in many ways, some of which look like a fault
 * of the file that it reads.  A program gives it our functions, which end the work
 * (base/arena.h).  A library may not do so to its host's libxml2: it has the errors of
 * its own thread told to us for the length of a call.
 */

/* For a program, before anything else of libxml2: our memory, and no file that another one names. */
void xml_set_up(void);

/* Before schemas are compiled: libxml2 makes their types when first asked, for all threads, unlocked. */
void xml_prepare_types(void);

/* Ends the work when the error (NULL: something failed without one), or errno, says so. */
void xml_check_memory(const xmlError *error);

/* What the thread did with errors and files before; for xml_leave(). */
struct xml_guard {
    xmlStructuredErrorFunc handler;
    void *context;
    xmlGenericErrorFunc say; /* what has no structure: some of what lacks memory */
    xmlParserInputBufferCreateFilenameFunc open;
};

/*
 * Around the work of a library: libxml2 prints nothing, opens nothing that a schema or a file
 * names, and a lack of memory ends the work.
 */
struct xml_guard xml_enter(void);
void xml_leave(struct xml_guard guard);

/* ---- parsing ------------------------------------------------------------------------ */

/* Of every parser: no network, and lines behind the 65,535th; of those that make trees: no words. */
enum {
    XML_STRICT = XML_PARSE_NONET | XML_PARSE_BIG_LINES,
    XML_QUIET = XML_STRICT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA,
};

/* What an error is to a handler: libxml2 2.12 made it const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError xml_error;
#else
typedef xmlError xml_error;
#endif

/*
 * Reads a file of the program's own (forms, rules, schemas) as a tree: no DTD, lines exact,
 * without what a schema says to people.  NULL and a diagnostic when it cannot be opened, is not
 * in the encoding that it declares (which is looked into when doubted), or is not XML
 * (malformed, at its line).  The caller frees the document.
 */
xmlDocPtr xml_load(const char *path, bool doubted, enum message malformed, struct diags *diags);

/*
 * The same of a file of forms, doubted, when form.xsd is the one that the build asked (baked_asked()): *checked is true
 * when it found this very file good; the attributes by default are in the tree then.
 */
xmlDocPtr xml_load_checked(const char *path, enum message malformed, bool *checked,
                           struct diags *diags);

/* The same of a schema, with what it says to people. */
xmlDocPtr xml_load_schema_words(const char *path, enum message malformed, struct diags *diags);

/*
 * Compiles a schema, which does not need the document any more; NULL when it is none: then *line (or NULL) is the
 * first that is wrong, 0 when that is not known.
 */
xmlSchemaPtr xml_compile_schema(xmlDocPtr document, long *line);

/*
 * Where an element, or an attribute as xmlNode, of such a document begins; without a column where it is not
 * known (as in a schema that was read without its words).  The second is that of an attribute
 * by its name, or of the element when it has none.
 */
struct pos xml_pos(const char *file, const xmlNode *node);
struct pos xml_attribute_pos(const char *file, const xmlNode *element, const char *name);

/* ---- errors of well-formedness in our words ------------------------------------------- */

/* A place in the text being parsed: the bytes up to cur are still there from base on. */
struct xmlerror_place {
    const char *base;
    const char *cur;
    const char *end;
};

/*
 * What an error is for us: its message, how far before cur the culprit stands
 * (bytes; less than 0: behind it), and whether the parser finds its way afterwards.
 */
struct xmlerror {
    enum message message;
    ptrdiff_t back;
    bool recovers;
};

struct xmlerror xmlerror_classify(const xmlError *error, struct xmlerror_place place);

/* ---- walking ------------------------------------------------------------------------ */

/* The first child element, and the next sibling element; NULL when there is none. */
const xmlNode *xml_first(const xmlNode *parent);
const xmlNode *xml_next(const xmlNode *node);

/* True when the element has that local name. */
bool xml_is(const xmlNode *node, const char *name);

/* The first child element of this name, and the next sibling of the same; of NULL, NULL. */
const xmlNode *xml_child(const xmlNode *parent, const char *name);
const xmlNode *xml_next_same(const xmlNode *node);

/*
 * Appends the XPath of an element or attribute by local names, with an index where siblings share
 * one: "/case/results/result[2]/@state"; what is no name of ours is "*" (markup_shown()).
 */
void xml_add_path(const xmlNode *node, struct text *out);

/* An attribute as it stands, in the arena; NULL when it is absent. */
const char *xml_attribute(const xmlNode *node, const char *name, struct arena *arena);

#endif
