#include "verify/look.h"

#include "verify/operators.h"
#include "verify/same.h"

#include <math.h>
#include <string.h>

enum { MOST_STATES = 16, MOST_FORMS = 4, MAX_LOOK = 1 << 20, MOST_VEILS = 3 };

struct color {
    double least, most; /* of red, green and blue */
    double light;       /* as an eye weighs them */
};

struct state {
    struct color fill, stroke;
    double ctm[6]; /* to the space of the outermost form */
    bool is_multiplied;
    bool is_fill_faint, is_stroke_faint; /* lets through what is below, in part */
};

/* What an appearance does, as far as it matters. */
struct painter {
    struct pdffile *file;
    struct arena *arena;
    bool is_odd;      /* text, pictures, patterns, or not to be read */
    bool is_white;    /* something is painted in white or nearly so */
    bool is_covering; /* something is painted that hides what is below */
    bool is_painted;  /* something is painted at all */
    bool is_drawn;    /* in lines, as a pen would */
    int veils;        /* paintings in faint white: enough of them hide what is below */
    bool is_clipped;  /* to some area, which is not measured */
    double ground;    /* the share of the outermost form that one light, coloured area fills */
    double box[4];    /* of that form */
    double area;      /* of the path so far, twice, with the sign of its direction */
    double first[2], at[2]; /* its subpath's start and its end */
    struct state states[MOST_STATES];
    int depth;
};

/* ---- boxes ------------------------------------------------------------------------- */

bool pdf_read_box(struct pdffile *file, const struct pdf_value *dict, const char *name,
                  double rect[4])
{
    const struct pdf_value *array = pdffile_get(file, dict, name);
    double numbers[4] = {0};
    int count = 0;
    if (!array || array->kind != PDF_ARRAY || array->length != 4)
        return false;
    for (const struct pdf_entry *entry = array->entries; entry && count < 4; entry = entry->next) {
        const struct pdf_value *number = pdffile_resolve(file, entry->value);
        if (!number || (number->kind != PDF_INTEGER && number->kind != PDF_REAL))
            return false;
        numbers[count++] = number->real;
    }
    rect[0] = fmin(numbers[0], numbers[2]);
    rect[1] = fmin(numbers[1], numbers[3]);
    rect[2] = fmax(numbers[0], numbers[2]);
    rect[3] = fmax(numbers[1], numbers[3]);
    return true;
}

/* ---- colours ------------------------------------------------------------------------- */

static struct color color_of(const struct operators *operators)
{
    enum { GRAY = 1, RGB = 3, CMYK = 4 };
    double const black = operators->count == CMYK ? operators_number(operators, 1) : 0;
    static const double weights[] = {0.11, 0.59, 0.3}; /* of blue, green and red */
    struct color color = {.least = 1, .most = 0, .light = 0};
    int const parts = operators->count == GRAY ? 1 : 3;
    for (int i = 0; i < parts; i++) {
        double part =
            operators_number(operators, parts == 1 ? 1 : operators->count - (parts - 1 - i));
        if (operators->count == CMYK)
            part = (1 - part) * (1 - black);
        color.least = part < color.least ? part : color.least;
        color.most = part > color.most ? part : color.most;
        color.light += parts == 1 ? part : part * weights[i];
    }
    return color;
}

static void set_color(struct painter *painter, const struct operators *operators, bool is_fill)
{
    struct state *state = &painter->states[painter->depth];
    for (int i = 0; i < operators->count; i++)
        painter->is_odd |= operators->operands[i].kind == PDF_NAME; /* a pattern */
    painter->is_odd |= operators->count != 1 && operators->count != 3 && operators->count != 4;
    *(is_fill ? &state->fill : &state->stroke) = color_of(operators);
}

static void paint_in(struct painter *painter, struct color color, bool is_faint)
{
    static const double white = 0.8;
    static const double dark = 0.2; /* black text on it could not be read */
    if (color.least > white)
        painter->veils += is_faint ? 1 : MOST_VEILS + 1;
    painter->is_white |= painter->veils > MOST_VEILS;
    painter->is_covering |= !painter->states[painter->depth].is_multiplied || color.light < dark;
    painter->is_painted = true;
}

/* ---- words --------------------------------------------------------------------------- */

static bool is_among(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* ---- the ground an icon is drawn on --------------------------------------------------- */

/* A point of the path, in the outermost form's box. */
static void locate(const struct painter *painter, double x, double y, double point[2])
{
    const double *m = painter->states[painter->depth].ctm;
    point[0] = fmin(fmax(m[0] * x + m[2] * y + m[4], painter->box[0]), painter->box[2]);
    point[1] = fmin(fmax(m[1] * x + m[3] * y + m[5], painter->box[1]), painter->box[3]);
}

static void line_to(struct painter *painter, const double point[2])
{
    painter->area += painter->at[0] * point[1] - point[0] * painter->at[1];
    memcpy(painter->at, point, sizeof painter->at);
}

static void start_at(struct painter *painter, const double point[2])
{
    line_to(painter, painter->first); /* areas are closed */
    memcpy(painter->first, point, sizeof painter->first);
    memcpy(painter->at, point, sizeof painter->at);
}

/* Curves count as the lines between their ends. */
static void follow_path(struct painter *painter, const struct operators *operators)
{
    double point[2];
    char const word = operators->word[0];
    if (strcmp(operators->word, "re") == 0) {
        double const x = operators_number(operators, 4);
        double const y = operators_number(operators, 3);
        double const corners[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (int i = 0; i < 4; i++) {
            locate(painter, x + corners[i][0] * operators_number(operators, 2),
                   y + corners[i][1] * operators_number(operators, 1), point);
            if (i == 0)
                start_at(painter, point);
            else
                line_to(painter, point);
        }
    } else if (!operators->word[1] && strchr("mlcvyh", word)) {
        locate(painter, operators_number(operators, 2), operators_number(operators, 1), point);
        if (word == 'm')
            start_at(painter, point);
        else
            line_to(painter, word == 'h' ? painter->first : point);
    }
}

/* Ends the path; is_filled: all that it goes round is painted. */
static void end_path(struct painter *painter, bool is_filled)
{
    static const double colored = 0.2;
    static const double dark = 0.3;
    static const double origin[2] = {0, 0};
    const struct state *state = &painter->states[painter->depth];
    double const whole = (painter->box[2] - painter->box[0]) * (painter->box[3] - painter->box[1]);
    line_to(painter, painter->first);
    if (is_filled && whole > 0 && !painter->is_clipped && !state->is_fill_faint &&
        state->fill.light >= dark && state->fill.most - state->fill.least >= colored)
        painter->ground = fmax(painter->ground, fabs(painter->area) / 2 / whole);
    painter->area = 0;
    memcpy(painter->first, origin, sizeof painter->first);
    memcpy(painter->at, origin, sizeof painter->at);
}

static void transform(struct painter *painter, const struct operators *operators)
{
    double *old = painter->states[painter->depth].ctm;
    double by[6];
    double m[6];
    for (int i = 0; i < 6; i++)
        by[i] = operators_number(operators, 6 - i);
    for (int i = 0; i < 6; i += 2) {
        m[i] = by[i] * old[0] + by[i + 1] * old[2] + (i == 4 ? old[4] : 0);
        m[i + 1] = by[i] * old[1] + by[i + 1] * old[3] + (i == 4 ? old[5] : 0);
    }
    memcpy(old, m, sizeof m);
}

/* What of an operator matters for it; areas inside forms within are not measured. */
static void measure(struct painter *painter, const struct operators *operators, int forms)
{
    static const char *const fills[] = {"f", "F", "B", "b", NULL};
    static const char *const ends[] = {"f*", "B*", "b*", "S", "s", "n", NULL};
    follow_path(painter, operators);
    if (is_among(operators->word, fills))
        end_path(painter, forms == 0);
    else if (is_among(operators->word, ends))
        end_path(painter, false);
    else if (operators->word[0] == 'W')
        painter->is_clipped = true;
    else if (strcmp(operators->word, "cm") == 0)
        transform(painter, operators);
}

/* ---- operators ------------------------------------------------------------------------- */

static const char *const harmless[] = {"w",  "J", "j",   "M",   "d",   "i", "ri", "cm",
                                       "m",  "l", "c",   "v",   "y",   "h", "re", "W",
                                       "W*", "n", "BMC", "BDC", "EMC", NULL};

static void push(struct painter *painter)
{
    if (painter->depth + 1 == MOST_STATES) {
        painter->is_odd = true;
        return;
    }
    painter->states[painter->depth + 1] = painter->states[painter->depth];
    painter->depth++;
}

/* The named resource of a kind that the operator's last operand tells. */
static const struct pdf_value *resource(struct painter *painter, const struct pdf_value *resources,
                                        const char *kind, const struct operators *operators)
{
    if (!operators->count || operators->operands[operators->count - 1].kind != PDF_NAME)
        return NULL;
    const struct pdf_value *name = &operators->operands[operators->count - 1];
    const struct pdf_value *all = pdffile_get(painter->file, resources, kind);
    painter->is_odd |= !pdf_has_single_keys(painter->file, all);
    return pdffile_resolve(painter->file, pdf_dict_find_bytes(all, name->bytes, name->length));
}

/*
 * In a space of the document's own any number can mean white: the device's and
 * those of a profile, whose numbers mean what they seem to, are let pass.
 */
static void set_space(struct painter *painter, const struct pdf_value *resources,
                      const struct operators *operators)
{
    static const char *const plain[] = {"DeviceGray", "DeviceRGB", "DeviceCMYK"};
    const struct pdf_value *space = resource(painter, resources, "ColorSpace", operators);
    bool is_plain = false;
    for (size_t i = 0; operators->count && i < sizeof plain / sizeof *plain; i++)
        is_plain |= pdf_is_name(&operators->operands[operators->count - 1], plain[i]);
    if (!is_plain && space && space->kind == PDF_ARRAY && space->entries)
        is_plain = pdf_is_name(pdffile_resolve(painter->file, space->entries->value), "ICCBased");
    painter->is_odd |= !is_plain;
}

/* These make other colours of the device's. */
static bool has_own_colors(struct pdffile *file, const struct pdf_value *resources)
{
    const struct pdf_value *spaces = pdffile_get(file, resources, "ColorSpace");
    return pdf_dict_find(spaces, "DefaultGray") || pdf_dict_find(spaces, "DefaultRGB") ||
           pdf_dict_find(spaces, "DefaultCMYK");
}

/* Whether an alpha of a state lets something through; as before when it has none. */
static bool is_faint(struct painter *painter, const struct pdf_value *state, const char *name,
                     bool before)
{
    static const double faint = 0.7;
    const struct pdf_value *alpha = pdffile_get(painter->file, state, name);
    if (!alpha)
        return before;
    if (alpha->kind != PDF_INTEGER && alpha->kind != PDF_REAL)
        painter->is_odd = true;
    return alpha->real <= faint;
}

static void set_state(struct painter *painter, const struct pdf_value *state, bool in_group)
{
    struct state *now = &painter->states[painter->depth];
    const struct pdf_value *mode = pdffile_get(painter->file, state, "BM");
    if (mode && mode->kind == PDF_ARRAY && mode->entries)
        mode = pdffile_resolve(painter->file, mode->entries->value);
    const struct pdf_value *mask = pdffile_get(painter->file, state, "SMask");
    painter->is_odd |= mask && !pdf_is_name(mask, "None");
    if (!pdf_has_single_keys(painter->file, state) || pdf_dict_find(state, "Font") ||
        pdf_dict_find(state, "TR") || pdf_dict_find(state, "TR2"))
        painter->is_odd = true;
    now->is_fill_faint = is_faint(painter, state, "ca", now->is_fill_faint);
    now->is_stroke_faint = is_faint(painter, state, "CA", now->is_stroke_faint);
    if (mode && !in_group)
        now->is_multiplied = pdf_is_name(mode, "Multiply") || pdf_is_name(mode, "Darken");
}

static void walk_form(struct painter *painter, const struct pdf_value *form, int forms);

static void run(struct painter *painter, const struct operators *operators,
                const struct pdf_value *resources, bool in_group, int forms)
{
    static const char *const fills[] = {"f", "F", "f*", "B", "B*", "b", "b*", NULL};
    static const char *const strokes[] = {"S", "s", "B", "B*", "b", "b*", NULL};
    static const char *const fill_colors[] = {"g", "rg", "k", "sc", "scn", NULL};
    static const char *const stroke_colors[] = {"G", "RG", "K", "SC", "SCN", NULL};
    const struct state *state = &painter->states[painter->depth];
    const char *word = operators->word;
    measure(painter, operators, forms);
    bool const is_fill = is_among(word, fills);
    if (is_fill)
        paint_in(painter, state->fill, state->is_fill_faint);
    if (is_among(word, strokes)) {
        paint_in(painter, state->stroke, state->is_stroke_faint);
        painter->is_drawn = true;
    } else if (strcmp(word, "q") == 0)
        push(painter);
    else if (strcmp(word, "Q") == 0)
        painter->depth -= painter->depth > 0;
    else if (is_among(word, fill_colors))
        set_color(painter, operators, true);
    else if (is_among(word, stroke_colors))
        set_color(painter, operators, false);
    else if (strcmp(word, "cs") == 0 || strcmp(word, "CS") == 0)
        set_space(painter, resources, operators);
    else if (strcmp(word, "gs") == 0)
        set_state(painter, resource(painter, resources, "ExtGState", operators), in_group);
    else if (strcmp(word, "Do") == 0)
        walk_form(painter, resource(painter, resources, "XObject", operators), forms + 1);
    else if (!is_fill && !is_among(word, harmless))
        painter->is_odd = true;
}

/*
 * Inside a transparency group the group as a whole is painted in the mode outside; the
 * outermost one's modes reach the page unless it is isolated.
 */
static bool is_group(struct painter *painter, const struct pdf_value *form, int forms)
{
    const struct pdf_value *group = pdffile_get(painter->file, form, "Group");
    const struct pdf_value *isolated = pdffile_get(painter->file, group, "I");
    return group && (forms > 0 || !pdf_has_single_keys(painter->file, group) ||
                     (isolated && isolated->integer));
}

/* A key that stands twice is read in two ways. */
static bool is_clear(struct painter *painter, const struct pdf_value *form)
{
    const struct pdf_value *resources = pdffile_get(painter->file, form, "Resources");
    return pdf_has_single_keys(painter->file, form) &&
           (!resources || pdf_has_single_keys(painter->file, resources)) &&
           !has_own_colors(painter->file, resources);
}

static void walk_form(struct painter *painter, const struct pdf_value *form, int forms)
{
    struct text bytes = TEXT_EMPTY;
    struct operators operators;
    int const depth = painter->depth;
    if (forms > MOST_FORMS || !form || form->kind != PDF_STREAM ||
        !pdf_is_name(pdffile_get(painter->file, form, "Subtype"), "Form") ||
        !pdffile_stream(painter->file, form, MAX_LOOK, &bytes)) {
        painter->is_odd = true;
        text_free(&bytes);
        return;
    }
    const struct pdf_value *resources = pdffile_get(painter->file, form, "Resources");
    bool const in_group = is_group(painter, form, forms);
    painter->is_odd |= !is_clear(painter, form);
    push(painter);
    if (forms == 0) {
        static const double identity[6] = {1, 0, 0, 1, 0, 0};
        memcpy(painter->states[painter->depth].ctm, identity, sizeof identity);
        painter->is_clipped = !pdf_read_box(painter->file, form, "BBox", painter->box);
    }
    end_path(painter, false);
    operators_start(&operators, &bytes, painter->arena, pdffile_budget(painter->file));
    while (!painter->is_odd && operators_next(&operators))
        run(painter, &operators, resources, in_group, forms);
    painter->is_odd |= operators.is_broken;
    painter->depth = depth;
    text_free(&bytes);
}

/* One look of several; the least ground that any of them has is what counts. */
static void walk_look(struct painter *painter, const struct pdf_value *form, double *least)
{
    painter->ground = 0;
    walk_form(painter, form, 0);
    *least = fmin(*least, painter->ground);
}

struct look look_of(struct pdffile *file, const struct pdf_value *annotation, struct arena *arena)
{
    struct painter painter = {.file = file, .arena = arena};
    double ground = 1;
    const struct pdf_value *all = pdffile_get(file, annotation, "AP");
    for (const struct pdf_entry *entry = all ? all->entries : NULL; entry; entry = entry->next) {
        const struct pdf_value *one = pdffile_resolve(file, entry->value);
        if (!one || one->kind != PDF_DICT) {
            walk_look(&painter, one, &ground);
            continue;
        }
        for (const struct pdf_entry *state = one->entries; state; state = state->next)
            walk_look(&painter, pdffile_resolve(file, state->value), &ground);
    }
    return (struct look){.is_odd = painter.is_odd,
                         .is_white = painter.is_white,
                         .is_covering = painter.is_covering,
                         .is_painted = painter.is_painted,
                         .is_drawn = painter.is_drawn,
                         .ground = ground};
}
