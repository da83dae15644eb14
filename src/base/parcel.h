/*
 * parcel.h - what a confined reader hands back, as bytes: numbers, strings, diagnostics.
 *
 * The one who opens a parcel does not trust the one who packed it: whatever is not
 * whole reads as 0, "" or nothing, and parcel_is_whole() says so at the end.
 */
#ifndef FORMULYAR_BASE_PARCEL_H
#define FORMULYAR_BASE_PARCEL_H

#include "base/diag.h"
#include "base/text.h"

#include <stdint.h>

void parcel_add_number(struct text *parcel, int64_t number);
void parcel_add_bytes(struct text *parcel, const void *bytes, size_t size);
void parcel_add_string(struct text *parcel, const char *string);
void parcel_add_diags(struct text *parcel, const struct diags *diags);

/* Reading goes from the beginning on; only bytes and size are set at first. */
struct parcel {
    const char *bytes;
    size_t size;
    size_t at;
    bool is_broken;
};

int64_t parcel_number(struct parcel *parcel);

/* The bytes lie in the parcel, NUL behind them. */
const char *parcel_bytes(struct parcel *parcel, size_t *size);

/* A string; "" when it holds a NUL. */
const char *parcel_string(struct parcel *parcel);

/* Adds what parcel_add_diags() packed, all of it or nothing. */
void parcel_diags(struct parcel *parcel, struct diags *diags);

/* True when everything was there and nothing is left. */
bool parcel_is_whole(const struct parcel *parcel);

#endif
