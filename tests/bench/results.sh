#!/bin/bash
# results.sh PROGRAM TOOLS: runs the bench and writes tests/bench/RESULTS.md.
set -euo pipefail
result=$(mktemp)
trap 'rm -f "$result"' EXIT
model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
memory=$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)
system=$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)
disk=$(stat -f -c %T "${BENCH_FOLDER:-${TMPDIR:-/tmp}}")
{
    cat <<END
# Results of the bench

Written by \`make bench-results\`; \`make bench\` prints the same. Times depend on the machine, ratios less so.

- date: $(date -u +%Y-%m-%d), load before: $(cut -d ' ' -f 1-3 /proc/loadavg)
- program: $("$1" --version | head -1), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)
- machine: $model, $(nproc) processors, $memory, files on $disk
- system: $system, Linux $(uname -r), $(gcc --version | head -1)

\`\`\`
END
    tests/bench/bench.sh "$1" "$2" | tee /dev/stderr
    echo '```'
} >"$result"
cp "$result" tests/bench/RESULTS.md
chmod 644 tests/bench/RESULTS.md
echo 'Written: tests/bench/RESULTS.md'
