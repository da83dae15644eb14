#include "case/reader.h"

#include "base/arena.h"
#include "xml/xml.h"

#include <errno.h>
#include <libxml/parserInternals.h>
#include <string.h>

bool feed_open(struct feed *feed, const char *path, const char *file,
               const struct case_bytes *bytes, xmlSAXHandler *sax, void *context,
               struct diags *diags)
{
    *feed = (struct feed){.input = input_open(path, file, bytes, diags), .diags = diags};
    if (!feed->input)
        return false;
    feed->parser = xmlCreatePushParserCtxt(sax, context, NULL, 0, NULL);
    if (!feed->parser) /* for want of memory, the only reason there is */
        out_of_memory();
    /* RECOVER only lets us hear of later errors too: a broken case is never used. */
    xmlCtxtUseOptions(feed->parser, XML_STRICT | XML_PARSE_IGNORE_ENC | XML_PARSE_RECOVER);
    return true;
}

void feed_close(struct feed *feed)
{
    if (feed->parser)
        xmlFreeParserCtxt(feed->parser);
    input_close(feed->input);
}

static enum feed_state fault(struct feed *feed, enum feed_state state, size_t at,
                             enum message message)
{
    feed->fault = message;
    feed->fault_at = at;
    return state;
}

/* A parser that waits for the end of something, or has given up without a word, waits in vain. */
static enum feed_state parse(struct feed *feed, const char *bytes, size_t at, size_t count)
{
    feed->input->given += count;
    errno = 0; /* for xml_check_memory() */
    xmlParseChunk(feed->parser, bytes, (int)count, 0);
    if (at + count - feed_offset(feed) > CUT_MAX_RUN + CUT_MAX_TAG)
        return fault(feed, FEED_LIMIT, feed->reached, MESSAGE_RUN_BYTES);
    return FEED_ON;
}

/* True when the parser has told of everything before the place. */
static bool is_level(const struct feed *feed, size_t at)
{
    long const consumed = xmlByteConsumed(feed->parser);
    return consumed > 0 && (size_t)consumed + feed->passed == at;
}

/* Tells of text as the parser would, and has it count the lines. */
static enum feed_state pass(struct feed *feed, const char *bytes, size_t count)
{
    xmlParserCtxtPtr const parser = feed->parser;
    int lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += bytes[i] == '\n';
    parser->input->line += lines;
    feed->input->given += count;
    feed->passed += count;
    parser->sax->characters(parser->userData, BAD_CAST bytes, (int)count);
    return FEED_ON;
}

/* A space takes the place of a byte that the parser would stop at or wait behind. */
static enum feed_state leave_out(struct feed *feed, size_t at, enum message message)
{
    feed->wary = true;
    parse(feed, " ", at, 1);
    return fault(feed, FEED_SPOILED, at, message);
}

enum feed_state feed_next(struct feed *feed)
{
    struct cut_piece piece;
    size_t at, count;
    bool last = false;
    for (;;) {
        count = input_ahead(feed->input, &at);
        piece = (struct cut_piece){0};
        if (count)
            piece = cut_next(&feed->cut, input_bytes(feed->input, at), count, last);
        if (piece.count)
            break;
        if (last) {
            xmlParseChunk(feed->parser, "", 0, 1);
            return FEED_END;
        }
        last = !input_more(feed->input, feed->diags);
    }
    if (piece.find == CUT_SPOILED)
        return leave_out(feed, at, piece.message);
    if (piece.find == CUT_LIMIT)
        return fault(feed, FEED_LIMIT, at, piece.message);
    const char *bytes = input_bytes(feed->input, at);
    if (piece.find == CUT_WORDS && !feed->wary && is_level(feed, at))
        return pass(feed, bytes, piece.count);
    return parse(feed, bytes, at, piece.count);
}

const char *feed_limit(enum message message)
{
    switch ((int)message) {
    case MESSAGE_TAG_BYTES: return "1";
    case MESSAGE_TAG_ATTRIBUTES: return "256";
    case MESSAGE_RUN_BYTES: return "4";
    default: return NULL;
    }
}

/* A parser that has given up says nothing true, and one that waits is behind a byte left out. */
size_t feed_offset(struct feed *feed)
{
    long const consumed = xmlByteConsumed(feed->parser);
    size_t const mark = feed->input->mark;
    if (consumed > 0 && (size_t)consumed + feed->passed > feed->reached)
        feed->reached = (size_t)consumed + feed->passed;
    if (feed->reached < mark)
        feed->reached = mark;
    return feed->reached;
}

/* Attribute values hold no '<'. */
size_t feed_tag_offset(struct feed *feed)
{
    return input_find_back(feed->input, feed_offset(feed), '<');
}
