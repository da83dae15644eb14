#!/bin/bash
# bench.sh PROGRAM TOOLS: the series, one after the other (tools/mk/bench.mk has their settings).
set -euo pipefail
# One folder for all, removed at the end: ext4 looks for a place for a new file among those that were
# removed in the last minutes, and makes whoever comes after a great removal pay for it.
BENCH_FOLDER=$(mktemp -d "${BENCH_FOLDER:-${TMPDIR:-/tmp}}/formulyar-bench.XXXXXX")
trap 'rm -rf "$BENCH_FOLDER"' EXIT
export BENCH_FOLDER BENCH_KEEP=1
first=yes
for series in ${SERIES:-case portable batch alone tags growth modules workbook page pairs}; do
    [ -n "$first" ] || echo
    first=
    "tests/bench/$series.sh" "$1" "$2"
done
