/*
 * testhook.h - faults on demand, so that tests see what becomes of the rest.
 */
#ifndef FORMULYAR_BASE_TESTHOOK_H
#define FORMULYAR_BASE_TESTHOOK_H

/*
 * Reads FORMULYAR_TEST_FAULT, "crash:ID", "hang:ID" or "memory:ID" with commas
 * between several; dies, sleeps or runs out of memory at the case of that id or,
 * in `verify`, `fields` and `extract`, at the file of that name.
 */
void testhook_run(const char *id);

#endif
