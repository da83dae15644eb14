#!/bin/bash
# fields.t - the page's fields: what is made of a description (under node), and that texts are shown as they are printed.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"

if ! command -v node >/dev/null; then
    skip 'the page: its fields' 'node is missing: apt-get install nodejs'
    done_testing
    exit
fi
node --no-warnings tests/page/fields.mjs >"$scratch/tap"
whole=$?
sed '/^1\.\./d' "$scratch/tap"
tap_count=$(grep -cE '^(not )?ok ' "$scratch/tap")
tap_failed=$(grep -c '^not ok ' "$scratch/tap")
ok "$whole" 'all of them were asked and answered'

for sample in samples/*.xml; do
    name=$(basename "$sample" .xml)
    node --no-warnings tests/page/lines.mjs "$sample" >"$scratch/$name.xml"
    cmp -s "$sample" "$scratch/$name.xml" && continue
    "$formulyar" render -q --draft -t tree -o "$scratch/as-is" "$sample" 2>/dev/null
    "$formulyar" render -q --draft -t tree -o "$scratch/as-shown" "$scratch/$name.xml" 2>/dev/null
done
ok "$([ "$(find "$scratch/as-is" -type f | wc -l)" -gt 20 ]; echo $?)" 'texts of samples have several lines'
diff -r "$scratch/as-is" "$scratch/as-shown" >"$scratch/diff"
ok $? 'lines that a field shows are the lines that are printed'
head -20 "$scratch/diff" | sed 's/^/# /'
done_testing
