#!/usr/bin/env python3
"""compare.py PICTURE.png PAGE.ppm: how much a browser's picture of a page (8 bits a channel, not interlaced) differs from that of
a PDF, in two numbers: the share of squares of eight pixels, in percent, whose darkness differs by more than a sixth of black,
and the largest difference of a square in percent of black.

Letters are smoothed in another way by every program, and stand half a pixel higher or lower, so that single
pixels say nothing; a line in another place, another face or a missing word does."""
import struct
import sys
import zlib

SQUARE, NOTED = 8, 255 // 6


def read_ppm(path):
    data = open(path, "rb").read()
    fields, at = [], 0
    while len(fields) < 4:
        end = at
        while not data[end:end + 1].isspace():
            end += 1
        fields.append(data[at:end])
        at = end + 1
    width, height = int(fields[1]), int(fields[2])
    return width, height, 3, data[at:]


def unfilter(kind, line, before, step):
    if kind == 1:
        for i in range(step, len(line)):
            line[i] = (line[i] + line[i - step]) & 255
    elif kind == 2:
        for i, above in enumerate(before):
            line[i] = (line[i] + above) & 255
    elif kind == 3:
        for i, above in enumerate(before):
            left = line[i - step] if i >= step else 0
            line[i] = (line[i] + (left + above >> 1)) & 255
    elif kind == 4:
        for i, above in enumerate(before):
            left, corner = (line[i - step], before[i - step]) if i >= step else (0, 0)
            a, b, c = abs(above - corner), abs(left - corner), abs(left + above - 2 * corner)
            line[i] = (line[i] + (left if a <= b and a <= c else above if b <= c else corner)) & 255
    return line


def read_png(path):
    data, at, packed = open(path, "rb").read(), 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[at + 8:at + 8 + size])
            step = {2: 3, 6: 4}[colour]
            assert depth == 8 and not interlaced
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    raw, before, rows = zlib.decompress(packed), bytearray(width * step), []
    for y in range(height):
        start = y * (width * step + 1)
        before = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + width * step]), before, step)
        rows.append(bytes(before))
    return width, height, step, b"".join(rows)


def squares(image, width, height):
    """The mean green of each square: pages are grey."""
    own, _, step, data = image
    for top in range(0, height - SQUARE + 1, SQUARE):
        sums = [0] * (width // SQUARE)
        for y in range(top, top + SQUARE):
            row = data[y * own * step + 1:(y + 1) * own * step:step]
            for square in range(len(sums)):
                sums[square] += sum(row[square * SQUARE:(square + 1) * SQUARE])
        yield from (total // (SQUARE * SQUARE) for total in sums)


def main():
    picture, page = read_png(sys.argv[1]), read_ppm(sys.argv[2])
    width, height = min(picture[0], page[0]), min(picture[1], page[1])
    if abs(picture[0] - page[0]) > 1 or abs(picture[1] - page[1]) > 1:
        sys.exit(f"{picture[:2]} and {page[:2]} pixels")
    differences = [abs(a - b) for a, b in zip(squares(picture, width, height), squares(page, width, height))]
    noted = sum(difference > NOTED for difference in differences)
    print(f"{100 * noted / len(differences):.2f} {100 * max(differences) // 255}")


main()
