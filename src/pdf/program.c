#include "pdf/program.h"

#include "base/arena.h"
#include "base/deflate.h"
#include "pdf/outline.h"
#include "pdf/squeeze.h"

#include <stdlib.h>
#include <string.h>

enum {
    TABLES = 6,
    DIRECTORY = 12 + TABLES * 16,
    SHORT_LIMIT = 2 * UINT16_MAX, /* what short entries of "loca" reach */
    HEAD_CHECKSUM = 8,
    HEAD_LOCA = 50,
    HHEA_METRICS = 34,
    MAXP_GLYPHS = 4,
};

/* What is found out of an outline when it is used first. */
struct known {
    uint32_t *runs; /* the bytes between its steps, coded: squeeze_run() */
    uint32_t
        sums[2]; /* of its words of 16 bits, every second one from the first and from the second */
};

struct program {
    const struct face_header *header;
    const struct face_glyph *glyphs;
    const struct face_step *steps;
    const unsigned char *outlines;
    const uint16_t *of_codes; /* glyphs by blocks of codes */
    size_t glyph_count;
    struct known *known; /* by baked number; of composites nothing */
    uint32_t *places;    /* by baked number: where the outline stands in the file; 0: it does not */
    uint16_t *numbers;   /* by baked number: that in the file */
    uint16_t *taken;     /* the baked numbers, ascending */
    size_t taken_count;
    size_t size; /* of the file */
    uint32_t outlines_sum, sum;
    size_t room;
    unsigned char *bytes;
};

struct program *program_new(const struct fonts *fonts, enum face face)
{
    struct program *program = xcalloc(1, sizeof *program);
    program->header = fonts_face(fonts, face);
    struct bytes const glyphs = fonts_bytes(fonts, face, program->header->glyphs);
    program->glyphs = (const struct face_glyph *)(const void *)glyphs.data;
    program->glyph_count = glyphs.size / sizeof *program->glyphs;
    program->steps =
        (const struct face_step *)(const void *)fonts_bytes(fonts, face, program->header->steps)
            .data;
    program->of_codes =
        (const uint16_t *)(const void *)fonts_bytes(fonts, face, program->header->numbers).data;
    program->outlines = fonts_bytes(fonts, face, program->header->outlines).data;
    program->places = xcalloc(program->glyph_count, sizeof *program->places);
    program->known = xcalloc(program->glyph_count, sizeof *program->known);
    program->numbers = xcalloc(program->glyph_count, sizeof *program->numbers);
    program->taken = xcalloc(program->glyph_count, sizeof *program->taken);
    return program;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    for (size_t i = 0; i < program->glyph_count; i++)
        free(program->known[i].runs);
    free(program->known);
    free(program->places);
    free(program->numbers);
    free(program->taken);
    free(program->bytes);
    free(program);
}

static unsigned char *put_word(unsigned char *to, unsigned word)
{
    *to++ = (unsigned char)(word >> 8);
    *to++ = (unsigned char)word;
    return to;
}

static unsigned char *put_long(unsigned char *to, size_t value)
{
    return put_word(put_word(to, (unsigned)(value >> 16)), (unsigned)value);
}

/* ---- glyphs ---------------------------------------------------------------------------------- */

static unsigned baked_glyph(const struct program *program, uint32_t code)
{
    unsigned const block = program->header->blocks[code / FACE_BLOCK];
    return block ? program->of_codes[(block - 1) * FACE_BLOCK + code % FACE_BLOCK] : 0;
}

/* Marks a glyph and those that it is made of. */
static void take(struct program *program, unsigned glyph)
{
    const struct face_glyph *baked = &program->glyphs[glyph];
    const unsigned char *outline = program->outlines + baked->outline;
    if (program->places[glyph])
        return;
    program->places[glyph] = 1;
    program->taken_count++;
    if (!outline_is_composite(outline, baked->size))
        return;
    unsigned flags = PART_MORE;
    for (size_t at = OUTLINE_PARTS; flags & PART_MORE; at += outline_part_size(flags)) {
        flags = word_at(outline + at);
        take(program, word_at(outline + at + 2));
    }
}

/* Numbers the glyphs that are marked. */
static void number_glyphs(struct program *program)
{
    size_t count = 0;
    for (unsigned glyph = 0; count < program->taken_count; glyph++) {
        if (!program->places[glyph])
            continue;
        program->numbers[glyph] = (uint16_t)count;
        program->taken[count++] = (uint16_t)glyph;
    }
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* A table of the file; in the order of their names. */
enum place { GLYF, HEAD, HHEA, HMTX, LOCA, MAXP };

struct plan {
    size_t starts[TABLES], sizes[TABLES];
    bool is_long; /* "loca" */
};

static size_t padded(size_t size)
{
    return (size + 3) / 4 * 4;
}

static void make_plan(const struct program *program, struct plan *plan)
{
    static const enum place order[TABLES] = {HEAD, HHEA, MAXP, HMTX, LOCA, GLYF};
    size_t const count = program->taken_count;
    size_t outlines = 0, at = DIRECTORY;
    for (size_t i = 0; i < count; i++)
        outlines += program->glyphs[program->taken[i]].size;
    plan->is_long = outlines > SHORT_LIMIT;
    plan->sizes[HEAD] = FACE_HEAD_SIZE;
    plan->sizes[HHEA] = FACE_HHEA_SIZE;
    plan->sizes[MAXP] = FACE_MAXP_SIZE;
    plan->sizes[HMTX] = 4 * count;
    plan->sizes[LOCA] = (count + 1) * (plan->is_long ? 4 : 2);
    plan->sizes[GLYF] = outlines;
    for (int i = 0; i < TABLES; i++) {
        plan->starts[order[i]] = at;
        at += padded(plan->sizes[order[i]]);
    }
}

static void put_parts(const struct program *program, unsigned char *outline)
{
    unsigned flags = PART_MORE;
    for (size_t at = OUTLINE_PARTS; flags & PART_MORE; at += outline_part_size(flags)) {
        flags = word_at(outline + at);
        put_word(outline + at + 2, program->numbers[word_at(outline + at + 2)]);
    }
}

static void sum_words(const unsigned char *bytes, size_t size, uint32_t *sums)
{
    sums[0] = sums[1] = 0;
    for (size_t at = 0; at < size; at += 2)
        sums[at / 2 % 2] += word_at(bytes + at);
}

static void learn(struct program *program, unsigned number)
{
    struct known *known = &program->known[number];
    const struct face_glyph *glyph = &program->glyphs[number];
    const struct face_step *step = program->steps + glyph->first_step;
    const unsigned char *bytes = program->outlines + glyph->outline;
    const unsigned char *const end = bytes + glyph->size;
    size_t room = 0;
    for (unsigned i = 0; i < glyph->step_count; i++)
        room += SQUEEZED_WORDS(step[i].before);
    uint32_t *words = xmalloc((room + SQUEEZED_WORDS(glyph->size)) * sizeof *words);
    known->runs = words;
    for (unsigned i = 0; i < glyph->step_count; i++, step++) {
        words = squeeze_run(&program->header->program_code, bytes, step->before, words);
        bytes += step->before + step->length;
    }
    squeeze_run(&program->header->program_code, bytes, (size_t)(end - bytes), words);
}

/* Finishes an outline and adds its words of 32 bits, from where it stands in "glyf", to the sum of that. */
static void finish_outline(struct program *program, unsigned number, unsigned char *outline,
                           size_t place)
{
    const struct face_glyph *glyph = &program->glyphs[number];
    struct known *known = &program->known[number];
    if (outline_is_composite(outline, glyph->size)) {
        put_parts(program, outline);
        sum_words(outline, glyph->size, known->sums);
    } else if (!known->runs) {
        sum_words(outline, glyph->size, known->sums);
        learn(program, number);
    }
    size_t const first = place % 4 / 2;
    program->outlines_sum += (known->sums[first] << 16) + known->sums[1 - first];
}

static void put_glyphs(struct program *program, const struct plan *plan)
{
    size_t at = plan->starts[GLYF];
    unsigned char *metrics = program->bytes + plan->starts[HMTX];
    unsigned char *loca = program->bytes + plan->starts[LOCA];
    program->outlines_sum = 0;
    for (size_t i = 0; i < program->taken_count; i++) {
        const struct face_glyph *glyph = &program->glyphs[program->taken[i]];
        unsigned char *outline = program->bytes + at;
        size_t const place = at - plan->starts[GLYF];
        loca = plan->is_long ? put_long(loca, place) : put_word(loca, (unsigned)(place / 2));
        metrics = put_word(metrics, glyph->advance);
        metrics = put_word(metrics, (unsigned)glyph->bearing);
        memcpy(outline, program->outlines + glyph->outline, glyph->size);
        finish_outline(program, program->taken[i], outline, place);
        program->places[program->taken[i]] = (uint32_t)at;
        at += glyph->size;
    }
    size_t const end = at - plan->starts[GLYF];
    if (plan->is_long)
        put_long(loca, end);
    else
        put_word(loca, (unsigned)(end / 2));
}

static uint32_t checksum(const unsigned char *bytes, size_t size)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < size; at += 4)
        sum += (uint32_t)bytes[at] << 24 | (uint32_t)bytes[at + 1] << 16 |
               (uint32_t)bytes[at + 2] << 8 | bytes[at + 3];
    return sum;
}

/* The directory, and the sums that it asks for. */
static void put_directory(struct program *program, const struct plan *plan)
{
    enum { VERSION = 0x00010000, WHOLE = 0xB1B0AFBA, SEARCH_RANGE = 64, SELECTOR = 2 };
    static const char names[TABLES][5] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
    unsigned char *to = put_long(program->bytes, VERSION);
    uint32_t sum = 0;
    to = put_word(to, TABLES);
    to = put_word(to, SEARCH_RANGE);
    to = put_word(to, SELECTOR);
    to = put_word(to, TABLES * 16 - SEARCH_RANGE);
    for (int i = 0; i < TABLES; i++) {
        uint32_t const of_table = i == GLYF
                                      ? program->outlines_sum
                                      : checksum(program->bytes + plan->starts[i], plan->sizes[i]);
        memcpy(to, names[i], 4);
        to = put_long(to + 4, of_table);
        to = put_long(to, plan->starts[i]);
        to = put_long(to, plan->sizes[i]);
        sum += of_table;
    }
    sum += checksum(program->bytes, DIRECTORY);
    put_long(program->bytes + plan->starts[HEAD] + HEAD_CHECKSUM, (uint32_t)WHOLE - sum);
}

static void put_tables(struct program *program)
{
    struct plan plan;
    make_plan(program, &plan);
    size_t const needed = plan.starts[GLYF] + padded(plan.sizes[GLYF]);
    if (needed > program->room) {
        free(program->bytes);
        program->room = 2 * needed;
        program->bytes = xmalloc(program->room);
    }
    program->size = needed;
    memset(program->bytes, 0, plan.starts[GLYF]);
    memset(program->bytes + needed - 4, 0, 4);
    unsigned char *head = program->bytes + plan.starts[HEAD];
    memcpy(head, program->header->head, FACE_HEAD_SIZE);
    put_long(head + HEAD_CHECKSUM, 0);
    put_word(head + HEAD_LOCA, plan.is_long);
    memcpy(program->bytes + plan.starts[HHEA], program->header->hhea, FACE_HHEA_SIZE);
    put_word(program->bytes + plan.starts[HHEA] + HHEA_METRICS, (unsigned)program->taken_count);
    memcpy(program->bytes + plan.starts[MAXP], program->header->maxp, FACE_MAXP_SIZE);
    put_word(program->bytes + plan.starts[MAXP] + MAXP_GLYPHS, (unsigned)program->taken_count);
    put_glyphs(program, &plan);
    put_directory(program, &plan);
}

void program_make(struct program *program, const uint16_t *codes, size_t count)
{
    for (size_t i = 0; i < program->taken_count; i++)
        program->places[program->taken[i]] = 0;
    program->taken_count = 0;
    take(program, 0);
    for (size_t i = 0; i < count; i++)
        take(program, baked_glyph(program, codes[i]));
    number_glyphs(program);
    put_tables(program);
    program->sum = deflate_adler32(program->bytes, program->size);
}

uint32_t program_sum(const struct program *program)
{
    return program->sum;
}

struct bytes program_bytes(const struct program *program)
{
    return (struct bytes){program->bytes, program->size};
}

unsigned program_glyph(const struct program *program, uint32_t code)
{
    return program->numbers[baked_glyph(program, code)];
}

/* ---- deflated ---------------------------------------------------------------------------------- */

/* An outline: steps where what they refer to is there, the bytes themselves elsewhere. */
static void squeeze_outline(const struct program *program, unsigned number,
                            struct squeezer *squeezer)
{
    const struct face_glyph *glyph = &program->glyphs[number];
    const struct face_step *step = program->steps + glyph->first_step;
    const uint32_t *run = program->known[number].runs;
    size_t at = program->places[number];
    if (!run) {
        squeezer_put(squeezer, program->bytes + at, glyph->size);
        return;
    }
    for (unsigned i = 0; i < glyph->step_count; i++, step++) {
        run = squeezer_put_run(squeezer, run);
        at += step->before;
        uint32_t const place = program->places[step->glyph];
        if (!place || !squeezer_repeat(squeezer, at - place - step->at, step->length))
            squeezer_put(squeezer, program->bytes + at, step->length);
        at += step->length;
    }
    squeezer_put_run(squeezer, run);
}

void program_deflate(const struct program *program, struct text *out)
{
    struct squeezer squeezer;
    squeezer_begin(&squeezer, &program->header->program_code, program->size, out);
    size_t at = program->places[0]; /* of .notdef, which is the first */
    squeezer_put(&squeezer, program->bytes, at);
    for (size_t i = 0; i < program->taken_count; i++) {
        squeeze_outline(program, program->taken[i], &squeezer);
        at += program->glyphs[program->taken[i]].size;
    }
    squeezer_put(&squeezer, program->bytes + at, program->size - at);
    squeezer_end(&squeezer, program->sum);
}

/* The map's sum: RFC 1950, 8.2, with whole stretches of zeros at once. */
struct sum {
    uint32_t a, b;
};

static void sum_zeros(struct sum *sum, size_t count)
{
    enum { MODULUS = 65521 };
    sum->b = (uint32_t)((sum->b + (uint64_t)count * sum->a) % MODULUS);
}

static void sum_byte(struct sum *sum, unsigned byte)
{
    enum { MODULUS = 65521 };
    sum->a = (sum->a + byte) % MODULUS;
    sum->b = (sum->b + sum->a) % MODULUS;
}

void program_deflate_map(const struct program *program, const uint16_t *codes, size_t count,
                         struct text *out)
{
    struct squeezer squeezer;
    struct sum sum = {1, 0};
    size_t at = 0;
    squeezer_begin(&squeezer, &program->header->map_code, 8 * count + SQUEEZED_ZEROS, out);
    for (size_t i = 0; i < count; i++) {
        unsigned char glyph[2];
        put_word(glyph, program_glyph(program, codes[i]));
        squeezer_zeros(&squeezer, 2 * codes[i] - at);
        sum_zeros(&sum, 2 * codes[i] - at);
        squeezer_put(&squeezer, glyph, sizeof glyph);
        sum_byte(&sum, glyph[0]);
        sum_byte(&sum, glyph[1]);
        at = 2 * ((size_t)codes[i] + 1);
    }
    squeezer_end(&squeezer, sum.b << 16 | sum.a);
}
