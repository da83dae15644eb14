/*
 * casefile.c - a case that has been read: who owns it, what it is called; see case.h.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* More than the largest case, and what may stand around it. */
enum { MAX_FILE = 8 * 1024 * 1024 };

struct casefile *case_keep(struct casefile *casefile)
{
    if (!casefile->kept) {
        casefile->file = arena_strdup(casefile->arena, casefile->file);
        if (casefile->path)
            casefile->path = arena_strdup(casefile->arena, casefile->path);
        casefile->alone = casefile->alone && (!casefile->bytes || casefile->bytes->lasts);
        if (casefile->source) /* a case that was given up has none */
            casefile->source =
                arena_strndup(casefile->arena, casefile->source, casefile->source_size);
    }
    casefile->kept = true;
    return casefile;
}

void case_free(struct casefile *casefile)
{
    if (!casefile)
        return;
    for (struct casefile *next; casefile->attached; casefile->attached = next) {
        next = casefile->attached->next;
        case_free(casefile->attached);
    }
    xmlFreeDoc(casefile->doc);
    arena_free(casefile->arena);
    free(casefile);
}

void case_drop(struct casefile *casefile)
{
    if (casefile && !casefile->kept)
        case_free(casefile);
}

void case_attach(struct casefile *council, struct casefile *casefile, bool cited)
{
    struct casefile **tail = &council->attached;
    while (*tail)
        tail = &(*tail)->next;
    *tail = casefile;
    casefile->cited = cited;
}

const struct casefile *case_next_attached(const struct casefile *council,
                                          const struct casefile *before, bool cited)
{
    const struct casefile *next = before ? before->next : council->attached;
    while (next && next->cited != cited)
        next = next->next;
    return next;
}

const struct casefile *case_cited(const struct casefile *council, const char *id)
{
    const struct casefile *casefile = case_next_attached(council, NULL, true);
    while (casefile && strcmp(case_id(casefile), id) != 0)
        casefile = case_next_attached(council, casefile, true);
    return casefile;
}

const struct node *case_root(const struct casefile *casefile)
{
    return node_from_xml(casefile->root);
}

static const char *root_attribute(const struct casefile *casefile, const char *name)
{
    const char *value = node_attribute(case_root(casefile), name, casefile->arena);
    return value ? value : "";
}

const char *case_id(const struct casefile *casefile)
{
    return root_attribute(casefile, "id");
}

bool case_span(const struct casefile *casefile, size_t *offset, size_t *length)
{
    bool const known = casefile->source && casefile->offset >= 0 && !case_is_made(casefile);
    *offset = known ? (size_t)casefile->offset : 0;
    *length = known ? casefile->source_size : 0;
    return known;
}

bool case_is_among_many(const struct casefile *casefile)
{
    return casefile->among_many;
}

const char *case_edition(const struct casefile *casefile)
{
    return root_attribute(casefile, "edition");
}

const char *case_status(const struct casefile *casefile)
{
    return root_attribute(casefile, "status");
}

const struct node *case_subject(const struct casefile *casefile)
{
    const struct node *root = case_root(casefile); /* NULL: given up at its start tag */
    const char *name = case_schema_subject(casefile->schema);
    return root && name ? node_child(root, name) : NULL;
}

/*
 * The next attribute of a child of <case> that the schema declares as a date, after *own of *child (NULL: the
 * first); false when there is none.  When somebody was born is no day of the case: the subject is passed over.
 */
static bool next_date(const struct casefile *casefile, const struct decl **child,
                      const struct decl **own)
{
    const char *subject = case_schema_subject(casefile->schema);
    const struct decl *at = *child ? *child : casefile->schema->model->root->type->elements;
    const struct decl *date = *own ? (*own)->next : NULL;
    for (bool inside = *own != NULL; at; at = at->next, inside = false) {
        if (!inside)
            date = subject && strcmp(at->name, subject) == 0 ? NULL : at->type->attributes;
        while (date && date->type->value != VALUE_DATE)
            date = date->next;
        if (!date)
            continue;
        *child = at;
        *own = date;
        return true;
    }
    return false;
}

static const char *date_at(const struct casefile *casefile, const struct decl *child,
                           const struct decl *own, struct arena *arena)
{
    const struct node *node = node_child(case_root(casefile), child->name);
    const char *date = node_attribute(node, own->name, arena);
    return date ? date : "";
}

const char *case_dates(const struct casefile *casefile, struct arena *arena)
{
    struct text dates = TEXT_EMPTY;
    const struct decl *child = NULL;
    const struct decl *own = NULL;
    while (next_date(casefile, &child, &own)) {
        text_add(&dates, date_at(casefile, child, own, arena));
        text_add_char(&dates, ' ');
    }
    return text_take(&dates, arena);
}

int case_first_year(const struct casefile *casefile, struct arena *arena)
{
    const struct node *root = case_root(casefile);
    const struct decl *child = NULL;
    const struct decl *own = NULL;
    const char *named = root ? node_attribute(root, "school-year", arena) : NULL;
    int const year = named ? school_year_read(named) : 0;
    if (year || !root || !next_date(casefile, &child, &own))
        return year;
    const char *date = date_at(casefile, child, own, arena);
    return *date ? school_year_of(date) : 0;
}

bool case_is_whole(const struct casefile *casefile)
{
    return casefile->source;
}

const char *case_hash(const struct casefile *casefile)
{
    unsigned char digest[HASH_SIZE];
    if (casefile->source && !*casefile->hash) {
        hash_bytes(casefile->source, casefile->source_size, digest);
        hash_hex(digest, casefile->hash);
    }
    return casefile->hash;
}

bool case_is_made(const struct casefile *casefile)
{
    return casefile->bytes && casefile->bytes->is_made;
}

static bool read_again(const struct casefile *casefile, struct text *bytes)
{
    const struct case_bytes *memory = casefile->bytes;
    const char *path = casefile->path;
    if (!memory)
        return file_read(strcmp(path, "-") == 0 ? "/dev/stdin" : path, MAX_FILE, bytes) == 0;
    bool const fits = memory->size <= MAX_FILE;
    if (fits)
        text_add_bytes(bytes, memory->bytes, memory->size);
    return fits;
}

/*
 * Appends the file as it stands on the disk.  False when the case is not alone
 * in it, or the file cannot be read again, was changed meanwhile, or is not in
 * UTF-8: then the case's bytes are not found in it.
 */
static bool add_file(const struct casefile *casefile, struct text *out)
{
    struct text bytes = TEXT_EMPTY;
    bool const same = casefile->alone && read_again(casefile, &bytes) && bytes.len &&
                      memmem(bytes.data, bytes.len, casefile->source, casefile->source_size);
    if (same)
        text_add_bytes(out, bytes.data, bytes.len);
    text_free(&bytes);
    return same;
}

/* Appends the element as a document of its own, with the namespace that it may take from <cases>. */
static void add_element(const struct casefile *casefile, struct text *out)
{
    const char *source = casefile->source;
    size_t const name = strcspn(source, " \t\r\n/>");
    const char *const colon = memchr(source, ':', name);
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text_add_bytes(out, source, name);
    if (!casefile->declares) {
        text_add(out, " xmlns");
        if (colon)
            text_add_char(out, ':');
        text_add_bytes(out, source + 1, colon ? (size_t)(colon - source) - 1 : 0);
        text_format(out, "=\"%s\"", casefile->kind->space);
    }
    text_add_bytes(out, source + name, casefile->source_size - name);
    text_add_char(out, '\n');
}

void case_source(const struct casefile *casefile, struct text *out)
{
    if (!add_file(casefile, out))
        add_element(casefile, out);
}
