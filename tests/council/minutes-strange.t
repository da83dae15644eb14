#!/bin/bash
# minutes-strange.t - `bundle --minutes` with files as strangers make them: odd but legal, slightly
# wrong, or with more in them than a page shows.  Their pages must look as they did.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
# shellcheck source=tests/council/minutes-pdf.sh
. "$(dirname "$0")/minutes-pdf.sh"
strange=$top/tests/council/strange

has_poppler=$(command -v pdftoppm)
[ "$has_poppler" ] || skip 'looks of the pages' 'apt-get install poppler-utils'

# looks FILE COUNT: a sum of the picture of every one of its first pages.
looks() {
    local page
    for page in $(seq "$2"); do
        pdftoppm -r 60 -f "$page" -l "$page" "$1" 2>/dev/null | cksum
    done
}

# joined MINUTES [OPTION...]: a bundle is made, is whole and shows the minutes as they were.
joined() {
    local minutes=$1 name count
    shift
    name=$(basename "$minutes" .pdf)
    rm -f "$name-joined.pdf"
    exits 0 "$name: a bundle" bundle "$minutes" "$name-joined.pdf" -f 5.4 "$@" "$case"
    [ -e "$name-joined.pdf" ] || return
    "$formulyar" verify "$name-joined.pdf" >"$scratch/verify.log" 2>&1
    ok $? "$name: verify"
    is "$(qpdf --check "$name-joined.pdf" 2>&1 | grep -c -e WARNING -e ERROR)" 0 "$name: qpdf --check"
    [ "$has_poppler" ] || return
    count=$(pdfinfo "$minutes" 2>/dev/null | sed -n 's/^Pages: *//p')
    is "$(looks "$name-joined.pdf" "$count")" "$(looks "$minutes" "$count")" "$name: its $count pages look the same"
}

claim() { "$formulyar" verify --json "$1" | grep -o '"conformance":"[^"]*"'; }
intents() { qpdf --json --json-key=qpdf "$1" | grep -c '"/S": "/GTS_PDFA1"'; }

# ---- claims

joined "$strange/no-language.pdf"
is "$err" 'Done: 1 appendix, 4 pages; no errors' 'no warning: level B asks for no language'
is "$(claim no-language-joined.pdf)" '"conformance":"PDF/A-2b"' 'and is claimed'
joined "$strange/printing-intent.pdf"
is "$(claim printing-intent-joined.pdf)" '"conformance":"PDF/A-2b"' 'an intent for printing: the claim'
is "$(intents printing-intent-joined.pdf)" 1 'holds: our intent stands beside it'
sed 's/\[ 3 0 R \]/[       ]/' "$strange/printing-intent.pdf" >no-intent.pdf
# (poppler takes a file's only intent for the profile of the screen: its shades may differ by one)
exits 0 'the same where the list of intents is empty' bundle no-intent.pdf no-intent-joined.pdf -f 5.4 "$case"
is "$(intents no-intent-joined.pdf)" 1 'ours is put into it'

# ---- the trailer

joined "$strange/trailer.pdf"
! grep -aq Zzz trailer-joined.pdf
ok $? 'what a stranger wrote into the trailer goes nowhere'
done_testing
