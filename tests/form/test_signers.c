/*
 * test_signers.c - who signs a form, each person once, and under which name.
 */
#include "form/fixture.h"

#include <unistd.h>

/* What stands between the tags of a case; «form» is made and its places are told. */
static const struct signing {
    const char *form;
    const char *lead, *participants, *signers;
    const char *wanted; /* "position: name; ..." without the teacher */
} rows[] = {
#define P(s, g, p) "<surname>" s "</surname><given>" g "</given><patronymic>" p "</patronymic>"
#define SEDYKH P("Седых", "Ольга", "Кузьминична")
#define MENTOR P("Жук", "Раиса", "Львовна") "<position>учитель технологии</position>"
#define LEADS "Специалист, ведущий индивидуальное сопровождение"
    /* nobody is named: the usual places */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "", "",
     "Заместитель директора по УВР: —; " LEADS ": Р.Л. Жук; "},
    /* a deputy whom the case does not name does not sign */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "",
     "<signer role='director'>" SEDYKH "</signer>", "Директор: О.К. Седых; " LEADS ": Р.Л. Жук; "},
    /* one without a name is a place to write on */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "",
     "<signer role='director'>" SEDYKH "</signer><signer role='deputy-uvr'/>",
     "Директор: О.К. Седых; Заместитель директора по УВР: —; " LEADS ": Р.Л. Жук; "},
    /* who only has read it is no signer */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "", "<signer role='teacher'/>",
     "Заместитель директора по УВР: —; " LEADS ": Р.Л. Жук; "},
    /* the director leads: by id, by name, with ё, case and spaces */
    {"5.1", "<lead role='admin' person='u1'>" SEDYKH "</lead>", "",
     "<signer role='director' person='u1'>" SEDYKH "</signer>", "Директор: О.К. Седых; "},
    {"5.1", "<lead role='admin'>" P("СЁДЫХ", "ольга", "Кузьминична") "</lead>", "",
     "<signer role='director'>" P("Седых", "Ольга", " Кузьминична ") "</signer>",
     "Директор: О.К. Седых; "},
    {"5.1", "<lead role='admin'><surname>Седых  Ольга Кузьминична</surname></lead>", "",
     "<signer role='director' person='u1'>" SEDYKH "</signer>", "Директор: О.К. Седых; "},
    {"5.1", "<lead role='admin'>" P("Седых - Жук", "Ольга", "") "</lead>", "",
     "<signer role='director'>" P("Седых-Жук", "Ольга", "") "</signer>",
     "Директор: О. Седых-Жук; "},
    /* namesakes are two */
    {"5.1", "<lead role='admin' person='u2'>" SEDYKH "</lead>", "",
     "<signer role='director' person='u1'>" SEDYKH "</signer>",
     "Директор: О.К. Седых; " LEADS ": О.К. Седых; "},
    /* director and deputy, and once more */
    {"5.3", "<lead role='deputy-uvr'>" SEDYKH "</lead>", "",
     "<signer role='deputy-uvr'>" SEDYKH "</signer><signer role='director'>" SEDYKH "</signer>"
     "<signer role='methodist'>" SEDYKH "</signer><signer role='methodist'>" SEDYKH "</signer>",
     "Директор: О.К. Седых; "},
    /* the deputy leads */
    {"5.4", "<lead role='deputy-uvr'>" SEDYKH "</lead>", "", "",
     "Заместитель директора по УВР: О.К. Седых; "},
    {"5.4", "<lead role='deputy-uvr'>" SEDYKH "</lead>", "",
     "<signer role='deputy-uvr' position='Завуч'>" SEDYKH "</signer>", "Завуч: О.К. Седых; "},
    /* a lead with an entry signs as it says, in whatever role */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "",
     "<signer role='mentor' position='Наставник'>" MENTOR "</signer>", "Наставник: Р.Л. Жук; "},
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "",
     "<signer role='methodist' position='Методист'>" MENTOR "</signer>", "Методист: Р.Л. Жук; "},
    /* a mentor who was replaced does not take the place of who leads */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "",
     "<signer role='mentor' position='Наставник'>" P("Осса", "Ян", "") "</signer>",
     LEADS ": Р.Л. Жук; Наставник: Я. Осса; "},
    /* a signer without a name is who leads in that role, or the one participant of that role */
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>", "", "<signer role='mentor'/>",
     "Наставник: Р.Л. Жук; "},
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>",
     "<participant role='psychologist'>" P("Осса", "Ян", "") "</participant>",
     "<signer role='psychologist'/>", LEADS ": Р.Л. Жук; Педагог-психолог: Я. Осса; "},
    {"5.4", "<lead role='mentor'>" MENTOR "</lead>",
     "<participant role='psychologist'>" P("Осса", "Ян", "") "</participant>"
                                                             "<participant role='psychologist'>" P(
                                                                 "Ким", "Ян", "") "</participant>",
     "<signer role='psychologist'/>", LEADS ": Р.Л. Жук; Педагог-психолог: —; "},
    /* an id says who it is, whatever the roles */
    {"5.1", "<lead role='admin' person='u1'>" SEDYKH "</lead>", "",
     "<signer role='director' person='u1' position='Директор'/>", "Директор: О.К. Седых; "},
    /* the name of the day: decided on 1.10.2026, concluded on 15.05.2027 */
    {"5.1",
     "<lead role='mentor'>" MENTOR
     "<former until='2027-02-01'><surname>Муха</surname></former></lead>",
     "", "", "Заместитель директора по УВР: —; " LEADS ": Р.Л. Муха; "},
    {"5.4",
     "<lead role='mentor'>" MENTOR
     "<former until='2027-02-01'><surname>Муха</surname></former></lead>",
     "", "", "Заместитель директора по УВР: —; " LEADS ": Р.Л. Жук; "},
    {"5.1",
     "<lead role='mentor'>" MENTOR
     "<former until='2026-10-01'><surname>Муха</surname></former></lead>",
     "", "", "Заместитель директора по УВР: —; " LEADS ": Р.Л. Жук; "},
    {"5.1",
     "<lead role='mentor'>" MENTOR "<former until='2027-02-01'><surname>Муха</surname></former>"
     "<former until='2026-10-02'><surname>Оса</surname><given>Ада</given></former></lead>",
     "", "", "Заместитель директора по УВР: —; " LEADS ": А.Л. Оса; "},
    {"5.1",
     "<lead role='mentor'>" MENTOR
     "<former until='2027-02-01'><surname>Муха</surname></former></lead>",
     "", "<signer role='mentor' position='Наставник'>" P("Муха", "Раиса", "Львовна") "</signer>",
     "Наставник: Р.Л. Муха; "},
};

static void add_para(struct text *out, const struct para *para)
{
    for (const struct run *run = para ? para->first : NULL; run; run = run->next)
        text_add(out, run->text);
}

/* "position: name; " of each place but the teacher's. */
static void tell(const struct document *document, struct text *out)
{
    for (const struct block *block = document->first->first; block; block = block->next) {
        if (block->kind != BLOCK_SIGNATURES)
            continue;
        for (const struct signer *signer = block->as.signatures.signers; signer;
             signer = signer->next) {
            if (signer->lead)
                continue;
            add_para(out, signer->position);
            text_add(out, ": ");
            add_para(out, signer->name);
            text_add(out, signer->name ? "; " : "—; ");
        }
    }
}

static bool take(struct casefile *casefile, bool valid, void *context)
{
    struct casefile **kept = context;
    if (valid)
        *kept = case_keep(casefile);
    return false;
}

static struct casefile *read_row(const struct fixture *fixture, const struct signing *row)
{
    struct text xml = TEXT_EMPTY;
    text_format(&xml,
                "<case xmlns='urn:formulyar:case:1' id='a' edition='%s' status='completed'>"
                "<teacher><surname>Ли</surname><given>Вера</given></teacher>"
                "<decision date='2026-10-01'/>%s",
                APPROVED, row->lead);
    text_format(&xml,
                "<participants>%s</participants><conclusion date='2027-05-15'/>"
                "<signers>%s</signers></case>",
                row->participants, row->signers);
    char path[] = "/tmp/formulyar-signers-XXXXXX";
    int const descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, xml.data, xml.len), xml.len);
    close(descriptor);
    struct casefile *casefile = NULL;
    each_case(path, fixture->schema, fixture->diags, take, &casefile);
    show(fixture->diags);
    unlink(path);
    text_free(&xml);
    assert_non_null(casefile);
    return casefile;
}

static void everybody_signs_once(void **state)
{
    static const struct people_document documents[] = {
        {"5.1", "2026-10-01"}, {"5.3", "2027-05-15"}, {"5.4", "2027-05-15"}};
    const struct fixture *fixture = *state;
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct resolve_options const options = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        struct text got = TEXT_EMPTY;
        struct casefile *casefile = read_row(fixture, &rows[i]);
        people_fill(casefile, NULL, documents, 3, false, fixture->diags);
        tell(form_resolve(edition_form(edition, rows[i].form), edition, fixture->organization,
                          casefile, &options, arena),
             &got);
        struct text plain = TEXT_EMPTY; /* no-break spaces as spaces */
        for (const char *at = text_string(&got); *at; at++)
            if (strncmp(at, "\u00A0", 2) == 0) {
                text_add_char(&plain, ' ');
                at++;
            } else {
                text_add_char(&plain, *at);
            }
        if (strcmp(text_string(&plain), rows[i].wanted) != 0) {
            fprintf(stderr, "# row %zu\n#   got    %s\n#   wanted %s\n", i, text_string(&plain),
                    rows[i].wanted);
            wrong++;
        }
        text_free(&plain);
        text_free(&got);
        case_free(casefile);
        arena_free(arena);
    }
    edition_free(edition);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(everybody_signs_once)};
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
