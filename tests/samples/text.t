#!/bin/bash
# What the samples say on paper, form by form, against tests/samples/text/ (thirty.xml, a whole year, is left to
# pages.t).  ACCEPT=1 writes them anew.
set -u
. tests/tap.sh
program=$BUILD/formulyar
expected=tests/samples/text
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for sample in samples/*.xml; do
    [ "$sample" = samples/thirty.xml ] && continue
    draft=()
    [ "$sample" = samples/draft.xml ] && draft=(--draft)
    "$program" render -q "${draft[@]}" -t text -o "$out" "$sample" 2>/dev/null
    is $? 0 "$sample is rendered as text"
done
"$program" blank -q -t text -o "$out"
is $? 0 'the blank forms are rendered as text'

if [ "${ACCEPT:-}" ]; then
    rm -rf "$expected"
    cp -r "$out" "$expected"
    chmod 644 "$expected"/*
    chmod 755 "$expected"
fi
is "$(ls "$out")" "$(ls "$expected")" 'the same forms as expected'
for file in "$expected"/*.txt; do
    is "$(cat "$out/${file##*/}")" "$(cat "$file")" "${file##*/} says the same"
done
done_testing
