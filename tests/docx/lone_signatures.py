#!/usr/bin/env python3
"""lone_signatures.py (FILE.pdf FILE.tree)...: places to sign without a text on their page.

A PDF is what a word processor made of the DOCX of that tree.  Names each file in which a page
has places to sign but fewer than four words in front of the first one that are not its own.
"""
import re
import subprocess
import sys

LEAST = 4
TOP_MARGIN_PT = 56  # 20 mm


def own_words(tree):
    """Words of the first signer in front of the caption; None without signers."""
    with open(tree, encoding="utf-8") as file:
        found = re.search(r"^ *signer .*\n((?: .*\n)*?) *caption ", file.read(), re.M)
    if not found:
        return None
    return len(" ".join(re.findall(r"«(.*)»", found.group(1))).replace("⍽", " ").split())


def pages(path):
    done = subprocess.run(["pdftotext", "-raw", "-x", "0", "-y", str(TOP_MARGIN_PT), "-W", "2000", "-H", "2000",
                           path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


def main():
    found = []
    for pdf, tree in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        own = own_words(tree)
        for page in pages(pdf):
            before, caption, _ = page.partition("(подпись)")
            if own is not None and caption and len(before.split()) < own + LEAST:
                found.append(pdf)
    print("\n".join(found), end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
