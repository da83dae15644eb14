#!/bin/bash
# lasting.t - power cuts, two runs at once, workers that die, drafts that were left: nothing is lost.
. "$(dirname "$0")/../cmd/lib.sh"

generate() { python3 tests/batch/generate.py "$@"; }
digests() { (cd "$1" && sha256sum -- *.pdf *.docx); }
batch() { "$formulyar" batch -j 2 "$@"; }

generate 20 >"$scratch/cases.xml"
batch -q -o "$scratch/calm" "$scratch/cases.xml"
digests "$scratch/calm" >"$scratch/calm.sums"

# ---- after a power cut ------------------------------------------------------------------
# What ext4 and XFS may leave of files that were not on the disk yet.
# cut FOLDER: an empty file, zeros of the right size, a beginning, a hole, one that is gone.
cut_power() {
    : >"$1/b000001_5.1.pdf"
    head -c "$(stat -c %s "$1/b000002_5.4.docx")" /dev/zero >"$1/zeros" && mv "$1/zeros" "$1/b000002_5.4.docx"
    truncate -s 4096 "$1/b000003_5.3.pdf"
    dd if=/dev/zero of="$1/b000004_5.4.pdf" bs=4096 seek=1 count=2 conv=notrunc 2>/dev/null
    rm "$1/b000005_5.1.docx"
}
for journal in empty rows; do
    cp -r "$scratch/calm" "$scratch/$journal"
    : >"$scratch/$journal/report.part"
    [ $journal = empty ] || tail -n +2 "$scratch/calm/report.csv" >"$scratch/$journal/report.part"
    cut_power "$scratch/$journal"
    exits 0 "after a power cut, the journal: $journal" batch -o "$scratch/$journal" "$scratch/cases.xml"
    has "$err" 'оставлено прежних 90' 'what is whole is kept'
    is "$(digests "$scratch/$journal" | diff - "$scratch/calm.sums")" '' 'what is not is made again'
    is "$(find "$scratch/$journal" -name report.part)" '' 'the run came to its end'
done
cp -r "$scratch/calm" "$scratch/first"
rm "$scratch/first"/report.*
cut_power "$scratch/first"
exits 0 'a power cut before the first report' batch -o "$scratch/first" "$scratch/cases.xml"
is "$(digests "$scratch/first" | diff - "$scratch/calm.sums")" '' 'the same'
: >"$scratch/first/report.part"
printf 'x' | dd of="$scratch/first/b000006_5.4.pdf" bs=1 seek=900 conv=notrunc 2>/dev/null
exits 1 'a byte that no power cut changes' batch -o "$scratch/first" "$scratch/cases.xml"
has "$err" 'b000006_5.4.pdf' 'is seen, though the size is right, and left to a person'
: >"$scratch/single.pdf"
"$formulyar" render -q -f 5.4 -t pdf -o "$scratch/single" "$samples/completed.xml"
for file in "$scratch"/single/*; do : >"$file"; done
exits 0 'render replaces an empty file too' "$formulyar" render -q -f 5.4 -t pdf -o "$scratch/single" "$samples/completed.xml"
chmod 000 "$scratch/first/report.csv"
if [ ! -r "$scratch/first/report.csv" ]; then
    exits 3 'a report that cannot be read' batch -o "$scratch/first" "$scratch/cases.xml"
    has "$err" '[E615]' 'does not count as none'
else
    skip 'a report that cannot be read' 'run the tests as an ordinary user'
fi

# ---- two at once --------------------------------------------------------------------------
FORMULYAR_TEST_FAULT=hang:b000019 "$formulyar" batch -q -j 2 --timeout 3600 -t pdf -o "$scratch/busy" "$scratch/cases.xml" &
first=$!
until_true test -e "$scratch/busy/b000015_5.4.pdf"
exits 3 'a second run in the folder' batch -t pdf -o "$scratch/busy" "$scratch/cases.xml"
has "$err" '[E613]' 'is told that another is at work'
exits 3 'another way to the folder' batch -t pdf -o "$scratch/../${scratch##*/}/busy/." "$scratch/cases.xml"
exits 3 'reports are not merged into it' "$formulyar" report --merge -o "$scratch/busy" "$scratch/calm"
has "$err" '[E613]' 'either'
exits 0 'a run in another folder' batch -q -t pdf -o "$scratch/elsewhere" "$scratch/cases.xml"
kill -9 $first
wait $first 2>/dev/null
free_again() { run batch -t pdf -o "$scratch/busy" "$scratch/cases.xml" && [ "$status" -ne 3 ]; }
until_true free_again
is "$status" 0 'the lock ends with the run, its worker with it, though it hung'
is "$(digests "$scratch/busy" 2>/dev/null | diff - <(grep pdf "$scratch/calm.sums"))" '' 'the next one completes it'

# ---- drafts ----------------------------------------------------------------------------------
mkdir "$scratch/post"
for folder in calm post; do printf 'PK' >"$scratch/$folder/.formulyar-aB3xYz"; done
printf 'PK' >"$scratch/post/.formulyar-inwork"
printf 'PK' >"$scratch/post/.formulyar-someone-else"
flock "$scratch/post/.formulyar-inwork" "$formulyar" batch -q -o "$scratch/calm" --archive "$scratch/post/all.zip" \
    --merge "$scratch/post/all.pdf" "$scratch/cases.xml"
is "$(ls -A "$scratch/post" | tr '\n' ' ')" '.formulyar-inwork .formulyar-someone-else all.pdf all.zip ' 'a draft that was left is swept beside the archive, one in work stays'
is "$(find "$scratch/calm" -name '.formulyar-*')" '' 'and in the folder'
for moment in 0.1 0.2 0.25 0.3 0.35 0.4 0.5; do
    setsid "$formulyar" batch -q -j 2 -t pdf -o "$scratch/calm" --archive "$scratch/post/all.zip" "$scratch/cases.xml" &
    sleep "$moment"
    kill -9 -- -$! 2>/dev/null
    wait $! 2>/dev/null
done
exits 0 'killed while it archives, and run again' batch -q -o "$scratch/calm" --archive "$scratch/post/all.zip" "$scratch/cases.xml"
is "$(find "$scratch/post" "$scratch/calm" -name '.formulyar-*' ! -name '*inwork' ! -name '*else')" '' 'no draft is left'
exits 0 'the archive is whole' unzip -tq "$scratch/post/all.zip"
done_testing
