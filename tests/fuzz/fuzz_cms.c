/*
 * fuzz_cms.c - a signature that formulyar-cms is given, without the process around it, and its
 * answer, which formulyar does not believe.
 */
#include "fuzz.h"

#include "cmd/cmsfacts.h"
#include "cms/cms.h"

static asn1_node grammar;

void fuzz_begin(void)
{
    grammar = der_grammar();
    fuzz_demand(grammar, "the grammar");
}

/* Of an answer to be sent each line has a word and a value, and all of it is text. */
static void check_answer(const struct text *answer)
{
    bool starts = true;
    fuzz_demand(utf8_valid(answer->data, answer->len), "an answer is UTF-8");
    for (size_t i = 0; i < answer->len; i++) {
        unsigned char const byte = (unsigned char)answer->data[i];
        fuzz_demand(byte >= ' ' || byte == '\n', "no controls in an answer");
        fuzz_demand(!starts || (byte >= 'a' && byte <= 'z'), "a line begins with a word");
        starts = byte == '\n';
    }
    fuzz_demand(starts, "the last line is whole");
}

static void parse(const struct text *answer, struct arena *arena)
{
    struct cms_facts facts;
    cms_parse(answer, arena, &facts);
    fuzz_demand(facts.stamp_digest && facts.stamp_time, "strings are there");
    for (const struct cms_signer *signer = facts.signers; signer; signer = signer->next)
        fuzz_demand(signer->digest && signer->subject && signer->issuer && signer->serial &&
                        signer->signing_time && signer->valid_from && signer->valid_until,
                    "strings of a signer are there");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct text bytes = TEXT_EMPTY;
    struct text answer = TEXT_EMPTY;
    text_add_bytes(&bytes, data, size);
    struct der const plain = armour_remove(&bytes, arena);
    if (signed_tell(grammar, plain, arena, &answer))
        check_answer(&answer);
    parse(&answer, arena);
    text_clear(&answer);
    if (certificate_tell(grammar, plain, arena, &answer) && answer.len)
        check_answer(&answer);
    parse(&answer, arena);
    parse(&bytes, arena); /* a reader that somebody took over may answer anything */
    text_free(&answer);
    text_free(&bytes);
    arena_free(arena);
    return 0;
}
