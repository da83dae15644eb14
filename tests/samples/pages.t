#!/bin/bash
# How many pages every sample and every blank form takes as PDF, against pages.txt (tests/docx compares the DOCX with
# the PDF).  ACCEPT=1 writes pages.txt anew.
set -u
. tests/tap.sh
program=$BUILD/formulyar
expected=tests/samples/pages.txt
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

if ! command -v pdfinfo >/dev/null; then
    skip 'page counts of the samples' 'apt-get install poppler-utils'
    done_testing
    exit
fi
for sample in samples/*.xml; do
    draft=()
    [ "$sample" = samples/draft.xml ] && draft=(--draft)
    "$program" render -q "${draft[@]}" -t pdf -o "$out" "$sample" 2>/dev/null
    is $? 0 "$sample is rendered"
done
"$program" blank -q -t pdf -o "$out"
is $? 0 'the blank forms are rendered'

counts() {
    local file
    for file in "$out"/*.pdf; do
        [[ $(pdfinfo "$file") =~ Pages:\ *([0-9]+) ]]
        file=${file##*/}
        echo "${file%.pdf} ${BASH_REMATCH[1]}"
    done
}
counts >"$out/counts"
[ -z "${ACCEPT:-}" ] || cp "$out/counts" "$expected"
is "$(cat "$out/counts")" "$(cat "$expected")" 'every form has as many pages as expected'
done_testing
