/*
 * mkhyphen.c - bakes hyphenation patterns into a C header.
 *
 *     mkhyphen < hyph_ru_RU.dic > hyphen_patterns.h
 *
 * Reads Debian's Russian dictionary in KOI8-R as it is: patterns of letters, dots
 * and digits (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983), then a list of
 * exceptions in TeX's form, which become patterns of whole words that outweigh
 * all others.  Writes the trie that src/russian/hyphen.c walks.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 34, LONGEST = 64, ALLOWED = '9', FORBIDDEN = '8' };

/* Letter 0 is the end of a word, then а to я, then ё (KOI8-R order below). */
static const unsigned char koi8[] =
    "\xC1\xC2\xD7\xC7\xC4\xC5\xD6\xDA\xC9\xCA\xCB\xCC\xCD\xCE\xCF\xD0"
    "\xD2\xD3\xD4\xD5\xC6\xC8\xC3\xDE\xDB\xDD\xDF\xD9\xD8\xDC\xC0\xD1\xA3";

struct node {
    struct node *child[LETTERS];
    char *levels;      /* one digit before each letter and one after the last, or NULL */
    struct node *next; /* in the order of numbering */
    unsigned first;    /* number of the first child */
};

static void fail(const char *reason)
{
    fprintf(stderr, "mkhyphen: %s\n", reason);
    exit(1);
}

static void *zeroed(size_t size)
{
    void *memory = calloc(1, size);
    if (!memory)
        fail("out of memory");
    return memory;
}

static int letter_index(unsigned char byte)
{
    if (byte == '.')
        return 0;
    const unsigned char *found = memchr(koi8, byte, sizeof koi8 - 1);
    return found && byte ? (int)(found - koi8) + 1 : -1;
}

static void trie_add(struct node *root, const int *letters, size_t count, const char *levels)
{
    struct node *node = root;
    for (size_t i = 0; i < count; i++) {
        if (!node->child[letters[i]])
            node->child[letters[i]] = zeroed(sizeof *node);
        node = node->child[letters[i]];
    }
    if (node->levels)
        fail("a pattern occurs twice");
    node->levels = zeroed(count + 2);
    memcpy(node->levels, levels, count + 1);
}

/* ".аб1р": a digit stands before the letter it belongs to; no digit means 0. */
static void add_pattern(struct node *root, const char *line)
{
    int letters[LONGEST];
    char levels[LONGEST + 1];
    size_t count = 0;
    memset(levels, '0', sizeof levels);
    for (; *line; line++) {
        if (*line >= '0' && *line <= '9') {
            levels[count] = *line;
            continue;
        }
        int const letter = letter_index((unsigned char)*line);
        if (letter < 0 || count + 1 >= LONGEST)
            fail("a pattern holds something that is neither a letter nor a digit");
        letters[count++] = letter;
    }
    trie_add(root, letters, count, levels);
}

/* "ас-бест": breaks at the hyphens and nowhere else. */
static void add_exception(struct node *root, const char *line)
{
    int letters[LONGEST];
    char levels[LONGEST + 1];
    size_t count = 0;
    memset(levels, FORBIDDEN, sizeof levels);
    letters[count++] = 0;
    for (; *line; line++) {
        if (*line == '-') {
            levels[count] = ALLOWED;
            continue;
        }
        int const letter = letter_index((unsigned char)*line);
        if (letter < 0 || count + 2 >= LONGEST)
            fail("an exception holds something that is neither a letter nor a hyphen");
        letters[count++] = letter;
    }
    letters[count++] = 0;
    trie_add(root, letters, count, levels);
}

static void read_dictionary(struct node *root)
{
    char line[LONGEST];
    int exceptions = 0;
    if (!fgets(line, sizeof line, stdin) || strcmp(line, "KOI8-R\n") != 0)
        fail("the first line must say KOI8-R");
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (strcmp(line, "\\hyphenation{") == 0)
            exceptions = 1;
        else if (!*line || *line == '%' || *line == '}')
            continue;
        else if (exceptions)
            add_exception(root, line);
        else
            add_pattern(root, line);
    }
}

/* Numbers the nodes breadth first, so that the children of one follow one another. */
static unsigned number_nodes(struct node *root)
{
    unsigned count = 1;
    struct node *last = root;
    for (struct node *node = root; node; node = node->next) {
        node->first = count;
        for (int i = 0; i < LETTERS; i++) {
            if (!node->child[i])
                continue;
            last = last->next = node->child[i];
            count++;
        }
    }
    if (count > UINT16_MAX)
        fail("too many patterns for 16-bit numbers");
    return count;
}

static void write_letters(const struct node *root)
{
    printf("static const uint64_t hyphen_letters[] = {\n");
    for (const struct node *node = root; node; node = node->next) {
        uint64_t letters = 0;
        for (int i = 0; i < LETTERS; i++)
            if (node->child[i])
                letters |= UINT64_C(1) << i;
        printf("0x%llx,\n", (unsigned long long)letters);
    }
    printf("};\nstatic const uint16_t hyphen_children[] = {\n");
    for (const struct node *node = root; node; node = node->next)
        printf("%u,\n", node->first);
    printf("};\n");
}

/* Many patterns share their digits: each sequence is written once; number 0 is none. */
static void write_levels(const struct node *root, unsigned nodes)
{
    const char **distinct = zeroed(nodes * sizeof *distinct);
    unsigned count = 1;
    distinct[0] = "";
    printf("static const uint16_t hyphen_pattern[] = {\n");
    for (const struct node *node = root; node; node = node->next) {
        unsigned index = 0;
        if (node->levels) {
            while (index < count && strcmp(distinct[index], node->levels) != 0)
                index++;
            if (index == count)
                distinct[count++] = node->levels;
        }
        printf("%u,\n", index);
    }
    printf("};\nstatic const char *const hyphen_levels[] = {\n");
    for (unsigned i = 0; i < count; i++)
        printf("\"%s\",\n", distinct[i]);
    printf("};\n");
    free(distinct);
}

static void free_nodes(struct node *node)
{
    while (node) {
        struct node *next = node->next;
        free(node->levels);
        free(node);
        node = next;
    }
}

int main(void)
{
    struct node *root = zeroed(sizeof *root);
    read_dictionary(root);
    unsigned const nodes = number_nodes(root);
    printf(
        "/* Made by tools/bake/mkhyphen.c from hyph_ru_RU.dic (hyphen-ru, LPPL 1.2 or later). */\n"
        "#include <stdint.h>\n\n");
    write_letters(root);
    write_levels(root, nodes);
    free_nodes(root);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
