"""same_pages.py BEFORE.pdf AFTER.pdf FIELD...

Are the pages the same, pixel for pixel at 100 dpi, outside the rectangles of the
named fields?  Prints where they are not; exit status 1 then.
"""
import sys
import tempfile

from pdf_file import PdfFile
from pixels import mask, pixels, render


def differences(before, after, masks):
    """Rows that differ outside the masks (x0, y0, x1, y1 in pixels from the top left corner)."""
    width, height, old = pixels(before)
    if (width, height) != pixels(after)[:2]:
        return ["size"]
    found = []
    for y, (left, right) in enumerate(zip(old, pixels(after)[2])):
        left, right = bytearray(left), bytearray(right)
        for x0, y0, x1, y1 in masks:
            if y0 <= y < y1:
                left[3 * x0:3 * x1] = right[3 * x0:3 * x1]
        if left != right:
            found.append(y)
    return found


def main():
    before, after, *names = sys.argv[1:]
    with open(before, "rb") as file:
        pdf = PdfFile(file.read())
    fields = [field for field in pdf.fields() if field.name in names]
    same = len(fields) == len(names)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        old, new = render(before, one), render(after, two)
        same &= len(old) == len(new)
        for number, (a, b) in enumerate(zip(old, new), 1):
            rows = differences(a, b, [mask(f) for f in fields if f.page == number])
            if rows:
                print(f"page {number}: rows {rows[0]} to {rows[-1]} differ")
                same = False
    sys.exit(0 if same else 1)


main()
