#!/usr/bin/python3
"""break_cells.py BOOK.xlsx OUT.xlsx: a date that is none, a name taken away where somebody has a comment of his own."""
import sys

import openpyxl
from openpyxl.comments import Comment

book = openpyxl.load_workbook(sys.argv[1])
sheet = book["Дела"]
keys = {cell.value: cell.column for cell in sheet[1]}
sheet.cell(3, keys["decision-date"]).value = "1.2.26"
sheet.cell(3, keys["surname"]).value = None
sheet.cell(3, keys["surname"]).comment = Comment("проверю сам", "Завуч")
book.save(sys.argv[2])
