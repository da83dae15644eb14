/*
 * element.c - names of structure types (page.h).
 */
#include "pdf/page.h"

const char *element_type_name(enum element_type type)
{
    switch (type) {
    case ELEMENT_DOCUMENT: return "Document";
    case ELEMENT_SECT: return "Sect";
    case ELEMENT_H1: return "H1";
    case ELEMENT_H2: return "H2";
    case ELEMENT_P: return "P";
    case ELEMENT_L: return "L";
    case ELEMENT_LI: return "LI";
    case ELEMENT_LBL: return "Lbl";
    case ELEMENT_LBODY: return "LBody";
    case ELEMENT_TABLE: return "Table";
    case ELEMENT_THEAD: return "THead";
    case ELEMENT_TBODY: return "TBody";
    case ELEMENT_TR: return "TR";
    case ELEMENT_TH: return "TH";
    case ELEMENT_TD: return "TD";
    case ELEMENT_FORM: return "Form";
    case ELEMENT_SPAN: return "Span";
    case ELEMENT_LINK: return "Link";
    case ELEMENT_FIGURE: return "Figure";
    }
    return NULL;
}
