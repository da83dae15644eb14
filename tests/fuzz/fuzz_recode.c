/*
 * fuzz_recode.c - bytes in any of the encodings of the page as UTF-8 (src/page/recode.h); the first byte chooses which, the second how
 * much room there is at a time.  What comes out is UTF-8, whatever the room.
 */
#include "fuzz.h"

#include "page/recode.h"

#include <errno.h>
#include <string.h>

static const char *const encodings[] = {"UTF-8",    "US-ASCII", "ISO-8859-1",  "UTF-16LE",
                                        "UTF-16BE", "UTF-32LE", "UTF-32BE",    "windows-1251",
                                        "KOI8-R",   "IBM866",   "MAC-CYRILLIC"};

void fuzz_begin(void)
{
}

/* Recodes as much as is good, so many bytes at a time; returns what stopped it. */
static int take(const struct recoding *from, const char *bytes, size_t left, size_t space,
                struct text *out)
{
    char buffer[64];
    int fault;
    do {
        size_t const before = left;
        char *to = buffer;
        size_t room = space;
        fault = recode(from, &bytes, &left, &to, &room);
        text_add_bytes(out, buffer, space - room);
        fuzz_demand(room <= space && left <= before, "no more than there is");
        fuzz_demand(fault != E2BIG || left < before || space < 4, "it goes on");
        if (fault == E2BIG && left == before)
            break;
    } while (fault == E2BIG);
    return fault;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const char *const name = encodings[data[0] % (sizeof encodings / sizeof *encodings)];
    const struct recoding *const from = recode_from(name);
    fuzz_demand(from != NULL, "a known encoding");
    struct text whole = TEXT_EMPTY, pieces = TEXT_EMPTY;
    const char *const bytes = (const char *)data + 2;
    int const fault = take(from, bytes, size - 2, 64, &whole);
    int const again = take(from, bytes, size - 2, 4 + data[1] % 60, &pieces);
    fuzz_demand(fault == again && whole.len == pieces.len &&
                    memcmp(text_string(&whole), text_string(&pieces), whole.len) == 0,
                "the same in pieces");
    fuzz_demand(utf8_valid(text_string(&whole), whole.len), "UTF-8");
    text_free(&whole);
    text_free(&pieces);

    struct text asked = TEXT_EMPTY;
    text_add_bytes(&asked, bytes, size - 2);
    recode_from(text_string(&asked));
    text_free(&asked);
    return 0;
}
