#!/bin/bash
# results.sh PROGRAM TOOLS [region]: runs the bench and writes tests/bench/RESULTS.md; with "region" the year of a region, which is
# the section of its own at the end.  Each keeps what the other wrote.
set -euo pipefail
file=tests/bench/RESULTS.md section='## A year of a region'
result=$(mktemp)
trap 'rm -f "$result"' EXIT

# machine PROGRAM: when and where this was measured.
machine() {
    local model memory system disk
    model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
    memory=$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)
    system=$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)
    disk=$(stat -f -c %T "${BENCH_FOLDER:-${TMPDIR:-/tmp}}")
    cat <<END

- date: $(date -u +%Y-%m-%d), load before: $(cut -d ' ' -f 1-3 /proc/loadavg)
- program: $("$1" --version | head -1), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)
- machine: $model, $(nproc) processors, $memory, files on $disk
- system: $system, Linux $(uname -r), $(gcc --version | head -1)

END
}

# measured SCRIPT PROGRAM TOOLS: what it prints, as a block.
measured() {
    echo '```'
    "$@" | tee /dev/stderr
    echo '```'
}

if [ "${3:-}" = region ]; then
    {
        printf '%s\n\n%s\n' "$(sed "/^$section\$/,\$d" "$file")" "$section"
        machine "$1"
        measured tests/bench/region/region.sh "$1" "$2"
    } >"$result"
else
    {
        cat <<END
# Results of the bench

Written by \`make bench-results\`; \`make bench\` prints the same. Times depend on the machine, ratios less so.
END
        machine "$1"
        measured tests/bench/bench.sh "$1" "$2"
        echo
        sed -n "/^$section\$/,\$p" "$file"
    } >"$result"
fi
cp "$result" "$file"
chmod 644 "$file"
echo "Written: $file"
