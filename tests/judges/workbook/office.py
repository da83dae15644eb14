#!/usr/bin/python3
"""office.py PORT-FOLDER BOOK.xlsx OUT.xlsx OUT.ods [OUT.png-folder]: LibreOffice opens a workbook, types into the first
empty row of «Дела» as a person would, and saves it in both formats.

Needs python3-uno.  Prints what the program says of the sheet: names, hidden sheets, drop-downs, prompts.
"""
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

TYPED = {"id": "2027-01", "surname": "Ёлкина", "given": "007", "patronymic": "3-4",
         "school-year": "2026/2027", "decision-date": "2026-09-30"}


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(folder):
    pipe = f"formulyar{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}",
         f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context)
            return office, desktop
        except NoConnectException:
            time.sleep(0.25)
    office.kill()
    raise SystemExit("LibreOffice does not answer")


def type_row(sheet):
    row = 2
    while sheet.getCellByPosition(0, row).String:
        row += 1
    column = 0
    while sheet.getCellByPosition(column, 0).String:
        key = sheet.getCellByPosition(column, 0).String
        if key in TYPED:
            sheet.getCellByPosition(column, row).FormulaLocal = TYPED[key]
        column += 1
    return row


def tell(document):
    sheets = document.Sheets
    for name in sheets.ElementNames:
        sheet = sheets.getByName(name)
        print(name, "shown" if sheet.IsVisible else "hidden")
    sheet = sheets.getByName("Дела")
    for column in (0, 6, 7, 14):
        check = sheet.getCellByPosition(column, 2).Validation
        print(check.Type.value, check.ShowInputMessage, check.InputTitle, "|", check.getFormula1())
    print("key row", "hidden" if not sheet.Rows.getByIndex(0).IsVisible else "shown")


def main():
    profile, book, *outs = sys.argv[1:]
    office, desktop = connect(profile)
    try:
        url = uno.systemPathToFileUrl(os.path.abspath(book))
        document = desktop.loadComponentFromURL(url, "_blank", 0, (prop("Hidden", True),))
        tell(document)
        type_row(document.Sheets.getByName("Дела"))
        for out in outs:
            name = "Calc MS Excel 2007 XML" if out.endswith(".xlsx") else "calc8"
            document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(out)),
                                (prop("FilterName", name),))
        document.close(True)
    finally:
        try:
            desktop.terminate()
        except Exception:  # it is gone already
            pass
        office.wait(30)


main()
