#!/bin/bash
# spread.t - documents in folders by the hundred (--spread): whatever comes after finds them there.
. "$(dirname "$0")/../cmd/lib.sh"

generate() { python3 tests/batch/generate.py "$@"; }
spread() { "$formulyar" batch -t pdf --spread "$@"; }
rows() { cut -d';' -f1-7,9- "$1/report.csv"; } # without the seconds
documents() { (cd "$1" && find . -name '*.pdf' -printf '%P\n' | sort); }

generate 40 >"$scratch/cases.xml"
"$formulyar" batch -q -t pdf -o "$scratch/flat" "$scratch/cases.xml"
exits 0 'documents in folders' spread -o "$scratch/out" "$scratch/cases.xml"
is "$(documents "$scratch/out" | wc -l)" 120 'all are there'
is "$(documents "$scratch/out" | python3 -c '
import hashlib, sys
for line in sys.stdin:
    folder, name = line.strip().split("/")
    case = name.rsplit("_", 1)[0]
    assert folder == "%03d" % (int.from_bytes(hashlib.sha256(case.encode()).digest()[:4], "big") % 1000), line
')" '' 'each by the digest of its id'
is "$(for file in $(documents "$scratch/out"); do cmp "$scratch/out/$file" "$scratch/flat/${file#*/}"; done)" '' 'the same bytes'
is "$(head -1 "$scratch/out/report.csv" | tr -d '\r' | rev | cut -d';' -f1 | rev)" 'файл' 'the report has a column more'
is "$(tail -n +2 "$scratch/out/report.csv" | tr -d '\r' | rev | cut -d';' -f1 | rev | sort)" "$(documents "$scratch/out")" 'that says where each lies'
is "$(python3 -c '
import json, sys
print("\n".join(sorted(row["file"] for row in json.load(open(sys.argv[1]))["documents"])))' "$scratch/out/report.json")" "$(documents "$scratch/out")" 'as JSON too'
is "$(cut -d';' -f1-3 "$scratch/out/report.csv")" "$(cut -d';' -f1-3 "$scratch/flat/report.csv")" 'the rest is the usual'
is "$(head -1 "$scratch/flat/report.csv" | grep -c ';файл')" 0 'which has no such column'

# ---- the next runs ----------------------------------------------------------------------
exits 0 'again' spread --check -o "$scratch/out" "$scratch/cases.xml"
has "$err" 'записано 0, оставлено прежних 120' 'nothing is made anew'
some=$(documents "$scratch/out" | sed -n 5p)
printf 'x' | dd of="$scratch/out/$some" bs=1 seek=2000 conv=notrunc status=none
exits 1 'one that was changed' spread --check -o "$scratch/out" "$scratch/cases.xml"
has "$err" "$some" 'is named with its folder'
rm "$scratch/out/$some"
exits 0 'one that is gone' spread -o "$scratch/out" "$scratch/cases.xml"
has "$err" 'записано 3, оставлено прежних 117' 'is made again'
printf '%% signed\n' >>"$scratch/out/$some"
exits 0 'a signed one' spread -o "$scratch/out" "$scratch/cases.xml"
is "$(grep -c 'подписан.*'"$some" "$scratch/out/report.csv")" 1 'stays'
exits 1 'without --spread' "$formulyar" batch -t pdf -o "$scratch/out" "$scratch/cases.xml"
has "$err" '[E922]' 'it is told what to add'
exits 1 'where files lie right in the folder' spread -o "$scratch/flat" "$scratch/cases.xml"
has "$err" '[E923]' 'it is told what to leave out'
generate 39 >"$scratch/fewer.xml"
exits 0 'a case is gone' spread -o "$scratch/out" "$scratch/fewer.xml"
has "$err" 'лишних от прошлых запусков 3' 'its documents are left over'
is "$(grep -c 'лишний.*;[0-9]*/b000039_5.[134].pdf' "$scratch/out/report.csv")" 3 'and named with their folder'
exits 0 'and here again' spread -o "$scratch/out" "$scratch/cases.xml"
has "$err" 'записано 0, оставлено прежних 120' 'they are known'

# ---- cut off -------------------------------------------------------------------------------
FORMULYAR_TEST_FAULT=hang:b000020 "$formulyar" batch -q -j 1 -t pdf --spread -o "$scratch/cut" "$scratch/cases.xml" 2>/dev/null &
pid=$!
for ((i = 0; i < 300 && $(documents "$scratch/cut" 2>/dev/null | wc -l) < 60; i++)); do sleep 0.1; done
sleep 0.5 # rows are written a few times a second
kill -9 $pid
wait $pid 2>/dev/null
made=$(documents "$scratch/cut" | wc -l)
[ "$made" -ge 60 ] && [ -e "$scratch/cut/report.part" ]
ok $? 'a run that is killed leaves what it made'
exits 0 'the next one goes on' spread -o "$scratch/cut" "$scratch/cases.xml"
has "$err" "записано $((120 - made)), оставлено прежних $made" 'from there'
is "$(documents "$scratch/cut")" "$(documents "$scratch/out")" 'to the same files'

# ---- all in one ------------------------------------------------------------------------------
exits 0 'an archive' spread -o "$scratch/out" --archive "$scratch/all.zip" --merge "$scratch/all.pdf" "$scratch/cases.xml"
is "$(unzip -Z1 "$scratch/all.zip" | grep pdf | sort)" "$(documents "$scratch/out")" 'has the folders'
exits 0 'the PDF of all' "$formulyar" verify -q "$scratch/all.pdf"
exits 0 'the archive alone' "$formulyar" batch -q -t pdf --spread --no-files --archive "$scratch/alone.zip" "$scratch/cases.xml"
is "$(unzip -Z1 "$scratch/alone.zip" | grep pdf | sort)" "$(documents "$scratch/out")" 'has them too'
exits 1 'its report beside folders of documents' "$formulyar" batch -q -t pdf --spread --no-files --archive "$scratch/alone.zip" -o "$scratch/out" "$scratch/cases.xml"
has "$err" '[E921]' 'would be about others'

# ---- parts -------------------------------------------------------------------------------------
for part in 1 2 3; do
    exits 0 "part $part" spread -q --shard $part/3 -o "$scratch/$part" "$scratch/cases.xml"
done
exits 0 'their reports are one' "$formulyar" report --merge -o "$scratch/whole" "$scratch"/[1-3]
is "$(diff <(rows "$scratch/whole") <(rows "$scratch/cut" | sed 's/прежний, изменений нет/сделан/'))" '' 'that of the whole'
for part in 1 2 3; do cp -r "$scratch/$part"/[0-9][0-9][0-9] "$scratch/whole"; done
exits 0 'with the files beside it' spread -o "$scratch/whole" "$scratch/cases.xml"
has "$err" 'записано 0, оставлено прежних 120' 'a batch goes on from there'

# ---- a report that leads elsewhere ----------------------------------------------------------------
sed -i 's,;[0-9]*/b000003_5.1.pdf,;../b000003_5.1.pdf,' "$scratch/whole/report.csv"
exits 1 'a folder that is none of these' spread -o "$scratch/whole" "$scratch/cases.xml"
has "$err" '[E027]' 'is an edit'
exits 3 'in a part' "$formulyar" report --merge -o "$scratch/x" "$scratch/whole"
has "$err" '[E608]' 'is damage'
done_testing
