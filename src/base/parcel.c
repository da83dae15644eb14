/*
 * parcel.c - see parcel.h.  Both ends are one program: numbers go as they lie in memory.
 */
#include "base/parcel.h"

#include <string.h>

void parcel_add_number(struct text *parcel, int64_t number)
{
    text_add_bytes(parcel, &number, sizeof number);
}

void parcel_add_bytes(struct text *parcel, const void *bytes, size_t size)
{
    parcel_add_number(parcel, (int64_t)size);
    text_add_bytes(parcel, bytes, size);
    text_add_bytes(parcel, "", 1);
}

void parcel_add_string(struct text *parcel, const char *string)
{
    parcel_add_bytes(parcel, string, strlen(string));
}

static void add_cell(struct text *parcel, const struct diag_cell *cell)
{
    parcel_add_number(parcel, cell->sheet != NULL);
    parcel_add_string(parcel, cell->sheet ? cell->sheet : "");
    parcel_add_string(parcel, cell->case_id ? cell->case_id : "");
    parcel_add_number(parcel, cell->row);
    parcel_add_number(parcel, cell->column);
}

void parcel_add_diags(struct text *parcel, const struct diags *diags)
{
    size_t const count = diags_count(diags);
    parcel_add_number(parcel, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        const struct diag *diag = diags_get(diags, i);
        parcel_add_number(parcel, diag->severity);
        parcel_add_number(parcel, diag->pos.line);
        parcel_add_number(parcel, diag->pos.column);
        parcel_add_number(parcel, diag->path != NULL);
        parcel_add_string(parcel, diag->code);
        parcel_add_string(parcel, diag->pos.file);
        parcel_add_string(parcel, diag->path ? diag->path : "");
        parcel_add_string(parcel, diag->text[LANGUAGE_RU]);
        parcel_add_string(parcel, diag->text[LANGUAGE_EN]);
        add_cell(parcel, &diag->cell);
    }
}

int64_t parcel_number(struct parcel *parcel)
{
    int64_t number = 0;
    if (parcel->is_broken || parcel->size - parcel->at < sizeof number) {
        parcel->is_broken = true;
        return 0;
    }
    memcpy(&number, parcel->bytes + parcel->at, sizeof number);
    parcel->at += sizeof number;
    return number;
}

const char *parcel_bytes(struct parcel *parcel, size_t *size)
{
    int64_t const wanted = parcel_number(parcel);
    size_t const left = parcel->size - parcel->at;
    const char *bytes = parcel->bytes + parcel->at;
    *size = 0;
    if (parcel->is_broken || wanted < 0 || (uint64_t)wanted >= left || bytes[wanted] != '\0') {
        parcel->is_broken = true;
        return "";
    }
    *size = (size_t)wanted;
    parcel->at += *size + 1;
    return bytes;
}

const char *parcel_string(struct parcel *parcel)
{
    size_t size;
    const char *string = parcel_bytes(parcel, &size);
    if (strlen(string) == size)
        return string;
    parcel->is_broken = true;
    return "";
}

static bool read_cell(struct parcel *parcel, struct diag_cell *cell)
{
    bool const has_cell = parcel_number(parcel) != 0;
    cell->sheet = parcel_string(parcel);
    cell->case_id = parcel_string(parcel);
    cell->row = (long)parcel_number(parcel);
    cell->column = (long)parcel_number(parcel);
    if (cell->row < 0 || cell->column < 0)
        parcel->is_broken = true;
    return has_cell;
}

static void one_diag(struct parcel *parcel, struct diags *diags)
{
    int64_t const severity = parcel_number(parcel);
    struct pos pos = {.line = (long)parcel_number(parcel)};
    pos.column = (long)parcel_number(parcel);
    bool const has_path = parcel_number(parcel) != 0;
    const char *code = parcel_string(parcel);
    pos.file = parcel_string(parcel);
    const char *path = parcel_string(parcel);
    const char *russian = parcel_string(parcel);
    const char *english = parcel_string(parcel);
    struct diag_cell cell;
    bool const has_cell = read_cell(parcel, &cell);
    if (severity < SEVERITY_WARNING || severity > SEVERITY_SYSTEM)
        parcel->is_broken = true;
    if (parcel->is_broken || !diags)
        return;
    diag_add_text(diags, (enum severity)severity, code, pos, has_path ? path : NULL, russian,
                  english);
    if (has_cell)
        diags_set_cell(diags, &cell);
}

void parcel_diags(struct parcel *parcel, struct diags *diags)
{
    struct parcel trial = *parcel;
    int64_t const count = parcel_number(&trial);
    trial.is_broken |= count < 0;
    for (int64_t i = 0; i < count && !trial.is_broken; i++)
        one_diag(&trial, NULL);
    if (trial.is_broken) {
        parcel->is_broken = true;
        return;
    }
    parcel_number(parcel);
    for (int64_t i = 0; i < count; i++)
        one_diag(parcel, diags);
}

bool parcel_is_whole(const struct parcel *parcel)
{
    return !parcel->is_broken && parcel->at == parcel->size;
}
