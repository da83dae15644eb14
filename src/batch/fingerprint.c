/*
 * fingerprint.c - what a document depends on, in one digest; see worker.h.
 */
#include "batch/worker.h"

#include "base/file.h"
#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct known_edition {
    const char *id;
    unsigned char digest[HASH_SIZE];
};

struct fingerprints {
    struct engine *engine;
    unsigned char shared[HASH_SIZE];
    struct known_edition *editions;
    size_t count, cap;
    int error; /* the first, of a file that is there and cannot be read */
};

/* Chains a file's bytes into a digest; a file that is not there counts as empty. */
static void take_file(struct fingerprints *fingerprints, unsigned char digest[HASH_SIZE],
                      const char *path)
{
    struct file_map map;
    int const error = file_map(path, &map);
    if (error && error != ENOENT && error != EISDIR && error != ENODEV && !fingerprints->error)
        fingerprints->error = error;
    struct hash_piece const pieces[] = {{digest, HASH_SIZE}, {map.data, map.size}};
    hash_pieces(pieces, 2, digest);
    file_unmap(&map);
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

static int is_plain(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void take_folder(struct fingerprints *fingerprints, unsigned char digest[HASH_SIZE],
                        const char *folder, struct arena *arena)
{
    struct dirent **entries;
    int const count = folder_scan(folder, &entries, is_plain, by_name);
    if (count < 0 && errno != ENOENT && !fingerprints->error)
        fingerprints->error = errno;
    for (int i = 0; i < count; i++) {
        take_file(fingerprints, digest, path_join(arena, folder, entries[i]->d_name));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static void take_text(unsigned char digest[HASH_SIZE], const char *text)
{
    struct hash_piece const pieces[] = {{digest, HASH_SIZE}, {text, strlen(text) + 1}};
    hash_pieces(pieces, 2, digest);
}

struct fingerprints *fingerprints_new(struct engine *engine)
{
    struct fingerprints *fingerprints = xmalloc(sizeof *fingerprints);
    const struct engine_options *options = &engine->options;
    struct arena *arena = engine->arena;
    const char *organization = options->organization;
    unsigned char *digest = fingerprints->shared;
    *fingerprints = (struct fingerprints){.engine = engine};
    take_text(digest, arena_printf(arena, "draft=%d body-only=%d roomy=%d pdfa=%d", options->draft,
                                   options->body_only, options->roomy, (int)options->part));
    take_file(fingerprints, digest, organization ? organization : engine->places.organization);
    take_file(fingerprints, digest, engine_file(engine, "rules.xml"));
    take_file(fingerprints, digest, engine_file(engine, "case.xsd"));
    return fingerprints;
}

void fingerprints_free(struct fingerprints *fingerprints)
{
    free(fingerprints->editions);
    free(fingerprints);
}

static const unsigned char *edition_digest(struct fingerprints *fingerprints, const char *id)
{
    for (size_t i = 0; i < fingerprints->count; i++)
        if (strcmp(fingerprints->editions[i].id, id) == 0)
            return fingerprints->editions[i].digest;
    fingerprints->editions = xgrow(fingerprints->editions, fingerprints->count, &fingerprints->cap,
                                   sizeof *fingerprints->editions);
    struct known_edition *known = &fingerprints->editions[fingerprints->count];
    known->id = id;
    memcpy(known->digest, fingerprints->shared, HASH_SIZE);
    take_folder(fingerprints, known->digest, engine_file(fingerprints->engine, id),
                fingerprints->engine->arena);
    fingerprints->count += !fingerprints->error;
    return known->digest;
}

int fingerprints_error(const struct fingerprints *fingerprints)
{
    return fingerprints->error;
}

const char *fingerprint_of(struct fingerprints *fingerprints, const struct casefile *casefile,
                           const struct edition *edition, struct arena *arena)
{
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    struct hash_piece const pieces[] = {
        {edition_digest(fingerprints, edition_id(edition)), HASH_SIZE},
        {case_hash(casefile), HASH_HEX_SIZE},
    };
    hash_pieces(pieces, 2, digest);
    hash_hex(digest, hex);
    return arena_strdup(arena, hex);
}
