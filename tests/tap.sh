# tap.sh - the few functions that every shell test (tests/*/*.t) uses to speak TAP.
# Source it from bash; call plan-free ok/is/skip and end with done_testing.
tap_count=0
tap_failed=0

# ok STATUS NAME: STATUS 0 passes.
ok() {
    tap_count=$((tap_count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_count - $2"
    else
        tap_failed=$((tap_failed + 1))
        echo "not ok $tap_count - $2"
    fi
}

# is GOT WANTED NAME: equal strings pass; the difference is shown otherwise.
is() {
    if [ "$1" = "$2" ]; then
        ok 0 "$3"
    else
        ok 1 "$3"
        diff <(printf '%s\n' "$2") <(printf '%s\n' "$1") | sed 's/^/# /'
    fi
}

# skip NAME REASON: counted as skipped, with how to get what is missing.
skip() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

done_testing() {
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
}
