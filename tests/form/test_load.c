/*
 * test_load.c - what the loader says of bad forms; see bad/.
 *
 * bad/NAME/ holds the file that is wrong; edition.xml and vocabulary.xml come
 * from bad/ itself unless the folder has its own.  What is said stands in
 * bad.err, a section for each.
 */
#include "form/fixture.h"
#include "goldens.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#define BAD "tests/form/bad"

/* Copies a file if it exists. */
static void copy(const char *from, const char *to)
{
    struct text bytes = TEXT_EMPTY;
    if (file_read(from, 1 << 20, &bytes) == 0)
        assert_int_equal(file_write(to, text_string(&bytes), bytes.len), 0);
    text_free(&bytes);
}

/* A folder of forms with one edition, "bad"; its paths are as the goldens print them. */
static void make_folder(struct arena *arena, const char *root, const char *name)
{
    static const char *const files[] = {"edition.xml", "vocabulary.xml", "x.xml"};
    const char *edition = arena_printf(arena, "%s/bad", root);
    assert_int_equal(mkdir(edition, 0700), 0);
    if (strcmp(name, "schema") != 0)
        copy("forms/form.xsd", arena_printf(arena, "%s/form.xsd", root));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *to = arena_printf(arena, "%s/%s", edition, files[i]);
        if (strcmp(name, "no-vocabulary") != 0 || i != 1)
            copy(arena_printf(arena, BAD "/%s", files[i]), to);
        copy(arena_printf(arena, BAD "/%s/%s", name, files[i]), to);
    }
}

static void remove_folder(struct arena *arena, const char *root)
{
    static const char *const files[] = {"bad/edition.xml", "bad/vocabulary.xml", "bad/x.xml",
                                        "form.xsd"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(arena_printf(arena, "%s/%s", root, files[i]));
    rmdir(arena_printf(arena, "%s/bad", root));
    rmdir(root);
}

/* Prints with the scratch folder's name taken out. */
static void print_without(const struct diags *diags, const char *root, enum language language,
                          struct text *out)
{
    struct text whole = TEXT_EMPTY;
    diags_print(diags, language, &whole);
    const char *rest = text_string(&whole);
    for (const char *found; (found = strstr(rest, root)) != NULL; rest = found + strlen(root)) {
        text_add_bytes(out, rest, (size_t)(found - rest));
        text_add(out, "forms");
    }
    text_add(out, rest);
    text_free(&whole);
}

/* Asked for once more, while what was said of it stands there: it is still refused, in the same words. */
static void check_again(const struct fixture *fixture, const char *root, const char *id,
                        struct form_schema *form_schema, const struct diags *said)
{
    struct diags *diags = diags_new();
    assert_null(edition_load(root, id, form_schema, fixture->schema, diags));
    assert_null(edition_load(root, id, form_schema, fixture->schema, diags));
    assert_int_equal(diags_count(diags), 2 * diags_count(said));
    diags_free(diags);
}

static void check_bad(const struct fixture *fixture, const char *name)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    char root[] = "/tmp/formulyar-load-XXXXXX";
    assert_non_null(mkdtemp(root));
    make_folder(arena, root, name);
    const char *id = strcmp(name, "edition-missing") == 0 ? "../bad" : "bad";
    struct form_schema *form_schema = form_schema_open(arena_printf(arena, "%s/form.xsd", root));
    struct edition *edition = edition_load(root, id, form_schema, fixture->schema, diags);
    check_again(fixture, root, id, form_schema, diags);
    form_schema_close(form_schema);
    remove_folder(arena, root);
    if (edition)
        fprintf(stderr, "# %s: loaded although it is wrong\n", name);
    assert_null(edition);
    diags_sort(diags);
    struct text said = TEXT_EMPTY;
    print_without(diags, root, LANGUAGE_RU, &said);
    print_without(diags, root, LANGUAGE_EN, &said);
    golden_compare(BAD ".err", name, &said);
    text_free(&said);
    diags_free(diags);
    arena_free(arena);
}

static int is_folder_name(const struct dirent *entry)
{
    return !strchr(entry->d_name, '.');
}

static void every_bad_form_is_refused(void **state)
{
    struct dirent **entries = NULL;
    int const count = scandir(BAD, &entries, is_folder_name, alphasort);
    assert_true(count > 20);
    for (int i = 0; i < count; i++) {
        check_bad(*state, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

/* A file of faults alone is told of in part, and soon. */
static void many_faults_are_told_in_part(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct text xml = TEXT_EMPTY;
    char root[] = "/tmp/formulyar-load-XXXXXX";
    assert_non_null(mkdtemp(root));
    make_folder(arena, root, "id");
    text_add(&xml,
             "<form xmlns='urn:formulyar:form:1' id='x' name='Ф' subject='Ф' statuses='active'>");
    for (int i = 0; i < 20000; i++)
        text_add(&xml, i % 2 ? "<para/>" : "<heading level='x'>А</heading>");
    text_add(&xml, "</form>");
    const char *path = arena_printf(arena, "%s/bad/x.xml", root);
    assert_int_equal(file_write(path, text_string(&xml), xml.len), 0);
    struct form_schema *form_schema = form_schema_open("forms/form.xsd");
    assert_null(edition_load(root, "bad", form_schema, fixture->schema, diags));
    assert_int_equal(diags_count(diags), 101);
    assert_string_equal(diags_get(diags, 100)->code, "E971");
    form_schema_close(form_schema);
    remove_folder(arena, root);
    text_free(&xml);
    diags_free(diags);
    arena_free(arena);
}

/* An id from a case file must not lead out of the folder of forms. */
static void ids_stay_in_the_folder(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const ids[] = {
        "",    ".",   "..",      "../forms",
        "a/b", "лес", ".hidden", "lesosibirsk2-2024-09-27/../lesosibirsk2-2024-09-27"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct diags *diags = diags_new();
        assert_null(edition_load("forms", ids[i], fixture->form_schema, fixture->schema, diags));
        assert_int_equal(diags_count(diags), 1);
        assert_string_equal(diags_get(diags, 0)->code, message_code(MESSAGE_EDITION_MISSING));
        diags_free(diags);
    }
}

static const struct {
    const char *name, *xml, *code;
} organizations[] = {
    {"not there", NULL, "E001"},
    {"no letterhead",
     "<organization xmlns='urn:formulyar:form:1'><full-name>А</full-name>"
     "<short-name>Б</short-name></organization>",
     "E933"},
    {"a full name behind the short one",
     "<organization xmlns='urn:formulyar:form:1'><short-name>Б</short-name>"
     "<full-name>А</full-name></organization>",
     "E223"},
    {"an unknown requisite",
     "<organization xmlns='urn:formulyar:form:1'><full-name>А</full-name>"
     "<short-name>Б</short-name><letterhead><line><requisite name='inn'/></line></letterhead>"
     "</organization>",
     "E934"},
    {"another root",
     "<vocabulary xmlns='urn:formulyar:form:1'><terms id='a'><term code='b'>в"
     "</term></terms></vocabulary>",
     "E222"},
};

static void bad_organizations_are_refused(void **state)
{
    (void)state;
    struct form_schema *form_schema = form_schema_open("forms/form.xsd");
    char path[] = "/tmp/formulyar-organization-XXXXXX";
    int const file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    for (size_t i = 0; i < sizeof organizations / sizeof *organizations; i++) {
        struct diags *diags = diags_new();
        const char *xml = organizations[i].xml;
        unlink(path);
        if (xml)
            assert_int_equal(file_write(path, xml, strlen(xml)), 0);
        assert_null(organization_load(path, form_schema, diags));
        assert_string_equal(diags_get(diags, 0)->code, organizations[i].code);
        diags_free(diags);
    }
    unlink(path);
    form_schema_close(form_schema);
}

/* A requisite that the school leaves out takes its line with it. */
static void a_line_without_its_requisite_goes(void **state)
{
    const struct fixture *fixture = *state;
    static const char xml[] =
        "<organization xmlns='urn:formulyar:form:1'><full-name>Школа\n  № 1</full-name>"
        "<short-name>Ш1</short-name><letterhead><line>тел. <requisite name='phone'/></line>"
        "<line><!-- имя --><requisite name='full-name'/>, г. А</line></letterhead></organization>";
    char path[] = "/tmp/formulyar-organization-XXXXXX";
    int const file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(file_write(path, xml, sizeof xml - 1), 0);
    struct organization *organization =
        organization_load(path, fixture->form_schema, fixture->diags);
    unlink(path);
    assert_non_null(organization);
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct arena *arena = arena_new();
    struct resolve_options const options = {0};
    const struct document *document =
        form_resolve(edition_form(edition, "5.1"), edition, organization, NULL, &options, arena);
    assert_string_equal(document->author, "Ш1");
    const struct para *line = document->first->first->as.letterhead.lines;
    assert_string_equal(line->first->text, "Школа № 1, г. А");
    assert_null(line->next);
    arena_free(arena);
    edition_free(edition);
    organization_free(organization);
}

/* In the order of the file, for every form of the edition. */
static void an_edition_says_what_it_gives_up(void **state)
{
    struct fixture *fixture = *state;
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct arena *arena = arena_new();
    struct resolve_options const options = {0};
    const struct document *document =
        form_resolve(edition_form(edition, "5.4"), edition, NULL, NULL, &options, arena);
    static const struct concession expected[] = {
        {SETTING_SIGNATURE, 15},   {SETTING_GAPS, 0.5}, {SETTING_LETTERHEAD, 170},
        {SETTING_LINE_SPACING, 1}, {SETTING_BODY, 13},  {SETTING_BODY, 12},
        {SETTING_TABLE, 11},       {SETTING_LINES, 1},
    };
    const struct typography *type = &document->type;
    assert_int_equal(type->give_count, sizeof expected / sizeof *expected);
    for (int i = 0; i < type->give_count; i++) {
        assert_int_equal(type->give[i].setting, expected[i].setting);
        assert_true(type->give[i].to == expected[i].to);
    }
    assert_true(type->reserve_mm == 4 && type->letterhead_mm == 120 && type->gaps == 1);
    arena_free(arena);
    edition_free(edition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bad_form_is_refused),
        cmocka_unit_test(many_faults_are_told_in_part),
        cmocka_unit_test(ids_stay_in_the_folder),
        cmocka_unit_test(bad_organizations_are_refused),
        cmocka_unit_test(a_line_without_its_requisite_goes),
        cmocka_unit_test(an_edition_says_what_it_gives_up),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
