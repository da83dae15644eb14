#!/usr/bin/env python3
"""read_aloud.py FILE.pdf: what somebody hears who does not see the file.

Walks the structure tree alone, as a screen reader does: headings with their level, lists
with their counts, cells after the headers of their column and row, fields by their tooltips,
ActualText and Alt in place of content.  What such a person would miss is a line that
begins with "НЕ СЛЫШНО"; exit status 1 then.  Reads files as this program writes them.
"""
import re
import sys
import zlib

TOKEN = re.compile(rb"\s+|(?P<ref>\d+ \d+ R\b)|(?P<number>[-+]?\d*\.?\d+)|/(?P<name>[^\s()<>\[\]{}/%]*)"
                   rb"|(?P<open><<|\[)|(?P<close>>>|\])|<(?P<hex>[0-9A-Fa-f\s]*)>|\((?P<string>)"
                   rb"|(?P<word>[A-Za-z'\"*]+\d?)|%[^\n]*")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}


class Name(str):
    """A name, which no string is equal to by accident."""


class Word(str):
    """An operator or keyword."""


class Ref(int):
    """The number of an object."""


def string_at(data, at):
    """The literal string whose first byte is at, and where it ends."""
    out, depth = bytearray(), 1
    while True:
        byte = data[at:at + 1]
        if byte == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(data, at + 1)
            if octal:
                out.append(int(octal[0], 8) & 255)
                at = octal.end()
                continue
            out += ESCAPES.get(data[at + 1:at + 2], data[at + 1:at + 2])
            at += 2
            continue
        depth += (byte == b"(") - (byte == b")")
        at += 1
        if not depth:
            return bytes(out), at
        out += byte


def tokens(data, at=0):
    """Values and operators in their order; arrays and dictionaries are nested."""
    stack = [[]]
    while at < len(data):
        found = TOKEN.match(data, at)
        at = found.end()
        kind, value = found.lastgroup, None
        if kind == "ref":
            value = Ref(int(found[kind].split()[0]))
        elif kind == "number":
            value = float(found[kind]) if b"." in found[kind] else int(found[kind])
        elif kind == "name":
            value = Name(found[kind].decode("latin-1"))
        elif kind == "hex":
            value = bytes.fromhex(found[kind].decode())
        elif kind == "string":
            value, at = string_at(data, at)
        elif kind == "word":
            value = Word(found[kind].decode())
        elif kind == "open":
            stack.append([])
            continue
        elif kind == "close":
            items = stack.pop()
            value = items if found[kind] == b"]" else dict(zip(items[::2], items[1::2], strict=True))
        else:
            continue
        if len(stack) == 1:
            yield value, at
        else:
            stack[-1].append(value)


class Pdf:
    """Objects, found by the table of the file."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        start = int(re.findall(rb"startxref\s+(\d+)", self.data)[-1])
        head = re.compile(rb"xref\s+0 (\d+)\s+").match(self.data, start)
        lines = self.data[head.end():].split(b"\n", int(head[1]))
        self.offsets = [int(line[:10]) for line in lines[:int(head[1])]]
        trailer = self.data.index(b"trailer", start) + len(b"trailer")
        self.root = self.get(next(tokens(self.data, trailer))[0]["Root"])

    def get(self, value):
        """What a reference leads to; anything else as it is."""
        if not isinstance(value, Ref):
            return value
        at = re.compile(rb"\d+ \d+ obj").match(self.data, self.offsets[value]).end()
        return next(tokens(self.data, at))[0]

    def stream(self, ref):
        """The bytes of a deflated stream."""
        _, at = next(tokens(self.data, re.compile(rb"\d+ \d+ obj").match(self.data, self.offsets[ref]).end()))
        begin = re.compile(rb"\s*stream\r?\n").match(self.data, at).end()
        return zlib.decompressobj().decompress(self.data[begin:])


def text_of(value):
    """A text string of the file."""
    return value[2:].decode("utf-16-be") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


def unicode_map(stream):
    """A ToUnicode as a dictionary of two-byte codes."""
    table, before = {}, []
    for value, _ in tokens(stream):
        if value == "endbfchar":
            for code, text in zip(before[::2], before[1::2], strict=True):
                table[int.from_bytes(code, "big")] = text.decode("utf-16-be")
        elif value == "endbfrange":
            for first, last, text in zip(before[::3], before[1::3], before[2::3], strict=True):
                for code in range(int.from_bytes(first, "big"), int.from_bytes(last, "big") + 1):
                    step = code - int.from_bytes(first, "big")
                    table[code] = text[step].decode("utf-16-be") if isinstance(text, list) else \
                        text[:-2].decode("utf-16-be") + chr(int.from_bytes(text[-2:], "big") + step)
        before = [] if isinstance(value, Word) else before + [value]
    return table


def marked_text(pdf, page, maps):
    """Text and whether anything is drawn, by the marks of a page; key None: outside of all."""
    fonts = pdf.get(pdf.get(page["Resources"]).get("Font", {}))
    marks, operands, open_marks, table = {}, [], [], {}
    for value, _ in tokens(pdf.stream(page["Contents"])):
        if not isinstance(value, Word):
            operands.append(value)
            continue
        if value in ("BDC", "BMC"):
            properties = operands[-1] if value == "BDC" else {}
            open_marks.append("artifact" if operands[0] == "Artifact" else properties.get("MCID"))
            marks.setdefault(open_marks[-1], "")
        elif value == "EMC":
            open_marks.pop()
        elif value == "Tf":
            ref = fonts[operands[-2]]
            if ref not in maps:
                maps[ref] = unicode_map(pdf.stream(pdf.get(ref)["ToUnicode"]))
            table = maps[ref]
        elif value in ("Tj", "TJ"):
            shown = operands[-1] if value == "TJ" else [operands[-1]]
            codes = b"".join(part for part in shown if isinstance(part, bytes))
            text = "".join(table[int.from_bytes(codes[i:i + 2], "big")] for i in range(0, len(codes), 2))
            key = open_marks[-1] if open_marks else None
            marks[key] = marks.get(key, "") + text
        operands = []
    return marks


def counted(number, one, few, many):
    """2 строки, 5 строк."""
    if number % 10 == 1 and number % 100 != 11:
        return f"{number} {one}"
    return f"{number} {few if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else many}"


INLINE = ("Span", "Link", "Form")


class Reader:
    """Says a file aloud, line by line."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.maps, self.pages, self.lines, self.missed = {}, {}, [], []
        self.heard = set()   # marks
        self.tooltips = set()
        self.level = 0       # of the last heading
        self.ids = {}
        self.collect_pages(pdf.root["Pages"])

    def collect_pages(self, ref):
        node = self.pdf.get(ref)
        for kid in node.get("Kids", []):
            self.collect_pages(kid)
        if node["Type"] == "Page":
            parent = self.pdf.get(node["Parent"])
            self.pages[ref] = marked_text(self.pdf, {**parent, **node}, self.maps)
            if node.get("Tabs") != "S":
                self.missed.append("страница без порядка обхода")

    def say(self, depth, text):
        self.lines.append("  " * depth + text)

    def kids(self, element):
        kids = self.pdf.get(element.get("K", []))
        return kids if isinstance(kids, list) else [element["K"]]

    def elements(self, element):
        """Child elements, with their references resolved."""
        for kid in self.kids(element):
            kid = self.pdf.get(kid)
            if isinstance(kid, dict) and "S" in kid:
                yield kid

    # ---- what an element says ------------------------------------------------------------

    def note_marks(self, element):
        """All content below is accounted for, said or not."""
        self.words(element, True)

    def mark(self, page, number):
        self.heard.add((page, number))
        return self.pages[page][number]

    def words(self, element, is_replaced=False):
        """The text of an element and of what stands in its line."""
        instead = element.get("ActualText", element.get("Alt"))
        if instead is not None and not is_replaced:
            self.note_marks(element)
            return text_of(instead)
        out = ""
        for kid in self.kids(element):
            kid = self.pdf.get(kid)
            if isinstance(kid, int):
                out += self.mark(element["Pg"], kid)
            elif kid.get("Type") == "MCR":
                out += self.mark(kid["Pg"], kid["MCID"])
            elif kid.get("Type") == "OBJR":
                out += self.annotation(self.pdf.get(kid["Obj"]))
            elif is_replaced or kid["S"] in INLINE:
                inside = self.words(kid, is_replaced)
                is_apart = out and "ActualText" in kid and not out[-1].isspace()
                out += (" " if is_apart else "") + inside
        return out.replace("\u00ad", "")

    def annotation(self, annotation):
        if annotation["Subtype"] == "Link":
            return f" [ссылка: {text_of(annotation['Contents'])}]"
        tooltip = text_of(annotation.get("TU", b""))
        if not tooltip or tooltip in self.tooltips:
            self.missed.append(f"поле называется как другое: {tooltip}" if tooltip else "поле без названия")
        self.tooltips.add(tooltip)
        return f"[поле подписи: {tooltip}]"

    def line(self, element):
        text = " ".join(self.words(element).split())
        for sign in "☐☑☒", "__":
            if any(part in text for part in (sign if sign[0] != "_" else [sign])):
                self.missed.append(f"знак, о котором голос молчит: {text}")
        if text in ("—", "–", "-"):
            self.missed.append("прочерк")
        return text

    # ---- kinds of elements ------------------------------------------------------------------

    def read(self, element, depth=0):
        kind = element["S"]
        if kind in ("Document", "Sect", "THead", "TBody", "Div"):
            if kind == "Sect":
                self.say(depth, f"Раздел: {text_of(element.get('T', b''))}")
            for kid in self.elements(element):
                self.read(kid, depth + (kind == "Sect"))
        elif kind in ("H1", "H2", "H3"):
            level = int(kind[1])
            if level > self.level + 1:
                self.missed.append(f"заголовок уровня {level} после уровня {self.level}")
            self.level = level
            self.say(depth, f"Заголовок {level}: {self.line(element)}")
        elif kind == "L":
            self.read_list(element, depth)
        elif kind == "Table":
            self.read_table(element, depth)
        elif kind == "Figure":
            self.say(depth, f"Рисунок: {self.line(element)}")
        else:
            self.read_block(element, depth)

    def read_block(self, element, depth):
        text = self.line(element)
        below = [kid for kid in self.elements(element) if kid["S"] not in INLINE]
        if text:
            self.say(depth, text)
        elif not below and "ActualText" not in element:
            self.missed.append(f"пустой элемент {element['S']}")
        if "ActualText" not in element:
            for kid in below:
                self.read(kid, depth)

    def read_list(self, element, depth):
        entries = list(self.elements(element))
        self.say(depth, f"Список, {counted(len(entries), 'пункт', 'пункта', 'пунктов')}")
        for number, entry in enumerate(entries, 1):
            parts = list(self.elements(entry))
            if entry["S"] != "LI" or [part["S"] for part in parts] != ["Lbl", "LBody"]:
                self.missed.append("пункт списка не из метки и текста")
            label, body = parts
            inside = [kid for kid in self.elements(body) if kid["S"] not in INLINE]
            text = self.line(body)
            if not text and inside and inside[0]["S"] == "P":
                text = self.line(inside.pop(0))
            self.say(depth + 1, f"{number} из {len(entries)}: {self.line(label)} {text}")
            for kid in inside:
                self.read(kid, depth + 2)

    def read_table(self, element, depth):
        rows = [row for part in self.elements(element) for row in
                (self.elements(part) if part["S"] in ("THead", "TBody") else [part])]
        grid = {}
        width = self.place_cells(rows, grid)
        summary = text_of(element.get("A", {}).get("Summary", b""))
        self.say(depth, f"Таблица, {counted(len(rows), 'строка', 'строки', 'строк')}, "
                        f"{counted(width, 'столбец', 'столбца', 'столбцов')}. {summary}")
        for (row, column), (cell, lines) in grid.items():
            headers = self.headers(grid, row, column, cell)
            name = f"{'; '.join(headers)}: " if headers else ""
            kind = "шапка " if cell["S"] == "TH" and not self.is_name(cell) else ""
            self.say(depth + 1, f"{kind}{row + 1}-{column + 1} {name}{lines[0] if lines else 'пусто'}")
            for line in lines[1:]:
                self.say(depth + 2, line)

    def place_cells(self, rows, grid):
        """Fills the grid with cells and their lines; returns how many columns there are."""
        taken, width = set(), 0
        for number, row in enumerate(rows):
            column = 0
            for cell in self.elements(row):
                while (number, column) in taken:
                    column += 1
                own = cell.get("A", {})
                spans = own.get("ColSpan", 1), own.get("RowSpan", 1)
                taken |= {(number + down, column + right) for right in range(spans[0]) for down in range(spans[1])}
                grid[number, column] = cell, self.cell_lines(cell)
                if cell["S"] == "TH" and "Scope" not in own:
                    self.missed.append("заголовок ячеек не говорит, каких")
                if "ID" in cell:
                    self.ids[cell["ID"]] = grid[number, column]
                column += spans[0]
                width = max(width, column)
        return width

    def cell_lines(self, cell):
        text = self.line(cell)
        lines = [text] if text else []
        if "ActualText" not in cell:
            lines += [self.line(kid) for kid in self.elements(cell) if kid["S"] not in INLINE]
        return lines

    @staticmethod
    def is_name(cell):
        return cell.get("A", {}).get("Scope") == "Row"

    def headers(self, grid, row, column, cell):
        """Of the column, then of the row, without the cell's own words."""
        own = cell.get("A", {})
        found = [self.ids[name] for name in own.get("Headers", [])]
        if not found and (cell["S"] == "TD" or self.is_name(cell)):
            found = [grid[at] for at in grid if at[1] == column and at[0] < row and
                     grid[at][0].get("A", {}).get("Scope") == "Column"]
            found += [grid[at] for at in grid if at[0] == row and at != (row, column) and self.is_name(grid[at][0])]
        heard = []
        for header, lines in found:
            words = " ".join(lines).split()
            is_long = self.is_name(header) and len(words) > 4
            heard.append(" ".join(words[:4]) + "…" if is_long else " ".join(words))
        return heard

    # ---- all of it -----------------------------------------------------------------------------

    def read_all(self):
        tree = self.pdf.get(self.pdf.root["StructTreeRoot"])
        self.say(0, f"Язык {text_of(self.pdf.root['Lang'])}")
        self.read(self.pdf.get(tree["K"]))
        for page, marks in self.pages.items():
            for mark, text in marks.items():
                if mark != "artifact" and (page, mark) not in self.heard:
                    self.missed.append(f"текст вне дерева: {text}")
        self.lines += [f"НЕ СЛЫШНО: {text}" for text in self.missed]
        return "\n".join(self.lines)


def main():
    reader = Reader(Pdf(sys.argv[1]))
    print(reader.read_all())
    return bool(reader.missed)


if __name__ == "__main__":
    sys.exit(main())
