#!/bin/bash
# modules.sh PROGRAM TOOLS: where the instructions of a batch go, by folder of src/ (callgrind).
. tests/bench/lib.sh
command -v valgrind >/dev/null || { echo 'Modules: skipped, apt-get install valgrind'; exit 0; }

# profile CASES KIND: the profiles of a batch of so many cases: a list, separated by commas.
profile() {
    local out=$folder/callgrind-$2-$1
    valgrind -q --tool=callgrind --trace-children=yes --callgrind-out-file="$out.%p" \
        "$program" batch -q -j 1 -t "$2" -o "$(fresh)" "$(cases "$1")" >&2
    printf '%s\n' "$out".* | paste -sd,
}

for kind in pdf docx; do
    echo "A case as three $kind files, beyond the first case:"
    python3 tests/bench/by-module.py "$(profile 41 "$kind")" "$(profile 1 "$kind")" 40
done
