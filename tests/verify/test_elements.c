/*
 * test_elements.c - elements of the structure tree that are looked through where they stand are
 * found to be what their objects are: trees of every shape, with every byte of them changed.
 */
#include "verify/checks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_OBJECTS = 12 };

/* A tree: object 1 is the catalog, 2 the root; the bodies of the others, from 3 on. */
struct shape {
    const char *bodies[MOST_OBJECTS];
    int known; /* of how many objects elements_skim() knows */
    bool broken;
    long marked, objects;
};

static const struct shape shapes[] = {
    {{"<<\n/S/Document/P 2 0 R/K[4 0 R 5 0 R]>>",
      "<<\n/S/P/P 3 0 R/Pg 9 0 R/ActualText(a\\)b)/A<</O/Table/Headers[(01)(02)]/BBox[1 2.5 -3]>>/K 0>>",
      "<<\n/S/Form/P 3 0 R/K[1 <</Type/OBJR/Pg 9 0 R/Obj 8 0 R>> <</Type/MCR/Pg 9 0 R/MCID 2>>3]>>"},
     3,
     false,
     4,
     1},
    {{"<<\n/S/Document/P 2 0 R/K 4 0 R>>", "[5 0 R 6 0 R]", "<</S/P/P 3 0 R/K 0>>",
      "<</S/P/P 3 0 R>>"},
     3,
     false,
     1,
     0},
    {{"<</Type/StructElem/S/Document/P 2 0 R/K[4 0 R]>>", "<</S/P/P 3 0 R/K[5 0 R 6 0 R]>>",
      "<</S/P/P 4 0 R/K<</Type/MCR/MCID 0>>>>", "<</S/P/P 4 0 R/Lang<72>/K 1>>"},
     2,
     false,
     2,
     0},
    {{"<</S/P/P 2 0 R/K[4 0 R]>>", "<</S/P/P 2 0 R/K 0>>"}, 2, true, 1, 0},
    {{"<</S/P/P 2 0 R/K[4 0 R 4 0 R]>>", "<</S/P/P 3 0 R/K 0>>"}, 2, true, 1, 0},
    {{"<</S/P/P 2 0 R/K 3 0 R>>"}, 1, true, 0, 0},
    {{"<</S/P/P 2 0 R/K[4 0 R]>>", "<</Type/MCR/S/P/P 3 0 R/K 0>>"}, 1, false, 1, 0},
    {{"<</S/P/P 2 0 R/K[4 0 R]>>", "<</P 3 0 R/K 0>>"}, 1, true, 0, 0},
    {{"<</S/P/P 2 0 R/K[4 0 R]>>", "7"}, 1, false, 1, 0},
    {{"<</S/P/P 2 0 R/K 9 0 R>>"}, 1, false, 0, 0},
    {{"<</S/P/P 2 0 R/K[9 0 R]>>"}, 1, true, 0, 0},
    {{"<</S/P/P 2 0 R/K 1/K 2>>"}, 0, false, 1, 0},
    {{"<</S/P/P 9 0 R/P 2 0 R/K 0>>"}, 0, true, 0, 0},
    {{"<</S/P/P 0 0 R/P 2 0 R/K 0>>"}, 0, true, 0, 0},
    {{"<</S/P/P 2 0 R/K[12345678901234567890123 1]>>"}, 0, false, 2, 0},
    {{"<</S/P/P 2 0 R/K 1 %\n>>"}, 0, false, 1, 0},
    {{"<</S/P/P 2  0 R/K 12 0 R>>"}, 0, false, 0, 0},
    {{"<</S/P/P 2 0 R/#4B 1/A 1 5 R>>"}, 0, false, 1, 0},
};

static struct text file_of(const struct shape *shape)
{
    struct text file = TEXT_EMPTY;
    size_t places[MOST_OBJECTS + 3] = {0};
    int count = 3;
    char line[32];
    text_add(&file, "%PDF-1.7\n");
    places[1] = file.len;
    text_add(&file, "1 0 obj\n<</Type/Catalog/StructTreeRoot 2 0 R>>\nendobj\n");
    places[2] = file.len;
    text_add(&file, "2 0 obj\n<</Type/StructTreeRoot/K 3 0 R>>\nendobj\n");
    for (; count - 3 < MOST_OBJECTS && shape->bodies[count - 3]; count++) {
        places[count] = file.len;
        text_format(&file, "%d 0 obj\n%s\nendobj\n", count, shape->bodies[count - 3]);
    }
    size_t const table = file.len;
    text_format(&file, "xref\n0 %d\n0000000000 65535 f \n", count);
    for (int i = 1; i < count; i++) {
        snprintf(line, sizeof line, "%010zu 00000 n \n", places[i]);
        text_add(&file, line);
    }
    text_format(&file, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n", count, table);
    text_add(&file, "%%EOF\n");
    return file;
}

struct findings {
    struct structure_facts facts;
    int known, damaged; /* objects that are known, and those of them that cannot be read */
};

static struct findings look(const struct text *bytes, bool is_quick)
{
    struct arena *arena = arena_new();
    enum pdffile_problem problem;
    struct findings findings = {.facts = {.broken = true}};
    struct pdffile *file = pdffile_open(bytes->data, bytes->len, NULL, arena, &problem);
    struct known_elements known = {.count = 0};
    if (file && is_quick)
        known = elements_skim(file, arena);
    if (file)
        findings.facts = structure_check(file, &known, arena);
    for (long number = 1; file && number < file->count; number++) {
        bool const is_known = element_at(&known, number) != NULL;
        const struct pdf_value *object = is_known ? pdffile_object(file, number) : NULL;
        findings.known += is_known;
        findings.damaged += is_known && (!object || pdf_dict_find(object, "Type"));
    }
    arena_free(arena);
    return findings;
}

/* Both ways: what is good when elements are known is good, and the same. */
static struct findings compare(const struct text *bytes)
{
    struct findings const quick = look(bytes, true);
    struct findings const whole = look(bytes, false);
    assert_int_equal(quick.damaged, 0);
    if (!quick.facts.broken) {
        assert_false(whole.facts.broken);
        assert_int_equal(quick.facts.marked, whole.facts.marked);
        assert_int_equal(quick.facts.objects, whole.facts.objects);
    }
    return quick;
}

static void trees_of_every_shape(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const struct shape *shape = &shapes[i];
        struct text file = file_of(shape);
        struct findings const found = compare(&file);
        struct findings const whole = look(&file, false);
        if (found.known != shape->known || found.facts.broken != shape->broken ||
            whole.facts.broken != shape->broken ||
            (!shape->broken &&
             (found.facts.marked != shape->marked || found.facts.objects != shape->objects)))
            fail_msg("%s: %d %d %ld %ld", shape->bodies[0], found.known, found.facts.broken,
                     found.facts.marked, found.facts.objects);
        text_free(&file);
    }
}

static void whatever_is_changed(void **state)
{
    (void)state;
    static const char bytes[] = "0 /(>[R%#9";
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct text file = file_of(&shapes[i]);
        for (size_t at = 0; at < file.len; at++)
            for (size_t j = 0; j < sizeof bytes - 1; j++) {
                char const before = file.data[at];
                file.data[at] = bytes[j];
                compare(&file);
                file.data[at] = before;
            }
        text_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_of_every_shape),
        cmocka_unit_test(whatever_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
