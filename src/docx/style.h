/*
 * style.h - the paragraph styles as a table, and the ids of all styles, by
 * which the body names them.
 */
#ifndef FORMULYAR_DOCX_STYLE_H
#define FORMULYAR_DOCX_STYLE_H

#include <stdbool.h>
#include <stddef.h>

/* Paragraph styles. */
#define STYLE_TEXT "Text"
#define STYLE_LETTERHEAD "Letterhead"
#define STYLE_CONTACTS "LetterheadContacts"
#define STYLE_LETTERHEAD_RULE "LetterheadRule"
#define STYLE_MARK "Mark"
#define STYLE_TITLE "Heading1"
#define STYLE_PART "Heading2"
#define STYLE_LEAD_IN "LeadIn"
#define STYLE_NOTE "Note"
#define STYLE_CENTRE "Requisite"
#define STYLE_LABEL "FieldLabel"
#define STYLE_VALUE "FieldValue"
#define STYLE_VALUE_NEXT "FieldValueNext"
#define STYLE_INLINE "FieldInline"
#define STYLE_INLINE_NEXT "FieldInlineNext"
#define STYLE_INLINE_BLANK "FieldBlank"
#define STYLE_WRITE_LINE "WriteLine"
#define STYLE_ITEM "ListItem"
#define STYLE_ITEM_NEXT "ListItemNext"
#define STYLE_OPTION "Option"
#define STYLE_DETAIL "OptionDetail"
#define STYLE_DETAIL_NEXT "OptionDetailNext"
#define STYLE_DETAIL_ITEM "OptionItem"
#define STYLE_DETAIL_ITEM_NEXT "OptionItemNext"
#define STYLE_DETAIL_LINE "OptionLine"
#define STYLE_TABLE_HEAD "TableHead"
#define STYLE_TABLE_TEXT "TableText"
#define STYLE_TABLE_NEXT "TableTextNext"
#define STYLE_SIGNATURE_LEAD "SignatureLead"
#define STYLE_POSITION "SignaturePosition"
#define STYLE_SIGNATURE "SignaturePlace"
#define STYLE_NAME "SignatureName"
#define STYLE_NAME_BLANK "SignatureNameBlank"
#define STYLE_DATE "SignatureDate"
#define STYLE_TABLE_SPACE "TableSpace"
#define STYLE_END "SectionEnd"
#define STYLE_HEADER "Header"
#define STYLE_FOOTER "Footer"

/* Character styles. */
#define STYLE_STRONG "Strong"
#define STYLE_DATA "CaseData"
#define STYLE_LABEL_CHAR "FieldLabelChar"
#define STYLE_CHECK_BOX "CheckBox"
#define STYLE_BLANK_CHAR "Blank"

/* Table styles. */
#define STYLE_TABLE "FormTable"
#define STYLE_SIGNATURES "SignatureTable"

enum { TABLE_CELL_MARGIN = 85 /* twips left and right of a cell's text: 1.5 mm */ };

enum size { SIZE_SAME, SIZE_BODY, SIZE_TABLE, SIZE_SMALL };

enum trait {
    TRAIT_BOLD = 1,
    TRAIT_KEEP_NEXT = 2,
    TRAIT_KEEP_LINES = 4,
    TRAIT_FIRST_LINE = 8,     /* the typography's indent, for the first line */
    TRAIT_FURTHER_LINES = 16, /* the same for all lines but the first */
    TRAIT_ALL_LINES = 32,     /* the same for all lines */
    TRAIT_HYPHENS = 64,       /* words may be divided at the end of a line */
    TRAIT_CLOSE = 128,        /* no space between paragraphs of this style */
};

enum border { BORDER_NONE, BORDER_BELOW, BORDER_RULED };

/* Height of the lines: the document's spacing, single, the pitch of ruled lines, or a few points. */
enum line { LINE_NATURAL, LINE_SINGLE, LINE_RULED, LINE_LOW, LINE_TINY };

/* A paragraph style; spaces in points, indents in millimetres. */
struct style {
    const char *id;
    const char *name; /* as Word shows it; English ones are built in and translated by Word */
    const char *base; /* NULL: "Normal" */
    const char *next; /* the style of the paragraph typed after it, or NULL for the same */
    enum size size;
    unsigned traits;
    const char *align;
    int before;
    int after;
    double left;
    double right;
    double hanging;
    double first; /* of the first line, in addition */
    enum border border;
    enum line line;
    int outline; /* level in the navigation pane, 0 for none */
};

/* All paragraph styles; a style stands behind the one that it is based on. */
const struct style *styles_list(size_t *count);

/* True when the paragraph style of this id is bold. */
bool style_is_bold(const char *id);

#endif
