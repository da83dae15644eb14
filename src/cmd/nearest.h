/*
 * nearest.h - "did you mean": the word of a list that a mistyped one is nearest to.
 */
#ifndef FORMULYAR_CMD_NEAREST_H
#define FORMULYAR_CMD_NEAREST_H

/*
 * The entry of words (closed by NULL) with the fewest edits (insertions,
 * deletions, changes, swaps of neighbours) from word; NULL when even the
 * nearest is more than a third of the word away.
 */
const char *nearest_word(const char *word, const char *const *words);

#endif
