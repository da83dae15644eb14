#!/bin/bash
# list.t - the list of all cases, words and numbers of the page (src/page).
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || { echo "1..0 # SKIP no node: apt-get install nodejs"; exit 0; }
exec node tests/page/list.mjs
