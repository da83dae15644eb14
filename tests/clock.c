/*
 * clock.c - preloaded into the program: a clock that is ahead by the seconds that the file
 * CLOCK_AHEAD holds, so that no test has to wait.  tests/tap.sh: with_clock.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t seconds_ahead(void)
{
    char text[32] = "";
    const char *name = getenv("CLOCK_AHEAD");
    int const file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0 || read(file, text, sizeof text - 1) < 0)
        text[0] = '\0';
    if (file >= 0)
        close(file);
    return (time_t)strtol(text, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int const status = (int)syscall(SYS_clock_gettime, clock, now);
    now->tv_sec += seconds_ahead();
    return status;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec time;
    (void)zone;
    int const status = clock_gettime(CLOCK_REALTIME, &time);
    *now = (struct timeval){time.tv_sec, time.tv_nsec / 1000};
    return status;
}

time_t time(time_t *now)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    if (now)
        *now = time.tv_sec;
    return time.tv_sec;
}
