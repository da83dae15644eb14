#include "cmd/front.h"

#include "base/file.h"
#include "cmd/inspect.h"
#include "engine/beside.h"
#include "join/protocol.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct front {
    struct pos pos; /* of the minutes, for diagnostics */
    struct text bytes;
    struct pdf_joined claim;
    const char *doubt; /* why a claim of PDF/A that would fit is not made, or NULL */
    unsigned left_out; /* of enum quiet_kind */
    long files;        /* attached ones that stay */
    bool is_mended;
};

static const struct confinement limits = {
    .memory = (size_t)1 << 30,
    .cpu = 60,
    .milliseconds = 180 * 1000,
    .answer = (size_t)1 << 30,
    .reads_files = true, /* the libraries of the program */
};

/* ---- the answer --------------------------------------------------------------------------- */

/* Where the bytes of the file begin behind the lines; answer->len when nowhere. */
static size_t answer_file(const struct text *answer)
{
    const char *end = answer->len ? memmem(answer->data, answer->len, "\n\n", 2) : NULL;
    return end ? (size_t)(end - answer->data) + 2 : answer->len;
}

/* Behind "word " at the beginning of a line; NULL when no line has it. */
static const char *answer_value(const struct text *answer, const char *word)
{
    size_t const length = strlen(word);
    size_t const size = answer_file(answer);
    for (size_t at = 0; at + length + 1 < size; at++) {
        bool const begins = at == 0 || answer->data[at - 1] == '\n';
        if (begins && memcmp(answer->data + at, word, length) == 0 &&
            answer->data[at + length] == ' ')
            return answer->data + at + length + 1;
    }
    return NULL;
}

static long answer_number(const struct text *answer, const char *word)
{
    const char *value = answer_value(answer, word);
    return value ? strtol(value, NULL, 10) : 0;
}

static char answer_letter(const struct text *answer, const char *word)
{
    const char *value = answer_value(answer, word);
    return value && *value != '-' ? *value : 0;
}

static bool answer_refuses(const struct text *answer, const char *reason)
{
    const char *value = answer_value(answer, JOIN_REFUSED_WORD);
    return value && strncmp(value, reason, strlen(reason)) == 0;
}

/* ---- why not ------------------------------------------------------------------------------ */

struct refusal {
    const char *word;
    enum message message;
};

static const struct refusal refusals[] = {
    {REFUSED_NOT_PDF, MESSAGE_FRONT_NOT_PDF}, {REFUSED_ENCRYPTED, MESSAGE_FRONT_ENCRYPTED},
    {REFUSED_DAMAGED, MESSAGE_FRONT_DAMAGED}, {REFUSED_SIGNED, MESSAGE_FRONT_SIGNED},
    {REFUSED_EMPTY, MESSAGE_FRONT_EMPTY},     {REFUSED_PORTFOLIO, MESSAGE_FRONT_PORTFOLIO},
    {REFUSED_XFA, MESSAGE_FRONT_XFA},         {REFUSED_NAMES, MESSAGE_FRONT_NAMES},
};

static void tell(struct command_run *run, const struct front *front, enum message message,
                 const char *argument)
{
    diag_add(run->diags, message, front->pos, NULL, argument, NULL);
}

static void tell_refusal(struct command_run *run, const struct front *front,
                         const struct text *answer)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (answer_refuses(answer, refusals[i].word))
            tell(run, front, refusals[i].message,
                 DIAG_BOTH("подпись внутри файла", "a signature inside the file"));
}

/*
 * Sends the program that touches a stranger's PDF on an errand of join/protocol.h over the
 * minutes and, for JOIN_JOIN, the bundle (else NULL); false with a diagnostic unless it was
 * done.
 */
static bool send(struct command_run *run, const struct front *front, const char *errand,
                 const struct text *bundle, struct text *answer)
{
    const char *program = run->engine->places.joiner;
    const struct text *const inputs[] = {&front->bytes, bundle};
    enum confine_end end = CONFINE_DONE;
    int status = PROGRAM_MISSING;
    if (program_is_there(program))
        end = program_run(program, errand, inputs, bundle ? 2 : 1, &limits, answer, &status);
    if (end == CONFINE_REFUSED)
        tell(run, front, MESSAGE_FRONT_SYSTEM, file_reason(errno));
    else if (end == CONFINE_DONE && status == PROGRAM_MISSING)
        tell(run, front, MESSAGE_FRONT_MISSING, program ? program : "formulyar-join");
    else if (end == CONFINE_DONE && status == JOIN_REFUSED)
        tell_refusal(run, front, answer);
    else if (end != CONFINE_DONE || status != JOIN_DONE)
        tell(run, front, MESSAGE_FRONT_FAILED, NULL);
    else
        return true;
    return false;
}

/* ---- before: may it stand there? ---------------------------------------------------------- */

static bool read_minutes(struct command_run *run, struct front *front)
{
    const char *path = front->pos.file;
    const char *output = run->options->value[OPTION_OUTPUT];
    const char *signature = beside_signature(path, run->arena);
    if (output && file_is_same(path, output)) {
        tell(run, front, MESSAGE_FRONT_SAME, NULL);
        return false;
    }
    if (signature) {
        tell(run, front, MESSAGE_FRONT_SIGNED, signature);
        return false;
    }
    int const error = file_read(path, JOIN_MAX_MINUTES, &front->bytes);
    if (error == EFBIG)
        tell(run, front, MESSAGE_FRONT_LARGE, NULL);
    else if (error)
        tell(run, front, MESSAGE_FILE_OPEN, file_reason(error));
    return error == 0;
}

/*
 * Why a claim of the minutes is not true, as far as that is seen here (ISO 19005-2, 6.4 to
 * 6.8): they hold what the standard forbids; NULL when nothing was seen.
 */
static const char *why_doubted(const struct front *front, const struct text *answer, char part)
{
    unsigned const forbidden =
        QUIET_SCRIPT | QUIET_LAUNCH | QUIET_SUBMIT | QUIET_MEDIA | QUIET_EVENT | QUIET_FILE;
    bool const has_other = answer_number(answer, FACT_OTHER) > 0;
    if (front->left_out & forbidden)
        return DIAG_BOTH("было то, что PDF/A запрещает", "there was what PDF/A forbids");
    if (answer_number(answer, FACT_LOOKS))
        return DIAG_BOTH("поля рисуются заново при открытии", "fields are drawn anew on opening");
    if (part == '1' ? front->files > 0 : part == '2' && has_other)
        return DIAG_BOTH("есть вложенные файлы, которых эта часть PDF/A не разрешает",
                         "there are attached files, which this part of PDF/A does not allow");
    return NULL;
}

/*
 * Part and level of PDF/A that both files keep.  What is valid for part 2 is valid
 * for part 3; part 1 goes with part 1 alone, part 4 with none of ours.  Ours is of
 * level A everywhere; a claim of A wants the minutes tagged and their language named
 * too, else it is one of the level below.
 */
static void decide_claim(struct front *front, const struct text *answer, int pdfa)
{
    struct pdf_joined *claim = &front->claim;
    char const part = answer_letter(answer, FACT_PART);
    char const level = answer_letter(answer, FACT_LEVEL);
    bool const is_accessible =
        answer_number(answer, FACT_TAGGED) == 1 && answer_number(answer, FACT_LANGUAGE) == 1;
    bool const fits = pdfa == 1 ? part == '1' : part == '2' || part == '3';
    if (!fits || !level)
        return;
    front->doubt = why_doubted(front, answer, part);
    if (front->doubt)
        return;
    claim->part = part;
    claim->level = level != 'A' || is_accessible ? level : part == '1' ? 'B' : 'U';
}

static bool inspect(struct command_run *run, struct front *front)
{
    struct text answer = TEXT_EMPTY;
    bool const good = send(run, front, JOIN_INSPECT, NULL, &answer);
    if (good) {
        front->claim.minutes_pages = (int)answer_number(&answer, FACT_PAGES);
        front->left_out = (unsigned)answer_number(&answer, FACT_LEFT_OUT);
        front->files = answer_number(&answer, FACT_FILES);
        front->is_mended = answer_number(&answer, FACT_MENDED) == 1;
        decide_claim(front, &answer, run->options->pdfa);
    }
    text_free(&answer);
    return good;
}

struct front *front_open(struct command_run *run)
{
    struct front *front = xmalloc(sizeof *front);
    *front = (struct front){.pos = {.file = run->options->value[OPTION_MINUTES_FILE]}};
    if (read_minutes(run, front) && inspect(run, front))
        return front;
    front_close(front);
    return NULL;
}

void front_close(struct front *front)
{
    if (!front)
        return;
    text_free(&front->bytes);
    free(front);
}

int front_pages(const struct front *front)
{
    return front->claim.minutes_pages;
}

const struct pdf_joined *front_claim(const struct front *front)
{
    return &front->claim;
}

/* ---- after: one file ------------------------------------------------------------------------ */

static const struct {
    unsigned kind;
    const char *ru, *en;
} left_out[] = {
    {QUIET_SCRIPT, "сценарии JavaScript", "JavaScript"},
    {QUIET_LAUNCH, "запуск программ", "starting of programs"},
    {QUIET_SUBMIT, "отправка и загрузка данных формы", "sending and loading of form data"},
    {QUIET_REMOTE, "ссылки на другие файлы и не на веб-адреса",
     "links to other files and to what is no web address"},
    {QUIET_MEDIA, "звук, видео, 3D", "sound, film, 3D"},
    {QUIET_EVENT, "действия при открытии и по событиям", "actions on opening and on events"},
    {QUIET_SCREEN, "показ на весь экран и смена страниц", "full screen and page transitions"},
    {QUIET_PRINT, "настройки печати", "print settings"},
    {QUIET_FILE, "вложенные программы и файлы неизвестного вида",
     "attached programs and files of unknown kinds"},
    {QUIET_RIGHTS, "права читателя (usage rights)", "usage rights"},
};

/* The kinds that were left out, in both languages. */
static const char *name_left_out(unsigned kinds, struct arena *arena)
{
    struct text ru = TEXT_EMPTY;
    struct text en = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (!(kinds & left_out[i].kind))
            continue;
        text_add_item(&ru, ", ", left_out[i].ru);
        text_add_item(&en, ", ", left_out[i].en);
    }
    return diag_both(arena, text_take(&ru, arena), text_take(&en, arena));
}

static void tell_changes(struct command_run *run, const struct front *front, long renamed)
{
    struct arena *arena = run->arena;
    if (front->doubt)
        tell(run, front, MESSAGE_FRONT_DOUBTED, front->doubt);
    else if (!front->claim.part)
        tell(run, front, MESSAGE_FRONT_NO_CLAIM, NULL);
    if (front->is_mended)
        tell(run, front, MESSAGE_FRONT_MENDED, NULL);
    if (front->left_out)
        tell(run, front, MESSAGE_FRONT_LEFT_OUT, name_left_out(front->left_out, arena));
    if (front->files > 0)
        tell(run, front, MESSAGE_FRONT_FILES, arena_printf(arena, "%ld", front->files));
    if (renamed > 0)
        tell(run, front, MESSAGE_FRONT_RENAMED, arena_printf(arena, "%ld", renamed));
}

bool front_join(struct front *front, struct command_run *run, struct product *product)
{
    struct text answer = TEXT_EMPTY;
    bool const good = send(run, front, JOIN_JOIN, &product->bytes, &answer);
    if (good) {
        size_t const start = answer_file(&answer);
        tell_changes(run, front, answer_number(&answer, FACT_RENAMED));
        text_clear(&product->bytes);
        text_add_bytes(&product->bytes, answer.data + start, answer.len - start);
        product->digests.part = 0; /* nothing is known of these bytes */
    }
    text_free(&answer);
    return good;
}
