#!/bin/bash
# batch.sh PROGRAM TOOLS: a batch of CASES light and one of HEAVY heavy cases (heavy.py), all different, three forms
# each, verified, files on disk: as PDF, as DOCX, as both.  Each run is followed by its floors (floor.c) on the same files:
# all that is deflated in them deflated again and written, and the same with what files share once.
. tests/bench/lib.sh
rounds=${ROUNDS:-5}

# pair KIND INPUT: one batch and its floors: ms, processor ms, peak KB, files, bytes, floor ms, the other floor ms.
pair() {
    local out files bytes time processor peak all once
    out=$(fresh)
    read -r _ time _ _ processor peak _ < <("$tools/cold" 1 batch "$program" batch -q -j "$processes" -t "$1" -o "$out" "$2" 2>/dev/null)
    read -r files bytes < <(find "$out" -name '*_*' -printf '%s\n' | awk '{ sum += $1 } END { print NR, sum }')
    read -r _ all _ < <("$tools/floor" "$processes" "$out" "$(fresh)" all)
    read -r _ once _ < <("$tools/floor" "$processes" "$out" "$(fresh)" once)
    echo "$time $processor $peak $files $bytes $all $once"
}

# spread N: median, least and greatest of floor column N over the batch, pair by pair, in percent.
spread() {
    awk -v n="$1" '{ print $n / $1 * 100 }' "$folder/pairs" | sort -g |
        awk '{ value[NR] = $1 } END { printf "%.0f%% (%.0f-%.0f)\n", value[int((NR + 1) / 2)], value[1], value[NR] }'
}

# series COUNT INPUT: the lines of all kinds.
series() {
    local kind round files bytes
    for kind in pdf docx pdf,docx; do
        for ((round = 0; round < rounds; round++)); do
            pair "$kind" "$2"
        done >"$folder/pairs"
        read -r _ _ _ files bytes _ < <(head -1 "$folder/pairs")
        awk -v kind="${kind/pdf,docx/both}" -v count="$1" -v files="$files" -v bytes="$bytes" \
            -v time="$(column 1 <"$folder/pairs" | median)" -v processor="$(column 2 <"$folder/pairs" | median)" \
            -v peak="$(column 3 <"$folder/pairs" | greatest)" -v all="$(spread 6)" -v once="$(spread 7)" 'BEGIN {
                printf "%-5s %8.0f %8.0f %7.0f %8.0f %6.3f ms %9.1f %9.1f %14s %14s\n", kind, count / time * 1000,
                    files / time * 1000, time, processor, processor / files, bytes / files / 1024, peak / 1024, all, once
            }'
    done
}

for weight in light heavy; do
    count=${CASES:-1000}
    [ $weight = light ] || count=${HEAVY:-300}
    echo "Batch of $count $weight cases, three forms each, on $processes processes; medians of $rounds rounds:"
    printf '%-5s %8s %8s %7s %8s %9s %9s %9s %14s %14s\n' '' 'cases/s' 'files/s' 'ms' 'CPU ms' 'CPU/file' \
        'KB/file' 'peak MB' 'of floor' 'shared once'
    series "$count" "$(cases "$count" $weight)"
done
echo '"of floor": time of the floor over that of the batch, pair by pair: median (least-greatest).'
echo 'The floor deflates all that is deflated in the files and writes them; "shared once": fonts and other'
echo 'parts that files share are deflated for the first file alone.  Peak: the largest process of the run.'
