/*
 * appraise_words.c - the vocabularies of an edition, held against what prints them and against the codes
 * that a case may have; see appraise.h.
 */
#include "engine/appraising.h"
#include "engine/product.h"

#include <string.h>

/* A vocabulary, and who prints words of it. */
struct used_words {
    struct used_words *next;
    const struct vocabulary *vocabulary;
    const xmlNode *node; /* <terms> */
    bool used;           /* something names it */
    bool whole;          /* by whatever code a case has, not by options alone */
    struct text options; /* codes of options, a space behind each */
    struct text codes;   /* that the schema gives the places where it is used */
    bool coded;          /* there are such places */
    bool twice;          /* another of its id stands in the file, so that not all is known */
};

struct lexicon {
    const struct appraising *appraising;
    struct used_words *first;
};

static struct used_words *find(struct lexicon *words, const char *id)
{
    struct used_words *used = words->first;
    while (used && (!id || strcmp(used->vocabulary->id, id) != 0))
        used = used->next;
    return used;
}

/* ---- who uses it --------------------------------------------------------------------------- */

static void add_word(struct text *list, const char *word)
{
    if (!text_has_word(text_string(list), word, strlen(word)))
        text_format(list, "%s ", word);
}

static const char *attribute(const struct lexicon *words, const xmlNode *node, const char *name)
{
    return xml_attribute(node, name, words->appraising->arena);
}

/* Places to sign, and filters that speak of roles, use the words of roles without naming them. */
static bool speaks_of_roles(const struct lexicon *words, const xmlNode *node)
{
    const char *filter = attribute(words, node, "filter");
    return xml_is(node, "signer") || xml_is(node, "others") ||
           (filter && (strcmp(filter, "role") == 0 || strcmp(filter, "position") == 0));
}

static void note_uses(struct lexicon *words, const xmlNode *node)
{
    const char *id = attribute(words, node, "vocabulary");
    struct used_words *used = find(words, id);
    struct used_words *roles = speaks_of_roles(words, node) ? find(words, "roles") : NULL;
    bool const by_options = xml_is(node, "choices");
    if (used) {
        used->used = true;
        used->whole |= !by_options;
    }
    const char *role = roles ? attribute(words, node, "role") : NULL;
    if (roles)
        roles->used = roles->whole = true;
    if (role) /* loading has looked for its words */
        add_word(&roles->codes, role);
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        const char *code =
            by_options && used && xml_is(child, "option") ? attribute(words, child, "code") : NULL;
        if (code)
            add_word(&used->options, code);
        note_uses(words, child);
    }
}

/* ---- which codes --------------------------------------------------------------------------- */

static void note_codes(struct used_words *used, const struct decl *decl)
{
    if (!used || !decl || !decl->type->codes)
        return;
    used->coded = true;
    for (const struct code *code = decl->type->codes; code; code = code->next)
        add_word(&used->codes, code->value);
}

static void note_declared(void *context, const struct decl *decl, const char *path)
{
    struct lexicon *words = context;
    struct used_words *used = find(words, decl->vocabulary);
    bool const is_role = *path && strcmp(decl->name, "role") == 0;
    if (used)
        used->used = used->whole = true;
    note_codes(used, decl);
    if (is_role && !decl->vocabulary)
        note_codes(find(words, "roles"), decl);
}

static const struct decl *decl_of(const struct lexicon *words, const char *path)
{
    return path && *path ? decl_at(words->appraising->root->type, path) : NULL;
}

/* Whom cases are about signs in the role of that name. */
static void note_subject(struct lexicon *words)
{
    struct used_words *roles = find(words, "roles");
    const char *subject = case_schema_subject(words->appraising->case_schema);
    if (roles && subject && vocabulary_term(roles->vocabulary, subject))
        add_word(&roles->codes, subject);
}

static void note_printed(struct lexicon *words, const struct printed *printed)
{
    for (; printed; printed = printed->next) {
        note_codes(find(words, printed->vocabulary), decl_of(words, printed->path));
        for (const struct printed_part *part = printed->parts; part; part = part->next)
            note_codes(find(words, part->vocabulary), decl_of(words, part->path));
    }
}

/* ---- what is wrong ------------------------------------------------------------------------- */

static struct pos pos_of(const struct lexicon *words, const xmlNode *node)
{
    return xml_pos(words->appraising->vocabulary_path, node);
}

static const xmlNode *node_of(const struct used_words *used, const char *code, struct arena *arena)
{
    const xmlNode *node = xml_first(used->node);
    for (; node; node = xml_next(node)) {
        const char *own = xml_attribute(node, "code", arena);
        if (own && strcmp(own, code) == 0)
            return node;
    }
    return used->node;
}

static bool has_word(struct text *list, const char *word)
{
    return text_has_word(text_string(list), word, strlen(word));
}

static void tell_terms(struct lexicon *words, struct used_words *used)
{
    struct diags *diags = words->appraising->diags;
    for (const struct term *term = used->vocabulary->terms; term; term = term->next) {
        struct pos const pos = pos_of(words, node_of(used, term->code, words->appraising->arena));
        if (used->coded && !has_word(&used->codes, term->code))
            diag_add(diags, MESSAGE_APPRAISE_TERM_FOREIGN, pos, NULL, term->code, NULL);
        else if (!used->whole && !has_word(&used->options, term->code))
            diag_add(diags, MESSAGE_APPRAISE_TERM_UNUSED, pos, NULL, term->code, NULL);
    }
}

static void tell_codes(struct lexicon *words, struct used_words *used)
{
    const char *list = text_string(&used->codes);
    struct arena *arena = words->appraising->arena;
    for (const char *code; (code = text_next_word(&list, arena)) != NULL;) {
        bool const has_term = vocabulary_term(used->vocabulary, code) != NULL;
        if (!has_term)
            diag_add(words->appraising->diags, MESSAGE_APPRAISE_CODE, pos_of(words, used->node),
                     NULL, code, used->vocabulary->id, NULL);
    }
}

static void tell(struct lexicon *words, struct used_words *used)
{
    if (!used->used) {
        diag_add(words->appraising->diags, MESSAGE_APPRAISE_WORDS_UNUSED, pos_of(words, used->node),
                 NULL, used->vocabulary->id, NULL);
        return;
    }
    if (!used->twice) {
        tell_terms(words, used);
        tell_codes(words, used);
    }
}

/* Options that a form lacks: a case with that code would have no box to mark. */
static void tell_options(struct lexicon *words, const struct looked_file *file)
{
    for (const struct printed *printed = file->printed; printed; printed = printed->next) {
        const struct decl *decl =
            printed->kind == PRINTED_CHOICES ? decl_of(words, printed->path) : NULL;
        const struct code *code = decl ? decl->type->codes : NULL;
        for (; code; code = code->next) {
            const struct printed_part *part = printed->parts;
            while (part && (!part->code || strcmp(part->code, code->value) != 0))
                part = part->next;
            if (!part)
                diag_add(words->appraising->diags, MESSAGE_APPRAISE_OPTION, printed->pos, NULL,
                         code->value, NULL);
        }
    }
}

/* The vocabularies that the forms know: of one that stands twice, the last. */
static void take_vocabularies(struct lexicon *words)
{
    const struct appraising *appraising = words->appraising;
    const struct vocabulary *known = edition_vocabularies(appraising->edition);
    struct used_words **tail = &words->first;
    const xmlNode *node = xml_first(xmlDocGetRootElement(appraising->vocabulary));
    for (; node; node = xml_next(node)) {
        const char *id = attribute(words, node, "id");
        if (id && find(words, id)) {
            find(words, id)->twice = true;
            diag_add(appraising->diags, MESSAGE_APPRAISE_WORDS_TWICE, pos_of(words, node), NULL, id,
                     NULL);
            continue;
        }
        const struct vocabulary *vocabulary = id ? vocabulary_find(known, id) : NULL;
        if (!vocabulary)
            continue;
        struct used_words *used = ARENA_NEW(appraising->arena, struct used_words);
        *used = (struct used_words){.vocabulary = vocabulary, .node = node};
        LIST_APPEND(tail, used);
    }
}

void appraise_words(struct appraising *appraising)
{
    struct lexicon words = {.appraising = appraising};
    take_vocabularies(&words);
    for (const struct looked_file *file = appraising->files; file; file = file->next) {
        note_uses(&words, xmlDocGetRootElement(file->document));
        note_printed(&words, file->printed);
    }
    appraise_visit(appraising, note_declared, &words);
    note_subject(&words);
    for (struct used_words *used = words.first; used; used = used->next) {
        tell(&words, used);
        text_free(&used->options);
        text_free(&used->codes);
    }
    for (const struct looked_file *file = appraising->files; file; file = file->next)
        tell_options(&words, file);
}

/* ---- glyphs -------------------------------------------------------------------------------- */

struct wording {
    struct arena *arena;
    const char *path;
    struct block **tail;
};

static void add_wording(struct wording *wording, const char *text, struct pos pos)
{
    struct para *para = text_is_blank(text) ? NULL : para_from_text(wording->arena, text, 0);
    if (!para)
        return;
    struct block *block = block_new(wording->arena, BLOCK_PARAGRAPH, SOURCE_OURS, pos);
    para->first->pos = pos;
    block->as.paragraph.text = para;
    LIST_APPEND(wording->tail, block);
}

static void gather(struct wording *wording, const xmlNode *node)
{
    static const char printed[] = "before after missing join say open chosen signature name title";
    for (const xmlAttr *each = node->properties; each; each = each->next) {
        const char *name = (const char *)each->name;
        if (text_has_word(printed, name, strlen(name)))
            add_wording(wording, xml_attribute(node, name, wording->arena),
                        xml_attribute_pos(wording->path, node, name));
    }
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE && child->content)
            add_wording(wording, arena_strdup(wording->arena, (const char *)child->content),
                        xml_pos(wording->path, node));
        else if (child->type == XML_ELEMENT_NODE)
            gather(wording, child);
    }
}

/* All wording as paragraphs of one document: laying that out tells what has no glyph. */
void appraise_glyphs(struct appraising *appraising)
{
    struct arena *arena = appraising->arena;
    struct engine *engine = appraising->engine;
    if (!edition_form_count(appraising->edition))
        return;
    struct resolve_options const options = {0};
    struct document *document =
        form_resolve(edition_form_at(appraising->edition, 0), appraising->edition,
                     engine->organization, NULL, &options, arena);
    struct wording wording = {.arena = arena, .path = appraising->vocabulary_path};
    document->first->first = NULL;
    document->first->next = NULL;
    wording.tail = &document->first->first;
    gather(&wording, xmlDocGetRootElement(appraising->vocabulary));
    for (const struct looked_file *file = appraising->files; file; file = file->next) {
        wording.path = file->path;
        if (file->own)
            gather(&wording, xmlDocGetRootElement(file->document));
    }
    products_try(engine, appraising->case_schema, document, arena, appraising->diags);
}
