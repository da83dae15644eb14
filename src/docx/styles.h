/*
 * styles.h - word/styles.xml: how everything looks, and the ids by which the
 * body names it.  A school restyles a form by editing these styles in Word.
 */
#ifndef FORMULYAR_DOCX_STYLES_H
#define FORMULYAR_DOCX_STYLES_H

#include "base/text.h"
#include "doc/doc.h"

#include <stdbool.h>

/* Paragraph styles. */
#define STYLE_TEXT "Text"
#define STYLE_LETTERHEAD "Letterhead"
#define STYLE_CONTACTS "LetterheadContacts"
#define STYLE_MARK "Mark"
#define STYLE_TITLE "Heading1"
#define STYLE_PART "Heading2"
#define STYLE_LEAD_IN "LeadIn"
#define STYLE_NOTE "Note"
#define STYLE_LABEL "FieldLabel"
#define STYLE_VALUE "FieldValue"
#define STYLE_INLINE "FieldInline"
#define STYLE_INLINE_BLANK "FieldBlank"
#define STYLE_WRITE_LINE "WriteLine"
#define STYLE_ITEM "ListItem"
#define STYLE_ITEM_NEXT "ListItemNext"
#define STYLE_OPTION "Option"
#define STYLE_DETAIL "OptionDetail"
#define STYLE_DETAIL_ITEM "OptionItem"
#define STYLE_DETAIL_ITEM_NEXT "OptionItemNext"
#define STYLE_DETAIL_LINE "OptionLine"
#define STYLE_TABLE_HEAD "TableHead"
#define STYLE_TABLE_TEXT "TableText"
#define STYLE_SIGNATURE_LEAD "SignatureLead"
#define STYLE_POSITION "SignaturePosition"
#define STYLE_SIGNATURE "Signature"
#define STYLE_NAME "SignatureName"
#define STYLE_NAME_BLANK "SignatureNameBlank"
#define STYLE_DATE "SignatureDate"
#define STYLE_SEPARATOR "Separator"
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

/* True when the paragraph style of this id is bold. */
bool style_is_bold(const char *id);

/* Appends word/styles.xml. */
void styles_write(const struct typography *type, const char *lang, struct text *out);

#endif
