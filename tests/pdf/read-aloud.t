#!/bin/bash
# read-aloud.t - what a screen reader says of each kind of document, against tests/pdf/heard/.
# ACCEPT=1 writes them anew: read them aloud before they are accepted.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
heard=tests/pdf/heard
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# said NAME: what $scratch/NAME.pdf says; its golden is NAME.txt.
said() {
    python3 tests/pdf/read_aloud.py "$scratch/$1.pdf" >"$scratch/$1.txt" 2>&1
    ok $? "$1: nothing is left unsaid"
    [ -z "${ACCEPT:-}" ] || cp "$scratch/$1.txt" "$heard/$1.txt"
    is "$(cat "$scratch/$1.txt")" "$(cat "$heard/$1.txt" 2>&1)" "$1: as it is heard"
}

# forms COMMAND SUFFIX ARGUMENT...: the forms that it makes, as FORM-SUFFIX.
forms() {
    local command=$1 suffix=$2 file
    "$BUILD/formulyar" "$command" -q -t pdf -o "$scratch/$suffix" "${@:3}" 2>/dev/null
    for file in "$scratch/$suffix"/*.pdf; do
        mv "$file" "$scratch/${file##*_}"
        mv "$scratch/${file##*_}" "$scratch/$(basename "${file##*_}" .pdf)-$suffix.pdf"
        said "$(basename "${file##*_}" .pdf)-$suffix"
    done
}

forms render completed samples/completed.xml
forms blank blank
forms render draft --draft -f 5.4,5.1 samples/draft.xml
forms render body --body-only samples/completed.xml
forms render unresolved -f 5.4 samples/seven-unresolved.xml

"$BUILD/formulyar" summary -q --school-year 2026/2027 -t pdf -o "$scratch" tests/annual/year.xml
mv "$scratch/summary_2026-2027.pdf" "$scratch/summary.pdf"
said summary
"$BUILD/formulyar" minutes -q -t pdf -o "$scratch" tests/council/good/everything.xml
mv "$scratch"/minutes_*.pdf "$scratch/minutes.pdf"
said minutes
"$BUILD/formulyar" minutes -q -t pdf -o "$scratch" --extract 2026-031 tests/council/good/everything.xml
mv "$scratch"/extract_*.pdf "$scratch/extract.pdf"
said extract
"$BUILD/formulyar" bundle -q --number 5 --date 2027-05-28 -o "$scratch/bundle.pdf" samples/completed.xml samples/not-held.xml
said bundle
# For paper: no fields, the rules are heard; in PDF/A-1, whose objects are not packed.
"$BUILD/formulyar" bundle -q --paper --pdfa 1 --number 5 --date 2027-05-28 -f 5.4 -o "$scratch/paper.pdf" samples/completed.xml
said paper
for part in 1 3; do
    "$BUILD/formulyar" render -q -t pdf --pdfa $part -f 5.4 -o "$scratch/a$part" samples/completed.xml
    is "$(python3 tests/pdf/read_aloud.py "$scratch/a$part"/*.pdf)" "$(cat $heard/5.4-completed.txt)" "PDF/A-$part says the same"
done

# A voice that is given nothing says nothing: each of these must be noticed.
silent() { # EXPRESSION WHAT
    LC_ALL=C sed "$1" "$scratch/$2.pdf" >"$scratch/silent.pdf"
    python3 tests/pdf/read_aloud.py "$scratch/silent.pdf" >"$scratch/silent.txt" 2>&1
    is "$? $(grep -c '^НЕ СЛЫШНО' "$scratch/silent.txt" | sed 's/^[1-9].*/some/')" '1 some' "$3"
}
silent 's|/ActualText(|/ActualTxet(|' 5.4-completed 'a box without words'
silent 's|/ActualText(|/ActualTxet(|' 5.1-blank 'a blank without words'
silent 's|/Scope/Row|/Scopf/Row|' summary 'a header that says of nothing that it is'
silent 's|/Tabs/S|/Tabs/R|' 5.1-completed 'a page without an order'
silent 's|/TU(|/TV(|' 5.1-completed 'a field without a tooltip'
silent 's|/S/H1|/S/H3|' 5.1-completed 'a heading out of order'
done_testing
