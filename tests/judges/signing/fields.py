"""fields.py FILE.pdf: prints "NAME PAGE X0 Y0 X1 Y1 empty|signed" for every signature field."""
import sys

from pdf_file import PdfFile


def point(number):
    """At most three decimals, none when it is whole."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


with open(sys.argv[1], "rb") as file:
    for field in PdfFile(file.read()).fields():
        print(field.name, field.page, *map(point, field.rect), "signed" if field.signed else "empty")
