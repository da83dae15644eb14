#!/bin/bash
# bench.sh PROGRAM TOOLS: all the series, one after the other (mk/bench.mk has their settings).
set -euo pipefail
scripts/bench "$1" "$2/cold"
for series in batch tags growth modules; do
    echo
    "tests/bench/$series.sh" "$1" "$2"
done
