#include "engine/build.h"

#include "base/file.h"
#include "base/hash.h"
#include "docx/docx.h"
#include "pdf/pdf.h"

#include "build_facts.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void keep_beginning(const unsigned char digest[HASH_SIZE], char id[BUILD_ID_SIZE])
{
    char hex[HASH_HEX_SIZE];
    hash_hex(digest, hex);
    memcpy(id, hex, BUILD_ID_SIZE - 1);
    id[BUILD_ID_SIZE - 1] = '\0';
}

/* ---- the baked fonts ------------------------------------------------------------------- */

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

static int is_plain(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Chains name and bytes of a file into a digest; 0 or an errno. */
static int take_font(const char *folder, const char *name, struct arena *arena,
                     unsigned char digest[HASH_SIZE])
{
    struct file_map map;
    int const error = file_map(path_join(arena, folder, name), &map);
    if (error)
        return error;
    struct hash_piece const pieces[] = {
        {digest, HASH_SIZE}, {name, strlen(name) + 1}, {map.data, map.size}};
    hash_pieces(pieces, sizeof pieces / sizeof *pieces, digest);
    file_unmap(&map);
    return 0;
}

static bool digest_fonts(const char *folder, struct arena *arena, unsigned char digest[HASH_SIZE],
                         struct diags *diags)
{
    struct dirent **entries;
    int const count = folder_scan(folder, &entries, is_plain, by_name);
    int error = count < 0 ? errno : 0;
    memset(digest, 0, HASH_SIZE);
    for (int i = 0; i < count; i++) {
        if (!error)
            error = take_font(folder, entries[i]->d_name, arena, digest);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    if (error)
        diag_add_error(diags, MESSAGE_BATCH_FINGERPRINT, folder, error);
    return !error;
}

/* ---- the trial ------------------------------------------------------------------------- */

/* Words in an order that repeats itself no sooner than a form does: compressors differ in what they find. */
static const char *trial_text(struct arena *arena)
{
    static const char *const words[] = {
        "сопровождение", "учителя",  "в 2025/2026 году", "№ 14",          "показало",   "—",
        "«затруднение»", "снято",    "на 90 %",          "уроке",         "и",          "не",
        "работа",        "над",      "ошибками",         "ведётся",       "объяснение", "ещё",
        "Formulyar",     "ПРОЕКТ",   "отмечено:",        "5.3",           "критерии",   "съёмка",
        "методический",  "материал", "поурочное",        "планирование…",
    };
    enum { COUNT = 600, FACTOR = 1103515245, STEP = 12345, SHIFT = 16, MASK = 0x7FFFFFFF };
    struct text text = TEXT_EMPTY;
    unsigned state = 1;
    for (int i = 0; i < COUNT; i++) {
        state = (state * FACTOR + STEP) & MASK;
        text_add(&text, i ? " " : "");
        text_add(&text, words[(state >> SHIFT) % (sizeof words / sizeof *words)]);
    }
    return text_take(&text, arena);
}

static struct document *trial_document(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    struct section *section = document->first = ARENA_NEW(arena, struct section);
    document->title = document->subject = section->title = "Проба";
    document->author = document->case_id = document->teacher = "";
    document->form_id = document->edition_id = "";
    document->lang = "ru-RU";
    document->type = (struct typography){.family = "Liberation Serif",
                                         .docx_family = "Times New Roman",
                                         .body_pt = 14,
                                         .table_pt = 12,
                                         .small_pt = 11,
                                         .line_spacing = 1,
                                         .indent_mm = 12.5,
                                         .rule_pitch_mm = 8,
                                         .gaps = 1,
                                         .letterhead_mm = 120};
    section->page = (struct page_setup){
        .width = 210, .height = 297, .left = 30, .right = 10, .top = 20, .bottom = 20};
    struct block *heading = block_new(arena, BLOCK_HEADING, SOURCE_OURS, (struct pos){0});
    struct block *words = block_new(arena, BLOCK_PARAGRAPH, SOURCE_OURS, (struct pos){0});
    heading->as.heading.level = 1;
    heading->as.heading.text = para_from_text(arena, document->title, RUN_STRONG);
    words->as.paragraph.text = para_from_text(arena, trial_text(arena), 0);
    section->first = heading;
    heading->next = words;
    return document;
}

/* Appends both files; false with a diagnostic. */
static bool make_trial(struct fonts *fonts, struct arena *arena, struct text *out,
                       struct diags *diags)
{
    struct document *document = trial_document(arena);
    struct pdf_options const pdf = {.part = PDFA_2, .version = FORMULYAR_VERSION};
    struct docx_options const docx = {.version = FORMULYAR_VERSION};
    struct docx_kit *kit = docx_kit_new();
    bool const good = pdf_write(document, NULL, fonts, &pdf, out, NULL, diags) > 0 &&
                      docx_write(kit, document, &docx, out, NULL, diags) == 0;
    docx_kit_free(kit);
    return good;
}

bool build_find(const struct places *places, struct fonts *fonts, struct build *build,
                struct diags *diags)
{
    static const char version[] = FORMULYAR_VERSION;
    static const char sources[] = BUILD_SOURCES;
    struct arena *arena = arena_new();
    struct text trial = TEXT_EMPTY;
    unsigned char digest[HASH_SIZE];
    const char *folder = path_join(arena, places->baked, "fonts");
    struct fonts *own = fonts ? NULL : fonts_load(folder, diags);
    bool const good = (fonts || own) && digest_fonts(folder, arena, digest, diags) &&
                      make_trial(fonts ? fonts : own, arena, &trial, diags);
    *build = (struct build){.libraries = BUILD_LIBRARIES};
    if (good) {
        memcpy(build->sources, sources, BUILD_ID_SIZE - 1);
        keep_beginning(digest, build->fonts);
        struct hash_piece const pieces[] = {{version, sizeof version},
                                            {sources, sizeof sources},
                                            {digest, HASH_SIZE},
                                            {trial.data, trial.len}};
        hash_pieces(pieces, sizeof pieces / sizeof *pieces, digest);
        keep_beginning(digest, build->id);
    }
    if (own)
        fonts_free(own);
    text_free(&trial);
    arena_free(arena);
    return good;
}
