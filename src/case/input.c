/*
 * input.c - see input.h.
 */
#include "case/input.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
    RAW_SIZE = 16 * 1024,
    FORGET_SIZE = 64 * 1024, /* dead bytes that are worth moving the rest for */
    NAME_SIZE = 40,          /* longest name of an encoding */
};

static iconv_t const no_recoding = (iconv_t)-1;

struct input {
    int descriptor;
    const char *file;
    iconv_t recoding;
    bool started, ended, failed, blank;
    char raw[RAW_SIZE]; /* read, not yet turned into UTF-8 */
    size_t raw_count;
    struct text window; /* UTF-8 from offset window_start on */
    size_t window_start;
    size_t given; /* offset up to which bytes were handed out */
    size_t mark;
    long mark_line, mark_column;
    size_t pin;
    bool pinned;
    size_t signature; /* bytes of the byte-order mark, which offsets leave out */
    size_t leave;     /* offset of the jump; 0: none */
    struct case_place land;
    bool landed;
};

struct input *input_open(const char *path, const char *file, struct diags *diags)
{
    int descriptor = STDIN_FILENO;
    if (strcmp(path, "-") != 0)
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        diag_add(diags, MESSAGE_FILE_OPEN, (struct pos){.file = file}, NULL, file_reason(errno), NULL);
        return NULL;
    }
    struct input *input = xmalloc(sizeof *input);
    *input = (struct input){.descriptor = descriptor,
                            .file = file,
                            .recoding = no_recoding,
                            .blank = true,
                            .mark_line = 1,
                            .mark_column = 1};
    return input;
}

void input_close(struct input *input)
{
    if (!input)
        return;
    if (input->recoding != no_recoding)
        iconv_close(input->recoding);
    if (input->descriptor != STDIN_FILENO)
        close(input->descriptor);
    text_free(&input->window);
    free(input);
}

void input_jump(struct input *input, const struct case_place *from, const struct case_place *to)
{
    input->leave = (size_t)from->offset;
    input->land = *to;
}

bool input_failed(const struct input *input)
{
    return input->failed;
}

bool input_blank(const struct input *input)
{
    return input->blank;
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
    while (!input->ended && input->raw_count < RAW_SIZE) {
        ssize_t const got = read(input->descriptor, input->raw + input->raw_count,
                                 RAW_SIZE - input->raw_count);
        if (got < 0 && errno == EINTR)
            continue;
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

/* The name in encoding="..." of an XML declaration that is readable as ASCII; "" for none. */
static void declared_encoding(const struct input *input, char name[NAME_SIZE])
{
    name[0] = '\0';
    const char *const end = memchr(input->raw, '>', input->raw_count);
    if (!end || input->raw_count < 5 || memcmp(input->raw, "<?xml", 5) != 0)
        return;
    const char *at = memmem(input->raw, (size_t)(end - input->raw), "encoding", 8);
    if (!at)
        return;
    at += 8;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '=' || *at == '\n' || *at == '\r'))
        at++;
    if (at == end || (*at != '"' && *at != '\''))
        return;
    const char *const close = memchr(at + 1, *at, (size_t)(end - at - 1));
    size_t const length = close ? (size_t)(close - at - 1) : 0;
    if (length >= NAME_SIZE)
        return;
    memcpy(name, at + 1, length);
    name[length] = '\0';
}

struct signature {
    const char *bytes;
    size_t count;
    size_t skip; /* of which are a byte-order mark */
    const char *encoding;
};

/* Longer signatures first: that of UTF-32 begins like that of UTF-16. */
static const struct signature signatures[] = {
    {"\xEF\xBB\xBF", 3, 3, "UTF-8"},
    {"\xFF\xFE\0\0", 4, 4, "UTF-32LE"},
    {"\0\0\xFE\xFF", 4, 4, "UTF-32BE"},
    {"\xFF\xFE", 2, 2, "UTF-16LE"},
    {"\xFE\xFF", 2, 2, "UTF-16BE"},
    {"<\0\0\0", 4, 0, "UTF-32LE"},
    {"\0\0\0<", 4, 0, "UTF-32BE"},
    {"<\0", 2, 0, "UTF-16LE"},
    {"\0<", 2, 0, "UTF-16BE"},
};

static bool is_utf8(const char *encoding)
{
    return !encoding[0] || strcasecmp(encoding, "UTF-8") == 0 ||
           strcasecmp(encoding, "UTF8") == 0 || strcasecmp(encoding, "US-ASCII") == 0;
}

/* Decides the encoding from the first bytes. */
static void start(struct input *input, struct diags *diags)
{
    char declared[NAME_SIZE];
    const char *encoding = NULL;
    struct pos const first = {.file = input->file, .line = 1, .column = 1};
    input->started = true;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures && !encoding; i++) {
        const struct signature *signature = &signatures[i];
        if (input->raw_count < signature->count ||
            memcmp(input->raw, signature->bytes, signature->count) != 0)
            continue;
        encoding = signature->encoding;
        input->signature = signature->skip;
        drop_raw(input, signature->skip);
    }
    if (!encoding) {
        declared_encoding(input, declared);
        encoding = declared;
        /* A declaration that was readable as ASCII cannot be in these. */
        if (strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UTF-32", 6) == 0 ||
            strncasecmp(encoding, "UCS", 3) == 0) {
            fail(input, diags, MESSAGE_XML_ENCODING_FALSE, first, NULL);
            return;
        }
    }
    if (is_utf8(encoding))
        return;
    input->recoding = iconv_open("UTF-8", encoding);
    if (input->recoding == no_recoding)
        fail(input, diags, MESSAGE_XML_ENCODING_UNKNOWN, first, NULL);
}

static void note_content(struct input *input, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && input->blank; i++)
        input->blank = strchr(" \t\r\n", bytes[i]) != NULL && bytes[i];
}

/*
 * Number of leading bytes that are whole, well-formed characters.  One byte, or two
 * in Latin and Cyrillic, is nearly everything.
 */
static size_t whole_characters(const char *bytes, size_t count)
{
    const unsigned char *const first = (const unsigned char *)bytes;
    const unsigned char *const end = first + count;
    const unsigned char *at = first;
    while (at < end) {
        unsigned const lead = *at;
        if (lead < 0x80) {
            at++;
        } else if (lead >= 0xC2 && lead < 0xE0 && end - at > 1 && (at[1] & 0xC0) == 0x80) {
            at += 2;
        } else {
            size_t const length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            if (length > (size_t)(end - at) || !utf8_valid((const char *)at, length))
                break;
            at += length;
        }
    }
    return (size_t)(at - first);
}

/* Moves what is well-formed to the window; returns how many raw bytes were used. */
static size_t take_utf8(struct input *input)
{
    size_t const good = whole_characters(input->raw, input->raw_count);
    text_add_bytes(&input->window, input->raw, good);
    return good;
}

static size_t take_recoded(struct input *input)
{
    char *from = input->raw;
    size_t left = input->raw_count;
    char buffer[RAW_SIZE];
    size_t result;
    do {
        char *to = buffer;
        size_t room = sizeof buffer;
        result = iconv(input->recoding, &from, &left, &to, &room);
        text_add_bytes(&input->window, buffer, sizeof buffer - room);
    } while (result == (size_t)-1 && errno == E2BIG);
    return (size_t)(from - input->raw);
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
    drop_raw(input, input->recoding == no_recoding ? take_utf8(input) : take_recoded(input));
    size_t const added = input->window.len - before;
    if (added)
        note_content(input, input->window.data + before, added);
    else if (input->raw_count)
        fail(input, diags,
             input->recoding == no_recoding ? MESSAGE_XML_NOT_UTF8 : MESSAGE_XML_NOT_IN_ENCODING,
             input_pos(input, input_end(input)), NULL);
}

/* What was read beyond the place to leave is forgotten. */
static void jump(struct input *input, struct diags *diags)
{
    input->landed = true;
    input->window.len = input->leave - input->window_start;
    input->raw_count = 0;
    input->ended = false;
    if (lseek(input->descriptor, (off_t)input->land.offset + (off_t)input->signature, SEEK_SET) < 0)
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

void input_give(struct input *input, size_t count)
{
    input->given += count;
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

/* Walks from the mark to offset, counting lines and characters. */
static void walk(const struct input *input, size_t offset, long *line, long *column)
{
    bool const across = input->leave && input->mark < input->leave && offset >= input->leave;
    const char *at = input_bytes(input, across ? input->leave : input->mark);
    const char *const end = input_bytes(input, offset);
    *line = across ? input->land.line : input->mark_line;
    *column = across ? input->land.column : input->mark_column;
    const char *const last = memrchr(at, '\n', (size_t)(end - at));
    if (last) {
        *line += count_lines(at, last) + 1;
        *column = 1;
        at = last + 1;
    }
    *column += count_characters(at, end);
}

struct pos input_pos(const struct input *input, size_t offset)
{
    struct pos pos = {.file = input->file};
    walk(input, offset, &pos.line, &pos.column);
    return pos;
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

void input_pin(struct input *input, size_t offset)
{
    input->pin = offset;
    input->pinned = true;
}

void input_unpin(struct input *input)
{
    input->pinned = false;
}
