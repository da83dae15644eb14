/*
 * vocabulary.h - the words of an edition, or of a sheet, for the codes of case files.
 */
#ifndef FORMULYAR_FORM_VOCABULARY_H
#define FORMULYAR_FORM_VOCABULARY_H

struct edition;

struct term {
    struct term *next;
    const char *code;
    const char *text;
};

struct vocabulary {
    const struct vocabulary *next;
    const char *id;
    struct term *terms;
};

const struct vocabulary *vocabulary_find(const struct vocabulary *first, const char *id);
const struct term *vocabulary_term(const struct vocabulary *vocabulary, const char *code);

/* Those of an edition, the last of its file first; they live with it. */
const struct vocabulary *edition_vocabularies(const struct edition *edition);

#endif
