/*
 * remarks.c - see remarks.h.
 *
 * A remark can be a trick as well: an "icon" as large as a paragraph, a
 * "highlight" in opaque white.  So its size is looked at, and what its
 * appearance stream paints.
 */
#include "verify/remarks.h"

#include "verify/operators.h"
#include "verify/same.h"

#include <math.h>
#include <string.h>

enum { LARGEST_ICON = 40, MOST_STATES = 16, MOST_FORMS = 4, MAX_LOOK = 1 << 20, MOST_VEILS = 3 };

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
struct look {
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

static bool read_box(struct pdffile *file, const struct pdf_value *dict, const char *name,
                     double rect[4])
{
    const struct pdf_value *array = pdffile_get(file, dict, name);
    double numbers[4];
    int count = 0;
    if (!array || array->kind != PDF_ARRAY || array->length != 4)
        return false;
    for (const struct pdf_entry *entry = array->entries; entry; entry = entry->next) {
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
        double part = operators_number(operators, parts == 1 ? 1 : operators->count - (parts - 1 - i));
        if (operators->count == CMYK)
            part = (1 - part) * (1 - black);
        color.least = part < color.least ? part : color.least;
        color.most = part > color.most ? part : color.most;
        color.light += parts == 1 ? part : part * weights[i];
    }
    return color;
}

static void set_color(struct look *look, const struct operators *operators, bool is_fill)
{
    struct state *state = &look->states[look->depth];
    for (int i = 0; i < operators->count; i++)
        look->is_odd |= operators->operands[i].kind == PDF_NAME; /* a pattern */
    look->is_odd |= operators->count != 1 && operators->count != 3 && operators->count != 4;
    *(is_fill ? &state->fill : &state->stroke) = color_of(operators);
}

static void paint_in(struct look *look, struct color color, bool is_faint)
{
    static const double white = 0.8;
    static const double dark = 0.2; /* black text on it could not be read */
    if (color.least > white)
        look->veils += is_faint ? 1 : MOST_VEILS + 1;
    look->is_white |= look->veils > MOST_VEILS;
    look->is_covering |= !look->states[look->depth].is_multiplied || color.light < dark;
    look->is_painted = true;
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
static void locate(const struct look *look, double x, double y, double point[2])
{
    const double *m = look->states[look->depth].ctm;
    point[0] = fmin(fmax(m[0] * x + m[2] * y + m[4], look->box[0]), look->box[2]);
    point[1] = fmin(fmax(m[1] * x + m[3] * y + m[5], look->box[1]), look->box[3]);
}

static void line_to(struct look *look, const double point[2])
{
    look->area += look->at[0] * point[1] - point[0] * look->at[1];
    memcpy(look->at, point, sizeof look->at);
}

static void start_at(struct look *look, const double point[2])
{
    line_to(look, look->first); /* areas are closed */
    memcpy(look->first, point, sizeof look->first);
    memcpy(look->at, point, sizeof look->at);
}

/* Curves count as the lines between their ends. */
static void follow_path(struct look *look, const struct operators *operators)
{
    double point[2];
    char const word = operators->word[0];
    if (strcmp(operators->word, "re") == 0) {
        double const x = operators_number(operators, 4);
        double const y = operators_number(operators, 3);
        double const corners[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (int i = 0; i < 4; i++) {
            locate(look, x + corners[i][0] * operators_number(operators, 2),
                   y + corners[i][1] * operators_number(operators, 1), point);
            if (i == 0)
                start_at(look, point);
            else
                line_to(look, point);
        }
    } else if (!operators->word[1] && strchr("mlcvyh", word)) {
        locate(look, operators_number(operators, 2), operators_number(operators, 1), point);
        if (word == 'm')
            start_at(look, point);
        else
            line_to(look, word == 'h' ? look->first : point);
    }
}

/* Ends the path; is_filled: all that it goes round is painted. */
static void end_path(struct look *look, bool is_filled)
{
    static const double colored = 0.2;
    static const double dark = 0.3;
    static const double origin[2] = {0, 0};
    const struct state *state = &look->states[look->depth];
    double const whole = (look->box[2] - look->box[0]) * (look->box[3] - look->box[1]);
    line_to(look, look->first);
    if (is_filled && whole > 0 && !look->is_clipped && !state->is_fill_faint &&
        state->fill.light >= dark && state->fill.most - state->fill.least >= colored)
        look->ground = fmax(look->ground, fabs(look->area) / 2 / whole);
    look->area = 0;
    memcpy(look->first, origin, sizeof look->first);
    memcpy(look->at, origin, sizeof look->at);
}

static void transform(struct look *look, const struct operators *operators)
{
    double *old = look->states[look->depth].ctm;
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
static void measure(struct look *look, const struct operators *operators, int forms)
{
    static const char *const fills[] = {"f", "F", "B", "b", NULL};
    static const char *const ends[] = {"f*", "B*", "b*", "S", "s", "n", NULL};
    follow_path(look, operators);
    if (is_among(operators->word, fills))
        end_path(look, forms == 0);
    else if (is_among(operators->word, ends))
        end_path(look, false);
    else if (operators->word[0] == 'W')
        look->is_clipped = true;
    else if (strcmp(operators->word, "cm") == 0)
        transform(look, operators);
}

/* ---- operators ------------------------------------------------------------------------- */

static const char *const harmless[] = {"w", "J", "j", "M", "d", "i", "ri", "cm", "m", "l",
                                       "c", "v", "y", "h", "re", "W", "W*", "n", "BMC", "BDC",
                                       "EMC", NULL};

static void push(struct look *look)
{
    if (look->depth + 1 == MOST_STATES) {
        look->is_odd = true;
        return;
    }
    look->states[look->depth + 1] = look->states[look->depth];
    look->depth++;
}

/* The named resource of a kind that the operator's last operand tells. */
static const struct pdf_value *resource(struct look *look, const struct pdf_value *resources,
                                        const char *kind, const struct operators *operators)
{
    if (!operators->count || operators->operands[operators->count - 1].kind != PDF_NAME)
        return NULL;
    const struct pdf_value *name = &operators->operands[operators->count - 1];
    const struct pdf_value *all = pdffile_get(look->file, resources, kind);
    look->is_odd |= !pdf_has_single_keys(look->file, all);
    return pdffile_resolve(look->file, pdf_dict_find_bytes(all, name->bytes, name->length));
}

/*
 * In a space of the document's own any number can mean white: the device's and
 * those of a profile, whose numbers mean what they seem to, are let pass.
 */
static void set_space(struct look *look, const struct pdf_value *resources,
                      const struct operators *operators)
{
    static const char *const plain[] = {"DeviceGray", "DeviceRGB", "DeviceCMYK"};
    const struct pdf_value *space = resource(look, resources, "ColorSpace", operators);
    bool is_plain = false;
    for (size_t i = 0; operators->count && i < sizeof plain / sizeof *plain; i++)
        is_plain |= pdf_is_name(&operators->operands[operators->count - 1], plain[i]);
    if (!is_plain && space && space->kind == PDF_ARRAY && space->entries)
        is_plain = pdf_is_name(pdffile_resolve(look->file, space->entries->value), "ICCBased");
    look->is_odd |= !is_plain;
}

/* These make other colours of the device's. */
static bool has_own_colors(struct pdffile *file, const struct pdf_value *resources)
{
    const struct pdf_value *spaces = pdffile_get(file, resources, "ColorSpace");
    return pdf_dict_find(spaces, "DefaultGray") || pdf_dict_find(spaces, "DefaultRGB") ||
           pdf_dict_find(spaces, "DefaultCMYK");
}

/* Whether an alpha of a state lets something through; as before when it has none. */
static bool is_faint(struct look *look, const struct pdf_value *state, const char *name, bool before)
{
    static const double faint = 0.7;
    const struct pdf_value *alpha = pdffile_get(look->file, state, name);
    if (!alpha)
        return before;
    if (alpha->kind != PDF_INTEGER && alpha->kind != PDF_REAL)
        look->is_odd = true;
    return alpha->real <= faint;
}

static void set_state(struct look *look, const struct pdf_value *state, bool in_group)
{
    struct state *now = &look->states[look->depth];
    const struct pdf_value *mode = pdffile_get(look->file, state, "BM");
    if (mode && mode->kind == PDF_ARRAY && mode->entries)
        mode = pdffile_resolve(look->file, mode->entries->value);
    const struct pdf_value *mask = pdffile_get(look->file, state, "SMask");
    look->is_odd |= mask && !pdf_is_name(mask, "None");
    if (!pdf_has_single_keys(look->file, state) || pdf_dict_find(state, "Font") || pdf_dict_find(state, "TR") ||
        pdf_dict_find(state, "TR2"))
        look->is_odd = true;
    now->is_fill_faint = is_faint(look, state, "ca", now->is_fill_faint);
    now->is_stroke_faint = is_faint(look, state, "CA", now->is_stroke_faint);
    if (mode && !in_group)
        now->is_multiplied = pdf_is_name(mode, "Multiply") || pdf_is_name(mode, "Darken");
}

static void walk_form(struct look *look, const struct pdf_value *form, int forms);

static void run(struct look *look, const struct operators *operators,
                const struct pdf_value *resources, bool in_group, int forms)
{
    static const char *const fills[] = {"f", "F", "f*", "B", "B*", "b", "b*", NULL};
    static const char *const strokes[] = {"S", "s", "B", "B*", "b", "b*", NULL};
    static const char *const fill_colors[] = {"g", "rg", "k", "sc", "scn", NULL};
    static const char *const stroke_colors[] = {"G", "RG", "K", "SC", "SCN", NULL};
    const struct state *state = &look->states[look->depth];
    const char *word = operators->word;
    measure(look, operators, forms);
    bool const is_fill = is_among(word, fills);
    if (is_fill)
        paint_in(look, state->fill, state->is_fill_faint);
    if (is_among(word, strokes)) {
        paint_in(look, state->stroke, state->is_stroke_faint);
        look->is_drawn = true;
    } else if (strcmp(word, "q") == 0)
        push(look);
    else if (strcmp(word, "Q") == 0)
        look->depth -= look->depth > 0;
    else if (is_among(word, fill_colors))
        set_color(look, operators, true);
    else if (is_among(word, stroke_colors))
        set_color(look, operators, false);
    else if (strcmp(word, "cs") == 0 || strcmp(word, "CS") == 0)
        set_space(look, resources, operators);
    else if (strcmp(word, "gs") == 0)
        set_state(look, resource(look, resources, "ExtGState", operators), in_group);
    else if (strcmp(word, "Do") == 0)
        walk_form(look, resource(look, resources, "XObject", operators), forms + 1);
    else if (!is_fill && !is_among(word, harmless))
        look->is_odd = true;
}

/*
 * Inside a transparency group the group as a whole is painted in the mode outside; the
 * outermost one's modes reach the page unless it is isolated.
 */
static bool is_group(struct look *look, const struct pdf_value *form, int forms)
{
    const struct pdf_value *group = pdffile_get(look->file, form, "Group");
    const struct pdf_value *isolated = pdffile_get(look->file, group, "I");
    return group && (forms > 0 || !pdf_has_single_keys(look->file, group) ||
                     (isolated && isolated->integer));
}

/* A key that stands twice is read in two ways. */
static bool is_clear(struct look *look, const struct pdf_value *form)
{
    const struct pdf_value *resources = pdffile_get(look->file, form, "Resources");
    return pdf_has_single_keys(look->file, form) &&
           (!resources || pdf_has_single_keys(look->file, resources)) &&
           !has_own_colors(look->file, resources);
}

static void walk_form(struct look *look, const struct pdf_value *form, int forms)
{
    struct text bytes = TEXT_EMPTY;
    struct operators operators;
    int const depth = look->depth;
    if (forms > MOST_FORMS || !form || form->kind != PDF_STREAM ||
        !pdf_is_name(pdffile_get(look->file, form, "Subtype"), "Form") ||
        !pdffile_stream(look->file, form, MAX_LOOK, &bytes)) {
        look->is_odd = true;
        text_free(&bytes);
        return;
    }
    const struct pdf_value *resources = pdffile_get(look->file, form, "Resources");
    bool const in_group = is_group(look, form, forms);
    look->is_odd |= !is_clear(look, form);
    push(look);
    if (forms == 0) {
        static const double identity[6] = {1, 0, 0, 1, 0, 0};
        memcpy(look->states[look->depth].ctm, identity, sizeof identity);
        look->is_clipped = !read_box(look->file, form, "BBox", look->box);
    }
    end_path(look, false);
    operators_start(&operators, &bytes, look->arena, pdffile_budget(look->file));
    while (!look->is_odd && operators_next(&operators))
        run(look, &operators, resources, in_group, forms);
    look->is_odd |= operators.is_broken;
    look->depth = depth;
    text_free(&bytes);
}

/* All looks that /AP offers: one, or one for each state. */
static struct look look_of(struct pdffile *file, const struct pdf_value *annotation,
                           struct arena *arena)
{
    struct look look = {.file = file, .arena = arena, .ground = 0};
    const struct pdf_value *all = pdffile_get(file, annotation, "AP");
    for (const struct pdf_entry *entry = all ? all->entries : NULL; entry; entry = entry->next) {
        const struct pdf_value *one = pdffile_resolve(file, entry->value);
        if (!one || one->kind != PDF_DICT) {
            walk_form(&look, one, 0);
            continue;
        }
        for (const struct pdf_entry *state = one->entries; state; state = state->next)
            walk_form(&look, pdffile_resolve(file, state->value), 0);
    }
    return look;
}

/* ---- annotations ------------------------------------------------------------------------ */

bool annotation_rect(struct pdffile *file, const struct pdf_value *annotation, double rect[4])
{
    return read_box(file, annotation, "Rect", rect);
}

/* What PDF editors write of remarks; an action, a layer or another kind's entry is none of it. */
static const char *const remark_keys[] = {
    "Type", "Subtype", "Rect",   "Contents", "P",    "NM",      "M",            "F",      "AP",
    "AS",   "C",       "CA",     "T",        "RC",   "Popup",   "CreationDate", "Subj",   "IRT",
    "RT",   "IT",      "Open",   "Name",     "State", "StateModel", "QuadPoints", "Border", "BS",
    "Lang", "Parent",  "ca",     "StructParent", NULL};

static bool is_light(struct pdffile *file, const struct pdf_value *annotation)
{
    static const double dark = 0.5;
    const struct pdf_value *color = pdffile_get(file, annotation, "C");
    if (!color || color->kind != PDF_ARRAY || (color->length != 1 && color->length != 3))
        return !color || (color->kind == PDF_ARRAY && color->length == 0);
    double most = 0;
    for (const struct pdf_entry *entry = color->entries; entry; entry = entry->next)
        most = fmax(most, entry->value->real);
    return most >= dark;
}

/*
 * Over text an icon must look like one: of the reader's own those that are no tick and
 * no cross, of others those on a coloured ground, on which nothing passes for print.
 */
static bool is_plain_icon(struct pdffile *file, const struct pdf_value *annotation,
                          const struct look *look)
{
    static const double least_ground = 0.25;
    static const char *const icons[] = {"Note", "Comment",   "Help",         "Key",
                                        "Insert", "Paragraph", "NewParagraph", NULL};
    const struct pdf_value *name = pdffile_get(file, annotation, "Name");
    bool is_known = !name;
    for (size_t i = 0; icons[i]; i++)
        is_known |= pdf_is_name(name, icons[i]);
    if (!pdffile_get(file, annotation, "AP"))
        return is_known;
    return !look->is_white && look->ground >= least_ground;
}

static bool is_note(struct pdffile *file, const struct pdf_value *annotation,
                    const struct look *look, bool (*text_below)(void *, const double *), void *context)
{
    double rect[4];
    if (!annotation_rect(file, annotation, rect) || rect[2] - rect[0] > LARGEST_ICON ||
        rect[3] - rect[1] > LARGEST_ICON)
        return false;
    return !look->is_odd && (is_plain_icon(file, annotation, look) || !text_below(context, rect));
}

static bool is_highlight(struct pdffile *file, const struct pdf_value *annotation,
                         const struct look *look)
{
    return is_light(file, annotation) && !look->is_odd && !look->is_covering && !look->is_drawn;
}

enum annotation_kind annotation_kind(struct pdffile *file, const struct pdf_value *annotation,
                                     bool (*text_below)(void *context, const double rect[4]),
                                     void *context)
{
    const struct pdf_value *kind = pdffile_get(file, annotation, "Subtype");
    if (pdf_is_name(kind, "Widget"))
        return ANNOTATION_WIDGET;
    if (!pdf_has_single_keys(file, annotation))
        return ANNOTATION_OTHER;
    for (const struct pdf_entry *entry = annotation->entries; entry; entry = entry->next)
        if (!pdf_key_is_one_of(entry, remark_keys))
            return ANNOTATION_OTHER;
    if (pdf_is_name(kind, "Popup"))
        return pdffile_get(file, annotation, "AP") ? ANNOTATION_OTHER : ANNOTATION_WINDOW;
    struct arena *arena = arena_new();
    struct look const look = look_of(file, annotation, arena);
    arena_free(arena);
    bool const is_remark =
        (pdf_is_name(kind, "Text") && is_note(file, annotation, &look, text_below, context)) ||
        (pdf_is_name(kind, "Highlight") && is_highlight(file, annotation, &look));
    return is_remark ? ANNOTATION_REMARK : ANNOTATION_OTHER;
}

enum look_kind annotation_look(struct pdffile *file, const struct pdf_value *annotation)
{
    struct arena *arena = arena_new();
    struct look const look = look_of(file, annotation, arena);
    arena_free(arena);
    return look.is_odd ? LOOK_WRITTEN : look.is_painted ? LOOK_PLAIN : LOOK_EMPTY;
}
