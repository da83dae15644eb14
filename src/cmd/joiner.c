#include "cmd/joiner.h"

#include "cmd/program.h"
#include "join/protocol.h"

#include <stdlib.h>

static const struct confinement limits = {
    .memory = (size_t)1 << 30,
    .cpu = 60,
    .milliseconds = 180 * 1000,
    .answer = (size_t)1 << 30,
    .reads_files = true, /* the libraries of the program */
};

static enum joiner_end end_of(enum confine_end end, int status)
{
    if (end == CONFINE_REFUSED)
        return JOINER_REFUSED_BY_SYSTEM;
    if (end != CONFINE_DONE)
        return JOINER_FAILED;
    switch (status) {
    case JOIN_DONE: return JOINER_DONE;
    case JOIN_REFUSED: return JOINER_REFUSED;
    case PROGRAM_MISSING: return JOINER_MISSING;
    default: return JOINER_FAILED;
    }
}

enum joiner_end joiner_run(const char *path, const char *errand, const struct text *minutes,
                           const struct text *bundle, struct text *answer)
{
    const struct text *const inputs[] = {minutes, bundle};
    int status = JOIN_FAILED;
    enum confine_end const end =
        program_run(path, errand, inputs, bundle ? 2 : 1, &limits, answer, &status);
    return end_of(end, status);
}

/* ---- the answer --------------------------------------------------------------------------- */

size_t joiner_file(const struct text *answer)
{
    const char *end = answer->len ? memmem(answer->data, answer->len, "\n\n", 2) : NULL;
    return end ? (size_t)(end - answer->data) + 2 : answer->len;
}

/* Behind "word " at the beginning of a line; NULL when no line has it. */
static const char *value_of(const struct text *answer, const char *word)
{
    size_t const length = strlen(word);
    size_t const size = joiner_file(answer);
    for (size_t at = 0; at + length + 1 < size; at++) {
        bool const begins = at == 0 || answer->data[at - 1] == '\n';
        if (begins && memcmp(answer->data + at, word, length) == 0 &&
            answer->data[at + length] == ' ')
            return answer->data + at + length + 1;
    }
    return NULL;
}

long joiner_number(const struct text *answer, const char *word, long fallback)
{
    const char *value = value_of(answer, word);
    return value ? strtol(value, NULL, 10) : fallback;
}

char joiner_letter(const struct text *answer, const char *word)
{
    const char *value = value_of(answer, word);
    return value && *value != '-' ? *value : 0;
}

bool joiner_refuses(const struct text *answer, const char *reason)
{
    const char *value = value_of(answer, JOIN_REFUSED_WORD);
    return value && strncmp(value, reason, strlen(reason)) == 0;
}
