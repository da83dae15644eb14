#include "xml/memory.h"

#include "base/arena.h"

#include <libxml/xmlmemory.h>
#include <stdlib.h>

void case_memory_set_up(void)
{
    xmlMemSetup(free, xmalloc, xrealloc, xstrdup);
}
