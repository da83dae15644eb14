/*
 * test_confine.c - whatever a confined reader does, the one who asked goes on and knows why.
 */
#include "base/confine.h"

#include "base/arena.h"
#include "base/parcel.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const struct confinement strict = {
    .memory = 32 << 20, .cpu = 1, .milliseconds = 3000, .answer = 1 << 20};

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static enum confine_end run(confine_errand *errand, struct confinement confinement,
                            struct text *answer, int *status)
{
    text_clear(answer);
    return confine_run(&confinement, errand, NULL, answer, status);
}

/* ---- what a child may do ------------------------------------------------------------------ */

static int say_hello(void *context, int answer)
{
    return write(answer, context, strlen(context)) < 0 ? 1 : 7;
}

static void an_answer_and_a_status_come_back(void **state)
{
    (void)state;
    struct text answer = TEXT_EMPTY;
    char words[] = "hello";
    int status = 0;
    assert_int_equal(confine_run(&strict, say_hello, words, &answer, &status), CONFINE_DONE);
    assert_string_equal(text_string(&answer), "hello");
    assert_int_equal(status, 7);
    text_free(&answer);
}

static int say_much(void *context, int answer)
{
    char *bytes = xcalloc(3, 1 << 20);
    (void)context;
    for (size_t left = (size_t)3 << 20; left;) {
        ssize_t const put = write(answer, bytes, left);
        if (put <= 0)
            return 1;
        left -= (size_t)put;
    }
    return 0;
}

static void an_answer_has_a_limit(void **state)
{
    (void)state;
    struct text answer = TEXT_EMPTY;
    struct confinement roomy = strict;
    roomy.answer = (size_t)3 << 20;
    assert_int_equal(run(say_much, roomy, &answer, NULL), CONFINE_DONE);
    assert_int_equal(answer.len, 3 << 20);
    assert_int_equal(run(say_much, strict, &answer, NULL), CONFINE_ANSWER);
    assert_true(answer.len <= strict.answer);
    text_free(&answer);
}

/* ---- what it may not ----------------------------------------------------------------------- */

static int crash(void *context, int answer)
{
    (void)context, (void)answer;
    signal(SIGSEGV, SIG_DFL);
    return raise(SIGSEGV);
}

static int work_for_ever(void *context, int answer)
{
    (void)context, (void)answer;
    for (volatile unsigned i = 0;; i++)
        continue;
    return 0;
}

static int sleep_for_ever(void *context, int answer)
{
    (void)context, (void)answer;
    for (;;)
        pause();
    return 0;
}

static int sleep_behind_the_answer(void *context, int answer)
{
    close(answer);
    return sleep_for_ever(context, answer);
}

static int want_memory(void *context, int answer)
{
    (void)context, (void)answer;
    for (size_t size = 1 << 20;; size *= 2)
        memset(xmalloc(size), 1, size);
    return 0;
}

static void every_bad_end_is_told(void **state)
{
    (void)state;
    struct text answer = TEXT_EMPTY;
    struct confinement hasty = strict;
    hasty.milliseconds = 200;
    assert_int_equal(run(crash, strict, &answer, NULL), CONFINE_CRASHED);
    assert_int_equal(run(sleep_for_ever, hasty, &answer, NULL), CONFINE_SLOW);
    assert_int_equal(run(sleep_behind_the_answer, hasty, &answer, NULL), CONFINE_SLOW);
    assert_int_equal(run(work_for_ever, hasty, &answer, NULL), CONFINE_SLOW);
#ifndef CONFINE_SANITIZED
    hasty.milliseconds = 60 * 1000;
    double const began = seconds();
    assert_int_equal(run(work_for_ever, hasty, &answer, NULL), CONFINE_SLOW);
    assert_true(seconds() - began < 30); /* a second of work, not a minute by the clock */
    assert_int_equal(run(want_memory, strict, &answer, NULL), CONFINE_MEMORY);
#else
    (void)want_memory, (void)seconds;
#endif
    text_free(&answer);
}

static void it_can_be_stopped(void **state)
{
    (void)state;
    struct text answer = TEXT_EMPTY;
    volatile sig_atomic_t const stop = 1;
    struct confinement stopped = strict;
    stopped.stop = &stop;
    assert_int_equal(run(sleep_for_ever, stopped, &answer, NULL), CONFINE_STOPPED);
    text_free(&answer);
}

/* Bits of what it could do. */
enum { MAY_READ = 1, MAY_MAKE = 2, MAY_TALK = 4, MAY_DUMP = 8, MAY_APPEND = 16 };

static int try_all(void *context, int answer)
{
    const char *folder = context;
    char made[64];
    struct rlimit core;
    int can = 0;
    (void)answer;
    strcpy(made, folder);
    strcat(made, "/made");
    int const file = open("/etc/passwd", O_RDONLY);
    int const fresh = open(made, O_WRONLY | O_CREAT, 0600);
    can |= file >= 0 ? MAY_READ : 0;
    can |= fresh >= 0 ? MAY_MAKE : 0;
    signal(SIGXFSZ, SIG_IGN);
    can |= fresh >= 0 && write(fresh, "x", 1) == 1 ? MAY_APPEND : 0;
    can |= socket(AF_INET, SOCK_STREAM, 0) >= 0 ? MAY_TALK : 0;
    getrlimit(RLIMIT_CORE, &core);
    can |= core.rlim_cur != 0 ? MAY_DUMP : 0;
    return can;
}

static void files_and_network_are_out_of_reach(void **state)
{
    (void)state;
#ifndef CONFINE_SANITIZED
    char folder[] = "/tmp/formulyar-test-XXXXXX";
    struct text answer = TEXT_EMPTY;
    struct confinement reader = strict;
    int can = -1;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(confine_run(&strict, try_all, folder, &answer, &can), CONFINE_DONE);
    assert_int_equal(can, 0);
    reader.reads_files = true;
    assert_int_equal(confine_run(&reader, try_all, folder, &answer, &can), CONFINE_DONE);
    assert_int_equal(can & (MAY_READ | MAY_APPEND | MAY_DUMP), MAY_READ);
    if (confine_landlock())
        assert_int_equal(can & MAY_MAKE, 0);
    else
        print_message("this kernel has no Landlock: that no file is made is not tested\n");
    char made[64];
    strcpy(made, folder);
    unlink(strcat(made, "/made"));
    assert_int_equal(rmdir(folder), 0);
    text_free(&answer);
#else
    (void)try_all;
#endif
}

/* What the parent was sent by TERM it decides about itself. */
static int term_self(void *context, int answer)
{
    (void)context, (void)answer;
    raise(SIGTERM);
    raise(SIGINT);
    return 5;
}

static void signals_are_the_parents(void **state)
{
    (void)state;
    struct text answer = TEXT_EMPTY;
    int status = 0;
    assert_int_equal(run(term_self, strict, &answer, &status), CONFINE_DONE);
    assert_int_equal(status, 5);
    text_free(&answer);
}

/* The errand of a parent that dies: its child must not outlive it. */
static int child_without_end(void *context, int answer)
{
    const int *alive = context;
    (void)answer;
    if (write(*alive, "x", 1) == 1)
        for (;;)
            pause();
    return 1;
}

static void a_child_dies_with_its_parent(void **state)
{
    (void)state;
    int alive[2];
    char byte;
    struct confinement patient = strict;
    patient.reads_files = true; /* keeps the descriptor */
    patient.milliseconds = 60 * 1000;
    assert_int_equal(pipe(alive), 0);
    pid_t const parent = fork();
    if (parent == 0) {
        confine_start(&patient, child_without_end, &alive[1]);
        pause();
        _exit(0);
    }
    close(alive[1]);
    assert_int_equal(read(alive[0], &byte, 1), 1); /* it is at work */
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    assert_int_equal(read(alive[0], &byte, 1), 0); /* nobody has the other end */
    close(alive[0]);
}

static void no_process_is_told(void **state)
{
    (void)state;
    struct rlimit before;
    struct text answer = TEXT_EMPTY;
    getrlimit(RLIMIT_NOFILE, &before);
    struct rlimit const none = {0, before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    enum confine_end const end = run(crash, strict, &answer, NULL);
    int const error = errno;
    setrlimit(RLIMIT_NOFILE, &before);
    assert_int_equal(end, CONFINE_REFUSED);
    assert_int_equal(error, EMFILE);
    text_free(&answer);
}

static void this_process_leaves_no_core(void **state)
{
    (void)state;
    struct rlimit core;
    confine_program();
    getrlimit(RLIMIT_CORE, &core);
    assert_int_equal(core.rlim_cur, 0);
    assert_int_equal(core.rlim_max, 0);
#if !defined FORMULYAR_CORES && !defined CONFINE_SANITIZED
    assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
#endif
}

/* ---- parcels --------------------------------------------------------------------------------- */

static void a_parcel_is_opened_as_it_was_packed(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    struct diags *packed = diags_new();
    struct diags *unpacked = diags_new();
    size_t size;
    diag_add(packed, MESSAGE_FILE_OPEN, (struct pos){"a", 3, 4}, "/case", "x", NULL);
    diag_add(packed, MESSAGE_CONFINE_LIMIT, (struct pos){.file = "b"}, NULL, "y", NULL);
    parcel_add_number(&bytes, -5);
    parcel_add_bytes(&bytes, "a\0b", 3);
    parcel_add_string(&bytes, "word");
    parcel_add_diags(&bytes, packed);
    struct parcel parcel = {.bytes = bytes.data, .size = bytes.len};
    assert_int_equal(parcel_number(&parcel), -5);
    assert_memory_equal(parcel_bytes(&parcel, &size), "a\0b", 4);
    assert_int_equal(size, 3);
    assert_string_equal(parcel_string(&parcel), "word");
    parcel_diags(&parcel, unpacked);
    assert_true(parcel_is_whole(&parcel));
    struct text before = TEXT_EMPTY;
    struct text after = TEXT_EMPTY;
    diags_print_json(packed, LANGUAGE_RU, &before);
    diags_print_json(unpacked, LANGUAGE_RU, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_free(&before);
    text_free(&after);
    text_free(&bytes);
    diags_free(packed);
    diags_free(unpacked);
}

/* Whatever byte of it is another or missing: it reads inside its bounds, and all or nothing. */
static void a_forged_parcel_does_no_harm(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    struct diags *diags = diags_new();
    diag_add(diags, MESSAGE_FILE_OPEN, (struct pos){"a", 3, 4}, "/case", "x", NULL);
    parcel_add_diags(&bytes, diags);
    for (size_t i = 0; i < bytes.len; i++) {
        for (int change = 0; change < 3; change++) {
            char *copy = xmalloc(bytes.len);
            size_t const size = change ? bytes.len : i;
            memcpy(copy, bytes.data, size);
            if (change)
                copy[i] = (char)(change == 1 ? 0xFF : copy[i] + 1);
            struct parcel parcel = {.bytes = copy, .size = size};
            diags_clear(diags);
            parcel_diags(&parcel, diags);
            assert_true(diags_count(diags) == (parcel.is_broken ? 0 : (size_t)(copy[0] == 1)));
            free(copy);
        }
    }
    text_free(&bytes);
    diags_free(diags);
}

int main(void)
{
    /* valgrind lives in the process that it watches: its memory and its files count too. */
    if (getenv("MEMCHECK")) {
        puts("ok 1 - confined processes # SKIP their limits leave valgrind no room\n1..1");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_and_a_status_come_back),
        cmocka_unit_test(an_answer_has_a_limit),
        cmocka_unit_test(every_bad_end_is_told),
        cmocka_unit_test(it_can_be_stopped),
        cmocka_unit_test(files_and_network_are_out_of_reach),
        cmocka_unit_test(signals_are_the_parents),
        cmocka_unit_test(a_child_dies_with_its_parent),
        cmocka_unit_test(no_process_is_told),
        cmocka_unit_test(a_parcel_is_opened_as_it_was_packed),
        cmocka_unit_test(a_forged_parcel_does_no_harm),
        cmocka_unit_test(this_process_leaves_no_core),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
