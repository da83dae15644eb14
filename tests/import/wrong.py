"""wrong.py - the workbooks that something was done to.

    python3 tests/import/wrong.py FOLDER    each of them as FOLDER/NAME.xlsx (or .csv), and FOLDER/good.xlsx
    python3 tests/import/wrong.py           their names, and what must be told of each

Each is a function that spoils a good workbook; its name is that of the file, its documentation
says what a person did, and behind "expect" what must be told: CELL CODE, a bare code for the
file, or "-" when nothing is wrong.
"""
import datetime
import re
import sys

from book import Error, Formula, Sheet, good, model

ALL = []


def wrong(function):
    ALL.append(function)
    return function


@wrong
def option_unknown(book):
    """An option that is not on the list. expect «Дела»!O3 E874"""
    book["cases"].put(3, "assessment", "хорошим")


@wrong
def option_in_other_letters(book):
    """Case, ё and spaces aside it is one: nothing is wrong. expect -"""
    book["cases"].put(3, "assessment", "  Успешным,  ЭФФЕКТИВНЫМ ")
    book["cases"].put(4, "status", "сопровождение идет (форма 5.1)")


@wrong
def kind_unknown(book):
    """One of two kinds in one cell is none. expect «Проблемы и итоги»!D4 E874"""
    book["problems"].put(4, "kind", "методические; прочие")


@wrong
def status_empty(book):
    """No state. expect «Дела»!G4 E880"""
    book["cases"].put(4, "status", None)


@wrong
def status_unknown(book):
    """A state of somebody's own. expect «Дела»!G4 E874"""
    book["cases"].put(4, "status", "в работе")


@wrong
def id_twice(book):
    """Two cases of one id. expect «Дела»!A4 E136"""
    book["cases"].put(4, "id", "2025-014")
    book["problems"].put(5, "case", "2025-014")
    book["help"].put(4, "case", "2025-014")


@wrong
def id_missing(book):
    """A case without an id. expect «Дела»!A5 E868"""
    book["cases"].put(5, "id", None)
    book["problems"].put(6, "case", None)
    book["help"].put(5, "case", None)
    book["problems"].put(6, "problem", None)
    book["help"].put(5, "kind", None)


@wrong
def id_surname(book):
    """A surname in place of the id: it must not be repeated. expect «Дела»!A5 E155"""
    for sheet, row in ("cases", 5), ("problems", 6), ("help", 5):
        book[sheet].put(row, "id" if sheet == "cases" else "case", "Белая")


@wrong
def id_date(book):
    """2026-01 that became a date. expect «Дела»!A5 E872"""
    book["cases"].put(5, "id", datetime.date(2026, 1, 1))
    book["problems"].put(6, "case", datetime.date(2026, 1, 1))
    book["help"].put(5, "case", datetime.date(2026, 1, 1))


@wrong
def case_unknown(book):
    """A problem of a case that is not there. expect «Проблемы и итоги»!A5 E867"""
    book["problems"].put(5, "case", "2025-15")


@wrong
def case_missing(book):
    """Help without the id of its case. expect «Помощь»!A4 E866"""
    book["help"].put(4, "case", None)


@wrong
def date_short_year(book):
    """1.2.26 expect «Дела»!H3 E873"""
    book["cases"].put(3, "decision-date", "1.2.26")


@wrong
def date_backwards(book):
    """2026-13-01 expect «Дела»!N3 E873"""
    book["cases"].put(3, "conclusion-date", "2026-13-01")


@wrong
def date_without_year(book):
    """31.02. expect «Дела»!H4 E873"""
    book["cases"].put(4, "decision-date", "31.02.")


@wrong
def date_not_in_calendar(book):
    """31.02.2026 expect «Дела»!H4 E873"""
    book["cases"].put(4, "decision-date", "31.02.2026")


@wrong
def date_in_words(book):
    """сентябрь expect «Дела»!H4 E873"""
    book["cases"].put(4, "decision-date", "сентябрь")


@wrong
def date_with_slashes(book):
    """9/30/2026 expect «Дела»!H4 E873"""
    book["cases"].put(4, "decision-date", "9/30/2026")


@wrong
def date_number(book):
    """A date whose format was pasted away. expect «Дела»!H4 E873"""
    book["cases"].put(4, "decision-date", 45924)


@wrong
def date_as_text(book):
    """dd.mm.yyyy as text, and with spaces: right. expect -"""
    book["cases"].put(3, "decision-date", "24.09.2025")
    book["cases"].put(4, "decision-date", " 1.10.2025 ")


@wrong
def merged_problems(book):
    """Findings merged over two rows. expect «Проблемы и итоги»!K3 E865"""
    book["problems"].merged.append("K3:K4")
    book["problems"].put(4, "finding", None)


@wrong
def merged_case_id(book):
    """The id of the case merged over its rows: it is clear whose they are. expect -"""
    book["problems"].merged.append("A3:A4")
    book["problems"].put(4, "case", None)


@wrong
def column_deleted(book):
    """No findings any more. expect «Проблемы и итоги»!2 W862"""
    book["problems"].drop("finding")


@wrong
def column_state_deleted(book):
    """Without the state nothing can be made. expect «Дела»!2 E863"""
    book["cases"].drop("status")


@wrong
def column_twice(book):
    """A column was copied. expect «Помощь»!E2 E864"""
    for cells in book["help"].rows:
        cells.append(cells[2])


@wrong
def heading_renamed(book):
    """The key knows it all the same. expect -"""
    book["problems"].rows[1][book["problems"].column("finding")] = "Чем кончилось"


@wrong
def heading_renamed_without_keys(book):
    """The keys were deleted, and one heading has another name. expect «Проблемы и итоги»!K1 W861"""
    index = book["problems"].column("finding")
    book["problems"].rows[1][index] = "Чем кончилось"
    del book["problems"].rows[0]


@wrong
def headings_alone(book):
    """Without the row of keys headings are enough, letter case and ё aside. expect -"""
    for sheet in book.sheets[1:5]:
        del sheet.rows[0]
        sheet.rows[0] = [heading.upper().replace("Ё", "Е") for heading in sheet.rows[0]]


@wrong
def headings_deleted(book):
    """Neither keys nor headings. expect «Дела» E862"""
    del book["cases"].rows[0:2]


@wrong
def sheets_moved(book):
    """Sheets in another order, columns too: nothing is wrong. expect -"""
    book.sheets.reverse()
    for cells in book["problems"].rows:
        cells[3:] = reversed(cells[3:] + [None] * (12 - len(cells)))


@wrong
def sheet_renamed(book):
    """It is known by its keys. expect -"""
    book["problems"].name = "Проблемы 2025"


@wrong
def sheet_added(book):
    """A sheet of somebody's own is left alone and named. expect «Заметки» W860"""
    book.sheets.append(Sheet("Заметки", [["позвонить", "12.10"]]))


@wrong
def sheet_deleted(book):
    """No cases at all. expect E860"""
    book.sheets.remove(book["cases"])


@wrong
def column_added(book):
    """A column of somebody's own is left alone and named. expect «Помощь»!E2 W861"""
    book["help"].cell("E2", "Кабинет")
    book["help"].cell("E3", "214")


@wrong
def rows_empty(book):
    """Headings alone. expect E861"""
    for name in "cases", "problems", "help":
        del book[name].rows[2:]


@wrong
def rows_between(book):
    """Empty rows, rows of spaces, rows with a chosen id alone: nothing is wrong. expect -"""
    book["problems"].rows.insert(3, [None])
    book["problems"].rows.insert(4, ["  ", " "])
    book["problems"].rows.insert(5, ["2025-014"])


@wrong
def error_value(book):
    """#N/A expect «Дела»!D4 E869"""
    book["cases"].put(4, "patronymic", Error("#N/A"))


@wrong
def error_in_date(book):
    """#REF! expect «Дела»!H4 E869"""
    book["cases"].put(4, "decision-date", Error("#REF!"))


@wrong
def formula_kept(book):
    """A formula's stored value is read. expect -"""
    book["cases"].put(4, "surname", Formula("B3", "Орлов"))


@wrong
def formula_without_value(book):
    """A formula that no program has worked out yet. expect «Дела»!B4 E870"""
    book["cases"].put(4, "surname", Formula("B3"))


@wrong
def number_for_text(book):
    """A finding that is a number: 3-4 or 007 it was, perhaps. expect «Проблемы и итоги»!F3 W863"""
    book["problems"].put(3, "before", 5)


@wrong
def number_for_name(book):
    """A number where a surname belongs. expect «Дела»!B4 E872"""
    book["cases"].put(4, "surname", 12)


@wrong
def date_for_text(book):
    """3-4 that became the third of April. expect «Проблемы и итоги»!F3 E872"""
    book["problems"].put(3, "before", datetime.date(2026, 4, 3))


@wrong
def truth_for_mark(book):
    """TRUE marks a line. expect -"""
    book["cases"].put(3, "not-needed", True)
    book["cases"].put(3, "further", False)


@wrong
def mark_no(book):
    """«нет» and a dash mark nothing. expect -"""
    book["cases"].put(3, "further", "нет")
    book["cases"].put(3, "support", "—")


@wrong
def finding_missing(book):
    """A rule: the finding of a finished case. expect «Проблемы и итоги»!K3 C5d"""
    book["problems"].put(3, "finding", None)


@wrong
def conclusion_contradicts(book):
    """A rule about two cells. expect «Дела»!P3 F7a"""
    book["problems"].put(4, "state", "не снята")


@wrong
def assessment_missing(book):
    """A rule: what is to be chosen. expect «Дела»!O3 C6"""
    book["cases"].put(3, "assessment", None)


@wrong
def given_missing(book):
    """A rule: the given name. expect «Дела»!C4 C1"""
    book["cases"].put(4, "given", None)


@wrong
def surname_too_long(book):
    """The schema: 80 characters. expect «Дела»!B4 E156"""
    book["cases"].put(4, "surname", "Ы" * 81)


@wrong
def school_year(book):
    """The schema: 2025-2026. expect «Дела»!F4 E155"""
    book["cases"].put(4, "school-year", "2025-2026")


@wrong
def lead_words(book):
    """A name of four words. expect «Дела»!J4 E875"""
    book["cases"].put(4, "lead", "Белая Роза Анна Ивановна")


@wrong
def participant_without_role(book):
    """A participant without a role. expect «Дела»!M4 E876"""
    book["cases"].put(4, "participants", "Шестакова Ирина Олеговна")


@wrong
def participant_role_unknown(book):
    """One line of two is wrong. expect «Дела»!M4 E874"""
    book["cases"].put(4, "participants", "Титова Вера Сергеевна; методист\nШестакова Ирина Олеговна; логопед")


@wrong
def together_wrong(book):
    """A common row of 5.3 with a problem that is not there. expect «Проблемы и итоги»!L3 E878"""
    book["problems"].put(3, "together", "4")


@wrong
def person_without_role(book):
    """Somebody on the sheet of people. expect «Люди»!3 E879"""
    book["people"].put(3, "role", None)


@wrong
def person_signs(book):
    """Neither yes nor no. expect «Люди»!D4 E877"""
    book["people"].put(4, "signs", "иногда")


@wrong
def pasted(book):
    """What was pasted from Word and a browser: spaces that do not break, tabs, formats. expect -"""
    book["cases"].put(4, "surname", " Орлов\u00a0\t")
    book["problems"].put(3, "before", "Одно\u00a0задание\t для   всех \n\n")
    book["cases"].put(4, "status", "сопровождение\u00a0идёт (форма\u00a05.1)")


@wrong
def marks_of_xml(book):
    """Signs that XML gives a meaning are only signs. expect -"""
    book["problems"].put(3, "before", "<p>5 < 7 & \"9\" > '3'</p> ]]> &amp;")


@wrong
def edition_unknown(book):
    """The sheet of lists names an edition that is not installed. expect E023"""
    book["Списки"].cell("A3", "school-1999-01-01")


@wrong
def sorted_with_headings(book):
    """Sorted together with the row of headings, which went down. expect «Проблемы и итоги»!2 E886"""
    rows = book["problems"].rows
    rows.insert(4, rows.pop(1))


@wrong
def keys_sorted_down(book):
    """The rows of keys and of headings went below those of people. expect «Люди»!1 E886"""
    rows = book["people"].rows
    rows.append(rows.pop(0))
    rows.append(rows.pop(0))


@wrong
def heading_row_deleted(book):
    """The headings were deleted; the keys know the columns, and no row is lost. expect «Проблемы и итоги»!K2 C5d"""
    book["problems"].put(3, "finding", None)
    del book["problems"].rows[1]


@wrong
def headings_all_renamed(book):
    """All headings were renamed, and a title stands above the keys: nothing is wrong. expect -"""
    sheet = book["problems"]
    sheet.rows[1] = [f"Столбец {number}" for number in range(len(sheet.rows[0]))]
    sheet.rows.insert(0, ["Сопровождение", "2026"])


@wrong
def columns_moved_without_keys(book):
    """Columns changed places from the headings on, without the hidden row. expect «Проблемы и итоги»!F2 E887"""
    sheet = book["problems"]
    before, after = sheet.column("before"), sheet.column("after")
    for cells in sheet.rows[1:]:
        if len(cells) > after:
            cells[before], cells[after] = cells[after], cells[before]


@wrong
def role_of_two(book):
    """A role alone, which two people have. expect «Дела»!K5 E888"""
    book["people"].rows.append(["методист", "Серова Анна Петровна", "Методист"])


@wrong
def role_of_two_by_days(book):
    """One came after the other, and the case says when: nothing is wrong. expect -"""
    people = book["people"]
    people.rows.append(["методист", "Серова Анна Петровна", "Методист", None, datetime.date(2026, 1, 10)])
    people.put(3, "until", datetime.date(2026, 1, 9))
    book["cases"].put(5, "decision-date", datetime.date(2026, 2, 1))


@wrong
def signers_who_followed(book):
    """Two deputies, one after the other, and a case without a date. expect «Люди»!5 E888"""
    people = book["people"]
    people.rows.append(["заместитель директора по УВР", "Серова Анна Петровна", "Заместитель директора", "да", datetime.date(2026, 1, 10)])
    people.put(4, "until", datetime.date(2026, 1, 9))


@wrong
def days_turned(book):
    """The last day before the first. expect «Люди»!F3 E873"""
    book["people"].put(3, "from", datetime.date(2026, 1, 10))
    book["people"].put(3, "until", datetime.date(2025, 1, 9))


@wrong
def date_of_leap_1900(book):
    """The day that only Excel's calendar has. expect «Дела»!H4 E873"""
    book["cases"].put(4, "decision-date", datetime.date(1900, 2, 28))


@wrong
def name_turned(book):
    """The surname stands last. expect «Дела»!J4 E875"""
    book["cases"].put(4, "lead", "Людмила Павловна Захарченко")


@wrong
def participants_in_one_line(book):
    """Two people in one line: the second would be the position of the first. expect «Дела»!M3 E876"""
    book["cases"].put(3, "participants", "Шестакова Ирина Олеговна; педагог-психолог; Титова Вера Сергеевна; методист")


@wrong
def participant_for_position(book):
    """A third part that is somebody else. expect «Дела»!M3 E876"""
    book["cases"].put(3, "participants", "Шестакова Ирина Олеговна; педагог-психолог; Титова Вера Сергеевна")


@wrong
def mark_number(book):
    """A nought does not mark a line, and a one is no words. expect «Дела»!T3 E872"""
    book["cases"].put(3, "further", 0)


@wrong
def id_with_spaces(book):
    """Spaces that do not break around ids. expect -"""
    book["cases"].put(3, "id", "\u00a02025-014 ")
    book["problems"].put(3, "case", "2025-014\u00a0")


def csv_of(sheet, rows, columns):
    """A table of one sheet: some columns by their headings."""
    headings = dict(model()[sheet])
    return "\r\n".join(";".join(row) for row in [[headings[key] for key in columns], *rows])


@wrong
def table_of_cases(book):
    """A CSV of one sheet, in windows-1251 with semicolons; there are no problems. expect A2 C3"""
    rows = [["'007", "Орлов", "Пётр", "сопровождение идёт (форма 5.1)", "24.09.2025"]]
    book.csv = csv_of("cases", rows, ["id", "surname", "given", "status", "decision-date"]).encode("cp1251")


@wrong
def table_with_wrong_date(book):
    """The same with a date that is none. expect E2 E873"""
    table_of_cases(book)
    book.csv = book.csv.replace(b"24.09.2025", b"24.09.25")



if __name__ == "__main__":
    for function in ALL:
        name = function.__name__.replace("_", "-")
        if len(sys.argv) > 1:
            spoilt = good()
            function(spoilt)
            spoilt.save(f"{sys.argv[1]}/{name}")
        else:
            print(name, re.search(r"expect (.*)", function.__doc__).group(1), sep="\t")
    if len(sys.argv) > 1:
        good().save(f"{sys.argv[1]}/good")
