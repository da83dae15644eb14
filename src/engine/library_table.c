/*
 * library_table.c - the calls that make something of workbooks: cases, marked copies; see formulyar.h.
 */
#include "engine/library.h"

#include "engine/uptake.h"
#include "table/mark.h"

#include <stdlib.h>
#include <string.h>

static bool is_table(const struct formulyar_input *input)
{
    struct case_bytes const bytes = library_bytes(input);
    bool plain;
    return intake_is_table(&bytes, &plain);
}

static void refuse_others(struct call *call, const struct formulyar_input *input)
{
    struct pos const pos = {.file = input ? library_bytes(input).name : NULL};
    diag_add(call->diags, MESSAGE_IMPORT_NO_TABLE, pos, NULL, NULL);
}

/* ---- cases --------------------------------------------------------------------------------- */

/* The inputs, tables first: both kinds keep their order. */
struct parted {
    const struct formulyar_input *tables, *others;
    size_t table_count, other_count;
};

static struct parted part(struct call *call, const struct formulyar_input *inputs, size_t count)
{
    struct formulyar_input *all =
        ARENA_ARRAY(call->result->arena, count + 1, struct formulyar_input);
    size_t tables = 0;
    size_t others = count;
    for (size_t i = 0; i < count; i++)
        tables += is_table(&inputs[i]);
    struct parted const parted = {all, all + tables, tables, count - tables};
    others = tables;
    tables = 0;
    for (size_t i = 0; i < count; i++)
        all[is_table(&inputs[i]) ? tables++ : others++] = inputs[i];
    return parted;
}

/* The cases again, without what made them wrong: it was told of. */
static void take_faulty(struct call *call, const struct parted *inputs, struct uptake *uptake)
{
    struct diags *told = call->diags;
    struct case_head head;
    bool valid;
    call->diags = diags_new();
    intake_close(call->intake);
    library_open_intake(call);
    intake_be_lenient(call->intake);
    *uptake = (struct uptake){call->engine, call->intake, call->result->arena, NULL, NULL};
    for (size_t i = 0; i < inputs->table_count; i++) {
        struct case_reader *reader =
            library_open_input(call, inputs->tables, inputs->table_count, i);
        while (reader && case_next(reader, &head)) {
            struct casefile *casefile = case_take(reader, &valid);
            if (casefile)
                uptake_keep(uptake, casefile, valid);
            case_free(casefile);
        }
        case_close(reader);
    }
    diags_free(call->diags);
    call->diags = told;
    diags_set_placer(told, intake_place, call->intake);
}

static void read_base(struct call *call, const struct formulyar_input *input, struct uptake *uptake)
{
    struct case_bytes const bytes = library_bytes(input);
    struct diags *heard = diags_new();
    struct case_reader *reader = case_open_bytes(&bytes, call->engine->schema, heard);
    uptake_read_base(uptake, reader, bytes.name, heard, call->diags);
    diags_free(heard);
}

static void import(struct call *call, const struct parted *inputs)
{
    struct uptake uptake = {call->engine, call->intake, call->result->arena, NULL, NULL};
    struct text text = TEXT_EMPTY;
    library_walk(call, inputs->tables, inputs->table_count, WALK_TELL, uptake_take, &uptake);
    bool const faulty = call->result->status == 1 && call->options.faulty;
    if (faulty)
        take_faulty(call, inputs, &uptake);
    else if (call->result->status)
        diag_add(call->diags, MESSAGE_IMPORT_REFUSED, NOWHERE, NULL, NULL);
    if (!faulty && call->result->status)
        return;
    for (size_t i = 0; i < inputs->other_count; i++)
        read_base(call, &inputs->others[i], &uptake);
    library_tell(call);
    if ((faulty && uptake.first) || !call->result->status) {
        uptake_write(&uptake, &text);
        library_hand_out_bytes(call, &text, "cases.xml", FORMULYAR_XML);
    }
}

struct formulyar_result *formulyar_import(struct formulyar *of,
                                          const struct formulyar_input *inputs, size_t count,
                                          const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_sources(&call, of, options)) {
        call.lists = true;
        struct parted const parted = part(&call, inputs, count);
        if (parted.table_count)
            import(&call, &parted);
        else
            refuse_others(&call, count ? inputs : NULL);
    }
    return library_end(&call);
}

/* ---- a marked copy ---------------------------------------------------------------------------- */

/* What was told of the table's cells, as marks. */
static struct table_mark *marks_of(struct call *call, const char *name, size_t *count)
{
    const struct formulyar_result *result = call->result;
    struct arena *arena = result->arena;
    struct table_mark *marks = ARENA_ARRAY(arena, result->diagnostic_count + 1, struct table_mark);
    *count = 0;
    for (size_t i = 0; i < result->diagnostic_count; i++) {
        const struct formulyar_diagnostic *told = &result->diagnostics[i];
        if (!told->sheet || !told->line || strcmp(told->file, name) != 0)
            continue;
        marks[(*count)++] = (struct table_mark){
            .sheet = told->sheet,
            .row = (uint32_t)told->line,
            .column = (uint32_t)told->column,
            .text = arena_printf(arena, "%s [%s]", told->message, told->code),
            .is_warning = told->severity == FORMULYAR_WARNING,
        };
    }
    return marks;
}

static void mark(struct call *call, const struct formulyar_input *input)
{
    struct case_bytes const bytes = library_bytes(input);
    struct text copy = TEXT_EMPTY;
    size_t count;
    library_walk(call, input, 1, WALK_TELL, products_try_forms, NULL);
    if (call->result->status == 3)
        return;
    const struct table_mark *marks = marks_of(call, bytes.name, &count);
    if (table_mark(bytes.bytes, bytes.size, bytes.name, marks, count, "Formulyar", &copy,
                   call->diags))
        library_hand_out_bytes(
            call, &copy, table_marked_name(bytes.name, call->of->language, call->result->arena),
            FORMULYAR_XLSX);
    text_free(&copy);
}

struct formulyar_result *formulyar_mark(struct formulyar *of, const struct formulyar_input *input,
                                        const struct formulyar_options *options)
{
    struct call call;
    if (library_begin_sources(&call, of, options)) {
        call.lists = true;
        if (is_table(input))
            mark(&call, input);
        else
            refuse_others(&call, input);
    }
    return library_end(&call);
}
