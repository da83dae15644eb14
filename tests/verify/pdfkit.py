"""Enough of PDF to append revisions to a file of this program, honest ones and forged ones."""
import hashlib
import re
import zlib


RANGE = b"/ByteRange[0 0000000000 0000000000 0000000000]"
SIGNATURE = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached" + RANGE + b"/Contents<00>>>"


class Pdf:
    """A file with a classic table, whose objects can be written anew behind its end."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.first = file.read()
        self.data = self.first
        self.start = int(re.findall(rb"startxref\s+(\d+)", self.data)[-1])
        table = re.compile(rb"xref\s+0 (\d+)\s+").match(self.data, self.start)
        self.size = int(table[1])
        self.trailer = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.S).search(self.data, self.start)[1]
        self.root = int(re.search(rb"/Root (\d+) 0 R", self.trailer)[1])
        lines = self.data[table.end():].split(b"\n", self.size)
        self.offsets = [int(line[:10]) for line in lines[:self.size]]

    def __getitem__(self, number):
        """What stands between "obj" and "endobj" in the first revision."""
        begin = self.offsets[number]
        end = self.first.index(b"endobj", begin)
        return re.sub(rb"^\d+ 0 obj\s*(<<)?\s*", rb"\1", self.first[begin:end]).strip()

    def find(self, pattern):
        """The numbers of the objects whose text has the pattern."""
        return [number for number in range(1, self.size) if re.search(pattern, self[number])]

    def pages(self):
        return self.find(rb"/Type/Page[/>]")

    def fields(self):
        return self.find(rb"/FT/Sig")

    def content(self, page):
        """The number of a page's content stream."""
        return int(re.search(rb"/Contents (\d+) 0 R", self[page])[1])

    # ---- appending ---------------------------------------------------------------------

    def objects(self, objects):
        """Appends objects; returns where they stand."""
        places = {}
        for number, body in objects.items():
            if body is not None:
                places[number] = len(self.data)
                self.data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        return places

    def append(self, objects, extra=b"", root=None, generation=0, entries=None, previous=None, size=None,
               tail=b"\n%%EOF\n"):
        """An incremental update; None in objects frees one, entries are further lines of the table."""
        places = self.objects(objects)
        at = len(self.data)
        lines = {number: b"%010d %05d n \n" % (places[number], generation) if number in places
                 else b"0000000000 00001 f \n" for number in objects}
        lines.update(entries or {})
        self.size = max([self.size, *(number + 1 for number in lines)])
        self.data += b"xref\n" + b"".join(b"%d 1\n%s" % pair for pair in sorted(lines.items()))
        self.data += b"trailer\n<</Size %d/Root %d 0 R/Prev %d%s>>\nstartxref\n%d%s" % (
            size or self.size, root or self.root, self.start if previous is None else previous, extra, at, tail)
        self.start = at
        return self.fill_range()

    def fill_range(self):
        """The newest signature's byte range is all of the file but its /Contents."""
        mark = self.data.rfind(RANGE)
        if mark >= 0:
            gap = self.data.index(b"/Contents<", mark) + len(b"/Contents")
            behind = self.data.index(b">", gap) + 1
            numbers = b"/ByteRange[0 %010d %010d %010d]" % (gap, behind, len(self.data) - behind)
            self.data = self.data[:mark] + numbers + self.data[mark + len(RANGE):]
        return self

    def append_stream(self, objects, packed=None, predictor=True, extra=b""):
        """The same under a cross-reference stream; packed objects go to an object stream."""
        places = self.objects(objects)
        rows = {number: (1, at, 0) for number, at in places.items()}
        own = max([self.size, *(number + 1 for number in list(objects) + list(packed or {}))])
        if packed:
            head = body = b""
            for index, (number, value) in enumerate(packed.items()):
                head += b"%d %d " % (number, len(body))
                body += value + b" "
                rows[number] = (2, own, index)
            data = zlib.compress(head + body)
            rows[own] = (1, len(self.data), 0)
            self.objects({own: b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
                          % (len(packed), len(head), len(data), data)})
            own += 1
        at = len(self.data)
        rows[own] = (1, at, 0)
        numbers = sorted(rows)
        table = [bytes([rows[n][0]]) + rows[n][1].to_bytes(4, "big") + bytes([rows[n][2]]) for n in numbers]
        parms = b""
        if predictor:
            table = [b"\2" + bytes((a - b) & 255 for a, b in zip(row, before))
                     for row, before in zip(table, [bytes(6)] + table)]
            parms = b"/DecodeParms<</Predictor 12/Columns 6>>"
        data = zlib.compress(b"".join(table))
        self.size = own + 1
        self.objects({own: b"<</Type/XRef/Size %d/Root %d 0 R/Prev %d/W[1 4 1]/Index[%s]/Filter/FlateDecode%s%s"
                      b"/Length %d>>\nstream\n%s\nendstream" % (
                          self.size, self.root, self.start, b" ".join(b"%d 1" % n for n in numbers), parms, extra,
                          len(data), data)})
        self.data += b"startxref\n%d\n%%%%EOF\n" % at
        self.start = at
        return self.fill_range()


def stream(data, entries=b"", packed=False):
    if packed:
        data = zlib.compress(data, 9)
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def add(body, entries):
    """A dictionary's text with further entries."""
    assert body.endswith(b">>")
    return body[:-2] + entries + b">>"


def change(body, pattern, new):
    changed = re.sub(pattern, new, body, count=1)
    assert changed != body, pattern
    return changed


XMP = b"<form:id>5.4</form:id><form:edition>e</form:edition>"


def sealed(objects, root=1, table=None):
    """A whole file of these objects that bears this program's marks, the digest too."""
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    info = max(objects) + 1
    objects = {**objects, info: b"<</Producer(Formulyar 0.1.0)>>"}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(data)
    size = max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 %s \n" % (places.get(n, 0), b"n" if n in places else b"f") for n in range(1, size))
    digest = hashlib.sha256(data).hexdigest()[:32].encode()
    data += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, info, digest, digest, at)
    return bytes(data)
