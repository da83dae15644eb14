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

# heights FILE...: the heights of all signature fields, in whole millimetres.
heights() {
    printf '%s\n' "$@" | xargs -n 1 "$program" fields 2>/dev/null | grep -oE '[0-9.]+ [0-9.]+ [0-9.]+ [0-9.]+' |
        awk '{ printf "%d\n", ($4 - $2) * 25.4 / 72 + 0.01 }'
}
is "$(heights "$out"/*.pdf | awk '$1 < 15 { print } END { print (NR > 100) }')" 1 'a signature has 15 mm at least'
"$program" render -q --roomy -f 5.4 -t pdf -o "$out/roomy" samples/completed.xml
is "$(heights "$out"/roomy/*.pdf | sort -u) $(pdfinfo "$out"/roomy/*.pdf | sed -n 's/^Pages: *//p')" '25 2' \
    'with --roomy 25 mm, whatever it costs'
python3 tests/batch/generate.py 30 0 >"$out/year.xml"
"$program" batch -q -t pdf -f 5.4 -o "$out/year" "$out/year.xml"
two=$(find "$out/year" -name '*.pdf' -exec pdfinfo {} \; | grep -c '^Pages: *[2-9]')
ok $((two > 7)) "at most a quarter of the conclusions of a year take two pages ($two of 30)"
done_testing
