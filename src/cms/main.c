/*
 * main.c - formulyar-cms: tells what a signature says, without a key.
 *
 * A program of its own, so that linking the ASN.1 library costs formulyar's start
 * nothing and a stranger's bytes are read where they cannot do harm: it gets them
 * on standard input, opens no file, and runs under the limits of its parent.
 * See protocol.h for what it says.
 */
#include "base/confine.h"
#include "base/file.h"
#include "cms/cms.h"
#include "cms/protocol.h"

#include <stdio.h>
#include <unistd.h>

static int tell(const char *errand, const struct text *bytes)
{
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct der const plain = armour_remove(bytes, arena);
    asn1_node grammar = der_grammar();
    bool good = false;
    if (grammar && strcmp(errand, CMS_ERRAND_SIGNATURE) == 0)
        good = signed_tell(grammar, plain, arena, &out);
    else if (grammar)
        good = certificate_tell(grammar, plain, arena, &out);
    int status = !grammar ? CMS_FAILED : good ? CMS_DONE : CMS_UNREAD;
    if (status == CMS_DONE && file_write_all(STDOUT_FILENO, out.data, out.len) != 0)
        status = CMS_FAILED;
    asn1_delete_structure(&grammar);
    text_free(&out);
    arena_free(arena);
    return status;
}

int main(int argc, char **argv)
{
    struct text bytes = TEXT_EMPTY;
    confine_program(); /* a certificate names a person */
    if (argc != 2 || (strcmp(argv[1], CMS_ERRAND_SIGNATURE) != 0 &&
                      strcmp(argv[1], CMS_ERRAND_CERTIFICATE) != 0)) {
        fputs("formulyar-cms is run by formulyar; see formulyar verify --help\n", stderr);
        return CMS_FAILED;
    }
    int const status =
        file_read("-", CMS_LARGEST, &bytes) == 0 ? tell(argv[1], &bytes) : CMS_FAILED;
    text_free(&bytes);
    return status;
}
