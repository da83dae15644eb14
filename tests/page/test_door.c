/*
 * test_door.c - the door between a page's script and the library (page/door.h), called as the script
 * does it, and as one that is mistaken or hostile.
 */
#include "page/door.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct text completed;
static char data[4096];

static int begin(void **state)
{
    (void)state;
    const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
    snprintf(data, sizeof data, "%s/share", build);
    return file_read("samples/completed.xml", 16 << 20, &completed);
}

static int end(void **state)
{
    (void)state;
    text_free(&completed);
    door_close();
    return 0;
}

static int open_door(void **state)
{
    (void)state;
    door_set("data", data);
    door_set("forms", "forms");
    door_set("today", "2027-06-01");
    door_set("language", "en");
    return door_open();
}

static void put(const char *name, const void *bytes, size_t size)
{
    void *room = door_room(size);
    assert_non_null(room);
    memcpy(room, bytes, size);
    door_input(name, room, size);
}

static void put_completed(void)
{
    put("case.xml", completed.data, completed.len);
}

static void has(const char *answer, const char *part)
{
    if (!strstr(answer, part))
        fail_msg("no %s in %.2000s", part, answer);
}

static void lacks(const char *answer, const char *part)
{
    if (strstr(answer, part))
        fail_msg("%s in %.2000s", part, answer);
}

/* The number behind a name, from a place on. */
static size_t number_of(const char **at, const char *name)
{
    *at = strstr(*at, name);
    assert_non_null(*at);
    *at += strlen(name);
    return strtoull(*at, NULL, 10);
}

/* Each file of an answer is in memory what its digest says; returns how many there are. */
static size_t look_at_files(const char *answer)
{
    size_t count = 0;
    const char *at = strstr(answer, "\"files\":[");
    while (at && strstr(at, "\"sha256\":\"")) {
        unsigned char digest[HASH_SIZE];
        char hex[HASH_HEX_SIZE];
        const char *wanted = strstr(at, "\"sha256\":\"") + strlen("\"sha256\":\"");
        const void *bytes = (const void *)(uintptr_t)number_of(&at, "\"at\":");
        hash_bytes(bytes, number_of(&at, "\"size\":"), digest);
        hash_hex(digest, hex);
        assert_memory_equal(hex, wanted, HASH_HEX_SIZE - 1);
        count++;
    }
    return count;
}

/* ---- verbs --------------------------------------------------------------------- */

static void it_tells_version_and_forms(void **state)
{
    (void)state;
    has(door_call("version"), "{\"status\":0,\"diagnostics\":[],\"files\":[],\"version\":\"");
    const char *answer = door_call("forms");
    has(answer, "\"form\":\"5.4\",\"title\":");
    has(answer, "\"checked\":false");
    has(door_call("opened"), "{\"status\":0,");
    answer = door_call("fonts");
    has(answer, "\"name\":\"font1.ttf\",\"kind\":\"font\"");
    has(answer, "\"fonts\":[{\"family\":\"Formulyar Serif\",\"weight\":400,\"ranges\":\"U+20-22,");
    has(answer, "\"file\":\"font1.ttf\"},{\"family\":\"Formulyar Serif\",\"weight\":700,");
}

static void it_describes(void **state)
{
    (void)state;
    const char *answer = door_call("describe");
    has(answer, "{\"status\":0,\"diagnostics\":[],\"files\":[],\"editions\":[{\"id\":");
    has(answer, "\"root\":{\"name\":\"case\",");
    const char *end = "\"}]}}"; /* one brace closes the last vocabulary, one the answer */
    assert_string_equal(answer + strlen(answer) - strlen(end), end);
    door_set("root", "minutes");
    door_set("edition", "example-corrected");
    answer = door_call("describe");
    has(answer, "\"edition\":\"example-corrected\",\"root\":{\"name\":\"minutes\",");
    door_set("root", "cases");
    has(door_call("describe"), "\"code\":\"E018\"");
}

static void it_checks_and_renders(void **state)
{
    (void)state;
    put_completed();
    has(door_call("check"), "{\"status\":0,");
    put_completed();
    door_set("kinds", "pdf,docx,tree,text");
    door_set("forms", "5.1,5.4");
    const char *answer = door_call("render");
    assert_int_equal(look_at_files(answer), 8);
    has(answer, "\"kind\":\"tree\",\"form\":\"5.1\",\"case\":\"2025-014\"");
    lacks(answer, "\"form\":\"5.3\"");
    put_completed();
    answer = door_call("render"); /* nothing of the call before is left */
    assert_int_equal(look_at_files(answer), 6);
    assert_int_equal(look_at_files(door_call("blank")), 6);
    put_completed();
    door_set("type", "pdf,csv");
    assert_true(look_at_files(door_call("summary")) > 1);
    put_completed();
    has(door_call("journal"), "E953");
    put_completed();
    door_set("number", "5");
    door_set("date", "2027-05-28");
    door_set("duplex", "1");
    assert_int_equal(look_at_files(door_call("bundle")), 1);
    put_completed();
    answer = door_call("merge");
    assert_int_equal(look_at_files(answer), 1);
    has(answer, "\"name\":\"merge.pdf\",\"kind\":\"pdf\",\"form\":\"merge\",\"case\":\"\"");
}

static void it_tells_what_is_wrong(void **state)
{
    (void)state;
    static const char bad[] = "<case xmlns=\"urn:formulyar:case:1\" id=\"1\"><oops/></case>";
    put("один \"два\".xml", bad, sizeof bad - 1);
    const char *answer = door_call("check");
    has(answer, "{\"status\":1,\"diagnostics\":[{\"code\":\"E1");
    has(answer, "\"severity\":\"error\",\"file\":\"один \\\"два\\\".xml\",\"line\":1,\"column\":");
    has(answer, "\"path\":\"/case/oops\",\"sheet\":null,\"case\":\"1\",\"ru\":\"");
    has(door_call("check"), "{\"status\":0,\"diagnostics\":[],\"files\":[],\"cases\":[]}");

    static const char table[] = "№ дела;Фамилия учителя;Имя;Состояние дела\n1;Савельева;Дарья;?\n";
    put("table.csv", table, sizeof table - 1);
    answer = door_call("check");
    has(answer, "\"line\":2,\"column\":4,\"path\":\"/case/@status\",\"sheet\":\"\",\"case\":\"1\"");
}

static void it_lists_cases(void **state)
{
    (void)state;
    put_completed();
    const char *answer = door_call("list");
    has(answer, "\"cases\":[{\"id\":\"2025-014\",\"name\":\"");
    has(answer, "\"status\":\"completed\"");
    has(answer, "\"forms\":\"5.1,5.3,5.4\",\"file\":\"case.xml\",\"sheet\":null,\"line\":");
    has(answer, "\"errors\":0,\"warnings\":0}]}");
    const char *offset = answer;
    assert_memory_equal(completed.data + number_of(&offset, "\"offset\":"), "<case", 5);
}

static void it_verifies(void **state)
{
    (void)state;
    put("x.pdf", "%PDF-1.7", 8);
    has(door_call("verify"), "\"facts\":{\"whole\":false,");
    put_completed();
    door_set("kinds", "docx");
    door_set("forms", "5.4");
    const char *at = door_call("render");
    const void *bytes = (const void *)(uintptr_t)number_of(&at, "\"at\":");
    put("x.docx", bytes, number_of(&at, "\"size\":"));
    at = door_call("verify");
    has(at, "\"facts\":{\"whole\":true,\"state\":\"unchanged\",\"format\":\"DOCX\"");
    has(at, "\"case\":\"2025-014\",\"form\":\"5.4\"");
    has(door_call("verify"), "E902");
    put_completed();
    put_completed();
    has(door_call("verify"), "E902");
}

static void it_makes_files_to_start_from(void **state)
{
    (void)state;
    static const char staff[] = "ФИО;Должность\nСавельева Дарья Игоревна;учитель\n";
    const char *answer = door_call("new");
    assert_int_equal(look_at_files(answer), 1);
    has(answer, "\"name\":\"case.xml\",\"kind\":\"xml\"");
    door_set("minutes", "1");
    put_completed();
    answer = door_call("new");
    assert_int_equal(look_at_files(answer), 1);
    has(answer, "\"name\":\"minutes.xml\",\"kind\":\"xml\"");
    put("staff.csv", staff, sizeof staff - 1);
    put_completed();
    door_set("staff", "staff.csv");
    answer = door_call("workbook");
    has(answer, "\"name\":\"дела.xlsx\",\"kind\":\"xlsx\"");
    const char *at = answer;
    const void *bytes = (const void *)(uintptr_t)number_of(&at, "\"at\":");
    put("дела.xlsx", bytes, number_of(&at, "\"size\":"));
    answer = door_call("list");
    has(answer, "\"cases\":[{\"id\":\"2025-014\"");
    has(answer, "\"sheet\":\"Дела\",\"line\":3,\"column\":0,\"offset\":0,\"length\":0");
    put_completed();
    door_set("staff", "nothing");
    has(door_call("workbook"), "E902");
    door_set("staff", "nothing");
    has(door_call("workbook"), "E902");
    assert_int_equal(look_at_files(door_call("workbook")), 1);
}

/* Puts the one file of an answer in again. */
static void put_made(const char *answer, const char *name)
{
    const char *at = answer;
    const void *bytes = (const void *)(uintptr_t)number_of(&at, "\"at\":");
    put(name, bytes, number_of(&at, "\"size\":"));
}

static void it_reads_workbooks_back(void **state)
{
    (void)state;
    static const char table[] = "№ дела;Фамилия учителя;Имя;Состояние дела\n1;Савельева;Дарья;?\n";
    put_completed();
    put_made(door_call("workbook"), "book.xlsx");
    put_completed(); /* what the workbook has no columns for */
    const char *answer = door_call("import");
    has(answer, "{\"status\":0,");
    has(answer, "\"name\":\"cases.xml\",\"kind\":\"xml\"");
    has(answer, "\"cases\":[{\"id\":\"2025-014\"");
    has(answer, "\"sheet\":\"Дела\",\"line\":3");
    assert_int_equal(look_at_files(answer), 1);
    put_made(answer, "cases.xml");
    has(door_call("check"), "{\"status\":0,");
    put("table.csv", table, sizeof table - 1);
    answer = door_call("import");
    has(answer, "{\"status\":1,");
    assert_int_equal(look_at_files(answer), 0);
    put("table.csv", table, sizeof table - 1);
    door_set("faulty", "1");
    answer = door_call("import");
    has(answer, "{\"status\":1,");
    assert_int_equal(look_at_files(answer), 1);
    put_completed();
    put_made(door_call("workbook"), "book.xlsx");
    answer = door_call("mark");
    has(answer, "\"name\":\"book-marked.xlsx\",\"kind\":\"xlsx\"");
    put("table.csv", table, sizeof table - 1);
    has(door_call("mark"), "\"severity\":\"error\"");
    has(door_call("mark"), "E902");
    has(door_call("import"), "E881");
}

static void put_file(const char *folder, const char *name)
{
    char path[4096];
    struct text bytes = TEXT_EMPTY;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(file_read(path, 1 << 20, &bytes), 0);
    put(name, bytes.data, bytes.len);
    text_free(&bytes);
}

static void put_council(void)
{
    put_file("samples/council", "2025-031.xml");
    put_file("samples/council", "one-appendix.xml");
}

static void it_makes_minutes(void **state)
{
    (void)state;
    put_council();
    const char *answer = door_call("minutes");
    has(answer, "{\"status\":0,");
    has(answer, "\"form\":\"minutes\",\"case\":\"\"");
    assert_int_equal(look_at_files(answer), 2);
    put_council();
    door_set("case_id", "2025-031");
    door_set("allow", "Иванова,Петрова");
    door_set("kinds", "text");
    answer = door_call("extract");
    has(answer, "\"form\":\"extract\",\"case\":\"2025-031\"");
    assert_int_equal(look_at_files(answer), 1);
    put_council();
    assert_int_equal(look_at_files(door_call("bundle")), 1);
    put_council();
    has(door_call("check"), "{\"status\":0,");
    put_council();
    has(door_call("extract"), "E018");
    has(door_call("minutes"), "E904");
}

/* ---- mistakes ------------------------------------------------------------------------ */

static void unknown_words_are_told(void **state)
{
    (void)state;
    static const char *const verbs[] = {"", "nothing", "renderx", "Render"};
    static const struct {
        const char *name, *value, *code;
    } settings[] = {
        {"", "", "E901"},           {"nothing", "1", "E901"},   {"\xff", "1", "E901"},
        {"kinds", "pdf;", "E018"},  {"kinds", "pdf,x", "E018"}, {"draft", "yes", "E018"},
        {"kinds", "pd", "E018"},    {"kinds", ",pdf", "E018"},  {"Иванова", "1", "E901"},
        {"draft", "2", "E018"},     {"pdfa", "-1", "E018"},     {"pdfa", "4", "E018"},
        {"pdfa", "", "E018"},       {"first", "9e9", "E018"},   {"first", "99999999999", "E018"},
        {"number", "\xff", "E018"}, {"size", "1", "E901"},      {"data", "/", "E901"},
        {"forms", "\xd0", "E018"},
    };
    has(door_call(NULL), "E900");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        has(door_call(verbs[i]), "{\"status\":1,\"diagnostics\":[{\"code\":\"E900\"");
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        door_set(settings[i].name, settings[i].value);
        put_completed();
        const char *answer = door_call("render");
        has(answer, settings[i].code);
        assert_int_equal(look_at_files(answer), 0);
        assert_true(utf8_valid(answer, strlen(answer)));
        lacks(answer, "Иванова"); /* a name that is none of ours may be anybody's */
    }
    door_set(NULL, "1");
    door_set("nothing", NULL);
    has(door_call("blank"), "E901");
    door_set("draft", "x");
    door_set("draft", NULL);
    door_set("kinds", "");
    assert_int_equal(look_at_files(door_call("blank")), 6);
}

static void only_rooms_are_inputs(void **state)
{
    (void)state;
    char byte = 'x';
    void *room = door_room(8);
    door_input("x", &byte, 1);
    has(door_call("check"), "E902");
    door_input("x", NULL, 0);
    has(door_call("check"), "E902");
    door_input("x", (char *)room + 1, 1);
    has(door_call("check"), "E902");
    door_input("x", room, 9);
    has(door_call("check"), "E902");
    door_input("x", room, 8); /* it was taken and is gone */
    has(door_call("check"), "E902");
    door_release(room);
    door_release(NULL);
    door_release(&byte);
    room = door_room(0);
    assert_non_null(room);
    door_input(NULL, room, 0);
    door_release(room);
    has(door_call("check"), "\"file\":\"case.xml\"");
    room = door_room(1);
    door_input("\xc3(", room, 1);
    has(door_call("check"), "E902");
    room = door_room(1);
    door_release(room);
    door_release(room);
    assert_null(door_room(SIZE_MAX));
    assert_null(door_room(SIZE_MAX / 2));
    door_input("left", door_room(1), 1); /* nobody asks for anything */
}

static void a_closed_door_says_so(void **state)
{
    (void)state;
    door_close();
    has(door_call("check"), "E903");
    has(door_call("opened"), "E900");
    has(door_call("version"), "{\"status\":0,");
    door_set("today", "tomorrow");
    assert_int_equal(door_open(), 1);
    has(door_call("opened"), "E018");
    has(door_call("blank"), "E018");
    door_set("language", "de");
    assert_int_equal(door_open(), 1);
    has(door_call("blank"), "E018");
    has(door_call("blank"), "E903");
    door_set("forms", "/nowhere");
    door_set("data", data);
    assert_int_equal(door_open(), 3);
    has(door_call("check"), "\"severity\":\"system\"");
    has(door_call("check"), "{\"status\":3,");
    assert_int_equal(open_door(NULL), 0);
    assert_int_equal(look_at_files(door_call("blank")), 6);
    assert_int_equal(open_door(NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(it_tells_version_and_forms, open_door),
        cmocka_unit_test_setup(it_describes, open_door),
        cmocka_unit_test_setup(it_checks_and_renders, open_door),
        cmocka_unit_test_setup(it_tells_what_is_wrong, open_door),
        cmocka_unit_test_setup(it_lists_cases, open_door),
        cmocka_unit_test_setup(it_verifies, open_door),
        cmocka_unit_test_setup(it_makes_files_to_start_from, open_door),
        cmocka_unit_test_setup(it_reads_workbooks_back, open_door),
        cmocka_unit_test_setup(it_makes_minutes, open_door),
        cmocka_unit_test_setup(unknown_words_are_told, open_door),
        cmocka_unit_test_setup(only_rooms_are_inputs, open_door),
        cmocka_unit_test_setup(a_closed_door_says_so, open_door),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
