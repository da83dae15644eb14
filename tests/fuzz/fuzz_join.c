/*
 * fuzz_join.c - minutes that formulyar-join is given, without the process around it.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "join/protocol.h"

/* The program's own main(), called as often as one likes. */
#define main join_main
int join_main(int argc, char **argv);
#include "../../src/join/main.c"
#undef main

static int bundle;

/* The bundle is what the build made: see tools/mk/fuzz.mk. */
void fuzz_begin(void)
{
    const char *path = getenv("FUZZ_BUNDLE");
    bundle = open(path ? path : FUZZ_BUILD "/fuzz/bundle.pdf", O_RDONLY);
    int const nowhere = open("/dev/null", O_WRONLY);
    if (bundle < 0 || dup2(bundle, JOIN_BUNDLE_DESCRIPTOR) < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
        fuzz_fail("no bundle");
}

static void run(const char *errand, int minutes)
{
    char *argv[] = {(char[]){"formulyar-join"}, strdup(errand), NULL};
    fuzz_demand(lseek(minutes, 0, SEEK_SET) == 0 && dup2(minutes, STDIN_FILENO) == 0 &&
                    lseek(JOIN_BUNDLE_DESCRIPTOR, 0, SEEK_SET) == 0,
                "descriptors");
    int const status = join_main(2, argv);
    fuzz_demand(status == JOIN_DONE || status == JOIN_REFUSED || status == JOIN_FAILED, "a status");
    free(argv[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int const minutes = memfd_create("minutes", MFD_CLOEXEC);
    fuzz_demand(minutes >= 0 && file_write_all(minutes, data, size) == 0, "a file in memory");
    run(JOIN_INSPECT, minutes);
    run(JOIN_JOIN, minutes);
    close(minutes);
    return 0;
}
