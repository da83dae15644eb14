#!/bin/bash
# portable.sh PROGRAM TOOLS: what a start costs when there are no libraries to load: the static program (make portable) against
# PROGRAM, in turns, so that both have the same machine.  RUNS of each in ROUNDS rounds.
. tests/bench/lib.sh
portable=$(dirname "$program")/portable/formulyar
runs=${RUNS:-100} rounds=${ROUNDS:-5}
case=samples/completed.xml
if [ ! -x "$portable" ]; then
    echo 'The static program: make portable comes first'
    exit 0
fi

# once NAME COMMAND...: a round; median and processor time go to the file of that name.
once() { "$tools/cold" $((runs / rounds + 1)) "$@" >>"$folder/$1"; }
# shellcheck disable=SC2016 # the inner shell expands it
six='exec "$@" -o "$(mktemp -d "$0/XXXXXX")"'
for ((round = 0; round < rounds; round++)); do
    once start "$program" --version
    once start-static "$portable" --version
    # shellcheck disable=SC2016
    once shell bash -c 'exec "$@" "$(mktemp -d "$0/XXXXXX")"' "$folder" true
    once six bash -c "$six" "$folder" "$program" render -q "$case"
    once six-static bash -c "$six" "$folder" "$portable" render -q "$case"
done

# of NAME COLUMN: the median over the rounds.
of() { column "$2" <"$folder/$1" | median; }
echo "The static program beside that with libraries, in turns; median of $rounds rounds of $((runs / rounds + 1)) runs:"
printf '%-28s %9s %12s %9s\n' '' 'ms' 'processor' 'peak KB'
for name in start start-static six six-static shell; do
    printf '%-28s %9s %12s %9s\n' "$name" "$(of $name 2)" "$(of $name 5)" "$(of $name 6)"
done
awk -v six="$(of six 2) $(of six 5)" -v static="$(of six-static 2) $(of six-static 5)" -v shell="$(of shell 2) $(of shell 5)" 'BEGIN {
    split(six, a); split(static, b); split(shell, c)
    printf "Six files beyond the shell that starts them: %.2f ms (processor %.2f), static %.2f ms (%.2f).\n",
        a[1] - c[1], a[2] - c[2], b[1] - c[1], b[2] - c[2]
}'
