#include "table/number.h"

#include "base/clock.h"
#include "table/table.h"

/* ---- decimal digits --------------------------------------------------------------------- */

enum { DIGITS = 15, MOST_DIGITS = 400 };

/* 0.DIGITS * 10^exponent */
struct decimal {
    char digits[DIGITS + 1]; /* without zeros at the ends; one more for rounding */
    int count;
    long exponent;
    bool is_negative;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Takes a digit in; those past the sixteenth matter no more. */
static void take_digit(struct decimal *decimal, char digit, bool behind_point)
{
    if (decimal->count == 0 && digit == '0') {
        decimal->exponent -= behind_point;
        return;
    }
    if (decimal->count <= DIGITS)
        decimal->digits[decimal->count++] = digit;
    decimal->exponent += !behind_point;
}

static void round_digits(struct decimal *decimal)
{
    if (decimal->count > DIGITS) {
        bool carry = decimal->digits[DIGITS] >= '5';
        decimal->count = DIGITS;
        while (carry && decimal->count) {
            char *last = &decimal->digits[decimal->count - 1];
            carry = *last == '9';
            if (carry)
                decimal->count--;
            else
                ++*last;
        }
        if (carry) {
            decimal->digits[0] = '1';
            decimal->count = 1;
            decimal->exponent++;
        }
    }
    while (decimal->count && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    if (!decimal->count)
        *decimal = (struct decimal){0};
}

static const char *skip_sign(const char *at, const char *end, bool *is_negative)
{
    *is_negative = at < end && *at == '-';
    return at + (at < end && (*at == '-' || *at == '+'));
}

/* The exponent behind E; at is moved past it. */
static bool take_exponent(struct decimal *decimal, const char **at, const char *end)
{
    bool is_negative;
    long value = 0;
    *at = skip_sign(*at + 1, end, &is_negative);
    const char *first = *at;
    for (; *at < end && is_digit(**at) && value < 100000; ++*at)
        value = value * 10 + (**at - '0');
    decimal->exponent += is_negative ? -value : value;
    return *at > first;
}

static bool parse_decimal(const char *bytes, size_t size, struct decimal *decimal)
{
    const char *end = bytes + size;
    *decimal = (struct decimal){0};
    bool is_negative, behind_point = false, any = false;
    const char *at = skip_sign(bytes, end, &is_negative);
    for (; at < end && (is_digit(*at) || (*at == '.' && !behind_point)); at++) {
        if (*at == '.') {
            behind_point = true;
            continue;
        }
        any = true;
        take_digit(decimal, *at, behind_point);
    }
    if (!any || size > MOST_DIGITS)
        return false;
    if (at < end && (*at == 'E' || *at == 'e') && !take_exponent(decimal, &at, end))
        return false;
    decimal->is_negative = is_negative;
    round_digits(decimal);
    return at == end;
}

static void add_zeros(struct text *out, long count)
{
    for (; count > 0; count--)
        text_add_char(out, '0');
}

/* Beyond these a number is written with an exponent. */
enum { MOST_BEFORE = 21, MOST_ZEROS_BEHIND = 9 };

static void add_decimal(struct text *out, const struct decimal *decimal)
{
    long const before = decimal->exponent;
    if (decimal->is_negative)
        text_add_char(out, '-');
    if (!decimal->count) {
        text_add_char(out, '0');
    } else if (before > MOST_BEFORE || before < -MOST_ZEROS_BEHIND) {
        text_add_bytes(out, decimal->digits, 1);
        if (decimal->count > 1) {
            text_add_char(out, '.');
            text_add_bytes(out, decimal->digits + 1, (size_t)decimal->count - 1);
        }
        text_format(out, "E%s%ld", before > 0 ? "+" : "", before - 1);
    } else if (before <= 0) {
        text_add(out, "0.");
        add_zeros(out, -before);
        text_add_bytes(out, decimal->digits, (size_t)decimal->count);
    } else {
        long const whole = before < decimal->count ? before : decimal->count;
        text_add_bytes(out, decimal->digits, (size_t)whole);
        add_zeros(out, before - whole);
        if (whole < decimal->count) {
            text_add_char(out, '.');
            text_add_bytes(out, decimal->digits + whole, (size_t)(decimal->count - whole));
        }
    }
}

bool number_add(struct text *out, const char *bytes, size_t size)
{
    struct decimal decimal;
    if (!parse_decimal(bytes, size, &decimal))
        return false;
    add_decimal(out, &decimal);
    return true;
}

/* ---- days and seconds ------------------------------------------------------------------- */

enum { DAY = 86400, DAYS_1904 = 1462, LAST_SERIAL = 2958465 };

struct moment {
    long days;
    long seconds;
};

/* A serial number of days as whole days and seconds, rounded; false when it is below 0 or too large. */
static bool to_moment(const struct decimal *decimal, struct moment *moment)
{
    double value = 0, scale = 1;
    if (decimal->is_negative || decimal->exponent > 7)
        return false;
    for (int i = 0; i < decimal->count; i++)
        value = value * 10 + (decimal->digits[i] - '0');
    for (long i = decimal->count; i > decimal->exponent && i > decimal->exponent - 60; i--)
        scale *= 10;
    for (long i = decimal->count; i < decimal->exponent; i++)
        value *= 10;
    value /= scale;
    moment->days = (long)value;
    moment->seconds = (long)((value - (double)moment->days) * DAY + 0.5);
    if (moment->seconds == DAY) {
        moment->days++;
        moment->seconds = 0;
    }
    return true;
}

/* The civil date of a day counted from 1970-01-01 (by Howard Hinnant's chrono algorithms). */
static void civil(long days, long *year, unsigned *month, unsigned *day)
{
    long const z = days + 719468;
    long const era = z / 146097;
    unsigned const doe = (unsigned)(z - era * 146097);
    unsigned const yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    unsigned const doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    unsigned const mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = (long)yoe + era * 400 + (*month <= 2);
}

static void add_two(struct text *out, long value)
{
    if (value < 10)
        text_add_char(out, '0');
    text_add_int(out, value);
}

static void add_date(struct text *out, long year, long month, long day)
{
    for (long power = 1000; power > 1 && year < power; power /= 10)
        text_add_char(out, '0');
    text_format(out, "%ld-", year);
    add_two(out, month);
    text_add_char(out, '-');
    add_two(out, day);
}

/* Excel takes 1900 for a leap year: its day 60 is 29 February, and what is before is a day off. */
static void add_day(struct text *out, long serial, bool is_1904)
{
    enum { DAY_0 = -25569, LEAP_DAY = 60 }; /* 1899-12-30, from 1970 */
    long year;
    unsigned month, day;
    if (is_1904)
        serial += DAYS_1904;
    civil(DAY_0 + serial + (serial < LEAP_DAY), &year, &month, &day);
    if (serial == LEAP_DAY)
        add_date(out, 1900, 2, 29);
    else
        add_date(out, (long)year, (long)month, (long)day);
}

static void add_clock(struct text *out, long hours, long seconds, bool two_digits)
{
    if (two_digits)
        add_two(out, hours);
    else
        text_add_int(out, hours);
    text_add_char(out, ':');
    add_two(out, seconds / 60 % 60);
    if (seconds % 60) {
        text_add_char(out, ':');
        add_two(out, seconds % 60);
    }
}

static int add_moment(struct text *out, struct moment moment, enum number_style style, bool is_1904)
{
    long const hours = moment.seconds / 3600;
    bool const has_day = moment.days >= !is_1904;
    if (style == STYLE_TIME || style == STYLE_ELAPSED || (style == STYLE_DATE_TIME && !has_day)) {
        add_clock(out, hours + (style == STYLE_ELAPSED ? moment.days * 24 : 0), moment.seconds,
                  false);
        return CELL_TIME;
    }
    if (!has_day || moment.days + (is_1904 ? DAYS_1904 : 0) > LAST_SERIAL)
        return CELL_NUMBER;
    add_day(out, moment.days, is_1904);
    if (moment.seconds) {
        text_add_char(out, 'T');
        add_clock(out, hours, moment.seconds, true);
    }
    return CELL_DATE;
}

int number_add_styled(struct text *out, const char *bytes, size_t size, struct number_format format,
                      bool is_1904)
{
    struct decimal decimal;
    struct moment moment;
    if (!parse_decimal(bytes, size, &decimal))
        return -1;
    bool const is_whole = decimal.count <= decimal.exponent;
    if (format.style == STYLE_ZEROS && is_whole && !decimal.is_negative)
        add_zeros(out, (long)format.zeros - decimal.exponent);
    if (format.style == STYLE_ZEROS && !decimal.count && format.zeros)
        return CELL_NUMBER;
    if (format.style != STYLE_NUMBER && format.style != STYLE_ZEROS &&
        to_moment(&decimal, &moment)) {
        int const kind = add_moment(out, moment, format.style, is_1904);
        if (kind != CELL_NUMBER)
            return kind;
    }
    add_decimal(out, &decimal);
    return CELL_NUMBER;
}

/* ---- ISO 8601 --------------------------------------------------------------------------- */

/* The number of a run of digits; at is moved past it; -1 when there is none. */
static long take_number(const char **at, const char *end)
{
    long value = -1;
    for (; *at < end && is_digit(**at) && value < 1000000; ++*at)
        value = (value < 0 ? 0 : value) * 10 + (**at - '0');
    return value;
}

static bool take_sign(const char **at, const char *end, char sign)
{
    bool const there = *at < end && **at == sign;
    *at += there;
    return there;
}

/* hh:mm[:ss[.fraction]]; what follows (a zone) is not looked at.  -1: it is no time. */
static long take_clock(const char **at, const char *end)
{
    long const hours = take_number(at, end);
    long const minutes = take_sign(at, end, ':') ? take_number(at, end) : -1;
    long const seconds = take_sign(at, end, ':') ? take_number(at, end) : 0;
    if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60)
        return -1;
    return hours * 3600 + minutes * 60 + seconds;
}

int number_add_iso(struct text *out, const char *bytes, size_t size)
{
    const char *at = bytes;
    const char *end = bytes + size;
    bool const time_alone = take_sign(&at, end, 'T') || (size > 2 && bytes[2] == ':');
    if (time_alone) {
        long const clock = take_clock(&at, end);
        if (clock < 0)
            return -1;
        add_clock(out, clock / 3600, clock, false);
        return CELL_TIME;
    }
    long const year = take_number(&at, end);
    long const month = take_sign(&at, end, '-') ? take_number(&at, end) : -1;
    long const day = take_sign(&at, end, '-') ? take_number(&at, end) : -1;
    struct date const date = {(int)year, (int)month, (int)day};
    if (year > 9999 || !date_is_in_calendar(&date))
        return -1;
    long clock = 0;
    if (take_sign(&at, end, 'T') || take_sign(&at, end, ' '))
        clock = take_clock(&at, end);
    else if (at != end)
        return -1;
    if (clock < 0)
        return -1;
    add_date(out, year, month, day);
    if (clock) {
        text_add_char(out, 'T');
        add_clock(out, clock / 3600, clock, true);
    }
    return CELL_DATE;
}

int number_add_duration(struct text *out, const char *bytes, size_t size)
{
    const char *at = bytes;
    const char *end = bytes + size;
    long seconds = 0, units = 0;
    if (!take_sign(&at, end, 'P'))
        return -1;
    bool is_time = false;
    while (at < end) {
        if (take_sign(&at, end, 'T')) {
            is_time = true;
            continue;
        }
        long const value = take_number(&at, end);
        if (take_sign(&at, end, '.') || take_sign(&at, end, ','))
            take_number(&at, end);
        char const unit = at < end ? *at++ : '\0';
        long const worth = !is_time && unit == 'D'  ? DAY
                           : is_time && unit == 'H' ? 3600
                           : is_time && unit == 'M' ? 60
                           : is_time && unit == 'S' ? 1
                                                    : 0;
        if (value < 0 || !worth || ++units > 4)
            return -1;
        seconds += value * worth;
    }
    if (!units)
        return -1;
    add_clock(out, seconds / 3600, seconds, false);
    return CELL_TIME;
}
