#include "engine/appraise_sheets.h"

#include "form/annual_form.h"
#include "form/appendix_form.h"
#include "form/workbook_form.h"

#include <string.h>

void appraise_sheet(const struct engine *engine, const struct edition *edition, const char *name,
                    const char *path, struct diags *diags)
{
    struct form_schema *form_schema = engine->form_schema;
    if (strcmp(name, "workbook.xml") == 0)
        workbook_form_free(workbook_form_load(path, form_schema, edition, diags));
    else if (strcmp(name, "summary.xml") == 0)
        annual_form_free(
            annual_form_load(path, form_schema, edition, edition_schema(edition), diags));
    else if (strcmp(name, "bundle.xml") == 0)
        appendix_form_free(appendix_form_load(path, form_schema, diags));
}
