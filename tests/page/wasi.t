#!/bin/bash
# wasi.t - the files that the page's engine sees (src/page/engine/wasi.js), asked as a C library may ask.
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || { echo "1..0 # SKIP no node: apt-get install nodejs"; exit 0; }
exec node tests/page/wasi.mjs
