#!/usr/bin/env python3
"""links.py MESSAGES FILE.html...: what is wrong with the manuals, one finding a line.

HTML files: whether each stands by itself (nothing is loaded from elsewhere; links lead within it, to another of them or to
the web), whether links lead to what is there, whether pictures have words and one heading the page.  Markdown: whether links
of README*, CONTRIBUTING and the manuals lead to files and headings that there are, and whether codes of messages exist:
MESSAGES lists them.  What the deputy head's manual names in bold and «»: whether the page has these words.
"""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

sys.dont_write_bytecode = True


class Page(HTMLParser):
    VOID = {"meta", "img", "br", "hr", "link", "input"}

    def __init__(self, path):
        super().__init__()
        self.path, self.names, self.links, self.faults, self.open, self.titles = path, set(), [], [], [], 0
        self.feed(path.read_text(encoding="utf-8"))
        self.faults += [f"<{tag}> is not closed" for tag in self.open]
        if self.titles != 1:
            self.faults.append(f"{self.titles} headings of the first order")

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.VOID:
            self.open.append(tag)
        self.titles += tag == "h1"
        if "id" in attrs:
            if attrs["id"] in self.names:
                self.faults.append(f"two headings of the name {attrs['id']}")
            self.names.add(attrs["id"])
        if tag in ("script", "link", "iframe", "object", "embed"):
            self.faults.append(f"<{tag}> in a manual")
        if tag == "img" and not (attrs.get("src", "").startswith("data:image/") and attrs.get("alt")):
            self.faults.append(f"a picture that is not inside, or has no words: {attrs.get('alt')}")
        if tag == "a":
            self.links.append(unquote(attrs.get("href", "")))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes another element")


def html_faults(paths):
    pages = {path.name: Page(path) for path in paths}
    for name, page in pages.items():
        yield from (f"{name}: {fault}" for fault in page.faults)
        for link in page.links:
            file, _, part = link.partition("#")
            if re.match(r"https?://", link):
                continue
            target = pages.get(file or name)
            if target is None or (part and part not in target.names):
                yield f"{name}: a link to {link}, which is not there"


def anchors(path, cache={}):
    """The names of the headings of a Markdown file."""
    if path not in cache:
        taken, found, fenced = {}, set(), False
        for line in path.read_text(encoding="utf-8").splitlines():
            fenced ^= line.lstrip().startswith("```")
            heading = re.match(r"#{1,6} +(.*)", line)
            if heading and not fenced:
                words = re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading.group(1))
                name = re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")
                count = taken.get(name, 0)
                taken[name] = count + 1
                found.add(f"{name}-{count}" if count else name)
        cache[path] = found
    return cache[path]


def markdown_faults(path, codes):
    text = re.sub(r"^ *```.*?^ *```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, part = target.partition("#")
        there = (path.parent / file) if file else path
        if re.match(r"[a-z]+:", target):
            continue
        if not there.exists():
            yield f"{path}: a link to {target}: no such file"
        elif part and part not in anchors(there):
            yield f"{path}: a link to {target}: no such heading"
    if path.parent.name == "manual":
        for code in sorted(set(re.findall(r"\b[EW]\d{3}\b", text)) - codes):
            yield f"{path}: there is no message {code}"


def page_faults(path):
    """Buttons and sections of the page that the deputy head is told to press, in bold: the page has these words."""
    words = "".join(one.read_text(encoding="utf-8") for one in Path("src/page").glob("words*.js"))
    for told in re.findall(r"\*\*«([^«»]+)»\*\*", path.read_text(encoding="utf-8")):
        if " ".join(told.split()) not in words:
            yield f"{path}: the page has no «{told}»"


def main():
    codes = set(re.findall(r"^\.It (\S+)", Path(sys.argv[1]).read_text(encoding="utf-8"), flags=re.M))
    codes |= set(re.findall(r'code="([A-Z]+\d+\w*)"', "".join(path.read_text(encoding="utf-8") for path in Path("forms").glob("*rules.xml"))))
    faults = list(html_faults([Path(one) for one in sys.argv[2:]]))
    for path in [*sorted(Path(".").glob("*.md")), *sorted(Path("doc/manual").glob("*.md"))]:
        faults += markdown_faults(path, codes)
    faults += page_faults(Path("doc/manual/deputy.md"))
    print("\n".join(faults))


main()
