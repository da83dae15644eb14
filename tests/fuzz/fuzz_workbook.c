/*
 * fuzz_workbook.c - forms/workbook.xml: the sheets of a workbook.
 */
#include "forms.h"

#include "form/workbook_form.h"

static struct diags *diags;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
}

static struct workbook_form *load(const char *path)
{
    return workbook_form_load(path, fuzz_form_schema, fuzz_edition, diags);
}

static void look(const struct workbook_form *form)
{
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        fuzz_demand(workbook_sheet_find(form, sheet->key) == sheet, "a sheet is found");
        for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
            fuzz_demand(workbook_column_find(sheet, column->key) == column, "a column is found");
            for (size_t i = 0; i < column->option_count; i++)
                fuzz_demand(workbook_code(column, column->options[i].words) ==
                                column->options[i].code,
                            "words lead back to their code");
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path("workbook.xml");
    fuzz_write(path, data, size);
    struct workbook_form *form = load(path);
    fuzz_demand_reason(form, diags);
    fuzz_demand(form || !load(path), "what is refused is refused again");
    if (form)
        look(form);
    workbook_form_free(form);
    fuzz_tell(diags);
    return 0;
}
