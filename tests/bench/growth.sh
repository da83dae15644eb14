#!/bin/bash
# growth.sh PROGRAM TOOLS: what a case costs when there are more of them, for each number in GROWTH
# (default "100 1000 10000"): form 5.4 as PDF, one process at work, beyond the cost of an empty batch.
. tests/bench/lib.sh
numbers=${GROWTH:-100 1000 10000}

# measure COUNT TIMES: the median processor ms, wall ms and the greatest peak of a batch of COUNT cases.
measure() {
    local input round out
    input=$(cases "$1")
    : >"$folder/runs"
    for ((round = 0; round < $2; round++)); do
        out=$(fresh)
        "$tools/cold" 1 batch "$program" batch -q -j 1 -f 5.4 -t pdf -o "$out" "$input" >>"$folder/runs"
    done
    echo "$(column 5 <"$folder/runs" | median) $(column 2 <"$folder/runs" | median) $(column 6 <"$folder/runs" | greatest)"
}

echo 'Growth: batches of form 5.4 as PDF, one worker; per case beyond a batch of one:'
printf '%9s %14s %9s %12s %12s\n' 'cases' 'CPU us a case' 'of 1000' 'wall us' 'peak MB'
read -r empty empty_wall _ < <(measure 1 11)
read -r thousand _ < <(measure 1000 5)
reference=$(awk -v ms="$thousand" -v empty="$empty" 'BEGIN { print (ms - empty) * 1000 / 999 }')
for number in $numbers; do
    times=5
    [ "$number" -lt 10000 ] || times=3
    [ "$number" -lt 100000 ] || times=1
    read -r processor wall peak < <(measure "$number" "$times")
    rm -f "$folder/cases-$number.xml"
    awk -v n="$number" -v ms="$processor" -v wall="$wall" -v empty="$empty" -v empty_wall="$empty_wall" \
        -v reference="$reference" -v peak="$peak" 'BEGIN {
            cost = (ms - empty) * 1000 / (n - 1)
            printf "%9d %14.1f %8.0f%% %12.1f %12.1f\n", n, cost, cost / reference * 100,
                (wall - empty_wall) * 1000 / (n - 1), peak / 1024
        }'
done
