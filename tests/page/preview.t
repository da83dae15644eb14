#!/bin/bash
# preview.t - the page beside the fields, as far as it needs no browser (src/page/ui/preview_*.js).
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || { echo "1..0 # SKIP no node: apt-get install nodejs"; exit 0; }
exec node tests/page/preview.mjs
