#!/usr/bin/env python3
"""make_strange.py FOLDER: PDFs such as strangers make, FOLDER/KIND.pdf of each kind that tests want as minutes.

Two pages with text of Helvetica; what is odd about it is in the function of its kind.
"""
import sys
import zlib

XMP = ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
       '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%s</rdf:RDF></x:xmpmeta><?xpacket end="w"?>')
ELEMENTS = ('<rdf:Description rdf:about="" xmlns:{0}="http://www.aiim.org/pdfa/ns/id/"><{0}:part> 2 </{0}:part>'
            '<{0}:conformance>B</{0}:conformance></rdf:Description>')
ATTRIBUTES = ('<rdf:Description rdf:about="" xmlns:{0}="http://www.aiim.org/pdfa/ns/id/" {0}:part="2" '
              '{0}:conformance="B"/>')


class Pdf:
    def __init__(self):
        self.objects = {}
        self.catalog = self.page = self.resources = self.trailer = ""
        self.annots = []
        self.text = "BT /F 24 Tf 72 700 Td (Minutes, page %d) Tj ET"
        self.put(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")

    def put(self, number, body):
        self.objects[number] = body if isinstance(body, bytes) else body.encode("latin-1")

    def stream(self, number, entries, data, length=None):
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        self.put(number, b"<<%s/Length %d>>\nstream\n%s\nendstream"
                 % (entries.encode("latin-1"), len(data) if length is None else length, data))

    def look(self, number, colour="0 0 1"):
        """An appearance: a filled box of 100 by 20."""
        self.stream(number, "/Type/XObject/Subtype/Form/BBox[0 0 100 20]", "%s rg 0 0 100 20 re f" % colour)

    def finish(self, kids="10 0 R 11 0 R", count=2):
        self.put(1, "<</Type/Catalog/Pages 2 0 R%s>>" % self.catalog)
        self.put(2, "<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]>>" % (kids, count))
        for i in (0, 1):
            if 50 + i not in self.objects:
                self.stream(50 + i, "", self.text % (i + 1) if "%d" in self.text else self.text)
            self.put(10 + i, "<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%s>>%s%s>>" % (
                50 + i, self.resources, self.page, "/Annots[%s]" % " ".join(self.annots) if i == 0 else ""))

    def write(self, first=0, shift=0, size=None, tail="%%EOF\n"):
        out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        offsets = {}
        for number in sorted(self.objects):
            offsets[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, self.objects[number])
        start, most = len(out), max(self.objects) + 1
        out += b"xref\n%d %d\n0000000000 65535 f \n" % (first, most)
        for number in range(1, most):
            out += b"%010d %05d %c \n" % (offsets.get(number, 0), 0 if number in offsets else 65535,
                                          ord("n") if number in offsets else ord("f"))
        out += ("trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%s" % (
            size or most, self.trailer, start + shift, tail)).encode("latin-1")
        return out


def plain(pdf):
    pdf.finish()
    return pdf.write()


# ---- faults that lose nothing, and some that do


def table_from_one(pdf):
    pdf.finish()
    return pdf.write(first=1)


def startxref_off(pdf):
    pdf.finish()
    return pdf.write(shift=1)


def padding(pdf):
    pdf.finish()
    return pdf.write(tail="%%EOF\n" + "\0" * 5000)


def count_low(pdf):
    pdf.finish("10 0 R 11 0 R", 1)
    return pdf.write()


def count_high(pdf):
    pdf.finish("10 0 R 11 0 R", 3)
    return pdf.write()


def page_twice(pdf):
    pdf.finish("10 0 R 11 0 R 10 0 R", 3)
    return pdf.write()


def wrong_length(pdf):
    pdf.stream(50, "", "BT /F 24 Tf 72 700 Td (Minutes, page 1) Tj ET", 7)
    pdf.finish()
    return pdf.write()


def no_checksum(pdf):
    pdf.stream(50, "/Filter/FlateDecode", zlib.compress(b"BT /F 24 Tf 72 700 Td (Minutes, page 1) Tj ET " * 9)[:-4])
    pdf.finish()
    return pdf.write()


def flushed(pdf):
    """As some writers leave it: flushed, never finished."""
    deflater = zlib.compressobj()
    data = deflater.compress(b"BT /F 24 Tf 72 700 Td (Minutes, page 1) Tj ET " * 9) + deflater.flush(zlib.Z_SYNC_FLUSH)
    pdf.stream(50, "/Filter[/FlateDecode]", data)
    pdf.finish()
    return pdf.write()


def no_offset(pdf):
    """An entry of the table that is in use and leads nowhere, and an object that nobody needs is garbled."""
    pdf.put(60, "<</Type/Nothing>>")
    pdf.finish()
    return pdf.write().replace(b"60 0 obj", b"60 0 xxx")


def lost_object(pdf):
    pdf.finish()
    return pdf.write().replace(b"3 0 obj", b"3 0 xxx")


def cut_stream(pdf):
    pdf.stream(50, "/Filter/FlateDecode", zlib.compress(bytes(range(256)) * 9)[:-40])
    pdf.finish()
    return pdf.write()


def lost_page(pdf):
    pdf.finish("10 0 R 11 0 R 12 0 R", 3)
    return pdf.write(shift=1)


def cut_file(pdf):
    """The last of three revisions is cut off in the middle."""
    pdf.finish()
    return pdf.write() + b"10 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 5"


def cut_garbled(pdf):
    return cut_file(pdf).replace(b"startxref", b"startxreg")


def garbage_stream(pdf):
    pdf.stream(50, "/Filter/FlateDecode", "this is not deflated")
    pdf.finish()
    return pdf.write()


def garbage_unused(pdf):
    pdf.stream(60, "/Filter/FlateDecode", "this is not deflated, and nothing needs it")
    pdf.finish()
    return pdf.write()


# ---- names, numbers, arrays


def names(pdf):
    pdf.resources = "/ExtGState<</A#2341<</ca .25>>/B#23<</ca .5>>/A#23#20x<</ca .75>>>>"
    pdf.text = ("/A#2341 gs BT /F 24 Tf 72 700 Td (Minutes, page %d) Tj ET "
                "/B#23 gs 72 600 50 50 re f /A#23#20x gs 172 600 50 50 re f")
    pdf.finish()
    return pdf.write()


def lost_key(pdf):
    """The key of a page's resources is no name any more: no reader knows what they were."""
    pdf.finish()
    return pdf.write().replace(b"/Resources<<", b"/Resour<es<<", 1)


def stray_key(pdf):
    """Of PDF 1.1, or by mistake; what hangs on it cannot be seen."""
    pdf.resources = "/ExtGState<</A#<</ca .25>>>>"
    pdf.finish()
    return pdf.write()


def numbers(pdf):
    pdf.page = ("/CropBox[%s %s 0000000000000000000000000000595 842.%s]/UserUnit 1.%s" % (
        "-0." + "0" * 400, "0." + "1234567890" * 9, "0" * 60, "0" * 30 + "1"))
    pdf.finish()
    return pdf.write()


def huge_integer(pdf):
    pdf.catalog = "/PieceInfo<</X<</Y 123456789012345678901234567890>>>>"
    pdf.page = "/X(123456789012345678901234567890 )/Y<12 345678901234567890123456789012>"
    pdf.finish()
    return pdf.write()


def deep(pdf):
    pdf.catalog = "/PieceInfo<</X %s>>" % ("[" * 300 + "]" * 300)
    pdf.finish()
    return pdf.write()


def too_deep(pdf):
    pdf.catalog = "/PieceInfo<</X %s>>" % ("[" * 5000 + "]" * 5000)
    pdf.finish()
    return pdf.write()


# ---- forms


def stale_looks(pdf):
    """Readers are asked to draw the field anew: what it shows is not what the file has drawn."""
    pdf.look(31, "1 0 0")
    pdf.put(30, "<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(new text)/DA(/F 12 Tf)/Rect[72 500 172 520]/P 10 0 R/F 4"
            "/AP<</N 31 0 R>>>>")
    pdf.annots = ["30 0 R"]
    pdf.catalog = "/AcroForm<</NeedAppearances true/Fields[30 0 R]/DA(/F 12 Tf)/DR<</Font<</F 3 0 R>>>>>>"
    pdf.finish()
    return pdf.write()


def usage_rights(pdf):
    pdf.catalog = "/Perms<</UR3 40 0 R>>"
    pdf.put(40, "<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>")
    pdf.finish()
    return pdf.write()


def certified_too(pdf):
    data = usage_rights(pdf)
    return data.replace(b"/UR3 40 0 R", b"/UR3 40 0 R/DocMDP 40 0 R")


# ---- what starts by itself

SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"


def hidden_scripts(pdf):
    pdf.catalog = ("/Outlines 20 0 R/Names<</Dests<</Names[(d) 27 0 R]>>>>/Dests<</e<</D[10 0 R/Fit]/A %s>>>>"
                   "/OpenAction<</S/GoTo/D[11 0 R/Fit]/Next %s>>/AcroForm<</Fields[30 0 R]/CO[30 0 R]>>" % (SCRIPT, SCRIPT))
    pdf.put(20, "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 1>>")
    pdf.put(21, "<</Title(One)/Parent 20 0 R/A<</S/GoTo/D[10 0 R/Fit]/Next[%s<</S/Named/N/NextPage>>]>>>>" % SCRIPT)
    pdf.put(27, "<</D[11 0 R/Fit]/X<</Y[%s]>>>>" % SCRIPT)
    pdf.look(31)
    pdf.stream(32, "/S/JavaScript/JS(x)", "an action in a stream")
    pdf.put(30, "<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(t)/Rect[72 500 172 520]/P 10 0 R/F 4/AP<</N 31 0 R>>/A 32 0 R"
            "/AA<</K %s/F %s>>/MK<<>>>>" % (SCRIPT, SCRIPT))
    pdf.annots = ["30 0 R", "<</Type/Annot/Subtype/Link/Rect[72 690 300 720]/A<</S/JavaScript/JS(x)/Next"
                  "<</S/GoTo/D[11 0 R/Fit]>>>>>>"]
    pdf.page = "/AA<</O %s/C<</S/GoTo/D[10 0 R/Fit]>>>>" % SCRIPT
    pdf.finish()
    return pdf.write()


def opening_chain(pdf):
    pdf.catalog = "/OpenAction<</S/GoTo/D[11 0 R/Fit]/Next[%s<</S/Launch/F(x.exe)>>]>>" % SCRIPT
    pdf.finish()
    return pdf.write()


def scripts_elsewhere(pdf):
    """PostScript for the printer, the script of a 3D stream, an event that does not say that it is one."""
    pdf.stream(33, "/Type/XObject/Subtype/PS", "(ps) print")
    pdf.stream(34, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Subtype2/PS/PS 33 0 R", "0 g 0 0 5 5 re f")
    pdf.stream(35, "/Type/3D/Subtype/U3D/OnInstantiate 36 0 R", "U3D")
    pdf.stream(36, "", "x")
    pdf.resources = "/XObject<</A 33 0 R/B 34 0 R>>"
    pdf.text += " /A Do /B Do"
    pdf.page = "/AA<</O<</JS(x)>>>>"
    pdf.annots = ["<</Type/Annot/Subtype/Projection/Rect[0 0 9 9]/ExData<</Type/ExData/Subtype/3DM/3DD 35 0 R>>>>"]
    pdf.finish()
    return pdf.write()


def addresses(pdf):
    """What browsers take for a script or a file, and one address of the web."""
    pdf.annots = ["<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI %s>>>>" % address for address in (
        "(java\\nscript:evil\\(\\))", "<%s>" % "\ufefffile:///evil".encode("utf-16-be").hex(),
        "<%s>" % "\ufeffhttp://good".encode("utf-16-be").hex())]
    pdf.finish()
    return pdf.write()


def other_files(pdf):
    pdf.catalog = "/URI<</Base(file:///home)>>"
    pdf.annots = ["<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<<%s>>>>" % action for action in (
        "/S/GoToR/F(other.pdf)/D[0/Fit]", "/S/GoToE/T<</R/C/N(x)>>/D[0/Fit]", "/S/URI/URI(file:///etc/passwd)",
        "/S/URI/URI( javascript:alert\\(1\\))", "/S/Thread/F(other.pdf)/D 0", "/S/URI/URI(https://example.org/)",
        "/S/URI/URI(page.html#a:b)")]
    pdf.finish()
    return pdf.write()


def programs(pdf):
    pdf.annots = ["<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/Win<</F(cmd.exe)>>>>>>",
                  "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/SubmitForm/F<</FS/URL/F(http://example.org)>>>>>>",
                  "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/PA<</S/ImportData/F(x.fdf)>>>>"]
    pdf.finish()
    return pdf.write()


def media(pdf):
    pdf.look(31)
    pdf.stream(32, "/Type/Sound/R 8000", "x")
    drawn = "/Rect[72 500 172 520]/F 4/AP<</N 31 0 R>>"
    pdf.annots = ["<</Type/Annot/Subtype/Movie/Movie<</F(a.avi)>>/A true%s>>" % drawn,
                  "<</Type/Annot/Subtype/Sound/Sound 32 0 R%s>>" % drawn.replace("500 172 520", "450 172 470"),
                  "<</Type/Annot/Subtype/Sound/Sound 32 0 R/Rect[72 400 172 420]/F 4>>",
                  "<</Type/Annot/Subtype/RichMedia/RichMediaSettings<</Activation<</Condition/PO>>>>"
                  "/RichMediaContent<</Assets<<>>>>%s>>" % drawn.replace("500 172 520", "350 172 370"),
                  "<</Type/Annot/Subtype/3D/3DD 32 0 R/3DA<</A/PO>>%s>>" % drawn.replace("500 172 520", "300 172 320"),
                  "<</Type/Annot/Subtype/Screen/P 10 0 R/A<</S/Rendition/OP 0/R<</S/MR>>>>%s>>"
                  % drawn.replace("500 172 520", "250 172 270")]
    pdf.finish()
    return pdf.write()


def show(pdf):
    pdf.catalog = ("/PageMode/FullScreen/ViewerPreferences<</NumCopies 3/PrintPageRange[0 0]/Duplex/Simplex"
                   "/PrintScaling/AppDefault/HideToolbar true>>")
    pdf.page = "/Trans<</S/Dissolve>>/Dur 2"
    pdf.finish()
    return pdf.write()


def opening_command(pdf):
    pdf.catalog = "/OpenAction<</S/Named/N/Print>>"
    pdf.finish()
    return pdf.write()


def attached(pdf):
    for number, name, data in ((60, "list.csv", "a;b"), (61, "run.exe", "x"), (62, "text.txt", "MZ program"),
                               (63, "plan.pdf", "%PDF-1.4")):
        pdf.put(number, "<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R>>>>" % (name, name, number + 10))
        pdf.stream(number + 10, "/Type/EmbeddedFile", data)
    pdf.catalog = ("/Names<</EmbeddedFiles<</Names[(a)60 0 R(b)61 0 R(c)62 0 R(d)63 0 R]>>>>/AF[60 0 R 61 0 R]")
    pdf.annots = ["<</Type/Annot/Subtype/FileAttachment/Rect[72 500 92 520]/FS 61 0 R/Name/PushPin/F 4>>"]
    pdf.finish()
    return pdf.write()


def innocent(pdf):
    """Names that only look like actions: of a font, a picture, a structure element."""
    pdf.resources = "/XObject<</AA 31 0 R/Next 31 0 R>>/ExtGState<</AA<</SMask<</S/Luminosity/G 31 0 R>>>>>>"
    pdf.text = "BT /F 24 Tf 72 700 Td (Minutes, page %d) Tj ET /AA Do"
    pdf.stream(31, "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Group<</S/Transparency>>", "0 0 100 20 re f")
    pdf.catalog = "/StructTreeRoot 28 0 R/MarkInfo<</Marked true>>/Lang(ru)"
    pdf.put(28, "<</Type/StructTreeRoot/K 29 0 R/RoleMap<</Sound/P>>>>")
    pdf.put(29, "<</S/Sound/P 28 0 R/A<</O/Layout/Placement/Block>>>>")
    pdf.finish()
    return pdf.write()


# ---- what they say of themselves


def claims(packet, more=""):
    def make(pdf):
        pdf.catalog = "/Metadata 40 0 R" + more
        if "60 0 R" in more:
            pdf.put(60, "<</Type/Filespec/F(a.csv)/UF(a.csv)/EF<</F 61 0 R>>/AFRelationship/Data>>")
            pdf.stream(61, "/Type/EmbeddedFile/Subtype/text#2Fcsv", "a;b")
        pdf.stream(40, "/Type/Metadata/Subtype/XML", packet)
        pdf.finish()
        return pdf.write()
    return make


KINDS = {name: function for name, function in list(globals().items())
         if callable(function) and not name.startswith("_") and name not in ("Pdf", "claims", "main")}
KINDS.update({
    "xmp_utf8": claims((XMP % ELEMENTS.format("pdfaid")).encode()),
    "xmp_utf16": claims((XMP % ELEMENTS.format("pdfaid")).encode("utf-16")),
    "xmp_utf16be": claims((XMP % ATTRIBUTES.format("pdfaid")).encode("utf-16-be")),
    "xmp_prefix": claims((XMP % ELEMENTS.format("a")).encode()),
    "xmp_attributes": claims((XMP % ATTRIBUTES.format("x")).encode()),
    "doubt_script": claims((XMP % ELEMENTS.format("pdfaid")).encode(), "/OpenAction" + SCRIPT),
    "doubt_looks": claims((XMP % ELEMENTS.format("pdfaid")).encode(), "/AcroForm<</Fields[]/NeedAppearances true>>"),
    "doubt_file": claims((XMP % ELEMENTS.format("pdfaid")).encode(), "/Names<</EmbeddedFiles<</Names[(a)60 0 R]>>>>"),
    "file_part3": claims((XMP % ELEMENTS.format("pdfaid").replace(" 2 ", "3")).encode(),
                         "/Names<</EmbeddedFiles<</Names[(a)60 0 R]>>>>/AF[60 0 R]"),
    "xmp_other": claims((XMP % ELEMENTS.format("pdfaid").replace("pdfa/ns", "nonesuch")).encode()),
    "xmp_comment": claims((XMP % "<!-- %s -->" % ELEMENTS.format("pdfaid").replace("-", "_")).encode()),
})


def main():
    for kind, make in KINDS.items():
        with open("%s/%s.pdf" % (sys.argv[1], kind), "wb") as file:
            file.write(make(Pdf()))


main()
