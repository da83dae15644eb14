#!/bin/bash
# ours.t - a page with a school's own letterhead and edition inside (make page ORGANIZATION=... EDITION=...): what the
# engine would refuse later is refused when the page is made, and then there is none.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
command -v node >/dev/null || { skip 'a page for a school' 'no node: tools/install-packages node' && done_testing && exit; }
[ -f "$BUILD/page/engine.wasm" ] || { skip 'a page for a school' 'no page: tools/install-packages build page node, then make page' && done_testing && exit; }

# page ORGANIZATION EDITION: makes one; what is said is in said.
page() {
    rm -f "$scratch/page.html"
    node tools/page/bundle.mjs "$BUILD" "$scratch/page.html" "$(tools/libraries/release)" "$1" "$2" >/dev/null 2>"$scratch/said"
}

# refused CODE WHAT: no page, and why.
refused() {
    is "$?" 1 "$2 is refused"
    has "$(cat "$scratch/said")" "$1" 'with the reason'
    ok "$([ ! -e "$scratch/page.html" ]; echo $?)" 'and there is no page'
}

cp -r forms/example-corrected "$scratch/gymnasium"
sed -i 's/id="example-corrected"/id="gymnasium"/' "$scratch/gymnasium/edition.xml"
page forms/organization.xml "$scratch/gymnasium"
is "$?" 0 'a letterhead and an edition are taken'
[ "$(stat -c %s "$scratch/page.html")" -gt 1000000 ]
ok $? 'a page is made'

echo '<organization/>' >"$scratch/organization.xml"
page "$scratch/organization.xml" ''
refused E222 'a letterhead that is none'

cp -r "$scratch/gymnasium" "$scratch/school"
page '' "$scratch/school"
refused E239 'an edition that its folder calls otherwise'

page '' forms/example-corrected
refused 'call the folder otherwise' 'an edition that the page has'
done_testing
