#!/bin/bash
# pack.t - what the page is packed in and put together of: text, .lzma, archive, modules, copies of itself (tests/page/pack.mjs).
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || { echo "1..0 # SKIP no node: tools/install-packages node"; exit 0; }
command -v xz >/dev/null || { echo "1..0 # SKIP no xz: tools/install-packages node"; exit 0; }
exec node tests/page/pack.mjs
