#!/usr/bin/env python3
"""damaged.py FORMULYAR: runs the program against folders of forms in which one file is damaged.

Every file of forms/ is damaged in the same ways in every run: an element or attribute taken away, given twice
or emptied, another namespace or root, cut short, emptied, replaced by another file, by a folder, by a link to
itself.  Whatever is wrong with it: the program ends by itself with a documented status, and when it fails it
names a file.  Every run loads the definitions for two cases, so that a failed load is asked for again.
Speaks TAP: one test for each file and kind of damage.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

FORMULYAR = os.path.abspath(sys.argv[1])
EDITION = "lesosibirsk2-2024-09-27"
MOST = int(os.environ.get("MUTATIONS", "1"))  # of a file and kind; the test's time is in proportion
CASES = ["samples/completed.xml", "samples/registered.xml"]
COUNCIL = "samples/council/one-appendix.xml"
TAG = re.compile(r"<!--.*?-->|<[?!][^>]*>|</([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>", re.S)
ATTRIBUTE = re.compile(r"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.S)
MESSAGE = re.compile(r"^[^\n]+?: (?:error|warning): [^\n]+ \[[A-Z]+\d+[a-z]?\]$", re.M)

# What loads a file beside those commands that load nearly all.
ALWAYS = [["check"], ["render", "-f", "5.4", "-t", "pdf"], ["blank", "-t", "docx"], ["batch", "-j", "1", "-t", "text"]]
OF_FILE = {
    "summary.xml": [["summary", "-t", "docx"]],
    "bundle.xml": [["bundle"]],
    "minutes.xml": [["minutes", "-t", "text"], ["bundle-council"]],
    "extract.xml": [["extract"]],
    "minutes.xsd": [["minutes", "-t", "text"], ["check-council"]],
    "minutes-rules.xml": [["check-council"], ["minutes", "-t", "text"]],
    "new-case.xml": [["new"]],
    "workbook.xml": [["new", "--workbook"]],
    "new-minutes.xml": [["new-minutes"]],
}


def elements(text):
    """(start, end of start tag, begin of end tag, end, attributes) of every element; the root comes first."""
    found, stack = [], []
    for match in TAG.finditer(text):
        if match.group(2):
            entry = [match.start(), match.end(), match.end(), match.end(), match.group(3), match.start(3)]
            found.append(entry)
            if not match.group(4):
                stack.append(entry)
        elif match.group(1) and stack:
            entry = stack.pop()
            entry[2], entry[3] = match.start(), match.end()
    return found


def attributes(text):
    for entry in elements(text):
        for match in ATTRIBUTE.finditer(entry[4]):
            yield match, entry[5]


def some(rng, items):
    items = list(items)
    return items if len(items) <= MOST else rng.sample(items, MOST)


def cut(text, begin, end, instead=""):
    return text[:begin] + instead + text[end:]


def damages(path, text, rng, others):
    """(kind, bytes or None for a folder in its place or a callable)"""
    inner = elements(text)[1:]
    for e in some(rng, inner):
        yield "an element taken away", cut(text, e[0], e[3])
    for e in some(rng, inner):
        yield "an element given twice", text[:e[3]] + text[e[0]:]
    for e in some(rng, inner):
        yield "an element emptied", cut(text, e[1], e[2]) if e[2] > e[1] else cut(text, e[0], e[3], "x")
    for m, at in some(rng, attributes(text)):
        yield "an attribute taken away", cut(text, at + m.start(), at + m.end())
    for m, at in some(rng, attributes(text)):
        yield "an attribute emptied", cut(text, at + m.start(2) + 1, at + m.end(2) - 1)
    for m, at in some(rng, attributes(text)):
        wrong = rng.choice(["x", "-1", "99999999999", "0", "&#xA0;", "Я" * 3000, "../../x", "c:case["])
        yield "an attribute of another value", cut(text, at + m.start(2) + 1, at + m.end(2) - 1, wrong)
    for space in some(rng, ("urn:formulyar:form:2", "urn:formulyar:case:1", "")):
        yield "another namespace", re.sub(r"(xmlns|targetNamespace)(:?\w*)=\"urn:formulyar:[^\"]*\"",
                                          r'\1\2="%s"' % space if space else r'\1\2="urn:x"', text)
    yield "another namespace", re.sub(r"\sxmlns=\"[^\"]*\"", "", text)
    root = elements(text)[0]
    name = re.match(r"<([^\s/>]+)", text[root[0]:]).group(1)
    yield "another root", cut(text, root[2], root[3], "</x>").replace("<" + name, "<x", 1)
    yield "another root", text[:root[0]] + "<x>" + text[root[0]:] + "</x>"
    for share in some(rng, (0, 1, len(text) // 3, len(text) - 3)):
        yield "cut short", text[:share]
    for other in some(rng, others):
        yield "another file", open(other, encoding="utf-8").read()
    yield "bytes of no text", b"\x00\xff\xfe" * 1000
    yield "five megabytes", text[:root[1]] + " " * (5 << 20) + text[root[1]:]
    yield "deep", text[:root[1]] + "<x>" * 20000 + text[root[1]:]
    yield "a DTD", re.sub(r"(\?>|\A)", r'\1<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>', text, count=1)
    yield "a folder", lambda place: os.mkdir(place)
    yield "a link to itself", lambda place: os.symlink(os.path.basename(place), place)
    yield "missing", lambda place: None
    if path.endswith(".xsd"):
        for what in ("include", "redefine"):
            yield "a schema in a circle", text[:root[1]] + '<xs:%s schemaLocation="%s"/>' % (
                what, os.path.basename(path)) + text[root[1]:]
        first = re.search(r'<xs:element name="([^"]+)"', text).group(1)
        for m in some(rng, re.finditer(r"<xs:sequence[^>/]*>", text)):
            yield "a schema in a circle", text[:m.end()] + '<xs:element ref="%s" minOccurs="0"/>' % first + text[m.end():]
        yield "a schema in a circle", text[:root[1]] + '<xs:import namespace="urn:y" schemaLocation="%s"/>' % (
            os.path.basename(path)) + text[root[1]:]


def command_line(command, forms, out):
    first, rest = command[0], command[1:]
    operands = CASES
    if first.endswith("-council") or first in ("minutes", "extract"):
        operands = [COUNCIL]
    if first == "bundle":
        rest = rest + ["--number", "5", "--date", "2027-05-28", "-o", out + "/b.pdf"]
    elif first == "bundle-council":
        rest = rest + ["-o", out + "/b.pdf"]
    elif first == "extract":
        first, rest = "minutes", rest + ["-t", "text", "--extract", "2025-031"]
    elif first == "new-minutes":
        first, rest, operands = "new", rest + ["--minutes", "-o", out + "/n.xml"], CASES
    elif first == "new":
        rest, operands = rest + ["-o", out + "/n.xml"], []
    elif first == "blank":
        rest, operands = rest + ["-o", out], []
    elif first in ("render", "batch", "summary"):
        rest = rest + ["-o", out]
    return [FORMULYAR, first.replace("-council", ""), "--lang", "en", "--forms", forms] + rest + operands


def fault(command, forms, work):
    """What is wrong with how a run ended; '' when nothing."""
    out = os.path.join(work, "out")
    shutil.rmtree(out, ignore_errors=True)
    os.mkdir(out)
    line = command_line(command, forms, out)
    try:
        run = subprocess.run(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return "%s does not end" % " ".join(line[1:])
    said = (run.stderr + run.stdout).decode("utf-8", "replace")
    if run.returncode not in (0, 1, 2, 3):
        return "%s ends with %d: %s" % (" ".join(line[1:]), run.returncode, said[-3000:])
    if run.returncode and not MESSAGE.search(said):
        return "%s ends with %d and does not say why: %s" % (" ".join(line[1:]), run.returncode, said[-400:])
    return ""


def main():
    work = tempfile.mkdtemp()
    forms = os.path.join(work, "forms")
    shutil.copytree("forms", forms, ignore=shutil.ignore_patterns("example-corrected"))
    paths = sorted(os.path.relpath(os.path.join(folder, name), "forms")
                   for folder, _, names in os.walk(forms.replace(forms, "forms")) for name in names)
    paths = [p for p in paths if not p.startswith("example") and p.endswith((".xml", ".xsd"))]
    rng = random.Random(10)
    count = failed = turn = 0
    for path in [p for p in paths if p in os.environ.get("ONLY", p).split()]:
        place = os.path.join(forms, path)
        text = open(os.path.join("forms", path), encoding="utf-8").read()
        others = [os.path.join("forms", p) for p in paths if p != path]
        faults = {}
        for kind, damage in damages(path, text, rng, others):
            os.unlink(place)
            if callable(damage):
                damage(place)
            else:
                with open(place, "wb") as file:
                    file.write(damage if isinstance(damage, bytes) else damage.encode("utf-8"))
            turn += 1
            found = faults.setdefault(kind, [])
            for command in OF_FILE.get(os.path.basename(path), []) + [ALWAYS[turn % len(ALWAYS)]]:
                said = fault(command, forms, work)
                if said:
                    found.append(said)
                    keep = os.environ.get("KEEP")
                    if keep:
                        shutil.copytree(forms, os.path.join(keep, "%d-%s" % (turn, kind.replace(" ", "-"))), symlinks=True, dirs_exist_ok=True)
            if os.path.islink(place) or not os.path.isdir(place):
                if os.path.lexists(place):
                    os.unlink(place)
            else:
                os.rmdir(place)
            shutil.copy(os.path.join("forms", path), place)
        for kind, found in faults.items():
            count += 1
            failed += bool(found)
            print("%s %d - %s: %s" % ("not ok" if found else "ok", count, path, kind), flush=True)
            for said in found[:3]:
                print("\n".join("# " + part for part in said.split("\n")), flush=True)
    print("1..%d" % count)
    print("# %d damaged folders" % turn)
    shutil.rmtree(work, ignore_errors=True)
    return failed > 0


sys.exit(main())
