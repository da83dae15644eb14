#include "xml/xml.h"

#include "base/arena.h"
#include "base/platform.h"

#include <errno.h>
#include <libxml/xmlmemory.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>

/* Nothing that libxml2 reads may pull in another file or touch the network. */
static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url;
    (void)id;
    (void)parser;
    return NULL;
}

void xml_set_up(void)
{
    xmlMemSetup(free, xmalloc, xrealloc, xstrdup);
    xmlSetExternalEntityLoader(refuse_entity);
}

void xml_check_memory(const xmlError *error)
{
    if ((error && error->code == XML_ERR_NO_MEMORY) || errno == ENOMEM)
        out_of_memory();
}

static void on_error(void *context, xml_error *error)
{
    (void)context;
    xml_check_memory(error);
}

/* ---- types of schemas ------------------------------------------------------------- */

static struct platform_mutex types = PLATFORM_MUTEX;

/* It cannot make them: out_of_memory() may never return. */
static void on_types_error(void *context, xml_error *error)
{
    (void)context;
    platform_release(&types);
    xml_check_memory(error);
    platform_acquire(&types);
}

void xml_prepare_types(void)
{
    xmlStructuredErrorFunc const handler = xmlStructuredError;
    void *const context = xmlStructuredErrorContext;
    platform_acquire(&types);
    xmlSetStructuredErrorFunc(NULL, on_types_error);
    xmlSchemaInitTypes();
    xmlSetStructuredErrorFunc(context, handler);
    platform_release(&types);
}

/* ---- the work of a library ---------------------------------------------------------- */

/* The loader of entities, which xml_set_up() puts aside, is that of all threads; this is not. */
static xmlParserInputBufferPtr refuse_file(const char *url, xmlCharEncoding encoding)
{
    (void)url;
    (void)encoding;
    return NULL;
}

static void say_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

struct xml_guard xml_enter(void)
{
    struct xml_guard const guard = {.handler = xmlStructuredError,
                                    .context = xmlStructuredErrorContext,
                                    .say = xmlGenericError,
                                    .open = xmlParserInputBufferCreateFilenameValue};
    errno = 0;
    xmlInitParser();
    xmlSetStructuredErrorFunc(NULL, on_error);
    xmlGenericError = say_nothing;
    xmlParserInputBufferCreateFilenameValue = refuse_file;
    return guard;
}

void xml_leave(struct xml_guard guard)
{
    xmlSetStructuredErrorFunc(guard.context, guard.handler);
    xmlGenericError = guard.say;
    xmlParserInputBufferCreateFilenameValue = guard.open;
}
