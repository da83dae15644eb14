/*
 * trace.h - the short reading of XML (xml/plain.h) held against the full one.
 */
#ifndef FORMULYAR_TESTS_XML_TRACE_H
#define FORMULYAR_TESTS_XML_TRACE_H

#include "base/text.h"
#include "xml/stream.h"

/* What the events of one reading told, pieces of text run together. */
struct trace {
    struct text said;
    struct budget budget;
    bool good;
};

/* \1 stands in no XML. */
static void trace_piece(struct text *said, char kind, const char *bytes, size_t count)
{
    text_add_char(said, '\1');
    text_add_char(said, kind);
    text_add_bytes(said, bytes, count);
}

static void trace_open(void *context, const struct xmlstream_tag *tag)
{
    struct text *said = &((struct trace *)context)->said;
    trace_piece(said, '<', tag->name, strlen(tag->name));
    trace_piece(said, '@', tag->space ? tag->space : "-", tag->space ? strlen(tag->space) : 1);
    for (int i = 0; i < tag->count; i++) {
        const unsigned char **at = tag->attributes + 5 * i;
        const char *const *piece = (const char *const *)at;
        trace_piece(said, 'n', piece[0], strlen(piece[0]));
        trace_piece(said, 'p', piece[1] ? piece[1] : "-", piece[1] ? strlen(piece[1]) : 1);
        trace_piece(said, '@', piece[2] ? piece[2] : "-", piece[2] ? strlen(piece[2]) : 1);
        trace_piece(said, '=', piece[3], (size_t)(piece[4] - piece[3]));
    }
    trace_piece(said, '.', "", 0);
}

static void trace_close(void *context, const char *name)
{
    struct text *said = &((struct trace *)context)->said;
    trace_piece(said, '/', name, strlen(name));
    trace_piece(said, '.', "", 0);
}

static void trace_text(void *context, const char *bytes, size_t count)
{
    text_add_bytes(&((struct trace *)context)->said, bytes, count);
}

static const struct xmlstream_events trace_events = {trace_open, trace_close, trace_text};

/*
 * Reads the bytes, closed by a NUL, both ways; what is not as promised, or NULL.  *is_plain: whether
 * the short way took them.
 */
static const char *trace_compare(struct xmlstream *stream, const char *bytes, size_t size,
                                 bool *is_plain)
{
    struct trace quick = {.good = false};
    struct trace full = {.good = false};
    struct xmlstream *fresh = xmlstream_new();
    const char *wrong = NULL;
    budget_start(&quick.budget, size);
    budget_start(&full.budget, size);
    quick.good = xmlstream_read_ours(stream, bytes, size, &quick.budget, &trace_events, &quick);
    full.good = xmlstream_read(fresh, bytes, size, &full.budget, &trace_events, &full);
    if (quick.good && !full.good)
        wrong = "what the full way refuses, the short one refuses";
    else if (quick.good && (quick.said.len != full.said.len ||
                            memcmp(quick.said.data, full.said.data, full.said.len) != 0))
        wrong = "both ways tell the same";
    for (int kind = 0; kind < BUDGET_KINDS && quick.good; kind++)
        if (quick.budget.left[kind] > full.budget.left[kind])
            wrong = "the short way pays for what the full one does";
    *is_plain = quick.good;
    text_free(&quick.said);
    text_free(&full.said);
    xmlstream_free(fresh);
    return wrong;
}

#endif
