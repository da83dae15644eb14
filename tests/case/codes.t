#!/bin/bash
# codes.t - every message of messages.def and every rule of (minutes-)rules.xml and of the editions is provoked by some
# test: its code stands in a golden (FOLDER.err) or in a test's source.  What no test can
# provoke is listed with the reason in unprovoked.txt, and only that.
. tests/tap.sh

rule_codes() {
    sed -n 's/.*<rule code="\([^"]*\)".*/\1/p' forms/rules.xml forms/minutes-rules.xml forms/*/rules.xml
}

message_codes() {
    sed -n 's/^X([A-Z0-9_]*, "\([EW][0-9]*\)".*/\1/p' src/base/messages.def
}

is "$({ rule_codes; message_codes; } | sort | uniq -d)" "" "no code is used twice"

excused=$(sed -n 's/^\([EWCF][0-9][0-9a-z]*\) .*/\1/p' tests/case/unprovoked.txt | sort -u)
in_goldens=$(grep -rhoE --include='*.err' '\[[A-Z][0-9]+[a-z]?\]$' tests | tr -d '[]' | sort -u)
in_sources=$(grep -rhoE --include='*.t' --include='*.c' --include='*.py' --include='*.json' \
    '\b[EW][0-9]{3}\b' tests | sort -u)

# unprovoked CODES PROVOKED: those of CODES that are neither provoked nor excused.
unprovoked() {
    echo "$1" | sort -u | comm -23 - <(printf '%s\n%s\n' "$2" "$excused" | sort -u)
}

is "$(unprovoked "$(rule_codes)" "$in_goldens")" "" "every rule stands in a golden"
is "$(unprovoked "$(message_codes | grep '^[EW]1')" "$in_goldens")" "" \
    "every message about a case file stands in a golden"

is "$(unprovoked "$(message_codes)" "$(printf '%s\n%s\n' "$in_goldens" "$in_sources" | sort -u)")" "" \
    "every other message is provoked by a test"

is "$(comm -12 <(echo "$in_goldens") <(echo "$excused"))" "" "no provoked code is excused"

is "$(for golden in tests/*/*.err; do
    sed -n "s,^== ,${golden%.err}/,p" "$golden"
done | while read -r path; do
    [ -e "$path" ] || [[ $path == tests/case/stream/* ]] || echo "$path"
done)" '' 'no golden is of a file that is gone'

done_testing
