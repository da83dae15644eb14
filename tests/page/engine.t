#!/bin/bash
# engine.t - the page's engine in its workers, and what may happen to them: traps, memory, time, a stop (tests/page/engine.mjs).
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
command -v node >/dev/null || { echo "1..0 # SKIP no node: tools/install-packages node"; exit 0; }
[ -f "$BUILD/formulyar.html" ] || { echo "1..0 # SKIP no page: tools/install-packages build page node, then make page"; exit 0; }
exec node tests/page/engine.mjs "$BUILD/formulyar.html"
