"""Forged and honest revisions of a PDF of this program.

forge.py BASE.pdf FOLDER
    writes FOLDER/forged/NAME.pdf, in which something else is shown or said than BASE does,
    and FOLDER/honest/NAME.pdf, which only signing tools and readers' remarks touched
BASE is made with --pdfa 3, has two pages at least and signature fields on the last one.
"""
import os
import re
import sys
import zlib

from pdfkit import SIGNATURE, Pdf, add, change, stream

BASE, FOLDER = sys.argv[1:]
COVER = stream(b"1 g 0 0 500 500 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]")


def save(kind, name, pdf):
    os.makedirs(os.path.join(FOLDER, kind), exist_ok=True)
    with open(os.path.join(FOLDER, kind, name + ".pdf"), "wb") as file:
        file.write(pdf.data)


def forged(name, pdf):
    save("forged", name, pdf)


def honest(name, pdf):
    save("honest", name, pdf)


def base():
    return Pdf(BASE)


B = base()
ROOT = B.root
PAGES = B.pages()
PAGE, LAST = PAGES[0], PAGES[-1]
CONTENT = B.content(PAGE)
TREE = B.find(rb"/Type/Pages")[0]
FIELDS = B.fields()
FIELD = FIELDS[0]
FONT = B.find(rb"/Type/Font/Subtype/Type0")[0]
NEW = B.size
MIDDLE = b"/Rect[85 560 500 700]"  # over the text of the first page
MARGIN = b"/Rect[400 10 550 40]"


def annotation(kind, entries, page=PAGE, others=None, **options):
    """A page with one annotation more, which is object NEW."""
    body = b"<</Type/Annot/Subtype/%s/P %d 0 R%s>>" % (kind, page, entries)
    return base().append({page: with_annotation(page), NEW: body, **(others or {})}, **options)


def with_annotation(page, number=NEW):
    body = B[page]
    if b"/Annots[" in body:
        return change(body, rb"/Annots\[", b"/Annots[%d 0 R " % number)
    return add(body, b"/Annots[%d 0 R]" % number)


# ---- pages -------------------------------------------------------------------------------
old = zlib.decompress(B[CONTENT].split(b"stream\n")[1].split(b"\nendstream")[0])
forged("content-replaced", base().append({CONTENT: stream(old.replace(b"BT", b"BT 3 Tr", 1), packed=True)}))
forged("content-empty", base().append({CONTENT: stream(b"")}))
forged("content-added", base().append({PAGE: change(B[PAGE], rb"/Contents (\d+ 0 R)", rb"/Contents[\1 %d 0 R]" % NEW),
                                       NEW: stream(b"1 g 0 0 600 900 re f")}))
forged("content-elsewhere", base().append({PAGE: change(B[PAGE], rb"/Contents \d+", b"/Contents %d" % NEW), NEW: stream(old)}))
forged("content-freed", base().append({CONTENT: None}))
forged("content-null", base().append({CONTENT: b"null"}))
for name, entries in {"rotated": b"/Rotate 180", "cropped": b"/CropBox[0 0 595 400]", "unit": b"/UserUnit 2",
                      "box": b"/MediaBox[0 0 595 300]", "action": b"/AA<</O<</S/JavaScript/JS(1)>>>>",
                      "group": b"/Group<</S/Transparency>>", "twice": b"/Contents %d 0 R" % CONTENT}.items():
    forged("page-" + name, base().append({PAGE: add(B[PAGE], entries)}))
forged("page-resources", base().append({PAGE: change(B[PAGE], rb"/Resources \d+ 0 R", b"/Resources<<>>")}))
forged("page-freed", base().append({PAGE: None}))
forged("page-added", base().append({TREE: change(B[TREE], rb"/Kids\[", b"/Kids[%d 0 R " % NEW), NEW: B[PAGE]}))
forged("page-removed", base().append({TREE: change(B[TREE], rb"/Kids\[\d+ 0 R ?", b"/Kids[")}))
forged("pages-turned", base().append({TREE: change(B[TREE], rb"/Kids\[(\d+ 0 R) (\d+ 0 R)", rb"/Kids[\2 \1")}))
forged("pages-inherit", base().append({TREE: add(B[TREE], b"/Rotate 90")}))
forged("pages-elsewhere", base().append({ROOT: change(B[ROOT], rb"/Pages \d+", b"/Pages %d" % NEW), NEW: B[TREE]}))
forged("font-replaced", base().append({FONT: change(B[FONT], rb"/ToUnicode \d+ 0 R", b"")}))
forged("font-program", base().append({B.find(rb"/FontFile2")[0]: change(B[B.find(rb"/FontFile2")[0]], rb"/FontFile2 \d+", b"/FontFile2 %d" % NEW),
                                      NEW: stream(b"x")}))
RESOURCES = B.find(rb"^<</Font<<")[0]
forged("resources", base().append({RESOURCES: change(B[RESOURCES], rb"/F0 \d+ 0 R", b"/F0 %d 0 R" % NEW), NEW: B[FONT]}))

# ---- annotations ----------------------------------------------------------------------------
AP = b"/AP<</N %d 0 R>>" % (NEW + 1)
for kind in (b"FreeText", b"Stamp", b"Square", b"Line", b"Ink", b"Redact", b"Watermark", b"Circle", b"Polygon", b"Screen",
             b"FileAttachment", b"Link", b"StrikeOut", b"Caret", b"Movie", b"Unknown"):
    forged("annotation-" + kind.decode(), annotation(kind, MIDDLE + b"/Contents(x)/DA(/Helv 12 Tf)" + AP, others={NEW + 1: COVER}))
forged("note-large", annotation(b"Text", MIDDLE + AP, others={NEW + 1: COVER}))
forged("note-white", annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={NEW + 1: COVER}))
forged("note-text", annotation(b"Text", b"/Rect[10 10 30 30]" + AP, others={
    NEW + 1: stream(b"BT /F 10 Tf (5) Tj ET", b"/Subtype/Form/BBox[0 0 20 20]/Resources<</Font<</F %d 0 R>>>>" % FONT)}))
forged("note-action", annotation(b"Text", b"/Rect[10 10 30 30]/A<</S/JavaScript/JS(1)>>"))
QUADS = b"/Rect[108 685 158 703]/QuadPoints[111 702 154 702 111 686 154 686]"
MULTIPLY = b"/Subtype/Form/BBox[108 685 158 703]/Resources<</ExtGState<</H<</BM/Multiply>>/N<</BM/Normal>>>>>>"
forged("highlight-opaque", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={NEW + 1: COVER}))
forged("highlight-mode", annotation(b"Highlight", QUADS + b"/C[1 1 0]/BM/Normal"))
forged("highlight-black", annotation(b"Highlight", QUADS + b"/C[0 0 0]"))
forged("highlight-dark", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs 0 0 0.2 rg 108 685 50 18 re f", MULTIPLY)}))
forged("highlight-normal", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs /N gs 1 1 1 rg 108 685 50 18 re f", MULTIPLY)}))
forged("highlight-picture", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs /X Do", MULTIPLY)}))
OWN = b"/Subtype/Form/BBox[0 0 20 20]/Resources<</ColorSpace<</Own[/Separation/X/DeviceGray<</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[1]>>]/DefaultGray[/CalGray<<>>]>>>>"
forged("note-own-space", annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={
    NEW + 1: stream(b"/Own cs 0 scn 0 0 20 20 re f", change(OWN, rb"/DefaultGray.*?<<>>\]", b""))}))
forged("note-own-gray", annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={NEW + 1: stream(b"0 g 0 0 20 20 re f", OWN)}))
forged("note-veils", annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={
    NEW + 1: stream(b"/V gs 1 g " + b"0 0 20 20 re f " * 9, b"/Subtype/Form/BBox[0 0 20 20]/Resources<</ExtGState<</V<</ca 0.5>>>>>>")}))
forged("note-pale", annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={
    NEW + 1: stream(b"0.89 g 0 0 20 20 re f", b"/Subtype/Form/BBox[0 0 20 20]")}))
for name, entries, content in (("stroke", b"/V<</ca 0.5>>", b"/V gs 1 G 40 w 0 10 m 20 10 l S"), ("alpha", b"/V<</ca/X>>", b"/V gs 1 g 0 0 20 20 re f")):
    forged("note-white-" + name, annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={
        NEW + 1: stream(content, b"/Subtype/Form/BBox[0 0 20 20]/Resources<</ExtGState<<" + entries + b">>>>")}))
for name, content in (("lines", b"2 w 2 8 m 8 2 l 18 18 l S"), ("area", b"2 8 m 8 2 l 18 18 l 8 5 l f"),
                      ("small-ground", b"1 1 0 rg 0 0 2 2 re f 0 g 2 8 m 8 2 l 18 18 l 8 5 l f"),
                      ("ground-outside", b"1 1 0 rg 90 90 20 20 re f 0 g 2 8 m 8 2 l 18 18 l 8 5 l f"),
                      ("ground-clipped", b"q 0 0 1 1 re W n 1 1 0 rg 0 0 20 20 re f Q 2 8 m 8 2 l 18 18 l 8 5 l f"),
                      ("ground-thin", b"1 1 0 rg 0 0 m 20 20 l 20 19 l f 2 8 m 8 2 l 18 18 l 8 5 l f")):
    forged("note-tick-" + name, annotation(b"Text", b"/Rect[111 685 131 705]" + AP, others={
        NEW + 1: stream(content, b"/Subtype/Form/BBox[0 0 20 20]")}))
forged("note-tick-beside-ground", annotation(b"Text", b"/Rect[111 685 131 705]/AP<</N %d 0 R/D %d 0 R>>" % (NEW + 1, NEW + 2), others={
    NEW + 1: stream(b"2 8 m 8 2 l 18 18 l 8 5 l f", b"/Subtype/Form/BBox[0 0 20 20]"),
    NEW + 2: stream(b"1 1 0 rg 0 0 20 20 re f", b"/Subtype/Form/BBox[0 0 20 20]")}))
forged("note-named-cross", annotation(b"Text", b"/Rect[111 685 131 705]/Name/Cross"))
WHITE = b"/H gs 1 g 108 685 50 18 re f"
for name, entries in (("group", MULTIPLY + b"/Group<</S/Transparency/I true>>"), ("resources", MULTIPLY + b"/Resources<<>>"),
                      ("mode", MULTIPLY.replace(b"/BM/Multiply", b"/BM/Multiply/BM/Normal")),
                      ("state", MULTIPLY.replace(b"/N<<", b"/H<<"))):
    forged("highlight-white-" + name, annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={NEW + 1: stream(WHITE, entries)}))
forged("highlight-tick", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs 1 0 0 RG 2 w 108 690 m 112 686 l 120 700 l S", MULTIPLY)}))
forged("highlight-blue", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs 0 0 0.6 rg 108 685 50 18 re f", MULTIPLY)}))
forged("annotations-not-array", base().append({PAGE: add(B[PAGE], b"/Annots %d 0 R" % CONTENT)}))
forged("annotation-direct", base().append({PAGE: add(B[PAGE], b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>]")}))
forged("annotation-old-object", base().append({PAGE: add(B[PAGE], b"/Annots[%d 0 R]" % FIELD)}))
forged("annotations-removed", base().append({LAST: change(B[LAST], rb"/Annots\[[^]]*\]", b"")}))
forged("annotation-one-removed", base().append({LAST: change(B[LAST], rb"/Annots\[\d+ 0 R ?", b"/Annots[")}))

# ---- fields --------------------------------------------------------------------------------
forged("field-renamed", base().append({FIELD: change(B[FIELD], rb"/T\([^)]*\)", b"/T(other)")}))
forged("field-moved", base().append({FIELD: change(B[FIELD], rb"/Rect\[[^]]*\]", b"/Rect[85 300 500 700]"), NEW: COVER}))
forged("field-other-page", base().append({FIELD: change(B[FIELD], rb"/P \d+ 0 R", b"/P %d 0 R" % PAGE)}))
forged("field-purpose", base().append({FIELD: change(B[FIELD], rb"/TU", b"/TX")}))
forged("field-text", base().append({FIELD: change(B[FIELD], rb"/FT/Sig", b"/FT/Tx")}))
forged("field-no-zoom", base().append({FIELD: change(B[FIELD], rb"/F \d+", b"/F 28")}))
forged("field-action", base().append({FIELD: add(B[FIELD], b"/AA<</E<</S/JavaScript/JS(1)>>>>")}))
forged("field-twice-a-key", base().append({FIELD: add(B[FIELD], b"/V %d 0 R/V %d 0 R" % (NEW, NEW)), NEW: SIGNATURE}))
forged("field-freed", base().append({FIELD: None}))
FORM = rb"/AcroForm<</Fields\["
forged("form-field-gone", base().append({ROOT: change(B[ROOT], FORM + rb"\d+ 0 R ?", b"/AcroForm<</Fields[")}))
forged("form-text-field", base().append({ROOT: change(B[ROOT], FORM, b"/AcroForm<</Fields[%d 0 R " % NEW),
                                         NEW: b"<</FT/Tx/T(x)/V(y)>>"}))
forged("form-appearances", base().append({ROOT: change(B[ROOT], FORM, b"/AcroForm<</NeedAppearances true/Fields[")}))
forged("form-xfa", base().append({ROOT: change(B[ROOT], FORM, b"/AcroForm<</XFA %d 0 R/Fields[" % NEW), NEW: stream(b"<xdp/>")}))
forged("form-gone", base().append({ROOT: change(B[ROOT], rb"/AcroForm<<.*?>>", b"")}))
WIDGET = b"/FT/Sig/T(New)/V %d 0 R/F 132" % (NEW + 1)
VISIBLE = {NEW + 1: SIGNATURE, NEW + 2: COVER}


def widget(entries, kind="honest", name="", page=PAGE, fields=True, objects=None, **options):
    """A signature field that a tool added."""
    body = b"<</Type/Annot/Subtype/Widget/P %d 0 R%s>>" % (page, entries)
    written = {page: with_annotation(page), NEW: body, NEW + 1: SIGNATURE, NEW + 2: COVER, **(objects or {})}
    if fields:
        written[ROOT] = change(B[ROOT], FORM, b"/AcroForm<</Fields[%d 0 R " % NEW)
    save(kind, name, base().append(written, **options))


LOOK = b"/AP<</N %d 0 R>>" % (NEW + 2)
widget(WIDGET + MIDDLE + LOOK, "forged", "widget-over-text")
widget(WIDGET + MIDDLE, "forged", "widget-over-text-without-look")
widget(WIDGET + b"/Rect[500 700 85 560]" + LOOK, "forged", "widget-turned-round")
widget(WIDGET + b"/Rect[10 10 595 800]" + LOOK, "forged", "widget-whole-page")
widget(b"/FT/Tx/T(New)/V(text)" + MARGIN + LOOK, "forged", "widget-of-text")
widget(WIDGET + MARGIN + LOOK + b"/A<</S/JavaScript/JS(1)>>", "forged", "widget-action")
widget(WIDGET + MARGIN + LOOK + b"/OC %d 0 R" % ROOT, "forged", "widget-layer")
widget(change(WIDGET, rb"/F 132", b"/F 140") + MARGIN + LOOK, "forged", "widget-no-zoom")
widget(change(WIDGET, rb"/F 132", b"/F 8589934594") + MIDDLE + LOOK, "forged", "widget-flags-too-large")
widget(change(WIDGET, rb"/F 132", b"/F 36") + MIDDLE + LOOK, "forged", "widget-printed-alone")
widget(change(WIDGET, rb"New", b"sig_deputy") + b"/Rect[0 0 0 0]", "forged", "widget-of-the-same-name")
widget(WIDGET + b"/Parent %d 0 R/Rect[0 0 0 0]" % FIELD, "forged", "widget-of-an-old-field")

# ---- looks ---------------------------------------------------------------------------------
SEEN = change(B[FIELD], rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % (NEW + 1))
forged("look-unsigned", base().append({FIELD: SEEN, NEW + 1: COVER}))
forged("look-unsigned-shared", base().append({B.find(rb"/Subtype/Form")[0]: COVER}))
forged("look-of-other-field", base().append({FIELD: add(B[FIELD], b"/V %d 0 R" % NEW), NEW: SIGNATURE,
                                             FIELDS[1]: change(B[FIELDS[1]], rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % (NEW + 1)), NEW + 1: COVER}))
LOOKING = {FIELD: add(SEEN, b"/V %d 0 R" % NEW), NEW: SIGNATURE, NEW + 1: COVER}
forged("look-after-signature", base().append(LOOKING).append({NEW + 1: stream(b"0 g 0 0 9 9 re f", b"/Subtype/Form/BBox[0 0 9 9]")}))
forged("look-within-after-signature", base().append({**LOOKING, NEW + 1: stream(b"/X Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (NEW + 2)),
                                                     NEW + 2: COVER}).append({NEW + 2: COVER}))
widget(change(WIDGET, rb"/V \d+ 0 R", b"") + MARGIN + LOOK, "forged", "look-written-without-signature", objects={
    NEW + 1: b"null", NEW + 2: stream(b"BT /F 9 Tf (5) Tj ET", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F %d 0 R>>>>" % FONT)})

# ---- signatures that were there ----------------------------------------------------------------
GIVEN = {FIELD: add(B[FIELD], b"/V %d 0 R" % NEW), NEW: SIGNATURE}
forged("signature-removed", base().append(GIVEN).append({FIELD: B[FIELD]}))
forged("signature-freed", base().append(GIVEN).append({NEW: None}))
forged("signature-replaced", base().append(GIVEN).append({NEW: b"<</Type/Sig>>"}))
forged("signature-twice-one-gone", base().append(GIVEN).append({FIELDS[1]: add(B[FIELDS[1]], b"/V %d 0 R" % (NEW + 1)), NEW + 1: SIGNATURE})
       .append({FIELD: add(B[FIELD], b"/V %d 0 R" % (NEW + 1))}))

# ---- whose it is ---------------------------------------------------------------------------------
PACKET = B.find(rb"/Type/Metadata")[0]
XMP = B[PACKET].split(b"stream\n")[1].split(b"\nendstream")[0]
XMP_ENTRIES = b"/Type/Metadata/Subtype/XML"
for name, old, new in (("case", b"<form:case>2025-014", b"<form:case>2025-999"), ("form", b"<form:id>5.4", b"<form:id>5.1"),
                       ("edition", b"<form:edition>", b"<form:edition>x"), ("teacher", b"<form:teacher>", b"<form:teacher>0"),
                       ("title", b"2025-014</rdf:li>", b"2025-999</rdf:li>"), ("twice", b"<form:case>", b"<form:case>2025-999</form:case><form:case>"),
                       ("attribute", b'<rdf:Description rdf:about="" xmlns:dc', b'<rdf:Description rdf:about="" form:case="2025-999" xmlns:dc'),
                       ("comment", b"<form:case>2025-014</form:case>", b"<!--<form:case>2025-014</form:case>--><form:case>2025-999</form:case>"),
                       ("unsound", b"</x:xmpmeta>", b"")):
    assert old in XMP
    forged("metadata-" + name, base().append({PACKET: stream(XMP.replace(old, new), XMP_ENTRIES)}))
forged("metadata-prefix", base().append({PACKET: stream(XMP.replace(b"form:", b"f:").replace(b":form=", b":f=").replace(b"<f:case>2025-014", b"<f:case>2025-999"), XMP_ENTRIES)}))
forged("metadata-entity", base().append({PACKET: stream(b'<!DOCTYPE x [<!ENTITY a "2025-999">]>' + XMP.split(b"?>", 1)[1].replace(b"<form:case>2025-014", b"<form:case>&a;"), XMP_ENTRIES)}))
forged("information-twice", base().append({NEW: add(B[B.find(rb"/Producer")[-1]], b"/Title(2025-999)")}, extra=b"/Info %d 0 R" % NEW))
forged("information-title", base().append({NEW: b"<</Title(2025-999)>>"}, extra=b"/Info %d 0 R" % NEW))

# ---- the catalog ---------------------------------------------------------------------------
for name, entries in {"layers": b"/OCProperties<</OCGs[]/D<<>>>>", "open-action": b"/OpenAction<</S/JavaScript/JS(1)>>",
                      "actions": b"/AA<<>>", "uri": b"/URI<</Base(x)>>", "threads": b"/Threads[]", "mode": b"/PageMode/FullScreen",
                      "version": b"/Version/9.9", "layout": b"/PieceInfo<<>>", "twice": b"/Pages %d 0 R" % NEW,
                      "collection": b"/Collection<<>>"}.items():
    forged("catalog-" + name, base().append({ROOT: add(B[ROOT], entries), NEW: B[TREE]}))
for name, pattern in {"language": rb"/Lang\([^)]*\)", "marks": rb"/MarkInfo<<[^>]*>>", "attachments": rb"/AF\[[^]]*\]",
                      "metadata": rb"/Metadata \d+ 0 R", "type": rb"/Type/Catalog", "structure": rb"/StructTreeRoot \d+ 0 R",
                      "names": rb"/Names<<.*?>>>>"}.items():
    forged("catalog-no-" + name, base().append({ROOT: change(B[ROOT], pattern, b"")}))
forged("catalog-elsewhere", base().append({NEW: change(B[ROOT], rb"/Pages \d+", b"/Pages %d" % (NEW + 1)), NEW + 1: B[TREE]}, root=NEW))
forged("catalog-none", base().append({NEW: b"<<>>"}, root=NEW))
forged("catalog-page", base().append({}, root=PAGE))
forged("catalog-free", base().append({ROOT: None}))
forged("catalog-script", base().append({ROOT: change(B[ROOT], rb"/Names<<", b"/Names<</JavaScript<</Names[(x) %d 0 R]>>" % NEW),
                                        NEW: b"<</S/JavaScript/JS(1)>>"}))
EMBEDDED = B.find(rb"/EmbeddedFile/")[0]
forged("case-replaced", base().append({EMBEDDED: stream(b"<case/>", b"/Type/EmbeddedFile/Subtype/application#2Fxml")}))
FILE = B.find(rb"/Type/Filespec")[0]
forged("case-elsewhere", base().append({FILE: change(B[FILE], rb"/EF<<.*?>>", b"/EF<</F %d 0 R>>" % NEW),
                                        NEW: stream(b"<case/>", b"/Type/EmbeddedFile")}))
ELEMENT = B.find(rb"/S/P/")[0] if B.find(rb"/S/P/") else B.find(rb"/S ?/P")[0]
forged("structure", base().append({ELEMENT: add(B[ELEMENT], b"/ActualText(other)")}))
forged("encrypted", base().append({}, extra=b"/Encrypt<</Filter/Standard/V 1>>"))

# ---- the file ---------------------------------------------------------------------------------
REPLACED = {CONTENT: stream(b"BT ET")}


def bytes_of(name, change_bytes, kind="forged"):
    pdf = base()
    pdf.data = change_bytes(pdf.data)
    save(kind, name, pdf)


bytes_of("tail-garbage", lambda data: data + b"garbage")
bytes_of("tail-object", lambda data: data + b"%d 0 obj\n%s\nendobj\n" % (CONTENT, REPLACED[CONTENT]))
bytes_of("tail-comment", lambda data: data + b"% hello\n")
bytes_of("tail-mark", lambda data: data + b"%%EOF\n")
bytes_of("trailer-root", lambda data: data.replace(b"/Root %d 0 R" % ROOT, b"/Root %d 0 R" % TREE))
bytes_of("trailer-size", lambda data: data.replace(b"/Size %d" % NEW, b"/Size %d" % (NEW - 1)))
bytes_of("trailer-entry", lambda data: b"/Extra 1/Info".join(data.rsplit(b"/Info", 1)))
CATALOG = re.search(rb"\n%d 0 obj\s*(<<.*?>>)\s*endobj" % ROOT, B.data, re.S)[1]
bytes_of("trailer-root-inside", lambda data: data.replace(b"/Root %d 0 R" % ROOT, b"/Root" + CATALOG[:-2] + b"/PageMode/FullScreen>>"))
bytes_of("trailer-info-inside", lambda data: re.sub(rb"/Info \d+ 0 R", b"/Info<</Title(X)/Producer(Formulyar 0.1.0)>>", data))
bytes_of("trailer-info-other", lambda data: re.sub(rb"/Info \d+ 0 R", b"/Info %d 0 R" % TREE, data))
bytes_of("trailer-no-info", lambda data: re.sub(rb"/Info \d+ 0 R", b"", data))
bytes_of("trailer-remark", lambda data: data.replace(b"/Root", b"%x\n/Root"))
bytes_of("trailer-comment", lambda data: data.replace(b"\nstartxref", b"\n%x\nstartxref"))
bytes_of("trailer-object", lambda data: data.replace(b"\nstartxref", b"\n%d 0 obj\nnull\nendobj\nstartxref" % CONTENT))
hidden = base()
hidden.data = hidden.data.replace(b"%%EOF\n", b"")
forged("first-mark-gone", hidden.append(REPLACED))
forged("generation", base().append(REPLACED, generation=1))
forged("other-generation", base().append({PAGE: change(B[PAGE], rb"/Contents (\d+) 0 R", rb"/Contents \1 1 R")}))
double = base()
places = double.objects({CONTENT: REPLACED[CONTENT]})
at = len(double.data)
double.data += (b"xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
                % (CONTENT, B.offsets[CONTENT], CONTENT, places[CONTENT], B.size, ROOT, B.start, at))
forged("table-twice", double)
forged("chain-loops", base().append({NEW: b"null"}, previous=len(B.data) + 25))
forged("chain-nowhere", base().append({NEW: b"null"}, previous=7))
forged("chain-cut", base().append(REPLACED, extra=b"/Old 1", previous=10 ** 9))
forged("no-size", base().append({NEW: b"null"}, size=3))
forged("two-steps", base().append({CONTENT: REPLACED[CONTENT]}).append({NEW: b"null"}))
forged("hidden-by-signature", base().append(REPLACED).append({FIELD: add(B[FIELD], b"/V %d 0 R" % NEW), NEW: SIGNATURE}))
forged("tail-after-signature", base().append({FIELD: add(B[FIELD], b"/V %d 0 R" % NEW), NEW: SIGNATURE}, tail=b"\n%%EOF\nmore"))
forged("stream-content", base().append_stream(REPLACED))
forged("stream-packed-page", base().append_stream({NEW: stream(b"")}, {PAGE: change(B[PAGE], rb"/Contents \d+", b"/Contents %d" % NEW)}))
forged("stream-packed-catalog", base().append_stream({}, {ROOT: add(B[ROOT], b"/OpenAction[%d 0 R/Fit]" % PAGE)}))
mixed = base()
mixed.append_stream(REPLACED)
inner = mixed.start
forged("mixed", mixed.append({NEW + 9: b"null"}, extra=b"/XRefStm %d" % inner, previous=B.start))
mixed = base()
mixed.append_stream({CONTENT: B[CONTENT]})
inner = mixed.start
forged("mixed-old-readers", mixed.append({CONTENT: None}, extra=b"/XRefStm %d" % inner, previous=B.start))
mixed = base()
places = mixed.objects(REPLACED)
mixed.append_stream({CONTENT: B[CONTENT]})
inner = mixed.start
forged("mixed-twice", mixed.append({}, entries={CONTENT: b"%010d 00000 n \n" % places[CONTENT]},
                                   extra=b"/XRefStm %d" % inner, previous=B.start))

# ---- honest -----------------------------------------------------------------------------------
SIGNED = {FIELD: add(B[FIELD], b"/V %d 0 R/M(D:20260101)/MK<<>>" % NEW), NEW: SIGNATURE}
honest("signed", base().append(SIGNED))
honest("signed-look", base().append({**SIGNED, FIELD: change(SIGNED[FIELD], rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % (NEW + 1)), NEW + 1: COVER}))
honest("signed-by-poppler", base().append({**SIGNED, FIELD: add(SIGNED[FIELD], b"/AS/N")}))
honest("signed-invisibly", base().append({**SIGNED, FIELD: change(SIGNED[FIELD], rb"/Rect\[[^]]*\]", b"/Rect[0 0 0 0]")}))
honest("signed-flags", base().append({**SIGNED, ROOT: change(B[ROOT], rb"/SigFlags \d", b"/SigFlags 3/DR<</Font<<>>>>/DA(/Helv 0 Tf)")}))
honest("signed-twice", base().append(SIGNED).append({FIELDS[1]: add(B[FIELDS[1]], b"/V %d 0 R" % (NEW + 1)), NEW + 1: SIGNATURE}))
honest("signed-under-stream", base().append_stream(SIGNED))
honest("signed-packed", base().append_stream({NEW: SIGNATURE}, {FIELD: SIGNED[FIELD]}, predictor=False))
honest("signed-stream-then-table", base().append_stream(SIGNED).append({FIELDS[1]: add(B[FIELDS[1]], b"/V %d 0 R" % NEW)}))
honest("form-own-object", base().append({ROOT: change(B[ROOT], rb"/AcroForm<<.*?>>", b"/AcroForm %d 0 R" % NEW),
                                         NEW: b"<</Fields[%s]/SigFlags 3>>" % b" ".join(b"%d 0 R" % n for n in FIELDS)}))
honest("proofs", base().append({ROOT: add(B[ROOT], b"/DSS %d 0 R/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>/Perms<</DocMDP %d 0 R>>"
                                                   % (NEW, NEW + 1)),
                                NEW: b"<</Certs[]/VRI<<>>>>", NEW + 1: SIGNATURE}))
METADATA = B.find(rb"/Type/Metadata")[0]
honest("properties", base().append({METADATA: stream(b"<x/>", b"/Type/Metadata/Subtype/XML"), NEW: b"<</Producer(Tool)>>"},
                                   extra=b"/Info %d 0 R/ID[<00><01>]" % NEW))
honest("metadata-updated", base().append({PACKET: stream(XMP.replace(b"</xmp:ModifyDate>", b"</xmp:ModifyDate><xmp:MetadataDate>2026-06-01</xmp:MetadataDate>"), XMP_ENTRIES, packed=True)}))
honest("metadata-attributes", base().append({PACKET: stream(XMP.replace(b"<form:case>2025-014</form:case>", b"").replace(
    b'<rdf:Description rdf:about="" xmlns:dc', b'<rdf:Description rdf:about="" form:case="2025-014" xmlns:dc'), XMP_ENTRIES)}))
honest("signed-and-locked", base().append({**SIGNED, FIELD: add(SIGNED[FIELD], b"/Ff 1"), FIELDS[1]: add(B[FIELDS[1]], b"/Ff 1")}))
honest("signed-look-kept", base().append(LOOKING).append({NEW + 2: b"null"}))
honest("field-with-frame", base().append({PAGE: with_annotation(PAGE), NEW + 2: stream(b"0 G 0 0 150 30 re S", b"/Subtype/Form/BBox[0 0 150 30]"),
    NEW: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(New)/F 4/P %d 0 R%s%s>>" % (PAGE, MARGIN, LOOK),
    ROOT: change(B[ROOT], FORM, b"/AcroForm<</Fields[%d 0 R " % NEW)}))
honest("tabs", base().append({PAGE: change(B[PAGE], rb"/Tabs/S", b"/Tabs/R")}))
honest("same-again", base().append({number: B[number] for number in (PAGE, TREE, ROOT, CONTENT, FONT)}))
honest("unused", base().append({NEW: b"<</Nobody(asks)>>"}))
honest("catalog-copied", base().append({NEW: B[ROOT]}, root=NEW))
honest("line-ends", base().append(SIGNED, tail=b"\r\n%%EOF\r\n\r\n"))
noted = base().append(SIGNED)
noted.data = b"\n%Tool-1.0\nstartxref".join(noted.data.rsplit(b"\nstartxref", 1))  # the signature misses these bytes
honest("comment", noted)
widget(WIDGET + b"/Rect[0 0 0 0]", name="field-invisible")
widget(change(WIDGET, rb"/F 132", b"/F 148") + b"/Rect[0 0 0 0]/AS/N/DA(/F 0 Tf)/Border[0 0 0]/M(D:2026)" + LOOK, name="field-of-poppler")
widget(WIDGET + b"/Rect[0 0 0 0]", name="field-in-no-form", fields=False)
widget(WIDGET + b"/Rect[0 0 0 0]", name="field-invisible-last-page", page=LAST)
widget(WIDGET + MARGIN + LOOK, name="field-in-the-margin")
widget(change(WIDGET, rb"/F 132", b"/F 2") + MIDDLE + LOOK, name="field-hidden")
widget(b"/Parent %d 0 R/F 132/Rect[0 0 0 0]" % (NEW + 3), name="field-and-kid", fields=False,
       objects={NEW + 3: b"<</FT/Sig/T(New)/V %d 0 R/Kids[%d 0 R]>>" % (NEW + 1, NEW),
                ROOT: change(B[ROOT], FORM, b"/AcroForm<</Fields[%d 0 R " % (NEW + 3))})
honest("remark-note", annotation(b"Text", b"/Rect[10 10 30 30]/Contents(remark)/Name/Note/C[1 1 0]/F 28"))
honest("remark-note-over-text", annotation(b"Text", b"/Rect[111 685 131 705]/Contents(remark)" + AP, others={
    NEW + 1: stream(b"1 1 0 rg 1 w 0.5 0.5 15 15 re b 0 g 4 4 8 1 re f", b"/Subtype/Form/BBox[0 0 16 16]")}))
honest("remark-note-moved-look", annotation(b"Text", b"/Rect[111 685 131 705]/Name/Comment" + AP, others={
    NEW + 1: stream(b"q 1 0 0 1 10 10 cm 1 0.8 0 rg 0 G -9 0 m -9 5 -5 9 0 9 c 5 9 9 5 9 0 c 9 -5 5 -9 0 -9 c -5 -9 -9 -5 -9 0 c b Q 0 g 6 9 8 1 re f",
                    b"/Subtype/Form/BBox[0 0 20 20]")}))
honest("remark-note-named", annotation(b"Text", b"/Rect[111 685 131 705]/Name/Note"))
honest("remark-note-tick-in-the-margin", annotation(b"Text", b"/Rect[10 10 30 30]/Name/Check" + AP, others={
    NEW + 1: stream(b"2 w 2 8 m 8 2 l 18 18 l S", b"/Subtype/Form/BBox[0 0 20 20]")}))
honest("remark-note-window", annotation(b"Text", b"/Rect[10 10 30 30]/Popup %d 0 R" % (NEW + 1), others={
    PAGE: add(B[PAGE], b"/Annots[%d 0 R %d 0 R]" % (NEW, NEW + 1)),
    NEW + 1: b"<</Type/Annot/Subtype/Popup/Rect[32 729 232 829]/Parent %d 0 R>>" % NEW}))
honest("remark-highlight", annotation(b"Highlight", QUADS + b"/C[1 1 0]"))
honest("remark-highlight-mode", annotation(b"Highlight", QUADS + b"/C[1 1 0]/BM/Multiply" + AP, others={
    NEW + 1: stream(b"/H gs 1 1 0 rg 108 685 50 18 re f", MULTIPLY)}))
honest("remark-highlight-look", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs 1 1 0 rg 108 685 50 18 re f", MULTIPLY)}))
honest("remark-highlight-outer-group", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"/H gs 1 1 0 rg 108 685 50 18 re f", MULTIPLY + b"/Group<</S/Transparency>>")}))
honest("remark-highlight-group", annotation(b"Highlight", QUADS + b"/C[1 1 0]" + AP, others={
    NEW + 1: stream(b"q /H gs /X Do Q", MULTIPLY[:-2] + b"/XObject<</X %d 0 R>>>>" % (NEW + 2)),
    NEW + 2: stream(b"/N gs 1 1 0 rg 108 685 50 18 re f", MULTIPLY + b"/Group<</S/Transparency>>")}))
