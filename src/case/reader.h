/*
 * reader.h - how a file of cases is read, piece by piece; inside case/ only.
 *
 * input.c makes UTF-8 of bytes and knows where each stands, cut.c finds where markup ends,
 * feed.c drives libxml2 with what was cut, read.c takes its events and hands cases out,
 * reader.c says what the events mean, build.c makes the tree of one case of them.  Nothing of
 * a case stays behind, unless the caller kept it.
 */
#ifndef FORMULYAR_CASE_READER_H
#define FORMULYAR_CASE_READER_H

#include "base/seen.h"
#include "case/tree.h"
#include "russian/names.h"
#include "xml/xml.h"

#include <iconv.h>
#include <libxml/parser.h>

/* ---- input: bytes as UTF-8, and where each of them stands ------------------------ */

enum { INPUT_RAW = 16 * 1024 };

/*
 * Finds the encoding (byte-order mark, UTF-16 by its zero bytes, the XML
 * declaration), recodes what is not UTF-8 with iconv, and refuses the rest.
 * Offsets count bytes of the UTF-8 stream; a line and column is found by walking
 * from a mark that only moves forward, so that a file of any length (on one line
 * or on a million) needs only the bytes after the mark.
 */
struct input {
    int descriptor;       /* -1: there are bytes in memory */
    const char *bytes;    /* the first of those */
    const char *at, *end; /* of those, what is still to be read */
    const char *file;     /* what positions call it; borrowed */
    iconv_t recoding;
    bool started, ended;
    bool failed;         /* a problem of the bytes or of the encoding was told of */
    bool blank;          /* nothing but white space so far (a byte-order mark aside) */
    bool is_file;        /* it can be read again */
    bool bytewise;       /* the encoding is the declared one, of 8 bits */
    bool genuine;        /* some bytes spoke for it */
    char raw[INPUT_RAW]; /* read, not yet turned into UTF-8 */
    size_t raw_count;
    struct text window; /* UTF-8 from offset window_start on */
    size_t window_start;
    size_t given; /* offset up to which bytes were handed out, whole characters */
    size_t mark;  /* no place before it can be asked for */
    long mark_line, mark_column;
    size_t pin;
    bool pinned;      /* the bytes from the pin on are kept, for input_bytes() */
    size_t signature; /* bytes of the byte-order mark, which offsets leave out */
    /*
     * The reading goes on at another place of a file in UTF-8: the byte at land comes after
     * the one in front of leave (0: no jump), which must be said before that is handed out.
     */
    size_t leave;
    struct case_place land; /* as input_place() tells */
    bool landed;
};

/*
 * Opens path, or standard input for "-", or bytes in memory unless they are NULL, which are
 * borrowed.  NULL with a diagnostic at file when it cannot be opened, is larger than any
 * file of cases, or is a pipe or a device (standard input may be one).
 */
struct input *input_open(const char *path, const char *file, const struct case_bytes *bytes,
                         struct diags *diags);
void input_close(struct input *input);

/* The number of bytes that were read and not yet given away, and the offset of the first. */
size_t input_ahead(const struct input *input, size_t *offset);

/*
 * Reads on, so that there are more of them.  False at the end of the file, after a
 * problem, which is then in diags, or when a jump comes after those that are there.
 */
bool input_more(struct input *input, struct diags *diags);

/* Line and column (in characters) of an offset that is not before the mark. */
struct pos input_pos(const struct input *input, size_t offset);

/* The same for an offset in what is pinned: so far after from, which stands at place. */
struct pos input_pos_after(const struct input *input, const struct case_place *place, size_t from,
                           size_t offset);

/* True when the file is in an 8-bit encoding other than UTF-8. */
bool input_is_recoded(const struct input *input);

/* The same as a place to jump to; its offset is -1 in a recoded file. */
struct case_place input_place(const struct input *input, size_t offset);

/* Moves the mark to offset; the bytes before it are forgotten unless pinned. */
void input_advance(struct input *input, size_t offset);

/* The last such byte from the mark on and before offset; offset when there is none. */
size_t input_find_back(const struct input *input, size_t offset, char byte);

/* The offset behind the last byte that was read. */
size_t input_end(const struct input *input);

/* What an error of the parser at offset stands in. */
struct xmlerror_place input_around(const struct input *input, size_t offset);

/* The bytes at an offset that is pinned or not before the mark; borrowed until the next read. */
const char *input_bytes(const struct input *input, size_t offset);

/* ---- cut: where one piece of markup ends and the next begins --------------------- */

enum {
    CUT_MAX_TAG = 1024 * 1024, /* bytes of one tag */
    CUT_MAX_ATTRIBUTES = 256,  /* of one tag; namespace declarations are counted too */
    CUT_MAX_DEPTH = 100,       /* open elements: libxml2 looks through all of them for a prefix */
    CUT_MAX_RUN = 4 * 1024 * 1024, /* bytes of one comment, instruction, CDATA or text */
};

/*
 * The parser is fed piece by piece, each of whole tags and ending behind the tag of
 * a case or of what holds cases, so that no more than one case is begun or ended
 * by one piece and nothing is told later than it stands.  The cutter knows just
 * enough of XML for that: quotes in tags, comments, CDATA, instructions.  Of a file
 * that is not well-formed it need not cut right: the parser stops at the fault.
 * All zero at the start of a file.
 */
struct cut {
    const char *close; /* what ends the comment, instruction or CDATA at work; NULL: none */
    size_t run;        /* bytes of it, or of the text, so far */
    size_t words;      /* plain ones that were seen to come next; 0: not known */
    int depth;         /* of open elements */
    bool lost;         /* a tag did not end: the parser is to say so */
};

enum cut_find {
    CUT_PIECE,   /* count bytes for the parser; 0: more must be read first */
    CUT_WORDS,   /* count bytes of an element's text, of which the parser could tell nothing else */
    CUT_SPOILED, /* one byte, a '<' or '&' that begins nothing: message says so */
    CUT_LIMIT,   /* message: what begins here is larger than any good file needs */
};

struct cut_piece {
    enum cut_find find;
    size_t count;
    enum message message;
};

/* The next piece of bytes; last says that nothing follows them. */
struct cut_piece cut_next(struct cut *cut, const char *bytes, size_t count, bool last);

/*
 * ---- feed: libxml2's push parser, which looks at what was fed alone ----------------
 *
 * Text of a case that holds no markup goes past the parser, which takes thirty times as long over
 * a Russian letter as over a Latin one: input.c has found it well-formed, cut.c has found in it
 * nothing that XML makes something else of, and the parser has read all in front of it.  Once it
 * has found any fault it is given all that follows.
 */

struct feed {
    struct input *input;
    struct diags *diags;
    xmlParserCtxtPtr parser;
    struct cut cut;
    size_t passed;      /* bytes that the parser was not given */
    bool wary;          /* it is given all from now on */
    size_t reached;     /* where the parser is, as far as it says */
    enum message fault; /* after FEED_SPOILED and FEED_LIMIT; it stands at fault_at */
    size_t fault_at;
};

enum feed_state {
    FEED_ON,      /* a piece was parsed */
    FEED_SPOILED, /* a '<' or '&' that begins nothing was left out */
    FEED_LIMIT,   /* nothing more is fed */
    FEED_END,     /* the file has ended, or could not be read on */
};

/* As input_open(); false when that fails.  context is handed to the handlers. */
bool feed_open(struct feed *feed, const char *path, const char *file,
               const struct case_bytes *bytes, xmlSAXHandler *sax, void *context,
               struct diags *diags);
void feed_close(struct feed *feed);

/* Feeds the next piece. */
enum feed_state feed_next(struct feed *feed);

/* How much is allowed, for the message of a FEED_LIMIT; NULL for another message. */
const char *feed_limit(enum message message);

/* In a handler: the byte after what the parser has taken; the '<' of the tag that is told of. */
size_t feed_offset(struct feed *feed);
size_t feed_tag_offset(struct feed *feed);

/* ---- build: the tree of one case, tag by tag --------------------------------------- */

/* An attribute as libxml2's SAX2 tells it; the value is not closed by NUL. */
struct sax_attribute {
    const xmlChar *name;
    const xmlChar *prefix;
    const xmlChar *uri;
    const xmlChar *value;
    const xmlChar *end;
};

/* A start tag; name and attribute names belong to the parser's dictionary. */
struct sax_tag {
    const xmlChar *name;
    const xmlChar *uri;
    const struct sax_attribute *attributes;
    size_t attribute_count;
    bool declares; /* the namespace that its name is in */
    size_t offset; /* of its '<' in the input */
};

/* A case without an element; dict is the parser's, and is kept alive. */
struct casefile *build_new(const struct case_schema *schema, const char *file, xmlDictPtr dict);

/* Hints for XML editors (xsi:schemaLocation) are not part of the case. */
bool build_is_hint(const struct sax_attribute *attribute);

/*
 * Appends an element to parent, or makes it the root when parent is NULL, with
 * the places of the tag and its attributes, which input still holds.
 */
xmlNodePtr build_element(struct casefile *casefile, xmlNodePtr parent, const struct sax_tag *tag,
                         const struct input *input);

/* White space trimmed and folded, form C: as attributes and texts are kept. */
void build_normalise(struct text *text);

/*
 * Leaves of the line feeds of a text those that somebody typed, makes spaces of those at
 * which an editor has wrapped, and drops blank lines and white space around lines (lines.c).
 * At most 2000 lines are kept apart.  Its first line stands behind so many columns of indentation and of the start tag.
 */
void lines_join(struct text *text, size_t indent, size_t tag);

/*
 * Appends text to an element, in form C and with white space folded; next is the
 * name of the element that follows, NULL when the parent ends.  Empties the text.
 */
void build_text(struct casefile *casefile, xmlNodePtr parent, struct text *text,
                const xmlChar *next);

/* ---- the reader ---------------------------------------------------------------------- */

enum { READER_DEPTH = 12 };   /* levels of elements below <case>; the schema has five */
enum { CASE_ID_SHOWN = 256 }; /* an id is cut at so many bytes, its NUL included */

/* A case's way through the reader. */
enum case_stage {
    CASE_NONE,  /* between cases */
    CASE_BEGUN, /* its start tag was read */
    CASE_ENDED, /* its end tag too */
};

/* What is wanted of the file. */
enum reader_purpose {
    READER_TAKES,  /* cases */
    READER_LOOKS,  /* at the subjects of cases: no tree is built */
    READER_GLANCES /* at the first tag alone */
};

/* What a look keeps of a case: the name of its subject. */
struct glimpse {
    bool is_open;      /* the element */
    bool named;        /* it has ended: its full name for comparing is in key */
    bool identified;   /* it has a person id */
    struct text *open; /* of parts, or NULL */
    struct text parts[NAME_PARTS];
    struct text key;
};

struct case_reader {
    const struct case_schema *schema;
    const struct kind *kind;
    struct diags *diags;
    const struct case_stretch *stretch; /* NULL: the whole file */
    const char *path, *file;            /* as named, and as positions call it */
    const struct case_bytes *bytes;     /* in place of a file, or NULL */
    struct feed feed;

    enum reader_purpose purpose;
    bool is_minutes;    /* READER_GLANCES: that is what begins there */
    int depth;          /* of open elements in the file */
    bool rooted;        /* there has been an element */
    bool many;          /* the root is <cases> */
    bool words_between; /* text between cases has been complained about */
    bool stopped;       /* nothing that libxml2 still says matters */
    bool finished;      /* the file's end was told of */
    size_t count;       /* of cases that ended, with those that were left out in front */
    size_t faults;      /* that the cutter found */
    size_t last_error;  /* where the parser found fault, offset + 1: once is enough */
    struct seen ids;

    enum case_stage stage;
    char id[CASE_ID_SHOWN];
    const struct case_schema *own; /* that it is read with; NULL: none that could be loaded */
    struct case_place place;       /* of its start tag */
    struct casefile *current;      /* that case; NULL when nobody wants it */
    struct glimpse glimpse;        /* READER_LOOKS */
    xmlNodePtr node;               /* its innermost open element */
    struct text text;              /* characters since the last tag */
    size_t start, end;             /* offset of its start tag, and behind its end tag */
    int case_depth;
    size_t elements;                   /* that it has */
    size_t children[READER_DEPTH + 1]; /* of the open element at each level below it */
    bool broken;                       /* it has had a problem that the schema does not see */
    bool skipping;                     /* it is given up: read on for the next one */
};

/* Adds a diagnostic at an offset; argument or NULL. */
void reader_complain(struct case_reader *reader, enum message message, size_t offset,
                     const char *argument);

/* Nobody wants the case at work: it is read to its end, and nothing of it is kept. */
void reader_pass_over(struct case_reader *reader);

/* A start tag; an end tag that ends before offset end; text. */
void reader_start_tag(struct case_reader *reader, const struct sax_tag *tag);
void reader_end_tag(struct case_reader *reader, size_t end);
void reader_text(struct case_reader *reader, const char *bytes, size_t count);

/* False, with a diagnostic, when the case at work is larger than any good one; it is given up. */
bool reader_within_limits(struct case_reader *reader, size_t offset);

#endif
