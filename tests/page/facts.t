#!/bin/bash
# facts.t - how the page starts, and what becomes of a school's editions that will not do (src/page/facts.js, editions.js).
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
command -v node >/dev/null || { echo "1..0 # SKIP no node: tools/install-packages node"; exit 0; }
[ -f "$BUILD/formulyar.html" ] || { echo "1..0 # SKIP no page: tools/install-packages build page node, then make page"; exit 0; }
exec node --no-warnings tests/page/facts.mjs "$BUILD/formulyar.html"
