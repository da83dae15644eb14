/*
 * read.c - the one parser of case files; see case.h.
 *
 * libxml2 pulls UTF-8 from input.c and calls the handlers below, which build
 * the tree of one case, give every node its place, and hand the case over when
 * its end tag comes.  Nothing of a case stays behind, unless the caller kept it.
 */
#include "case/read.h"

#include "base/arena.h"
#include "base/text.h"
#include "case/nfc.h"
#include "case/schema.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const struct case_schema *schema;
    struct diags *diags;
    case_handler *handler;
    void *context;
    const char *file;
    struct input *input;
    xmlParserCtxtPtr parser;

    struct casefile *current; /* the case being read, or NULL */
    xmlNodePtr node;          /* its innermost open element */
    size_t start;             /* offset of its start tag */
    bool broken;              /* it has had a problem already */
    bool skipping;            /* too much is wrong with it to go on */
    struct text text;         /* characters since the last tag */
    int depth;                /* of open elements in the file */
    int case_depth;           /* of the case among them */
    bool many;                /* the root is <cases> */
    bool stopped;
    size_t count;
};

/* ---- where the parser is ---------------------------------------------- */

static size_t offset_of(const struct reader *reader, const xmlChar *at)
{
    const xmlParserInput *input = reader->parser->input;
    return (size_t)input->consumed + (size_t)(at - input->base);
}

static size_t offset_now(const struct reader *reader)
{
    return offset_of(reader, reader->parser->input->cur);
}

/* The '<' of the tag whose event is being told; attribute values hold none. */
static const xmlChar *tag_start(const struct reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    const xmlChar *at = input->cur;
    while (at > input->base && *at != '<')
        at--;
    return at;
}

static void stop(struct reader *reader)
{
    reader->stopped = true;
    xmlStopParser(reader->parser);
}

/* ---- places ------------------------------------------------------------ */

static struct place *place_at(struct reader *reader, size_t offset)
{
    struct pos const pos = input_pos(reader->input, offset);
    struct place *place = ARENA_NEW(reader->current->arena, struct place);
    *place = (struct place){.line = pos.line, .column = pos.column};
    return place;
}

static const char *past(const char *at, const char *set)
{
    return at + strspn(at, set);
}

/*
 * Gives every attribute of the element its own place: walks the start tag's
 * own bytes, in which the attributes stand in the order of node->properties,
 * mixed with namespace declarations and xsi: hints that are not kept.
 */
static void place_attributes(struct reader *reader, xmlNodePtr node, size_t tag)
{
    static const char space[] = " \t\r\n";
    const char *const bytes = input_bytes(reader->input, tag);
    const char *at = bytes + strcspn(bytes, " \t\r\n/>");
    xmlAttrPtr attr = node->properties;
    while (attr) {
        const char *const name = past(at, space);
        size_t length = strcspn(name, " \t\r\n=/>");
        const char *quote = past(name + length, " \t\r\n=");
        if (!length || (*quote != '"' && *quote != '\''))
            return;
        const char *const colon = memchr(name, ':', length);
        const char *const local = colon ? colon + 1 : name;
        length -= (size_t)(local - name);
        if (strlen((const char *)attr->name) == length &&
            memcmp(attr->name, local, length) == 0 && (colon != NULL) == (attr->ns != NULL)) {
            attr->_private = place_at(reader, tag + (size_t)(name - bytes));
            attr = attr->next;
        }
        const char *const close = strchr(quote + 1, *quote);
        if (!close)
            return;
        at = close + 1;
    }
}

/* ---- building ---------------------------------------------------------- */

static xmlNsPtr namespace_for(xmlNodePtr node, const xmlChar *uri)
{
    if (!uri)
        return NULL;
    const xmlNode *root = xmlDocGetRootElement(node->doc);
    if (root && root->nsDef && xmlStrEqual(root->nsDef->href, uri))
        return root->nsDef;
    return xmlNewNs(node, uri, NULL);
}

static void add_attribute(struct reader *reader, xmlNodePtr node, const xmlChar **attribute)
{
    static const char instance[] = "http://www.w3.org/2001/XMLSchema-instance";
    if (attribute[2] && strcmp((const char *)attribute[2], instance) == 0)
        return; /* a hint for XML editors */
    struct text value = TEXT_EMPTY;
    text_add_bytes(&value, attribute[3], (size_t)(attribute[4] - attribute[3]));
    nfc_normalise(&value);
    xmlNsPtr ns = NULL;
    if (attribute[2])
        ns = xmlNewNs(node, attribute[2], attribute[1]);
    xmlAttrPtr attr = xmlNewNsProp(node, ns, attribute[0], NULL);
    if (attr && value.len) {
        attr->children = xmlNewDocText(node->doc, BAD_CAST value.data);
        attr->children->parent = (xmlNodePtr)attr;
        attr->last = attr->children;
    }
    (void)reader;
    text_free(&value);
}

/* Turns the characters read since the last tag into a text node. */
static void flush_text(struct reader *reader)
{
    if (reader->node && reader->text.len) {
        nfc_normalise(&reader->text);
        xmlNodePtr text = xmlNewDocTextLen(reader->current->doc, BAD_CAST reader->text.data,
                                           (int)reader->text.len);
        xmlAddChild(reader->node, text);
    }
    text_clear(&reader->text);
}

static void begin_case(struct reader *reader, size_t offset)
{
    struct casefile *casefile = xmalloc(sizeof *casefile);
    *casefile = (struct casefile){.arena = arena_new(),
                                  .file = reader->file,
                                  .doc = xmlNewDoc(BAD_CAST "1.0")};
    casefile->doc->dict = reader->parser->dict;
    xmlDictReference(casefile->doc->dict);
    reader->current = casefile;
    reader->node = NULL;
    reader->start = offset;
    reader->broken = false;
    reader->skipping = false;
    reader->case_depth = reader->depth;
    input_pin(reader->input, offset);
}

static void add_element(struct reader *reader, const xmlChar *name, const xmlChar *uri)
{
    struct casefile *casefile = reader->current;
    xmlNodePtr node = xmlNewDocNodeEatName(casefile->doc, NULL, (xmlChar *)(size_t)name, NULL);
    if (reader->node) {
        xmlAddChild(reader->node, node);
    } else {
        xmlDocSetRootElement(casefile->doc, node);
        casefile->root = node;
    }
    node->ns = namespace_for(node, uri);
    reader->node = node;
}

static void end_case(struct reader *reader, size_t end)
{
    struct casefile *casefile = reader->current;
    input_unpin(reader->input);
    if (!reader->skipping)
        sha256_hex(input_bytes(reader->input, reader->start), end - reader->start, casefile->hash);
    bool valid = !reader->broken && !reader->skipping;
    if (!reader->skipping)
        valid &= case_schema_check(reader->schema, casefile, reader->diags);
    reader->count++;
    reader->current = NULL;
    reader->node = NULL;
    if (reader->handler(casefile, valid, reader->context) == CASE_STOP)
        stop(reader);
    if (!casefile->kept)
        case_free(casefile);
}

/* Gives the case up, but reads on for the next one. */
static void skip_case(struct reader *reader)
{
    reader->skipping = true;
    text_clear(&reader->text);
    input_unpin(reader->input);
}

/* ---- what the file may not do ------------------------------------------ */

static struct pos pos_at(const struct reader *reader, size_t offset)
{
    return input_pos(reader->input, offset);
}

/* True when the root (or a child of <cases>) may begin; otherwise says what is wrong. */
static bool is_case_start(struct reader *reader, const char *name, const char *uri, size_t offset)
{
    bool const root = reader->depth == 1;
    bool const right_name = strcmp(name, "case") == 0 || (root && strcmp(name, "cases") == 0);
    if (right_name && uri && strcmp(uri, CASE_NAMESPACE) == 0)
        return true;
    diag_add(reader->diags, right_name ? MESSAGE_XML_NAMESPACE : MESSAGE_XML_ROOT,
             pos_at(reader, offset), NULL, NULL);
    stop(reader);
    return false;
}

static bool is_within_limits(struct reader *reader, size_t offset)
{
    if (reader->depth - reader->case_depth > CASE_MAX_DEPTH) {
        diag_add(reader->diags, MESSAGE_CASE_DEPTH, pos_at(reader, offset), NULL, NULL);
        skip_case(reader);
        return false;
    }
    if (offset - reader->start > CASE_MAX_BYTES) {
        struct text limit = TEXT_EMPTY;
        text_add_int(&limit, CASE_MAX_BYTES / 1024 / 1024);
        diag_add(reader->diags, MESSAGE_CASE_BYTES, pos_at(reader, reader->start), NULL,
                 text_string(&limit), NULL);
        text_free(&limit);
        skip_case(reader);
        return false;
    }
    return true;
}

/* ---- events ------------------------------------------------------------- */

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    struct reader *reader = context;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    size_t const offset = offset_of(reader, tag_start(reader));
    reader->depth++;
    if (!reader->current) {
        if (!is_case_start(reader, (const char *)name, (const char *)uri, offset))
            return;
        input_advance(reader->input, offset);
        if (strcmp((const char *)name, "cases") == 0) {
            reader->many = true;
            return;
        }
        begin_case(reader, offset);
    }
    if (!reader->skipping && is_within_limits(reader, offset)) {
        flush_text(reader);
        input_advance(reader->input, offset);
        add_element(reader, name, uri);
        reader->node->_private = place_at(reader, offset);
        for (int i = 0; i < attribute_count; i++)
            add_attribute(reader, reader->node, attributes + (ptrdiff_t)5 * i);
        place_attributes(reader, reader->node, offset);
    }
    input_advance(reader->input, offset);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *reader = context;
    (void)name;
    (void)prefix;
    (void)uri;
    if (reader->current && !reader->skipping) {
        flush_text(reader);
        if (reader->node->parent && reader->node->parent->type == XML_ELEMENT_NODE)
            reader->node = reader->node->parent;
    }
    if (reader->current && reader->depth == reader->case_depth)
        end_case(reader, offset_now(reader));
    reader->depth--;
    input_advance(reader->input, offset_now(reader));
}

static void on_characters(void *context, const xmlChar *characters, int length)
{
    struct reader *reader = context;
    if (!reader->current || reader->skipping)
        return;
    if (reader->text.len + (size_t)length > CASE_MAX_TEXT_BYTES) {
        if (reader->text.len <= CASE_MAX_TEXT_BYTES) {
            struct text limit = TEXT_EMPTY;
            text_add_int(&limit, CASE_MAX_TEXT_BYTES / 1024);
            diag_add(reader->diags, MESSAGE_TEXT_BYTES,
                     node_pos(reader->current, node_from_xml(reader->node)), NULL,
                     (const char *)reader->node->name, text_string(&limit), NULL);
            text_free(&limit);
        }
        reader->broken = true;
        return;
    }
    text_add_bytes(&reader->text, characters, (size_t)length);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct reader *reader = context;
    (void)name;
    (void)external;
    (void)system;
    diag_add(reader->diags, MESSAGE_XML_DOCTYPE,
             pos_at(reader, offset_of(reader, tag_start(reader))), NULL, NULL);
    stop(reader);
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    (void)context;
    return xmlGetPredefinedEntity(name);
}

static void on_error(void *context, xmlErrorPtr error)
{
    xmlParserCtxtPtr const parser = context;
    struct reader *reader = parser->userData;
    if (reader->stopped || error->level < XML_ERR_ERROR)
        return;
    reader->broken = true;
    if (!input_failed(reader->input)) {
        struct text code = TEXT_EMPTY;
        text_add_int(&code, error->code);
        diag_add(reader->diags, MESSAGE_XML_SYNTAX, pos_at(reader, offset_now(reader)), NULL,
                 text_string(&code), NULL);
        text_free(&code);
    }
    stop(reader);
}

/* ---- reading ------------------------------------------------------------ */

static int on_read(void *context, char *buffer, int size)
{
    struct reader *reader = context;
    return (int)input_read(reader->input, buffer, (size_t)size, reader->diags);
}

static xmlParserCtxtPtr parser_new(struct reader *reader)
{
    xmlSAXHandler sax = {
        .internalSubset = on_doctype,
        .getEntity = on_entity,
        .characters = on_characters,
        .ignorableWhitespace = on_characters,
        .cdataBlock = on_characters,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
    xmlParserCtxtPtr parser =
        xmlCreateIOParserCtxt(&sax, reader, on_read, NULL, reader, XML_CHAR_ENCODING_UTF8);
    if (!parser) {
        /* libxml2 has no other reason than memory */
        fputs("formulyar: недостаточно памяти / out of memory\n", stderr);
        exit(3);
    }
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES);
    return parser;
}

size_t case_read(const char *path, const struct case_schema *schema, struct diags *diags,
                 case_handler *handler, void *context)
{
    const char *file = strcmp(path, "-") == 0 ? "stdin" : path;
    struct reader reader = {.schema = schema,
                            .diags = diags,
                            .handler = handler,
                            .context = context,
                            .file = file,
                            .input = input_open(path, file, diags)};
    if (!reader.input)
        return 0;
    reader.parser = parser_new(&reader);
    xmlParseDocument(reader.parser);
    if (reader.current)
        case_free(reader.current);
    xmlFreeParserCtxt(reader.parser);
    text_free(&reader.text);
    input_close(reader.input);
    return reader.count;
}

/* ---- casefiles ------------------------------------------------------------ */

struct casefile *case_keep(struct casefile *casefile)
{
    if (!casefile->kept)
        casefile->file = arena_strdup(casefile->arena, casefile->file);
    casefile->kept = true;
    return casefile;
}

void case_free(struct casefile *casefile)
{
    if (!casefile)
        return;
    xmlFreeDoc(casefile->doc);
    arena_free(casefile->arena);
    free(casefile);
}

const struct node *case_root(const struct casefile *casefile)
{
    return node_from_xml(casefile->root);
}

static const char *root_attribute(const struct casefile *casefile, const char *name)
{
    const char *value = node_attribute(case_root(casefile), name, casefile->arena);
    return value ? value : "";
}

const char *case_id(const struct casefile *casefile)
{
    return root_attribute(casefile, "id");
}

const char *case_edition(const struct casefile *casefile)
{
    return root_attribute(casefile, "edition");
}

const char *case_status(const struct casefile *casefile)
{
    return root_attribute(casefile, "status");
}

const char *case_hash(const struct casefile *casefile)
{
    return casefile->hash;
}
