#include "pdf/squeeze.h"

#include <string.h>

enum {
    CODE_MASK = (1 << DEFLATE_CODE_BITS) - 1,
    MOST = 258,
};

static inline void put(struct squeezer *squeezer, uint64_t bits, unsigned count)
{
    squeezer->bits |= bits << squeezer->count;
    squeezer->count += count;
}

static inline void put_code(struct squeezer *squeezer, uint32_t code)
{
    put(squeezer, code & CODE_MASK, code >> DEFLATE_CODE_BITS);
}

/*
 * Writes what there is, and a few bytes more, over which the next are written; less than a byte
 * stays.  There is room for what squeezer_begin() was told.
 */
static inline void flush(struct squeezer *squeezer)
{
    unsigned char *to = squeezer->to;
    uint64_t const bits = squeezer->bits;
    to[0] = (unsigned char)bits;
    to[1] = (unsigned char)(bits >> 8);
    to[2] = (unsigned char)(bits >> 16);
    to[3] = (unsigned char)(bits >> 24);
    to[4] = (unsigned char)(bits >> 32);
    to[5] = (unsigned char)(bits >> 40);
    to[6] = (unsigned char)(bits >> 48);
    to[7] = (unsigned char)(bits >> 56);
    squeezer->to += squeezer->count / 8;
    squeezer->bits >>= squeezer->count & ~7U;
    squeezer->count &= 7;
}

void squeezer_begin(struct squeezer *squeezer, const struct deflate_code *code, size_t size,
                    struct text *out)
{
    enum { AROUND = 32 };
    static const unsigned char start[] = {0x78, 0xDA}; /* a window of 32 KB, packed at leisure */
    text_add_bytes(out, start, sizeof start);
    text_reserve(out, 2 * size + sizeof code->start + AROUND);
    *squeezer =
        (struct squeezer){.code = code, .out = out, .to = (unsigned char *)out->data + out->len};
    memcpy(squeezer->to, code->start, sizeof code->start);
    squeezer->to += code->start_bits / 8;
    put(squeezer, code->start[code->start_bits / 8], code->start_bits % 8);
}

void squeezer_put(struct squeezer *squeezer, const unsigned char *bytes, size_t count)
{
    struct squeezer here = *squeezer; /* in registers: most of a font goes this way */
    const uint32_t *codes = here.code->literals;
    for (; count >= 3; bytes += 3, count -= 3) {
        put_code(&here, codes[bytes[0]]);
        put_code(&here, codes[bytes[1]]);
        put_code(&here, codes[bytes[2]]);
        flush(&here);
    }
    for (; count; bytes++, count--)
        put_code(&here, codes[*bytes]);
    flush(&here);
    *squeezer = here;
}

/* Their number of bits, and the bits in words of 32. */
uint32_t *squeeze_run(const struct deflate_code *code, const unsigned char *bytes, size_t count,
                      uint32_t *words)
{
    uint32_t *const total = words++;
    uint64_t bits = 0;
    unsigned left = 0;
    *total = 0;
    for (; count; bytes++, count--) {
        uint32_t const one = code->literals[*bytes];
        bits |= (uint64_t)(one & CODE_MASK) << left;
        left += one >> DEFLATE_CODE_BITS;
        *total += one >> DEFLATE_CODE_BITS;
        if (left < 32)
            continue;
        *words++ = (uint32_t)bits;
        bits >>= 32;
        left -= 32;
    }
    if (left)
        *words++ = (uint32_t)bits;
    return words;
}

const uint32_t *squeezer_put_run(struct squeezer *squeezer, const uint32_t *words)
{
    struct squeezer here = *squeezer;
    uint32_t left = *words++;
    for (; left > 32; left -= 32) {
        put(&here, *words++, 32);
        flush(&here);
    }
    if (left) {
        put(&here, *words++, left);
        flush(&here);
    }
    *squeezer = here;
    return words;
}

bool squeezer_repeat(struct squeezer *squeezer, size_t distance, unsigned length)
{
    enum { FARTHEST = 32768 };
    if (distance > FARTHEST)
        return false;
    uint32_t const from = (uint32_t)distance - 1; /* RFC 1951, 3.2.5 */
    unsigned const extra_bits = from < 4 ? 0 : 30U - (unsigned)__builtin_clz(from);
    uint32_t const of_length = squeezer->code->lengths[length];
    uint32_t const of_distance = squeezer->code->distances[2 * extra_bits + (from >> extra_bits)];
    if (!of_length || !of_distance)
        return false;
    put_code(squeezer, of_length);
    put_code(squeezer, of_distance);
    put(squeezer, from & ((1U << extra_bits) - 1), extra_bits);
    flush(squeezer);
    return true;
}

void squeezer_zeros(struct squeezer *squeezer, size_t count)
{
    enum { LEAST = 3 };
    static const unsigned char zeros[LEAST + 1];
    if (count) {
        squeezer_put(squeezer, zeros, 1);
        count--;
    }
    while (count > LEAST) {
        unsigned const length = count > MOST ? MOST : (unsigned)count;
        squeezer_repeat(squeezer, 1, length);
        count -= length;
    }
    squeezer_put(squeezer, zeros, count);
}

void squeezer_end(struct squeezer *squeezer, uint32_t sum)
{
    put_code(squeezer, squeezer->code->end);
    squeezer->count = (squeezer->count + 7) / 8 * 8;
    flush(squeezer);
    for (int shift = 24; shift >= 0; shift -= 8)
        *squeezer->to++ = (unsigned char)(sum >> shift);
    squeezer->out->len = (size_t)((char *)squeezer->to - squeezer->out->data);
    *squeezer->to = '\0';
}
