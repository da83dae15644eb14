#!/usr/bin/env python3
"""make_pdf.py KIND FILE: a small PDF by hand, of a kind that tests need as minutes."""
import sys

kind, path = sys.argv[1:]
objects = {}  # number -> bytes


def put(number, body):
    objects[number] = body.encode("latin-1")


def stream(number, body, data):
    put(number, "<<%s/Length %d>>\nstream\n%s\nendstream" % (body, len(data), data))


PAGES = 0 if kind == "empty" else 3
catalog = ""
put(2, "<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Rotate 0"
    "/Resources<</Font<</F 3 0 R>>>>>>" % (PAGES, " ".join("%d 0 R" % (10 + i) for i in range(PAGES))))
put(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
annotations = {0: "", 1: "", 2: ""}
if kind == "rich":
    # Bookmarks with a closed branch and a wrong /Last, named destinations of both kinds, links,
    # fields (one in a hierarchy), page labels in two nodes, roman numerals, a layer, no signature.
    catalog = ("/Outlines 20 0 R/PageLabels 24 0 R/Names<</Dests 27 0 R>>/Dests<</old[11 0 R/Fit]>>"
               "/AcroForm<</NeedAppearances true/Fields[30 0 R 31 0 R 33 0 R]/DA(/F 0 Tf)/DR<</Font<</F 3 0 R>>>>>>"
               "/OCProperties<</OCGs[40 0 R]/D<</Order[40 0 R]>>>>/OpenAction[12 0 R/Fit]"
               "/PageMode/UseOutlines/Lang(en)/ViewerPreferences<</HideToolbar true>>")
    put(20, "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 2>>")
    put(21, "<</Title(One)/Parent 20 0 R/Next 22 0 R/Dest[10 0 R/Fit]>>")
    put(22, "<</Title(Two)/Parent 20 0 R/Prev 21 0 R/Dest(second)/First 23 0 R/Last 23 0 R/Count -1>>")
    put(23, "<</Title(Inner)/Parent 22 0 R/A<</S/GoTo/D(second)>>>>")
    put(24, "<</Kids[25 0 R 26 0 R]>>")
    put(25, "<</Limits[0 0]/Nums[0<</S/r>>]>>")
    put(26, "<</Limits[1 1]/Nums[1<</S/D/St 7/P(x-)>>]>>")
    put(27, "<</Names[(first)[10 0 R/Fit](second)[11 0 R/XYZ 0 800 0]]>>")
    put(30, "<</Type/Annot/Subtype/Widget/FT/Tx/T(sig_lead_1)/V(text)/Rect[50 50 200 70]/P 10 0 R/F 4/AP<</N 34 0 R>>>>")
    put(31, "<</FT/Btn/T(group)/Kids[32 0 R]>>")
    put(32, "<</Type/Annot/Subtype/Widget/T(box)/Parent 31 0 R/Rect[50 90 60 100]/P 11 0 R/F 4>>")
    put(33, "<</Type/Annot/Subtype/Widget/FT/Sig/T(sig_deputy_1)/Rect[50 120 200 160]/P 11 0 R/F 4>>")
    stream(34, "/Type/XObject/Subtype/Form/BBox[0 0 150 20]", "")
    put(40, "<</Type/OCG/Name(Layer)>>")
    annotations = {0: "30 0 R<</Type/Annot/Subtype/Link/Rect[50 700 100 720]/Dest(second)/StructParent 5>>",
                   1: "32 0 R 33 0 R", 2: "<</Type/Annot/Subtype/Link/Rect[50 700 100 720]"
                   "/A<</S/GoTo/D[10 0 R/Fit]>>>>"}
elif kind in ("signed", "signed-kid", "signed-loose"):
    value = "/V 41 0 R"
    put(41, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached%s/Contents<00>>>"
        % ("/ByteRange[0 1 2 3]" if kind == "signed-loose" else ""))
    if kind == "signed":
        catalog = "/AcroForm<</Fields[30 0 R]/SigFlags 3>>"
        put(30, "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)%s/Rect[0 0 0 0]/P 10 0 R>>" % value)
    elif kind == "signed-kid":
        catalog = "/AcroForm<</Fields[30 0 R]/SigFlags 3>>"
        put(30, "<</T(s)/Kids[31 0 R]>>")
        put(31, "<</FT/Sig/T(t)/Parent 30 0 R%s/Kids[32 0 R]>>" % value)
        put(32, "<</Type/Annot/Subtype/Widget/Parent 31 0 R/Rect[0 0 0 0]/P 10 0 R>>")
elif kind == "certified":
    catalog = "/Perms<</DocMDP 41 0 R>>"
    put(41, "<</Type/Sig>>")
elif kind == "portfolio":
    catalog = "/Collection<</Type/Collection>>"
elif kind == "xfa":
    catalog = "/AcroForm<</Fields[]/XFA 41 0 R>>"
    stream(41, "", "<xdp/>")
elif kind == "broken-stream":
    catalog = "/PieceInfo<</X<</Private 41 0 R>>>>"
    stream(41, "/Filter/FlateDecode", "this is not deflated")
elif kind == "loop":
    catalog = "/PageLabels 24 0 R/StructTreeRoot 28 0 R/Outlines 20 0 R"
    put(24, "<</Kids[24 0 R 24 0 R]>>")
    put(28, "<</Type/StructTreeRoot/ParentTree 24 0 R>>")
    put(20, "<</First 21 0 R/Last 21 0 R>>")
    put(21, "<</Title(One)/Parent 20 0 R/Next 21 0 R>>")
elif kind == "odd-types":
    catalog = ("/PageLabels 7/StructTreeRoot[1]/Outlines(x)/AcroForm<</Fields 9/SigFlags/A>>"
               "/MarkInfo 3/Names null/ViewerPreferences 1/Metadata 5/OutputIntents 4/Lang 3")
if kind == "foreign-handler":
    put(41, "<</Filter/Nobody.Knows/V 9/R 9>>")
put(1, "<</Type/Catalog/Pages 2 0 R%s>>" % catalog)
for i in range(PAGES):
    stream(50 + i, "", "BT /F 24 Tf 72 700 Td (Minutes page %d) Tj ET" % (i + 1))
    put(10 + i, "<</Type/Page/Parent 2 0 R/Contents %d 0 R/StructParents %d%s>>" % (
        50 + i, i, "/Annots[%s]" % annotations[i] if annotations[i] else ""))
out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
offsets = {}
for number in sorted(objects):
    offsets[number] = len(out)
    out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
start = len(out)
size = max(objects) + 1
out += b"xref\n0 %d\n0000000000 65535 f \n" % size
for number in range(1, size):
    out += b"%010d %05d %c \n" % (offsets.get(number, 0), 0 if number in offsets else 65535,
                                  ord("n") if number in offsets else ord("f"))
encrypt = b"/Encrypt 41 0 R/ID[(0123456789abcdef)(0123456789abcdef)]" if kind == "foreign-handler" else b""
out += b"trailer\n<</Size %d%s/Root 1 0 R/Info<</Author(A. Person)/Title(Minutes)>>>>\nstartxref\n%d\n%%%%EOF\n" % (size, encrypt, start)
with open(path, "wb") as file:
    file.write(out)
