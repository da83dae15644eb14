#!/usr/bin/env python3
"""check_package.py FILE.docx...: what no schema checks and a word processor "repairs".

Prints one line per fault, nothing when all is well; exit status 1 with faults.
Standard library alone.
"""
import posixpath
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# ISO/IEC 29500-1, 17.3.2.28: the order that Word writes and the schema does not check.
RUN_PROPERTIES = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "spacing", "sz",
                  "szCs", "u", "lang"]


def content_types(archive, faults):
    root = ET.fromstring(archive.read("[Content_Types].xml"))
    extensions = {e.get("Extension") for e in root.iter(TYPES + "Default")}
    parts = [e.get("PartName") for e in root.iter(TYPES + "Override")]
    names = archive.namelist()
    if names[0] != "[Content_Types].xml":
        faults.append("[Content_Types].xml is not the first part")
    if len(names) != len(set(names)) or len(parts) != len(set(parts)):
        faults.append("a part or a content type is there twice")
    for part in parts:
        if part.lstrip("/") not in names:
            faults.append(f"content type of a missing part {part}")
    for name in names[1:]:
        if name.endswith(".xml") and "/" + name not in parts:
            faults.append(f"no content type of its own: {name}")
        if name.rsplit(".", 1)[-1] not in extensions:
            faults.append(f"no content type: {name}")


def relationships(archive, faults):
    """Ids by the part that owns them; every target must exist."""
    ids = {}
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        base = posixpath.dirname(folder)
        owner = posixpath.join(base, file[: -len(".rels")])
        ids[owner] = set()
        for relation in ET.fromstring(archive.read(name)).iter(REL + "Relationship"):
            if relation.get("Id") in ids[owner]:
                faults.append(f"{name}: id {relation.get('Id')} twice")
            ids[owner].add(relation.get("Id"))
            target = posixpath.normpath(posixpath.join(base, relation.get("Target")))
            if target not in archive.namelist():
                faults.append(f"{name}: target {target} is missing")
    return ids


def check_table(table, name, text_width, faults):
    grid = [int(column.get(W + "w")) for column in table.find(W + "tblGrid")]
    width = int(table.find(f"{W}tblPr/{W}tblW").get(W + "w"))
    if sum(grid) != width or width not in text_width:
        faults.append(f"{name}: grid of {sum(grid)}, table of {width}, text of {text_width}")
    for row in table.iter(W + "tr"):
        spans = 0
        for cell in row.iter(W + "tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            count = int(span.get(W + "val")) if span is not None else 1
            if int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) != sum(grid[spans:spans + count]):
                faults.append(f"{name}: a cell is not as wide as its columns")
            spans += count
            if list(cell)[-1].tag != W + "p":
                faults.append(f"{name}: a cell does not end with a paragraph")
        if spans != len(grid):
            faults.append(f"{name}: a row spans {spans} of {len(grid)} columns")


def check_body(root, name, faults):
    children = list(root.find(W + "body"))
    if children[-1].tag != W + "sectPr" or children[-2].tag == W + "tbl":
        faults.append(f"{name}: the body must end with a paragraph and w:sectPr")
    for before, after in zip(children, children[1:]):
        if before.tag == after.tag == W + "tbl":
            faults.append(f"{name}: two tables touch")
    text_width = set()
    for section in root.iter(W + "sectPr"):
        margins = section.find(W + "pgMar")
        text_width.add(int(section.find(W + "pgSz").get(W + "w")) - int(margins.get(W + "left"))
                       - int(margins.get(W + "right")))
    for table in root.iter(W + "tbl"):
        check_table(table, name, text_width, faults)


def check_part(root, name, styles, ids, faults):
    for element in root.iter():
        tag = element.tag.replace(W, "")
        if tag in ("pStyle", "rStyle", "tblStyle") and (tag, element.get(W + "val")) not in styles:
            faults.append(f"{name}: style {element.get(W + 'val')} is not defined")
        if tag == "rPr":
            order = [RUN_PROPERTIES.index(child.tag.replace(W, "")) for child in element]
            if order != sorted(order):
                faults.append(f"{name}: w:rPr out of order")
        if tag == "t" and re.search(r"[\x00-\x1f\u00ad\u2011]", element.text or ""):
            faults.append(f"{name}: a character in w:t that must be an element")
        if tag == "t" and (element.text or "") != (element.text or "").strip(" ") and not \
                element.get("{http://www.w3.org/XML/1998/namespace}space"):
            faults.append(f"{name}: spaces that would be lost")
        for attribute, value in element.attrib.items():
            if attribute.startswith(R) and value not in ids.get(name, ()):
                faults.append(f"{name}: {value} is no relationship")


def check_numbering(archive, faults):
    """Every list of the body is defined, and every list has a kind."""
    numbering = ET.fromstring(archive.read("word/numbering.xml"))
    kinds = {kind.get(W + "abstractNumId") for kind in numbering.iter(W + "abstractNum")}
    lists = [number.get(W + "numId") for number in numbering.iter(W + "num")]
    if len(lists) != len(set(lists)):
        faults.append("numbering.xml: a list is there twice")
    for number in numbering.iter(W + "num"):
        if number.find(W + "abstractNumId").get(W + "val") not in kinds:
            faults.append(f"numbering.xml: list {number.get(W + 'numId')} has no kind")
    for used in ET.fromstring(archive.read("word/document.xml")).iter(W + "numId"):
        if used.get(W + "val") not in lists:
            faults.append(f"word/document.xml: list {used.get(W + 'val')} is not defined")


def check(path):
    faults = []
    archive = zipfile.ZipFile(path)
    if archive.testzip():
        faults.append("a part does not match its CRC")
    for entry in archive.infolist():
        if entry.date_time != (1980, 1, 1, 0, 0, 0) or entry.extra:
            faults.append(f"{entry.filename}: a date or an extra field of the archive")
    content_types(archive, faults)
    ids = relationships(archive, faults)
    kinds = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}
    sheet = ET.fromstring(archive.read("word/styles.xml"))
    styles = {(kinds[s.get(W + "type")], s.get(W + "styleId")) for s in sheet.iter(W + "style")}
    names = [s.find(W + "name").get(W + "val") for s in sheet.iter(W + "style")]
    if len(names) != len(set(names)) or any("," in name for name in names):
        faults.append("style names: one twice, or with a comma")
    for style in sheet.iter(W + "style"):
        for tag in ("basedOn", "next"):
            used = style.find(W + tag)
            key = (kinds[style.get(W + "type")], used.get(W + "val")) if used is not None else None
            if key and key not in styles:
                faults.append(f"styles.xml: {tag} {key[1]} is not defined")
    for name in archive.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            check_part(ET.fromstring(archive.read(name)), name, styles, ids, faults)
    check_numbering(archive, faults)
    check_body(ET.fromstring(archive.read("word/document.xml")), "word/document.xml", faults)
    return faults


def main():
    status = 0
    for path in sys.argv[1:]:
        for fault in check(path):
            print(f"{posixpath.basename(path)}: {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
