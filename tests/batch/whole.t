#!/bin/bash
# whole.t - all of a batch in one file: the archive, and the PDF for paper.
. "$(dirname "$0")/../cmd/lib.sh"

generate() { python3 tests/batch/generate.py "$@"; }
bookmarks() {
    qpdf --json --json-key=outlines "$1" | python3 -c '
import json, sys
def walk(nodes, depth=0):
    for node in nodes:
        print(depth, node["title"].replace("\u00a0", " "), node["destpageposfrom1"])
        walk(node["kids"], depth + 1)
walk(json.load(sys.stdin)["outlines"])'
}

# ---- the archive ---------------------------------------------------------------------
generate 12 >"$scratch/cases.xml"
exits 0 'an archive' "$formulyar" batch -o "$scratch/out" --archive "$scratch/all.zip" "$scratch/cases.xml"
is "$(stat -c %a "$scratch/all.zip")" 600 'nobody else may read it'
is "$(unzip -Z1 "$scratch/all.zip")" "report.csv
report.json
$(tail -n +2 "$scratch/out/report.csv" | awk -F';' '{ sub("форма ", "", $2); print $1 "_" $2 "." $3 }')" 'all that the report names, in its order'
mkdir "$scratch/unpacked"
unzip -q "$scratch/all.zip" -d "$scratch/unpacked"
is "$(diff -r "$scratch/out" "$scratch/unpacked")" '' 'the same bytes as in the folder'
is "$(unzip -Z "$scratch/all.zip" | grep -E '^-' | awk '{ print $1, $7, $8 }' | sort -u)" '-rw------- 80-Jan-01 00:00' 'fixed times and modes'
is "$(find "$scratch" -name '.formulyar-*')" '' 'no draft is left'
mkdir "$scratch/other"
exits 0 'the same by another way' env TZ=Asia/Tokyo "$formulyar" batch -j 1 -o "$scratch/other/out" --archive "$scratch/other/all.zip" "$scratch/cases.xml"
sums() { unzip -v "$1" | grep '_5'; }
is "$(sums "$scratch/other/all.zip")" "$(sums "$scratch/all.zip")" 'the same entries, whatever the time zone and the workers'
exits 0 'ours is replaced' env TZ=America/New_York "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/all.zip" "$scratch/cases.xml"
(cd "$scratch/out" && zip -q "$scratch/all.zip" b000000_5.1.pdf)
exits 1 'but not when it was changed' "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/all.zip" "$scratch/cases.xml"
has "$err" 'all.zip' 'which is said'
exits 0 'unless --force' "$formulyar" batch -q --force -o "$scratch/out" --archive "$scratch/all.zip" "$scratch/cases.xml"
: >"$scratch/all.zip.sig"
exits 1 'a signed one stays' "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/all.zip" "$scratch/cases.xml"
cp README.md "$scratch/notes.zip"
exits 1 'a stranger stays' "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/notes.zip" "$scratch/cases.xml"
is "$(cmp README.md "$scratch/notes.zip")" '' 'as it was'
exits 0 'no folder for it' "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/none/all.zip" "$scratch/cases.xml"
is "$(cd "$scratch/none" && echo *)" all.zip 'it is made'
exits 3 'one that cannot be made' "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/notes.zip/all.zip" "$scratch/cases.xml"
has "$err" '[E006]' 'is told'
mkdir "$scratch/none/taken.zip"
for kind in archive merge; do
    exits 2 "--$kind: a folder in its place" "$formulyar" batch -q -o "$scratch/out" --force --$kind "$scratch/none/taken.zip" "$scratch/cases.xml"
    has "$err" '[E040]' 'is told before anything is made'
done
exits 2 'batch without -o' "$formulyar" batch "$scratch/cases.xml"
has "$err" 'formulyar batch -o out cases [E039]' 'is told what to add'
exits 3 'no room for it' bash -c 'ulimit -f 40; exec "$@"' - "$formulyar" batch -q -o "$scratch/out" --archive "$scratch/none/full.zip" "$scratch/cases.xml"
has "$err" '[E605]' 'is told'
exits 2 'not to standard output' "$formulyar" batch -q -o "$scratch/out" --archive - "$scratch/cases.xml"
sed '0,/<assessment>success</s//<assessment>splendid</' "$scratch/cases.xml" >"$scratch/bad.xml"
exits 1 'with a bad case' "$formulyar" batch -q -t pdf -o "$scratch/bad" --archive "$scratch/bad.zip" "$scratch/bad.xml"
is "$(unzip -Z1 "$scratch/bad.zip" | grep -c '\.pdf$')" 33 'the others are in it'

# ---- the PDF for paper ------------------------------------------------------------------
# named ID SURNAME GIVEN PATRONYMIC: a case of that teacher.
named() { sed -n '/<case /,/<\/case>/p' <(generate 1) | sed "s/id=\"b000000\"/id=\"$1\"/
    s|<teacher person=\"t0\">|<teacher person=\"$1\">|
    0,/<surname>/s|<surname>.*</patronymic>|<surname>$2</surname><given>$3</given><patronymic>$4</patronymic>|"; }
{
    echo '<cases xmlns="urn:formulyar:case:1">'
    named n1 Яковлева Анна Ильинична
    named n2 Жукова Анна Ильинична
    named n3 Елкин Лев Львович
    named n4 Ёлкина Ольга Львовна
    named n5 Елкина Ольга Львовна
    named n6 Елкина Анна Львовна
    named n7 Оглы-Заде Тимур Рашидович
    named n8 Оглызаде Анна Рашидовна
    named n9 Огнева Анна Рашидовна
    echo '</cases>'
} >"$scratch/names.xml"
exits 0 'one PDF' "$formulyar" batch -t docx -o "$scratch/names" --merge "$scratch/all.pdf" "$scratch/names.xml"
bookmarks "$scratch/all.pdf" >"$scratch/bookmarks"
is "$(grep '^0' "$scratch/bookmarks" | cut -d' ' -f2- | sed 's/ [0-9]*$//')" 'Елкин Л.Л.
Елкина А.Л.
Елкина О.Л.
Ёлкина О.Л.
Жукова А.И.
Оглызаде А.Р.
Оглы-Заде Т.Р.
Огнева А.Р.
Яковлева А.И.' 'teachers in the order of the alphabet, ё with е, hyphens ignored'
is "$(grep '^1' "$scratch/bookmarks" | sed 's/ [0-9]*$//' | sort | uniq -c | tr -s ' ')" ' 9 1 Анализ итогов индивидуального сопровождения учителя
 9 1 Индивидуальное сопровождение педагога
 9 1 Общее заключение о результатах индивидуального сопровождения' 'below each the forms'
is "$(grep '^[01]' "$scratch/bookmarks" | awk '$NF % 2 == 0')" '' 'every document starts on an odd page'
is "$("$formulyar" fields "$scratch/all.pdf" | grep -c .)" "$("$formulyar" fields "$scratch/all.pdf" | awk '{ print $1 }' | sort -u | grep -c .)" 'every signature field has a name of its own'
is "$(pdftotext "$scratch/all.pdf" - | tr -d '\f' | grep -cxE '[1-9]')" "$(pdftotext "$scratch/all.pdf" - | tr -d '\f' | grep -cx 2)" 'page numbers of each document begin anew'
has "$(qpdf --qdf --object-streams=disable "$scratch/all.pdf" - | tr -d '\0')" '/PrintScaling /None' 'printed at its size'
exits 0 'verified' "$formulyar" verify "$scratch/all.pdf"
has "$out" 'не изменялся' 'as made by us'
exits 0 'sound' qpdf --check "$scratch/all.pdf"
is "$(stat -c %a "$scratch/all.pdf")" 600 'nobody else may read it'
cp "$scratch/all.pdf" "$scratch/before.pdf"
exits 0 'with --duplex' "$formulyar" batch -q -t docx -o "$scratch/names" --duplex --merge "$scratch/all.pdf" "$scratch/names.xml"
is "$(cmp "$scratch/all.pdf" "$scratch/before.pdf")" '' 'it is the same'
exits 0 'with --simplex' "$formulyar" batch -q -t docx -o "$scratch/names" --simplex --merge "$scratch/new/one-sided.pdf" "$scratch/names.xml"
is "$(pdftotext "$scratch/new/one-sided.pdf" - | tr -s '\n' | tr '\f' '\n' | grep -c '^$')" \
    "$(pdfinfo "$scratch/new/one-sided.pdf" | sed -n 's/^Pages: *//p')" 'no page is empty'
exits 2 'both' "$formulyar" batch -q -o "$scratch/names" --simplex --duplex --merge "$scratch/all.pdf" "$scratch/names.xml"
has "$err" '[E037]' 'contradict each other'
exits 2 'without --merge' "$formulyar" batch -q -o "$scratch/names" --simplex "$scratch/names.xml"
has "$err" '[E030]' 'nothing is left out'
exits 0 'again with other workers' "$formulyar" batch -j 1 -t docx,pdf -o "$scratch/names2" --merge "$scratch/all.pdf" "$scratch/names.xml"
is "$(cmp "$scratch/all.pdf" "$scratch/before.pdf")" '' 'the same bytes'

sed 's/Жукова/Жук中ва/' "$scratch/names.xml" >"$scratch/glyph.xml"
exits 1 'a case that cannot be printed' "$formulyar" batch -t docx -o "$scratch/glyph" --merge "$scratch/glyph.pdf" "$scratch/glyph.xml"
has "$err" 'glyph.xml' 'is named'
is "$(bookmarks "$scratch/glyph.pdf" | grep -c '^0')" 8 'and left out'
exits 1 'a case that crashes' env FORMULYAR_TEST_FAULT=crash:n5 "$formulyar" batch -t pdf -o "$scratch/crash" --merge "$scratch/crash.pdf" "$scratch/names.xml"
is "$(bookmarks "$scratch/crash.pdf" | grep -c '^0')" 8 'is left out'
echo '<cases xmlns="urn:formulyar:case:1"></cases>' >"$scratch/empty.xml"
exits 1 'nothing at all' "$formulyar" batch -t pdf -o "$scratch/empty" --merge "$scratch/empty.pdf" "$scratch/empty.xml"
has "$err" '[E607]' 'is told'
done_testing
