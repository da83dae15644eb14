"""same_pages.py < JOBS: are pages the same, pixel for pixel, outside the fields that were signed?

A job is a line "BEFORE.pdf<tab>AFTER.pdf<tab>FIELD FIELD ...".  Prints "same AFTER.pdf"
or "differs AFTER.pdf: where" for each.
"""
import sys
import tempfile
from functools import lru_cache

from pdf_file import PdfFile
from pixels import mask, pixels, render


@lru_cache(maxsize=1)
def pages_of(path):
    """All pages of a file as pixels; jobs on the same file stand one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        return [pixels(page) for page in render(path, folder)]


def differing_rows(before, after, masks):
    """Rows that differ outside the masks (x0, y0, x1, y1 in pixels from the upper left corner)."""
    found = []
    for y, (left, right) in enumerate(zip(before, after)):
        if left == right:
            continue
        left, right = bytearray(left), bytearray(right)
        for x0, y0, x1, y1 in masks:
            if y0 <= y < y1:
                left[3 * x0:3 * x1] = right[3 * x0:3 * x1]
        if left != right:
            found.append(y)
    return found


def difference(before, after, names):
    """Where the pages differ, or None."""
    with open(before, "rb") as file:
        fields = [field for field in PdfFile(file.read()).fields() if field.name in names]
    old = pages_of(before)
    with tempfile.TemporaryDirectory() as folder:
        new = [pixels(page) for page in render(after, folder)]
    if len(fields) != len(names) or [page[:2] for page in old] != [page[:2] for page in new]:
        return "other fields or pages"
    for number, (left, right) in enumerate(zip(old, new), 1):
        rows = differing_rows(left[2], right[2], [mask(field) for field in fields if field.page == number])
        if rows:
            return f"page {number}, rows {rows[0]} to {rows[-1]}"
    return None


for job in sys.stdin:
    source, target, signed = job.rstrip("\n").split("\t")
    where = difference(source, target, signed.split())
    print(f"differs {target}: {where}" if where else f"same {target}")
