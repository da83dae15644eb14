"""A PDF file with classic cross-reference tables: reading, and adding to it.

Written apart from the program, so that the judges share no mistake with it.
Only what signing needs: objects, form fields, pages, incremental updates.
Cross-reference streams and object streams are refused.
"""
import re
from collections import namedtuple

Ref = namedtuple("Ref", "number generation")
Field = namedtuple("Field", "name ref page page_height rect signed")


class Name(str):
    """A PDF name, without its slash, escapes kept as they are written."""


WHITE = b"\0\t\n\f\r "
DELIMITERS = b"()<>[]{}/%"
_OBJECT = re.compile(rb"(\d+)\s+(\d+)\s+obj\b")
_REFERENCE = re.compile(rb"(\d+)\s+(\d+)\s+R\b")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _skip(data, at):
    while at < len(data):
        if data[at] in WHITE:
            at += 1
        elif data[at:at + 1] == b"%":
            while at < len(data) and data[at] not in b"\r\n":
                at += 1
        else:
            break
    return at


def _literal(data, at):
    """A (string); at points behind the opening bracket."""
    text, depth = bytearray(), 1
    while True:
        byte = data[at:at + 1]
        at += 1
        if byte == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(data, at)
            if octal:
                text.append(int(octal.group(), 8) & 255)
                at = octal.end()
                continue
            byte = data[at:at + 1]
            at += 1
            text += b"" if byte in (b"\n", b"\r") else _ESCAPES.get(byte, byte)
            continue
        depth += {b"(": 1, b")": -1}.get(byte, 0)
        if depth == 0:
            return bytes(text), at
        text += byte


def _array(data, at):
    values = []
    while True:
        at = _skip(data, at)
        if data[at:at + 1] == b"]":
            return values, at + 1
        value, at = parse(data, at)
        values.append(value)


def _dictionary(data, at):
    entries = {}
    while True:
        at = _skip(data, at)
        if data[at:at + 2] == b">>":
            return entries, at + 2
        key, at = parse(data, at)
        entries[key], at = parse(data, at)


def _word(data, at):
    end = at
    while end < len(data) and data[end] not in WHITE and data[end] not in DELIMITERS:
        end += 1
    word = data[at:end].decode("latin-1")
    known = {"true": True, "false": False, "null": None}
    if word in known:
        return known[word], end
    return (float(word) if "." in word else int(word)), end


def parse(data, at):
    """The value at a position, and the position behind it."""
    at = _skip(data, at)
    two, one = data[at:at + 2], data[at:at + 1]
    if two == b"<<":
        return _dictionary(data, at + 2)
    if one == b"[":
        return _array(data, at + 1)
    if one == b"(":
        return _literal(data, at + 1)
    if one == b"<":
        end = data.index(b">", at)
        digits = re.sub(rb"\s", b"", data[at + 1:end]).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2)), end + 1
    if one == b"/":
        end = at + 1
        while data[end] not in WHITE and data[end] not in DELIMITERS:
            end += 1
        return Name(data[at + 1:end].decode("latin-1")), end
    reference = _REFERENCE.match(data, at)
    if reference:
        return Ref(int(reference[1]), int(reference[2])), reference.end()
    return _word(data, at)


def serialise(value):
    """The value as PDF syntax; strings become hexadecimal."""
    if isinstance(value, dict):
        return b"<<" + b"".join(b"/%s %s\n" % (k.encode("latin-1"), serialise(v)) for k, v in value.items()) + b">>"
    if isinstance(value, Ref):
        return b"%d %d R" % value
    if isinstance(value, (list, tuple)):
        return b"[" + b" ".join(map(serialise, value)) + b"]"
    if isinstance(value, Name):
        return b"/" + value.encode("latin-1")
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return b"null" if value is None else str(value).encode()


def _text(string):
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be")
    return string.decode("latin-1")


class PdfFile:
    """One revision of a file: the newest when it was read."""

    def __init__(self, data):
        self.data = data
        self.start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
        self.offsets, self.trailer, at = {}, None, self.start
        while at is not None:
            trailer = self._read_table(at)
            self.trailer = self.trailer or trailer
            at = trailer.get("Prev")

    def _read_table(self, at):
        if not self.data.startswith(b"xref", at):
            raise ValueError("no classic cross-reference table")
        at = _skip(self.data, at + 4)
        while not self.data.startswith(b"trailer", at):
            first, at = parse(self.data, at)
            count, at = parse(self.data, at)
            at = _skip(self.data, at)
            for number in range(first, first + count):
                entry = self.data[at:at + 20]
                if entry[17:18] == b"n":
                    self.offsets.setdefault(number, int(entry[:10]))
                at += 20
            at = _skip(self.data, at)
        return parse(self.data, at + 7)[0]

    def get(self, value):
        """The value itself, or the object that a reference points to."""
        while isinstance(value, Ref):
            header = _OBJECT.match(self.data, self.offsets[value.number])
            if int(header[1]) != value.number:
                raise ValueError(f"object {value.number} is not where the table says")
            value = parse(self.data, header.end())[0]
        return value

    def pages(self, node=None):
        """References of all pages in order."""
        node = node or self.get(self.trailer["Root"])["Pages"]
        kids = self.get(node).get("Kids")
        return [node] if kids is None else [page for kid in self.get(kids) for page in self.pages(kid)]

    def _page_of(self, widget):
        """Number and height of the page that shows a widget."""
        for number, ref in enumerate(self.pages(), 1):
            page = self.get(ref)
            if widget in (self.get(page.get("Annots")) or []):
                while "MediaBox" not in page:
                    page = self.get(page["Parent"])
                bottom, top = self.get(page["MediaBox"])[1::2]
                return number, top - bottom
        raise ValueError(f"no page shows field {widget.number}")

    def fields(self):
        """The signature fields in the order of the form."""
        form = self.get(self.get(self.trailer["Root"]).get("AcroForm")) or {}
        found = []
        for ref in self.get(form.get("Fields")) or []:
            field = self.get(ref)
            if field.get("FT") == "Sig":
                rect = [float(self.get(edge)) for edge in self.get(field["Rect"])]
                found.append(Field(_text(field["T"]), ref, *self._page_of(ref), rect, field.get("V") is not None))
        return found

    def update(self, objects):
        """The file with an incremental update that holds {number: bytes}."""
        out = bytearray(self.data if self.data.endswith(b"\n") else self.data + b"\n")
        offsets = {}
        for number, body in sorted(objects.items()):
            offsets[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % item for item in offsets.items())
        trailer = dict(self.trailer, Prev=self.start, Size=max(self.trailer["Size"], max(objects) + 1))
        out += b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (serialise(trailer), start)
        return bytes(out)
