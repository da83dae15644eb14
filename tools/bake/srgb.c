#include "bake.h"

#include <math.h>
#include <string.h>

enum { HEADER_SIZE = 128, TAG_ENTRY_SIZE = 12, CURVE_STEPS = 32 };

struct tag {
    const char *signature;
    struct text data; /* empty: shares the data of the tag before */
};

static void put_int16(struct text *out, unsigned value)
{
    text_add_char(out, (char)(value >> 8 & 0xFF));
    text_add_char(out, (char)(value & 0xFF));
}

static void put_int32(struct text *out, size_t value)
{
    put_int16(out, (unsigned)(value >> 16));
    put_int16(out, (unsigned)(value & 0xFFFF));
}

static void put_zeros(struct text *out, size_t count)
{
    while (count--)
        text_add_char(out, '\0');
}

/* s15Fixed16Number */
static void put_xyz(struct text *out, const double xyz[3])
{
    for (int i = 0; i < 3; i++)
        put_int32(out, (size_t)lround(xyz[i] * 65536));
}

static struct text xyz_tag(double x, double y, double z)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, "XYZ ");
    put_zeros(&out, 4);
    put_xyz(&out, (double[]){x, y, z});
    return out;
}

/* IEC 61966-2-1, 4.4 */
static double to_linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static struct text curve_tag(void)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, "curv");
    put_zeros(&out, 4);
    put_int32(&out, CURVE_STEPS);
    for (int i = 0; i < CURVE_STEPS; i++)
        put_int16(&out, (unsigned)lround(to_linear(i / (CURVE_STEPS - 1.0)) * 65535));
    return out;
}

/* textDescriptionType: ASCII; no Unicode and no Macintosh text */
static struct text description_tag(const char *description)
{
    enum { UNICODE_AND_SCRIPT = 4 + 4 + 2 + 1 + 67 };
    struct text out = TEXT_EMPTY;
    text_add(&out, "desc");
    put_zeros(&out, 4);
    put_int32(&out, strlen(description) + 1);
    text_add(&out, description);
    put_zeros(&out, 1 + UNICODE_AND_SCRIPT);
    return out;
}

static struct text text_tag(const char *string)
{
    struct text out = TEXT_EMPTY;
    text_add(&out, "text");
    put_zeros(&out, 4);
    text_add(&out, string);
    put_zeros(&out, 1);
    return out;
}

static void put_header(struct text *out, size_t size)
{
    static const double d50[3] = {0.9642, 1.0, 0.8249};
    static const unsigned made[6] = {1999, 10, 18, 0, 0, 0}; /* of IEC 61966-2-1 */
    put_int32(out, size);
    put_zeros(out, 4);
    put_int32(out, 0x02100000);
    text_add(out, "mntrRGB XYZ ");
    for (int i = 0; i < 6; i++)
        put_int16(out, made[i]);
    text_add(out, "acsp");
    put_zeros(out, 28);
    put_xyz(out, d50);
    put_zeros(out, HEADER_SIZE - 80);
}

static size_t padded(size_t size)
{
    return (size + 3) / 4 * 4;
}

void srgb_profile(struct text *out)
{
    struct tag tags[] = {
        {"desc", description_tag("sRGB")},
        {"cprt", text_tag("Public domain")},
        {"wtpt", xyz_tag(0.9642, 1.0, 0.8249)},
        {"rXYZ", xyz_tag(0.43607, 0.22249, 0.01392)},
        {"gXYZ", xyz_tag(0.38515, 0.71687, 0.09708)},
        {"bXYZ", xyz_tag(0.14307, 0.06061, 0.71410)},
        {"rTRC", curve_tag()},
        {"gTRC", TEXT_EMPTY},
        {"bTRC", TEXT_EMPTY},
    };
    size_t const count = sizeof tags / sizeof tags[0];
    struct text table = TEXT_EMPTY, data = TEXT_EMPTY;
    size_t const start = HEADER_SIZE + 4 + count * TAG_ENTRY_SIZE;
    size_t offset = start, size = 0;
    for (size_t i = 0; i < count; i++) {
        if (tags[i].data.len) {
            offset = start + data.len;
            size = tags[i].data.len;
            text_add_bytes(&data, tags[i].data.data, size);
            put_zeros(&data, padded(size) - size);
        }
        text_add(&table, tags[i].signature);
        put_int32(&table, offset);
        put_int32(&table, size);
        text_free(&tags[i].data);
    }
    put_header(out, start + data.len);
    put_int32(out, count);
    text_add_bytes(out, table.data, table.len);
    text_add_bytes(out, data.data, data.len);
    text_free(&table);
    text_free(&data);
}
