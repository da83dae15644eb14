/*
 * look.c - what kind of file is this?  Only its first element is read; see case.h.
 */
#include "base/file.h"
#include "case/feed.h"
#include "case/tree.h"

struct look {
    bool found;
    bool is_council;
};

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    struct look *look = context;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)attribute_count;
    (void)defaulted_count;
    (void)attributes;
    if (!look->found)
        look->is_council = xmlStrEqual(name, BAD_CAST kind_minutes.root) &&
                           xmlStrEqual(uri, BAD_CAST kind_minutes.space);
    look->found = true;
}

/* No file of ours has a DOCTYPE: nothing in it is of interest. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct look *look = context;
    (void)name;
    (void)external;
    (void)system;
    look->found = true;
}

/* What follows a fault is of no interest either. */
static void on_error(void *context, xmlErrorPtr error)
{
    struct look *look = context;
    look->found |= error->level >= XML_ERR_ERROR;
}

bool case_is_council(const char *path, bool *readable)
{
    xmlSAXHandler sax = {
        .internalSubset = on_doctype,
        .startElementNs = on_start,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
    struct look look = {0};
    struct feed feed;
    if (readable)
        *readable = true;
    struct diags *diags = diags_new();
    if (feed_open(&feed, path, path, NULL, &sax, &look, diags)) {
        while (input_is_file(feed.input) && !look.found && feed_next(&feed) == FEED_ON)
            input_advance(feed.input, feed_offset(&feed));
        feed_close(&feed);
    }
    if (readable)
        *readable = diags_at_least(diags, SEVERITY_SYSTEM) == 0;
    diags_free(diags);
    return look.is_council;
}
