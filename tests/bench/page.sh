#!/bin/bash
# page.sh PROGRAM TOOLS: the page (make page) in Debian's Chromium: its size; from a browser's tab to the first field (bar: 1 s);
# from a key to the sheet that shows it, painted (bar: 50 ms); all forms of 300 cases (bar: 5 s).
. tests/bench/lib.sh
build=$(dirname "$program")
export BUILD=$build PAGE=${PAGE:-$build/formulyar.html} JUDGES=${JUDGES:-build/judges}
for thing in "$PAGE:make page" "$JUDGES/page/.complete:tests/judges/install.sh page"; do
    if ! [ -e "${thing%%:*}" ]; then
        echo "The page is not measured: no ${thing%%:*} (${thing#*:})"
        exit
    fi
done
node tests/bench/page.mjs "$(cases 300)"
