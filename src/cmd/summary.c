#include "cmd/run.h"
#include "engine/journals.h"

static const struct noun cases = {{"дело", "дела", "дел"}, {"case", "cases"}};
static const struct noun of_cases = {{"дела", "дел", "дел"}, {"case", "cases"}};
static const struct noun councils = {{"протокол", "протокола", "протоколов"},
                                     {"council file", "council files"}};
static const struct noun documents = {{"документ", "документа", "документов"},
                                      {"document", "documents"}};
static const struct noun appendices_of = {{"приложение", "приложения", "приложений"},
                                          {"appendix", "appendices"}};
static const struct noun pages_of = {{"страница", "страницы", "страниц"}, {"page", "pages"}};
static const struct noun forms = {{"форма", "формы", "форм"}, {"form", "forms"}};
static const struct noun samples = {{"образец", "образца", "образцов"}, {"sample", "samples"}};
static const struct noun files = {{"файл", "файла", "файлов"}, {"file", "files"}};
static const struct noun marks = {{"замечание", "замечания", "замечаний"}, {"mark", "marks"}};
static const struct noun errors = {{"ошибка", "ошибки", "ошибок"}, {"error", "errors"}};
static const struct noun warnings = {{"предупреждение", "предупреждения", "предупреждений"},
                                     {"warning", "warnings"}};

/* The words between the numbers of a line, in both languages; the line is closed by say(). */
static void add(struct text *line, const struct command_run *run, const char *ru, const char *en,
                size_t count, const struct noun *noun)
{
    enum language const language = run->options->language;
    text_format(line, "%s%zu %s", language == LANGUAGE_RU ? ru : en, count,
                noun_form(noun, count, language));
}

/* Closes the line with what was found, and prints it where a person may see it. */
static void say(struct text *line, const struct command_run *run)
{
    if (run->errors || run->warnings) {
        add(line, run, "; ", "; ", run->errors, &errors);
        add(line, run, ", ", ", ", run->warnings, &warnings);
    } else {
        text_add(line, run->options->language == LANGUAGE_RU ? "; ошибок нет" : "; no errors");
    }
    if (!option_given(run->options, OPTION_QUIET) && !option_given(run->options, OPTION_JSON))
        report_note(text_string(line));
    text_free(line);
}

void summary_check(const struct command_run *run)
{
    struct text line = TEXT_EMPTY;
    bool const has_cases = run->cases || !run->councils;
    if (has_cases)
        add(&line, run, "Проверено: ", "Checked: ", run->cases, &cases);
    if (run->councils)
        add(&line, run,
            has_cases ? ", " : "Проверено: ", has_cases ? ", " : "Checked: ", run->councils,
            &councils);
    say(&line, run);
}

void summary_minutes(const struct command_run *run, size_t count)
{
    struct text line = TEXT_EMPTY;
    add(&line, run, "Готово: ", "Done: ", count, &documents);
    say(&line, run);
}

void summary_journal(const struct command_run *run, size_t count, const struct journal_made *made)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    add(&line, run, "Готово: ", "Done: ", count, &documents);
    add(&line, run, " из ", " from ", run->cases, &of_cases);
    for (; made; made = made->next) {
        if (!made->left_out)
            continue;
        text_format(&line,
                    is_russian ? "; в журнал %s не вошло по состоянию: "
                               : "; left out of the journal %s by their status: ",
                    form_id(made->form));
        add(&line, run, "", "", made->left_out, &cases);
    }
    say(&line, run);
}

void summary_render(const struct command_run *run, size_t count)
{
    struct text line = TEXT_EMPTY;
    add(&line, run, "Готово: ", "Done: ", count, &documents);
    add(&line, run, " из ", " from ", run->cases, &of_cases);
    say(&line, run);
}

void summary_workbook(const struct command_run *run, const char *path)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    text_add(&line, is_russian ? "Записана книга " : "Workbook written: ");
    text_add_shown(&line, path);
    if (run->cases)
        add(&line, run, ": ", ": ", run->cases, &cases);
    say(&line, run);
}

void summary_appraisal(const struct command_run *run, const char *id, size_t forms_seen,
                       size_t samples_seen)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    text_format(&line, is_russian ? "Проверена редакция %s" : "Checked the edition %s", id);
    add(&line, run, ": ", ": ", forms_seen, &forms);
    add(&line, run, ", ", ", ", samples_seen, &samples);
    say(&line, run);
}

void summary_preview(const struct command_run *run, size_t count, const char *folder, bool draft)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    add(&line, run, "Готово: ", "Done: ", count, &documents);
    text_add(&line, is_russian ? " в папке " : " in the folder ");
    text_add_shown(&line, folder);
    if (draft)
        text_add(&line, is_russian ? "; редакция не утверждена, листы помечены"
                                   : "; the edition is not approved, and its pages are marked");
    say(&line, run);
}

void summary_edition(const struct command_run *run, const char *parent, const char *folder,
                     size_t count)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    if (option_given(run->options, OPTION_QUIET) || option_given(run->options, OPTION_JSON))
        return;
    text_format(
        &line, is_russian ? "Новая редакция по образцу %s: " : "New edition, made of %s: ", parent);
    text_add_shown(&line, folder);
    add(&line, run, " (", " (", count, &files);
    text_add(&line, is_russian ? "); она не утверждена и ни с чем не сверена"
                               : "); it is neither approved nor checked");
    report_note(text_string(&line));
    static const char *const steps[][2] = {{"  изменить: ", "  to change: "},
                                           {"  проверить: ", "  to check:  "},
                                           {"  посмотреть: ", "  to look:   "}};
    static const char *const commands[] = {"", "formulyar check ", "formulyar preview "};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        text_clear(&line);
        text_format(&line, "%s%s", steps[i][!is_russian], commands[i]);
        text_add_shown(&line, folder);
        text_add(&line, i ? "" : "/edition.xml");
        report_note(text_string(&line));
    }
    text_free(&line);
}

void summary_import(const struct command_run *run, size_t written, size_t changed, size_t same)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    add(&line, run, "Готово: ", "Done: ", written + changed + same, &cases);
    if (changed + same)
        text_format(&line,
                    is_russian ? "; новых %zu, изменено %zu, прежних %zu"
                               : "; %zu new, %zu changed, %zu as they were",
                    written, changed, same);
    say(&line, run);
}

void summary_mark(const struct command_run *run, const char *path, size_t count)
{
    struct text line = TEXT_EMPTY;
    text_format(&line,
                run->options->language == LANGUAGE_RU ? "Таблица с замечаниями: %s"
                                                      : "Table with marks: %s",
                path);
    add(&line, run, "; ", "; ", count, &marks);
    say(&line, run);
}

void summary_annual(const struct command_run *run, const char *year, size_t count)
{
    struct text line = TEXT_EMPTY;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    text_format(&line, is_russian ? "Сводная ведомость за %s" : "Summary of %s", year);
    add(&line, run, ": ", ": ", count, &cases);
    say(&line, run);
}

void summary_bundle(const struct command_run *run, size_t appendices, int pages)
{
    struct text line = TEXT_EMPTY;
    add(&line, run, "Готово: ", "Done: ", appendices, &appendices_of);
    if (pages > 0)
        add(&line, run, ", ", ", ", (size_t)pages, &pages_of);
    say(&line, run);
}
