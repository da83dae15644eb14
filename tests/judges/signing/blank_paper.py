"""blank_paper.py FILE.pdf: is every signature field at least 70 x 15 mm, over blank paper?

The rule to sign on may lie on the lower edge: two pixels along each edge are
not looked at.  Prints what is wrong; exit status 1 then.
"""
import sys
import tempfile

from pdf_file import PdfFile
from pixels import mask, pixels, render

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 70 * MILLIMETRE, 15 * MILLIMETRE
EDGE = 2


def faults(field, page):
    """What is wrong with one field on its rendered page."""
    x0, y0, x1, y1 = field.rect
    if x1 - x0 < WIDTH - 0.01 or y1 - y0 < HEIGHT - 0.01:
        yield f"{field.name}: {(x1 - x0) / MILLIMETRE:.1f} x {(y1 - y0) / MILLIMETRE:.1f} mm"
    rows = pixels(page)[2]
    left, top, right, bottom = mask(field)
    inside = [row[3 * (left + EDGE):3 * (right - EDGE)] for row in rows[top + EDGE:bottom - EDGE]]
    if any(row.strip(b"\xff") for row in inside):
        yield f"{field.name}: something is printed in the field"


def main():
    with open(sys.argv[1], "rb") as file:
        fields = PdfFile(file.read()).fields()
    with tempfile.TemporaryDirectory() as folder:
        pages = render(sys.argv[1], folder)
        found = [fault for field in fields for fault in faults(field, pages[field.page - 1])]
    print("\n".join(found) or f"{len(fields)} fields over blank paper")
    sys.exit(1 if found else 0)


main()
