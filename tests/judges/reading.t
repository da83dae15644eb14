#!/bin/bash
# Reading order: the words read from the structure tree alone (pdfinfo) are those
# of the document tree, in order.  The trees themselves are compared with the
# .tree files beside this test: the same on every Debian.  ACCEPT=1 writes them.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
trees=tests/judges/trees

# words: folds white space, soft hyphens and no-break spaces, as a reader sees them.
words() {
    LC_ALL=C sed 's/\xc2\xad//g; s/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g' | tr -s ' ' '\n' | sed '/^$/d'
}

# tree FILE: page count and structure tree, without what pdfinfo adds of its own
# and without titles, which it prints in UTF-16.
tree() {
    pdfinfo "$1" | grep '^Pages:'
    pdfinfo -struct-text "$1" | LC_ALL=C sed 's/ (\(block\|inline\))//; /^ *\/\(Placement\|Summary\) /d; s/^\( *Sect\) .*/\1/'
}

# read_aloud PDF TEXT: the words of the tree against those of the document tree.
read_aloud() {
    pdfinfo -struct-text "$1" | python3 tests/judges/structure_text.py | words >"$scratch/read"
    words <"$2" >"$scratch/wanted"
    [ -s "$scratch/wanted" ] && diff "$scratch/wanted" "$scratch/read" >"$scratch/diff"
    ok_or_log $? "reads in order: ${1##*/}" "$scratch/diff"
}

# same_tree PDF: against the tree that was accepted.
same_tree() {
    local wanted
    wanted=$trees/$(basename "$1" .pdf).tree
    tree "$1" >"$scratch/tree"
    [ -z "${ACCEPT:-}" ] || cp "$scratch/tree" "$wanted"
    diff "$wanted" "$scratch/tree" >"$scratch/diff" 2>&1
    ok_or_log $? "structure tree: ${1##*/}" "$scratch/diff"
}

if need_product "reading order" && need "reading order" "apt-get install poppler-utils python3" pdfinfo python3; then
    render_all "$scratch/final" -t pdf,text
    render_all "$scratch/draft" -t pdf,text --draft
    for pdf in "$scratch"/final/*.pdf "$scratch"/draft/*.pdf; do
        read_aloud "$pdf" "${pdf%.pdf}.txt"
    done
    tac "${pdf%.pdf}.txt" | words | cmp -s - "$scratch/read"
    is $? 1 "the comparison sees another order"
    bundle_into "$scratch/bundle"
    "$FORMULYAR" bundle -q --number 5 --date 2027-05-28 -t text -o "$scratch/bundle/bundle.txt" \
        samples/completed.xml samples/forty-rows.xml samples/not-held.xml
    read_aloud "$scratch/bundle/bundle.pdf" "$scratch/bundle/bundle.txt"
    "$FORMULYAR" blank -q -t pdf,text -o "$scratch/blank"
    for pdf in "$scratch"/blank/*.pdf; do
        read_aloud "$pdf" "${pdf%.pdf}.txt"
        same_tree "$pdf"
    done
    "$FORMULYAR" render -q -t pdf -o "$scratch/tree-of" samples/completed.xml
    for pdf in "$scratch"/tree-of/*.pdf; do
        same_tree "$pdf"
    done
fi
done_testing
