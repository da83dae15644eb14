/* qpdf in the static program. */
#define DEFAULT_CRYPTO "native"
#define USE_CRYPTO_NATIVE 1
#define HAVE_INTTYPES_H 1
#define HAVE_STDINT_H 1
#define HAVE_FSEEKO 1
#define HAVE_LOCALTIME_R 1
#define HAVE_RANDOM 1
#define HAVE_TM_GMTOFF 1
#define RANDOM_DEVICE "/dev/urandom"
#define SIZEOF_SIZE_T 8
