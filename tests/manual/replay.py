#!/usr/bin/env python3
"""replay.py ROOT SCRATCH NOT-RUN DOCUMENT: does what a manual says, in the order in which it stands there.  Speaks TAP.

Fenced blocks, by the word behind the fence:

  console       lines that begin with "$ " are commands (one that ends with a backslash goes on in the next line), the
                lines below each are what it prints, errors too; a line "…" stands for any lines, "…" at the end of one
                for its rest; no-break spaces are shown as spaces.  Each must end with status 0 where no error is shown.
  sh            commands of which the output is not shown; the script must end with status 0
  c, python, xml, json, text, make   shown; after a comment `<!-- file: NAME -->` the block is that file from then on.
                c, python, json and xml files must be well-formed by themselves being used or parsed.

`<!-- not run: NAME -->` in front of a console or sh block: it is not run.  NOT-RUN lists these, one a line: DOCUMENT, NAME,
how many blocks, why; what is not in the list, or not as often as it says, is a failure.

Commands run in SCRATCH/DOCUMENT, all of a document in one folder.  ROOT holds an installed tree: /usr/... and /etc/formulyar
of commands are those below ROOT, and ROOT is taken out of what is printed.
"""

import json
import os
import re
import subprocess
import sys
import xml.dom.minidom
from pathlib import Path

RUNNABLE = {"console", "sh"}
SHOWN = {"c", "python", "xml", "json", "text", "make"}
PATHS = re.compile(r"(?<![\w/.])(/usr/(?:share/(?:doc/)?formulyar|lib|include)|/etc/formulyar)")


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def ok(self, good, name, *remarks):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        if not good:
            for remark in remarks:
                print("\n".join("# " + line for line in str(remark).splitlines()))
        sys.stdout.flush()


class Block:
    def __init__(self, kind, first, name, not_run):
        self.kind, self.first, self.file, self.not_run = kind, first, name, not_run
        self.lines = []


def blocks(text):
    """The fenced blocks of a document, in order; those in lists, which stand farther right, too."""
    found, block, name, not_run, indent = [], None, None, None, ""
    for number, line in enumerate(text.splitlines(), 1):
        fence = re.match(r"( *)```+ *(\S*)$", line)
        if block is not None:
            if fence and not fence.group(2):
                found.append(block)
                block = None
            else:
                block.lines.append(line[len(indent):] if line.startswith(indent) else line)
        elif fence:
            indent = fence.group(1)
            block = Block(fence.group(2), number, name, not_run)
            name = not_run = None
        else:
            told = re.match(r" *<!-- (file|not run): (.+) -->$", line)
            if told and told.group(1) == "file":
                name = told.group(2)
            elif told:
                not_run = told.group(2)
    return found


def transcript(lines):
    """[(command, [lines that it prints])] of a console block."""
    steps, joining = [], False
    for line in lines:
        if joining:
            steps[-1][0] += "\n" + line
        elif line.startswith("$ "):
            steps.append([line[2:], []])
        elif not steps:
            raise SystemExit(f"a console block begins with what is no command: {line}")
        else:
            steps[-1][1].append(line)
            continue
        joining = steps[-1][0].endswith("\\")
    return steps


def matches(got, wanted):
    """Whether the lines are those that are shown; a line "…" stands for any number of them, " …" for the rest of one."""

    def shape(line):
        if line == "…":
            return r"(?:.*\n)*?"
        return re.escape(line[:-1].rstrip()) + r".*\n" if line.endswith("…") else re.escape(line) + r"\n"

    pattern = "".join(shape(line) for line in wanted)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got).replace("\u00a0", " ")) is not None


class Document:
    def __init__(self, tap, root, scratch, path):
        self.tap, self.root, self.path = tap, root, path
        self.folder = scratch / path.stem
        self.folder.mkdir()
        self.left_out = {}

    def run(self, command):
        command = PATHS.sub(lambda m: str(self.root) + m.group(1), command)
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        return done.returncode, done.stdout.replace(str(self.root), "")

    def console(self, block):
        for command, wanted in transcript(block.lines):
            status, out = self.run(command)
            got, name = out.splitlines(), f"{self.path.name}:{block.first}: $ {command}"
            self.tap.ok(matches(got, wanted), name, "wanted:", "\n".join(wanted), "got:", out)
            if not any(re.search(r": (ошибка|error): ", line) for line in wanted):
                self.tap.ok(status == 0, f"{name}: status 0", f"status {status}", out)

    def script(self, block):
        status, out = self.run("set -e\n" + "\n".join(block.lines))
        self.tap.ok(status == 0, f"{self.path.name}:{block.first}: {block.lines[0]}", f"status {status}", out)

    def shown(self, block):
        text = "\n".join(block.lines) + "\n"
        if block.file:
            (self.folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / block.file).write_text(text)
        try:
            if block.kind == "json":
                json.loads(text)
            elif block.kind == "xml":
                xml.dom.minidom.parseString(text if text.startswith("<?xml") else f"<x>{text}</x>")
            elif block.kind == "python":
                compile(text, self.path.name, "exec")
            elif block.kind == "c" and not block.file:
                raise ValueError("C that is not a file, and so not compiled")
            fault = ""
        except (ValueError, SyntaxError, xml.parsers.expat.ExpatError) as error:
            fault = str(error)
        self.tap.ok(not fault, f"{self.path.name}:{block.first}: well-formed {block.kind}", fault)

    def follow(self):
        for block in blocks(self.path.read_text()):
            if block.kind not in RUNNABLE | SHOWN:
                self.tap.ok(False, f"{self.path.name}:{block.first}: a block must say what it is", block.kind or "(nothing)")
            elif block.not_run:
                self.left_out[block.not_run] = self.left_out.get(block.not_run, 0) + 1
            elif block.kind == "console":
                self.console(block)
            elif block.kind == "sh":
                self.script(block)
            else:
                self.shown(block)


def listed(path, document):
    """{name: count} of the blocks of a document that may be left out."""
    found = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            name_of_document, name, count, reason = (part.strip() for part in line.split("|"))
            if name_of_document == document and reason:
                found[name] = int(count)
    return found


def main():
    root, scratch, not_run, path = (Path(one) for one in sys.argv[1:])
    tap = Tap()
    document = Document(tap, root, scratch, path)
    document.follow()
    wanted = listed(not_run, path.name)
    tap.ok(document.left_out == wanted, f"{path.name}: what is not run is listed, with a reason",
           f"listed {wanted}", f"marked {document.left_out}")
    print(f"1..{tap.count}")
    sys.exit(tap.failed > 0)


main()
