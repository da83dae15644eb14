#include "base/testhook.h"

#include "base/arena.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* True when the list holds "fault:id". */
static bool names(const char *list, const char *fault, const char *id)
{
    size_t const fault_length = strlen(fault);
    size_t const id_length = strlen(id);
    for (const char *at = list; at; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, fault, fault_length) == 0 && at[fault_length] == ':' &&
            strncmp(at + fault_length + 1, id, id_length) == 0 &&
            (at[fault_length + 1 + id_length] == ',' || !at[fault_length + 1 + id_length]))
            return true;
    }
    return false;
}

/* Under AddressSanitizer a worker has no limit to run into: it ends as xmalloc() would. */
static void take_all_memory(void)
{
#ifdef __SANITIZE_ADDRESS__
    exit(3);
#else
    size_t const step = (size_t)16 << 20;
    for (;;)
        memset(xmalloc(step), 1, step);
#endif
}

const char *testhook_faults(void)
{
    return getenv("FORMULYAR_TEST_FAULT");
}

void testhook_run(const char *id)
{
    const char *faults = testhook_faults();
    if (!faults || !*id)
        return;
    if (names(faults, "crash", id))
        raise(SIGSEGV);
    if (names(faults, "hang", id))
        for (;;)
            sleep(3600);
    if (names(faults, "memory", id))
        take_all_memory();
}

void testhook_damage(const char *faults, const char *format, struct text *file)
{
    enum { TAKEN = 64 };
    if (faults && file->len > TAKEN && names(faults, "damage", format))
        file->len -= TAKEN;
}
