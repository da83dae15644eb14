#!/usr/bin/env python3
"""generate.py FOLDER SCHOOLS CASES EDITIONS: a region's year, the same every time.

FOLDER/forms: the forms of this checkout, with so many editions: copies of the first under ids and orders of their own.
FOLDER/cases/school-NNNN/ID/case.xml: so many cases, each in a folder of its own; schools share the editions evenly.
FOLDER/letterheads/school-NNNN.xml: the organization.xml of each.
"""
import os
import re
import shutil
import sys

sys.path.insert(0, "tests/batch")
import generate as cases  # pylint: disable=wrong-import-position

FIRST = "lesosibirsk2-2024-09-27"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def edition_id(number):
    return f"region-{number:03d}"


def make_forms(folder, editions):
    shutil.copytree("forms", folder, ignore=shutil.ignore_patterns("example-*"))
    with open(os.path.join(folder, FIRST, "edition.xml"), encoding="utf-8") as file:
        words = file.read()
    for number in range(editions):
        made = os.path.join(folder, edition_id(number))
        shutil.copytree(os.path.join(folder, FIRST), made)
        changed = words.replace(f'id="{FIRST}"', f'id="{edition_id(number)}"')
        changed = re.sub(r"<order>[^<]*</order>", f"<order>приказ от 27.09.2024 № {number + 1}</order>", changed)
        with open(os.path.join(made, "edition.xml"), "w", encoding="utf-8") as file:
            file.write(changed)


def make_schools(folder, schools):
    os.makedirs(folder)
    with open("forms/organization.xml", encoding="utf-8") as file:
        words = file.read()
    for school in range(schools):
        with open(os.path.join(folder, f"school-{school:04d}.xml"), "w", encoding="utf-8") as file:
            file.write(re.sub("<full-name>[^<]*", f"<full-name>Школа № {school + 1}", words))


def make_cases(folder, schools, count, editions):
    for number in range(count):
        school = number * schools // count
        text = cases.case(number).replace(f'edition="{FIRST}"', f'edition="{edition_id(school % editions)}"')
        text = text.replace("<case ", '<case xmlns="urn:formulyar:case:1" ', 1)
        made = os.path.join(folder, f"school-{school:04d}", f"b{number:06d}")
        os.makedirs(made)
        with open(os.path.join(made, "case.xml"), "w", encoding="utf-8") as file:
            file.write(HEAD + text)


def main():
    folder, schools, count, editions = sys.argv[1], *map(int, sys.argv[2:5])
    make_forms(os.path.join(folder, "forms"), editions)
    make_schools(os.path.join(folder, "letterheads"), schools)
    make_cases(os.path.join(folder, "cases"), schools, count, editions)


main()
