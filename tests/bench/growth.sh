#!/bin/bash
# growth.sh PROGRAM TOOLS: what a case costs when there are more of them, for each number in GROWTH
# (default "100 1000 10000"): form 5.4 as PDF, one worker, beyond the cost of a batch of one case; and
# again when all is there already.  Batches of 1000 cases stand in front of each run and behind it; with
# their median it is compared, so that a machine that is slower for a while is so for both.
. tests/bench/lib.sh
numbers=${GROWTH:-100 1000 10000}

# twice COUNT: processor ms, wall ms and peak KB of a batch of COUNT cases, and of a second run over its files.
twice() {
    local input out
    input=$(cases "$1")
    out=$(fresh)
    for _ in first second; do
        "$tools/cold" 1 batch "$program" batch -q -j 1 -f 5.4 -t pdf -o "$out" "$input"
    done | awk '{ printf "%s %s %s ", $5, $2, $6 }'
}

# thousands TIMES: so many lines of batches of 1000 cases, twice.
thousands() {
    local time
    for ((time = 0; time < $1; time++)); do
        twice 1000
        echo
    done
}

# pairs COUNT ROUNDS TIMES: a line for each round: COUNT cases, twice, and the medians of 1000 cases,
# twice, TIMES in front and TIMES behind.
pairs() {
    local round run column
    for ((round = 0; round < $2; round++)); do
        thousands "$3" >"$folder/thousands"
        run=$(twice "$1")
        thousands "$3" >>"$folder/thousands"
        echo "$run $(for column in 1 2 3 4 5 6; do column $column <"$folder/thousands" | median; done | paste -sd' ')"
    done >"$folder/pairs"
}

# each N FIRST: microseconds a case by column N, and in percent of those of 1000 cases: medians.
each() {
    awk -v n="$1" -v first="$2" -v count="$number" '{
        cost = ($n - first) * 1000 / (count - 1)
        print cost, cost / (($(n + 6) - first) * 10 / 999)
    }' "$folder/pairs" >"$folder/costs"
    echo "$(column 1 <"$folder/costs" | median) $(column 2 <"$folder/costs" | median)"
}

echo 'Growth: batches of form 5.4 as PDF, one worker; a case beyond a batch of one, and again when all is there:'
printf '%9s %9s %9s %9s %9s %13s %9s %9s\n' 'cases' 'CPU us' 'of 1000' 'wall us' 'peak MB' 'again CPU us' 'of 1000' 'peak MB'
for ((round = 0; round < 11; round++)); do
    twice 1
    echo
done >"$folder/ones"
read -r one one_wall again_one < <(for n in 1 2 4; do column $n <"$folder/ones" | median; done | paste -sd' ')
for number in $numbers; do
    rounds=5 times=1
    [ "$number" -lt 10000 ] || times=3
    [ "$number" -lt 100000 ] || rounds=3 times=10
    pairs "$number" $rounds $times
    read -r cpu share < <(each 1 "$one")
    read -r wall _ < <(each 2 "$one_wall")
    read -r again again_share < <(each 4 "$again_one")
    printf '%9d %9.1f %8.0f%% %9.1f %9.1f %13.1f %8.0f%% %9.1f\n' "$number" "$cpu" "$share" "$wall" \
        "$(column 3 <"$folder/pairs" | greatest | awk '{ print $1 / 1024 }')" "$again" "$again_share" \
        "$(column 6 <"$folder/pairs" | greatest | awk '{ print $1 / 1024 }')"
    [ "$number" = 1000 ] || rm -f "$folder/cases-light-$number.xml"
done
