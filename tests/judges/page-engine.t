#!/bin/bash
# The page's engine, as WebAssembly under node, against the native program of the same build: the same bytes, the same messages
# (tests/page/same.mjs).
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
lacks() {
    echo "1..0 # SKIP $1"
    exit 0
}
command -v node >/dev/null || lacks "no node: tools/install-packages node"
[ -f "$BUILD/page/engine.wasm" ] || lacks "no page: tools/install-packages build page node, then make page"
[ -x "$BUILD/tests/page/door_run" ] || lacks "no program to compare with: make judges builds it"
exec node tests/page/same.mjs "$BUILD"
