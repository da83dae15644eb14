/*
 * memo.c - see memo.h.
 *
 * Either kind has one slot for a paragraph, by its hash.  Of lines that are not made a second
 * time only the hash is left, so that text of one case alone does not push out what all share.
 */
#include "pdf/memo.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLOTS = 4096,
    MOST_KEPT = 2048,
    LONGEST_KEPT = 1000, /* bytes of text */
    HANDS = 1024,
    LONGEST_AT_HAND = 8000,
    MOST_AT_HAND =
        1 << 14, /* letters, and what lines take, by letters: three heavy cases, a megabyte */
};

struct kept {
    struct kept *next; /* of the same paragraph in another style */
    struct line_style style;
    const struct run *first;
    const struct text_line *lines;
};

struct slot {
    uint64_t seen;           /* hash of the paragraph that was told of last */
    const struct kept *kept; /* or NULL */
};

/* A paragraph of a document at hand. */
struct hand {
    uint64_t hash; /* of its text */
    const struct run *first;
    struct measured measured;
    struct kept *kept;
};

struct memo {
    struct slot slots[SLOTS];
    struct arena *arena; /* of what is kept for good */
    int kept;
    struct hand *hands[HANDS];
    struct arena *hand_arena;
    size_t at_hand;
    struct hyphen_memo hyphens;
};

struct memo *memo_new(void)
{
    struct memo *memo = xcalloc(1, sizeof *memo);
    memo->arena = arena_new();
    memo->hand_arena = arena_new();
    return memo;
}

void memo_free(struct memo *memo)
{
    if (!memo)
        return;
    arena_free(memo->arena);
    arena_free(memo->hand_arena);
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

static uint64_t hash_style(uint64_t hash, const struct line_style *style)
{
    hash = mix(mix(hash, (uint64_t)style->width), (uint64_t)style->first_width);
    return mix(hash, (uint64_t)style->size << 3 | (uint64_t)style->is_justified << 2 |
                         (uint64_t)style->is_hyphenated << 1 | (uint64_t)style->is_balanced);
}

struct memo_question memo_ask(const struct run *first, const struct line_style *style)
{
    uint64_t hash = 0;
    for (const struct run *run = first; run; run = run->next) {
        hash = mix(hash, run->flags);
        hash = mix_string(hash, run->lang ? run->lang : "");
        hash = mix_string(hash, run->text);
    }
    return (struct memo_question){first, style, hash, style ? hash_style(hash, style) : hash};
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

static struct hand *hand_of(const struct memo *memo, const struct memo_question *question)
{
    struct hand *hand = memo->hands[question->text_hash % HANDS];
    bool const is_known =
        hand && hand->hash == question->text_hash && are_same_runs(hand->first, question->first);
    return is_known ? hand : NULL;
}

struct text_line *memo_find(const struct memo *memo, const struct memo_question *question,
                            struct arena *arena)
{
    const struct kept *kept = memo->slots[question->hash % SLOTS].kept;
    if (kept && is_same_style(&kept->style, question->style) &&
        are_same_runs(kept->first, question->first))
        return copy_lines(arena, kept->lines, kept->first, question->first);
    const struct hand *hand = hand_of(memo, question);
    for (kept = hand ? hand->kept : NULL; kept; kept = kept->next)
        if (is_same_style(&kept->style, question->style))
            return copy_lines(arena, kept->lines, kept->first, question->first);
    return NULL;
}

/* ---- at hand ------------------------------------------------------------------------------ */

static bool is_longer(const struct run *run, size_t most)
{
    size_t length = 0;
    for (; run && length <= most; run = run->next)
        length += strlen(run->text);
    return length > most;
}

static void let_go(struct memo *memo)
{
    arena_reset(memo->hand_arena);
    memset(memo->hands, 0, sizeof memo->hands);
    memo->at_hand = 0;
}

struct measured *memo_measured(struct memo *memo, const struct memo_question *question,
                               const struct metrics *metrics)
{
    enum { OF_EACH = 10 };
    struct arena *arena = memo->hand_arena;
    if (memo->at_hand > MOST_AT_HAND)
        let_go(memo);
    struct hand *hand = hand_of(memo, question);
    if (hand)
        return &hand->measured;
    if (is_longer(question->first, LONGEST_AT_HAND))
        return NULL;
    hand = ARENA_NEW(arena, struct hand);
    hand->hash = question->text_hash;
    hand->first = copy_runs(arena, question->first);
    hand->measured = measured_make(hand->first, metrics, arena, NULL, &memo->hyphens);
    memo->at_hand += hand->measured.glyphs.count + OF_EACH;
    if (hand->measured.glyphs.lacks_glyph)
        return NULL;
    memo->hands[hand->hash % HANDS] = hand;
    return &hand->measured;
}

/* ---- for good ----------------------------------------------------------------------------- */

static void forget_all(struct memo *memo)
{
    arena_reset(memo->arena);
    memset(memo->slots, 0, sizeof memo->slots);
    memo->kept = 0;
}

static void keep_for_good(struct memo *memo, const struct memo_question *question,
                          const struct text_line *lines, const struct run *first)
{
    struct slot *slot = &memo->slots[question->hash % SLOTS];
    if (slot->seen != question->hash || is_longer(first, LONGEST_KEPT)) {
        slot->seen = question->hash;
        return;
    }
    if (memo->kept == MOST_KEPT)
        forget_all(memo);
    memo->kept++;
    struct kept *kept = ARENA_NEW(memo->arena, struct kept);
    kept->style = *question->style;
    kept->first = copy_runs(memo->arena, first);
    kept->lines = copy_lines(memo->arena, lines, first, kept->first);
    slot->kept = kept;
}

struct text_line *memo_keep(struct memo *memo, const struct memo_question *question,
                            const struct text_line *lines, struct arena *arena)
{
    enum { OF_EACH = 2, OF_LINE = 3 };
    struct hand *hand = memo->hands[question->text_hash % HANDS]; /* of memo_measured() */
    struct kept *kept = ARENA_NEW(memo->hand_arena, struct kept);
    *kept = (struct kept){hand->kept, *question->style, hand->first, lines};
    hand->kept = kept;
    memo->at_hand += OF_EACH + OF_LINE * (size_t)lines_count(lines);
    keep_for_good(memo, question, lines, hand->first);
    return copy_lines(arena, lines, hand->first, question->first);
}
