/* libharu in the page and the static program: streams stay as they are given, and there are no pictures. */
#define LIBHPDF_HAVE_INTTYPES_H 1
#define LIBHPDF_HAVE_NOPNGLIB 1
#define HPDF_NOPNGLIB 1
#define LIBHPDF_HAVE_NOZLIB 1
#define LIBHPDF_HAVE_STDINT_H 1
#define LIBHPDF_HAVE_STDLIB_H 1
#define LIBHPDF_HAVE_STRING_H 1
#define LIBHPDF_STDC_HEADERS 1
