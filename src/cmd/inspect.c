#include "cmd/inspect.h"

#include "base/file.h"
#include "base/inside.h"
#include "base/parcel.h"
#include "base/testhook.h"
#include "verify/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const size_t LARGEST_FILE = (size_t)512 << 20;

struct inspection {
    inspect_errand *errand;
    void *context;
    const char *path;
    const struct text *bytes;
};

/*
 * The readers keep a budget of their own (base/budget.h) and refuse long before
 * this; these limits hold where a budget has a hole.
 */
static struct confinement limits_for(size_t size)
{
    size_t const megabytes = size >> 20;
    return (struct confinement){
        .memory = ((size_t)96 << 20) + 48 * size,
        .cpu = 2 + megabytes,
        .milliseconds = (10 + 4 * megabytes) * 1000,
        .answer = ((size_t)64 << 20) + 8 * size,
    };
}

static int be_inspector(void *context, int answer)
{
    const struct inspection *inspection = context;
    struct text out = TEXT_EMPTY;
    struct text parcel = TEXT_EMPTY;
    struct diags *diags = diags_new();
    const char *slash = strrchr(inspection->path, '/');
    testhook_run(slash ? slash + 1 : inspection->path);
    bool const result =
        inspection->errand(inspection->path, inspection->bytes, &out, diags, inspection->context);
    parcel_add_number(&parcel, result);
    parcel_add_bytes(&parcel, out.data, out.len);
    parcel_add_diags(&parcel, diags);
    return file_write_all(answer, parcel.data, parcel.len);
}

static bool unpack(const struct text *answer, struct text *out, struct diags *diags, bool *result)
{
    struct parcel parcel = {.bytes = answer->data, .size = answer->len};
    struct diags *found = diags_new();
    size_t size;
    *result = parcel_number(&parcel) != 0;
    const char *bytes = parcel_bytes(&parcel, &size);
    parcel_diags(&parcel, found);
    bool const whole = parcel_is_whole(&parcel);
    if (whole) {
        text_add_bytes(out, bytes, size);
        diags_append(diags, found);
    }
    diags_free(found);
    return whole;
}

bool inspect_bytes(const char *path, const struct text *bytes, inspect_errand *errand,
                   void *context, struct text *out, struct diags *diags)
{
    struct inspection inspection = {errand, context, path, bytes};
    struct confinement const limits = limits_for(bytes->len);
    struct pos const pos = {.file = path};
    struct text answer = TEXT_EMPTY;
    bool result = false;
    enum confine_end const end = confine_run(&limits, be_inspector, &inspection, &answer, NULL);
    if (end == CONFINE_REFUSED)
        diag_add(diags, MESSAGE_CONFINE_START, pos, NULL, file_reason(errno), NULL);
    else if (end != CONFINE_DONE || !unpack(&answer, out, diags, &result))
        diag_add(diags, MESSAGE_CONFINE_LIMIT, pos, NULL, confine_reason(end), NULL);
    text_free(&answer);
    return result;
}

bool inspect_read(const char *path, struct text *bytes, struct diags *diags)
{
    int const error = file_read(path, LARGEST_FILE, bytes);
    if (error)
        diag_add_error(diags, MESSAGE_FILE_READ, path, error);
    return !error;
}

bool inspect_file(const char *path, inspect_errand *errand, void *context, struct text *out,
                  struct diags *diags)
{
    struct text bytes = TEXT_EMPTY;
    bool const result = inspect_read(path, &bytes, diags) &&
                        inspect_bytes(path, &bytes, errand, context, out, diags);
    text_free(&bytes);
    return result;
}

enum { HEAD = 1024 }; /* bytes, within which a PDF begins */

struct pdffile *inspect_pdf(const char *path, const struct text *bytes, struct arena *arena,
                            struct diags *diags)
{
    enum pdffile_problem problem;
    if (bytes->len && !memmem(bytes->data, bytes->len < HEAD ? bytes->len : HEAD, "%PDF-", 5)) {
        diag_add(diags, MESSAGE_NOT_PDF, (struct pos){.file = path}, NULL, NULL);
        return NULL;
    }
    struct pdffile *file = pdffile_open(bytes->data, bytes->len, NULL, arena, &problem);
    if (file && !pdffile_catalog(file)) {
        problem = PDFFILE_DAMAGED;
        file = NULL;
    }
    if (!file)
        verify_report_problem(problem, bytes->data, bytes->len, (struct pos){.file = path}, diags);
    return file;
}

/* ---- programs of ours -------------------------------------------------------------------- */

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

bool program_is_there(const char *path)
{
    return path && (inside_program(path) || access(path, X_OK) == 0);
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
    if (inside_program(program->path))
        inside_execute(arguments);
    else
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
