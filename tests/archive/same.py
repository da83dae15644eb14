#!/usr/bin/env python3
"""same.py OLD NEW: says in which of pages, words and structure two finished documents differ; nothing when they do not.

Both are read in the same way, so that what is compared is what they say and not their bytes.  Of a PDF: how many
pages, the words of each, and what is heard in the order of the structure tree (read_aloud.py).  Of a DOCX: its
paragraphs with their styles.
"""
import os
import re
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "pdf"))
from read_aloud import Pdf, Reader  # noqa: E402


def pdf(path):
    file = Pdf(path)
    reader = Reader(file)
    heard = reader.read_all()
    pages = file.get(file.get(file.root["Pages"])["Count"])
    words = [" ".join(str(text) for text in marks.values()).split() for marks in reader.pages.values()]
    return {"pages": pages, "words": words, "structure": heard}


def docx(path):
    with zipfile.ZipFile(path) as package:
        names = sorted(name for name in package.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name))
        told = {name: package.read(name).decode("utf-8") for name in names}
    paragraphs = []
    for name, text in told.items():
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", text, re.S):
            style = re.search(r'<w:pStyle w:val="([^"]*)"', paragraph)
            words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph)).replace("\u00a0", " ")
            paragraphs.append((name, style[1] if style else "", words))
    tables = [text.count("<w:tbl>") for text in told.values()]
    return {"words": [words for _, _, words in paragraphs], "structure": (paragraphs, tables)}


def main():
    read = docx if sys.argv[1].endswith(".docx") else pdf
    old, new = read(sys.argv[1]), read(sys.argv[2])
    print(" ".join(what for what in old if old[what] != new[what]), end="")


main()
