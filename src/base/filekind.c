#include "base/filekind.h"

#include "base/diag.h"

#include <string.h>
#include <strings.h>

#define BEGIN_ANEW                                                                                                                        \
    DIAG_BOTH("Впишите сведения в файл дела: образец даёт formulyar new, книгу с теми же " \
              "столбцами — formulyar new --workbook",                                                                                     \
              "Write the data into a case file: formulyar new gives a template, formulyar new "                                           \
              "--workbook a workbook with the same columns")
#define UNPACK                                                                                     \
    DIAG_BOTH("Распакуйте его и назовите файл или папку, которые были внутри",                     \
              "Unpack it and name the file or folder that was inside")
#define TYPE_FROM_PICTURE                                                                          \
    DIAG_BOTH(                                                                                     \
        "Текст с картинки программа не читает: впишите его в файл дела (formulyar new)",           \
        "The program does not read text from pictures: write it into a case file (formulyar new)")
#define SAVE_PLAIN                                                                                 \
    DIAG_BOTH("Сохраните файл дела как простой текст в UTF-8 с именем на .xml",                    \
              "Save the case file as plain text in UTF-8, with a name that ends in .xml")

#define OF(string) string, sizeof(string) - 1

/* By the first bytes; what stands at offset 4 is told by the size of the box before it. */
static const struct {
    const char *start;
    size_t length, offset;
    struct filekind kind;
} kinds[] = {
    {OF("%PDF-"),
     0,
     {DIAG_BOTH("документ PDF", "a PDF document"),
      DIAG_BOTH("Назовите файл дела, из которого он сделан; дело, вложенное в PDF/A-3, достаёт "
                "formulyar extract, а о самом PDF скажет formulyar verify",
                "Name the case file that it was made from; a case inside a PDF/A-3 is taken out by "
                "formulyar extract, and formulyar verify tells of the PDF itself")}},
    {OF("{\\rtf"), 0, {DIAG_BOTH("документ RTF", "an RTF document"), SAVE_PLAIN}},
    {OF("\x89PNG\r\n"), 0, {DIAG_BOTH("картинка PNG", "a PNG picture"), TYPE_FROM_PICTURE}},
    {OF("\xFF\xD8\xFF"), 0, {DIAG_BOTH("картинка JPEG", "a JPEG picture"), TYPE_FROM_PICTURE}},
    {OF("GIF8"), 0, {DIAG_BOTH("картинка GIF", "a GIF picture"), TYPE_FROM_PICTURE}},
    {OF("II*\0"), 0, {DIAG_BOTH("картинка TIFF", "a TIFF picture"), TYPE_FROM_PICTURE}},
    {OF("MM\0*"), 0, {DIAG_BOTH("картинка TIFF", "a TIFF picture"), TYPE_FROM_PICTURE}},
    {OF("RIFF"), 0, {DIAG_BOTH("картинка или звук", "a picture or sound"), TYPE_FROM_PICTURE}},
    {OF("AT&TFORM"), 0, {DIAG_BOTH("документ DjVu", "a DjVu document"), TYPE_FROM_PICTURE}},
    {OF("ftyp"), 4, {DIAG_BOTH("снимок или видео", "a photograph or video"), TYPE_FROM_PICTURE}},
    {OF("\x1F\x8B"), 0, {DIAG_BOTH("сжатый файл gzip", "a file compressed by gzip"), UNPACK}},
    {OF("BZh"), 0, {DIAG_BOTH("сжатый файл bzip2", "a file compressed by bzip2"), UNPACK}},
    {OF("\xFD"
        "7zXZ"),
     0,
     {DIAG_BOTH("сжатый файл xz", "a file compressed by xz"), UNPACK}},
    {OF("7z\xBC\xAF"), 0, {DIAG_BOTH("архив 7z", "a 7z archive"), UNPACK}},
    {OF("Rar!"), 0, {DIAG_BOTH("архив RAR", "a RAR archive"), UNPACK}},
    {OF("MZ"), 0, {DIAG_BOTH("программа для Windows", "a program for Windows"), BEGIN_ANEW}},
    {OF("\x7F"
        "ELF"),
     0,
     {DIAG_BOTH("программа", "a program"), BEGIN_ANEW}},
    {OF("SQLite format"), 0, {DIAG_BOTH("база данных", "a database"), BEGIN_ANEW}},
};

/* Documents that are packages, by the name of a part. */
static const struct {
    const char *part;
    struct filekind kind;
} packages[] = {
    {"word/document.xml",
     {DIAG_BOTH("документ Word (.docx)", "a document of Word (.docx)"), BEGIN_ANEW}},
    {"ppt/presentation.xml",
     {DIAG_BOTH("презентация PowerPoint", "a presentation of PowerPoint"), BEGIN_ANEW}},
    {"application/vnd.oasis.opendocument.text",
     {DIAG_BOTH("документ OpenDocument (.odt)", "an OpenDocument text (.odt)"), BEGIN_ANEW}},
    {"application/vnd.oasis.opendocument.presentation",
     {DIAG_BOTH("презентация OpenDocument (.odp)", "an OpenDocument presentation (.odp)"),
      BEGIN_ANEW}},
    {"application/epub+zip", {DIAG_BOTH("книга EPUB", "an EPUB book"), BEGIN_ANEW}},
};

static const struct filekind archive = {DIAG_BOTH("архив ZIP", "a ZIP archive"), UNPACK};
static const struct filekind old_word = {
    DIAG_BOTH("документ Word старого вида (.doc)", "a document of an old Word (.doc)"), BEGIN_ANEW};
static const struct filekind page = {DIAG_BOTH("страница HTML", "a page of HTML"), BEGIN_ANEW};

static bool holds(const void *bytes, size_t size, const char *part)
{
    return memmem(bytes, size, part, strlen(part)) != NULL;
}

/* Workbooks, which are read elsewhere, are packages too. */
static const struct filekind *package_of(const void *bytes, size_t size)
{
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++)
        if (holds(bytes, size, packages[i].part))
            return &packages[i].kind;
    bool const is_office = holds(bytes, size, "[Content_Types].xml") ||
                           holds(bytes, size, "opendocument") || holds(bytes, size, "Index");
    return is_office ? NULL : &archive;
}

static const struct filekind *page_of(const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size && strchr(" \t\r\n\xEF\xBB\xBF", bytes[at]) && bytes[at])
        at++;
    static const char *const starts[] = {"<!doctype html", "<html"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (size - at > strlen(starts[i]) &&
            strncasecmp(bytes + at, starts[i], strlen(starts[i])) == 0)
            return &page;
    return NULL;
}

const struct filekind *filekind_of(const void *bytes, size_t size)
{
    static const char zip[] = "PK\3\4";
    static const char ole[] = "\xD0\xCF\x11\xE0";
    static const char stream[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    const char *const start = bytes;
    if (size >= sizeof zip - 1 && memcmp(start, zip, sizeof zip - 1) == 0)
        return package_of(bytes, size);
    if (size >= sizeof ole - 1 && memcmp(start, ole, sizeof ole - 1) == 0)
        return memmem(bytes, size, stream, sizeof stream - 1) ? &old_word : NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (size >= kinds[i].offset + kinds[i].length &&
            memcmp(start + kinds[i].offset, kinds[i].start, kinds[i].length) == 0)
            return &kinds[i].kind;
    return page_of(start, size);
}
