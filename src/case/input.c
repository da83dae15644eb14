#include "case/reader.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/filekind.h"
#include "base/text.h"
#include "xml/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FORGET_SIZE = 64 * 1024 }; /* dead bytes that are worth moving the rest for */

static iconv_t const no_recoding = (iconv_t)-1;

static off_t const MAX_FILE = (off_t)4096 * 1024 * 1024; /* 100,000 cases take a tenth */

/* Standard input that is a file is opened anew: it may be read more than once. */
static int open_path(const char *path)
{
    struct stat status;
    if (strcmp(path, "-") != 0)
        return file_open(path);
    if (fstat(STDIN_FILENO, &status) != 0 || !S_ISREG(status.st_mode))
        return STDIN_FILENO;
    int const again = open("/dev/stdin", O_RDONLY | O_CLOEXEC);
    if (again < 0)
        return STDIN_FILENO;
    return again;
}

static bool open_file(struct input *input, const char *path, struct diags *diags)
{
    struct pos const pos = {.file = input->file};
    struct stat status;
    input->descriptor = open_path(path);
    if (input->descriptor < 0 || fstat(input->descriptor, &status) != 0)
        diag_add(diags, MESSAGE_FILE_OPEN, pos, NULL, file_reason(errno), NULL);
    else if (status.st_size > MAX_FILE)
        diag_add(diags, MESSAGE_FILE_BIG, pos, NULL, "4096", NULL);
    else {
        input->is_file = S_ISREG(status.st_mode);
        return true;
    }
    return false;
}

struct input *input_open(const char *path, const char *file, const struct case_bytes *bytes,
                         struct diags *diags)
{
    struct input *input = xmalloc(sizeof *input);
    *input = (struct input){.descriptor = -1,
                            .is_file = true,
                            .file = file,
                            .recoding = no_recoding,
                            .blank = true,
                            .mark_line = 1,
                            .mark_column = 1};
    if (bytes) {
        input->bytes = bytes->size ? bytes->bytes : "";
        input->at = input->bytes;
        input->end = input->at + bytes->size;
    } else if (!open_file(input, path, diags)) {
        input_close(input);
        return NULL;
    }
    return input;
}

void input_close(struct input *input)
{
    if (!input)
        return;
    if (input->recoding != no_recoding)
        iconv_close(input->recoding);
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    text_free(&input->window);
    free(input);
}

/* As read(); waits for what is slow. */
static ssize_t read_some(struct input *input, char *to, size_t room)
{
    if (!input->at) {
        ssize_t got;
        do
            got = read(input->descriptor, to, room);
        while (got < 0 && file_wait(input->descriptor, false));
        return got;
    }
    size_t const left = (size_t)(input->end - input->at);
    size_t const count = left < room ? left : room;
    memcpy(to, input->at, count);
    input->at += count;
    return (ssize_t)count;
}

static void fail(struct input *input, struct diags *diags, enum message message, struct pos pos,
                 const char *argument)
{
    input->failed = true;
    input->ended = true;
    diag_add(diags, message, pos, NULL, argument, NULL);
}

size_t input_end(const struct input *input)
{
    return input->window_start + input->window.len;
}

/* Fills the raw buffer as far as the file goes, so that a look at the start sees enough. */
static void read_raw(struct input *input, struct diags *diags)
{
    while (!input->ended && input->raw_count < INPUT_RAW) {
        ssize_t const got =
            read_some(input, input->raw + input->raw_count, INPUT_RAW - input->raw_count);
        if (got < 0)
            fail(input, diags, MESSAGE_FILE_READ, (struct pos){.file = input->file},
                 file_reason(errno));
        if (got <= 0)
            input->ended = true;
        else
            input->raw_count += (size_t)got;
    }
}

static void drop_raw(struct input *input, size_t count)
{
    input->raw_count -= count;
    memmove(input->raw, input->raw + count, input->raw_count);
}

struct signature {
    const char *bytes;
    size_t count;
    size_t skip; /* of which are a byte-order mark */
    const char *encoding;
};

/* Longer signatures first: that of UTF-32 begins like that of UTF-16. */
static const struct signature signatures[] = {
    {"\xEF\xBB\xBF", 3, 3, "UTF-8"},    {"\xFF\xFE\0\0", 4, 4, "UTF-32LE"},
    {"\0\0\xFE\xFF", 4, 4, "UTF-32BE"}, {"\xFF\xFE", 2, 2, "UTF-16LE"},
    {"\xFE\xFF", 2, 2, "UTF-16BE"},     {"<\0\0\0", 4, 0, "UTF-32LE"},
    {"\0\0\0<", 4, 0, "UTF-32BE"},      {"<\0", 2, 0, "UTF-16LE"},
    {"\0<", 2, 0, "UTF-16BE"},          {"\n\0", 2, 0, "UTF-16LE"},
    {"\0\n", 2, 0, "UTF-16BE"},         {"\r\0", 2, 0, "UTF-16LE"},
    {"\0\r", 2, 0, "UTF-16BE"},         {" \0", 2, 0, "UTF-16LE"},
    {"\0 ", 2, 0, "UTF-16BE"},
};

/* A PDF, a picture, a document of Word: told as what it is, not as bytes that are no XML. */
static bool is_foreign(struct input *input, struct diags *diags)
{
    const struct filekind *kind = filekind_of(input->raw, input->raw_count);
    if (!kind)
        return false;
    input->failed = true;
    input->ended = true;
    diag_add(diags, MESSAGE_FILE_KIND, (struct pos){.file = input->file}, NULL, kind->what,
             kind->advice, NULL);
    return true;
}

/* Decides the encoding from the first bytes. */
static void start(struct input *input, struct diags *diags)
{
    char declared[ENCODING_NAME_SIZE];
    const char *encoding = NULL;
    struct pos const first = {.file = input->file, .line = 1, .column = 1};
    input->started = true;
    if (is_foreign(input, diags))
        return;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures && !encoding; i++) {
        const struct signature *signature = &signatures[i];
        if (input->raw_count < signature->count ||
            memcmp(input->raw, signature->bytes, signature->count) != 0)
            continue;
        encoding = signature->encoding;
        input->signature = signature->skip;
        drop_raw(input, signature->skip);
    }
    encoding_declared(input->raw, input->raw_count, declared);
    if (encoding && strcmp(encoding, "UTF-8") == 0 && !encoding_is_utf8(declared)) {
        fail(input, diags, MESSAGE_XML_ENCODING_UTF8, first, NULL);
        return;
    }
    /* A declaration that was readable as ASCII cannot be in a wide one. */
    if (!encoding && encoding_is_wide(declared)) {
        fail(input, diags, MESSAGE_XML_ENCODING_FALSE, first, NULL);
        return;
    }
    input->bytewise = !encoding;
    if (!encoding)
        encoding = declared;
    if (encoding_is_utf8(encoding))
        return;
    input->recoding = iconv_open("UTF-8", encoding);
    if (input->recoding == no_recoding && errno == ENOMEM)
        out_of_memory();
    if (input->recoding == no_recoding)
        fail(input, diags, MESSAGE_XML_ENCODING_UNKNOWN, first, NULL);
}

/* True when a file of 16 or 32 bits declares another encoding. */
static bool is_false(struct input *input)
{
    char declared[ENCODING_NAME_SIZE];
    if (input->recoding == no_recoding || input->bytewise || input->window_start || !input->blank)
        return false;
    encoding_declared(text_string(&input->window), input->window.len, declared);
    return *declared && !encoding_is_wide(declared);
}

static void note_content(struct input *input, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && input->blank; i++)
        input->blank = strchr(" \t\r\n", bytes[i]) != NULL && bytes[i];
}

/* Number of leading bytes that are whole, well-formed characters. */
static size_t whole_characters(const char *bytes, size_t count)
{
    size_t const last = count ? (size_t)(utf8_before(bytes, bytes + count) - bytes) : 0;
    size_t good = utf8_valid(bytes, last) ? last : 0;
    while (good < count) { /* the last one, which may be a part; or one by one up to a fault */
        unsigned char const lead = (unsigned char)bytes[good];
        size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > count - good || !utf8_valid(bytes + good, length))
            break;
        good += length;
    }
    return good;
}

/* Moves what is well-formed to the window; returns how many raw bytes were used. */
static size_t take_utf8(struct input *input)
{
    size_t const good = whole_characters(input->raw, input->raw_count);
    text_add_bytes(&input->window, input->raw, good);
    return good;
}

/* Recodes so many raw bytes, or as many as make sense; returns their number. */
static size_t take_recoded(struct input *input, size_t count)
{
    char *from = input->raw;
    size_t left = count;
    char buffer[INPUT_RAW];
    size_t result;
    do {
        char *to = buffer;
        size_t room = sizeof buffer;
        result = iconv(input->recoding, &from, &left, &to, &room);
        text_add_bytes(&input->window, buffer, sizeof buffer - room);
    } while (result == (size_t)-1 && errno == E2BIG);
    return (size_t)(from - input->raw);
}

/*
 * The raw bytes that may be recoded at once: up to where UTF-8 begins, which is a
 * problem then; and a word that may go on is left for the next time.
 */
static size_t countable(struct input *input, bool *is_utf8)
{
    size_t count = input->raw_count;
    *is_utf8 = false;
    if (!input->bytewise)
        return count;
    while (!input->ended && count && (unsigned char)input->raw[count - 1] >= 0x80)
        count--;
    if (!count)
        count = input->raw_count;
    size_t const good = encoding_find_utf8(input->raw, count, &input->genuine);
    *is_utf8 = good < count;
    return good;
}

static void decode_recoded(struct input *input, struct diags *diags)
{
    bool is_utf8;
    size_t const count = countable(input, &is_utf8);
    size_t const taken = take_recoded(input, count);
    drop_raw(input, taken);
    if (is_utf8 && taken == count)
        fail(input, diags, MESSAGE_XML_ENCODING_UTF8, input_pos(input, input_end(input)), NULL);
    else if (is_false(input))
        fail(input, diags, MESSAGE_XML_ENCODING_FALSE,
             (struct pos){.file = input->file, .line = 1, .column = 1}, NULL);
}

/* No XML holds a NUL: what comes after it is not handed out. */
static void refuse_nul(struct input *input, size_t at, struct diags *diags)
{
    const char *text = text_string(&input->window);
    bool const is_xml = input->window_start || text[strspn(text, " \t\r\n")] == '<';
    input->window.len = at;
    fail(input, diags, is_xml ? MESSAGE_XML_NUL : MESSAGE_XML_NOT_XML,
         input_pos(input, is_xml ? input_end(input) : 0), NULL);
}

/* Reads on and appends to the window; a piece that cannot be decoded is a problem. */
static void decode_more(struct input *input, struct diags *diags)
{
    size_t const before = input->window.len;
    read_raw(input, diags);
    if (!input->started && !input->failed)
        start(input, diags);
    if (input->failed)
        return;
    if (input->recoding == no_recoding)
        drop_raw(input, take_utf8(input));
    else
        decode_recoded(input, diags);
    size_t const added = input->window.len - before;
    if (added)
        note_content(input, input->window.data + before, added);
    else if (input->raw_count && !input->failed)
        fail(input, diags,
             input->recoding == no_recoding ? MESSAGE_XML_NOT_UTF8 : MESSAGE_XML_NOT_IN_ENCODING,
             input_pos(input, input_end(input)), NULL);
    const char *nul = added ? memchr(input->window.data + before, '\0', added) : NULL;
    if (nul && !input->failed)
        refuse_nul(input, (size_t)(nul - input->window.data), diags);
}

/* What was read beyond the place to leave is forgotten. */
static void jump(struct input *input, struct diags *diags)
{
    input->landed = true;
    input->window.len = input->leave - input->window_start;
    input->raw_count = 0;
    input->ended = false;
    size_t const to = (size_t)input->land.offset + input->signature;
    if (input->at)
        input->at = to < (size_t)(input->end - input->bytes) ? input->bytes + to : input->end;
    else if (lseek(input->descriptor, (off_t)to, SEEK_SET) < 0)
        fail(input, diags, MESSAGE_FILE_READ, (struct pos){.file = input->file},
             file_reason(errno));
}

/* True while what is handed out must end where a jump begins. */
static bool is_bounded(const struct input *input)
{
    return input->leave && !input->landed && input_end(input) >= input->leave;
}

size_t input_ahead(const struct input *input, size_t *offset)
{
    *offset = input->given;
    return (is_bounded(input) ? input->leave : input_end(input)) - input->given;
}

bool input_more(struct input *input, struct diags *diags)
{
    if (input->failed)
        return false;
    if (is_bounded(input)) {
        if (input->given < input->leave)
            return false;
        jump(input, diags);
    }
    size_t const before = input_end(input);
    decode_more(input, diags);
    return input_end(input) > before;
}

size_t input_find_back(const struct input *input, size_t offset, char byte)
{
    const char *from = input_bytes(input, input->mark);
    const char *found = memrchr(from, byte, offset - input->mark);
    return found ? input->mark + (size_t)(found - from) : offset;
}

struct xmlerror_place input_around(const struct input *input, size_t offset)
{
    return (struct xmlerror_place){.base = input_bytes(input, input->mark),
                                   .cur = input_bytes(input, offset),
                                   .end = input_bytes(input, input->given)};
}

const char *input_bytes(const struct input *input, size_t offset)
{
    return input->window.data ? input->window.data + (offset - input->window_start) : "";
}

/* Loops without a branch, which the compiler turns into a few instructions for many bytes. */
static long count_lines(const char *at, const char *end)
{
    long count = 0;
    for (; at < end; at++)
        count += *at == '\n';
    return count;
}

static long count_characters(const char *at, const char *end)
{
    long count = 0;
    for (; at < end; at++)
        count += ((unsigned char)*at & 0xC0) != 0x80;
    return count;
}

static void walk_on(const char *at, const char *end, long *line, long *column)
{
    const char *const last = memrchr(at, '\n', (size_t)(end - at));
    if (last) {
        *line += count_lines(at, last) + 1;
        *column = 1;
        at = last + 1;
    }
    *column += count_characters(at, end);
}

/* Walks from the mark to offset, counting lines and characters. */
static void walk(const struct input *input, size_t offset, long *line, long *column)
{
    bool const across = input->leave && input->mark < input->leave && offset >= input->leave;
    *line = across ? input->land.line : input->mark_line;
    *column = across ? input->land.column : input->mark_column;
    walk_on(input_bytes(input, across ? input->leave : input->mark), input_bytes(input, offset),
            line, column);
}

struct pos input_pos(const struct input *input, size_t offset)
{
    struct pos pos = {.file = input->file};
    walk(input, offset, &pos.line, &pos.column);
    return pos;
}

struct pos input_pos_after(const struct input *input, const struct case_place *place, size_t from,
                           size_t offset)
{
    struct pos pos = {.file = input->file, .line = place->line, .column = place->column};
    walk_on(input_bytes(input, from), input_bytes(input, offset), &pos.line, &pos.column);
    return pos;
}

bool input_is_recoded(const struct input *input)
{
    return input->bytewise && input->recoding != no_recoding;
}

struct case_place input_place(const struct input *input, size_t offset)
{
    struct pos const pos = input_pos(input, offset);
    return (struct case_place){
        .offset = input->recoding == no_recoding ? (long long)offset : -1,
        .line = pos.line,
        .column = pos.column,
    };
}

void input_advance(struct input *input, size_t offset)
{
    if (offset <= input->mark)
        return;
    long line, column;
    walk(input, offset, &line, &column);
    input->mark = offset;
    input->mark_line = line;
    input->mark_column = column;
    size_t const keep = input->pinned && input->pin < offset ? input->pin : offset;
    size_t const dead = keep - input->window_start;
    if (dead < FORGET_SIZE)
        return;
    input->window.len -= dead;
    memmove(input->window.data, input->window.data + dead, input->window.len + 1);
    input->window_start = keep;
}
