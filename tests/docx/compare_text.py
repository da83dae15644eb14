#!/usr/bin/env python3
"""compare_text.py FILE.pdf FILE.txt: the words of a PDF against those of a document tree.

The PDF is what a word processor made of our DOCX.  What stands in the top margin is cut off;
a table head repeated at the top of a page is dropped.  A line that ends with a hyphen inside a
word is joined.  Prints the first difference; exit status 1 then.
"""
import subprocess
import sys
import unicodedata

TOP_MARGIN_PT = 56  # 20 mm
LOOK_AHEAD = 12     # words


def tokens(text):
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u2011", "-")
    return text.replace("\u00a0", " ").split()


def pdf_pages(path):
    command = ["pdftotext", "-raw", "-nopgbrk", "-x", "0", "-y", str(TOP_MARGIN_PT), "-W", "2000",
               "-H", "2000"]
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    count = int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))
    for page in range(1, count + 1):
        done = subprocess.run(command + ["-f", str(page), "-l", str(page), path, "-"],
                              capture_output=True, text=True, check=True)
        yield tokens(done.stdout)


def joined(words):
    """Words that a line end divided after a hyphen are made whole again."""
    out = []
    for word in words:
        if out and out[-1].endswith("-") and len(out[-1]) > 1:
            out[-1] += word
        else:
            out.append(word)
    return out


def without_repeated_head(page, seen, wanted):
    """Drops the shortest start of a page that was printed before and is not what comes next."""
    place = len(seen)
    for length in range(len(page)):
        head = page[:length]
        rest = page[length:length + LOOK_AHEAD]
        if rest == wanted[place:place + len(rest)] and any(
                seen[i:i + length] == head for i in range(place - length + 1)):
            return page[length:]
    return page


def main():
    pdf, text = sys.argv[1:3]
    with open(text, encoding="utf-8") as file:
        wanted = joined(tokens(file.read()))
    seen = []
    for page in pdf_pages(pdf):
        page = joined(page)
        seen += without_repeated_head(page, seen, wanted) if seen else page
    if seen == wanted:
        return 0
    for i in range(max(len(seen), len(wanted))):
        if seen[i:i + 1] != wanted[i:i + 1]:
            print(f"word {i}: {' '.join(seen[max(0, i - 3):i + 6])!r} "
                  f"instead of {' '.join(wanted[max(0, i - 3):i + 6])!r}")
            break
    return 1


if __name__ == "__main__":
    sys.exit(main())
