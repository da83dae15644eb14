#!/bin/bash
# summary.t - `formulyar summary` over the cases of year.xml: what it holds, which
# cases are in it, what the edition without names keeps to itself.
. "$(dirname "$0")/../cmd/lib.sh"
here=$PWD/tests/annual
year=$here/year.xml
export SOURCE_DATE_EPOCH=1800000000 # January 2027: some of the dates are still to come
made=$scratch/out
summary() { exits "$1" "$2" "$formulyar" summary -q --school-year 2026/2027 "${@:3}"; }

# golden FILE NAME: equals tests/annual/NAME; ACCEPT=1 writes that anew.
golden() {
    [ "${ACCEPT:-}" = 1 ] && cp "$1" "$here/$2"
    is "$(cat "$1")" "$(cat "$here/$2")" "$2 is as accepted"
}

# ---- what it holds

summary 0 'the year as a tree, a text and tables' -t tree,text,csv -o "$made" "$year"
golden "$made/summary_2026-2027.tree" year.tree
golden "$made/summary_2026-2027.txt" year.txt
golden "$made/summary_2026-2027.csv" year.csv
golden "$made/summary_2026-2027_counts.csv" year_counts.csv
is "$(head -c 3 "$made/summary_2026-2027.csv" | od -An -tx1)" ' ef bb bf' 'the CSV begins with a BOM'
is "$(tr -dc '\r' <"$made/summary_2026-2027.csv" | wc -c)" "$(wc -l <"$made/summary_2026-2027.csv")" 'its lines end with CR LF'
is "$(python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
print(len(rows), {len(row) for row in rows}, rows[7][2], rows[8][2])' "$made/summary_2026-2027.csv")" \
    "12 {11} учитель \"физики\"; классный руководитель '=учитель родного языка" \
    'a CSV reader reads it back; a formula is made harmless'

if command -v pdftotext >/dev/null; then
    exits 0 'a year of thirty cases' "$formulyar" summary -q -t pdf -o "$scratch/thirty" samples/thirty.xml
    for page in 1 2; do
        rows=$(pdftotext -layout -f $page -l $page "$scratch"/thirty/*.pdf - | grep -cE '^ *20[0-9]{2}-[0-9]+ ')
        ok $((rows < 12)) "twelve rows at least on page $page of the table ($rows)"
    done
    exits 0 'no word of its head is divided' test -z "$(pdftotext -layout -l 1 "$scratch"/thirty/*.pdf - |
        sed '/20[0-9][0-9]-[0-9]/,$d' | grep -E -- '-( |$)')"
else
    skip 'rows of a page' 'apt-get install poppler-utils'
fi

summary 0 'all kinds by default' -o "$scratch/all" "$year"
is "$(cd "$scratch/all" && echo *)" \
    'summary_2026-2027.csv summary_2026-2027.docx summary_2026-2027.pdf summary_2026-2027_counts.csv' 'PDF, DOCX and two CSV'
is "$(stat -c %a "$scratch"/all/* | sort -u)" 600 'all of them mode 0600'
exits 0 'verify finds nothing wrong' "$formulyar" verify "$scratch"/all/*.pdf "$scratch"/all/*.docx
run "$formulyar" fields "$scratch/all/summary_2026-2027.pdf"
has "$out" sig_deputy 'the deputy head has a field to sign in'
summary 0 'made again, all of it is the same' -o "$scratch/all" "$year"

# ---- the DOCX

judges=${FORMULYAR_JUDGES:-$(git rev-parse --show-toplevel 2>/dev/null || pwd)/../shared/judges}
docx=$scratch/all/summary_2026-2027.docx
is "$(python3 tests/docx/check_package.py "$docx")" '' 'the DOCX is whole'
is "$(python3 tests/docx/compare_text.py "$docx" "$made/summary_2026-2027.txt")" '' 'it has the words of the tree'
is "$(python3 -c '
import sys, zipfile
document = zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()
print(document.count("w:orient=\"landscape\""), document.count("<c:chart "), document.count("descr=\"Столбчатая"))' "$docx")" \
    '1 2 2' 'one section is landscape, two charts are told in words'
if [ -e "$judges/ooxml/check-docx.sh" ] && command -v xsltproc >/dev/null && command -v xmllint >/dev/null; then
    is "$(bash "$judges/ooxml/check-docx.sh" "$docx" | grep -v '^ok ')" '' 'it fits the schemas'
else
    skip 'schemas' 'set FORMULYAR_JUDGES to the folder of the ECMA-376 judge; apt-get install xsltproc libxml2-utils'
fi

# ---- which cases

mkdir -p "$scratch/folder/deep"
python3 - "$year" "$scratch/folder" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
cases = re.findall(r"  <case .*?</case>\n", text, re.S)
for i, case in enumerate(reversed(cases)):
    folder = sys.argv[2] + ("/deep" if i % 2 else "")
    with open(f"{folder}/{i:02}.xml", "w", encoding="utf-8") as file:
        file.write('<cases xmlns="urn:formulyar:case:1">\n' + case + "</cases>\n")
END
summary 0 'a folder of files in another order' -t csv -o "$scratch/folder-out" "$scratch/folder"
is "$(cat "$scratch/folder-out"/*)" "$(cat "$made"/*.csv)" 'gives the same'
exits 0 'standard input' bash -c '"$1" summary -q --school-year 2026/2027 -t csv -o "$2" - <"$3"' - "$formulyar" "$scratch/stdin" "$year"
is "$(cat "$scratch/stdin"/*)" "$(cat "$made"/*.csv)" 'gives the same'

run "$formulyar" summary --school-year 2026/2027 -t csv -o "$scratch/note" "$year"
has "$err" 'других учебных годов: 1 [W242]' 'a case of another year is left out aloud'
has "$err" 'Сводная ведомость за 2026/2027: 11 дел' 'the last line counts'
exits 0 'the year after' "$formulyar" summary -q --school-year 2027/2028 -t csv -o "$scratch/next" "$year"
is "$(cut -d';' -f1,6,8,11 "$scratch/next/summary_2027-2028.csv" | tr -d '\r' | tail -n +2)" \
    '2026-008;;;переходящее
2026-010;10.11.2027;успешным, эффективным;' 'has the case that was carried over, and the one still open'
exits 0 'the year before' "$formulyar" summary -q --school-year 2025/2026 -t csv -o "$scratch/before" "$year"
is "$(cut -d';' -f1,6,8,11 "$scratch/before/summary_2025-2026.csv" | tr -d '\r' | tail -n +2)" \
    '2025-031;;;переходящее
2025-002;20.05.2026;успешным, эффективным;' 'shows the other as carried over'
exits 1 'without a year' "$formulyar" summary -q --lang en -t csv -o "$scratch/latest" "$year"
has "$err" 'years: 2025/2026: 2, 2026/2027: 11, 2027/2028: 2. Name the year of the summary, for instance --school-year 2027/2028 [E620]' \
    'it is asked for, with the cases of each'
[ ! -e "$scratch/latest" ]
ok $? 'nothing is written'
python3 -c 'import re, sys
cases = re.findall(r" *<case .*?</case>\n", open(sys.argv[1], encoding="utf-8").read(), re.S)
print("<cases xmlns=\"urn:formulyar:case:1\">", *(case for case in cases if not re.search("id=\"2025-002|date=\"2027-1", case)), "</cases>")' \
    "$year" >"$scratch/one-year.xml"
exits 0 'all cases of one year, one of them from the year before' "$formulyar" summary -q -t csv -o "$scratch/latest" "$scratch/one-year.xml"
is "$(cd "$scratch/latest" && echo *)" 'summary_2026-2027.csv summary_2026-2027_counts.csv' 'need none'
summary 0 'a year with a hyphen' --school-year 2026-2027 -t csv -o "$scratch/latest" "$scratch/one-year.xml"

order() { cut -d';' -f1 "$scratch/$1/summary_2026-2027.csv" | tail -n +2 | tr '\n' ' '; }
for sort in name date lead id; do
    summary 0 "--sort $sort" --sort "$sort" -t csv -o "$scratch/$sort" "$year"
done
is "$(order name)" "$(cut -d';' -f1 "$made/summary_2026-2027.csv" | tail -n +2 | tr '\n' ' ')" '"name" is the order by surname'
is "$(order date)" '2025-031 2026-007 2026-003 2026-002 2026-001 2026-006 2026-005 2026-004 2026-009 2026-008 2026-010 ' 'by date of decision'
is "$(order lead)" '2025-031 2026-003 2026-002 2026-001 2026-006 2026-010 2026-005 2026-004 2026-007 2026-009 2026-008 ' 'by lead specialist'
is "$(order id)" '2025-031 2026-001 2026-002 2026-003 2026-004 2026-005 2026-006 2026-007 2026-008 2026-009 2026-010 ' 'by id'

# ---- percentages

sed '/id="2026-00[6-9]"/,/<\/case>/d' "$year" >"$scratch/seven.xml"
summary 0 'seven cases' -t text -o "$scratch/seven" "$scratch/seven.xml"
is "$(grep -c 'Доля' "$scratch/seven/summary_2026-2027.txt")" 0 'have no percentages'
is "$(grep -c 'Доля' "$made/summary_2026-2027.txt")" 4 'eleven have them, where all eleven count'

# ---- without names

summary 0 'an edition for publishing' --no-names -o "$scratch/public" -t pdf,docx,csv,tree,text "$year"
is "$(cd "$scratch/public" && echo *)" \
    'summary_2026-2027_no-names.docx summary_2026-2027_no-names.pdf summary_2026-2027_no-names.tree summary_2026-2027_no-names.txt summary_2026-2027_no-names_counts.csv' \
    'has a name of its own and no table of cases'
golden "$scratch/public/summary_2026-2027_no-names.txt" no-names.txt
golden "$scratch/public/summary_2026-2027_no-names_counts.csv" no-names_counts.csv
mkdir "$scratch/words"
pdftotext "$scratch/public/summary_2026-2027_no-names.pdf" "$scratch/words/pdf" 2>/dev/null ||
    skip 'the text of the PDF' 'apt-get install poppler-utils'
python3 -c '
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
for name in archive.namelist():
    print(archive.read(name).decode())' "$scratch/public/summary_2026-2027_no-names.docx" >"$scratch/words/docx"
cp "$scratch"/public/*.tree "$scratch"/public/*.txt "$scratch"/public/*.csv "$scratch/words"
secrets=$(python3 - "$year" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
words = set(re.findall(r"<(?:surname|given|patronymic|position|reasons|unresolved|before|after|finding)>([^<]+)<", text))
words |= set(re.findall(r"<(?:problem|recommendation) [^>]*>([^<]+)<", text))
words |= set(re.findall(r'<case id="([^"]+)"', text)) | set(re.findall(r'person="([^"]+)"', text))
print("\n".join(sorted(word for word in words if word.strip(" \n-"))))
END
)
[ "$(wc -l <<<"$secrets")" -gt 50 ]
ok $? 'the cases hold many things to keep'
is "$(grep -rnoF -- "$secrets" "$scratch/words")" '' 'none of them is in any file'
grep -qF 'Кузнецова' "$scratch"/all/*.csv
ok $? 'while the other edition has them'

# ---- what goes wrong

sed '0,/<assessment>success/s//<assessment>splendid/' "$year" >"$scratch/bad.xml"
run "$formulyar" summary --school-year 2026/2027 -t csv -o "$scratch/bad" "$scratch/bad.xml"
is "$status" 1 'a bad case makes the exit status 1'
has "$err" 'bad.xml:16' 'it is named'
has "$err" '10 дел' 'the others are counted'
cp "$year" "$scratch/copy.xml"
run "$formulyar" summary -q --school-year 2026/2027 -t csv -o "$scratch/twice" "$year" "$scratch/copy.xml"
is "$status" 1 'cases that come twice'
has "$err" '[E245]' 'E245'
is "$(cat "$scratch/twice"/*)" "$(cat "$made"/*.csv)" 'are counted once'
exits 1 'a year before all of them' "$formulyar" summary -q --school-year 2001/2002 -o "$scratch/none" "$year"
has "$err" '[E244]' 'E244'
[ ! -e "$scratch/none" ]
ok $? 'nothing is written'
sed -e 's/<decision date="2026-11-11"\/>/<decision\/>/' "$year" >"$scratch/undated.xml"
run "$formulyar" summary -q --school-year 2026/2027 -t csv -o "$scratch/undated" "$scratch/undated.xml"
has "$err" '[W241]' 'W241: a case that has no date at all'
exits 2 'no such year' "$formulyar" summary --school-year 2026 "$year"
has "$err" '[E018]' 'E018'
exits 2 'no such order' "$formulyar" summary --sort age "$year"
exits 2 'no such kind' "$formulyar" summary -t xls "$year"
has "$err" 'csv' 'csv is among those named'
exits 2 'no input' "$formulyar" summary
exits 3 'a file that is not there' "$formulyar" summary "$scratch/nowhere.xml"

echo 'a letter' >"$scratch/twice/summary_2026-2027.csv"
summary 1 'a CSV that somebody wrote is not replaced' -t csv -o "$scratch/twice" "$year"
is "$(cat "$scratch/twice/summary_2026-2027.csv")" 'a letter' 'it is as it was'

# ---- a definition that is wrong

mkdir "$scratch/forms"
cp -R forms/. "$scratch/forms"
wrong() { # SED-EXPRESSION
    sed "$1" forms/summary.xml >"$scratch/forms/summary.xml"
    rm -rf "$scratch/wrong"
    run "$formulyar" summary -q --forms "$scratch/forms" --school-year 2026/2027 -o "$scratch/wrong" "$year"
}
wrong '/id="problem-status"/s/ repeats="yes"//'
is "$status" 3 'a sum that does not hold stops the run'
has "$err" 'summary.xml:' 'it is told where the table is defined'
has "$err" '[E243]' 'E243'
[ ! -e "$scratch/wrong" ]
ok $? 'and nothing is written'
wrong '/<state in="carried">/d'
has "$err" '[E243]' 'E243: a table that forgets some of the cases'
wrong 's/<bars of="kinds"/<bars of="kind"/'
has "$err" '[E242]' 'E242: a chart of no table'
wrong 's/width="22" title="Примечание/width="23" title="Примечание/'
has "$err" '[E235]' 'E235: columns wider than the page'
wrong 's/id="assessment" select/id="states" select/'
has "$err" '[E232]' 'E232: an id that is there twice'
wrong 's/ vocabulary="kinds" head/ head/'
has "$err" '[E227]' 'E227: codes of no vocabulary'
wrong 's/codes="deputy-uvr/codes="deputy/'
has "$err" '[E231]' 'E231: a code that the vocabulary lacks'
wrong '/<state in/d'
has "$err" '[E227]' 'E227: a table without rows'
wrong 's/c:lead\/@role/c:leader\/@role/'
has "$err" '[E202]' 'E202: an element that cases do not have'

done_testing
