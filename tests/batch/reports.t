#!/bin/bash
# reports.t - the reports of shards become one, or it is said why they cannot.
. "$(dirname "$0")/../cmd/lib.sh"

generate() { python3 tests/batch/generate.py "$@"; }
rows() { cut -d';' -f1-7,9- "$1/report.csv"; } # without the seconds
shard() { "$formulyar" batch -q -t pdf --shard "$1" -o "$2" "${@:3}"; }

# Files in an order that neither names nor ids follow, one with a case that is wrong.
generate 8 20 >"$scratch/c.xml"
generate 8 >"$scratch/a.xml"
generate 8 10 | sed '0,/<assessment>success</s//<assessment>splendid</' >"$scratch/b.xml"
echo '<cases xmlns="urn:formulyar:case:1"><case' >"$scratch/broken.xml"
input=("$scratch/c.xml" "$scratch/broken.xml" "$scratch/a.xml" "$scratch/b.xml")
"$formulyar" batch -q -t pdf -o "$scratch/one" "${input[@]}" 2>/dev/null
for part in 1 2 3; do shard "$part/3" "$scratch/$part" "${input[@]}" 2>/dev/null; done

exits 1 'three reports' "$formulyar" report --merge -o "$scratch/all" "$scratch/2" "$scratch/3" "$scratch/1"
has "$err" 'документов 69, дел без документов 2' 'the totals'
is "$(rows "$scratch/all" | diff - <(rows "$scratch/one"))" '' 'are that of one run, in the order of its input'
is "$(python3 - "$scratch/all/report.json" "$scratch/one/report.json" <<'PYTHON'
import json, sys
one, two = (json.load(open(name)) for name in sys.argv[1:])
for report in (one, two):
    for row in report["documents"]:
        row["seconds"] = 0
print(one == two)
PYTHON
)" 'True' 'as JSON too'
is "$(stat -c %a "$scratch/all/report.csv" "$scratch/all/report.json" | tr '\n' ' ')" '600 600 ' 'nobody else may read'
cp "$scratch"/[123]/*.pdf "$scratch/all"
exits 1 'with the files beside it, a batch goes on from there' "$formulyar" batch -t pdf -o "$scratch/all" "${input[@]}"
has "$err" 'документов записано 0, оставлено прежних 69' 'and makes nothing again'

exits 1 'one part is missing' "$formulyar" report --merge -o "$scratch/two" "$scratch/1" "$scratch/2"
has "$err" '[E612]' 'which is told'
cp -r "$scratch/1" "$scratch/copy"
exits 1 'a part that stands there twice' "$formulyar" report --merge -o "$scratch/twice" "$scratch/1" "$scratch/copy" "$scratch/2" "$scratch/3"
is "$(rows "$scratch/twice" | diff - <(rows "$scratch/one"))" '' 'counts once'

shard 1/3 "$scratch/draft" --draft "${input[@]}" 2>/dev/null
exits 1 'a part made otherwise' "$formulyar" report --merge -o "$scratch/conflict" "$scratch/1" "$scratch/2" "$scratch/3" "$scratch/draft"
has "$err" '[E610]' 'is refused'
has "$err" '_5.1.pdf' 'with the document'
is "$(ls "$scratch/conflict")" '' 'nothing is written then'
shard 2/3 "$scratch/order" "$scratch/a.xml" "$scratch/c.xml" "$scratch/b.xml" 2>/dev/null
exits 1 'a part of another input' "$formulyar" report --merge -o "$scratch/order-all" "$scratch/1" "$scratch/order" "$scratch/3"
has "$err" '[E611]' 'is refused'

exits 3 'a folder without a report' "$formulyar" report --merge -o "$scratch/x" "$scratch/1" "$scratch"
has "$err" '[E608]' 'is told'
mkdir "$scratch/cut"
head -c -300 "$scratch/1/report.csv" >"$scratch/cut/report.csv"
exits 3 'a report that was cut off in a row' "$formulyar" report --merge -o "$scratch/cut-all" "$scratch/cut" "$scratch/2" "$scratch/3"
has "$err" '[E608]' 'is told'
is "$(ls "$scratch/cut-all" 2>/dev/null)" '' 'and nothing is merged without what it lost'
printf 'x' >"$scratch/copy/report.part"
exits 1 'a part that was cut off' "$formulyar" report --merge -o "$scratch/x" "$scratch/copy"
has "$err" '[E609]' 'is told'
exits 2 'without --merge' "$formulyar" report -o "$scratch/x" "$scratch/1"
has "$err" '[E030]' 'it is said what is missing'
exits 2 'without -o' "$formulyar" report --merge "$scratch/1"
exits 2 'batch --merge names a file' "$formulyar" batch -o "$scratch/x" "$scratch/a.xml" --merge
FORMULYAR_TEST_FAULT=crash:b000003 "$formulyar" batch -q -t pdf -o "$scratch/crashed" "$scratch/a.xml" 2>/dev/null
"$formulyar" batch -q -t pdf -o "$scratch/whole" "$scratch/a.xml"
exits 0 'a case that failed here and is whole there' "$formulyar" report --merge -o "$scratch/healed" "$scratch/crashed" "$scratch/whole"
is "$(grep -c 'b000003.*;сделан;' "$scratch/healed/report.csv") $(grep -c сбой "$scratch/healed/report.csv")" '3 0' 'is whole'

# ---- the language of the table

heads() { head -1 "$1/report.csv" | cut -d';' -f1-4; }
"$formulyar" batch -q --lang en -t pdf -o "$scratch/en" "$scratch/a.xml"
is "$(heads "$scratch/en")" $'\uFEFFcase;form;format;status' 'an English table'
is "$(heads "$scratch/one")" $'\uFEFFдело;документ;вид файла;состояние' 'a Russian one'
is "$(sed -n '2s/^\([^;]*;[^;]*;[^;]*;[^;]*;[^;]*\);.*/\1/p' "$scratch/one/report.csv")" 'b000020;форма 5.1;pdf;сделан;1' 'and its rows'
grep -qE ';[0-9]+,[0-9]+;' "$scratch/one/report.csv"
ok $? 'with a comma in the seconds'
head -2 "$scratch/one/report.json" | tail -1 | grep -q '^{"case":"b000020","form":"5.1","format":"pdf","status":"made","pages":1,"bytes":[0-9]*,"sha256":"[0-9a-f]*","seconds":[0-9.]*,'
ok $? 'JSON is the same for programs in either'
exits 0 'the other language goes on from there' "$formulyar" batch --lang ru -t pdf -o "$scratch/en" "$scratch/a.xml"
has "$err" 'документов записано 0, оставлено прежних 24' 'nothing is made again'
is "$(heads "$scratch/en")" $'\uFEFFдело;документ;вид файла;состояние' 'in its own words'
exits 0 'and back' "$formulyar" batch --lang en -t pdf -o "$scratch/en" "$scratch/a.xml"
has "$err" 'documents written 0, kept 24' 'nothing is made again'
for part in 1 2 3; do
    language=ru
    [ $part = 2 ] && language=en
    "$formulyar" batch -q --lang $language -t pdf --shard $part/3 -o "$scratch/mixed-$part" "${input[@]}" 2>/dev/null
done
for language in ru en; do
    run "$formulyar" report --lang $language --merge -o "$scratch/mixed-$language" "$scratch"/mixed-[123]
    is "$status" 1 "parts in two languages, merged in $language"
done
is "$(rows "$scratch/mixed-ru" | diff - <(rows "$scratch/one"))" '' 'are what one run says'
is "$(head -2 "$scratch/mixed-en/report.csv" | tail -1 | cut -d';' -f1-5)" 'b000020;5.1;pdf;made;1' 'or that in English'
# ---- long reports of many parts are merged in little memory, whichever of them is read

generate 4 >"$scratch/cases.xml"
for part in 1 2 3; do
    exits 0 "part $part" "$formulyar" batch -q -f 5.1 -t docx --shard "$part/3" -o "$scratch/long/$part" "$scratch/cases.xml"
    row=$(sed -n '2p' "$scratch/long/$part/report.csv")
    [ -n "$row" ] || row=$(sed -n '2p' "$scratch/long/1/report.csv")
    # Rows of other cases, with other numbers in the input.
    awk -v part="$part" -v row="$row" 'BEGIN {
        count = split(row, cell, ";")
        for (i = part; i <= 120000; i += 3) {
            cell[1] = sprintf("r%06d", i); cell[9] = 10 + i; line = cell[1]
            for (j = 2; j <= count; j++) line = line ";" cell[j]
            print line
        }
    }' >>"$scratch/long/$part/report.csv"
done
run python3 -c 'import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(done.returncode)' "$formulyar" report --merge -q -o "$scratch/long" "$scratch"/long/[123]
is "$(grep -c '"status":"made"' "$scratch/long/report.json")" 120004 'all rows are in the report'
if grep -q __asan_init "$formulyar"; then
    skip 'in little memory' 'a sanitized program takes more: build without SAN'
else
    [ "${out##*$'\n'}" -lt 24 ]
    ok $? "in less than 24 MB: ${out##*$'\n'}"
fi

# ---- which build made them

build=$("$formulyar" --version | sed -n 's/^сборка \([0-9a-f]*\):.*/\1/p')
[[ $build =~ ^[0-9a-f]{12}$ ]]
ok $? '--version names the build'
has "$("$formulyar" --json --version)" "\"build\":\"$build\"" 'for programs too'
is "$(sed 1d "$scratch/one/report.csv" | tr -d '\r' | awk -F';' '{ print $NF }' | sort -u)" "$build" 'every row of the table names it'
is "$(python3 -c 'import json, sys; print(*{row["build"] for row in json.load(open(sys.argv[1]))["documents"]})' "$scratch/one/report.json")" \
    "$build" 'and of the JSON'

# The same program whose fonts were baked otherwise: one file more is another build.
other=$scratch/other/bin/formulyar
mkdir -p "$scratch/other/bin" "$scratch/other/share/formulyar"
cp "$formulyar" "$other"
cp -r forms "$(dirname "$formulyar")/share/fonts" "$scratch/other/share/formulyar"
is "$("$other" --version | sed -n 's/^сборка \([0-9a-f]*\):.*/\1/p')" "$build" 'elsewhere it is the same build'
: >"$scratch/other/share/formulyar/fonts/note"
another=$("$other" --version | sed -n 's/^сборка \([0-9a-f]*\):.*/\1/p')
[ "$another" != "$build" ]
ok $? 'with other fonts another'
"$other" batch -q -t pdf --shard 2/3 -o "$scratch/2-other" "${input[@]}" 2>/dev/null
parts=("$scratch/1" "$scratch/2-other" "$scratch/3")
exits 1 'a part of another build' "$formulyar" report --merge -o "$scratch/builds" "${parts[@]}"
has "$err" '[E940]' 'is refused'
has "$err" "$scratch/2-other: " 'with its folder'
has "$err" "$another и $build" 'both builds are named'
is "$(ls "$scratch/builds")" '' 'nothing is written'
exits 1 'unless it is asked for' "$formulyar" report --merge --mixed-builds -o "$scratch/builds" "${parts[@]}"
has "$err" '[W880]' 'then it is said'
is "$(sed 1d "$scratch/builds/report.csv" | tr -d '\r' | awk -F';' '$4 == "сделан" { print $NF }' | sort -u | tr '\n' ' ')" \
    "$(printf '%s\n' "$build" "$another" | sort | tr '\n' ' ')" 'and of each document which made it'
is "$(rows "$scratch/builds" | sed 's/[^;]*$//' | diff - <(rows "$scratch/one" | sed 's/[^;]*$//') | grep -c '^[<>]')" 0 'all else is as of one run'

# A run that goes on where another build stopped leaves the files of one build, but for those that people signed.
cp -r "$scratch/2-other" "$scratch/goes-on"
signed=$(cd "$scratch/goes-on" && ls ./*_5.4.pdf | head -1)
printf '%% signed\n' >>"$scratch/goes-on/$signed"
sum=$(sha256sum <"$scratch/goes-on/$signed")
shard 2/3 "$scratch/goes-on" "${input[@]}" 2>"$scratch/said"
is "$(grep -c '\[E0' "$scratch/said")" 0 'a run of this build goes on from there: no error'
is "$(sha256sum <"$scratch/goes-on/$signed")" "$sum" 'what was signed stays'
is "$(sed 1d "$scratch/goes-on/report.csv" | tr -d '\r' | awk -F';' '$4 ~ /подписан|сделан/ { print $4, $NF }' | sort | uniq -c | sort -n | sed 's/^ *//' | head -1)" \
    "1 прежний, подписан $another" 'under the build that made it'
is "$(sed 1d "$scratch/goes-on/report.csv" | grep -c "прежний, изменений нет")" 0 'all others are made anew'

# Reports of before there were builds.
old() { # FOLDER: as an earlier version wrote it
    sed -i 's/;[^;\r]*\r$/\r/' "$1/report.csv"
    sed -i 's/,"build":"[^"]*"}/}/' "$1/report.json"
}
cp -r "$scratch/1" "$scratch/old-1"
cp -r "$scratch/2" "$scratch/old-2"
old "$scratch/old-1"
old "$scratch/old-2"
exits 1 'a report that names no build' "$formulyar" report --merge -o "$scratch/olds" "$scratch/old-1" "$scratch/3"
has "$err" '[E940]' 'is of another'
exits 1 'two that name none' "$formulyar" report --merge -o "$scratch/olds" "$scratch/old-1" "$scratch/old-2"
has "$err" '[E940]' 'may be of two'
exits 1 'alone it is merged' "$formulyar" report --merge -o "$scratch/olds" "$scratch/old-1"
is "$(grep -c E940 <<<"$err")" 0 'as it is of one'
exits 1 'and asked for with others' "$formulyar" report --merge --mixed-builds -o "$scratch/olds" "$scratch/old-1" "$scratch/old-2" "$scratch/3"
exits 1 'a run goes on from an old report' "$formulyar" batch -t pdf --shard 1/3 -o "$scratch/old-1" "${input[@]}"
has "$err" 'оставлено прежних 0' 'and makes all anew, as another build'
head -1 "$scratch/old-1/report.csv" | grep -q 'сборка программы'
ok $? 'the report names builds from then on'
done_testing
