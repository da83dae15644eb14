# lib.sh - what the series of the bench share; sourced by them.
# shellcheck shell=bash disable=SC2034
set -euo pipefail
program=$1 tools=$2
folder=$(mktemp -d "${BENCH_FOLDER:-${TMPDIR:-/tmp}}/formulyar-bench.XXXXXX")
[ -n "${BENCH_KEEP:-}" ] || trap 'rm -rf "$folder"' EXIT
processes=$(nproc)

# cases COUNT [heavy]: the path of a file of so many generated cases, light ones if nobody says otherwise.
cases() {
    local file=$folder/cases-${2:-light}-$1.xml generator=tests/batch/generate.py
    [ "${2:-light}" = light ] || generator=tests/bench/heavy.py
    [ -e "$file" ] || python3 $generator "$1" >"$file"
    echo "$file"
}

# fresh [PLACE]: a new folder; what was written before goes to the disk first, so that no run pays for another.
fresh() {
    sync -f "${1:-$folder}"
    mktemp -d "${1:-$folder}/XXXXXX"
}

# column N: that column of standard input.
column() { awk -v n="$1" '{ print $n }'; }

# median: of the numbers on standard input.
median() { sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# greatest: of the numbers on standard input.
greatest() { sort -g | tail -1; }
