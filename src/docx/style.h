/*
 * style.h - the ids of all styles, by which the body names them.
 */
#ifndef FORMULYAR_DOCX_STYLE_H
#define FORMULYAR_DOCX_STYLE_H

#include <stdbool.h>

/* Paragraph styles. */
#define STYLE_TEXT "Text"
#define STYLE_LETTERHEAD "Letterhead"
#define STYLE_CONTACTS "LetterheadContacts"
#define STYLE_LETTERHEAD_RULE "LetterheadRule"
#define STYLE_MARK "Mark"
#define STYLE_TITLE "Heading1"
#define STYLE_PART "Heading2"
#define STYLE_LEAD_IN "LeadIn"
#define STYLE_LEAD_TITLE "LeadInTitle"
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
#define STYLE_POSITION "SignaturePosition"
#define STYLE_SIGNATURE "SignaturePlace"
#define STYLE_NAME "SignatureName"
#define STYLE_NAME_BLANK "SignatureNameBlank"
#define STYLE_DATE "SignatureDate"
#define STYLE_CAPTION "SignatureCaption"
#define STYLE_TEXT_ON "TextOn"
#define STYLE_PLAIN "Plain"
#define STYLE_PLAIN_ON "PlainOn"
#define STYLE_RULE_ON "RuleOn"
#define STYLE_BLANK_CAPTION "BlankCaption"
#define STYLE_TABLE_SPACE "TableSpace"
#define STYLE_END "SectionEnd"
#define STYLE_HEADER "Header"
#define STYLE_FOOTER "Footer"

/* Character styles. */
#define STYLE_STRONG "Strong"
#define STYLE_DATA "CaseData"
#define STYLE_LABEL_CHAR "FieldLabelChar"
#define STYLE_CHOSEN "Chosen"
#define STYLE_OPEN "NotChosen"
#define STYLE_BLANK_CHAR "Blank"
#define STYLE_UNDERLINED "Underlined"
#define STYLE_NOT_UNDERLINED "NotUnderlined"

/* Table styles. */
#define STYLE_TABLE "FormTable"
#define STYLE_TABLE_WIDE "FormTableWide" /* of many columns */
#define STYLE_SIGNATURES "SignatureTable"

/* Attributes of a border: a half-point line. */
#define BORDER_LINE "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"

/* Where text stands beside its marker, in millimetres: as in the PDF (src/pdf/layout_blocks.c). */
#define LIST_HANG_MM 8.0   /* room for "10)" at 14 pt */
#define OPTION_HANG_MM 5.0 /* a check box and its space */

/* True when the paragraph style of this id is bold. */
bool style_is_bold(const char *id);

/* True when paragraphs of the style of this id stay on the page of what follows them. */
bool style_keeps_next(const char *id);

#endif
