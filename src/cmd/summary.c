#include "cmd/summary.h"

static bool is_wanted(const struct command_run *run)
{
    return !option_given(run->options, OPTION_QUIET) && !option_given(run->options, OPTION_JSON);
}

static void add_cases(struct text *line, size_t count, enum language language)
{
    if (language == LANGUAGE_RU)
        text_add_counted_ru(line, count, "дело", "дела", "дел");
    else
        text_add_counted_en(line, count, "case", "cases");
}

static void add_faults_ru(struct text *line, const struct command_run *run)
{
    if (!run->errors && !run->warnings)
        return text_add(line, "ошибок нет");
    text_add_counted_ru(line, run->errors, "ошибка", "ошибки", "ошибок");
    text_add(line, ", ");
    text_add_counted_ru(line, run->warnings, "предупреждение", "предупреждения", "предупреждений");
}

static void add_faults_en(struct text *line, const struct command_run *run)
{
    if (!run->errors && !run->warnings)
        return text_add(line, "no errors");
    text_add_counted_en(line, run->errors, "error", "errors");
    text_add(line, ", ");
    text_add_counted_en(line, run->warnings, "warning", "warnings");
}

static void add_faults(struct text *line, const struct command_run *run)
{
    if (run->options->language == LANGUAGE_RU)
        add_faults_ru(line, run);
    else
        add_faults_en(line, run);
}

void summary_check(const struct command_run *run)
{
    if (!is_wanted(run))
        return;
    enum language const language = run->options->language;
    struct text line = TEXT_EMPTY;
    text_add(&line, language == LANGUAGE_RU ? "Проверено: " : "Checked: ");
    if (run->cases || !run->councils)
        add_cases(&line, run->cases, language);
    if (run->cases && run->councils)
        text_add(&line, ", ");
    if (run->councils && language == LANGUAGE_RU)
        text_add_counted_ru(&line, run->councils, "протокол", "протокола", "протоколов");
    else if (run->councils)
        text_add_counted_en(&line, run->councils, "council file", "council files");
    text_add(&line, "; ");
    add_faults(&line, run);
    report_note(text_string(&line));
    text_free(&line);
}

static void add_documents(struct text *line, size_t documents, enum language language)
{
    text_add(line, language == LANGUAGE_RU ? "Готово: " : "Done: ");
    if (language == LANGUAGE_RU)
        text_add_counted_ru(line, documents, "документ", "документа", "документов");
    else
        text_add_counted_en(line, documents, "document", "documents");
}

void summary_minutes(const struct command_run *run, size_t documents)
{
    if (!is_wanted(run))
        return;
    struct text line = TEXT_EMPTY;
    add_documents(&line, documents, run->options->language);
    text_add(&line, "; ");
    add_faults(&line, run);
    report_note(text_string(&line));
    text_free(&line);
}

void summary_render(const struct command_run *run, size_t documents)
{
    if (!is_wanted(run))
        return;
    enum language const language = run->options->language;
    struct text line = TEXT_EMPTY;
    add_documents(&line, documents, language);
    text_add(&line, language == LANGUAGE_RU ? " из " : " from ");
    if (language == LANGUAGE_RU)
        text_add_counted_ru(&line, run->cases, "дела", "дел", "дел");
    else
        add_cases(&line, run->cases, language);
    text_add(&line, "; ");
    add_faults(&line, run);
    report_note(text_string(&line));
    text_free(&line);
}

void summary_annual(const struct command_run *run, const char *year, size_t cases)
{
    if (!is_wanted(run))
        return;
    enum language const language = run->options->language;
    struct text line = TEXT_EMPTY;
    text_add(&line, language == LANGUAGE_RU ? "Сводная ведомость за " : "Summary of ");
    text_add(&line, year);
    text_add(&line, ": ");
    add_cases(&line, cases, language);
    text_add(&line, "; ");
    add_faults(&line, run);
    report_note(text_string(&line));
    text_free(&line);
}

void summary_bundle(const struct command_run *run, size_t appendices, int pages)
{
    if (!is_wanted(run))
        return;
    bool const is_russian = run->options->language == LANGUAGE_RU;
    struct text line = TEXT_EMPTY;
    text_add(&line, is_russian ? "Готово: " : "Done: ");
    if (is_russian)
        text_add_counted_ru(&line, appendices, "приложение", "приложения", "приложений");
    else
        text_add_counted_en(&line, appendices, "appendix", "appendices");
    if (pages > 0) {
        text_add(&line, ", ");
        if (is_russian)
            text_add_counted_ru(&line, (size_t)pages, "страница", "страницы", "страниц");
        else
            text_add_counted_en(&line, (size_t)pages, "page", "pages");
    }
    text_add(&line, "; ");
    add_faults(&line, run);
    report_note(text_string(&line));
    text_free(&line);
}
