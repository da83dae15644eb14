/*
 * replay.c - runs a fuzz target over files, one after the other, without libFuzzer.
 *
 *     replay_TARGET FILE...
 *
 * An input on which the target dies ends the run: its name is the last line printed.
 */
#include "fuzz.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LARGEST_INPUT = 64 << 20, SECONDS = 20 };

static void take(const char *path)
{
    struct text bytes = TEXT_EMPTY;
    if (file_read(path, LARGEST_INPUT, &bytes) != 0)
        fuzz_fail(path);
    /* Exactly so long: what reads behind it is seen by the sanitizer. */
    uint8_t *exact = xmalloc(bytes.len);
    memcpy(exact, text_string(&bytes), bytes.len);
    fprintf(stderr, "%s\n", path);
    alarm(SECONDS);
    LLVMFuzzerTestOneInput(exact, bytes.len);
    alarm(0);
    free(exact);
    text_free(&bytes);
}

int main(int argc, char **argv)
{
    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        take(argv[i]);
    return 0;
}
