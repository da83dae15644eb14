/*
 * scout.h - the first look through the inputs of a batch, in a confined process.
 *
 * Nobody has read these files before: one that crashes its reader, or takes it too
 * long, is named and left out, and the look goes on behind it (base/confine.h).
 */
#ifndef FORMULYAR_BATCH_SCOUT_H
#define FORMULYAR_BATCH_SCOUT_H

#include "base/confine.h"
#include "engine/inputs.h"
#include "case/case.h"

/* Called file by file in their order, for each: begin, its cases, end or lost. */
struct scout_events {
    void (*begin)(void *context, size_t file);
    void (*head)(void *context, const struct case_head *head);
    /* behind a head: its teacher, as case_look() tells */
    void (*name)(void *context, const char *key, bool identified);
    void (*end)(void *context, size_t file, bool is_faulty);
    void (*lost)(void *context, size_t file, enum confine_end end);
    void *context;
};

/*
 * Looks through all files.  False when it was stopped, or the system gives no process
 * for it; errno says why then (EINTR: stopped).
 */
bool scout_run(const struct inputs *inputs, const struct case_schema *schema,
               const volatile sig_atomic_t *stop, const struct scout_events *events);

#endif
