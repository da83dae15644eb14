#!/bin/bash
# batch.t - many cases at once: faults cost one case each, interrupted runs go on, bytes do not vary.
. "$(dirname "$0")/../cmd/lib.sh"

generate() { python3 tests/batch/generate.py "$@"; }
digests() { (cd "$1" && sha256sum -- *.pdf *.docx 2>/dev/null); }
# column NUMBER: one column of a report without its heading.
column() { tail -n +2 "$scratch/$1/report.csv" | cut -d';' -f"$2"; }

generate 60 >"$scratch/cases.xml"
exits 0 'sixty cases' "$formulyar" batch -j 2 -t pdf -o "$scratch/calm" "$scratch/cases.xml"
has "$err" 'документов записано 180' 'the totals say what was written'
is "$(find "$scratch/calm" -name '*.pdf' | wc -l)" 180 'three documents a case'
is "$(column calm 1 | uniq | head -3 | tr '\n' ' ')" 'b000000 b000001 b000002 ' 'rows in the order of the input'
is "$(python3 -c "import json,sys; print(len(json.load(open('$scratch/calm/report.json'))['documents']))")" 180 'report.json says the same'
# reported FOLDER: the digests of its report, as sha256sum writes them.
reported() { tail -n +2 "$1/report.csv" | awk -F';' '{ sub("форма ", "", $2); print $11 "  " $1 "_" $2 "." $3 }' | sort -k2; }
# states FOLDER: what became of its documents, counted.
states() { grep -o '"status":"[a-z]*"' "$scratch/$1/report.json" | cut -d'"' -f4 | sort | uniq -c | tr -s ' \n' ' '; }
is "$(reported "$scratch/calm" | diff - <(digests "$scratch/calm"))" '' 'SHA-256 of every file'
"$formulyar" batch -q --no-verify -t pdf -o "$scratch/unverified" "$scratch/cases.xml"
is "$(reported "$scratch/unverified" | diff - <(digests "$scratch/calm"))" '' 'the same where nothing is verified'
is "$(stat -c %a "$scratch/calm/b000000_5.1.pdf" "$scratch/calm/report.csv" | tr '\n' ' ')" '600 600 ' 'nobody else may read'
digests "$scratch/calm" >"$scratch/calm.sums"

# ---- the number of workers, the way in ---------------------------------------------
for jobs in 1 3; do
    "$formulyar" batch -q -j "$jobs" -t pdf -o "$scratch/jobs$jobs" "$scratch/cases.xml"
    is "$(digests "$scratch/jobs$jobs" | diff -q - "$scratch/calm.sums")" '' "the same bytes with $jobs workers"
done
"$formulyar" batch -q -t pdf -o "$scratch/stdin" - <"$scratch/cases.xml"
is "$(digests "$scratch/stdin" | diff -q - "$scratch/calm.sums")" '' 'the same bytes from standard input'
"$formulyar" render -q -t pdf -o "$scratch/render" "$scratch/cases.xml"
is "$(digests "$scratch/render" | diff -q - "$scratch/calm.sums")" '' 'the same bytes by render'
"$formulyar" batch -q -j 3 -t docx -o "$scratch/docx" "$scratch/cases.xml"
for number in 0 31 59; do
    generate 1 $number >"$scratch/one.xml"
    "$formulyar" render -q -t docx -o "$scratch/alone" "$scratch/one.xml"
done
is "$(digests "$scratch/alone" | wc -l)" 9 'DOCX of three cases'
is "$(digests "$scratch/alone" | (cd "$scratch/docx" && sha256sum --quiet -c))" '' 'the same bytes alone as among others'
generate 30 >"$scratch/half.xml"
mkdir -p "$scratch/tree/a/b"
cp "$scratch/half.xml" "$scratch/tree/a/b/first.xml"
generate 30 30 >"$scratch/tree/second.xml"
echo 'not a case' >"$scratch/tree/notes.txt"
"$formulyar" batch -q -t pdf -o "$scratch/folders" "$scratch/tree"
is "$(digests "$scratch/folders" | diff -q - "$scratch/calm.sums")" '' 'the same bytes from folders'

# ---- shards --------------------------------------------------------------------------
for part in 1 2 3; do
    "$formulyar" batch -q -t pdf --shard $part/3 -o "$scratch/shards" "$scratch/cases.xml"
done
is "$(digests "$scratch/shards" | diff -q - "$scratch/calm.sums")" '' 'three shards are the whole'
exits 2 'a shard that there is not' "$formulyar" batch --shard 4/3 -o "$scratch/x" "$scratch/cases.xml"

# ---- faults -----------------------------------------------------------------------------
{
    generate 57
    echo '<!-- -->'
} >"$scratch/faulty.xml"
sed -i '0,/<assessment>success<\/assessment>/s//<assessment>splendid<\/assessment>/' "$scratch/faulty.xml"
# all_but_hung: there is nothing to wait for but the case that hangs: then an hour passes.
all_but_hung() {
    [ -e "$scratch/faults/b000022_5.4.pdf" ] && [ -e "$scratch/faults/b000056_5.4.pdf" ] &&
        [ "$(grep -c -e '^b000011;' -e '^b000040;' "$scratch/faults/report.part")" = 2 ]
}
(until_true all_but_hung 2>/dev/null && echo 4000 >"$scratch/ahead") &
exits 1 'a bad case, one that crashes, one that hangs, one that eats memory' with_clock "$scratch/ahead" \
    env FORMULYAR_TEST_FAULT=crash:b000011,hang:b000023,memory:b000040 \
    "$formulyar" batch -j 2 --timeout 3600 -t pdf -o "$scratch/faults" "$scratch/faulty.xml"
has "$err" 'дело b000011: обработка прервалась' 'the one that crashed is named'
has "$err" '[E601]' 'by the code of a crash'
has "$err" '[E614]' 'the one that ran out of memory is told so'
has "$err" '[E602]' 'the one that hung is told'
is "$(find "$scratch/faults" -name '*.pdf' | wc -l)" 159 'all the others are made'
is "$(states faults)" ' 2 crashed 1 failed 1 hung 159 made ' 'the report tells them apart'
exits 1 'again without the faults' "$formulyar" batch -t pdf -o "$scratch/faults" "$scratch/faulty.xml"
has "$err" 'документов записано 9, оставлено прежних 159' 'only what was missing is made'
exits 0 'and with the case corrected' "$formulyar" batch -t pdf -o "$scratch/faults" "$scratch/cases.xml"
is "$(digests "$scratch/faults" | diff -q - "$scratch/calm.sums")" '' 'the same bytes as of an undisturbed run'

# ---- a file that breaks its reader ------------------------------------------------------------
generate 40 200 >"$scratch/hostile.xml"
generate 3 300 >"$scratch/third.xml"
exits 1 'a file at which the first look breaks off' env FORMULYAR_TEST_FAULT=crash:hostile.xml \
    "$formulyar" batch -j 2 -t pdf -o "$scratch/look" --merge "$scratch/look.pdf" "$scratch/cases.xml" "$scratch/hostile.xml" "$scratch/third.xml"
has "$err" "$scratch/hostile.xml: ошибка: файл не удалось прочитать в отведённых пределах" 'it is named'
is "$(grep -c '\[E' <<<"$err")" 1 'it alone'
is "$(find "$scratch/look" -name '*.pdf' | wc -l)" 189 'the others are made'
is "$(states look)" ' 1 crashed 189 made ' 'the report has a row for it'
exits 1 'one that wants too much memory' env FORMULYAR_TEST_FAULT=memory:cases.xml,memory:third.xml \
    "$formulyar" batch -j 2 -t pdf -o "$scratch/look2" "$scratch/cases.xml" "$scratch/hostile.xml" "$scratch/third.xml"
is "$(grep -c '\[E031\]' <<<"$err")" 2 'two of three, the first and the last'
is "$(find "$scratch/look2" -name '*.pdf' | wc -l)" 120 'that between is made'
exits 0 'and a run without faults' "$formulyar" batch -q -t pdf -o "$scratch/look2" "$scratch/cases.xml" "$scratch/hostile.xml" "$scratch/third.xml"
is "$(digests "$scratch/look" | grep -c .)" "$(digests "$scratch/look2" | grep -cFf <(digests "$scratch/look"))" 'makes the same bytes'

# ---- stopped ------------------------------------------------------------------------------------
# A case at work is not waited for; what is ready stays, and the report tells of no fault.
thirty_made() { [ "$(find "$scratch/stopped" -name '*.pdf' 2>/dev/null | wc -l)" -ge 30 ]; }
for signal in TERM INT; do
    rm -rf "$scratch/stopped"
    FORMULYAR_TEST_FAULT=hang:b000007 setsid "$formulyar" batch -j 2 --timeout 3600 -t pdf -o "$scratch/stopped" "$scratch/cases.xml" 2>"$scratch/stderr" &
    pid=$!
    until_true thirty_made
    began=$(date +%s%N)
    kill -"$signal" "$pid"
    wait "$pid"
    is $? 3 "$signal during a batch: status 3"
    ended=$(($(date +%s%N) - began))
    [ "$ended" -lt 60000000000 ]
    ok $? "$signal: it does not wait for that case ($((ended / 1000000)) ms)"
    is "$(column stopped 4 | sort -u)" сделан "$signal: only what is made is in the report"
    is "$(find "$scratch/stopped" -name '.formulyar-*')" '' "$signal: no drafts"
done
exits 0 'the next run makes the rest' "$formulyar" batch -q -t pdf -o "$scratch/stopped" "$scratch/cases.xml"
is "$(digests "$scratch/stopped" | diff -q - "$scratch/calm.sums")" '' 'the same bytes as of an undisturbed run'

# ---- killed at any moment ------------------------------------------------------------------
for moment in 0.01 0.02 0.03 0.05 0.07 0.09 0.11 0.13 0.16 0.20; do
    setsid "$formulyar" batch -q -j 2 -t pdf -o "$scratch/killed" "$scratch/cases.xml" &
    sleep "$moment"
    kill -9 -- -$! 2>/dev/null
    wait $! 2>/dev/null
    digests "$scratch/killed" 2>/dev/null | grep -vxFf "$scratch/calm.sums" >>"$scratch/halves"
done
is "$(cat "$scratch/halves" 2>/dev/null)" '' 'ten times killed: no half file under a final name'
exits 0 'the next run completes it' "$formulyar" batch -t pdf -o "$scratch/killed" "$scratch/cases.xml"
is "$(digests "$scratch/killed" | diff -q - "$scratch/calm.sums")" '' 'the same bytes as of an undisturbed run'
is "$(find "$scratch/killed" -name '.formulyar-*')" '' 'no drafts are left'
is "$(column killed 1 | wc -l)" 180 'the report is whole'

# ---- resuming ---------------------------------------------------------------------------------
exits 0 'nothing has changed' "$formulyar" batch -t pdf -o "$scratch/calm" "$scratch/cases.xml"
has "$err" 'документов записано 0, оставлено прежних 180' 'nothing is made again'
sed 's/b000003/b900003/' "$scratch/cases.xml" >"$scratch/renamed.xml"
exits 0 'one case has another id' "$formulyar" batch -t pdf -o "$scratch/calm" "$scratch/renamed.xml"
has "$err" 'документов записано 3, оставлено прежних 177, лишних от прошлых запусков 3' 'the old documents are listed'
is "$(find "$scratch/calm" -name 'b000003_*' | wc -l)" 3 'and not removed'
is "$(grep -c ';лишний: дела больше нет;' "$scratch/calm/report.csv")" 3 'the report marks them'
printf 'x' | dd of="$scratch/calm/b000005_5.4.pdf" bs=1 seek=900 conv=notrunc 2>/dev/null
exits 0 'a damaged file is not noticed by its size' "$formulyar" batch -t pdf -o "$scratch/calm" "$scratch/renamed.xml"
exits 1 'but by its checksum' "$formulyar" batch --check -t pdf -o "$scratch/calm" "$scratch/renamed.xml"
rm "$scratch/calm/b000005_5.4.pdf"
exits 0 'and made anew when it is gone' "$formulyar" batch --check -t pdf -o "$scratch/calm" "$scratch/renamed.xml"
has "$err" 'документов записано 3,' 'with its case'
sed 's/МБОУ/МАОУ/' forms/organization.xml >"$scratch/organization.xml"
exits 0 'another organisation' "$formulyar" batch -t pdf --organization "$scratch/organization.xml" -o "$scratch/calm" "$scratch/renamed.xml"
has "$err" 'документов записано 180,' 'is another document everywhere'

# ---- ids -----------------------------------------------------------------------------------------
sed 's/id="b000002"/id="B000001"/' "$scratch/cases.xml" >"$scratch/letters.xml"
exits 1 'ids that differ in letter case' "$formulyar" batch -t pdf -o "$scratch/letters" "$scratch/letters.xml"
has "$err" '[E007]' 'are told'
is "$(cmp "$scratch/letters/b000001_5.4.pdf" "$scratch/render/b000001_5.4.pdf")" '' 'the first one is made'
for id in '../up' 'a/b' "$(printf 'x%.0s' {1..300})" ''; do
    sed "s|id=\"b000002\"|id=\"$id\"|" "$scratch/half.xml" >"$scratch/id.xml"
    exits 1 "the id ${id:0:8}" "$formulyar" batch -q -t pdf -o "$scratch/ids/in" "$scratch/id.xml"
    is "$(find "$scratch/ids" -name '*.pdf' | wc -l) $(find "$scratch/ids" -maxdepth 1 | wc -l)" '87 2' 'the others are made, nothing is outside'
    rm -r "$scratch/ids"
done

# ---- wrong calls ----------------------------------------------------------------------------------
exits 2 'no folder' "$formulyar" batch "$scratch/cases.xml"
exits 2 'no workers' "$formulyar" batch -j 0 -o "$scratch/x" "$scratch/cases.xml"
exits 3 'no such input' "$formulyar" batch -o "$scratch/x" "$scratch/none.xml"

# ---- the system refuses ------------------------------------------------------------------------------
mkdir -p "$scratch/taken/report.csv"
exits 3 'the report has no place' "$formulyar" batch -t pdf -o "$scratch/taken" "$samples/completed.xml"
has "$err" '[E604]' 'that is told'
is "$(find "$scratch/taken" -name '*.pdf' | wc -l)" 3 'the documents are there'
# The pipes to the workers are the first to lack a descriptor; how many are open by then is not our business.
for descriptors in 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    run bash -c "ulimit -n $descriptors; '$formulyar' batch -t pdf -o '$scratch/poor' '$samples/completed.xml'"
    case $err in *'[E603]'*) break ;; esac
done
is "$status" 3 'no worker can be started'
has "$err" '[E603]' 'that is told too'

if (unshare -rm true) 2>/dev/null; then
    exits 3 'a full disk' unshare -rm bash -c "mkdir '$scratch/disk' && mount -t tmpfs -o size=1m none '$scratch/disk' &&
        '$formulyar' batch -t pdf -o '$scratch/disk' '$scratch/cases.xml'; status=\$?
        cd '$scratch/disk' && for file in *.pdf; do cmp -s \"\$file\" '$scratch/render/'\$file || echo \"half \$file\"; done
        ls -A | grep '^\.formulyar'; exit \$status"
    is "$out" '' 'what stands there is whole, no draft is left'
    has "$err" 'Освободите на диске' 'it is said how much room is needed'
else
    skip 'a full disk' 'this machine gives tests no mount of their own'
fi
done_testing
