#!/bin/bash
# names.t - ids and names of files that spreadsheets, JSON or terminals would not take as they are.
. "$(dirname "$0")/../cmd/lib.sh"

case=$samples/completed.xml
id=$(grep -o ' id="20[^"]*"' "$case" | head -n 1 | cut -d'"' -f2)
ids=(00012 1E5 05-12 12345678901234567890 12 TRUE MAR1 5.1 2026-014 tn-7)
mkdir "$scratch/in"
for name in "${ids[@]}"; do sed "s/ id=\"$id\"/ id=\"$name\"/" "$case" >"$scratch/in/$name.xml"; done

# ids FILE: the first column, without the heading, each once.
ids() { tail -n +2 "$1" | cut -d';' -f1 | uniq | sort | tr '\n' ' '; }
as_text="$(printf '%s\n' "'00012" "'1E5" "'05-12" "'12345678901234567890" "'12" "'TRUE" "'MAR1" "'5.1" 2026-014 tn-7 | sort | tr '\n' ' ')"
exits 0 'cases with ids like numbers, dates and truth values' \
    "$formulyar" batch -q -t docx -o "$scratch/out" "$scratch/in"
is "$(ids "$scratch/out/report.csv")" "$as_text" 'report.csv: they are marked as text'
is "$(python3 -c '
import json, sys
print(*sorted({row["case"] for row in json.load(open(sys.argv[1]))["documents"]}))' "$scratch/out/report.json")" \
    "$(printf '%s\n' "${ids[@]}" | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')" 'report.json has them as typed'
run "$formulyar" batch -t docx -o "$scratch/out" "$scratch/in"
has "$err" 'записано 0, оставлено прежних 30' 'the next run finds all of them in the report'
run "$formulyar" report --merge -o "$scratch/merged" "$scratch/out"
is "$(cut -d';' -f1 "$scratch/merged/report.csv")" "$(cut -d';' -f1 "$scratch/out/report.csv")" 'merged, they are marked once'
exits 0 'the register' "$formulyar" summary -q -t csv -o "$scratch/year" "$scratch"/in/*.xml
is "$(ids "$scratch"/year/summary_????-????.csv)" "$as_text" 'has the same marks'

# What a spreadsheet makes of them, where there is one.
office=$(command -v soffice || command -v libreoffice)
# cells NAME: the values of the first column, as a spreadsheet that recognizes numbers reads them.
cells() {
    python3 - "$scratch/sheet/$1.fods" <<'PYTHON'
import sys, xml.etree.ElementTree as tree
office, table, text = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("office", "table", "text"))
found = set()
for row in list(tree.parse(sys.argv[1]).iter(table + "table-row"))[1:]:
    cell = row.find(table + "table-cell")
    if cell is not None and cell.get(office + "value-type"):
        words = "".join(cell.find(text + "p").itertext())
        found.add(cell.get(office + "value-type") + " " + words.lstrip("'"))
print(*sorted(found), sep="\n", end="\n" if found else "")
PYTHON
}
mv "$scratch"/year/summary_????-????.csv "$scratch/year/register.csv"
echo '1;2' >"$scratch/trial.csv"
[ -z "$office" ] || (cd "$scratch" && timeout 120 "$office" "-env:UserInstallation=file://$scratch/office" --headless --convert-to fods \
    --infilter='Text - txt - csv (StarCalc):59,34,76,1,,1049,false,true' --outdir "$scratch/sheet" \
    trial.csv out/report.csv year/register.csv >/dev/null 2>&1)
if [ "$(cells trial 2>/dev/null; echo $?)" = 0 ]; then
    wanted=$(printf 'string %s\n' "${ids[@]}" | LC_ALL=C sort)
    is "$(cells report)" "$wanted" 'a spreadsheet reads the ids of the report as typed'
    is "$(cells register)" "$wanted" 'and those of the register'
else
    skip 'a spreadsheet reads the ids as typed' 'apt-get install libreoffice-calc-nogui'
fi

# ---- names of files -------------------------------------------------------------------

mkdir "$scratch/strange"
cd "$scratch/strange" || exit 1
strange=$'\xe4\xe5\xeb\xee.xml'   # дело in windows-1251
if { : >"$strange"; } 2>/dev/null; then
    sed "s/ id=\"$id\"/ id=\"n1\"/" "$case" >"$strange"
    sed "s/ id=\"$id\"/ id=\"n2\"/; 0,/<assessment>success/s//<assessment>splendid/" "$case" >"bad$strange"
    exits 1 'a name that is not UTF-8' "$formulyar" batch -t docx -o "$scratch/bytes" "$strange" "bad$strange"
    has "$err" 'bad\xE4\xE5\xEB\xEE.xml:' 'each byte is told'
    is "$(python3 -c '
import json, sys
print(*sorted({row["source"] for row in json.load(open(sys.argv[1], encoding="utf-8"))["documents"]}))' "$scratch/bytes/report.json")" \
        '\xE4\xE5\xEB\xEE.xml:3 bad\xE4\xE5\xEB\xEE.xml:3' 'report.json is valid and has it'
    python3 -c 'open(__import__("sys").argv[1], encoding="utf-8").read()' "$scratch/bytes/report.csv"
    ok $? 'report.csv is UTF-8'
    name=$(python3 -c '
import csv, sys
print([row[6] for row in csv.reader(open(sys.argv[1], encoding="utf-8"), delimiter=";")][1])' "$scratch/bytes/report.csv")
    [ -e "$(printf '%b' "${name%:*}")" ]
    ok $? 'a shell finds the file by it'
    run "$formulyar" batch -t docx -o "$scratch/bytes" "$strange" "bad$strange"
    has "$err" 'оставлено прежних 3' 'the next run goes by the report'
    run "$formulyar" check --json "bad$strange"
    python3 -c 'import json, sys
for line in sys.stdin.buffer: json.loads(line.decode())' <"$scratch/stderr"
    ok $? 'diagnostics as JSON are valid'
    has "$err" '"file":"bad\\xE4\\xE5\\xEB\\xEE.xml"' 'they name it'
else
    skip 'a name that is not UTF-8' 'this file system has none'
fi
cp "$case" '=1+1.xml'
sed "s/ id=\"$id\"/ id=\"n3\"/" "$case" >'12'
exits 0 'names like a formula and a number' "$formulyar" batch -q -t docx -o "$scratch/formula" '=1+1.xml' '12'
is "$(tail -n +2 "$scratch/formula/report.csv" | cut -d';' -f7 | uniq | tr '\n' ' ')" "'=1+1.xml:3 '12:3 " 'are no formula and no time of day'
done_testing
