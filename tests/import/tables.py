"""tables.py - the good workbook as tables of plain text, with form feeds between them; with a folder, as files in it."""
import datetime
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(__file__))
from book import CASES, HELP, PEOPLE, PROBLEMS, model  # noqa: E402


def cell(value):
    if isinstance(value, datetime.date):
        value = value.strftime("%d.%m.%Y")
    return '"' + (value or "").replace('"', '""') + '"'


def table(key, rows):
    columns = model()[key]
    lines = [";".join(cell(heading) for _, heading in columns)]
    return "\r\n".join(lines + [";".join(cell(row.get(column)) for column, _ in columns) for row in rows])


TABLES = {key: table(key, rows) for key, rows in (("cases", CASES), ("problems", PROBLEMS), ("help", HELP), ("people", PEOPLE))}
if len(sys.argv) > 1:
    for key, text in TABLES.items():
        open(f"{sys.argv[1]}/{key}.csv", "w", encoding="utf-8-sig").write(text)
else:
    sys.stdout.buffer.write("\f".join(TABLES.values()).encode())
