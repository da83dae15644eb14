/* nettle in the page and the static program: plain C. */
#define HAVE_ALLOCA_H 1
#define HAVE_BUILTIN_BSWAP64 1
#define HAVE_GCC_ATTRIBUTE 1
#define HAVE_INTTYPES_H 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRERROR 1
#define HAVE_STRINGS_H 1
#define SIZEOF_LONG __SIZEOF_LONG__
#define SIZEOF_SIZE_T __SIZEOF_SIZE_T__
#if defined(__GNUC__)
#define NORETURN __attribute__((__noreturn__))
#define PRINTF_STYLE(f, a) __attribute__((__format__(__printf__, f, a)))
#define UNUSED __attribute__((__unused__))
#endif
#define ALIGN(x)
