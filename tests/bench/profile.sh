#!/bin/bash
# profile.sh PROGRAM TOOLS: where a batch spends its time, for light and for heavy cases (heavy.py): the program's time and the system's
# apart, in memory and on the disk, with the same files written by nobody but files.c beside it; then the functions of the program,
# then what the system does for it.  By perf where the system lets it look, by callgrind's instructions and strace's counts elsewhere.
#
#   WEIGHTS="light heavy" CASES=600 FORMATS=pdf,docx LINES=25    what is made, and how much is told of it
. tests/bench/lib.sh
memory=$(mktemp -d /dev/shm/formulyar-profile.XXXXXX)
trap 'rm -rf "$memory" "$folder"' EXIT
count=${CASES:-600} lines=${LINES:-25}
run=("$program" batch -q -j 1 -t "${FORMATS:-pdf,docx}")

# shares PLACE INPUT: ms a case of the program and of the system, then the same of files alone.
shares() {
    local out user kernel files bytes alone_user alone_kernel
    out=$(fresh "$1")
    read -r _ _ _ _ _ _ user kernel < <("$tools/cold" 1 batch "${run[@]}" -o "$out" "$2" 2>/dev/null)
    find "$out" -name '*_*' -printf '%s\n' >"$folder/sizes"
    read -r files bytes _ alone_user alone_kernel < <("$tools/files" write 1 1 "$(fresh "$1")" <"$folder/sizes")
    awk -v n="$count" -v place="$3" -v user="$user" -v kernel="$kernel" -v files="$files" -v bytes="$bytes" \
        -v alone="$alone_kernel" -v alone_user="$alone_user" 'BEGIN {
            printf "%-8s %9.3f %9.3f %12.3f %9.1f %9.1f\n", place, user / n, kernel / n, (alone + alone_user) / n, files / n,
                bytes / n / 1024
        }'
    [ "$1" = "$folder" ] || rm -rf "$out"
}

# told WHAT: the lines of a report of perf that say something.
told() {
    echo "$1:"
    perf report --stdio --no-children --percent-limit 0.5 -i "$folder/perf" "${@:2}" 2>/dev/null | grep -vE '^ *(#|$)' | head -"$lines"
}

by_perf() {
    perf record -q -F 5000 -o "$folder/perf" "${run[@]}" -o "$(fresh)" "$1" >/dev/null 2>&1
    told 'By library, share of all time' -F overhead,dso
    told 'Functions of the program, share of all time' -F overhead,dso,sym --dsos "$(perf report --stdio -F dso -i "$folder/perf" \
        2>/dev/null | grep -vE '^ *(#|$)|kernel' | tr -d ' ' | paste -sd,)"
    told 'The system, share of all time (by perf)' -F overhead,sym --dsos '[kernel.kallsyms],[kernel.vmlinux],[kernel]'
}

by_callgrind() {
    valgrind -q --tool=callgrind --trace-children=yes --callgrind-out-file="$folder/callgrind.%p" \
        "${run[@]}" -o "$(fresh)" "$1" >/dev/null 2>&1
    echo 'The worker, share of the instructions, in the function itself (by callgrind):'
    # shellcheck disable=SC2012 # the worker has the greatest file; the names are ours
    callgrind_annotate "$(ls -S "$folder"/callgrind.* | head -1)" | grep -E '^ *[0-9,]+ \(' | head -"$lines"
    rm -f "$folder"/callgrind.*
}

# calls INPUT: what the system is asked for, a case; without what a start asks for.
calls() {
    strace -f -c -o "$folder/one" "${run[@]}" -o "$(fresh)" "$(cases 1 "$weight")" >/dev/null 2>&1
    strace -f -c -o "$folder/all" "${run[@]}" -o "$(fresh)" "$1" >/dev/null 2>&1
    echo 'Calls of the system, a case (by strace -f -c):'
    awk -v n=$((count - 1)) '$1 ~ /^[0-9.]+$/ && $NF != "total" {
        if (FNR == NR) { start[$NF] = $4 } else { printf "%9.2f %s\n", ($4 - start[$NF]) / n, $NF }
    }' "$folder/one" "$folder/all" | sort -rn | awk '$1 >= 0.05'
}

for weight in ${WEIGHTS:-light heavy}; do
    input=$(cases "$count" "$weight")
    echo "A batch of $count $weight cases (${FORMATS:-pdf,docx}), one process, ms of the processor a case:"
    printf '%-8s %9s %9s %12s %9s %9s\n' '' program system 'files alone' files KB
    shares "$memory" "$input" memory
    shares "$folder" "$input" disk
    if command -v perf >/dev/null && perf record -q -o "$folder/perf" true 2>/dev/null; then
        by_perf "$input"
    elif command -v valgrind >/dev/null; then
        by_callgrind "$(cases $((count / 20 + 1)) "$weight")" # fifty times as slow
    else
        echo 'profile: apt-get install linux-perf, or valgrind' >&2
        exit 1
    fi
    if command -v strace >/dev/null; then calls "$input"; else echo 'Calls of the system: apt-get install strace'; fi
    echo
done
