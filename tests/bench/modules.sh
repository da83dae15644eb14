#!/bin/bash
# modules.sh PROGRAM TOOLS: where the instructions of many cases go, by folder of src/ (callgrind).  In one process: valgrind
# does not get out of the workers of a batch what it counted, which may open no file.
. tests/bench/lib.sh
command -v valgrind >/dev/null || { echo 'Modules: skipped, apt-get install valgrind'; exit 0; }

# profile CASES KIND: the profile of so many cases.
profile() {
    local out=$folder/callgrind-$2-$1
    valgrind -q --tool=callgrind --callgrind-out-file="$out" \
        "$program" render -q -t "$2" -o "$(fresh)" "$(cases "$1")" >/dev/null 2>&1
    echo "$out"
}

for kind in pdf docx; do
    echo "A case as three $kind files, beyond the first case:"
    python3 tests/bench/by-module.py "$(profile 41 "$kind")" "$(profile 1 "$kind")" 40
done
