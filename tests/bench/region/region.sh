#!/bin/bash
# region.sh PROGRAM TOOLS: a year of a region, as README shows it: cases in folders of their own, by the schools' 200 editions, in
# 10 shards that GNU parallel hands to this machine's processors, and one report.  First a hundredth and a tenth of it, which tells
# whether memory and the cost of a case grow; then what files alone cost, the same numbers and sizes; then what a million would need.
#
#   SCHOOLS=1000 CASES=100000 EDITIONS=200 SHARDS=10    one year
#   BENCH_FOLDER=$TMPDIR    where: 26 GB and 1,500,000 files for a year (tools/mk/bench.mk)
. tests/bench/lib.sh
schools=${SCHOOLS:-1000} cases=${CASES:-100000} editions=${EDITIONS:-200} shards=${SHARDS:-10}
command -v parallel >/dev/null || {
    echo 'A year of a region: left out, GNU parallel is missing'
    exit 0
}

# rows STATUS FOLDER: documents of that status in the report of the folder.
rows() { grep -c "\"status\":\"$1\"" "$2/report.json" || true; }

# year SCHOOLS CASES: generates and makes it in $year; sets what is told of it.  Nothing is removed before the end: see bench.sh.
year() {
    local began
    year=$folder/year-$2
    mkdir -p "$year/out"
    python3 tests/bench/region/generate.py "$year" "$1" "$2" "$editions"
    sync -f "$folder"
    load=$(cut -d ' ' -f 1 /proc/loadavg)
    began=$(date +%s%N)
    (cd "$year" && seq "$shards" | parallel --will-cite -j "$processes" --halt now,fail=1 --joblog log "$tools/cold" 1 shard \
        "$program" batch -q -j 1 --forms forms --shard "{}/$shards" -o 'out/{}' cases) >"$year/shards"
    wall=$((($(date +%s%N) - began) / 1000000))
    # shellcheck disable=SC2046 # the parts by their numbers
    "$tools/cold" 1 merge "$program" report --merge -q -o "$year/out" $(seq -f "$year/out/%.0f" "$shards") \
        >"$year/merge"
    made=$(rows made "$year/out")
    [ "$made" -eq $(($2 * 6)) ] || {
        echo "region: $made documents instead of $(($2 * 6))" >&2
        exit 1
    }
}

# tell CASES: a line about the year that was made.
tell() {
    awk -v cases="$1" -v wall="$wall" -v load="$load" -v merge="$(cat "$year/merge")" '
        { cpu += $5; if ($6 > peak) peak = $6; if ($2 > longest) longest = $2 }
        END {
            split(merge, parts, " ")
            printf "%8d %8.1f %8.0f %8.0f %9.2f %10.1f %10.1f %9.2f %9.1f %6s\n", cases, wall / 1000, cases * 1000 / wall,
                6 * cases * 1000 / wall, cpu / cases, longest / 1000, peak / 1024, parts[2] / 1000, parts[6] / 1024, load
            print cases, peak, parts[6] >>peaks
        }' peaks="$folder/peaks" "$year/shards"
}

echo "A year of a region: $schools schools, $editions editions, every case in a folder of its own, three forms as PDF and DOCX;"
echo "$shards shards by GNU parallel, $processes at once, and one report of them:"
printf '%8s %8s %8s %8s %9s %10s %10s %9s %9s %6s\n' cases seconds cases/s files/s 'CPU ms' 'longest s' 'peak MB' 'report s' 'its MB' load
for part in 100 10 1; do
    year $(((schools + part - 1) / part)) $((cases / part))
    tell $((cases / part))
done

# The other way, without shards: a run for each school, under its own letterhead.
year=$folder/year-$((cases / 10))
began=$(date +%s%N)
(cd "$year" && find cases -mindepth 1 -maxdepth 1 -printf '%f\n' | parallel --will-cite -j "$processes" --halt now,fail=1 \
    "$tools/cold" 1 school "$program" batch -q -j 1 --forms forms --organization 'letterheads/{}.xml' -o 'schools/{}' 'cases/{}') \
    >"$year/schools.log"
awk -v cases=$((cases / 10)) -v wall=$((($(date +%s%N) - began) / 1000000)) '{ cpu += $5; if ($6 > peak) peak = $6 } END {
    printf "A run for each school instead, under its own letterhead: %d schools, %d cases in %.1f s, %.0f a second, %.2f ms of CPU, peak %.1f MB.\n",
        NR, cases, wall / 1000, cases * 1000 / wall, cpu / cases, peak / 1024
}' "$year/schools.log"
year=$folder/year-$cases

# What every shard pays to find its own: one that has hardly a case of its own.
read -r _ scan _ < <(cd "$year" && "$tools/cold" 1 scan "$program" batch -q -j 1 --forms forms --shard 1/100000000 -o none cases)
read -r inputs input_bytes reading _ < <("$tools/files" read "$processes" "$year/cases")
find "$year/out" -mindepth 2 -type f -printf '%s\n' >"$folder/sizes"
mkdir "$folder/alone"
sync -f "$folder"
read -r files file_bytes writing _ < <("$tools/files" write "$processes" "$shards" "$folder/alone" <"$folder/sizes")

# Memory by the two greatest: what an input more costs a shard, a case more the report.
read -r peak peak_each merge merge_each < <(awk '{ before = n; peak_before = peak; merge_before = merge; n = $1; peak = $2; merge = $3 }
    END { print peak, (peak - peak_before) / (n - before), merge, (merge - merge_before) / (n - before) }' "$folder/peaks")

awk -v peak="$peak" -v peak_each="$peak_each" -v merge="$merge" -v merge_each="$merge_each" -v wall="$wall" -v scan="$scan" -v inputs="$inputs" -v input_bytes="$input_bytes" -v reading="$reading" -v files="$files" \
    -v file_bytes="$file_bytes" -v writing="$writing" -v shards="$shards" -v cases="$cases" -v processes="$processes" 'BEGIN {
    share = (writing + shards * reading) / wall * 100
    printf "Files alone, %d processes: %d inputs read in %.1f s, %.0f a second; %d files of %.1f GB written in %.1f s, %.0f a second.\n",
        processes, inputs, reading / 1000, inputs * 1000 / reading, files, file_bytes / 1e9, writing / 1000, files * 1000 / writing
    printf "The file system has %.0f %% of the time: writing once, and reading by each of %d shards.\n", share, shards
    printf "To look through all inputs for its own cases takes a shard %.1f s: %.0f %% of the processors.\n", scan / 1000,
        scan * shards / processes / wall * 100
    times = 1000000 / cases
    printf "A million cases by the same way: %.1f hours of this machine, %.0f GB and %.1f million files, %.1f million of them inputs;\n",
        wall * times / 3.6e6, (file_bytes + input_bytes) * times / 1e9, (files + inputs) * times / 1e6, inputs * times / 1e6
    more = 1000000 - cases
    printf "a shard takes %.0f MB of memory (%.0f bytes for an input that it knows of), the report %.0f MB (%.0f bytes a case);\n",
        (peak + more * peak_each) / 1024, peak_each * 1024, (merge + more * merge_each) / 1024, merge_each * 1024
    printf "files alone %.1f hours of that.  Each shard looks through everything: with %d shards instead of %d, %.1f hours of\n",
        (writing + shards * reading) * times / 3.6e6, shards * 10, shards, scan * times * shards * 10 / processes / 3.6e6
    printf "processors more go into looking than %.1f.  So shards are as many as machines, or each school has a run of its own.\n",
        scan * times * shards / processes / 3.6e6
}'
