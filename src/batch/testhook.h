/*
 * testhook.h - faults on demand, so that tests see what a batch does about them.
 */
#ifndef FORMULYAR_BATCH_TESTHOOK_H
#define FORMULYAR_BATCH_TESTHOOK_H

/*
 * Reads FORMULYAR_TEST_FAULT, "crash:ID", "hang:ID" or "memory:ID" with commas
 * between several; dies, sleeps or runs out of memory at the case of that id.
 */
void testhook_run(const char *id);

#endif
