#!/bin/bash
# new.t - the case to start from.
. "$(dirname "$0")/lib.sh"

"$formulyar" new >"$scratch/a.xml"
is $? 0 'new prints a case'
exits 0 'it can be checked as a draft' "$formulyar" check --draft "$scratch/a.xml"
"$formulyar" new | "$formulyar" check --draft -q - 2>/dev/null
is $? 0 'new | check --draft -'
exits 0 'new -o' "$formulyar" new -o "$scratch/b.xml"
cmp -s "$scratch/a.xml" "$scratch/b.xml"
ok $? 'the same text'
is "$(stat -c %a "$scratch/b.xml")" 600 'for its owner alone'
echo mine >"$scratch/b.xml"
exits 1 'an existing file is not replaced' "$formulyar" new -o "$scratch/b.xml"
has "$err" '[E028]' 'E028'
is "$(cat "$scratch/b.xml")" mine 'it is as it was'
exits 0 'with --force it is' "$formulyar" new --force -o "$scratch/b.xml"
cmp -s "$scratch/a.xml" "$scratch/b.xml"
ok $? 'and holds the case'
exits 0 'a draft of it prints' "$formulyar" render --draft -o "$scratch/out" "$scratch/a.xml"
[ -s "$scratch/out/new_5.1.pdf" ]
ok $? 'form 5.1 is there'
if command -v xmllint >/dev/null; then
    exits 0 'xmllint agrees' xmllint --noout --schema forms/case.xsd "$scratch/a.xml"
else
    skip 'xmllint' 'apt-get install libxml2-utils'
fi
done_testing
