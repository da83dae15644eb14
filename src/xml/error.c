#include "xml/xml.h"

#include <string.h>

struct row {
    int code;
    enum message message;
    char culprit; /* the character before the place at which the culprit begins; 0: the place */
    bool recovers;
};

static const struct row rows[] = {
    {XML_ERR_TAG_NAME_MISMATCH, MESSAGE_XML_TAG_MISMATCH, '<', false},
    {XML_ERR_TAG_NOT_FINISHED, MESSAGE_XML_PREMATURE_END, 0, false},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, MESSAGE_XML_QUOTES, 0, false},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, MESSAGE_XML_QUOTES_OPEN, 0, false},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, MESSAGE_XML_QUOTES, 0, false},
    {XML_ERR_EQUAL_REQUIRED, MESSAGE_XML_QUOTES, 0, false},
    {XML_ERR_ATTRIBUTE_REDEFINED, MESSAGE_XML_ATTRIBUTE_TWICE, 0, true},
    {XML_ERR_SPACE_REQUIRED, MESSAGE_XML_SPACE, 0, false},
    {XML_ERR_LT_IN_ATTRIBUTE, MESSAGE_XML_LESS_IN_QUOTES, '"', false},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, MESSAGE_XML_AMPERSAND, '&', true},
    {XML_ERR_UNDECLARED_ENTITY, MESSAGE_XML_ENTITY, '&', true},
    {XML_WAR_UNDECLARED_ENTITY, MESSAGE_XML_ENTITY, '&', true},
    {XML_ERR_INVALID_CHARREF, MESSAGE_XML_CHARACTER_REFERENCE, '&', true},
    {XML_ERR_INVALID_DEC_CHARREF, MESSAGE_XML_CHARACTER_REFERENCE, '&', true},
    {XML_ERR_INVALID_HEX_CHARREF, MESSAGE_XML_CHARACTER_REFERENCE, '&', true},
    {XML_ERR_INVALID_CHAR, MESSAGE_XML_CHARACTER, 0, true},
    {XML_ERR_DOCUMENT_EMPTY, MESSAGE_XML_NOT_XML, 0, false},
    {XML_ERR_DOCUMENT_END, MESSAGE_XML_AFTER_END, 0, false},
    {XML_ERR_COMMENT_NOT_FINISHED, MESSAGE_XML_COMMENT_OPEN, 0, false},
    {XML_ERR_HYPHEN_IN_COMMENT, MESSAGE_XML_COMMENT_HYPHENS, 0, true},
    {XML_ERR_RESERVED_XML_NAME, MESSAGE_XML_DECLARATION, 0, false},
    {XML_ERR_XMLDECL_NOT_STARTED, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_XMLDECL_NOT_FINISHED, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_VERSION_MISSING, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_UNKNOWN_VERSION, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_ENCODING_NAME, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_STANDALONE_VALUE, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_STRING_NOT_STARTED, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_ERR_STRING_NOT_CLOSED, MESSAGE_XML_DECLARATION_SHAPE, '<', false},
    {XML_NS_ERR_QNAME, MESSAGE_XML_PREFIX, '<', true},
    {XML_NS_ERR_COLON, MESSAGE_XML_PREFIX, '<', true},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, MESSAGE_XML_ATTRIBUTE_TWICE, 0, true},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, MESSAGE_XML_PREFIX, '<', true},
    {XML_ERR_GT_REQUIRED, MESSAGE_XML_TAG_OPEN, '<', false},
};

/* Steps back from cur to the character; 0 when it is not there. */
static ptrdiff_t distance_to(char character, struct xmlerror_place place)
{
    for (const char *at = place.cur; at >= place.base; at--)
        if (at < place.end && *at == character)
            return place.cur - at;
    return 0;
}

/* "Name expected" follows a bare '&', a bare '<', a tag that does not end, or something else. */
static struct xmlerror name_expected(struct xmlerror_place place)
{
    char const before = place.cur > place.base ? place.cur[-1] : '\0';
    if (before == '&')
        return (struct xmlerror){MESSAGE_XML_AMPERSAND, 1, true};
    if (before == '<')
        return (struct xmlerror){MESSAGE_XML_LESS_THAN, 1, true};
    if (place.cur > place.base && place.cur < place.end && *place.cur == '<') {
        place.cur--;
        return (struct xmlerror){MESSAGE_XML_TAG_OPEN, distance_to('<', place) + 1, false};
    }
    return (struct xmlerror){MESSAGE_XML_SYNTAX, 0, false};
}

/* The parser tells of a "]]>" in a text there, or where what it looked through begins: as it likes. */
static struct xmlerror section_end(struct xmlerror_place place)
{
    static const char mark[] = "]]>";
    size_t const count = place.cur < place.end ? (size_t)(place.end - place.cur) : 0;
    const char *found = count ? memmem(place.cur, count, mark, strlen(mark)) : NULL;
    return (struct xmlerror){MESSAGE_XML_SYNTAX, found ? place.cur - found : 0, false};
}

struct xmlerror xmlerror_classify(const xmlError *error, struct xmlerror_place place)
{
    if (error->code == XML_ERR_NAME_REQUIRED)
        return name_expected(place);
    if (error->code == XML_ERR_MISPLACED_CDATA_END)
        return section_end(place);
    if (error->code == XML_ERR_INVALID_CHAR && strstr(error->message, "CharRef"))
        return (struct xmlerror){MESSAGE_XML_CHARACTER_REFERENCE, distance_to('&', place), true};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        if (row->code != error->code)
            continue;
        bool const at_end = place.cur >= place.end;
        return (struct xmlerror){at_end && !row->recovers && row->message == MESSAGE_XML_TAG_OPEN
                                     ? MESSAGE_XML_PREMATURE_END
                                     : row->message,
                                 row->culprit ? distance_to(row->culprit, place) : 0,
                                 row->recovers};
    }
    return (struct xmlerror){MESSAGE_XML_SYNTAX, 0, false};
}
