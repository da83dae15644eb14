#!/bin/bash
# school.t - the school as the page edits it (src/page/files/school.js).
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || { echo "1..0 # SKIP no node: apt-get install nodejs"; exit 0; }
exec node tests/page/school.mjs
