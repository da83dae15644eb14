#!/usr/bin/env python3
"""books.py seeds|hostile FOLDER: inputs of the fuzz target of tables; workbooks that ask for too much, or lie."""
import io
import os
import struct
import sys
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TYPES = f"<Types xmlns='{PACKAGE}content-types'/>"


def links(*triples):
    items = "".join(f"<Relationship Id='{i}' Type='{DOCUMENT}/{t}' Target='{to}'{more}/>" for i, t, to, more in
                    (triple if len(triple) == 4 else (*triple, "") for triple in triples))
    return f"<Relationships xmlns='{PACKAGE}relationships'>{items}</Relationships>"


def sheet(inside):
    return f"<worksheet xmlns='{MAIN}'>{inside}</worksheet>"


def excel(inside="<sheetData/>", strings="", styles="", parts=None):
    """Parts of an Excel workbook; parts=: others, or others in their place."""
    all_parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": links(("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{DOCUMENT}'><sheets><sheet name='s' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": links(("r1", "worksheet", "s.xml"), ("r2", "sharedStrings", "strings.xml"),
                                            ("r3", "styles", "styles.xml")),
        "xl/strings.xml": f"<sst xmlns='{MAIN}'>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet xmlns='{MAIN}'><fills/><cellXfs><xf/>{styles}</cellXfs></styleSheet>",
        "xl/s.xml": sheet(inside),
    }
    all_parts.update(parts or {})
    return all_parts


SPACES = " ".join(f"xmlns:{prefix}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'" for prefix, name in
                  (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")))


def content(inside):
    return (f"<office:document-content {SPACES}><office:body><office:spreadsheet><table:table table:name='s'>{inside}"
            "</table:table></office:spreadsheet></office:body></office:document-content>")


def open_document(inside):
    return {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content(inside)}


def pack(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def cells(count, across, make):
    rows = []
    for row in range(1, count // across + 2):
        rows.append(f"<row r='{row}'>" + "".join(make(row, column) for column in range(across)) + "</row>")
    return "<sheetData>" + "".join(rows) + "</sheetData>"


def seeds():
    yield "csv", "ФИО;Должность\nПетрова Анна Ивановна;\"учитель; физики\"\n".encode()
    yield "csv-1251", "ФИО;Должность\r\nПетрова А. И.;учитель\r\n".encode("cp1251")
    yield "csv-16", "ФИО\tДолжность\n".encode("utf-16")
    yield "csv-sep", "sep=,\n\"a\n\"\"b\",c\n".encode()
    yield "html", b"<html><table>"
    yield "ole", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "Workbook".encode("utf-16-le")
    yield "xlsx", pack(excel("<sheetData><row><c><v>1</v></c></row></sheetData>"))
    yield "fods", (f"<office:document {SPACES}><office:body><office:spreadsheet><table:table table:name='x'><table:table-row>"
                   "<table:table-cell office:value-type='string'><text:p>да</text:p></table:table-cell></table:table-row>"
                   "</table:table></office:spreadsheet></office:body></office:document>").encode()
    parts = excel(
        "<cols><col min='1' max='9' style='1'/></cols><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c t='inlineStr'><is><r>"
        "<t>a_x000D_</t></r><rPh><t>b</t></rPh></is></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c></row><row r='3' s='1' "
        "customFormat='1' hidden='1'><c r='B3' s='1'><f>1+1</f><v>45915.5</v></c></row></sheetData><mergeCells><mergeCell "
        "ref='A5:B6'/></mergeCells><extLst/>", "<si><t>ФИО</t></si><si/>", "<xf numFmtId='14'/><xf numFmtId='164'><a/></xf>")
    for name, data in parts.items():
        yield name.replace("/", "-"), f"{name}\n{data}".encode()
    yield "c", f"xl/c.xml\n<comments xmlns='{MAIN}'><authors><author>a</author></authors><commentList><comment ref='A2' authorId='0'><text><r><t>x</t></r></text></comment></commentList></comments>".encode()
    yield "v", b"xl/v.vml\n<xml xmlns:v='v'><v:shapetype id=\"_x0000_t202\"/><v:shape id='_x0000_s1025'><br></v:shape></xml>"
    yield "content", ("content.xml\n" + content(
        "<table:table-column table:number-columns-repeated='9'/><table:table-row table:number-rows-repeated='2'><table:table-cell "
        "table:number-columns-repeated='2' office:value-type='float' office:value='7'><text:p>007</text:p></table:table-cell>"
        "<table:table-cell office:value-type='date' office:date-value='2025-09-15'/><table:table-cell table:number-columns-spanned='2' "
        "office:value-type='string'><office:annotation><text:p>x</text:p></office:annotation><text:p>a<text:s text:c='2'/>b\nc</text:p>"
        "</table:table-cell><table:covered-table-cell/></table:table-row>")).encode()


def damaged(parts, change):
    data = bytearray(pack(parts))
    change(data)
    return bytes(data)


def overlapping():
    """Every entry of the directory leads to one place."""
    data = bytearray(pack(excel()))
    end = data.rfind(b"PK\5\6")
    directory = struct.unpack("<I", data[end + 16:end + 20])[0]
    first = data[directory + 42:directory + 46]
    place = directory
    while data[place:place + 4] == b"PK\1\2":
        data[place + 42:place + 46] = first
        lengths = struct.unpack("<HHH", data[place + 28:place + 34])
        place += 46 + sum(lengths)
    return bytes(data)


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in list(excel().items()) + [("xl/s.xml", sheet("<sheetData/>"))]:
            package.writestr(name, data)
    return out.getvalue()


def wrong_crc(data):
    for mark, offset in ((b"PK\1\2", 16), (b"PK\3\4", 14)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] ^= 0x55


def encrypted(data):
    for mark, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1


def hostile():
    """(name, ending, code, bytes)"""
    one = "<c><v>1</v></c>"
    yield "bomb", "xlsx", "E812", pack(excel("<sheetData>" + " " * 400_000_000 + "</sheetData>"))
    yield "bomb-ods", "ods", "E812", pack(open_document("<table:table-row/>" * 4_000_000))
    yield "cells", "xlsx", "E812", pack(excel(cells(1_000_100, 100, lambda row, column: one)))
    yield "repeated", "ods", "E813", pack(open_document(
        "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384' "
        "office:value-type='float' office:value='1'/></table:table-row>"))
    yield "text", "xlsx", "E815", pack(excel("<sheetData><row><c t='inlineStr'><is><t>" + "a" * 10_000_000 + "</t></is></c></row></sheetData>"))
    yield "sheets", "xlsx", "E814", pack(excel(parts={"xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{DOCUMENT}'><sheets>"
                                                     + "<sheet name='s' r:id='r1'/>" * 300 + "</sheets></workbook>"}))
    yield "parts", "xlsx", "E812", pack(excel(parts={f"a/{i}": "" for i in range(3000)}))
    yield "merged", "xlsx", "E812", pack(excel(cells(60_000, 1, lambda row, column: one) + "<mergeCells>"
                                               + "<mergeCell ref='B1:C1048576'/>" * 90_000 + "</mergeCells>"))
    yield "backwards", "xlsx", "E812", pack(excel("<sheetData>" + "".join(f"<row r='{row}'>{one}</row>" for row in range(200_000, 0, -1)) + "</sheetData>"))
    yield "entities", "xlsx", "E810", pack(excel(parts={"xl/s.xml": "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY a{i} '{f'&a{i - 1};' * 10 if i else '&a;' * 10}'>" for i in range(9)) + "]>" + sheet("&a8;")}))
    yield "outside", "xlsx", "E810", pack(excel(parts={"xl/s.xml": "<!DOCTYPE w SYSTEM 'http://127.0.0.1:9/x'>" + sheet("")}))
    yield "external", "xlsx", "E811", pack(excel(parts={"xl/_rels/workbook.xml.rels": links(
        ("r1", "worksheet", "http://127.0.0.1:9/s.xml", " TargetMode='External'"))}))
    yield "climbing", "xlsx", "E811", pack(excel(parts={"xl/_rels/workbook.xml.rels": links(("r1", "worksheet", "../../../../etc/passwd"))}))
    yield "deep", "xlsx", "E810", pack(excel("<a>" * 100_000 + "</a>" * 100_000))
    yield "attributes", "xlsx", "E810", pack(excel("<a " + " ".join(f"b{i}='1'" for i in range(200_000)) + "/>"))
    yield "names", "xlsx", "E810", pack(excel("".join(f"<a{i}/>" for i in range(800_000))))
    yield "itself", "xlsx", "E810", pack(excel(parts={"xl/_rels/workbook.xml.rels": links(("r1", "worksheet", "workbook.xml"))}))
    yield "nested", "xlsx", "E810", pack(excel(parts={"xl/s.xml": pack(excel())}))
    yield "overlapping", "xlsx", "E809", overlapping()
    yield "twice", "xlsx", "E809", twice()
    yield "cut", "xlsx", "E809", pack(excel())[:-40]
    yield "crc", "xlsx", "E810", damaged(excel(), wrong_crc)
    yield "encrypted", "xlsx", "E802", damaged(excel(), encrypted)
    yield "quote", "csv", "E817", ("a;b\n\"" + "x;\n" * 8_000_000).encode()


def main():
    what, folder = sys.argv[1:]
    if what == "seeds":
        for name, data in seeds():
            open(os.path.join(folder, name), "wb").write(data)
        return
    with open(os.path.join(folder, "codes"), "w") as codes:
        for name, ending, code, data in hostile():
            open(os.path.join(folder, f"{name}.{ending}"), "wb").write(data)
            print(f"{name}.{ending}", code, file=codes)


if __name__ == "__main__":
    main()
