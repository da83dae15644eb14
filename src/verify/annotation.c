/*
 * annotation.c - what appearance streams paint, and what kind of annotation one is.
 *
 * A remark can be a trick as well: an "icon" as large as a paragraph, a "highlight" in
 * opaque white.  So its size is looked at, and what its appearance stream paints.
 */
#include "verify/annotation.h"
#include "verify/content.h"

#include <math.h>

enum { MOST_STATES = 16, MOST_FORMS = 4, MAX_LOOK = 1 << 20, MOST_VEILS = 3, LARGEST_ICON = 40 };

struct color {
    double least, most; /* of red, green and blue */
    double light;       /* as an eye weighs them */
};

struct state {
    struct color fill, stroke;
    struct matrix ctm; /* to the space of the outermost form */
    bool is_multiplied;
    bool is_fill_faint, is_stroke_faint; /* lets through what is below, in part */
};

/* What an appearance does, as far as it matters. */
struct painter {
    struct pdffile *file;
    struct arena *arena;
    struct look look;
    int veils;              /* paintings in faint white: enough of them hide what is below */
    bool is_clipped;        /* to some area, which is not measured */
    double box[4];          /* of the outermost form */
    double area;            /* of the path so far, twice, with the sign of its direction */
    double first[2], at[2]; /* its subpath's start and its end */
    struct state states[MOST_STATES];
    int depth;
};

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

static void set_color(struct painter *painter, const struct operators *operators,
                      struct color *color)
{
    for (int i = 0; i < operators->count; i++)
        painter->look.is_odd |= operators->operands[i].kind == PDF_NAME; /* a pattern */
    if (operators->count == 1 || operators->count == 3 || operators->count == 4)
        *color = color_of(operators);
    else
        painter->look.is_odd = true;
}

static void paint_in(struct painter *painter, struct color color, bool is_faint)
{
    static const double white = 0.8;
    static const double dark = 0.2; /* black text on it could not be read */
    if (color.least > white)
        painter->veils += is_faint ? 1 : MOST_VEILS + 1;
    painter->look.is_white |= painter->veils > MOST_VEILS;
    painter->look.is_covering |=
        !painter->states[painter->depth].is_multiplied || color.light < dark;
    painter->look.is_painted = true;
}

/* ---- the ground an icon is drawn on --------------------------------------------------- */

/* A point of the path, in the outermost form's box. */
static void locate(const struct painter *painter, double x, double y, double point[2])
{
    matrix_apply(&painter->states[painter->depth].ctm, x, y, point);
    for (int i = 0; i < 2; i++)
        point[i] = fmin(fmax(point[i], painter->box[i]), painter->box[i + 2]);
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

static void add_rectangle(struct painter *painter, const struct operators *operators)
{
    static const double corners[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    double point[2];
    for (int i = 0; i < 4; i++) {
        double const x =
            operators_number(operators, 4) + corners[i][0] * operators_number(operators, 2);
        double const y =
            operators_number(operators, 3) + corners[i][1] * operators_number(operators, 1);
        locate(painter, x, y, point);
        if (i == 0)
            start_at(painter, point);
        else
            line_to(painter, point);
    }
}

/* Curves count as the lines between their ends. */
static void follow_path(struct painter *painter, const struct operators *operators)
{
    double point[2];
    locate(painter, operators_number(operators, 2), operators_number(operators, 1), point);
    if (operators->word == 'm')
        start_at(painter, point);
    else
        line_to(painter, operators->word == 'h' ? painter->first : point);
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
        painter->look.ground = fmax(painter->look.ground, fabs(painter->area) / 2 / whole);
    painter->area = 0;
    memcpy(painter->first, origin, sizeof painter->first);
    memcpy(painter->at, origin, sizeof painter->at);
}

/* ---- operators ------------------------------------------------------------------------- */

static void push(struct painter *painter)
{
    if (painter->depth + 1 == MOST_STATES) {
        painter->look.is_odd = true;
        return;
    }
    painter->states[painter->depth + 1] = painter->states[painter->depth];
    painter->depth++;
}

/* The named resource of a kind that the operator's last operand tells. */
static const struct pdf_value *resource(struct painter *painter, const struct pdf_value *resources,
                                        const char *kind, const struct operators *operators)
{
    const struct pdf_value *name = operators_operand(operators, 1);
    const struct pdf_value *all = pdffile_get(painter->file, resources, kind);
    painter->look.is_odd |=
        name && name->kind == PDF_NAME && !pdf_has_single_keys(painter->file, all);
    return pdffile_get_named(painter->file, all, name);
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
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        is_plain |= pdf_is_name(operators_operand(operators, 1), plain[i]);
    painter->look.is_odd |=
        !is_plain && !pdf_is_name(pdffile_first(painter->file, space), "ICCBased");
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
    painter->look.is_odd |= !pdf_is_number(alpha);
    return alpha->real <= faint;
}

static void set_state(struct painter *painter, const struct pdf_value *state, bool in_group)
{
    struct state *now = &painter->states[painter->depth];
    const struct pdf_value *mode = pdffile_get(painter->file, state, "BM");
    if (pdf_entries(mode, PDF_ARRAY))
        mode = pdffile_first(painter->file, mode);
    const struct pdf_value *mask = pdffile_get(painter->file, state, "SMask");
    painter->look.is_odd |= mask && !pdf_is_name(mask, "None");
    if (!pdf_has_single_keys(painter->file, state) || pdf_dict_find(state, "Font") ||
        pdf_dict_find(state, "TR") || pdf_dict_find(state, "TR2"))
        painter->look.is_odd = true;
    now->is_fill_faint = is_faint(painter, state, "ca", now->is_fill_faint);
    now->is_stroke_faint = is_faint(painter, state, "CA", now->is_stroke_faint);
    if (mode && !in_group)
        now->is_multiplied = pdf_is_name(mode, "Multiply") || pdf_is_name(mode, "Darken");
}

static void walk_form(struct painter *painter, const struct pdf_value *form, int forms);

/* Paints the path and ends it; areas inside forms within are not measured. */
static void paint(struct painter *painter, bool is_fill, bool is_stroke, bool is_measured)
{
    const struct state *state = &painter->states[painter->depth];
    end_path(painter, is_fill && is_measured);
    if (is_fill)
        paint_in(painter, state->fill, state->is_fill_faint);
    if (is_stroke)
        paint_in(painter, state->stroke, state->is_stroke_faint);
    painter->look.is_drawn |= is_stroke;
}

static void run(struct painter *painter, const struct operators *operators,
                const struct pdf_value *resources, bool in_group, int forms)
{
    struct state *state = &painter->states[painter->depth];
    switch (operators->word) {
    case OPERATOR_2('r', 'e'): add_rectangle(painter, operators); break;
    case 'm':
    case 'l':
    case 'c':
    case 'v':
    case 'y':
    case 'h': follow_path(painter, operators); break;
    case 'f':
    case 'F': paint(painter, true, false, forms == 0); break;
    case OPERATOR_2('f', '*'): paint(painter, true, false, false); break;
    case 'B':
    case 'b': paint(painter, true, true, forms == 0); break;
    case OPERATOR_2('B', '*'):
    case OPERATOR_2('b', '*'): paint(painter, true, true, false); break;
    case 'S':
    case 's': paint(painter, false, true, false); break;
    case 'n': end_path(painter, false); break;
    case 'W':
    case OPERATOR_2('W', '*'): painter->is_clipped = true; break;
    case OPERATOR_2('c', 'm'):
        state->ctm = matrix_multiply(operators_matrix(operators), state->ctm);
        break;
    case 'q': push(painter); break;
    case 'Q': painter->depth -= painter->depth > 0; break;
    case 'g':
    case 'k':
    case OPERATOR_2('r', 'g'):
    case OPERATOR_2('s', 'c'):
    case OPERATOR_3('s', 'c', 'n'): set_color(painter, operators, &state->fill); break;
    case 'G':
    case 'K':
    case OPERATOR_2('R', 'G'):
    case OPERATOR_2('S', 'C'):
    case OPERATOR_3('S', 'C', 'N'): set_color(painter, operators, &state->stroke); break;
    case OPERATOR_2('c', 's'):
    case OPERATOR_2('C', 'S'): set_space(painter, resources, operators); break;
    case OPERATOR_2('g', 's'):
        set_state(painter, resource(painter, resources, "ExtGState", operators), in_group);
        break;
    case OPERATOR_2('D', 'o'):
        walk_form(painter, resource(painter, resources, "XObject", operators), forms + 1);
        break;
    case 'w':
    case 'J':
    case 'j':
    case 'M':
    case 'd':
    case 'i':
    case OPERATOR_2('r', 'i'):
    case OPERATOR_3('B', 'M', 'C'):
    case OPERATOR_3('B', 'D', 'C'):
    case OPERATOR_3('E', 'M', 'C'): break;
    default: painter->look.is_odd = true;
    }
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
        painter->look.is_odd = true;
        text_free(&bytes);
        return;
    }
    const struct pdf_value *resources = pdffile_get(painter->file, form, "Resources");
    bool const in_group = is_group(painter, form, forms);
    painter->look.is_odd |= !is_clear(painter, form);
    push(painter);
    if (forms == 0) {
        painter->states[painter->depth].ctm = matrix_identity;
        painter->is_clipped = !pdf_read_box(painter->file, form, "BBox", painter->box);
    }
    end_path(painter, false);
    operators_start(&operators, &bytes, painter->arena, painter->file->budget);
    while (!painter->look.is_odd && operators_next(&operators))
        run(painter, &operators, resources, in_group, forms);
    painter->look.is_odd |= operators.is_broken;
    painter->depth = depth;
    text_free(&bytes);
}

/* One look of several; the least ground that any of them has is what counts. */
static void walk_look(struct painter *painter, const struct pdf_value *form, double *least)
{
    painter->look.ground = 0;
    walk_form(painter, form, 0);
    *least = fmin(*least, painter->look.ground);
}

struct look annotation_look(struct pdffile *file, const struct pdf_value *annotation)
{
    struct painter painter = {.file = file, .arena = arena_new()};
    double ground = 1;
    const struct pdf_value *all = pdffile_get(file, annotation, "AP");
    PDF_EACH(entry, all ? all->entries : NULL) {
        const struct pdf_value *one = pdffile_resolve(file, entry->value);
        if (!one || one->kind != PDF_DICT)
            walk_look(&painter, one, &ground);
        PDF_EACH(state, pdf_entries(one, PDF_DICT))
            walk_look(&painter, pdffile_resolve(file, state->value), &ground);
    }
    arena_free(painter.arena);
    painter.look.ground = ground;
    return painter.look;
}

/* ---- remarks ------------------------------------------------------------------------- */

/* What PDF editors write of remarks; an action, a layer or another kind's entry is none of it. */
static const char *const remark_keys[] = {
    "Type",   "Subtype",      "Rect",         "Contents",   "P",      "NM", "M",
    "F",      "AP",           "AS",           "C",          "CA",     "T",  "RC",
    "Popup",  "CreationDate", "Subj",         "IRT",        "RT",     "IT", "Open",
    "Name",   "State",        "StateModel",   "QuadPoints", "Border", "BS", "Lang",
    "Parent", "ca",           "StructParent", "BM",         NULL};

/* PDF 2.0 lets an annotation as a whole be painted in a mode; these let the text through. */
static bool has_plain_mode(struct pdffile *file, const struct pdf_value *annotation)
{
    const struct pdf_value *mode = pdffile_get(file, annotation, "BM");
    return !mode || pdf_is_name(mode, "Multiply") || pdf_is_name(mode, "Darken");
}

static bool is_light(struct pdffile *file, const struct pdf_value *annotation)
{
    static const double dark = 0.5;
    const struct pdf_value *color = pdffile_get(file, annotation, "C");
    if (!color || color->kind != PDF_ARRAY || (color->length != 1 && color->length != 3))
        return !color || (color->kind == PDF_ARRAY && color->length == 0);
    double most = 0;
    PDF_EACH(entry, color->entries)
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
    static const char *const icons[] = {"Note",   "Comment",   "Help",         "Key",
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
                    const struct look *look, bool (*text_below)(void *, const double *),
                    void *context)
{
    double rect[4];
    if (!pdf_read_box(file, annotation, "Rect", rect) || rect[2] - rect[0] > LARGEST_ICON ||
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
    if (!pdf_has_single_keys(file, annotation) || !has_plain_mode(file, annotation))
        return ANNOTATION_OTHER;
    PDF_EACH(entry, annotation->entries)
        if (!pdf_key_is_one_of(entry, remark_keys))
            return ANNOTATION_OTHER;
    if (pdf_is_name(kind, "Popup"))
        return pdffile_get(file, annotation, "AP") ? ANNOTATION_OTHER : ANNOTATION_WINDOW;
    struct look const look = annotation_look(file, annotation);
    bool const is_remark =
        (pdf_is_name(kind, "Text") && is_note(file, annotation, &look, text_below, context)) ||
        (pdf_is_name(kind, "Highlight") && is_highlight(file, annotation, &look));
    return is_remark ? ANNOTATION_REMARK : ANNOTATION_OTHER;
}
