#!/usr/bin/python3
"""comments.py BOOK.xlsx: the cells that have a comment: place, colour, comment; line ends as |.  Needs openpyxl."""
import re
import sys

import openpyxl

for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                # ONLYOFFICE puts the author above and a line end behind.
                text = re.sub("^[^:\n]+:\n", "", cell.comment.text.strip("\n")).replace("\n", "|")
                print(sheet.title, cell.coordinate, cell.fill.fgColor.rgb, text)
