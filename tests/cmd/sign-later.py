#!/usr/bin/env python3
"""sign-later.py PDF: appends a revision that fills the first signature field, as a tool that signs does (the signature itself is made up)."""
import re
import sys

data = open(sys.argv[1], "rb").read()
start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
trailer = data[data.rindex(b"trailer"):]
size = int(re.search(rb"/Size (\d+)", trailer).group(1))
keys = b" ".join(re.search(rb"/%s\s*(\d+ 0 R|\[.*?\])" % key, trailer, re.S).group(0) for key in (b"Root", b"Info", b"ID") if b"/" + key in trailer)
match = next(m for m in re.finditer(rb"(?:^|\n)(\d+) 0 obj\s*(<<(?:(?!endobj).)*>>)\s*endobj", data, re.S) if re.search(rb"/FT\s*/Sig\b", m.group(2)))
number, field = int(match.group(1)), match.group(2)
out = bytearray(data)
if not out.endswith(b"\n"):
    out += b"\n"
places = {}
places[number] = len(out)
out += b"%d 0 obj\n%s/V %d 0 R >>\nendobj\n" % (number, field.rstrip()[:-2], size)
places[size] = len(out)
out += b"%d 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 " % size
fixed = len(out)
out += b"0000000000 0000000000 0000000000] /Contents <"
before = len(out) - 1
out += b"30" * 64 + b">"
after = len(out)
out += b" >>\nendobj\n"
xref = len(out)
out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (n, places[n]) for n in sorted(places))
out += b"trailer\n<< /Size %d /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size + 1, start, keys, xref)
out[fixed:fixed + 32] = b"%010d %010d %010d" % (before, after, len(out) - after)
open(sys.argv[1], "wb").write(out)
