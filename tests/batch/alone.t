#!/bin/bash
# alone.t - the archive alone (--archive --no-files): the documents that files would be, in one stream; an archive is whole or is none.
. "$(dirname "$0")/../cmd/lib.sh"

generate() { python3 tests/batch/generate.py "$@"; }
alone() { "$formulyar" batch -q --no-files --archive "$@"; }
entries() { unzip -Z1 "$1"; }
drafts() { find "$scratch" -name '.formulyar-*' -o -name report.part; }

generate 40 >"$scratch/cases.xml"
"$formulyar" batch -q -o "$scratch/files" "$scratch/cases.xml"
exits 0 'the archive alone' "$formulyar" batch --no-files --archive "$scratch/new/all.zip" "$scratch/cases.xml"
has "$err" 'документов в архиве 240' 'the totals'
is "$(ls -A "$scratch/new")" all.zip 'there is nothing else'
is "$(stat -c %a "$scratch/new/all.zip")" 600 'nobody else may read it'
mkdir "$scratch/unpacked"
exits 0 'unzip takes it' unzip -q "$scratch/new/all.zip" -d "$scratch/unpacked"
is "$(diff -rq "$scratch/files" "$scratch/unpacked" | grep -v 'report\.')" '' 'the documents are those that files would be'
rows() { cut -d';' -f1-7,9- "$1/report.csv"; } # without the seconds
is "$(diff <(rows "$scratch/files") <(rows "$scratch/unpacked"))" '' 'the report is that of files'
is "$(entries "$scratch/new/all.zip")" "$(tail -n +2 "$scratch/files/report.csv" | awk -F';' '{ sub("форма ", "", $2); print $1 "_" $2 "." $3 }')
report.csv
report.json" 'in the order of the report, which comes last'
is "$(python3 -c '
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
print(archive.testzip(), archive.comment.decode().split()[0], {i.date_time for i in archive.infolist()}, {i.external_attr >> 16 for i in archive.infolist()})
' "$scratch/new/all.zip")" "None formulyar {(1980, 1, 1, 0, 0, 0)} {33152}" 'Python takes it; times and modes are fixed'
if command -v bsdtar >/dev/null; then
    is "$(bsdtar -tf "$scratch/new/all.zip" | wc -l)" 242 'bsdtar takes it'
else
    skip 'bsdtar' 'apt-get install libarchive-tools'
fi

# ---- the same bytes whoever makes them ----------------------------------------------------------
for jobs in 1 4; do
    exits 0 "$jobs workers" alone "$scratch/$jobs.zip" -j $jobs "$scratch/cases.xml"
    is "$(cmp "$scratch/$jobs.zip" "$scratch/new/all.zip")" '' 'the same bytes'
done
exits 0 'again' alone "$scratch/4.zip" --no-verify "$scratch/cases.xml"
is "$(cmp "$scratch/4.zip" "$scratch/1.zip")" '' 'the same bytes, verified or not'
mkdir "$scratch/apart"
(cd "$scratch/apart" && python3 -c '
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
for number, case in enumerate(re.findall(r"<case .*?</case>", text, re.S)):
    open("%03d.xml" % number, "w", encoding="utf-8").write(case.replace("<case ", "<case xmlns=\"urn:formulyar:case:1\" ", 1))
' "$scratch/cases.xml")
exits 0 'a file for each case' alone "$scratch/apart.zip" -j 3 "$scratch/apart"
is "$(entries "$scratch/apart.zip")" "$(entries "$scratch/1.zip")" 'the same order'

# ---- the report beside it -------------------------------------------------------------------------
exits 0 'a folder for the report' alone "$scratch/1.zip" -o "$scratch/report" "$scratch/cases.xml"
is "$(ls -A "$scratch/report" | paste -sd' ')" 'report.csv report.json' 'has it and no documents'
is "$(unzip -p "$scratch/1.zip" report.csv | cmp - "$scratch/report/report.csv")" '' 'it is that of the archive'
exits 0 'once more' alone "$scratch/1.zip" -o "$scratch/report" "$scratch/cases.xml"
is "$(cmp "$scratch/1.zip" "$scratch/4.zip")" '' 'all is made anew, to the same bytes'
exits 1 'a folder with documents' alone "$scratch/1.zip" -o "$scratch/files" "$scratch/cases.xml"
has "$err" '[E921]' 'is not that of another report'
is "$(rows "$scratch/files" | grep -c made)$(drafts)" 0 'its own stays'
for part in 1 2 3; do
    exits 0 "part $part" alone "$scratch/part$part.zip" -o "$scratch/part$part" --shard $part/3 "$scratch/cases.xml"
done
is "$(for part in 1 2 3; do entries "$scratch/part$part.zip"; done | sort)" \
    "$({ entries "$scratch/1.zip"; printf 'report.%s\n' csv csv json json; } | sort)" 'the parts are the whole'
exits 0 'their reports are one' "$formulyar" report --merge -o "$scratch/parts" "$scratch"/part[1-3]
is "$(diff <(rows "$scratch/parts") <(rows "$scratch/report"))" '' 'that of the whole'
exits 0 'with a PDF of all' alone "$scratch/4.zip" --merge "$scratch/merged.pdf" "$scratch/cases.xml"
is "$(pdfinfo "$scratch/merged.pdf" | grep -c Pages) $(cmp "$scratch/4.zip" "$scratch/1.zip")" '1 ' 'both are made'
exits 2 'without --archive' "$formulyar" batch --no-files -o "$scratch/x" "$scratch/cases.xml"
has "$err" '[E030]' 'there would be nothing'
exits 2 'with --check' alone "$scratch/x.zip" --check "$scratch/cases.xml"
has "$err" '[E037]' 'there is nothing to compare'
exits 2 'to standard output' alone - "$scratch/cases.xml"
is "$(echo "$scratch"/x*)" "$scratch/x*" 'nothing was begun'

# ---- bad cases ---------------------------------------------------------------------------------------
sed '0,/<assessment>success</s//<assessment>splendid</' "$scratch/cases.xml" >"$scratch/bad.xml"
exits 1 'a bad case' alone "$scratch/bad.zip" "$scratch/bad.xml"
has "$err" 'b000000' 'is named'
is "$(entries "$scratch/bad.zip" | grep -c 'b0000')" 234 'the others are in the archive'
has "$(unzip -p "$scratch/bad.zip" report.csv)" 'b000000;;;не сделан: ошибки;' 'the report says so'
exits 1 'a crash' env FORMULYAR_TEST_FAULT=crash:b000007 "$formulyar" batch -q -j 2 --no-files --archive "$scratch/crash.zip" "$scratch/cases.xml"
has "$err" '[E601]' 'is told'
is "$(entries "$scratch/crash.zip" | grep -v report | paste -sd' ')" "$(entries "$scratch/1.zip" | grep -vE 'report|b000007' | paste -sd' ')" 'all others are there, in order'
exits 0 'whole' unzip -tq "$scratch/crash.zip"
exits 1 'a case that hangs' env FORMULYAR_TEST_FAULT=hang:b000003 "$formulyar" batch -q -j 2 --timeout 1 --no-files --archive "$scratch/hang.zip" "$scratch/cases.xml"
is "$(entries "$scratch/hang.zip" | grep -c b0000)" 234 'holds up nobody else'
# A worker that is ended from outside, in the middle of what it hands over: another does what it had begun.
generate 600 >"$scratch/many.xml"
alone "$scratch/many.zip" "$scratch/many.xml"
"$formulyar" batch -q -j 2 --no-files --archive "$scratch/killed.zip" "$scratch/many.xml" 2>"$scratch/killed" &
pid=$!
for ((i = 0; i < 1000 && $(pgrep -c -P $pid) < 2; i++)); do sleep 0.01; done # one child looks, two work
sleep 0.05
pkill -9 -o -P $pid
wait $pid
is "$?$(cmp "$scratch/killed.zip" "$scratch/many.zip")$(<"$scratch/killed")" 0 'a worker is ended: the same bytes'
echo '<cases xmlns="urn:formulyar:case:1"><case' >"$scratch/broken.xml"
exits 1 'a file that breaks off' alone "$scratch/broken.zip" "$scratch/broken.xml" "$scratch/cases.xml"
is "$(entries "$scratch/broken.zip" | grep -c b0000)" 240 'is no reason to leave out another'

# ---- an archive is whole or is none --------------------------------------------------------------------
sum=$(sha256sum <"$scratch/1.zip")
unchanged() { is "$(sha256sum <"$scratch/1.zip")$(drafts)" "$sum" "$1: the earlier archive is as it was, and nothing else is left"; }
# until_begun: a run that has its journal is at work; then for a moment.
until_begun() {
    for ((i = 0; i < 300; i++)); do
        [ ! -e "$scratch/report/report.part" ] || break
        sleep 0.1
    done
    sleep 0.3
}
exits 3 'a full disk' bash -c 'ulimit -f 900; exec "$@"' - "$formulyar" batch -q --no-files --archive "$scratch/1.zip" "$scratch/cases.xml"
has "$err" '[E920]' 'is told'
unchanged 'full'
exits 3 'a full disk, with its report' bash -c 'ulimit -f 900; exec "$@"' - "$formulyar" batch --no-files -o "$scratch/report" --archive "$scratch/1.zip" "$scratch/cases.xml"
has "$err" 'Архив не записан' 'the totals say it too'
is "$(grep -c 'готовое останется' <<<"$err")" 0 'nothing stays'
unchanged 'full, with a report'
FORMULYAR_TEST_FAULT=hang:b000020 "$formulyar" batch -q -j 2 --no-files -o "$scratch/report" --archive "$scratch/1.zip" "$scratch/cases.xml" 2>/dev/null &
pid=$!
until_begun
kill -9 $pid
wait $pid 2>/dev/null
is "$(sha256sum <"$scratch/1.zip")" "$sum" 'killed: the earlier archive is as it was'
is "$(find "$scratch" -name '.formulyar-*')" '' 'no draft is left'
exits 1 'its report is no part of others' "$formulyar" report --merge -o "$scratch/x" "$scratch/report"
has "$err" '[E609]' 'which is told'
exits 0 'the next run' alone "$scratch/1.zip" -o "$scratch/report" "$scratch/cases.xml"
unchanged 'and after it'
FORMULYAR_TEST_FAULT=hang:b000020 "$formulyar" batch -j 2 --no-files -o "$scratch/report" --archive "$scratch/1.zip" "$scratch/cases.xml" 2>"$scratch/stopped" &
pid=$!
until_begun
kill -TERM $pid
wait $pid 2>/dev/null
is "$?" 3 'stopped'
has "$(<"$scratch/stopped")" 'Архив не записан' 'a part of an archive would pass for all'
unchanged 'stopped'
exits 3 'a folder that is none' alone "$scratch/cases.xml/all.zip" "$scratch/cases.xml"

# ---- what stands there ------------------------------------------------------------------------------------
cp README.md "$scratch/notes.zip"
exits 1 'a stranger' alone "$scratch/notes.zip" "$scratch/cases.xml"
has "$err" '[E004]' 'stays'
is "$(cmp README.md "$scratch/notes.zip")" '' 'as it was'
exits 0 'unless --force' alone "$scratch/notes.zip" --force "$scratch/cases.xml"
is "$(cmp "$scratch/notes.zip" "$scratch/1.zip")" '' 'it is replaced'
(cd "$scratch/files" && zip -q "$scratch/notes.zip" b000000_5.1.pdf)
exits 1 'one that was changed' alone "$scratch/notes.zip" "$scratch/cases.xml"
has "$err" '[E027]' 'stays'
: >"$scratch/1.zip.sig"
exits 1 'a signed one' alone "$scratch/1.zip" "$scratch/cases.xml"
has "$err" '[E005]' 'stays'
rm "$scratch/1.zip.sig"
printf '%% signed\n' >>"$scratch/files/b000005_5.3.pdf"
"$formulyar" batch -q -o "$scratch/files" --archive "$scratch/signed.zip" "$scratch/cases.xml"
exits 1 'one with a document that was signed' alone "$scratch/signed.zip" "$scratch/cases.xml"
has "$err" '(b000005_5.3.pdf)' 'stays: it is told which'
exits 0 'with files its own run replaces it' "$formulyar" batch -q -o "$scratch/files" --archive "$scratch/signed.zip" "$scratch/cases.xml"
exits 0 'a usual archive takes the place of one alone' "$formulyar" batch -q -o "$scratch/files" --archive "$scratch/1.zip" "$scratch/cases.xml"
done_testing
