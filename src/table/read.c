/* read.c - what a file is, and why it is not read; see table.h. */
#include "base/filekind.h"
#include "package/unpack.h"
#include "table/build.h"
#include "xml/xml.h"

#include <strings.h>

/* ---- what it is --------------------------------------------------------------------------- */

enum { HEAD = 4096 };

enum content { ZIP, OLE, FLAT_ODS, FLAT_EXCEL, HTML, LINK, OTHER_XML, PDF, BARE_EXCEL, OTHER };

static bool begins(const char *bytes, size_t size, const char *with, size_t length)
{
    return size >= length && memcmp(bytes, with, length) == 0;
}

static bool holds(const char *bytes, size_t size, const char *word)
{
    return memmem(bytes, size < HEAD ? size : HEAD, word, strlen(word)) != NULL;
}

/* Letter case aside, as HTML and people write it, of a word that begins with a sign. */
static bool holds_any_case(const char *bytes, size_t size, const char *word)
{
    size_t const length = strlen(word);
    const char *const end = bytes + (size < HEAD ? size : HEAD);
    for (const char *at = bytes; (at = memchr(at, *word, (size_t)(end - at))) != NULL; at++)
        if (size - (size_t)(at - bytes) >= length && strncasecmp(at, word, length) == 0)
            return true;
    return false;
}

static enum content kind_of_markup(const char *bytes, size_t size)
{
    if (holds(bytes, size, "urn:oasis:names:tc:opendocument:xmlns:office:1.0"))
        return FLAT_ODS;
    if (holds(bytes, size, "urn:schemas-microsoft-com:office:spreadsheet"))
        return FLAT_EXCEL;
    if (holds_any_case(bytes, size, "<html") || holds_any_case(bytes, size, "<table") ||
        holds_any_case(bytes, size, "<!doctype html"))
        return HTML;
    return OTHER_XML;
}

/* .xls before Excel 5: a record of a beginning without a shell around it. */
static bool is_bare_excel(const char *bytes, size_t size)
{
    return size >= 4 && bytes[0] == 9 && (!bytes[1] || strchr("\2\4\x8", bytes[1])) && bytes[2] &&
           strchr("\4\6\x8\x10", bytes[2]) && bytes[3] == 0;
}

static enum content content_of(const char *bytes, size_t size)
{
    if (begins(bytes, size, "PK\3\4", 4) || begins(bytes, size, "PK\5\6", 4))
        return ZIP;
    if (begins(bytes, size, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return OLE;
    if (begins(bytes, size, "%PDF", 4))
        return PDF;
    if (is_bare_excel(bytes, size))
        return BARE_EXCEL;
    size_t at = begins(bytes, size, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < size && bytes[at] && strchr(" \t\r\n", bytes[at]))
        at++;
    if (at < size && bytes[at] == '<')
        return kind_of_markup(bytes + at, size - at);
    if (at < size && bytes[at] == '{' && holds(bytes, size, "docs.google.com"))
        return LINK;
    return OTHER;
}

static bool is_named_as_text(const char *name)
{
    static const char *const ends[] = {".csv", ".tsv", ".tab", ".txt"};
    const char *end = name ? strrchr(name, '.') : NULL;
    for (size_t i = 0; end && i < sizeof ends / sizeof *ends; i++)
        if (strcasecmp(end, ends[i]) == 0)
            return true;
    return false;
}

/* A name that only a spreadsheet has: what stands under it is told as one that cannot be read. */
static bool is_named_as_table(const char *name)
{
    static const char *const ends[] = {".xlsx", ".xlsm", ".xls",    ".xlsb",
                                       ".ods",  ".fods", ".gsheet", ".numbers"};
    const char *end = name ? strrchr(name, '.') : NULL;
    for (size_t i = 0; end && i < sizeof ends / sizeof *ends; i++)
        if (strcasecmp(end, ends[i]) == 0)
            return true;
    return false;
}

bool table_is_one(const void *bytes, size_t size, const char *name)
{
    switch (content_of(bytes, size)) {
    case ZIP:
    case OLE:
    case FLAT_ODS:
    case FLAT_EXCEL:
    case HTML:
    case LINK:
    case BARE_EXCEL: return true;
    case PDF:
    case OTHER: return is_named_as_text(name) || is_named_as_table(name);
    case OTHER_XML: break;
    }
    return false;
}

/* ---- packages ----------------------------------------------------------------------------- */

static bool has_part(const struct unpacker *unpacker, const char *name)
{
    return unpacker_find(unpacker, name) != SIZE_MAX;
}

static void read_package(struct builder *builder, const void *bytes, size_t size)
{
    enum package_problem problem;
    struct unpacker *unpacker =
        unpacker_open(bytes, size, &builder->budget, builder->arena, &problem);
    if (!unpacker)
        builder_fail(builder, table_fault_of(problem));
    else if (has_part(unpacker, "[Content_Types].xml"))
        xlsx_read(builder, unpacker);
    else if (has_part(unpacker, "content.xml") || has_part(unpacker, "encrypted-package"))
        ods_read(builder, unpacker);
    else if (has_part(unpacker, "Index.zip") || has_part(unpacker, "Index/Document.iwa"))
        builder_fail(builder, TABLE_NUMBERS);
    else
        builder_fail(builder, TABLE_FOREIGN);
    unpacker_close(unpacker);
}

/* ---- telling why not ------------------------------------------------------------------------ */

static void tell_damaged(const struct builder *builder, struct pos pos, struct diags *diags)
{
    if (builder->part)
        diag_add(diags, MESSAGE_TABLE_PART, pos, NULL, builder->part, NULL);
    else
        diag_add(diags, MESSAGE_TABLE_DAMAGED, pos, NULL, NULL);
}

/* Tells what a file is that is no table; false when that is not known. */
static bool tell_kind(const void *bytes, size_t size, struct pos pos, struct diags *diags)
{
    const struct filekind *kind = filekind_of(bytes, size);
    if (kind)
        diag_add(diags, MESSAGE_FILE_KIND, pos, NULL, kind->what, kind->advice, NULL);
    return kind != NULL;
}

static void tell(const struct builder *builder, const void *bytes, size_t size, struct pos pos,
                 struct diags *diags)
{
    static const enum message messages[] = {
        [TABLE_PART_ABSENT] = MESSAGE_TABLE_PART_ABSENT,
        [TABLE_ENCRYPTED] = MESSAGE_TABLE_ENCRYPTED,
        [TABLE_FOREIGN] = MESSAGE_TABLE_FOREIGN,
        [TABLE_BINARY] = MESSAGE_TABLE_BINARY,
        [TABLE_NUMBERS] = MESSAGE_TABLE_NUMBERS,
        [TABLE_TOO_LARGE] = MESSAGE_TABLE_TOO_LARGE,
        [TABLE_TOO_MANY_CELLS] = MESSAGE_TABLE_TOO_MANY_CELLS,
        [TABLE_TOO_MANY_SHEETS] = MESSAGE_TABLE_TOO_MANY_SHEETS,
        [TABLE_TOO_LONG] = MESSAGE_TABLE_TOO_LONG,
        [TABLE_NOT_TEXT] = MESSAGE_TABLE_NOT_TEXT,
        [TABLE_QUOTE_OPEN] = MESSAGE_TABLE_QUOTE_OPEN,
        [TABLE_NO_SHEETS] = MESSAGE_TABLE_NO_SHEETS,
    };
    pos.line = builder->line;
    if (builder->fault == TABLE_DAMAGED)
        tell_damaged(builder, pos, diags);
    else if (builder->fault != TABLE_FOREIGN || !tell_kind(bytes, size, pos, diags))
        diag_add(diags, messages[builder->fault], pos, NULL, NULL);
}

/* Names of streams stand in the directory of an OLE file, in UTF-16. */
static bool has_stream(const char *bytes, size_t size, const char *name)
{
    char wide[64] = {0};
    size_t const length = strlen(name);
    for (size_t i = 0; i < length; i++)
        wide[2 * i] = name[i];
    return memmem(bytes, size, wide, 2 * length) != NULL;
}

static enum message message_of_ole(const char *bytes, size_t size)
{
    if (has_stream(bytes, size, "EncryptedPackage"))
        return MESSAGE_TABLE_ENCRYPTED;
    if (has_stream(bytes, size, "WordDocument") || has_stream(bytes, size, "PowerPoint"))
        return MESSAGE_TABLE_FOREIGN;
    return MESSAGE_TABLE_XLS;
}

/* True, and told, when it is of a kind that is never read. */
static bool is_refused(enum content content, const char *bytes, size_t size, struct pos pos,
                       struct diags *diags)
{
    enum message message = MESSAGE_TABLE_FOREIGN;
    switch (content) {
    case OLE: message = message_of_ole(bytes, size); break;
    case BARE_EXCEL: message = MESSAGE_TABLE_XLS; break;
    case FLAT_EXCEL: message = MESSAGE_TABLE_XML_2003; break;
    case HTML: message = is_named_as_table(pos.file) ? MESSAGE_TABLE_HTML : message; break;
    case LINK: message = MESSAGE_TABLE_LINK; break;
    case PDF:
    case OTHER_XML: break;
    case ZIP:
    case FLAT_ODS: return false;
    case OTHER:
        if (size)
            return false;
        message = MESSAGE_TABLE_EMPTY;
        break;
    }
    if (message != MESSAGE_TABLE_FOREIGN || !tell_kind(bytes, size, pos, diags))
        diag_add(diags, message, pos, NULL, NULL);
    return true;
}

const struct workbook *table_read(const void *bytes, size_t size, const char *name,
                                  struct arena *arena, struct diags *diags)
{
    struct pos const pos = {.file = name};
    struct builder builder;
    enum content const content = content_of(bytes, size);
    if (is_refused(content, bytes, size, pos, diags))
        return NULL;
    builder_start(&builder, arena, size);
    if (size > TABLE_LARGEST_FILE)
        builder_fail(&builder, TABLE_TOO_LARGE);
    else if (content == ZIP)
        read_package(&builder, bytes, size);
    else if (content == FLAT_ODS)
        fods_read(&builder, bytes, size);
    else
        plain_read(&builder, bytes, size);
    bool const good = builder_finish(&builder);
    if (!good)
        tell(&builder, bytes, size, pos, diags);
    else if (builder.workbook->has_macros)
        diag_add(diags, MESSAGE_TABLE_MACROS, pos, NULL, NULL);
    builder_free(&builder);
    return good ? builder.workbook : NULL;
}
