/* Adds a delay to every fsync and fdatasync of the process that it is preloaded into: a disk whose cache does not hide
   what durability costs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void delay(void)
{
    static int microseconds = -1;
    if (microseconds < 0)
    {
        const char *text = getenv("XDSDMP_BENCH_FSYNC_MICROSECONDS");
        microseconds = text ? atoi(text) : 0;
    }

    usleep(microseconds);
}

int fsync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int result = real(file);
    delay();
    return result;
}

int fdatasync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int result = real(file);
    delay();
    return result;
}
