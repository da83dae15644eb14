#!/bin/bash
# model.t - the page's model of files (src/page/model/) under node; what it wrote is read by xmllint.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$(dirname "$0")/../.." || exit 1

if ! command -v node >/dev/null; then
    skip 'the page: its model of files' 'node is missing: apt-get install nodejs'
    done_testing
    exit
fi
edited=$(mktemp -d)
trap 'rm -rf "$edited"' EXIT
EDITED=$edited node --no-warnings tests/page/model.mjs >"$edited/tap"
whole=$?
sed '/^1\.\./d' "$edited/tap"
tap_count=$(grep -cE '^(not )?ok ' "$edited/tap")
tap_failed=$(grep -c '^not ok ' "$edited/tap")
ok "$whole" 'all of them were asked and answered'
if command -v xmllint >/dev/null; then
    xmllint --noout "$edited"/*.xml 2>"$edited/err"
    ok $? 'xmllint reads what random edits wrote'
    sed 's/^/# /' "$edited/err"
else
    skip 'xmllint reads what random edits wrote' 'xmllint is missing: apt-get install libxml2-utils'
fi
done_testing
