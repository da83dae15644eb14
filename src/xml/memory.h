/*
 * memory.h - libxml2 and running out of memory.
 *
 * libxml2 answers a lack of memory in many ways, some of which look like a fault
 * of the file that it reads.  With our functions the program ends, as it does
 * everywhere (base/arena.h).
 */
#ifndef FORMULYAR_XML_MEMORY_H
#define FORMULYAR_XML_MEMORY_H

/* To be called before anything else of libxml2. */
void case_memory_set_up(void);

#endif
