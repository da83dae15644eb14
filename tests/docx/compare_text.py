#!/usr/bin/env python3
"""compare_text.py (FILE.docx|FILE.pdf FILE.txt)...: the words of document trees in files of ours.

A DOCX is read part by part and must give the very words; between them a no-break space, which
the DOCX has where the PDF ends no line, is as good as any other.  A PDF is what a word processor made
of the DOCX: what stands in the top margin is cut off, a table head repeated at the top of a page
is dropped, and hyphens are left out on both sides, since a line may end with one.  The words under places to
write stand behind these in a document, in a DOCX below the line: they must be there, wherever.
Prints the first difference of each; exit status 1 then.
"""
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

TOP_MARGIN_PT = 56  # 20 mm
LOOK_AHEAD = 12     # words


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INSIDE_RUN = {W + "tab": "\t", W + "br": " ", W + "noBreakHyphen": "\u2011", W + "softHyphen": ""}


def tokens(text):
    return unicodedata.normalize("NFC", text).replace("\u00ad", "").split()


C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def chart_words(archive, chart):
    """Each label of a chart part, and its value."""
    relations = ET.fromstring(archive.read("word/_rels/document.xml.rels"))
    target = next(relation.get("Target") for relation in relations.iter(REL + "Relationship")
                  if relation.get("Id") == chart.get(R + "id"))
    root = ET.fromstring(archive.read("word/" + target))
    labels = [value.text for value in root.find(f".//{C}cat").iter(C + "v")]
    values = [value.text for value in root.find(f".//{C}val").iter(C + "v")]
    return tokens(" ".join(word for bar in zip(labels, values, strict=True) for word in bar))


class Numbering:
    """The markers of list entries, counted as a word processor does (17.9): of one level."""

    def __init__(self, archive):
        root = ET.fromstring(archive.read("word/numbering.xml"))
        levels = {kind.get(W + "abstractNumId"): kind.find(W + "lvl") for kind in root.iter(W + "abstractNum")}
        self.texts, self.next = {}, {}
        for number in root.iter(W + "num"):
            name = number.get(W + "numId")
            level = levels[number.find(W + "abstractNumId").get(W + "val")]
            self.texts[name] = level.find(W + "lvlText").get(W + "val")
            self.next[name] = int(number.find(f".//{W}startOverride").get(W + "val"))

    def marker(self, paragraph):
        """The marker of a paragraph with a space, or nothing."""
        found = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if found is None:
            return ""
        name = found.get(W + "val")
        self.next[name] += 1
        return self.texts[name].replace("%1", str(self.next[name] - 1)) + " "


def is_caption(paragraph):
    """Whether it holds the words under places to write."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(W + "val") == "BlankCaption"


def docx_words(path, captions):
    """All words; those under places to write are taken out and added to the captions."""
    words = []
    archive = zipfile.ZipFile(path)
    root = ET.fromstring(archive.read("word/document.xml"))
    numbering = Numbering(archive)
    for paragraph in root.iter(W + "p"):
        text = "".join(element.text or "" if element.tag == W + "t" else INSIDE_RUN.get(element.tag, "\t")
                       for run in paragraph.iter(W + "r") for element in run if element.tag != W + "rPr")
        if is_caption(paragraph):
            captions += text.split("\t")
            continue
        words += tokens(numbering.marker(paragraph) + text)
        for chart in paragraph.iter(C + "chart"):
            words += chart_words(archive, chart)
    return words


def pdf_pages(path):
    done = subprocess.run(["pdftotext", "-raw", "-x", "0", "-y", str(TOP_MARGIN_PT), "-W", "2000", "-H", "2000",
                           path, "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("\f")
    assert pages.pop() == ""  # each page ends with one
    return map(tokens, pages)


def without_hyphens(words):
    """Words that a line end divided after a hyphen are made whole, then all lose their hyphens."""
    whole = []
    for word in words:
        if whole and whole[-1][-1] in "-\u2011" and len(whole[-1]) > 1:
            whole[-1] += word
        else:
            whole.append(word)
    return [word.replace("-", "").replace("\u2011", "") or "-" for word in whole]


def without_repeated_head(page, seen, stem, wanted):
    """Drops the shortest start of a page that was printed before and is not what comes next.

    The stem is a word's part that the page before ended with."""
    place = len(seen)
    for length in range(len(page)):
        head = page[:length]
        rest = [stem + page[length]] + page[length + 1:]
        ahead = rest[:LOOK_AHEAD]
        if ahead == wanted[place:place + len(ahead)] and any(
                seen[i:i + length] == head for i in range(place - length + 1)):
            return rest
    return [stem] * bool(stem) + page


def pdf_words(path, wanted):
    seen = []
    for page in pdf_pages(path):
        page = without_hyphens(page)
        last = wanted[len(seen) - 1] if 0 < len(seen) <= len(wanted) else ""
        divided = seen and seen[-1] != last and last.startswith(seen[-1])
        stem = seen.pop() if divided else ""
        seen += without_repeated_head(page, seen, stem, wanted) if seen else page
    return seen


def without_captions(seen, wanted, captions):
    """Both as words of one letter: a caption that is taken out may have been a part of a word."""
    text = "".join(wanted)
    for caption in captions:
        caption = "".join(tokens(caption))
        assert caption in text, f"no place has the caption {caption!r}"
        text = text.replace(caption, "", 1)
    return list("".join(seen)), list(text)


def compare(path, text):
    """The first difference, or None."""
    with open(text, encoding="utf-8") as file:
        wanted = tokens(file.read())
    if path.endswith(".docx"):
        captions = []
        seen = docx_words(path, captions)
        if captions:
            seen, wanted = without_captions(seen, wanted, captions)
    else:
        wanted = without_hyphens(wanted)
        seen = pdf_words(path, wanted)
    for i in range(max(len(seen), len(wanted))):
        if seen[i:i + 1] != wanted[i:i + 1]:
            return (f"{path}: word {i}: {' '.join(seen[max(0, i - 3):i + 6])!r} "
                    f"instead of {' '.join(wanted[max(0, i - 3):i + 6])!r}")
    return None


def main():
    pairs = zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    found = [difference for difference in (compare(*pair) for pair in pairs) if difference]
    print("\n".join(found), end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
