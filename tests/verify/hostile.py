"""Small PDFs that bear this program's marks and ask their reader for hours or gigabytes.

hostile.py make FOLDER
    writes them, FOLDER/NAME.pdf
hostile.py measure PROGRAM COMMAND FILE...
    runs the program's command with each file; prints the file's name, the exit status, whether it took
    less than 2 s and less than 64 MB
"""
import os
import sys
import zlib

from pdfkit import XMP, sealed, stream

CATALOG = b"<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R/Lang(ru)/StructTreeRoot 4 0 R/AcroForm<</Fields[%s]>>%s>>"
META = stream(XMP, b"/Type/Metadata/Subtype/XML")
FONT = b"<</Type/Font/Subtype/Type0/BaseFont/A/ToUnicode 8 0 R>>"


def document(objects=None, catalog=b"", fields=b"", page=b"/Contents 6 0 R", content=b"BT ET", cmap=b""):
    all_objects = {
        1: CATALOG % (fields, catalog), 2: b"<</Type/Pages/Kids[5 0 R]/Count 1>>", 3: META,
        4: b"<</Type/StructTreeRoot/K 9 0 R/ParentTree<</Nums[0[9 0 R]]>>>>",
        5: b"<</Type/Page/Parent 2 0 R/StructParents 0/Resources<</Font<</F 7 0 R>>>>" + page + b">>",
        6: stream(content, packed=True), 7: FONT, 8: stream(cmap, packed=True), 9: b"<</S/P/P 4 0 R/K 0>>"}
    all_objects.update(objects or {})
    return sealed(all_objects)


def inflated(data, entries=b""):
    """A stream that inflates a thousandfold, twice over where that is possible."""
    return stream(data, entries, packed=True)


def chain(first, count, body, last):
    return {first + i: body(first + i + 1) for i in range(count)} | {first + count: last}


def increment(data, objects, entries):
    """A revision of which everything is given; entries are lines of its table."""
    for number, body in objects.items():
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return data + entries


def packed(data, numbers, body):
    """A revision that gives one packed body to objects of all these numbers."""
    head = b"".join(b"%d 0 " % number for number in numbers)
    inside = zlib.compress(head + body)
    rows = b"\1" + len(data).to_bytes(3, "big") + b"\0\0" + b"".join(b"\2\0\0\x32" + i.to_bytes(2, "big") for i in range(len(numbers)))
    before = int(data.split(b"startxref\n")[1].split()[0])
    data += b"50 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(numbers), len(head), len(inside), inside)
    at = len(data)
    return data + b"51 0 obj\n<</Type/XRef/Size 3100/W[1 3 2]/Index[50 1 %d %d]/Root 1 0 R/Prev %d/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        numbers[0], len(numbers), before, len(rows), rows, at)


def files():
    plain = document()
    yield "content-bomb", document(content=b"BT ET " * (40 << 20))
    yield "content-numbers", document(content=b"[" + b"1 " * (7 << 20) + b"]TJ")
    yield "content-many", document({6: inflated(b" " * (8 << 20))}, page=b"/Contents[" + b"6 0 R " * 2000 + b"]")
    yield "content-nested", document(content=b"[" * 1000000)
    yield "content-fonts", document(page=b"/Contents 6 0 R/Resources<</Font<<" + b"".join(b"/F%d 7 0 R" % i for i in range(20000)) + b">>>>",
                                    content=b"".join(b"/F%d 1 Tf " % (19999 - i % 100) for i in range(400000)))
    wide = b"<<" + b"".join(b"/A%d 1" % i for i in range(60000)) + FONT[2:]
    yield "content-font-wide", document({7: wide}, content=b"/F 1 Tf " * 400000)
    yield "cmap-ranges", document(content=b"BT /F 1 Tf (aa)Tj ET", cmap=b"1 beginbfrange " + b"<0000><ffff><0041>" * 20000)
    yield "cmap-bomb", document(content=b"BT /F 1 Tf (aa)Tj ET", cmap=b" " * (60 << 20))
    yield "metadata-bomb", document({3: inflated(XMP + b" " * (60 << 20))})
    fork = {10 + i: b"<</Type/Pages/Kids[%d 0 R %d 0 R %d 0 R]>>" % ((11 + i,) * 3) for i in range(30)}
    yield "pages-dag", document({2: fork[10], **fork, 40: b"<</Type/Page>>"})
    yield "pages-loop", document({2: b"<</Type/Pages/Kids[2 0 R 2 0 R]>>"})
    yield "pages-many", document({2: b"<</Type/Pages/Kids[" + b"5 0 R " * 90000 + b"]>>"}, content=b"BT ET " * 9000)
    fork = {10 + i: b"<</S/P/P %d 0 R/K[%d 0 R %d 0 R]>>" % ((9 + i,) + (11 + i,) * 2) for i in range(38)}
    yield "struct-dag", document({9: b"<</S/P/P 4 0 R/K[10 0 R 10 0 R]>>", **fork, 48: b"<</S/P/P 47 0 R>>"})
    yield "struct-loop", document({9: b"<</S/P/P 9 0 R/K[9 0 R 9 0 R]>>"})
    yield "length-chain", document(chain(10, 20000, lambda n: b"<</Length %d 0 R>>\nstream\nx\nendstream" % n, b"1"))
    yield "length-itself", document({10: b"<</Length 10 0 R>>\nstream\nx\nendstream"})
    yield "reference-chain", document(chain(10, 20000, lambda n: b"%d 0 R" % n, b"1"), catalog=b"/X 10 0 R")
    yield "strings", document({10 + i: b"(" * 100 for i in range(9000)})
    yield "fields-loop", document({10: b"<</FT/Sig/T(a)/Kids[10 0 R 10 0 R 10 0 R]/V 10 0 R>>"}, fields=b"10 0 R")
    yield "fields-many", document({10: b"<</FT/Sig/T(a)>>", 11: b"[" + b"10 0 R " * 20000 + b"]",
                                   2: b"<</Type/Pages/Kids[" + b"5 0 R " * 20000 + b"]>>"}, fields=b"10 0 R " * 20000, page=b"/Annots 11 0 R")
    yield "fields-nowhere", document({10: b"<</FT/Sig/T(a)>>", 2: b"<</Type/Pages/Kids[" + b"5 0 R " * 30000 + b"]>>"}, fields=b"10 0 R " * 30000)
    yield "links-many", document({10: b"<</Subtype/Link>>", 11: b"[" + b"10 0 R " * 200000 + b"]",
                                  2: b"<</Type/Pages/Kids[" + b"5 0 R " * 90000 + b"]>>"}, page=b"/Contents 6 0 R/Annots 11 0 R")
    fields = b"".join(b"%d 0 R " % (20 + i) for i in range(500))
    signed = document({**{20 + i: b"<</FT/Sig/T(f%d)/V 10 0 R>>" % i for i in range(500)},
                       10: b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 100 200 8000000]/Contents<%s>>>" % (b"30" * 50),
                       11: stream(b"0" * 9000000)}, fields=fields)
    yield "signatures-many", signed + b"xref\n0 0\ntrailer\n<</Size 520/Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        signed.split(b"startxref\n")[1].split(b"\n")[0], len(signed))
    wide = stream(XMP + b"<a " + b" ".join(b"a%d=''" % i for i in range(13000)) + b"/>", b"/Type/Metadata/Subtype/XML")
    later = plain + b"3 0 obj\n%s\nendobj\n" % wide
    yield "metadata-attributes", later + b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 10/Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(plain), plain.split(b"startxref\n")[1].split(b"\n")[0], len(later))
    yield "arrays", document({10: b"[" + b"1 " * 300000 + b"]" for _ in range(1)} | {11 + i: b"[" + b"1 " * 50000 + b"]" for i in range(9)})
    yield "deep", document({10: b"[" * 400 + b"]" * 400, 11: b"<</A" * 400 + b" 1" + b">>" * 400})
    at = len(plain)
    yield "chain-of-tables", plain + b"".join(
        b"xref\n0 0\ntrailer\n<</Size 10/Root 1 0 R/Prev %d>>\n" % (at + 49 * ((i + 1) % 1500)) for i in range(1500)) + (
            b"startxref\n%d\n%%%%EOF\n" % at)
    yield "table-huge", increment(plain, {}, b"xref\n999000 1\n0000000009 00000 n \ntrailer\n<</Size 999999/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        int(plain.split(b"startxref\n")[1].split()[0]), len(plain)))
    table = zlib.compress(b"\1\0\0\0\7" * 900000)
    yield "stream-table-bomb", plain + b"99 0 obj\n<</Type/XRef/Size 900000/W[1 3 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        len(table), table, len(plain))
    yield "packed-many", packed(plain, range(100, 3100), b"[" + b"1 " * 100000 + b"]")
    yield "keys-long", packed(plain, [1], b"<<" + b"".join(b"/%s%d 1" % (b"A" * 4000, i) for i in range(1000, 4000)) + b">>")


def measure(program, command, path):
    pid = os.posix_spawn(program, [program, command, path], os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, stream, "/dev/null", os.O_WRONLY, 0) for stream in (1, 2)])
    _, status, used = os.wait4(pid, 0)  # the time of the processor: others may be at work as well
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(os.path.basename(path), os.waitstatus_to_exitcode(status), "fast" if seconds < 2 else "slow: %.1f s" % seconds,
          "small" if peak < 64 else "large: %.0f MB" % peak)


if sys.argv[1] == "make":
    for name, data in files():
        with open(os.path.join(sys.argv[2], name + ".pdf"), "wb") as file:
            file.write(data)
else:
    for path in sys.argv[4:]:
        measure(sys.argv[2], sys.argv[3], path)
