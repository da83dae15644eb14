"""hostile.py - files that mean harm, for hostile.mjs.

    python3 tests/judges/page/hostile.py FOLDER PORT

Each tries to run a script that sets `canary` and calls a server at 127.0.0.1:PORT, or to take all memory or time.
"""
import sys
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, "tests/import")
sys.dont_write_bytecode = True
import book  # noqa: E402

folder, port = Path(sys.argv[1]), sys.argv[2]
folder.mkdir(parents=True, exist_ok=True)
CALL = f"globalThis.canary=1;new Image().src='http://127.0.0.1:{port}/canary'"
TEXTS = [
    f'<img src=x onerror="{CALL}">',
    f"</script><script>{CALL}</script>",
    f"</textarea></title></style></svg><svg onload=\"{CALL}\">",
    '"><iframe srcdoc="<script>parent.canary=1</script>"></iframe>',
    f"javascript:{CALL}//",
    "${" + CALL + "}{{constructor.constructor('canary=1')()}}",
    "\u202eИванова\u202c\u2066\u2069\u200b\u200f",
    f"<a href=\"javascript:{CALL}\" autofocus onfocus=\"{CALL}\" tabindex=1>x</a>",
    "]]><!--<![CDATA[--><x:script xmlns:x='http://www.w3.org/1999/xhtml'>" + CALL + "</x:script>",
    "'';!--\"<XSS>=&{()}\\u003cimg src=x onerror=" + CALL + "\\u003e",
]
taken = 0


def text():
    global taken
    taken += 1
    return TEXTS[taken % len(TEXTS)]


def element(name, **attributes):
    return f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items()) + f">{escape(text())}</{name}>"


def person():
    """Names have 80 characters at most."""
    return ("<surname>&lt;img src=x onerror=canary=1&gt;</surname><given>&lt;/script&gt;&lt;script&gt;canary=1&lt;/script&gt;</given>"
            "<patronymic>\u202eИвановна\u202c</patronymic>" + element("position"))


def case(number, more=""):
    problems = "".join(element("problem", id=f"p{i}", kind="method", source="an-lessons") for i in range(len(TEXTS)))
    results = "".join(
        f'<result problem="p{i}" state="removed">{element("before")}{element("after")}'
        f'{element("method", source="an-lessons")}{element("finding")}</result>' for i in range(len(TEXTS)))
    return (
        f'<case xmlns="urn:formulyar:case:1" id="h-{number}" edition="lesosibirsk2-2024-09-27" school-year="2025/2026" status="completed">'
        f'<teacher>{person()}</teacher><decision date="2025-09-24">{element("basis")}</decision><lead role="mentor">{person()}</lead>'
        f'<participants><participant role="psychologist">{person()}</participant></participants><problems>{problems}</problems>'
        f'<help>{element("measure", kind="visit")}</help><materials>{element("material", kind="mat-tests")}</materials><results>{results}</results>'
        f'<conclusion date="2026-05-20"><assessment>success</assessment><problem-status>listed</problem-status>{element("unresolved")}'
        f'{element("reasons")}{element("recommendation", kind="other-route")}</conclusion>'
        f'<signers><signer role="deputy-uvr" position={quoteattr(text())}>{person()}</signer></signers>{more}</case>'
    )


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else (HEAD + content).encode())


def cases():
    write("case.xml", case(1))
    # What is no attribute, no element and no code of ours is told by name: names are a stranger's words too.
    write("names.xml", case(2).replace("<basis>", '<basis onload="canary=1">').replace("mat-tests", TEXTS[0].replace("<", "&lt;").replace('"', "&quot;")))
    write("broken.xml", case(3)[:-200] + TEXTS[0])
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    write("laughs.xml", f'<!DOCTYPE case [<!ENTITY l0 "ха">{laughs}]>' + case(4).replace("</basis>", "&l9;</basis>"))
    write("outside.xml", f'<!DOCTYPE case [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/entity">]><?xml-stylesheet href="http://127.0.0.1:{port}/style"?>'
          + case(5).replace("</basis>", "&e;</basis>"))
    write("deep.xml", '<case xmlns="urn:formulyar:case:1">' + "<problems>" * 200000)
    write("attributes.xml", '<case xmlns="urn:formulyar:case:1" ' + " ".join(f'a{i}="1"' for i in range(200000)) + "/>")
    write("html.xml", f'<html xmlns="http://www.w3.org/1999/xhtml"><body onload="{escape(CALL)}"><script>{escape(CALL)}</script></body></html>')
    write("svg.xml", f'<svg xmlns="http://www.w3.org/2000/svg" onload="{escape(CALL)}"><script>{escape(CALL)}</script></svg>')
    many = "".join(case(n).replace(' xmlns="urn:formulyar:case:1"', "") for n in range(10, 40))
    write("cases.xml", f'<cases xmlns="urn:formulyar:case:1">{many}</cases>')


def bomb(name, part, size):
    """A workbook whose sheet is SIZE bytes of one row when it is unpacked."""
    good = book.good()
    good.save(str(folder / name.removesuffix(".xlsx")))
    old = zipfile.ZipFile(folder / name)
    parts = {one: old.read(one) for one in old.namelist()}
    old.close()
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as package:
        for one, content in parts.items():
            if one != part:
                package.writestr(one, content)
        with package.open(part, "w") as out:
            head, _, tail = parts[part].partition(b"<sheetData>")
            out.write(head + b"<sheetData>")
            for _ in range(size // 2**20):
                out.write(b"<row r='1'>" + b" " * (2**20 - 17) + b"</row>")
            out.write(tail)


def workbooks():
    bad = book.good()
    for sheet in bad.sheets[1:5]:
        for row in sheet.rows[2:]:
            for i, value in enumerate(row):
                if isinstance(value, str) and len(value) > 12:
                    row[i] = text()
    bad["Дела"].put(3, "assessment", TEXTS[0])
    bad["Дела"].put(3, "decision-date", TEXTS[1])
    bad.sheets.append(book.Sheet("<img src=x onerror=canary=1>", [["id"], [TEXTS[0]], [TEXTS[1]]]))
    bad.save(str(folder / "cells"))
    bomb("bomb.xlsx", "xl/worksheets/sheet2.xml", 2**28)
    bomb("bomb-strings.xlsx", "xl/styles.xml", 2**27)


def edition_zip(name, edition, hostile, word):
    """word: of the vocabulary; one with «;» cannot stand in a workbook, and the edition is refused."""
    own = name.removesuffix(".zip") + "-2026"
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as package:
        for file in sorted(edition.iterdir()):
            content = file.read_text(encoding="utf-8")
            if file.name == "vocabulary.xml":
                content = content.replace("наставник", word)
            if file.name == "edition.xml":
                content = content.replace("<title>", "<title>" + hostile).replace(f'id="{edition.name}"', f'id="{own}"')
            if file.name.startswith("5."):
                content = content.replace("ФИО", hostile).replace(f'edition="{edition.name}"', f'edition="{own}"')
            package.writestr(f"{own}/{file.name}", content)


def zips():
    """An edition in which all that people read is hostile, an archive of half a gigabyte, one that climbs out of its folder."""
    edition = Path("forms/lesosibirsk2-2024-09-27")
    hostile = escape(TEXTS[0])
    for name, word in (("edition.zip", "&lt;img src=x onerror=canary=1&gt;"), ("edition-refused.zip", hostile)):
        edition_zip(name, edition, hostile, word)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("case.xml", "w", force_zip64=True) as out:
            for _ in range(512):
                out.write(b" " * 2**20)
    with zipfile.ZipFile(folder / "climb.zip", "w") as package:
        package.writestr("../../forms/case.xsd", "<x/>")
        package.writestr("/data/forms/rules.xml", "<x/>")
        package.writestr("__proto__/constructor.xml", case(6))
    lying = zlib.compress(b"x" * 1000)
    write("zeros.xlsx", b"PK\x03\x04" + b"\0" * 5000000)
    write("lying.zip", b"PK\x03\x04\x14\0\0\0\x08\0" + b"\0" * 8 + (2**32 - 1).to_bytes(4, "little") * 2 + b"\x08\0\0\0case.xml" + lying)


def school():
    source = Path("forms/organization.xml").read_text(encoding="utf-8")
    start = source.index("<name") if "<name" in source else source.index("<full")
    end = source.index(">", start) + 1
    write("organization.xml", (source[:end] + escape(TEXTS[0]) + source[end:]).split("?>", 1)[-1])


cases()
workbooks()
zips()
school()
