#!/bin/bash
# profile.sh PROGRAM TOOLS: the functions in which a batch spends its time: by perf where the system
# lets it look, by callgrind's instructions elsewhere.  CASES, FORMATS: what is made.  Written into
# memory, if nobody says otherwise: what the disk costs is told by the series.
[ ! -w /dev/shm ] || : "${BENCH_FOLDER:=/dev/shm}"
. tests/bench/lib.sh
count=${CASES:-1000}
run=("$program" batch -q -j 1 -t "${FORMATS:-pdf,docx}")

# report WHAT FIELDS: shares of the time by these fields.
report() {
    echo "A batch of $count cases, share of the time by $1:"
    perf report --stdio --percent-limit 0.5 -F "overhead,$2" -i "$folder/perf" 2>/dev/null |
        grep -vE '^ *(#|$)' | head -"${LINES:-40}"
}

if command -v perf >/dev/null && perf record -q -o "$folder/perf" true 2>/dev/null; then
    perf record -q -F 2000 -o "$folder/perf" "${run[@]}" -o "$(fresh)" "$(cases "$count")" >/dev/null
    report library dso
    report function dso,sym
elif command -v valgrind >/dev/null; then
    count=$((count / 20 + 1)) # fifty times as slow
    valgrind -q --tool=callgrind --trace-children=yes --callgrind-out-file="$folder/callgrind.%p" \
        "${run[@]}" -o "$(fresh)" "$(cases $count)" >/dev/null
    echo "A batch of $count cases, its worker: share of the instructions, in the function itself:"
    # shellcheck disable=SC2012 # the worker has the greatest file; the names are ours
    callgrind_annotate "$(ls -S "$folder"/callgrind.* | head -1)" | grep -E '^ *[0-9,]+ \(' | head -"${LINES:-40}"
else
    echo 'profile: apt-get install linux-perf, or valgrind' >&2
    exit 1
fi
