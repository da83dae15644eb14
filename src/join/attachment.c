#include "join/quiet.h"

#include "join/object.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const documents[] = {
    "pdf", "txt",  "csv",  "tsv",  "xml", "json", "rtf",  "odt",  "ods", "odp",
    "odg", "docx", "xlsx", "pptx", "png", "jpg",  "gif",  "jpeg", "tif", "bmp",
    "md",  "tiff", "sig",  "sgn",  "p7s", "asc",  "webp", "xsd",
};

/* How programs begin: of Windows, Linux, macOS, Java, Android, scripts, installers. */
static const char *const programs[] = {"MZ",
                                       "\177ELF",
                                       "#!",
                                       "\xCA\xFE\xBA\xBE",
                                       "\xCF\xFA\xED\xFE",
                                       "\xCE\xFA\xED\xFE",
                                       "\xFE\xED\xFA",
                                       "dex\n",
                                       "\xD0\xCF\x11\xE0"};

static const char *ending(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : "";
}

static bool names_document(const char *name)
{
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        if (strcasecmp(ending(name), documents[i]) == 0)
            return true;
    return false;
}

/* Every name that it has must be a document's, and it must have one. */
static bool all_names_are_good(qpdf_data pdf, qpdf_oh specification, bool *is_pdf)
{
    static const char *const keys[] = {"/F", "/UF", "/DOS", "/Mac", "/Unix"};
    bool found = false;
    *is_pdf = true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        qpdf_oh const value = object_get(pdf, specification, keys[i]);
        const char *name = NULL;
        size_t length = 0;
        if (!qpdf_oh_get_value_as_utf8(pdf, value, &name, &length))
            continue;
        if (strlen(name) != length || !names_document(name))
            return false;
        *is_pdf = *is_pdf && strcasecmp(ending(name), "pdf") == 0;
        found = true;
    }
    return found;
}

static bool is_program(qpdf_data pdf, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    bool found = false;
    if (!qpdf_oh_is_stream(pdf, stream) ||
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, NULL, &bytes, &size) &
            QPDF_ERRORS)
        return true;
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        size_t const length = strlen(programs[i]);
        found = found || (size >= length && memcmp(bytes, programs[i], length) == 0);
    }
    free(bytes);
    return found;
}

static bool is_document(qpdf_data pdf, qpdf_oh specification, bool *is_pdf)
{
    qpdf_oh const files = object_get(pdf, specification, "/EF");
    const char *const any = object_first_key(pdf, files);
    bool good = any && all_names_are_good(pdf, specification, is_pdf);
    OBJECT_EACH_KEY(pdf, key, files)
        good = good && !is_program(pdf, object_get(pdf, files, key));
    return good;
}

void attachment_look(qpdf_data pdf, qpdf_oh specification, struct quiet_facts *facts)
{
    bool is_pdf = false;
    bool const has_related = qpdf_oh_has_key(pdf, specification, "/RF"); /* of any kind */
    if (has_related)
        facts->left_out |= QUIET_FILE;
    qpdf_oh_remove_key(pdf, specification, "/RF");
    if (is_document(pdf, specification, &is_pdf)) {
        facts->kept_files++;
        facts->kept_other = facts->kept_other || !is_pdf;
        return;
    }
    qpdf_oh_remove_key(pdf, specification, "/EF");
    facts->left_out |= QUIET_FILE;
}

/* ---- lists of them -------------------------------------------------------------------------- */

struct list {
    qpdf_data pdf;
    qpdf_oh kept;
};

static void take(void *context, qpdf_oh key, qpdf_oh value)
{
    struct list *list = context;
    if (!object_has(list->pdf, value, "/EF"))
        return;
    qpdf_oh_append_item(list->pdf, list->kept, key);
    qpdf_oh_append_item(list->pdf, list->kept, value);
}

static void tidy_names(qpdf_data pdf, qpdf_oh names)
{
    struct list list = {.pdf = pdf, .kept = qpdf_oh_new_array(pdf)};
    qpdf_oh const tree = qpdf_oh_new_dictionary(pdf);
    if (!qpdf_oh_is_dictionary(pdf, names))
        return;
    object_walk_tree(pdf, object_get(pdf, names, "/EmbeddedFiles"), "/Names", take, &list);
    qpdf_oh_remove_key(pdf, names, "/EmbeddedFiles");
    if (!object_length(pdf, list.kept))
        return;
    qpdf_oh_replace_key(pdf, tree, "/Names", list.kept);
    qpdf_oh_replace_key(pdf, names, "/EmbeddedFiles", tree);
}

static void tidy_associated(qpdf_data pdf, qpdf_oh holder)
{
    qpdf_oh const files = object_get(pdf, holder, "/AF");
    qpdf_oh const kept = qpdf_oh_new_array(pdf);
    for (struct object_items each = object_items(pdf, files); object_next(&each);)
        if (object_has(pdf, each.item, "/EF"))
            qpdf_oh_append_item(pdf, kept, each.item);
    if (object_length(pdf, kept))
        qpdf_oh_replace_key(pdf, holder, "/AF", kept);
    else if (object_length(pdf, files))
        qpdf_oh_remove_key(pdf, holder, "/AF");
}

void attachment_tidy(qpdf_data pdf)
{
    tidy_names(pdf, object_of_root(pdf, "/Names"));
    tidy_associated(pdf, qpdf_get_root(pdf));
}
