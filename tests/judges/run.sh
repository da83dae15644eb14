#!/bin/bash
# run.sh: gets the judges and lets all of them judge, in one TAP stream.  A judge
# has ten minutes.  Exit status 1 when a check fails.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
export BUILD=${BUILD:-build}
tests/judges/install.sh >&2 || echo "# some judges could not be installed: their checks are skipped"
for judge in tests/judges/*.t; do
    echo "# $judge"
    timeout 600 "$judge"
    status=$?
    [ $status -le 1 ] || echo "not ok - $judge ended early (status $status)"
done | awk '
    /^1\.\./ { next }
    /^ok|^not ok/ { sub(/^ok [0-9]+/, "ok"); sub(/^not ok [0-9]+/, "not ok"); checks++
                    failed += /^not ok/; skipped += /# SKIP/; sub(/ok/, "ok " checks) }
    { print; fflush() }
    END { printf "1..%d\n# %d checks, %d failed, %d skipped\n", checks, checks, failed, skipped; exit failed > 0 }'
