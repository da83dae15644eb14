#include "cmd/summary.h"

static bool is_wanted(const struct pipeline *pipeline)
{
    return !option_given(pipeline->options, OPTION_QUIET) &&
           !option_given(pipeline->options, OPTION_JSON);
}

static void add_cases(struct text *line, size_t count, enum language language)
{
    if (language == LANGUAGE_RU)
        text_add_counted_ru(line, count, "дело", "дела", "дел");
    else
        text_add_counted_en(line, count, "case", "cases");
}

static void add_faults_ru(struct text *line, const struct pipeline *pipeline)
{
    if (!pipeline->errors && !pipeline->warnings)
        return text_add(line, "ошибок нет");
    text_add_counted_ru(line, pipeline->errors, "ошибка", "ошибки", "ошибок");
    text_add(line, ", ");
    text_add_counted_ru(line, pipeline->warnings, "предупреждение", "предупреждения",
                        "предупреждений");
}

static void add_faults_en(struct text *line, const struct pipeline *pipeline)
{
    if (!pipeline->errors && !pipeline->warnings)
        return text_add(line, "no errors");
    text_add_counted_en(line, pipeline->errors, "error", "errors");
    text_add(line, ", ");
    text_add_counted_en(line, pipeline->warnings, "warning", "warnings");
}

static void add_faults(struct text *line, const struct pipeline *pipeline)
{
    if (pipeline->options->language == LANGUAGE_RU)
        add_faults_ru(line, pipeline);
    else
        add_faults_en(line, pipeline);
}

void summary_check(const struct pipeline *pipeline)
{
    if (!is_wanted(pipeline))
        return;
    enum language const language = pipeline->options->language;
    struct text line = TEXT_EMPTY;
    text_add(&line, language == LANGUAGE_RU ? "Проверено: " : "Checked: ");
    if (pipeline->cases || !pipeline->councils)
        add_cases(&line, pipeline->cases, language);
    if (pipeline->cases && pipeline->councils)
        text_add(&line, ", ");
    if (pipeline->councils && language == LANGUAGE_RU)
        text_add_counted_ru(&line, pipeline->councils, "протокол", "протокола", "протоколов");
    else if (pipeline->councils)
        text_add_counted_en(&line, pipeline->councils, "council file", "council files");
    text_add(&line, "; ");
    add_faults(&line, pipeline);
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

void summary_minutes(const struct pipeline *pipeline, size_t documents)
{
    if (!is_wanted(pipeline))
        return;
    struct text line = TEXT_EMPTY;
    add_documents(&line, documents, pipeline->options->language);
    text_add(&line, "; ");
    add_faults(&line, pipeline);
    report_note(text_string(&line));
    text_free(&line);
}

void summary_render(const struct pipeline *pipeline, size_t documents)
{
    if (!is_wanted(pipeline))
        return;
    enum language const language = pipeline->options->language;
    struct text line = TEXT_EMPTY;
    add_documents(&line, documents, language);
    text_add(&line, language == LANGUAGE_RU ? " из " : " from ");
    if (language == LANGUAGE_RU)
        text_add_counted_ru(&line, pipeline->cases, "дела", "дел", "дел");
    else
        add_cases(&line, pipeline->cases, language);
    text_add(&line, "; ");
    add_faults(&line, pipeline);
    report_note(text_string(&line));
    text_free(&line);
}

void summary_annual(const struct pipeline *pipeline, const char *year, size_t cases)
{
    if (!is_wanted(pipeline))
        return;
    enum language const language = pipeline->options->language;
    struct text line = TEXT_EMPTY;
    text_add(&line, language == LANGUAGE_RU ? "Сводная ведомость за " : "Summary of ");
    text_add(&line, year);
    text_add(&line, ": ");
    add_cases(&line, cases, language);
    text_add(&line, "; ");
    add_faults(&line, pipeline);
    report_note(text_string(&line));
    text_free(&line);
}

void summary_bundle(const struct pipeline *pipeline, size_t appendices, int pages)
{
    if (!is_wanted(pipeline))
        return;
    bool const is_russian = pipeline->options->language == LANGUAGE_RU;
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
    add_faults(&line, pipeline);
    report_note(text_string(&line));
    text_free(&line);
}
