#!/bin/bash
# apart.t - names of a batch's results do not clash; what stands there is looked at before; the report is true.
. "$(dirname "$0")/../cmd/lib.sh"

cp "$samples/completed.xml" "$scratch/a.xml"
cd "$scratch" || exit 1
batch() { exits "$1" "$2" "$formulyar" batch -t pdf -o out "${@:3}" a.xml; }

# ---- one name for two

batch 2 'archive and merged PDF of one name' --merge all.pdf --archive all.pdf
has "$err" '[E035]' 'E035'
[ ! -e all.pdf ]
ok $? 'nothing is made'
batch 2 'by another way, in another letter case' --merge out/../out/all.pdf --archive out/ALL.pdf
batch 2 'the archive as journal' --archive out/report.part
batch 2 'the merged PDF as report' --merge out/Report.csv
batch 0 'two names' --merge all.pdf --archive all.zip

# ---- an archive that somebody changed

batch 0 'ours is made anew' --archive all.zip
printf 'a note' >>all.zip
before=$(sha256sum all.zip)
batch 1 'a note behind it' --archive all.zip
has "$err" '[E027]' 'E027: ours, but changed'
is "$(sha256sum all.zip)" "$before" 'it is as it was'
batch 0 'with --force' --force --archive all.zip

# ---- zeros where a document was

for file in out/*.pdf; do
    size=$(stat -c %s "$file")
    sha256sum "$file"
    head -c "$size" /dev/zero >"$file"
done >sums
batch 0 'documents of zeros after a run that ended well'
exits 0 'are made again' sha256sum -c --quiet sums

# ---- seconds of a file that has no case

: >empty.xml
printf 'no XML' >text.xml
"$formulyar" batch -q -o seconds empty.xml text.xml 2>/dev/null
is "$(awk -F';' 'NR > 1 && $8 < 60' seconds/report.csv | wc -l)" 2 'are those of this run, not of the machine'
done_testing
