#!/usr/bin/env python3
"""fonts.py FOLDER PICTURE...: writes each font of the pictures as N.ttf, and as N.charset the characters that the picture
says it has, as fc-scan writes them."""
import base64
import re
import sys

RULE = re.compile(r'^@font-face\{font-family:"([^"]*)";font-weight:(\d+);unicode-range:([^;]*);'
                  r"src:url\(data:font/ttf;base64,([A-Za-z0-9+/=]*)\)\}$", re.M)


def charset(ranges):
    """«U+20-22,U+25» as fontconfig prints it: hexadecimal, small letters, parted by spaces."""
    return " ".join(part.replace("U+", "").lower() for part in ranges.split(","))


seen = {}
for path in sys.argv[2:]:
    rules = RULE.findall(open(path, encoding="utf-8").read())
    for family, weight, ranges, data in rules:
        seen.setdefault((family, weight, ranges), data)
for number, ((family, weight, ranges), data) in enumerate(seen.items()):
    with open(f"{sys.argv[1]}/{number}.ttf", "wb") as out:
        out.write(base64.b64decode(data, validate=True))
    with open(f"{sys.argv[1]}/{number}.charset", "w", encoding="ascii") as out:
        out.write(charset(ranges) + "\n")
