#!/bin/bash
# alone.sh PROGRAM TOOLS: the archive alone (batch --archive FILE --no-files) beside files, in memory and on the disk, in turns: HEAVY heavy
# cases, three PDFs each.  The bar: 90 % of the speed of files in memory.  Then what --spread costs.
. tests/bench/lib.sh
rounds=${ROUNDS:-5} count=${HEAVY:-300}
memory=$(mktemp -d /dev/shm/formulyar-bench.XXXXXX)
trap 'rm -rf "$memory"; [ -n "${BENCH_KEEP:-}" ] || rm -rf "$folder"' EXIT
input=$(cases "$count" heavy)

# once NAME PLACE OPTION...: a batch with these options; OUT in them is a new folder.  Its line goes to the file of that name.
once() {
    local name=$1 out
    out=$(fresh "$2")
    shift 2
    "$tools/cold" 1 batch "$program" batch -q -j "$processes" -t pdf "${@//OUT/$out}" "$input" 2>/dev/null | awk '{ print $2, $7, $8, $6 }' >>"$folder/$name"
    case $out in "$memory"*) rm -rf "$out" ;; esac
}

# line NAME WHAT: medians, and the speed in percent of that of files in memory in the same round.
line() {
    awk -v name="$2" -v count="$count" -v all="$(column 1 <"$folder/$1" | median)" -v user="$(column 2 <"$folder/$1" | median)" \
        -v kernel="$(column 3 <"$folder/$1" | median)" -v peak="$(column 4 <"$folder/$1" | greatest)" -v ratio="$(
            paste -d' ' "$folder/files-memory" "$folder/$1" | awk '{ print $1 / $5 * 100 }' | sort -g |
                awk '{ value[NR] = $1 } END { printf "%.0f%% (%.0f-%.0f)", value[int((NR + 1) / 2)], value[1], value[NR] }'
        )" 'BEGIN { printf "%-28s %8.0f %8.0f %8.0f %8.0f %9.1f %16s\n", name, count / all * 1000, all, user, kernel, peak / 1024, ratio }'
}

for ((round = 0; round < rounds; round++)); do
    once files-memory "$memory" -o OUT
    once alone-memory "$memory" --archive OUT/all.zip --no-files
    once files-disk "$folder" -o OUT
    once alone-disk "$folder" --archive OUT/all.zip --no-files
    once spread-disk "$folder" -o OUT --spread
done
echo "The archive alone beside files: $count heavy cases, three PDFs each, on $processes processes; medians of $rounds rounds:"
printf '%-28s %8s %8s %8s %8s %9s %16s\n' '' 'cases/s' 'ms' 'user ms' 'system' 'peak MB' 'of files/memory'
line files-memory 'files, memory'
line alone-memory 'archive alone, memory'
line files-disk 'files, disk'
line alone-disk 'archive alone, disk'
line spread-disk 'files by hundreds, disk'
