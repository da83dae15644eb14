/*
 * huffman.c - codes of deflated blocks (RFC 1951, 3.2); see bake.h.
 */
#include "bake.h"

#include <string.h>

enum { LONGEST = 15, LONGEST_OF_LENGTHS = 7, LENGTH_SYMBOLS = 19, ALL = HUFFMAN_LITERALS };

struct symbol length_symbol(unsigned length)
{
    enum { FIRST = 257, LAST = 285 };
    if (length == 258)
        return (struct symbol){.number = LAST};
    unsigned extra_bits = 0;
    unsigned const from = length - 3;
    while (from >> extra_bits >= 8)
        extra_bits++;
    return (struct symbol){FIRST + 4 * extra_bits + (from >> extra_bits), extra_bits,
                           from & ((1U << extra_bits) - 1)};
}

struct symbol distance_symbol(unsigned distance)
{
    unsigned extra_bits = 0;
    unsigned const from = distance - 1;
    while (from >> extra_bits >= 4)
        extra_bits++;
    return (struct symbol){2 * extra_bits + (from >> extra_bits), extra_bits,
                           from & ((1U << extra_bits) - 1)};
}

/* Huffman's lengths; returns the longest. */
static unsigned plain_lengths(const double *counts, unsigned count, unsigned char *lengths)
{
    double weights[2 * ALL];
    unsigned parents[2 * ALL] = {0}, nodes = count, longest = 0;
    bool open[2 * ALL] = {false};
    for (unsigned i = 0; i < count; i++) {
        weights[i] = counts[i];
        open[i] = counts[i] > 0;
    }
    for (;;) {
        unsigned least[2] = {2 * ALL, 2 * ALL};
        for (unsigned i = 0; i < nodes; i++) {
            if (!open[i])
                continue;
            if (least[0] == 2 * ALL || weights[i] < weights[least[0]]) {
                least[1] = least[0];
                least[0] = i;
            } else if (least[1] == 2 * ALL || weights[i] < weights[least[1]]) {
                least[1] = i;
            }
        }
        if (least[1] == 2 * ALL)
            break;
        weights[nodes] = weights[least[0]] + weights[least[1]];
        open[least[0]] = open[least[1]] = false;
        parents[least[0]] = parents[least[1]] = nodes;
        open[nodes++] = true;
    }
    for (unsigned i = 0; i < count; i++) {
        unsigned length = 0;
        for (unsigned node = i; counts[i] > 0 && node != nodes - 1; node = parents[node])
            length++;
        lengths[i] = (unsigned char)length;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* No longer than the limit: what comes too seldom is taken to come oftener. */
static void make_lengths(const double *counts, unsigned count, unsigned limit,
                         unsigned char *lengths)
{
    double raised[ALL], total = 0;
    for (unsigned i = 0; i < count; i++)
        total += counts[i];
    for (double least = total / (1 << 20);; least *= 1.25) {
        for (unsigned i = 0; i < count; i++)
            raised[i] = counts[i] > 0 && counts[i] < least ? least : counts[i];
        if (plain_lengths(raised, count, lengths) <= limit)
            return;
    }
}

/* The bits of each symbol, the first one lowest (3.2.2). */
static void make_codes(const unsigned char *lengths, unsigned count, uint32_t *codes)
{
    unsigned code = 0;
    for (unsigned length = 1; length <= LONGEST; length++, code <<= 1)
        for (unsigned i = 0; i < count; i++) {
            if (lengths[i] != length)
                continue;
            uint32_t reversed = 0;
            for (unsigned bit = 0; bit < length; bit++)
                reversed |= (uint32_t)(code >> bit & 1) << (length - 1 - bit);
            codes[i] = reversed | (uint32_t)length << DEFLATE_CODE_BITS;
            code++;
        }
}

static void put_bits(struct deflate_code *code, uint32_t bits, unsigned count)
{
    for (unsigned i = 0; i < count; i++, code->start_bits++) {
        if (code->start_bits / 8 >= sizeof code->start)
            bake_fail("the tables of a deflated block are too long");
        code->start[code->start_bits / 8] |=
            (unsigned char)((bits >> i & 1) << code->start_bits % 8);
    }
}

static void put_code(struct deflate_code *code, uint32_t bits)
{
    put_bits(code, bits & ((1U << DEFLATE_CODE_BITS) - 1), bits >> DEFLATE_CODE_BITS);
}

/* A length, or a repetition of it, with extra bits (3.2.7). */
struct run {
    unsigned symbol, extra_bits, extra;
};

static unsigned make_runs(const unsigned char *lengths, unsigned count, struct run *runs)
{
    enum { SAME = 16, FEW_ZEROS = 17, ZEROS = 18 };
    unsigned made = 0;
    for (unsigned i = 0; i < count;) {
        unsigned same = 1;
        while (i + same < count && lengths[i + same] == lengths[i])
            same++;
        if (lengths[i] == 0 && same >= 11) {
            same = same > 138 ? 138 : same;
            runs[made++] = (struct run){ZEROS, 7, same - 11};
        } else if (lengths[i] == 0 && same >= 3) {
            runs[made++] = (struct run){FEW_ZEROS, 3, same - 3};
        } else if (i && lengths[i] == lengths[i - 1] && same >= 3) {
            same = same > 6 ? 6 : same;
            runs[made++] = (struct run){SAME, 2, same - 3};
        } else {
            runs[made++] = (struct run){lengths[i], 0, 0};
            same = 1;
        }
        i += same;
    }
    return made;
}

static unsigned used(const unsigned char *lengths, unsigned count, unsigned least)
{
    while (count > least && !lengths[count - 1])
        count--;
    return count;
}

static void put_start(const unsigned char *literals, const unsigned char *distances,
                      struct deflate_code *code)
{
    static const unsigned char order[LENGTH_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                        11, 4,  12, 3, 13, 2, 14, 1, 15};
    unsigned const literal_count = used(literals, HUFFMAN_LITERALS, 257);
    unsigned const distance_count = used(distances, HUFFMAN_DISTANCES, 1);
    unsigned char all[HUFFMAN_LITERALS + HUFFMAN_DISTANCES], lengths[LENGTH_SYMBOLS],
        sorted[LENGTH_SYMBOLS];
    struct run runs[HUFFMAN_LITERALS + HUFFMAN_DISTANCES];
    double counts[LENGTH_SYMBOLS] = {0};
    uint32_t codes[LENGTH_SYMBOLS] = {0};
    memcpy(all, literals, literal_count);
    memcpy(all + literal_count, distances, distance_count);
    unsigned const run_count = make_runs(all, literal_count + distance_count, runs);
    for (unsigned i = 0; i < run_count; i++)
        counts[runs[i].symbol]++;
    make_lengths(counts, LENGTH_SYMBOLS, LONGEST_OF_LENGTHS, lengths);
    make_codes(lengths, LENGTH_SYMBOLS, codes);
    for (unsigned i = 0; i < LENGTH_SYMBOLS; i++)
        sorted[i] = lengths[order[i]];
    unsigned const length_count = used(sorted, LENGTH_SYMBOLS, 4);
    put_bits(code, 1 | 2 << 1, 3); /* the last block, with tables of its own */
    put_bits(code, literal_count - 257, 5);
    put_bits(code, distance_count - 1, 5);
    put_bits(code, length_count - 4, 4);
    for (unsigned i = 0; i < length_count; i++)
        put_bits(code, sorted[i], 3);
    for (unsigned i = 0; i < run_count; i++) {
        put_code(code, codes[runs[i].symbol]);
        put_bits(code, runs[i].extra, runs[i].extra_bits);
    }
}

void huffman_make(const struct symbol_counts *counts, struct deflate_code *code)
{
    unsigned char literals[HUFFMAN_LITERALS], distances[HUFFMAN_DISTANCES];
    uint32_t codes[HUFFMAN_LITERALS] = {0};
    *code = (struct deflate_code){0};
    make_lengths(counts->literals, HUFFMAN_LITERALS, LONGEST, literals);
    make_lengths(counts->distances, HUFFMAN_DISTANCES, LONGEST, distances);
    make_codes(literals, HUFFMAN_LITERALS, codes);
    make_codes(distances, HUFFMAN_DISTANCES, code->distances);
    memcpy(code->literals, codes, sizeof code->literals);
    code->end = codes[HUFFMAN_END];
    for (unsigned length = 3; length < DEFLATE_LENGTHS; length++) {
        struct symbol const symbol = length_symbol(length);
        uint32_t const bits = codes[symbol.number];
        if (bits)
            code->lengths[length] = (bits + (symbol.extra_bits << DEFLATE_CODE_BITS)) |
                                    (uint32_t)symbol.extra << (bits >> DEFLATE_CODE_BITS);
    }
    put_start(literals, distances, code);
}
