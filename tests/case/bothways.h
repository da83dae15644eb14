/*
 * bothways.h - a case file read twice: with text that goes past the parser, and with the parser
 * reading every byte; for the tests and the fuzz target.
 */
#ifndef TESTS_CASE_BOTHWAYS_H
#define TESTS_CASE_BOTHWAYS_H

#include "case/reader.h"

#include <libxml/tree.h>

/* What a reading says of the cases, their trees, places and faults. */
struct account {
    struct text said;
    size_t cases, valid, passed;
};

static inline void add_places(struct text *out, const xmlNode *node)
{
    for (; node; node = node->next) {
        const struct place *place = node->_private;
        if (place)
            text_format(out, " %ld:%ld", place->line, place->column);
        if (node->type == XML_ELEMENT_NODE) {
            add_places(out, (const xmlNode *)node->properties);
            add_places(out, node->children);
        }
    }
}

static inline void add_case(struct account *account, struct casefile *casefile, bool valid)
{
    xmlChar *tree = NULL;
    int size = 0;
    account->cases++;
    account->valid += valid;
    xmlDocDumpMemory(casefile->doc, &tree, &size);
    text_format(&account->said, "%s %d\n%s", case_hash(casefile), valid, (const char *)tree);
    add_places(&account->said, casefile->root);
    xmlFree(tree);
}

static inline struct account read_all(const struct case_bytes *bytes,
                                      const struct case_schema *schema, bool wary)
{
    struct diags *diags = diags_new();
    struct case_reader *reader = case_open_bytes(bytes, schema, diags);
    struct account account = {0};
    struct case_head head;
    reader->feed.wary = wary;
    while (case_next(reader, &head)) {
        bool valid;
        text_format(&account.said, "\n%s %ld %ld:%ld\n", head.id, (long)head.place.offset,
                    head.place.line, head.place.column);
        struct casefile *casefile = head.index % 8 < 7 ? case_take(reader, &valid) : NULL;
        if (casefile)
            add_case(&account, casefile, valid);
        case_free(casefile);
    }
    account.passed = reader->feed.passed;
    case_close(reader);
    diags_print(diags, LANGUAGE_EN, &account.said);
    diags_free(diags);
    return account;
}

/* Adds what a look says, which batches take first. */
static inline void add_look(struct account *account, const struct case_bytes *bytes,
                            const struct case_schema *schema, bool wary)
{
    struct diags *diags = diags_new();
    struct case_reader *reader = case_open_look(NULL, bytes, schema, diags);
    struct case_head head;
    reader->feed.wary = wary;
    while (case_next(reader, &head)) {
        bool identified;
        const char *key = case_look(reader, &identified);
        text_format(&account->said, "%s %s %d\n", head.id, key ? key : "-", identified);
    }
    case_close(reader);
    diags_print(diags, LANGUAGE_EN, &account->said);
    diags_free(diags);
}

/* True when both ways say the same; what they say is the caller's to free. */
static inline bool read_both_ways(const struct text *file, const struct case_schema *schema,
                                  struct account accounts[2])
{
    struct case_bytes const bytes = {.name = "f.xml", .bytes = file->data, .size = file->len};
    for (int wary = 0; wary < 2; wary++) {
        accounts[wary] = read_all(&bytes, schema, wary);
        add_look(&accounts[wary], &bytes, schema, wary);
    }
    return !accounts[1].passed &&
           strcmp(text_string(&accounts[0].said), text_string(&accounts[1].said)) == 0;
}

#endif
