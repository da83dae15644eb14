/*
 * inside.h - inside of the door (door.h): what a verb is given, and its answer in JSON; page/ only.
 */
#ifndef FORMULYAR_PAGE_INSIDE_H
#define FORMULYAR_PAGE_INSIDE_H

#include "base/diag.h"
#include "formulyar.h"

/* What a verb is asked; all is borrowed. */
struct asked {
    formulyar *engine; /* NULL of verbs that need none */
    const struct formulyar_input *inputs;
    size_t count;
    struct formulyar_options options;
    const char *staff;    /* name of the input that is a staff list; NULL: none is */
    struct text *more;    /* for what the verb adds to the answer: `,"name":value` */
    struct diags *faults; /* for what is wrong with the asking; or a result, or both */
};

/* Does it; the result is the door's to free.  NULL: there is nothing but what it added. */
typedef formulyar_result *door_verb(struct asked *asked);

/* ---- what was said (settings.c) ------------------------------------------------------- */

/* Names and values, as door_set() was given them. */
struct settings {
    struct setting {
        char *name, *value;
    } * items;
    size_t count, cap;
};

void settings_put(struct settings *settings, const char *name, const char *value);
void settings_clear(struct settings *settings);

/* Take them, which lends out the values; faults tell of each that is unknown or wrong. */
void settings_take_setup(const struct settings *settings, struct formulyar_setup *setup,
                         struct diags *faults);
void settings_take_options(const struct settings *settings, struct asked *asked);

/* What a kind (enum formulyar_kind) is called: "pdf". */
const char *settings_kind_name(int kind);

/* ---- the answer (answer.c) -------------------------------------------------------------- */

/*
 * Appends the answer: what the result (or NULL) tells, the faults, which are sorted, and what the verb
 * added.
 */
void answer_add(struct text *out, const formulyar_result *result, struct diags *faults,
                const char *more);

void answer_add_forms(struct text *out, const formulyar_result *result);
void answer_add_fonts(struct text *out, const formulyar_result *result);
void answer_add_cases(struct text *out, const formulyar_result *result);
void answer_add_description(struct text *out, const char *description);
void answer_add_facts(struct text *out, const struct formulyar_facts *facts);

#endif
