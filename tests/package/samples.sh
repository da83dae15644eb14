#!/bin/bash
# samples.sh FOLDER: $FORMULYAR (formulyar) makes every case of FOLDER, an invented draft as a draft, and verifies what it made.
# For package builds and for what is installed: it needs nothing but the program.
set -eu
formulyar=${FORMULYAR:-formulyar}
samples=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
count=0
for case in "$samples"/*.xml; do
    name=${case##*/}
    draft=
    [ "$name" != draft.xml ] || draft=--draft
    "$formulyar" render -q $draft -t pdf,docx -o "$out/${name%.xml}" "$case" 2>"$out/said" || { cat "$out/said" >&2; exit 1; }
    "$formulyar" verify -q "$out/${name%.xml}"/* >/dev/null
    count=$((count + $(ls "$out/${name%.xml}" | wc -l)))
done
"$formulyar" minutes -q -o "$out/council" "$samples"/council/twelve-appendices.xml
"$formulyar" bundle -q -o "$out/council.pdf" "$samples"/council/twelve-appendices.xml
"$formulyar" verify -q "$out"/council/* "$out/council.pdf" >/dev/null
[ "$count" -gt 100 ] || { echo "only $count documents" >&2; exit 1; }
echo "$count documents of $(ls "$samples"/*.xml | wc -l) samples are whole"
