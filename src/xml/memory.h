/*
 * memory.h - libxml2 and running out of memory.
 *
 * libxml2 answers a lack of memory in many ways, some of which look like a fault
 * of the file that it reads.  A program gives it our functions, which end the work
 * (base/arena.h).  A library may not do so to its host's libxml2: it has the errors of
 * its own thread told to us for the length of a call.
 */
#ifndef FORMULYAR_XML_MEMORY_H
#define FORMULYAR_XML_MEMORY_H

#include <libxml/xmlerror.h>

/* For a program, before anything else of libxml2: our memory, and no file that another one names. */
void xml_set_up(void);

/* Ends the work when the error (NULL: something failed without one), or errno, says so. */
void xml_check_memory(const xmlError *error);

/* What the thread told of errors before; for xml_leave(). */
struct xml_guard {
    xmlStructuredErrorFunc handler;
    void *context;
};

/* Around the work of a library: libxml2 prints nothing, and a lack of memory ends the work. */
struct xml_guard xml_enter(void);
void xml_leave(struct xml_guard guard);

#endif
