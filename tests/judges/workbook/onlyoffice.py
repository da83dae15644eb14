"""onlyoffice.py BOOK.xlsx OUT.xlsx OUT.ods: the core of ONLYOFFICE, on which R7 is built, opens a workbook, writes into the
first empty row of «Дела» and saves it in both formats.  Needs PyPI's document-builder.
"""
import os
import sys

import docbuilder

TYPED = {"id": "2027-01", "surname": "Ёлкина", "given": "007", "patronymic": "3-4",
         "school-year": "2026/2027", "decision-date": "2026-09-30"}


def main():
    book, *outs = (os.path.abspath(path) for path in sys.argv[1:])
    for out in outs:
        builder = docbuilder.CDocBuilder()
        if builder.OpenFile(book, "") not in (0, None):
            raise SystemExit("cannot open")
        api = builder.GetContext().GetGlobal()["Api"]
        sheet = api.Call("GetSheet", "Дела")
        row = 3
        while sheet.Call("GetRange", f"A{row}").Call("GetValue").ToString():
            row += 1
        for column in range(26):
            letter = chr(ord("A") + column)
            key = sheet.Call("GetRange", f"{letter}1").Call("GetValue").ToString()
            if key in TYPED:
                sheet.Call("GetRange", f"{letter}{row}").Call("SetValue", TYPED[key])
        kind = "xlsx" if out.endswith(".xlsx") else "ods"
        if builder.SaveFile(kind, out) not in (0, None):
            raise SystemExit("cannot save")
        builder.CloseFile()
        print(out.rsplit("/", 1)[-1], "written")


main()
