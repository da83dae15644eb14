/*
 * inside.h - files and programs inside the program itself: forms, rules and fonts of the static program
 * (make portable), which is one file, and the two programs that others find beside it.
 *
 * The files have paths of their own, below INSIDE_FOLDER, which file.h reads like any other; nothing is
 * written there.  Programs that were built without FORMULYAR_INSIDE have nothing inside.
 */
#ifndef FORMULYAR_BASE_INSIDE_H
#define FORMULYAR_BASE_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What no path of a user begins with: "formulyar:/forms/case.xsd". */
#define INSIDE_FOLDER "formulyar:"

/* A file; those of a program stand in an array by path. */
struct inside_file {
    const char *path; /* without INSIDE_FOLDER: "/forms/case.xsd" */
    const unsigned char *bytes;
    size_t size;
};

/* What a program is when it is called by another name. */
struct inside_program {
    const char *path; /* as that of a file: "/formulyar-join" */
    int (*main)(int argc, char **argv);
};

#ifdef FORMULYAR_INSIDE

/* The program has files inside. */
static inline bool inside_is_there(void)
{
    return true;
}

/* The path leads inside, whether to something or not. */
static inline bool inside_leads(const char *path)
{
    return strncmp(path, INSIDE_FOLDER, sizeof INSIDE_FOLDER - 1) == 0;
}

/* The file of that path; NULL: there is none. */
const struct inside_file *inside_file(const char *path);

/* True for a folder: something is below it. */
bool inside_is_folder(const char *path);

/* scandir() over what is in a folder inside; ENOENT where there is none. */
struct dirent;
int inside_scan(const char *folder, struct dirent ***entries,
                int (*wanted)(const struct dirent *entry),
                int (*compare)(const struct dirent **left, const struct dirent **right));

/* True for bytes of a file inside. */
bool inside_owns(const unsigned char *bytes);

/* The program of that path, or what the running one is called when argv[0] is such; NULL: none. */
const struct inside_program *inside_program(const char *path);

/* Becomes the program, which argv[0] names by its path; returns when that fails. */
void inside_execute(char *const arguments[]);

#else

static inline bool inside_is_there(void)
{
    return false;
}

static inline bool inside_leads(const char *path)
{
    (void)path;
    return false;
}

static inline const struct inside_file *inside_file(const char *path)
{
    (void)path;
    return NULL;
}

static inline bool inside_is_folder(const char *path)
{
    (void)path;
    return false;
}

struct dirent;
static inline int inside_scan(const char *folder, struct dirent ***entries,
                              int (*wanted)(const struct dirent *entry),
                              int (*compare)(const struct dirent **left,
                                             const struct dirent **right))
{
    (void)folder, (void)entries, (void)wanted, (void)compare;
    return -1;
}

static inline bool inside_owns(const unsigned char *bytes)
{
    (void)bytes;
    return false;
}

static inline const struct inside_program *inside_program(const char *path)
{
    (void)path;
    return NULL;
}

static inline void inside_execute(char *const arguments[])
{
    (void)arguments;
}

#endif
#endif
