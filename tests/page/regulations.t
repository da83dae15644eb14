#!/bin/bash
# regulations.t - what the page takes from the description of a regulation of itself (tests/page/regulations.mjs).
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
command -v node >/dev/null || { echo "1..0 # SKIP no node: tools/install-packages node"; exit 0; }
[ -f "$BUILD/formulyar.html" ] || { echo "1..0 # SKIP no page: tools/install-packages build page node, then make page"; exit 0; }
exec node --no-warnings tests/page/regulations.mjs "$BUILD/formulyar.html"
