/*
 * What libzip would have and we have no use for: words for its errors (ours are in messages.def);
 * in the page files on a disk, and random numbers for their names and for ciphers.
 */
#include "zipint.h"

const char *const _zip_err_str[] = {"No error"};
const int _zip_nerr_str = 1;
const int _zip_err_type[] = {ZIP_ET_NONE};

#ifdef __wasm__
zip_source_t *zip_source_file_create(const char *name, zip_uint64_t start, zip_int64_t length,
                                     zip_error_t *error)
{
    (void)name, (void)start, (void)length;
    zip_error_set(error, ZIP_ER_OPNOTSUPP, 0);
    return NULL;
}

bool zip_secure_random(zip_uint8_t *buffer, zip_uint16_t length)
{
    (void)buffer, (void)length;
    return false;
}

zip_uint32_t zip_random_uint32(void)
{
    return 0;
}
#endif
