#!/usr/bin/env python3
"""list_pages.py FILE.pdf [LISTED [FIRST]]: does every row of the list of appendices tell the truth?

Each row is compared with the text of the page that it names: the mark with its number, the form, the teacher and the
page's own number must stand there, and the mark must not stand on the page before.  LISTED rows are expected.
Prints what is wrong, one line each; the status is the number of faults (at most 100).
"""
import re
import subprocess
import sys

ROW = re.compile(r"^ {0,12}(\d+) {2,}(\S.*?) {2,}(\S.*?) {2,}(\S+) +(\d+)$")
MARK = re.compile(r"Приложение № (\d+)\nк протоколу")


def pages_of(path, mode):
    text = subprocess.run(["pdftotext", mode, path, "-"], check=True, capture_output=True, text=True).stdout
    return [page.replace("\N{NO-BREAK SPACE}", " ") for page in text.split("\f")]


def folded(text):
    return re.sub(r"\s+", "", text)


def row_faults(row, page, before):
    number, form, teacher, _, target = row
    mark = MARK.search(page)
    if not mark or mark[1] != number:
        yield "the page has another mark, or none"
    if folded(form) not in folded(page):
        yield "the page is of another form"
    if teacher.split()[0] not in page:
        yield "the page is of another teacher"
    if target != "1" and page.lstrip().split("\n")[0].strip() != target:
        yield "the page has another number"
    if mark and MARK.search(before) and MARK.search(before)[1] == number:
        yield "the appendix begins earlier"


def main():
    path, listed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    layout = pages_of(path, "-layout")
    pages = pages_of(path, "-raw")
    rows = []
    for page in layout:
        if MARK.search(re.sub(r"\n +", "\n", page)):
            break
        rows += [match.groups() for match in map(ROW.match, page.split("\n")) if match]
    faults = [f"{len(rows)} rows instead of {listed}"] if listed and len(rows) != listed else []
    if [int(row[0]) for row in rows] != list(range(first, first + len(rows))):
        faults.append("the numbers of the rows are not those of the appendices")
    for row in rows:
        target = int(row[4])
        if not 1 <= target < len(pages):
            faults.append(f"row {row[0]}: there is no page {target}")
            continue
        before = pages[target - 2] if target > 1 else ""
        faults += [f"row {row[0]}, page {target}: {fault}" for fault in row_faults(row, pages[target - 1], before)]
    print(*faults, sep="\n")
    sys.exit(min(len(faults), 100))


main()
