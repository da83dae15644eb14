/*
 * memo.c - see memo.h.
 *
 * A paragraph has one slot, by its hash.  The first time only the hash is left there, so
 * that text of one case alone does not push out what all cases share.
 */
#include "pdf/memo.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, MOST_KEPT = 2048, LONGEST = 1000 /* bytes of text */ };

struct kept {
    struct line_style style;
    const struct run *first;
    const struct text_line *lines;
};

struct slot {
    uint64_t seen;           /* hash of the paragraph that was told of last */
    const struct kept *kept; /* or NULL */
};

struct memo {
    struct slot slots[SLOTS];
    struct arena *arena; /* of what is kept */
    int kept;
    struct hyphen_memo hyphens;
};

struct memo *memo_new(void)
{
    struct memo *memo = xcalloc(1, sizeof *memo);
    memo->arena = arena_new();
    return memo;
}

void memo_free(struct memo *memo)
{
    if (!memo)
        return;
    arena_free(memo->arena);
    free(memo);
}

struct hyphen_memo *memo_hyphens(struct memo *memo)
{
    return memo ? &memo->hyphens : NULL;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t mix_string(uint64_t hash, const char *string)
{
    size_t left = strlen(string);
    uint64_t word;
    for (; left >= sizeof word; left -= sizeof word, string += sizeof word) {
        memcpy(&word, string, sizeof word);
        hash = mix(hash, word);
    }
    word = left;
    for (; left; left--)
        word = word << 8 | (unsigned char)string[left - 1];
    return mix(hash, word);
}

static uint64_t hash_of(const struct run *run, const struct line_style *style)
{
    uint64_t hash = mix((uint64_t)style->width, (uint64_t)style->first_width);
    hash = mix(hash, (uint64_t)style->size << 3 | (uint64_t)style->is_justified << 2 |
                         (uint64_t)style->is_hyphenated << 1 | (uint64_t)style->is_balanced);
    for (; run; run = run->next) {
        hash = mix(hash, run->flags);
        hash = mix_string(hash, run->lang ? run->lang : "");
        hash = mix_string(hash, run->text);
    }
    return hash;
}

static bool is_same_style(const struct line_style *a, const struct line_style *b)
{
    return a->size == b->size && a->width == b->width && a->first_width == b->first_width &&
           a->is_justified == b->is_justified && a->is_hyphenated == b->is_hyphenated &&
           a->is_balanced == b->is_balanced;
}

static bool is_same_lang(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* All of a run that lines depend on. */
static bool are_same_runs(const struct run *a, const struct run *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (a->flags != b->flags || !is_same_lang(a->lang, b->lang) ||
            strcmp(a->text, b->text) != 0)
            return false;
    return !a && !b;
}

static struct run *copy_runs(struct arena *arena, const struct run *run)
{
    struct run *first = NULL;
    struct run **tail = &first;
    for (; run; run = run->next) {
        struct run *copy = ARENA_NEW(arena, struct run);
        LIST_APPEND(tail, copy);
        copy->flags = run->flags;
        copy->text = arena_strdup(arena, run->text);
        copy->lang = run->lang ? arena_strdup(arena, run->lang) : NULL;
    }
    return first;
}

/* Lines of the runs `from` as lines of the runs `to`, which say the same. */
static struct text_line *copy_lines(struct arena *arena, const struct text_line *line,
                                    const struct run *from, const struct run *to)
{
    struct text_line *first = NULL;
    struct text_line **tail = &first;
    for (; line; line = line->next) {
        struct text_line *copy = *tail = ARENA_NEW(arena, struct text_line);
        struct fragment **part_tail = &copy->first;
        *copy = *line;
        copy->next = NULL;
        copy->first = NULL;
        tail = &copy->next;
        for (const struct fragment *part = line->first; part; part = part->next) {
            struct fragment *piece = *part_tail = ARENA_NEW(arena, struct fragment);
            for (; from != part->run; from = from->next)
                to = to->next;
            *piece = *part;
            piece->next = NULL;
            piece->run = to;
            piece->text = to->text + (part->text - from->text);
            part_tail = &piece->next;
        }
    }
    return first;
}

struct text_line *memo_find(const struct memo *memo, const struct run *first,
                            const struct line_style *style, struct arena *arena)
{
    const struct kept *kept = memo->slots[hash_of(first, style) % SLOTS].kept;
    if (!kept || !is_same_style(&kept->style, style) || !are_same_runs(kept->first, first))
        return NULL;
    return copy_lines(arena, kept->lines, kept->first, first);
}

static bool is_long(const struct run *run)
{
    size_t length = 0;
    for (; run && length <= LONGEST; run = run->next)
        length += strlen(run->text);
    return length > LONGEST;
}

static void forget_all(struct memo *memo)
{
    arena_reset(memo->arena);
    memset(memo->slots, 0, sizeof memo->slots);
    memo->kept = 0;
}

void memo_keep(struct memo *memo, const struct run *first, const struct line_style *style,
               const struct text_line *lines)
{
    uint64_t const hash = hash_of(first, style);
    struct slot *slot = &memo->slots[hash % SLOTS];
    if (slot->seen != hash || is_long(first)) {
        slot->seen = hash;
        return;
    }
    if (memo->kept == MOST_KEPT)
        forget_all(memo);
    memo->kept++;
    struct kept *kept = ARENA_NEW(memo->arena, struct kept);
    kept->style = *style;
    kept->first = copy_runs(memo->arena, first);
    kept->lines = copy_lines(memo->arena, lines, first, kept->first);
    slot->kept = kept;
}
