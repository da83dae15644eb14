/*
 * squeeze.c - what the outlines of a face have in common, and the codes to deflate them in; see bake.h.
 *
 * A document has some of the glyphs, nobody knows which.  So what is said once here is how
 * likely each of them is: what a seldom glyph repeats of a frequent one is worth a reference to it,
 * and the code is that of a typical document.
 */
#include "bake.h"

#include "base/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FREQUENT = 192, /* glyphs that get steps, and may be referred to */
    LEAST = 3,      /* bytes of a step */
    MOST = 258,
    ROUNDS = 6, /* until steps and code are for each other */
    HASHES = 1 << 12,
    FARTHEST = 24576, /* what a distance of symbol 28 ends before */
};

/* That a document which has a face at all has the glyph of this number. */
static double likelihood(unsigned number)
{
    static const struct {
        unsigned end;
        double of;
    } parts[] = {{48, 0.97}, {64, 0.8}, {80, 0.5}, {112, 0.2}, {FREQUENT, 0.05}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (number < parts[i].end)
            return parts[i].of;
    return 0.01;
}

/* A byte of an outline where what begins there may be referred to. */
struct place {
    struct place *next; /* with the same hash */
    uint16_t glyph, at;
};

struct choice {
    double cost; /* of what follows, in bits */
    unsigned length;
    const struct place *place; /* NULL: a byte by itself */
};

struct squeezing {
    struct glyph_list *list;
    double *starts; /* of the glyphs where they stand in a typical document */
    struct place *hashed[HASHES];
    struct place *places;
    size_t place_count;
    struct symbol_counts counts;
    double literal_bits[HUFFMAN_LITERALS], distance_bits[HUFFMAN_DISTANCES];
    struct choice choices[UINT16_MAX + 1];
};

static const unsigned char *outline(const struct squeezing *squeezing, unsigned glyph)
{
    const struct glyph_list *list = squeezing->list;
    return (const unsigned char *)list->outlines.data + list->glyphs[glyph].outline;
}

static unsigned hash(const unsigned char *at)
{
    return ((unsigned)at[0] << 16 | (unsigned)at[1] << 8 | at[2]) * 2654435761U >> 20;
}

static void add_places(struct squeezing *squeezing, unsigned glyph)
{
    const struct face_glyph *baked = &squeezing->list->glyphs[glyph];
    for (unsigned at = 0; at + LEAST <= baked->size; at++) {
        struct place *place = &squeezing->places[squeezing->place_count++];
        struct place **first = &squeezing->hashed[hash(outline(squeezing, glyph) + at)];
        *place = (struct place){.next = *first, .glyph = (uint16_t)glyph, .at = (uint16_t)at};
        *first = place;
    }
}

static unsigned distance_to(const struct squeezing *squeezing, const struct place *from,
                            unsigned glyph, unsigned at)
{
    if (from->glyph == glyph)
        return at - from->at;
    double const far = squeezing->starts[glyph] + at - squeezing->starts[from->glyph] - from->at;
    return far < 1 ? 1 : far > FARTHEST ? FARTHEST : (unsigned)far;
}

static unsigned common_length(const unsigned char *a, const unsigned char *b, unsigned most)
{
    unsigned length = 0;
    while (length < most && a[length] == b[length])
        length++;
    return length;
}

/* Looks whether a reference to the place makes what begins here shorter. */
static void try_place(struct squeezing *squeezing, const struct place *place, unsigned glyph,
                      unsigned at)
{
    const struct face_glyph *baked = &squeezing->list->glyphs[glyph];
    const struct face_glyph *other = &squeezing->list->glyphs[place->glyph];
    const unsigned char *bytes = outline(squeezing, glyph);
    unsigned most = baked->size - at;
    if (place->glyph != glyph && most > (unsigned)(other->size - place->at))
        most = other->size - place->at;
    most = most > MOST ? MOST : most;
    unsigned const longest =
        common_length(bytes + at, outline(squeezing, place->glyph) + place->at, most);
    struct symbol const distance = distance_symbol(distance_to(squeezing, place, glyph, at));
    double const there = place->glyph == glyph ? 1 : likelihood(place->glyph);
    double literals = 0;
    for (unsigned length = 1; length <= longest; length++) {
        literals += squeezing->literal_bits[bytes[at + length - 1]];
        if (length < LEAST)
            continue;
        struct symbol const symbol = length_symbol(length);
        double const bits = squeezing->literal_bits[symbol.number] + symbol.extra_bits +
                            squeezing->distance_bits[distance.number] + distance.extra_bits;
        double const cost =
            there * bits + (1 - there) * literals + squeezing->choices[at + length].cost;
        if (cost < squeezing->choices[at].cost)
            squeezing->choices[at] = (struct choice){cost, length, place};
    }
}

static bool is_before(const struct place *place, unsigned glyph, unsigned at)
{
    return place->glyph < glyph || (place->glyph == glyph && place->at < at);
}

/* From the end on, the cheapest way to say what follows each byte. */
static void choose(struct squeezing *squeezing, unsigned glyph)
{
    unsigned const size = squeezing->list->glyphs[glyph].size;
    const unsigned char *bytes = outline(squeezing, glyph);
    squeezing->choices[size] = (struct choice){0};
    for (unsigned at = size; at-- > 0;) {
        squeezing->choices[at] = (struct choice){
            squeezing->literal_bits[bytes[at]] + squeezing->choices[at + 1].cost, 1, NULL};
        if (at + LEAST > size)
            continue;
        for (const struct place *place = squeezing->hashed[hash(bytes + at)]; place;
             place = place->next)
            if (is_before(place, glyph, at))
                try_place(squeezing, place, glyph, at);
    }
}

static void count_step(struct squeezing *squeezing, const struct choice *choice, unsigned glyph,
                       unsigned at)
{
    const unsigned char *bytes = outline(squeezing, glyph) + at;
    double const weight = likelihood(glyph);
    double const there = choice->place->glyph == glyph ? 1 : likelihood(choice->place->glyph);
    unsigned const distance = distance_to(squeezing, choice->place, glyph, at);
    squeezing->counts.literals[length_symbol(choice->length).number] += weight * there;
    squeezing->counts.distances[distance_symbol(distance).number] += weight * there;
    for (unsigned i = 0; i < choice->length; i++)
        squeezing->counts.literals[bytes[i]] += weight * (1 - there);
}

/* Appends what was chosen for the glyph, unless steps is NULL, and counts its symbols. */
static void take_choices(struct squeezing *squeezing, unsigned glyph, struct text *steps)
{
    struct face_glyph *baked = &squeezing->list->glyphs[glyph];
    const unsigned char *bytes = outline(squeezing, glyph);
    unsigned before = 0;
    baked->first_step = steps ? (uint32_t)(steps->len / sizeof(struct face_step)) : 0;
    for (unsigned at = 0; at < baked->size; at += squeezing->choices[at].length) {
        const struct choice *choice = &squeezing->choices[at];
        if (!choice->place) {
            squeezing->counts.literals[bytes[at]] += likelihood(glyph);
            before++;
            continue;
        }
        count_step(squeezing, choice, glyph, at);
        struct face_step const step = {(uint16_t)before, (uint16_t)choice->length,
                                       choice->place->glyph, choice->place->at};
        if (steps) {
            text_add_bytes(steps, (const char *)&step, sizeof step);
            baked->step_count++;
        }
        before = 0;
    }
}

static void count_bytes(struct squeezing *squeezing, const void *bytes, size_t size, double weight)
{
    for (size_t i = 0; i < size; i++)
        squeezing->counts.literals[((const unsigned char *)bytes)[i]] += weight;
}

static void count_word(struct squeezing *squeezing, unsigned word, double weight)
{
    squeezing->counts.literals[word >> 8 & 0xFF] += weight;
    squeezing->counts.literals[word & 0xFF] += weight;
}

/* What stands before the outlines in each font program, and what may stand anywhere. */
static void count_rest(struct squeezing *squeezing, const struct face_header *header)
{
    enum { DIRECTORY = 12 + 6 * 16 };
    const struct glyph_list *list = squeezing->list;
    double const anything = 0.1;
    count_bytes(squeezing, header->head, FACE_HEAD_SIZE, 1);
    count_bytes(squeezing, header->hhea, FACE_HHEA_SIZE, 1);
    count_bytes(squeezing, header->maxp, FACE_MAXP_SIZE, 1);
    count_bytes(squeezing, "glyfheadhheahmtxlocamaxp", 24, 1);
    squeezing->counts.literals[0] += DIRECTORY / 3.0;
    for (unsigned i = 0; i < list->count; i++) {
        count_word(squeezing, list->glyphs[i].advance, likelihood(i));
        count_word(squeezing, (unsigned)list->glyphs[i].bearing & 0xFFFF, likelihood(i));
        count_word(squeezing, (unsigned)squeezing->starts[i] / 2 & 0xFFFF, likelihood(i));
    }
    for (unsigned i = 0; i < HUFFMAN_END; i++)
        squeezing->counts.literals[i] += anything;
    for (unsigned i = 0; i < 29; i++)
        squeezing->counts.distances[i] += anything;
    squeezing->counts.literals[HUFFMAN_END] += 1;
}

static void count_bits(const double *counts, unsigned count, double *bits)
{
    double total = 0;
    for (unsigned i = 0; i < count; i++)
        total += counts[i];
    for (unsigned i = 0; i < count; i++)
        bits[i] = log2(total / (counts[i] > 0.1 ? counts[i] : 0.1));
}

static void squeeze_once(struct squeezing *squeezing, const struct face_header *header,
                         struct text *steps)
{
    struct glyph_list *list = squeezing->list;
    squeezing->counts = (struct symbol_counts){0};
    for (unsigned glyph = 0; glyph < list->count; glyph++) {
        struct face_glyph *baked = &list->glyphs[glyph];
        if (glyph < FREQUENT && !glyph_is_composite(list, baked)) {
            choose(squeezing, glyph);
            take_choices(squeezing, glyph, steps);
        } else {
            count_bytes(squeezing, outline(squeezing, glyph), baked->size, likelihood(glyph));
        }
    }
    count_rest(squeezing, header);
    count_bits(squeezing->counts.literals, HUFFMAN_LITERALS, squeezing->literal_bits);
    count_bits(squeezing->counts.distances, HUFFMAN_DISTANCES, squeezing->distance_bits);
}

void squeeze_glyphs(struct glyph_list *list, const struct face_header *header, struct text *steps,
                    struct deflate_code *code)
{
    enum { FIRST_LITERAL = 7, FIRST_LENGTH = 8, FIRST_DISTANCE = 4 };
    struct squeezing *squeezing = xcalloc(1, sizeof *squeezing);
    squeezing->list = list;
    squeezing->starts = xcalloc(list->count + 1, sizeof *squeezing->starts);
    squeezing->places = xcalloc(list->outlines.len, sizeof *squeezing->places);
    for (unsigned i = 0; i < list->count; i++)
        squeezing->starts[i + 1] = squeezing->starts[i] + list->glyphs[i].size * likelihood(i);
    for (unsigned i = 0; i < list->count && i < FREQUENT; i++)
        if (!glyph_is_composite(list, &list->glyphs[i]))
            add_places(squeezing, i);
    for (unsigned i = 0; i < HUFFMAN_LITERALS; i++)
        squeezing->literal_bits[i] = i < HUFFMAN_END ? FIRST_LITERAL : FIRST_LENGTH;
    for (unsigned i = 0; i < HUFFMAN_DISTANCES; i++)
        squeezing->distance_bits[i] = FIRST_DISTANCE;
    for (unsigned round = 1; round <= ROUNDS; round++)
        squeeze_once(squeezing, header, round == ROUNDS ? steps : NULL);
    huffman_make(&squeezing->counts, code);
    free(squeezing->starts);
    free(squeezing->places);
    free(squeezing);
}

void squeeze_maps(struct deflate_code *code)
{
    enum { GLYPHS = 72, LONGEST_RUNS = 64 };
    struct symbol_counts counts = {{0}, {0}};
    counts.literals[0] = GLYPHS + GLYPHS / 4.0;
    for (unsigned i = 1; i < HUFFMAN_END; i++)
        counts.literals[i] = i < 96 ? 0.8 : 0.1;
    counts.literals[HUFFMAN_END] = 1;
    for (unsigned length = 3; length < 258; length++)
        counts.literals[length_symbol(length).number] += 0.05;
    counts.literals[length_symbol(258).number] = LONGEST_RUNS;
    counts.distances[0] = 1;
    counts.distances[1] = 1;
    huffman_make(&counts, code);
}
