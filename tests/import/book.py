"""book.py - makes workbooks for the tests of the import, right ones and wrong ones, without any library.

    python3 tests/import/book.py N FILE   N cases of three problems each

Keys and headings come from tests/form/workbook.txt (the dump of forms/workbook.xml).
"""
import datetime
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

KINDS = {"cases": "Дела", "problems": "Проблемы и итоги", "help": "Помощь", "people": "Люди"}


def model():
    """{sheet key: [(column key, heading), ...]} of the approved edition."""
    sheets, columns = {}, None
    for line in open("tests/form/workbook.txt", encoding="utf-8"):
        if line.startswith("==") and sheets:
            break
        if found := re.match(r"\d+ (\w+) «", line):
            columns = sheets.setdefault(found.group(1), [])
        elif found := re.match(r"  \d+ ([\w-]+): \w+ «(.*)»", line):
            columns.append((found.group(1), found.group(2)))
    return sheets


def letters(column):
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Error(str):
    """An error value, #N/A."""


class Formula:
    def __init__(self, formula, value=None):
        self.formula, self.value = formula, value


class Sheet:
    def __init__(self, name, rows=()):
        self.name, self.rows, self.merged, self.hidden = name, [list(row) for row in rows], [], False
        self.blanks = 0  # styled rows without anything behind the last

    def cell(self, reference, value):
        column = 0
        name, row = re.match(r"([A-Z]+)(\d+)", reference).groups()
        for letter in name:
            column = column * 26 + ord(letter) - 64
        while len(self.rows) < int(row):
            self.rows.append([])
        cells = self.rows[int(row) - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def column(self, key):
        return self.rows[0].index(key)

    def put(self, row, key, value):
        self.cell(letters(self.column(key) + 1) + str(row), value)

    def drop(self, key):
        index = self.column(key)
        for cells in self.rows:
            del cells[index:index + 1]

    def xml(self):
        out = ['<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
        for number, cells in enumerate(self.rows, 1):
            out.append(f'<row r="{number}"' + (' hidden="1"' if number == 1 else "") + ">")
            for column, value in enumerate(cells, 1):
                out.append(cell_xml(f"{letters(column)}{number}", value))
            out.append("</row>")
        for number in range(len(self.rows) + 1, len(self.rows) + 1 + self.blanks):
            out.append(f'<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>')
        out.append("</sheetData>")
        if self.merged:
            out.append(f'<mergeCells count="{len(self.merged)}">')
            out.extend(f'<mergeCell ref="{reference}"/>' for reference in self.merged)
            out.append("</mergeCells>")
        out.append("</worksheet>")
        return "".join(out)


def cell_xml(reference, value):
    if value is None:
        return ""
    if isinstance(value, Formula):
        stored = "" if value.value is None else f"<v>{escape(value.value)}</v>"
        return f'<c r="{reference}" t="str"><f>{escape(value.formula)}</f>{stored}</c>'
    if isinstance(value, Error):
        return f'<c r="{reference}" t="e"><v>{value}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime.date):
        days = (value - datetime.date(1899, 12, 30)).days
        return f'<c r="{reference}" s="2"><v>{days}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" s="1" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


STYLES = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
          '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
          '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
          '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
          '<xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>')
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class Book:
    def __init__(self):
        self.sheets, self.csv, self.is_csv = [], None, False

    def __getitem__(self, name):
        return next(sheet for sheet in self.sheets if sheet.name == KINDS.get(name, name))

    def save(self, path):
        if self.csv is not None:
            open(path + ".csv", "wb").write(self.csv)
            return
        with zipfile.ZipFile(path + ".xlsx", "w", zipfile.ZIP_DEFLATED) as package:
            def part(name, text):
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), '<?xml version="1.0" encoding="UTF-8"?>' + text, zipfile.ZIP_DEFLATED)
            count = range(1, len(self.sheets) + 1)
            part("[Content_Types].xml", f'<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}sheet.main+xml"/>'
                 f'<Override PartName="/xl/styles.xml" ContentType="{MAIN}styles+xml"/>'
                 + "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{MAIN}worksheet+xml"/>' for i in count) + "</Types>")
            part("_rels/.rels", f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
            part("xl/workbook.xml", f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"><sheets>'
                 + "".join(f'<sheet name={quoteattr(sheet.name)} sheetId="{i}"' + (' state="hidden"' if sheet.hidden else "") + f' r:id="s{i}"/>'
                           for i, sheet in zip(count, self.sheets)) + "</sheets></workbook>")
            part("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}relationships">'
                 + "".join(f'<Relationship Id="s{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in count)
                 + f'<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>')
            part("xl/styles.xml", STYLES)
            for i, sheet in zip(count, self.sheets):
                part(f"xl/worksheets/sheet{i}.xml", sheet.xml())


CASES = [
    {"id": "2025-014", "person": "t17", "surname": "Савельева", "given": "Дарья", "patronymic": "Игоревна", "position": "учитель математики",
     "school-year": "2025/2026", "status": "сопровождение завершено (формы 5.1, 5.3, 5.4)", "decision-date": datetime.date(2025, 9, 24),
     "basis": "протокол методического совета от 24.09.2025 № 2", "lead": "Захарченко Людмила Павловна", "lead-role": "наставник",
     "participants": "Шестакова Ирина Олеговна; педагог-психолог", "conclusion-date": datetime.date(2026, 5, 20),
     "assessment": "успешным, эффективным", "problem-status": "сняты полностью", "not-needed": "да"},
    {"id": "2025-015", "surname": "Орлов", "given": "Пётр", "patronymic": "Ильич", "position": "учитель физики", "school-year": "2025/2026",
     "status": "сопровождение идёт (форма 5.1)", "decision-date": datetime.date(2025, 10, 1), "lead": "Захарченко Людмила Павловна", "lead-role": "наставник"},
    {"id": "007", "surname": "Белая Роза", "given": "Анна", "status": "решение принято, сопровождение оформляется (форма 5.1)",
     "lead-role": "методист"},
]
PROBLEMS = [
    {"case": "2025-014", "problem": "Не складывается разноуровневая работа", "kind": "методические", "source": "анализ уроков",
     "before": "Одно задание для всех", "after": "Три уровня заданий", "method-source": "анализ уроков", "method": "восемь уроков",
     "state": "снята", "finding": "Затруднение снято"},
    {"case": "2025-014", "problem": "Критерии оценивания не сообщались", "kind": "методические; общепедагогические",
     "before": "Критериев нет", "after": "Критерии к каждой работе", "method": "свои слова", "state": "снята",
     "finding": "Затруднение снято.\nПодборка передана в кабинет."},
    {"case": "2025-015", "problem": "Дисциплина на шестом уроке"},
    {"case": "007", "problem": "Не ведёт журнал"},
]
HELP = [
    {"case": "2025-014", "kind": "организованное посещение и анализ уроков", "measure": "два урока в месяц"},
    {"case": "2025-015", "measure": "беседы раз в неделю"},
    {"case": "007", "kind": "ведение Портфолио"},
]
PEOPLE = [
    {"role": "методист", "name": "Титова Вера Сергеевна", "position": "Методист"},
    {"role": "заместитель директора по УВР", "name": "Ерёменко Татьяна Николаевна", "position": "Заместитель директора по УВР", "signs": "да"},
]


def sheet_of(columns, name, rows):
    keys = [key for key, _ in columns]
    return Sheet(name, [keys, [heading for _, heading in columns]] + [[row.get(key) for key in keys] for row in rows])


def good(cases=None, problems=None, help_=None):
    columns = model()
    book = Book()
    book.sheets = [
        Sheet("Как заполнять", [["Дела сопровождения"]]),
        sheet_of(columns["cases"], KINDS["cases"], cases if cases is not None else CASES),
        sheet_of(columns["problems"], KINDS["problems"], problems if problems is not None else PROBLEMS),
        sheet_of(columns["help"], KINDS["help"], help_ if help_ is not None else HELP),
        sheet_of(columns["people"], KINDS["people"], PEOPLE),
        Sheet("Списки", [["edition"], ["Редакция"], ["lesosibirsk2-2024-09-27"]]),
    ]
    book.sheets[-1].hidden = True
    for sheet in book.sheets[1:5]:
        sheet.blanks = 297
    return book


def large(count):
    cases = [dict(CASES[0], id=f"2025-{i:05}", surname="Савельева" + "".join("абвгдежзик"[int(digit)] for digit in f"{i:05}")) for i in range(count)]
    problems = [dict(PROBLEMS[0], case=case["id"], problem=f"{PROBLEMS[0]['problem']} {n}") for case in cases for n in range(3)]
    return good(cases, problems, [dict(HELP[0], case=case["id"]) for case in cases])


if __name__ == "__main__":
    large(int(sys.argv[1])).save(sys.argv[2].removesuffix(".xlsx"))
