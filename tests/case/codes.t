#!/bin/bash
# codes.t - every message of messages.def and every rule of rules.xml is provoked by some test:
# its code stands in a golden (*.err) or, for parts whose messages need no file to
# provoke them, in a test's source.  What no test can provoke is listed with the reason in
# unprovoked.txt, and only that.
. tests/tap.sh

codes() {
    sed -n 's/^X([A-Z0-9_]*, "\([EW][0-9]*\)".*/\1/p' src/base/messages.def
    sed -n 's/.*<rule code="\([^"]*\)".*/\1/p' forms/rules.xml
}

is "$(codes | sort | uniq -d)" "" "no code is used twice"

provoked=$(grep -rhoE --include='*.err' --include='*.t' --include='*.c' --include='*.json' \
    '\b([EW][0-9]{1,3}|[CFW][0-9]+)[a-z]?\b' tests | sort -u)
excused=$(sed -n 's/^\([A-Z][0-9a-z]*\) .*/\1/p' tests/case/unprovoked.txt | sort -u)

missing=$(codes | sort -u | comm -23 - <(printf '%s\n%s\n' "$provoked" "$excused" | sort -u))
is "$missing" "" "every code is provoked by a test"

is "$(comm -12 <(echo "$provoked") <(echo "$excused"))" "" "no provoked code is excused"
is "$(comm -23 <(echo "$excused") <(codes | sort -u) | sed '/^$/d')" "" "every excused code exists"

done_testing
