/*
 * messages.c - prints the rows of messages.def as an mdoc list, for the manual
 * page: `messages ru` or `messages en`.
 */
#include <stdio.h>
#include <string.h>

struct row {
    const char *code;
    const char *text[2];
};

static const struct row rows[] = {
#define X(id, code, severity, ru, en) {code, {ru, en}},
#include "base/messages.def"
#undef X
};

/*
 * In mdoc \ is the escape and a sentence ends its line: where one ends inside a
 * message stands a vertical tab, for tools/manual to break at after sorting.
 */
static void print_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (text[0] == '.' && text[1] == ' ' && !(text[2] >= '0' && text[2] <= '9'))
            fputs(".\v", stdout), text++;
        else
            putchar(*text);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    int const language = argc > 1 && strcmp(argv[1], "ru") == 0 ? 0 : 1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        printf(".It %s\n", rows[i].code);
        print_text(rows[i].text[language]);
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
