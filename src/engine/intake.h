/*
 * intake.h - workbooks among the files of cases: what was made of each is read in its place.
 *
 * Reading a workbook and reading its cases are two steps: the first may be done in another
 * process (batch/workbooks.h), the second is that of any case file, by whoever reads it.
 */
#ifndef FORMULYAR_ENGINE_INTAKE_H
#define FORMULYAR_ENGINE_INTAKE_H

#include "engine/engine.h"
#include "engine/inputs.h"
#include "import/import.h"

/* Bytes of a file that is a table. */
enum { LARGEST_TABLE = 64 * 1024 * 1024 };

struct intake;

/* The engine is borrowed.  Ended by intake_close(), when no case and no diagnostic is asked for any more. */
struct intake *intake_open(struct engine *engine);
void intake_close(struct intake *intake);

/* From now on what cells hold in vain is left out (import_model.lenient). */
void intake_be_lenient(struct intake *intake);

/* True when cases are to be made of the bytes first; plain: they are CSV, of which several belong together. */
bool intake_is_table(const struct case_bytes *bytes, bool *plain);

/*
 * Makes cases of a workbook, or of several CSV tables that belong together (import_read()), by the edition that the
 * options, the workbook, or else nobody names: then by the newest.
 */
bool intake_read(struct intake *intake, const struct import_file *files, size_t count,
                 struct imported *imported, struct diags *diags);

/* Takes over what was made of a file, to be read in its place. */
void intake_keep(struct intake *intake, struct imported *imported, struct input_file *file);

/*
 * As case_open(), for a file that may be a workbook too, which is read in this process then.
 */
struct case_reader *intake_open_cases(struct intake *intake, const char *path, struct diags *diags);

/* The same for bytes in memory, which must outlive what is read of them; NULL with diagnostics. */
struct case_reader *intake_open_bytes(struct intake *intake, const struct case_bytes *bytes,
                                      struct diags *diags);

/* The same for what is known to be one table, or several plain ones that belong together. */
struct case_reader *intake_open_tables(struct intake *intake, const struct import_file *files,
                                       size_t count, struct diags *diags);

/* A diag_placer whose context is an intake: tells of cases at their cells. */
diag_placer intake_place;

/* What was made of a file, by its name; NULL: it is no workbook. */
const struct imported *intake_find(const struct intake *intake, const char *name);

#endif
