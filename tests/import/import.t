#!/bin/bash
# import.t - `formulyar import`: cases out of tables, a second import, what is kept of earlier files.
. "$(dirname "$0")/../cmd/lib.sh"
export PYTHONDONTWRITEBYTECODE=1
here=tests/import

# book NAME: makes $scratch/NAME.xlsx of the good workbook, changed by the Python on standard input (b is the book).
book() {
    { printf '%s\n' 'import datetime, sys' "sys.path.insert(0, '$here')" 'from book import *' 'b = good()'
      cat
      printf '%s\n' "b.save('$scratch/$1')"; } >"$scratch/make.py"
    python3 "$scratch/make.py"
}
book good </dev/null
good=$scratch/good.xlsx

# ---- one file -----------------------------------------------------------------------
run "$formulyar" import -q "$good"
is "$status" 0 'a good workbook is imported'
[ -z "${ACCEPT:-}" ] || printf '%s\n' "$out" >$here/good.xml
is "$out" "$(<$here/good.xml)" 'the cases of the good workbook, to standard output'
run "$formulyar" import -q -o "$scratch/out.xml" "$good"
is "$(<"$scratch/out.xml")" "$(<$here/good.xml)" 'and to a file'
run "$formulyar" check -q "$scratch/out.xml"
is "$status" 0 'which is good'
run "$formulyar" import -q -o "$scratch/out.xml" "$good"
is "$status $(grep -o '\[E[0-9]*\]' <<<"$err")" '1 [E028]' 'a file of the name is not replaced'
run "$formulyar" import -q --force -o "$scratch/out.xml" "$good"
is "$status" 0 'unless forced'

book wrong <<'PYTHON'
b["cases"].put(4, "decision-date", "1.2.26")
b["problems"].put(3, "finding", None)
PYTHON
run "$formulyar" import --lang en -o "$scratch/wrong.xml" "$scratch/wrong.xlsx"
is "$status $(grep -o '\[E882\]' <<<"$err")" '1 [E882]' 'a workbook with errors is not imported'
[ ! -e "$scratch/wrong.xml" ]
ok $? 'and nothing is written'
grep -qF 'wrong.xlsx: «Дела»!H4 (case 2025-015): error:' <<<"$err" && grep -qF '«Проблемы и итоги»!K3 (case 2025-014): error:' <<<"$err"
ok $? 'all that is wrong is told with its cell'
run "$formulyar" import --json -o "$scratch/wrong.xml" "$scratch/wrong.xlsx"
grep -qF '"sheet":"Проблемы и итоги","cell":"K3","case":"2025-014","severity":"error","code":"C5d","path":"/case/results/result[1]/finding"' <<<"$err"
ok $? 'and in JSON, with the path of the field'

for mark in '' --mark; do
    cp "$good" "$scratch/own.xlsx"
    ln -sf own.xlsx "$scratch/link.xlsx"
    for name in own link; do
        run "$formulyar" import -q --force $mark -o "$scratch/$name.xlsx" "$scratch/own.xlsx"
        is "$status $(grep -o '\[E[0-9]*\]' <<<"$err") $(cmp "$good" "$scratch/own.xlsx")" '1 [E890] ' "the table is never replaced${mark:+ by its marked copy} ($name)"
    done
done
run "$formulyar" new -q --workbook --force -o "$scratch/own.xlsx" "$scratch/own.xlsx"
is "$status $(grep -o '\[E890\]' <<<"$err") $(cmp "$good" "$scratch/own.xlsx")" '1 [E890] ' 'nor by a new one'

run "$formulyar" import -q samples/completed.xml
is "$status $(grep -o '\[E[0-9]*\]' <<<"$err" | head -1)" '1 [E881]' 'a case file is no table'

# ---- wherever cases are taken ------------------------------------------------------------
run "$formulyar" batch -q -t pdf -j 2 -o "$scratch/batch" "$good"
is "$status $(cd "$scratch/batch" && echo *.pdf)" '0 007_5.1.pdf 2025-014_5.1.pdf 2025-014_5.3.pdf 2025-014_5.4.pdf 2025-015_5.1.pdf' 'batch'
run "$formulyar" batch -q -t pdf -o "$scratch/wrongs" "$scratch/wrong.xlsx"
is "$status $(cd "$scratch/wrongs" && echo *.pdf) $(grep -cF 'ошибка: ' <<<"$err")" '1 007_5.1.pdf 2' 'batch makes the good ones and tells of the others'
grep -qF '«Дела»!H4 (дело 2025-015)' <<<"$err"
ok $? 'with their cells'
run "$formulyar" render -q -t text -f 5.4 -o "$scratch/render" "$good"
grep -q 'Савельева' "$scratch/render/2025-014_5.4.txt"
ok $? 'render'
run "$formulyar" summary -q --school-year 2025/2026 -t csv -o "$scratch/summary" "$good"
is "$status $(grep -c '2025-01' "$scratch/summary/summary_2025-2026.csv")" '0 2' 'summary'
run "$formulyar" bundle -q --number 1 --date 2026-05-28 -f 5.4 --finished-only -t text -o "$scratch/bundle.txt" "$good"
is "$status" 0 'bundle'
(cd "$scratch" && "$formulyar" new --minutes -o minutes.xml good.xlsx) 2>/dev/null
grep -q '2025-014' "$scratch/minutes.xml"
ok $? 'new --minutes'
run "$formulyar" minutes --draft -t text -o "$scratch/minutes" "$scratch/minutes.xml"
is "$(grep -c 'Савельев\|Орлов\|Белая Роза' "$scratch"/minutes/*.txt)" 6 'minutes find the cases of the workbook that the council file lists'
run "$formulyar" render -q --pdfa 3 -t pdf -f 5.1 -o "$scratch/inside" "$good"
run "$formulyar" extract "$scratch/inside/007_5.1.pdf"
printf '%s\n' "$out" >"$scratch/extracted.xml"
run "$formulyar" check -q "$scratch/extracted.xml"
is "$status" 0 'the case inside a PDF/A-3 is a case file'
run bash -c "cat '$good' | '$formulyar' batch -q -t pdf -o '$scratch/piped' -"
is "$status" 0 'a pipe'

# ---- tables of plain text -----------------------------------------------------------------
python3 $here/tables.py "$scratch"
run "$formulyar" import -q "$scratch/help.csv" "$scratch/cases.csv" "$scratch/people.csv" "$scratch/problems.csv"
is "$status" 0 'four tables of plain text belong together'
is "$out" "$(<$here/good.xml)" 'and give the same cases'
sed -i 's/24\.09\.2025/24.09.25/' "$scratch/cases.csv"
run "$formulyar" check "$scratch/problems.csv" "$scratch/cases.csv" "$scratch/people.csv" "$scratch/help.csv"
grep -qF "$scratch/cases.csv: H2 (дело 2025-014): ошибка:" <<<"$err"
ok $? 'what is wrong is told of the file that it stands in'

# ---- a second import -------------------------------------------------------------------------
folder=$scratch/cases
run "$formulyar" import -o "$folder/" "$good"
is "$status $(cd "$folder" && echo *)" '0 007.xml 2025-014.xml 2025-015.xml' 'a file for each case'
cp $here/second/2025-014.xml "$folder/"
touch -d '2026-01-01' "$folder"/*
book changed <<'PYTHON'
p = b["problems"]
p.put(3, "finding", "Совсем снято & <точка>")
p.rows.insert(3, [None] * 12)
for key, value in dict(case="2025-014", problem="Новая посередине", before="Было", after="Стало", method="опрос", finding="Вывод", state="снята").items():
    p.put(4, key, value)
c = b["cases"]
c.put(3, "participants", "Титова Вера Сергеевна; методист\nШестакова Ирина Олеговна; педагог-психолог")
c.put(3, "basis", None)
c.put(3, "acquaintance", datetime.date(2026, 5, 21))
c.put(3, "conclusion-date", datetime.date(2026, 5, 21))
PYTHON
run "$formulyar" import --lang ru -o "$folder" "$scratch/changed.xlsx"
{
    printf '%s\n' "$err" | sed "s,$scratch/,,g"
    diff $here/second/2025-014.xml "$folder/2025-014.xml"
} >"$scratch/second"
[ -z "${ACCEPT:-}" ] || cp "$scratch/second" $here/second.txt
is "$(<"$scratch/second")" "$(<$here/second.txt)" 'a second import changes what changed, and says which fields'
is "$(cd "$folder" && stat -c '%n %Y' 007.xml 2025-015.xml)" "$(printf '007.xml %s\n2025-015.xml %s' "$(date -d 2026-01-01 +%s)" "$(date -d 2026-01-01 +%s)")" 'and leaves the other files alone'
! grep -q 'Совсем\|Новая\|Титова' <<<"$err"
ok $? 'it says no values'
run "$formulyar" check -q "$folder/2025-014.xml"
is "$status" 0 'what was changed is a good case'
run "$formulyar" import -o "$folder" "$scratch/changed.xlsx"
grep -q 'новых 0, изменено 0, прежних 3' <<<"$err"
ok $? 'the same once more changes nothing'
before=$(sha256sum "$folder/2025-014.xml")
touch "$folder/2025-014_5.4.pdf.sig"
run "$formulyar" import -q -o "$folder" "$good"
is "$status $(grep -o '\[E[0-9]*\]' <<<"$err")" '1 [E884]' 'a case beside which a signature lies is refused'
is "$(sha256sum "$folder/2025-014.xml")" "$before" 'and not changed'
run "$formulyar" import -q --force -o "$folder" "$good"
is "$status" 0 'unless forced'
cp $here/good.xml "$folder/007.xml"
run "$formulyar" import -q -o "$folder" "$good"
is "$status $(grep -o '\[E[0-9]*\]' <<<"$err")" '1 [E883]' 'a file of many cases is not taken for one'
is "$(find "$folder" -mindepth 1 ! -name '[0-9]*')" '' 'no drafts are left'

# ---- marks ---------------------------------------------------------------------------------------
(cd "$scratch" && "$formulyar" import --lang en -o marked.xlsx --mark wrong.xlsx) 2>"$scratch/marks"
grep -q '^Table with marks: marked.xlsx; [0-9]* marks; [0-9]* errors' "$scratch/marks"
ok $? 'a copy with marks'
unzip -p "$scratch/marked.xlsx" 'xl/comments*' | grep -q 'E873'
ok $? 'says in a comment what is wrong'
"$formulyar" check --lang en "$scratch/marked.xlsx" 2>&1 | sed 's/marked/wrong/' >"$scratch/again"
is "$(<"$scratch/again")" "$("$formulyar" check --lang en "$scratch/wrong.xlsx" 2>&1)" 'and is read as the workbook itself'
run "$formulyar" import --mark "$scratch/cases.csv" "$good"
is "$status $(grep -o '\[E885\]' <<<"$err")" '2 [E885]' '--mark takes one'
run "$formulyar" import --mark "$scratch/wrong.xlsx"
is "$status $(ls "$scratch"/wrong-*)" "1 $scratch/wrong-замечания.xlsx" 'the copy is called after the workbook'

# ---- what the table has no columns for -----------------------------------------------------------
run "$formulyar" import -q --base $here/second -o "$scratch/based.xml" "$scratch/changed.xlsx"
is "$status $(grep -c 'person="t17"\|<genitive>\|mat-works\|person="d1"' "$scratch/based.xml")" '0 4' '--base keeps it'
run "$formulyar" import -q --base $here/second -o "$scratch/based/" "$scratch/changed.xlsx"
is "$status $(grep -c 'person="t17"\|<genitive>\|mat-works\|person="d1"' "$scratch/based/2025-014.xml")" '0 4' 'and in a folder too'
# a file with <cases> around its one case
mkdir "$scratch/around"
{ printf '<?xml version="1.0" encoding="UTF-8"?>\n<!-- сверху --><cases xmlns="urn:formulyar:case:1"><!-- внутри -->\n'
  sed '1d; s/ xmlns="[^"]*"//' "$folder/2025-015.xml"
  printf '<!-- снизу --></cases>\n'; } >"$scratch/around/2025-015.xml"
cp "$scratch/around/2025-015.xml" "$scratch/around.xml"
book around <<'PYTHON'
b["cases"].put(4, "school-year", "2026/2027")
b["cases"].put(4, "position", "учитель")
PYTHON
run "$formulyar" import -q -o "$scratch/around" "$scratch/around.xlsx"
is "$(diff "$scratch/around.xml" "$scratch/around/2025-015.xml" | grep '^[<>]' | sed 's/<case.*school-year="\([^"]*\)".*/\1/')" '< 2025/2026
> 2026/2027
<     <position>учитель физики</position>
>     <position>учитель</position>' 'what stands around a case stays'

# a workbook without the sheet of people says nothing about signers
run "$formulyar" import -q -o "$scratch/signed/" "$good"
cp -r "$scratch/signed" "$scratch/unsigned"
book nobody <<'PYTHON'
b.sheets = [sheet for sheet in b.sheets if sheet.name != "Люди"]
b["cases"].put(5, "lead", "Титова Вера Сергеевна")
PYTHON
run "$formulyar" import -o "$scratch/signed" "$scratch/nobody.xlsx"
is "$status $(grep -o '\[W865\]' <<<"$err") $(diff -r "$scratch/unsigned" "$scratch/signed")" '0 [W865] ' 'signers stay when there is no sheet of people'

mkdir "$scratch/broken"
sed 's,</case>,<bogus/></case>,' "$scratch/based/2025-014.xml" >"$scratch/broken/2025-014.xml"
run "$formulyar" import -q --base "$scratch/broken" -o "$scratch/unbased.xml" "$scratch/changed.xlsx"
is "$status $(grep -o 'broken/2025-014.xml: .*\[E[0-9]*\]' <<<"$err" | grep -o '\[.*') $(ls "$scratch/unbased.xml" 2>/dev/null)" '1 [E889] ' 'nothing is lost because the file of --base has an error'
printf '<case' >"$scratch/broken/2025-014.xml"
run "$formulyar" import -q --base "$scratch/broken" -o "$scratch/unbased.xml" "$scratch/changed.xlsx"
is "$status $(grep -o '\[W864\]' <<<"$err")" '0 [W864]' 'and a file of which nothing can be read is named'
run "$formulyar" check -q "$scratch/based.xml" "$scratch/based"
is "$(grep -c 'E1' <<<"$err")" 3 'both are good but for their ids, which come twice'

done_testing
