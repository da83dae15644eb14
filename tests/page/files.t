#!/bin/bash
# files.t - archives and names of files that the page saves (src/page/files).
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || { echo "1..0 # SKIP no node: apt-get install nodejs"; exit 0; }
exec node tests/page/files.mjs
