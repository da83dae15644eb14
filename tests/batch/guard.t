#!/bin/bash
# guard.t - report.csv, report.json, report.part, archive and merged file are replaced only when they are ours.
. "$(dirname "$0")/../cmd/lib.sh"

python3 tests/batch/generate.py 4 >"$scratch/cases.xml"
batch() { exits "$1" "$2" "$formulyar" batch -q -t docx -o "$scratch/out" "${@:3}" "$scratch/cases.xml"; }
report=$scratch/out/report
digests() { sha256sum "$report".* | cut -d' ' -f1; }
# restore: the folder as the first run left it.
restore() {
    rm -rf "$scratch/out"
    cp -a "$scratch/good" "$scratch/out"
}
# touched CODE NAME: a batch refuses with CODE and leaves the reports as they are; --force replaces them.
touched() {
    local before
    before=$(digests)
    batch 1 "$2"
    has "$err" "[$1]" "$1"
    is "$(digests)" "$before" 'the reports are as they were'
    batch 0 'with --force they are made anew' --force
    batch 0 'and ours again'
    restore
}

batch 0 'a first run'
is "$(find "$scratch/out" -maxdepth 1 -name 'report*' | wc -l)" 2 'leaves two reports'
cp -a "$scratch/out" "$scratch/good"
batch 0 'a second one replaces them'
restore

# ---- a user's own files of these names

for name in csv json part; do
    mkdir -p "$scratch/mine"
    printf 'fruit;number\r\napples;3\r\n' >"$scratch/mine/report.$name"
    before=$(sha256sum "$scratch/mine/report.$name")
    exits 1 "a report.$name of the user's own" "$formulyar" batch -q -t docx -o "$scratch/mine" "$scratch/cases.xml"
    has "$err" "report.$name: ошибка" 'is named'
    has "$err" '[E004]' 'by E004'
    is "$(sha256sum "$scratch/mine/report.$name")" "$before" 'it is as it was'
    is "$(ls -A "$scratch/mine")" "report.$name" 'nothing else was made'
    exits 0 'with --force it goes' "$formulyar" batch -q --force -t docx -o "$scratch/mine" "$scratch/cases.xml"
    exits 0 'and what stands there is ours' "$formulyar" batch -q -t docx -o "$scratch/mine" "$scratch/cases.xml"
    rm -r "$scratch/mine"
done
mkdir "$scratch/mine"
echo '{"fruit": "apples"}' >"$scratch/mine/report.json"
exits 1 'report --merge spares them too' "$formulyar" report --merge -o "$scratch/mine" "$scratch/good"
is "$(cat "$scratch/mine/report.json")" '{"fruit": "apples"}' 'as they were'
exits 0 'or replaces them with --force' "$formulyar" report --merge --force -o "$scratch/mine" "$scratch/good"
exits 0 'once more without' "$formulyar" report --merge -o "$scratch/mine" "$scratch/good"
is "$(ls -A "$scratch/mine")" $'report.csv\nreport.json' 'nothing but the two is left'

# ---- ours, edited by hand

sed -i '1s/\r/;пометка\r/; 2s/\r$/;call her\r/' "$report.csv"
touched E027 'a column more in report.csv'
sed -i '2s/^b/"b/; 2s/;/";/' "$report.csv"
touched E027 'what a spreadsheet saved in its own way'
sed -i '3s/;сделан;/;готов;/' "$report.csv"
touched E027 'another word for a status'
sed -i '4d' "$report.csv"
touched E053 'a row less in report.csv'
{ head -1 "$scratch/good/report.csv" && tail -n +2 "$scratch/good/report.csv" | sort -r; } >"$report.csv"
touched E053 'rows in another order'
sed -i '3s/b000/c000/' "$report.json"
touched E053 'another id in report.json'
printf '# a note\n' >>"$report.json"
touched E027 'a note behind report.json'
printf 'note\r\n' >>"$report.csv"
touched E027 'a note behind report.csv'
rm "$report.json"
batch 0 'report.json may be missing'
[ -e "$report.json" ]
ok $? 'it is made again'
rm "$report.csv"
batch 0 'so may report.csv'
restore

# ---- a run that was cut off leaves its own

python3 tests/batch/generate.py 300 >"$scratch/many.xml"
"$formulyar" batch -q -j 2 -t pdf -o "$scratch/cut" "$scratch/many.xml" &
pid=$!
has_rows() { [ "$(find "$scratch/cut" -name 'report.part' -size +4k 2>/dev/null)" ]; }
until_true has_rows
workers=$(cat /proc/$pid/task/$pid/children)
kill -9 $pid
wait $pid 2>/dev/null
[ -e "$scratch/cut/report.part" ]
ok $? 'kill -9 leaves a journal'
has "$(head -1 "$scratch/cut/report.part")" $'\uFEFFcase;form;format;status;pages;' 'that begins like an English report'
for worker in $workers; do until_true eval "! grep -q '^State:.[^ZX]' /proc/$worker/status 2>/dev/null"; done # and the lock with them
cp "$scratch/good/report.json" "$scratch/cut/report.json"
exits 0 'beside it reports need not agree: the next run goes on' "$formulyar" batch -q -j 2 -t pdf -o "$scratch/cut" "$scratch/many.xml"
is "$(find "$scratch/cut" -mindepth 1 -maxdepth 1 ! -name '*pdf' -printf '%f\n' | sort)" $'report.csv\nreport.json' 'to the end'
exits 0 'the one after it too' "$formulyar" batch -q -j 2 -t pdf -o "$scratch/cut" "$scratch/many.xml"
: >"$report.part"
batch 0 'a journal without a row is ours'
[ ! -e "$report.part" ]
ok $? 'it goes'
restore

# ---- links

echo 'far away' >"$scratch/far"
for name in csv json part; do
    rm -f "$report.$name"
    ln -s ../far "$report.$name"
    batch 1 "report.$name is a link"
    has "$err" '[E050]' 'E050'
    batch 0 'with --force' --force
    is "$(cat "$scratch/far")" 'far away' 'what it led to is as it was'
    [ ! -L "$report.$name" ]
    ok $? 'a file has its place'
    restore
done
for name in csv json part; do
    rm -f "$report.$name"
    ln -s "$scratch/nowhere" "$report.$name"
    batch 1 "report.$name is a link to nowhere"
    [ ! -e "$scratch/nowhere" ]
    ok $? 'nothing is made there'
    restore
done
rm "$report.json"
mkfifo "$report.json"
exits 1 'report.json is a pipe' timeout 20 "$formulyar" batch -q -t docx -o "$scratch/out" "$scratch/cases.xml"
has "$err" '[E051]' 'E051'
exits 1 'which --force does not replace' timeout 20 "$formulyar" batch -q --force -t docx -o "$scratch/out" "$scratch/cases.xml"
restore
ln "$report.csv" "$scratch/second-name"
python3 tests/batch/generate.py 1 7 >"$scratch/seventh.xml"
exits 0 'report.csv has a second name' "$formulyar" batch -q -t docx -o "$scratch/out" "$scratch/seventh.xml"
cmp -s "$scratch/second-name" "$scratch/good/report.csv"
ok $? 'under which it stays what it was'
restore

for kind in merge archive; do
    file=$scratch/whole.$kind
    ln -s far "$file"
    batch 1 "--$kind names a link" --$kind "$file"
    has "$err" '[E050]' 'E050'
    batch 0 'with --force' --force --$kind "$file"
    is "$(cat "$scratch/far")" 'far away' 'what it led to is as it was'
    batch 0 'what took its place is ours' --$kind "$file"
    rm "$file"
    mkfifo "$file"
    exits 1 "--$kind names a pipe" timeout 20 "$formulyar" batch -q -t docx -o "$scratch/out" --$kind "$file" "$scratch/cases.xml"
    has "$err" '[E051]' 'E051'
    rm "$file"
    batch 0 "--$kind" --$kind "$file"
    : >"$scratch/whole.P7S"
    before=$(sha256sum "$file")
    if [ $kind = merge ]; then # an archive's reports tell seconds: it is never the same
        batch 0 'the same beside its signature: there is nothing to do' --$kind "$file"
        is "$(sha256sum "$file")" "$before" 'it is as it was'
    fi
    batch 1 'a signature of it' --$kind "$file" --draft
    has "$err" '(whole.P7S)' 'is named'
    rm "$scratch/whole.P7S" "$file"
    restore
done
done_testing
