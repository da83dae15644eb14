/* libtasn1 in the static program. */
#define HAVE_SYS_TYPES_H 1
#define STDC_HEADERS 1
#define _GL_INLINE static inline
#define _GL_EXTERN_INLINE static inline
#define _GL_INLINE_HEADER_BEGIN
#define _GL_INLINE_HEADER_END
#define _GL_ATTRIBUTE_CONST
#define _GL_ATTRIBUTE_PURE
#define SIZEOF_UNSIGNED_INT 4
#define SIZEOF_UNSIGNED_LONG_INT 8
#define WORD_BIT 32
