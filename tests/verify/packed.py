#!/usr/bin/env python3
"""packed.py PDF FOLDER: forgeries of a packed file of this program, as forged/ and hostile/ below the folder.

Who forges knows how the /ID is made: hostile files bear a right one, so that what is wrong must be seen by
the reader itself.  flips/ are the same file with a bit turned here and there.
"""
import hashlib
import os
import re
import sys
import zlib

ROW = 7


class Packed:
    """The objects of a packed file, and their rows."""

    def __init__(self, data):
        self.data = data
        self.at = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
        head = re.compile(rb"(\d+) 0 obj\n<<\n/Type/XRef/Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R.*?/Length (\d+)>>\nstream\n", re.S).match(data, self.at)
        self.number, self.size, self.root, self.info, length = (int(text) for text in head.groups())
        table = zlib.decompress(data[head.end():head.end() + length])
        self.rows, before = [], bytes(ROW)
        for at in range(0, len(table), ROW + 1):
            before = bytes((a + b) & 255 for a, b in zip(table[at + 1:at + 1 + ROW], before))
            self.rows.append([before[0], int.from_bytes(before[1:5], "big"), int.from_bytes(before[5:], "big")])

    def streams(self):
        """Number, dictionary and unpacked bytes of each object stream."""
        for number, (kind, at, _) in enumerate(self.rows):
            if kind == 1:
                match = re.compile(rb"\d+ 0 obj\n<<\n(/Type/ObjStm.*?)/Length (\d+)>>\nstream\n", re.S).match(self.data, at)
                if match:
                    yield number, match[1], zlib.decompress(self.data[match.end():match.end() + int(match[2])])

    def find(self, pattern):
        """Number and text of the first packed object with the pattern."""
        for stream, entries, data in self.streams():
            first = int(re.search(rb"/First (\d+)", entries)[1])
            numbers = [int(text) for text in data[:first].split()]
            ends = numbers[3::2] + [len(data) - first]
            for number, begin, end in zip(numbers[::2], numbers[1::2], ends):
                body = data[first + begin:first + end].strip()
                if re.search(pattern, body):
                    return number, body
        raise AssertionError(pattern)

    def end(self, data, rows, size=None, extra=b"", digest=True):
        """The file of these bytes and rows, with a table and an /ID as the writer makes them."""
        table, before = b"", bytes(ROW)
        for kind, second, third in rows:
            row = bytes([kind]) + second.to_bytes(4, "big") + third.to_bytes(2, "big")
            table += b"\2" + bytes((a - b) & 255 for a, b in zip(row, before))
            before = row
        table = zlib.compress(table)
        name = hashlib.sha256(data + table).hexdigest()[:32].encode() if digest else b"0" * 32
        return data + b"".join([
            b"%d 0 obj\n<<\n/Type/XRef/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/W[1 4 2]" % (
                self.number, size or len(rows), self.root, self.info, name, name),
            b"/DecodeParms<</Predictor 12/Columns 7>>/Filter/FlateDecode%s/Length %d>>\nstream\n" % (extra, len(table)),
            table, b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(data)])

    def with_stream(self, entries, data, which=0, packed=True):
        """The file with another object stream in the place of one, behind the others."""
        number = list(self.streams())[which][0]
        rows = [list(row) for row in self.rows]
        before = self.data[:self.at]
        rows[number] = [1, len(before), 0]
        bytes_ = zlib.compress(data, 9) if packed else data
        before += b"%d 0 obj\n<<\n%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, len(bytes_), bytes_)
        rows[self.number] = [1, len(before), 0]
        return self.end(before, rows)

    def with_rows(self, change):
        rows = [list(row) for row in self.rows]
        change(rows)
        return self.end(self.data[:self.at], rows)

    def append(self, number, body, hidden=True):
        """A later revision that says otherwise of one object, in an object stream of its own or plainly."""
        data, rows, own = self.data, {}, self.size
        if hidden:
            head = b"%d 0 " % number
            inside = zlib.compress(head + body)
            rows[own] = (1, len(data), 0)
            rows[number] = (2, own, 0)
            data += b"%d 0 obj\n<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
                own, len(head), len(inside), inside)
            own += 1
        else:
            rows[number] = (1, len(data), 0)
            data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        at = len(data)
        rows[own] = (1, at, 0)
        table = zlib.compress(b"".join(bytes([k]) + a.to_bytes(4, "big") + i.to_bytes(2, "big") for _, (k, a, i) in sorted(rows.items())))
        index = b" ".join(b"%d 1" % n for n in sorted(rows))
        return data + b"%d 0 obj\n<</Type/XRef/Size %d/Root %d 0 R/Prev %d/W[1 4 2]/Index[%s]/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
            own, own + 1, self.root, self.at, index, len(table), table, at)


def hostile(file):
    number, entries, data = next(file.streams())
    count = int(re.search(rb"/N (\d+)", entries)[1])
    first = int(re.search(rb"/First (\d+)", entries)[1])
    other = [row for row in file.streams()][1][0]

    def entry(name, value):
        return re.sub(rb"/%s \d+" % name, b"/%s %s" % (name, value), entries)

    yield "count-more", file.with_stream(entry(b"N", b"%d" % (count + 1000)), data)
    yield "count-less", file.with_stream(entry(b"N", b"%d" % (count - 1)), data)
    yield "count-huge", file.with_stream(entry(b"N", b"2000000000"), data)
    yield "count-negative", file.with_stream(entry(b"N", b"-1"), data)
    yield "first-behind", file.with_stream(entry(b"First", b"%d" % (len(data) + 1)), data)
    yield "first-negative", file.with_stream(entry(b"First", b"-5"), data)
    yield "first-zero", file.with_stream(entry(b"First", b"0"), data)
    yield "first-later", file.with_stream(entry(b"First", b"%d" % (first + 3)), data)
    yield "count-of-itself", file.with_stream(re.sub(rb"/N \d+", b"/N %d 0 R" % number, entries), data)
    yield "count-packed", file.with_stream(re.sub(rb"/N \d+", b"/N %d 0 R" % file.root, entries), data)
    yield "places-outside", file.with_stream(entries, re.sub(rb"^(\d+) \d+", rb"\1 999999", data))
    yield "numbers-of-others", file.with_stream(entries, re.sub(rb"^\d+", b"%d" % other, data))
    yield "a-stream-inside", file.with_stream(entries, data.replace(b">>\n", b">>stream\n", 1))
    yield "cut", file.with_stream(entries, data[:len(data) // 2])
    yield "a-reference", file.with_stream(entries, data[:first] + b"%d 0 R " % file.root + data[first + 8:])
    yield "bomb", file.with_stream(entries, data + b" " * (400 << 20))
    yield "bomb-of-objects", file.with_stream(entry(b"N", b"%d" % count), data + b"[" + b"[]" * (30 << 20) + b"]")
    yield "nested", file.with_stream(entries, data[:first] + b"[" * (8 << 20) + data[first:])
    yield "other-type", file.with_stream(entries.replace(b"ObjStm", b"ObjStx"), data)

    def itself(rows):
        rows[number] = [2, number, 0]

    def circle(rows):
        rows[number], rows[other] = [2, other, 0], [2, number, 0]

    def wrong_index(rows):
        rows[file.root][2] += 1

    def far_index(rows):
        rows[file.root][2] = 65535

    def no_stream(rows):
        rows[file.root][1] = file.info

    def outside(rows):
        rows[file.root][1] = 0x7FFFFFFF

    yield "packed-in-itself", file.with_rows(itself)
    yield "packed-in-a-circle", file.with_rows(circle)
    yield "index-of-another", file.with_rows(wrong_index)
    yield "index-far", file.with_rows(far_index)
    yield "in-no-stream", file.with_rows(no_stream)
    yield "in-nothing", file.with_rows(outside)


def forged(file):
    page, body = file.find(rb"/Type/Page/")
    content = re.search(rb"/Contents (\d+) 0 R", body)[1]
    element, words = file.find(rb"/S/P/P ")
    for hidden in (True, False):
        how = "packed" if hidden else "plain"
        yield f"page-{how}", file.append(page, body.replace(b"/Contents %s 0 R" % content, b"/Contents %d 0 R" % (int(content) + 2)), hidden)
        yield f"element-{how}", file.append(element, words.replace(b"/S/P", b"/S/H1", 1), hidden)
        yield f"catalog-{how}", file.append(file.root, file.find(rb"/Type/Catalog")[1].replace(b"ru-RU", b"en-US"), hidden)
    data = file.data
    yield "id", file.end(data[:file.at], file.rows, digest=False)
    yield "size", file.end(data[:file.at], file.rows, size=len(file.rows) - 1)
    yield "a-key-more", file.end(data[:file.at], file.rows, extra=b"/Encrypt 1 0 R")
    yield "previous", file.end(data[:file.at], file.rows, extra=b"/Prev 15")
    yield "index", file.end(data[:file.at], file.rows, extra=b"/Index[0 %d]" % len(file.rows))
    yield "comment", data.replace(b"\nendstream\nendobj\nstartxref", b"\n%x\nendstream\nendobj\nstartxref")
    yield "bytes-behind", data + b"x"
    yield "bytes-between", data.replace(b"endobj\nstartxref", b"endobj\n7 0 obj 1 endobj\nstartxref")


def main():
    with open(sys.argv[1], "rb") as stream:
        file = Packed(stream.read())
    flips = [("%06d" % at, file.data[:at] + bytes([file.data[at] ^ 1 << at % 8]) + file.data[at + 1:])
             for at in list(range(10, len(file.data), 211)) + list(range(file.at, len(file.data) - 1, 3))]
    for kind, made in (("hostile", hostile(file)), ("forged", forged(file)), ("flips", flips)):
        os.makedirs(os.path.join(sys.argv[2], kind))
        for name, data in made:
            with open(os.path.join(sys.argv[2], kind, name + ".pdf"), "wb") as stream:
                stream.write(data)
    # The same file once more, as a control: what this program made is made again.
    with open(os.path.join(sys.argv[2], "again.pdf"), "wb") as stream:
        stream.write(file.end(file.data[:file.at], file.rows))


main()
