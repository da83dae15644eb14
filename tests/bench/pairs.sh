#!/bin/bash
# pairs.sh PROGRAM TOOLS: PROGRAM beside an older build of it, BASELINE=PATH, in turns and in one run, so that both have the same
# machine: six files cold; batches of light and of heavy cases as PDF, as DOCX and as both, written to the disk (BENCH_FOLDER) and
# into memory (/dev/shm).  The time of the processor is told apart: that of the program, that of the system (files, processes).
#
#   PAIR_ROUNDS=5    rounds; the two take turns in who begins
#   CASES=1000 HEAVY=300    cases of a batch
. tests/bench/lib.sh
rounds=${PAIR_ROUNDS:-5} light=${CASES:-1000} heavy=${HEAVY:-300}
case=samples/completed.xml
if [ -z "${BASELINE:-}" ]; then
    echo 'An older build beside this one: make bench BASELINE=PATH/formulyar'
    exit 0
fi
"$BASELINE" --version >"$folder/version" || exit 1
memory=$(mktemp -d /dev/shm/formulyar-bench.XXXXXX)
trap 'rm -rf "$memory"; [ -n "${BENCH_KEEP:-}" ] || rm -rf "$folder"' EXIT

# once WHICH ROW RUNS COMMAND...: its wall, user and system ms go to the file of that row and WHICH.
once() {
    local which=$1 row=$2
    shift 2
    "$tools/cold" "$1" "${@:2}" 2>/dev/null | awk '{ print $2, $7, $8 }' >>"$folder/$row.$which"
}

# turn ROW COMMAND...: COMMAND WHICH PROGRAM for both; who begins changes from round to round.
turn() {
    local row=$1
    shift
    if ((round % 2)); then
        "$@" now "$row" "$program"
        "$@" before "$row" "$BASELINE"
    else
        "$@" before "$row" "$BASELINE"
        "$@" now "$row" "$program"
    fi
}

# shellcheck disable=SC2016 # the inner shell expands it
six() { once "$1" "$2" 20 six bash -c 'exec "$@" -o "$(mktemp -d "$0/XXXXXX")"' "$folder" "$3" render -q "$case"; }

# batch PLACE INPUT KIND WHICH ROW PROGRAM: what was written into memory goes away at once.
batch() {
    local out
    out=$(fresh "$1")
    once "$4" "$5" 1 batch "$6" batch -q -j "$processes" -t "$3" -o "$out" "$2"
    [ "$1" = "$folder" ] || rm -rf "$out"
}

# again INPUT WHICH ROW PROGRAM: a batch on the disk, removed at once: the next has to do with what was given back.
again() {
    local out
    out=$(fresh)
    once "$2" "$3" 1 batch "$4" batch -q -j "$processes" -t pdf -o "$out" "$1"
    rm -rf "$out"
}

# ratio ROW COLUMN: now over before, round by round, in percent: median (least-greatest).
ratio() {
    paste -d' ' "$folder/$1.now" "$folder/$1.before" | awk -v n="$2" '$(n + 3) > 0 { print $n / $(n + 3) * 100 }' | sort -g |
        awk '{ value[NR] = $1 } END { if (NR) printf "%.0f%% (%.0f-%.0f)", value[int((NR + 1) / 2)], value[1], value[NR]; else print "-" }'
}

# of ROW WHICH COLUMN: the median over the rounds.
of() { column "$3" <"$folder/$1.$2" | median; }

# line ROW LABEL: user, system and whole time: before, now, ratio.
line() {
    local column
    printf '%-22s' "$2"
    for column in 2 3 1; do
        printf ' %8.1f %8.1f %16s' "$(of "$1" before $column)" "$(of "$1" now $column)" "$(ratio "$1" $column)"
    done
    echo
}

for ((round = 0; round < rounds; round++)); do
    turn six six
    for weight in light heavy; do
        input=$(cases "${!weight}" $weight)
        for kind in pdf docx pdf,docx; do
            turn "memory-$weight-$kind" batch "$memory" "$input" $kind
            turn "disk-$weight-$kind" batch "$folder" "$input" $kind
        done
    done
done

# Last: all that comes to this disk in the next five minutes pays for what is removed here.
input=$(cases "$heavy" heavy)
for ((round = 0; round < rounds; round++)); do
    turn removed again "$input"
done

echo "This build beside an older one ($(sed -n '2{s/:.*//;s/^[^ ]* //;p}' "$folder/version")), in turns, on $processes processes: medians of"
echo "$rounds rounds, ms; the ratio is now over before in the same round: median (least-greatest).  $light light cases, $heavy heavy ones, three"
echo 'forms each; six files: one case, cold, with the shell that starts it.'
printf '%-22s %34s %34s %34s\n' '' 'user: before, now, ratio' 'system: before, now, ratio' 'all: before, now, ratio'
line six 'six files'
for place in memory disk; do
    for weight in light heavy; do
        for kind in pdf docx pdf,docx; do
            line "$place-$weight-$kind" "$weight ${kind/pdf,docx/both}, $place"
        done
    done
done
line removed 'heavy pdf, disk, again'
echo '"again": in place of a batch that was removed just before, which ext4 remembers for minutes.'
