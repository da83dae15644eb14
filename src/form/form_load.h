/*
 * form_load.h - form files as checked XML trees, and what is made of their elements.
 *
 * form_load_xml.c alone parses; the other form_load files walk the trees.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_H
#define FORMULYAR_FORM_FORM_LOAD_H

#include "base/diag.h"
#include "form/form.h"
#include "form/model.h"
#include "xml/xml.h"

struct decl;
struct declarations;

/* One file in hand. */
struct loader {
    struct arena *arena; /* of the edition or organisation; keeps what is returned */
    struct diags *diags;
    const char *file; /* in the arena */
    const struct case_schema *schema;
    struct edition *edition;       /* NULL for an organisation */
    const char *form_id;           /* of the form in hand */
    struct annual_form *annual;    /* the summary in hand, or NULL */
    const struct decl *explained;  /* the root of cases with explanations, of a workbook; or NULL */
    const struct page_setup *page; /* whose width tables have; NULL: the edition's */
    const char *schema_path;       /* of form.xsd */
    struct declarations *school;   /* what it says of the school's file; NULL until asked for */
};

struct form_schema {
    const char *path;
    xmlSchemaPtr compiled; /* NULL until asked for, or when it cannot be */
    xmlSchemaPtr school; /* the part of it that is about the school's file; NULL until asked for */
    bool is_read;
    bool is_asked; /* it was read, and is the one that the build asked: xml/baked.h */
};

/* True for a schema that files can be checked against: compiled now, unless it is asked for nothing so far; or a diagnostic. */
bool load_schema(struct form_schema *schema, struct diags *diags);

/* The tree of a file, and whether the build has found it good already; NULL with a diagnostic. */
xmlDocPtr load_tree(struct form_schema *schema, const char *path, bool *checked,
                    struct diags *diags);

/*
 * Asks the schema, which fills in attributes by default; of the school's file the part about it first.  When the file is not as it wants it, all that is
 * wrong is told, what its expressions and words name too (load_check_names()), and the tree is no longer what the file says.
 */
bool load_is_valid(struct loader *loader, struct form_schema *schema, xmlDocPtr document);

/*
 * Of a file that the schema refuses, and of which nothing else is made: tells of expressions that
 * are wrong or name what cases do not have, and of vocabularies and roles that the edition lacks.
 */
void load_check_names(struct loader *loader, const struct form_schema *schema, xmlDocPtr document);

/*
 * Parses a file, checks it against the schema, filling in default attributes, and has fill
 * take what it needs from the root element, which must be called root.  True when nothing
 * was wrong; otherwise at least one diagnostic says what.  The path becomes loader->file.
 */
typedef void load_filler(struct loader *loader, const xmlNode *root, void *into);
bool load_file(struct loader *loader, struct form_schema *schema, const char *path,
               const char *root, load_filler *fill, void *into);

/* Where a node stands, and an attribute of it. */
struct pos load_pos(const struct loader *loader, const xmlNode *node);
struct pos load_pos_of(const struct loader *loader, const xmlNode *node, const char *name);
const char *load_path(const struct loader *loader, const xmlNode *node); /* XPath; in the arena */

/*
 * Says what is wrong with the value at a path of the school's file, or that there is none (blank), by
 * the names of its fields.  False, with nothing said, when form.xsd has no words for it.
 */
bool load_explain_school(struct loader *loader, struct pos pos, const char *path, bool blank);

/*
 * An attribute as it stands (load_raw), with white space folded (load_token),
 * as a number, as yes or no; NULL, 0 or false when it is absent.  Strings are
 * NFC and in the arena.
 */
const char *load_raw(const struct loader *loader, const xmlNode *node, const char *name);
const char *load_token(const struct loader *loader, const xmlNode *node, const char *name);
double load_number(const xmlNode *node, const char *name);
int load_integer(const xmlNode *node, const char *name);
bool load_yes(const xmlNode *node, const char *name);

/* The index of an attribute's value among names, closed by NULL; 0 when absent. */
int load_choice(const xmlNode *node, const char *name, const char *const *names);

/*
 * The widths of the <column> elements of a table, their number in *count; a diagnostic at pos
 * unless they sum to the text width of the page.
 */
double *load_widths(struct loader *loader, const xmlNode *table, struct pos pos, int *count);

/* The attributes of page and of typography. */
void load_page(const xmlNode *node, struct page_setup *page);
void load_typography(struct loader *loader, const xmlNode *node, struct typography *type);

/* What the type may give up to save a sheet; node NULL: nothing. */
void load_fitting(struct loader *loader, const xmlNode *node, struct typography *type);

/* The text content of an element with white space folded, and that of a child, NULL without it. */
const char *load_content(const struct loader *loader, const xmlNode *node);
const char *load_child_content(const struct loader *loader, const xmlNode *node, const char *name);

/* A copy in the arena, in NFC. */
const char *load_string(const struct loader *loader, const char *string);

/* ---- wording, data, conditions, repeats (form_load_phrase.c) ------------------------------ */

/*
 * Compiles an expression, or the one in an attribute (NULL when absent).  The
 * edition owns it.  NULL and a diagnostic at the node when it is wrong.
 */
const struct query *load_expression(struct loader *loader, const xmlNode *node, const char *xpath);
const struct query *load_query(struct loader *loader, const xmlNode *node, const char *name);

/* Wording and puts of an element with mixed content; empty for NULL. */
struct phrase load_phrase(struct loader *loader, const xmlNode *node);

/* The same of an element that must print something; a diagnostic when it is there and empty. */
struct phrase load_wording(struct loader *loader, const xmlNode *node);

/* The attributes status, when, on-blank of a node. */
struct condition load_condition(struct loader *loader, const xmlNode *node);

/* Bits of a list of statuses in an attribute; 0 when absent. */
unsigned load_statuses(struct loader *loader, const xmlNode *node, const char *name);

/* One of item, each, line, entries. */
struct item_def *load_item(struct loader *loader, const xmlNode *node);

/* item, each and line elements among the children, in order. */
struct item_def *load_items(struct loader *loader, const xmlNode *parent);

/* The attribute marker. */
enum marker load_marker(const xmlNode *node);

/* The vocabularies among the children of root, in front of others; what comes first is found. */
const struct vocabulary *load_vocabularies(struct loader *loader, const xmlNode *root,
                                           const struct vocabulary *others);

/* A vocabulary of the edition; NULL and a diagnostic at the node when there is none. */
const struct vocabulary *load_vocabulary_named(struct loader *loader, const xmlNode *node,
                                               const char *id);

/* ---- blocks ---------------------------------------------------------------------------- */

/*
 * The blocks among the children of a form's root element, in order; those
 * inside <body> are SOURCE_BODY, the others SOURCE_OURS.  What is wrong goes to
 * the loader's diagnostics.
 */
struct block_def *load_blocks(struct loader *loader, const xmlNode *root);

/*
 * Fills def from a <table>.  Each group of rows (the head, a fixed row, the
 * rows of one repeat) must cover its grid exactly, and the columns' widths must
 * sum to the text width of the page; otherwise there are diagnostics.
 */
void load_table(struct loader *loader, const xmlNode *node, struct block_def *def);

/* Fills def from a <signatures>; a role that the vocabulary lacks is a diagnostic. */
void load_signatures(struct loader *loader, const xmlNode *node, struct block_def *def);

/*
 * The names of a form's signature fields; one that stands twice is a
 * diagnostic: two fields of one name would be one field in the PDF.
 */
const struct field_name *load_field_names(struct loader *loader, const struct block_def *blocks);

#endif
