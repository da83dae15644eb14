#include "cmd/program.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_INPUTS = 4, HIGH_DESCRIPTOR = 16 };

struct program {
    const char *path;
    const char *argument;
    int inputs[MOST_INPUTS];
    size_t count;
};

/* The bytes as a file in memory, at its beginning; -1 with errno when the system has none left. */
static int memory_file(const struct text *bytes)
{
    int const file = memfd_create("formulyar", MFD_CLOEXEC);
    if (file < 0)
        return -1;
    int const error = file_write_all(file, bytes->data, bytes->len);
    if (!error && lseek(file, 0, SEEK_SET) == 0)
        return file;
    close(file);
    errno = error ? error : errno;
    return -1;
}

/* Out of the way of descriptors that are still to be taken. */
static int lift(int descriptor)
{
    return fcntl(descriptor, F_DUPFD_CLOEXEC, HIGH_DESCRIPTOR);
}

static int become_program(void *context, int answer)
{
    const struct program *program = context;
    char *const arguments[] = {(char *)(uintptr_t)program->path,
                               (char *)(uintptr_t)program->argument, NULL};
    int lifted[MOST_INPUTS];
    answer = lift(answer);
    for (size_t i = 0; i < program->count; i++)
        lifted[i] = lift(program->inputs[i]);
    dup2(answer, STDOUT_FILENO);
    for (size_t i = 0; i < program->count; i++)
        dup2(lifted[i], i ? STDERR_FILENO + (int)i : STDIN_FILENO);
    execv(program->path, arguments);
    return PROGRAM_MISSING;
}

enum confine_end program_run(const char *path, const char *argument,
                             const struct text *const *inputs, size_t count,
                             const struct confinement *confinement, struct text *answer,
                             int *status)
{
    struct program program = {.path = path, .argument = argument};
    bool good = count <= MOST_INPUTS;
    while (good && program.count < count) {
        int const input = memory_file(inputs[program.count]);
        good = input >= 0;
        if (good)
            program.inputs[program.count++] = input;
    }
    enum confine_end const end =
        good ? confine_run(confinement, become_program, &program, answer, status) : CONFINE_REFUSED;
    int const error = errno; /* of CONFINE_REFUSED */
    for (size_t i = 0; i < program.count; i++)
        close(program.inputs[i]);
    errno = error;
    return end;
}
