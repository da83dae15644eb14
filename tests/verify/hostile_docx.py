#!/usr/bin/env python3
"""hostile_docx.py GOOD.docx FOLDER: writes files that ask a reader of DOCX for too much, or say two things at once."""
import io
import os
import struct
import sys
import zipfile
import zlib

good, folder = sys.argv[1:]
with zipfile.ZipFile(good) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}
MEGABYTE = 1 << 20
BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
SMALL = {
    "[Content_Types].xml": b'<Types><Default Extension="xml"/><Default Extension="rels"/></Types>',
    BODY: b"<d/>",
    "word/styles.xml": b"<s/>",
    RELATIONS: b"<Relationships/>",
}


def pack(name, parts, stored=()):
    """parts: a dictionary, or pairs where a name occurs twice."""
    pairs = parts.items() if isinstance(parts, dict) else parts
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part, content in pairs:
            kind = zipfile.ZIP_STORED if part in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(part), content, kind, 1)
    write(name, data.getvalue())


def write(name, data):
    with open(os.path.join(folder, name + ".docx"), "wb") as out:
        out.write(data)


def with_part(part, content):
    return {**SMALL, part: content}


def repeated(piece, size, head=b"<d>", tail=b"</d>"):
    return head + piece * (size // len(piece)) + tail


def numbered(pattern, count, head=b"<d>", tail=b"</d>"):
    if pattern.count(b"%d") == 2:
        pattern = pattern.replace(b"%d", b"%(i)d")
        return head + b"".join(pattern % {b"i": i} for i in range(count)) + tail
    return head + b"".join(pattern % i for i in range(count)) + tail


# ---- too much ------------------------------------------------------------------------
pack("elements", {**SMALL, **{f"word/p{i}.xml": repeated(b"<a/>", 26 * MEGABYTE) for i in range(1)}})
pack("elements-below-the-limit", with_part(BODY, repeated(b"<a/>", 12 * MEGABYTE)))
pack("relations", with_part(RELATIONS, numbered(b'<Relationship Id="a%d" Target="n%d"/>', 300000, b"<Relationships>", b"</Relationships>")))
pack("relations-below-the-limit", with_part(RELATIONS, numbered(b'<Relationship Id="a%d" Target="n%d"/>', 60000, b"<Relationships>", b"</Relationships>")))
pack("styles-in-use", with_part(BODY, numbered(b'<pStyle val="s%d"/>', 300000)))
pack("styles", {**SMALL, BODY: numbered(b'<pStyle val="s%d"/>', 50000), "word/styles.xml": numbered(b'<style styleId="s%d"/>', 50000)})
pack("lists-in-use", with_part(BODY, numbered(b'<numId val="%d"/>', 300000)))
pack("lists", {**SMALL, BODY: numbered(b'<numId val="%d"/>', 50000), "word/numbering.xml": numbered(b'<num numId="%d"/>', 50000)})
pack("types", {**SMALL, "[Content_Types].xml": numbered(b'<Override PartName="/n%d"/>', 60000),
               **{f"word/m{i}.bin": b"x" for i in range(900)}})
pack("parts", {**SMALL, **{f"word/n{i}.xml": b"<a/>" for i in range(3000)}})
pack("part-names", {**SMALL, **{("x" * 60000) + f"{i}/_rels/a.rels": numbered(b'<Relationship Id="a%d" Target="n"/>', 20000) for i in range(3)}})
pack("names-of-elements", with_part(BODY, numbered(b"<n%d/>", 500000)))
pack("names-of-attributes", with_part(BODY, numbered(b'<n a%d=""/>', 400000)))
pack("depth", with_part(BODY, b"<a>" * 1000000 + b"</a>" * 1000000))
pack("attributes", with_part(BODY, numbered(b' a%d=""', 500000, b"<d", b"/>")))
pack("attributes-in-many-tags", with_part(BODY, b"<d>" + (b"<a" + b"".join(b' a%d=""' % i for i in range(250)) + b"/>") * 3000 + b"</d>"))
pack("attributes-with-angles", with_part(BODY, numbered(b' a%d=">"', 500000, b"<d", b"/>")))
pack("spaces", with_part(BODY, numbered(b' xmlns:a%d="u%d"', 300000, b"<d", b"/>")))
nested = b"".join(b"<d" + b"".join(b' xmlns:n%d-%d="u"' % (i, j) for j in range(200)) + b">" for i in range(150))
pack("spaces-nested", with_part(BODY, nested + b"<a/>" * 2000000 + b"</d>" * 150))
pack("comment", with_part(BODY, b"<d><!--" + b"x" * (9 * MEGABYTE) + b"--></d>"))
pack("text", with_part(BODY, b"<d>" + b"x" * (9 * MEGABYTE) + b"</d>"))
pack("quotes", with_part(BODY, b"<d>" + (b'<a b="' + b"x" * 1100) * 8000))
pack("property", with_part("docProps/custom.xml", b'<p><property name="FormulyarForm">' + b"x" * (9 * MEGABYTE) + b"</property></p>"))
pack("value", with_part(BODY, b'<d><pStyle val="' + b"x" * (9 * MEGABYTE) + b'"/></d>'))
entities = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]><d>&j;</d>"
pack("entities", with_part(BODY, entities))

# ---- two things at once ----------------------------------------------------------------
other = PARTS[BODY].replace("Савельева".encode(), "Савичева".encode())
assert other != PARTS[BODY]
pack("twice", list(PARTS.items()) + [(BODY, other)])

with open(good, "rb") as source:
    whole = source.read()
end = whole.rindex(b"PK\5\6")
count, size, directory = struct.unpack("<HII", whole[end + 10:end + 20])
write("comment-at-the-end", whole[:end + 20] + struct.pack("<H", 5) + b"hello")
write("tail", whole + b"garbage")
write("head", b"PK\3\4garbage" + whole)


def moved(data, shift):
    """A directory whose entries begin later."""
    entries, at = bytearray(data[directory:end]), 0
    while at < len(entries):
        begin, = struct.unpack_from("<I", entries, at + 42)
        struct.pack_into("<I", entries, at + 42, begin + shift)
        at += 46 + sum(struct.unpack_from("<HHH", entries, at + 28))
    return bytes(entries)


# A whole other archive between the entries and the directory: nobody's bytes, unless a reader finds them.
between = zlib.compress(other)
write("between", whole[:directory] + between + whole[directory:end + 16]
      + struct.pack("<I", directory + len(between)) + whole[end + 20:])

# All entries of the directory lead to one.
entries, at, first = bytearray(whole[directory:end]), 0, None
while at < len(entries):
    length, extra, remark = struct.unpack_from("<HHH", entries, at + 28)
    first = first or bytes(entries[at:at + 46])
    entries[at + 10:at + 28] = first[10:28]
    entries[at + 42:at + 46] = first[42:46]
    at += 46 + length + extra + remark
write("overlap", whole[:directory] + bytes(entries) + whole[end:])

# The directory claims another size than there is.
entries = bytearray(whole[directory:end])
struct.pack_into("<I", entries, 24, 1 << 31)
write("size-lie", whole[:directory] + bytes(entries) + whole[end:])
write("count-lie", whole[:end + 8] + struct.pack("<HH", 65000, 65000) + whole[end + 12:])
write("zip64-lie", whole[:end] + b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 1 << 40, directory)
      + b"PK\6\7" + struct.pack("<IQI", 0, end, 1) + b"PK\5\6" + b"\xff" * 16 + b"\0\0")

# One entry is marked as encrypted, in the directory and at itself.
locked = bytearray(whole)
locked[directory + 8] |= 1
locked[struct.unpack_from("<I", whole, directory + 42)[0] + 6] |= 1
write("encrypted", bytes(locked))
