"""openpyxl_cells.py BOOK.xlsx: the cells that openpyxl reads, as tests/workbook/test_workbook prints those of our reader."""
import datetime
import sys

import openpyxl

# The second time as values: formulas as they were answered.
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
for sheet in book.worksheets:
    print("#", sheet.title + (" hidden" if sheet.sheet_state == "hidden" else ""))
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if value is None or value == "":
                continue
            hidden = "-" if sheet.row_dimensions[cell.row].hidden else ""
            if isinstance(value, datetime.datetime):
                print(f"{hidden}{cell.coordinate} date {value:%Y-%m-%d}")
            else:
                print(f"{hidden}{cell.coordinate} text {value}".replace("\n", "|"))
