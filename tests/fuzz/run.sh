#!/bin/bash
# run.sh BUILD SECONDS TARGET...: fuzzes each target so long, one after the other, and says what was
# done and found.  Ends with "N passed, N failed"; status 1 when anything was found.
# Inputs that lead to new code are kept in BUILD/fuzz/corpus/TARGET and go on from there the next time;
# what was found is in BUILD/fuzz/found/TARGET.
set -u
build=$1 seconds=$2
shift 2
here=tests/fuzz
export LC_ALL=C.UTF-8
# All that is allocated goes back before an input ends, or is a leak; a wrong size is no reason to die.
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:quarantine_size_mb=32 UBSAN_OPTIONS=print_stacktrace=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work
[ "$build/fuzz/seeds/whole" -nt $here/seeds.sh ] || {
    rm -rf "$build/fuzz/seeds"
    $here/seeds.sh "$build" "$build/fuzz/seeds" || exit 3
    touch "$build/fuzz/seeds/whole"
}

dictionary() {
    case $1 in
    appraise | edition | organization | sheet | workbook) echo form ;;
    join | quick) echo pdf ;;
    names) echo text ;;
    plain) echo docx ;;
    library) echo case ;;
    *) echo "$1" ;;
    esac
}

# Sizes beyond the seeds only make a target slow.
largest() {
    case $1 in
    pdf | join | quick) echo 40000 ;;
    text | names) echo 1500 ;;
    *) echo 20000 ;;
    esac
}

passed=0 failed=0
for target; do
    corpus=$build/fuzz/corpus/$target found=$build/fuzz/found/$target log=$build/fuzz/$target.log
    mkdir -p "$corpus" "$found" "$here/found/$target"
    "$build/fuzz/run_$target" -max_total_time="$seconds" -rss_limit_mb=512 -timeout=5 \
        ${SEED:+-seed="$SEED"} -max_len="$(largest "$target")" -dict="$here/dictionaries/$(dictionary "$target").dict" \
        -artifact_prefix="$found/" -print_final_stats=1 -verbosity=1 \
        "$corpus" "$build/fuzz/seeds/$target" "$here/found/$target" >"$log" 2>&1 </dev/null
    status=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    edges=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)
    peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log" | tail -n 1)
    line="$target: ${executions:-0} executions, ${edges#cov: } edges, ${peak:-?} MB"
    if [ $status -eq 0 ] && [ "${executions:-0}" -gt 0 ]; then
        passed=$((passed + 1))
        echo "ok - $line, nothing found"
    else
        failed=$((failed + 1))
        echo "not ok - $line: $(grep -oE '(ERROR|SUMMARY|fuzz_demand|runtime error): .*' "$log" | head -n 2 | tr '\n' ' ')"
        grep 'Test unit written to' "$log" | sed 's/^/# /'
        echo "# $build/fuzz/run_$target FILE runs it again; $log says more"
    fi
done
rmdir "$here"/found/* 2>/dev/null
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
