/*
 * casefile.c - a case that has been read: who owns it, what it is called; see case.h.
 */
#include "case/tree.h"

#include "base/arena.h"
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
        casefile->alone = casefile->alone && !casefile->bytes;
        if (casefile->source) /* a case that was given up has none */
            casefile->source =
                arena_strndup(casefile->arena, casefile->source, casefile->source_size);
    }
    casefile->kept = true;
    return casefile;
}

static void free_one(struct casefile *casefile)
{
    xmlFreeDoc(casefile->doc);
    arena_free(casefile->arena);
    free(casefile);
}

static void free_list(struct casefile *casefile)
{
    for (struct casefile *next; casefile; casefile = next) {
        next = casefile->next;
        free_one(casefile);
    }
}

void case_free(struct casefile *casefile)
{
    if (!casefile)
        return;
    free_list(casefile->attached);
    free_list(casefile->uncited);
    free_one(casefile);
}

void case_drop(struct casefile *casefile)
{
    if (casefile && !casefile->kept)
        case_free(casefile);
}

static void append(struct casefile **tail, struct casefile *casefile)
{
    while (*tail)
        tail = &(*tail)->next;
    *tail = casefile;
}

void case_attach(struct casefile *council, struct casefile *casefile)
{
    append(&council->attached, casefile);
}

void case_attach_uncited(struct casefile *council, struct casefile *casefile)
{
    append(&council->uncited, casefile);
}

static const struct casefile **all_of(const struct casefile *list, struct arena *arena,
                                      size_t *count)
{
    *count = 0;
    for (const struct casefile *one = list; one; one = one->next)
        ++*count;
    const struct casefile **all = ARENA_ARRAY(arena, *count, const struct casefile *);
    size_t next = 0;
    for (const struct casefile *one = list; one; one = one->next)
        all[next++] = one;
    return all;
}

const struct casefile **case_all_attached(const struct casefile *council, struct arena *arena,
                                          size_t *count)
{
    return all_of(council->attached, arena, count);
}

const struct casefile **case_all_uncited(const struct casefile *council, struct arena *arena,
                                         size_t *count)
{
    return all_of(council->uncited, arena, count);
}

const struct casefile *case_attached(const struct casefile *council, const char *id)
{
    const struct casefile *casefile = council->attached;
    while (casefile && strcmp(case_id(casefile), id) != 0)
        casefile = casefile->next;
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

const char *case_hash(const struct casefile *casefile)
{
    return casefile->hash;
}

/* True when the bytes hold the attribute name with white space before it and '=' behind it. */
static bool declares(const char *tag, size_t size, const char *name)
{
    size_t const length = strlen(name);
    for (size_t i = 1; i + length < size; i++) {
        if (!strchr(" \t\r\n", tag[i - 1]) || memcmp(tag + i, name, length) != 0)
            continue;
        const char *behind = tag + i + length;
        if (*behind == '=' || strchr(" \t\r\n", *behind))
            return true;
    }
    return false;
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
    const char *const end = memchr(source, '>', casefile->source_size);
    size_t const tag = end ? (size_t)(end - source) : casefile->source_size;
    size_t const name = strcspn(source, " \t\r\n/>");
    const char *const colon = memchr(source, ':', name);
    struct text attribute = TEXT_EMPTY;
    text_add(&attribute, "xmlns");
    if (colon) {
        text_add_char(&attribute, ':');
        text_add_bytes(&attribute, source + 1, (size_t)(colon - source) - 1);
    }
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text_add_bytes(out, source, name);
    if (!declares(source, tag, text_string(&attribute))) {
        text_add_char(out, ' ');
        text_add(out, attribute.data);
        text_add(out, "=\"");
        text_add(out, casefile->kind->space);
        text_add_char(out, '"');
    }
    text_add_bytes(out, source + name, casefile->source_size - name);
    text_add_char(out, '\n');
    text_free(&attribute);
}

void case_source(const struct casefile *casefile, struct text *out)
{
    if (!add_file(casefile, out))
        add_element(casefile, out);
}
