/*
 * door_run.c - the door of the page (src/page/door.h) as a native program, for those who compare the page with it.
 *
 * Reads lines of words with tabs between them: set NAME VALUE, input NAME PATH, open, call VERB; after each call the
 * answer, on a line.  Files are left out of the process: their SHA-256 is in the answer.
 */
#include "page/door.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_in(const char *name, const char *path)
{
    struct text bytes = {0};
    if (file_read(path, 256u << 20, &bytes)) {
        fprintf(stderr, "door_run: %s is not there\n", path);
        exit(1);
    }
    void *const room = door_room(bytes.len);
    memcpy(room, text_string(&bytes), bytes.len);
    door_input(name, room, bytes.len);
    text_free(&bytes);
}

static void obey(const char *const words[3])
{
    if (strcmp(words[0], "set") == 0) {
        door_set(words[1], words[2]);
    } else if (strcmp(words[0], "input") == 0) {
        put_in(words[1], words[2]);
    } else if (strcmp(words[0], "open") == 0) {
        door_open();
    } else if (strcmp(words[0], "call") == 0) {
        puts(door_call(words[1]));
        fflush(stdout);
    }
}

int main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        const char *words[3] = {line, "", ""};
        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 1; i < 3; i++) {
            char *const tab = strchr(words[i - 1], '\t');
            if (!tab)
                break;
            *tab = '\0';
            words[i] = tab + 1;
        }
        obey(words);
    }
    door_close();
    return 0;
}
