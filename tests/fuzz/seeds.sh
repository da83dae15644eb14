#!/bin/bash
# seeds.sh BUILD FOLDER: fills FOLDER/TARGET for every fuzz target, from samples, the tests' own inputs,
# and files that the program makes of them.
set -eu
shopt -s nullglob
build=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# put TARGET FILE...: named after where it comes from.
put() {
    local target=$1 file
    shift
    mkdir -p "$folder/$target"
    for file; do
        cp "$file" "$folder/$target/$(basename "$(dirname "$file")")-$(basename "$file")"
    done
}

# plain PDF: the same without compression, each long stream that is no text cut short.
plain() {
    qpdf --qdf --object-streams=disable "$1" "$work/qdf.pdf" 2>/dev/null || return 0
    python3 - "$work/qdf.pdf" <<'PYTHON' | fix-qdf >"$work/plain-$(basename "$1")"
import re, sys
data = open(sys.argv[1], "rb").read()
def cut(match):
    body = match.group(1)
    text = sum(byte < 0x80 for byte in body) > 0.95 * len(body)
    return b"stream\n" + (body[:2500] if text else body[:64]) + b"\nendstream"
sys.stdout.buffer.write(re.sub(rb"stream\n(.*?)\nendstream", cut, data, flags=re.S))
PYTHON
}

put case samples/*.xml tests/case/good/*.xml tests/case/bad/*.xml tests/case/rules/*.xml
put council samples/council/*appendi*.xml tests/council/good/*.xml tests/council/bad/*.xml tests/council/rules/*.xml
put form forms/*/5.*.xml tests/form/bad/*/*.xml tests/form/forms/*/*.xml
put edition forms/*/edition.xml forms/*/vocabulary.xml tests/form/forms/*/edition.xml tests/form/forms/*/vocabulary.xml
put appraise forms/*/edition.xml forms/*/vocabulary.xml forms/*/5.*.xml forms/rules.xml forms/*/case.xsd forms/*/rules.xml tests/form/bad/*/*.xml \
    samples/registered.xml
put organization forms/organization.xml tests/cmd/people/school.xml tests/cmd/people/bad-{directors,names,period,twice}.xml
put workbook forms/workbook.xml
put recode samples/utf-16.xml samples/windows-1251.xml samples/registered.xml tests/case/bad/encoding-*.xml
mkdir -p "$folder/import"
python3 tests/import/tables.py >"$folder/import/good.csv"
put sheet forms/minutes.xml forms/extract.xml forms/bundle.xml forms/summary.xml
put cms tests/cmd/signatures/*.sig tests/cmd/signatures/*.p7?
put pdf tests/cmd/signatures/bare-rsa.pdf tests/cmd/signatures/sha1-inside.pdf
put names tests/russian/latin/*.txt
put rules forms/rules.xml forms/minutes-rules.xml tests/case/bad-rules/*.xml

program=$build/formulyar
"$program" blank -q -f 5.1 -t pdf,docx -o "$work/blank" >/dev/null
"$program" render -q -t pdf,docx -o "$work/made" samples/completed.xml samples/registered.xml >/dev/null
"$program" render -q -t pdf --pdfa 3 -o "$work/three" samples/active.xml >/dev/null
"$program" render -q -t pdf --pdfa 1 -o "$work/one" samples/not-held.xml >/dev/null
"$program" minutes -q -t pdf,docx -o "$work/minutes" samples/council/one-appendix.xml >/dev/null
mkdir -p "$work/paper"
"$program" bundle -q --paper --number 5 --date 2027-05-28 -f 5.1 -o "$work/paper/packed.pdf" samples/completed.xml >/dev/null
for file in "$work"/{blank,made,three,one,minutes,paper}/*.pdf; do
    put pdf "$file"
    plain "$file"
done
put pdf "$work"/plain-*.pdf
put quick "$work"/{blank,made,paper}/*.pdf "$work"/plain-*.pdf
# The content of pages, and values, as the quick check meets them.
python3 - "$folder/quick" "$work"/made/*.pdf <<'PYTHON'
import re, sys, zlib
folder, paths = sys.argv[1], sys.argv[2:]
for number, path in enumerate(paths):
    data = open(path, "rb").read()
    for at, match in enumerate(re.finditer(rb"obj\n<<\n/Filter/FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", data, re.S)):
        try:
            content = zlib.decompress(match.group(1))
        except zlib.error:
            continue
        if b"BDC" in content:
            open("%s/content-%d-%d" % (folder, number, at), "wb").write(content[:3000])
    for at, match in enumerate(re.finditer(rb"obj\n(<<\n/S/.*?>>)\nendobj", data, re.S)):
        if at < 40:
            open("%s/value-%d-%d" % (folder, number, at), "wb").write(match.group(1))
PYTHON
rm -f "$work"/plain-*
for file in samples/council/scanned-minutes.pdf "$work"/{blank,three}/*.pdf; do
    put join "$file"
    plain "$file"
done
put join "$work"/plain-*.pdf
for kind in plain rich signed signed-kid signed-loose certified empty loop odd-types; do
    python3 tests/council/make_pdf.py "$kind" "$work/$kind.pdf" && put join "$work/$kind.pdf"
done
mkdir "$work/strange"
python3 tests/council/make_strange.py "$work/strange" && put join "$work"/strange/*.pdf
put join tests/council/strange/*.pdf

"$program" batch -q -j 1 -t pdf,text -o "$work/batch" samples/completed.xml samples/decomposed.xml samples/windows-1251.xml \
    tests/case/bad/code.xml >/dev/null 2>&1 || true
mkdir -p "$folder/library" "$folder/report"
"$program" new --workbook -o "$work/made/library.xlsx" samples/completed.xml 2>/dev/null
printf '№ дела;Фамилия учителя;Имя;Состояние дела\n1;Савельева;Дарья;\n;Ярцева;;что-то\n' >"$work/made/library.csv"
printf 'ФИО;Должность\nСавельева Дарья Игоревна;учитель\n' >"$work/made/staff.csv"
for file in samples/completed.xml samples/registered.xml samples/council/one-appendix.xml tests/case/rules/F*.xml "$work"/made/*.pdf \
    "$work"/made/*.docx "$work"/made/library.xlsx "$work"/made/*.csv; do
    for options in '5	2027-05-28	5.1,5.4	2026/2027	date	3' '12-МС	2027-05-28				16912' '			2026	id	1095' \
        '				name	1	example-corrected	before	2025-031	Иванова	7'; do
        { echo "$options"; cat "$file"; } >"$folder/library/$(basename "$file")-${#options}"
    done
done
cp "$work/batch/report.csv" "$folder/report/russian"
"$program" batch -q --lang en -t pdf,text -o "$work/batch" samples/completed.xml samples/decomposed.xml samples/windows-1251.xml \
    tests/case/bad/code.xml >/dev/null 2>&1 || true
cp "$work/batch/report.csv" "$folder/report/one"
"$program" batch -q --lang en -t pdf --spread -o "$work/spread" samples/completed.xml >/dev/null 2>&1 || true
cp "$work/spread/report.csv" "$folder/report/spread"
{ cat "$work/batch/report.csv"; echo ---; cat "$work/batch/report.csv"; } >"$folder/report/two"
{ head -n 3 "$work/batch/report.csv"; echo ---; tail -n +3 "$work/batch/report.csv"; } >"$folder/report/cut-off"

# What people type: every longer text of the samples, and what is hard to break into lines.
mkdir -p "$folder/text"
python3 - "$folder/text" samples/*.xml <<'PYTHON'
import re, sys
folder, paths = sys.argv[1], sys.argv[2:]
texts = set()
for path in paths:
    if "utf-16" not in path and "1251" not in path:
        texts.update(re.findall(r">([^<>]{24,})</", open(path, encoding="utf-8").read()))
texts.update(["слово" * 40, "1) первое\n2) второе\n", "а\u0301" * 30, "« » — …\u00a0№\u00a05", "a\u00ad" * 50, "ёЁъЪ-эЭ/яЯ," * 9])
for number, text in enumerate(sorted(texts)):
    open("%s/%03d" % (folder, number), "w", encoding="utf-8").write(text)
PYTHON

put docx "$work"/{blank,minutes}/*.docx
for file in "$work"/{blank,made}/*.docx; do
    while read -r name; do
        { echo "$name"; unzip -p "$file" "$name"; } \
            >"$folder/docx/$(basename "$file" .docx)-${name//\//-}"
    done < <(unzip -Z1 "$file" | sed 's/\[/\\[/g')
done

# Our own parts again, without their declaration.
mkdir -p "$folder/plain"
for name in document styles numbering; do
    for file in "$work"/{blank,made,minutes}/*.docx; do
        unzip -p "$file" "word/$name.xml" | tail -n +2 | head -c 6000 >"$folder/plain/$(basename "$file" .docx)-$name"
    done
done

# Tables: plain ones, parts of Excel and OpenDocument workbooks (see fuzz_table.c).
mkdir -p "$folder/table"
python3 tests/table/books.py seeds "$folder/table"
