/*
 * fuzz_plain.c - XML that is read the short way of xml/plain.h: whatever it takes, libxml2 takes, and
 * tells the same of it.
 *
 * An input that does not begin with a declaration gets ours: without it nothing is read.
 */
#include "fuzz.h"

#include "package/opc.h"
#include "xml/trace.h"

#include <stdlib.h>

static struct xmlstream *stream;
static struct text file;

static void end(void)
{
    xmlstream_free(stream);
    text_free(&file);
}

void fuzz_begin(void)
{
    stream = xmlstream_new();
    atexit(end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool is_plain;
    bool const has_declaration = size >= 2 && memcmp(data, "<?", 2) == 0;
    text_clear(&file);
    text_add(&file, has_declaration ? "" : XML_DECLARATION);
    text_add_bytes(&file, data, size);
    const char *wrong = trace_compare(stream, file.data, file.len, &is_plain);
    if (wrong)
        fuzz_fail(wrong);
    return 0;
}
