#include "xml/file.h"

#include "base/file.h"
#include "base/text.h"
#include "xml/memory.h"

#include <libxml/parser.h>
#include <string.h>

enum { FILE_LIMIT = 4 * 1024 * 1024 };

static xmlDocPtr parse(const char *path, const struct text *text, enum message malformed,
                       struct diags *diags)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlDocPtr doc = xmlCtxtReadMemory(parser, text->data, (int)text->len, NULL, NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                          XML_PARSE_BIG_LINES);
    if (!doc || doc->intSubset || !xmlDocGetRootElement(doc)) {
        const xmlError *error = xmlCtxtGetLastError(parser);
        xml_check_memory(error);
        diag_add(diags, malformed, (struct pos){.file = path, .line = error ? error->line : 1},
                 NULL, NULL);
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(parser);
    return doc;
}

xmlDocPtr xmlfile_read(const char *path, enum message malformed, struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    xmlDocPtr doc = NULL;
    int const error = file_read(path, FILE_LIMIT, &text);
    if (error) {
        diag_add(diags, MESSAGE_FILE_OPEN, (struct pos){.file = path}, NULL, file_reason(error),
                 NULL);
    } else {
        /* What a schema says to people is most of it, and nothing to the program. */
        text_cut(&text, "<xs:documentation", "</xs:documentation>");
        doc = parse(path, &text, malformed, diags);
    }
    text_free(&text);
    return doc;
}
