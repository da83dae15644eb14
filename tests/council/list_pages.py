#!/usr/bin/env python3
"""list_pages.py FILE.pdf [LISTED [FIRST]]: does every row of the list of appendices tell the truth?

Each row is compared with the text of the page that it names: the mark with its number, the form, the teacher and the
page's own number must stand there, and the mark must not stand on the page before.  LISTED rows are expected.
Prints what is wrong, one line each; the status is the number of faults (at most 100).
"""
import html
import re
import subprocess
import sys

MM = 72 / 25.4
EDGES = [edge * MM for edge in (42, 106, 167, 188)]  # between the columns of forms/bundle.xml, from the paper's edge
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>')
MARK = re.compile(r"Приложение № (\d+)\nк протоколу")


def extracted(path, *options):
    text = subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True).stdout
    return text.replace("\N{NO-BREAK SPACE}", " ")


def folded(text):
    return re.sub(r"[\s\N{SOFT HYPHEN}-]", "", text)


def rows_of(page):
    """The cells of the rows on a page of the list, from where its words stand."""
    rows = []
    for x, _, word in sorted(WORD.findall(page), key=lambda found: (float(found[1]), float(found[0]))):
        column = sum(float(x) > edge for edge in EDGES)
        if column == 0 and word.isdigit():
            rows.append([""] * 5)
        if rows:
            rows[-1][column] += html.unescape(word)
    return rows


def row_faults(row, page, before):
    number, form, teacher, _, target = row
    mark = MARK.search(page)
    if not mark or mark[1] != number:
        yield "the page has another mark, or none"
    if folded(form) not in folded(page):
        yield "the page is of another form"
    if re.match(r"\w+", folded(teacher))[0] not in folded(page):
        yield "the page is of another teacher"
    if target != "1" and page.lstrip().split("\n")[0].strip() != target:
        yield "the page has another number"
    if mark and MARK.search(before) and MARK.search(before)[1] == number:
        yield "the appendix begins earlier"


def main():
    path, listed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    pages = extracted(path, "-raw").split("\f")
    listing = next(index for index, page in enumerate(pages) if MARK.search(page))
    places = extracted(path, "-bbox", "-l", str(listing)).split("<page ")[1:]
    rows = [row for page in places for row in rows_of(page)]
    faults = [f"{len(rows)} rows instead of {listed}"] if listed and len(rows) != listed else []
    if [row[0] for row in rows] != [str(number) for number in range(first, first + len(rows))]:
        faults.append("the numbers of the rows are not those of the appendices")
    for row in rows:
        target = int(row[4]) if row[4].isdigit() else 0
        if not 1 <= target < len(pages):
            faults.append(f"row {row[0]}: there is no page {row[4]}")
            continue
        before = pages[target - 2] if target > 1 else ""
        faults += [f"row {row[0]}, page {target}: {fault}" for fault in row_faults(row, pages[target - 1], before)]
    print(*faults, sep="\n")
    sys.exit(min(len(faults), 100))


main()
