#!/bin/bash
# Every sample is a good case; what the program says about each stands in check.txt.
# ACCEPT=1 writes check.txt anew.
set -u
. tests/tap.sh
program=$BUILD/formulyar
here=tests/samples

# The draft is the one sample that is not finished.
finished() { find samples -name '*.xml' ! -name draft.xml | LC_ALL=C sort; }

for sample in $(finished); do
    "$program" check -q --lang ru "$sample" >/dev/null 2>&1
    is $? 0 "$sample has no error"
done
"$program" check -q --lang ru samples/draft.xml >/dev/null 2>&1
is $? 1 "the draft is refused as a final case"
"$program" check -q --draft --lang ru samples/draft.xml >/dev/null 2>&1
is $? 0 "the draft is a good draft"

# Whether a date lies in the future (W8a, W8b) depends on the day of the test.
said() {
    for sample in $(finished) samples/draft.xml; do
        "$program" check -q --lang ru "$sample" 2>&1
    done | grep -v '\[W8[ab]\]$'
}
if [ "${ACCEPT:-}" ]; then
    said >"$here/check.txt"
fi
is "$(said)" "$(cat "$here/check.txt")" 'errors and warnings are the expected ones'

listed=$(sed -n 's/^| `\([^`]*\.xml\)`.*/\1/p' samples/README.ru.md | LC_ALL=C sort)
is "$listed" "$(cd samples && find . -name '*.xml' | cut -c3- | LC_ALL=C sort)" 'samples/README.ru.md lists every sample'
done_testing
