/*
 * docxfile.h - reading a DOCX back: what the parts of its package say.
 *
 * The bytes may be hostile.  In a run most parts of a document are those of one before it, byte
 * for byte: what was read of such a part is remembered with its bytes (package/known.h).
 */
#ifndef FORMULYAR_VERIFY_DOCXFILE_H
#define FORMULYAR_VERIFY_DOCXFILE_H

#include "base/arena.h"
#include "base/budget.h"
#include "package/unpack.h"

#include <stdbool.h>
#include <stddef.h>

enum mention_kind {
    MENTION_PART_TYPE,      /* name: "/word/document.xml" */
    MENTION_EXTENSION_TYPE, /* name: "xml" */
    MENTION_RELATION,       /* name: its id, value: what it leads to, see is_external */
    MENTION_STYLE,          /* name: its id */
    MENTION_STYLE_USED,
    MENTION_RELATION_USED,
    MENTION_LIST, /* name: its number */
    MENTION_LIST_USED,
    MENTION_LIST_KIND,
    MENTION_LIST_KIND_USED,
    MENTION_PROPERTY, /* name, value: as docProps/custom.xml has them */
};

struct mention {
    enum mention_kind kind;
    const char *name;
    const char *value;
    bool is_external; /* leads out of the package */
};

struct docxpart {
    bool is_xml; /* well-formed, without a document type, and not too intricate to be read */
    const struct mention *mentions; /* in their order; of names in use each once */
    size_t count;
};

/* A reader with its memory, which has a ceiling; ended by docxreader_free(). */
struct docxreader;
struct docxreader *docxreader_new(void);
void docxreader_free(struct docxreader *reader);

/*
 * Reads a part within the budget, which may be spent afterwards; the result lives as long as the
 * arena or what is known of the part, whichever ends first.  One of a package that this process has just
 * written (is_ours) is read once for as long as it is known, and by xmlstream_read_ours() if that can.
 */
const struct docxpart *docxreader_read(struct docxreader *reader, const struct package_part *part,
                                       bool is_ours, struct budget *budget, struct arena *arena);

#endif
