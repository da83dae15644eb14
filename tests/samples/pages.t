#!/bin/bash
# Every sample and every blank form as PDF and DOCX: how many pages, and the same number from a word processor.
# ACCEPT=1 writes pages.txt anew.
set -u
. tests/tap.sh
program=$BUILD/formulyar
expected=tests/samples/pages.txt
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for sample in samples/*.xml; do
    draft=()
    [ "$sample" = samples/draft.xml ] && draft=(--draft)
    "$program" render -q "${draft[@]}" -o "$out" "$sample" 2>/dev/null
    is $? 0 "$sample is rendered"
done
"$program" blank -q -o "$out"
is $? 0 'the blank forms are rendered'

# pages FOLDER: "NAME COUNT" for every PDF.
pages() {
    local file
    for file in "$1"/*.pdf; do
        printf '%s %s\n' "$(basename "$file" .pdf)" "$(pdfinfo "$file" | sed -n 's/^Pages: *//p')"
    done
}

if ! command -v pdfinfo >/dev/null; then
    skip 'page counts of the PDF' 'apt-get install poppler-utils'
    done_testing
    exit
fi
pages "$out" >"$out/pages"
[ "${ACCEPT:-}" ] && cp "$out/pages" "$expected"
is "$(cat "$out/pages")" "$(cat "$expected")" 'page counts of the PDF are the expected ones'

if ! command -v soffice >/dev/null; then
    skip 'page counts of the DOCX' 'apt-get install libreoffice-writer-nogui'
else
    mkdir "$out/office"
    soffice "-env:UserInstallation=file://$out/profile" --headless --convert-to pdf --outdir "$out/office" \
        "$out"/*.docx >/dev/null 2>&1
    is "$(pages "$out/office")" "$(cat "$expected")" 'LibreOffice gives the DOCX as many pages as the PDF has'
fi
done_testing
