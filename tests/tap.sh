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

# until_true COMMAND...: waits until the command succeeds; after a minute it gives up.
until_true() {
    local i
    for ((i = 0; i < 1200; i++)); do
        "$@" && return
        sleep 0.05
    done
    return 1
}

# with_clock FILE COMMAND...: runs it with a clock that is ahead by the seconds that FILE holds.
tap_folder=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
with_clock() {
    local ahead=$1 preload=$tap_folder/../$BUILD/tests/clock.so
    shift
    if [ "$tap_folder/clock.c" -nt "$preload" ]; then
        gcc -D_GNU_SOURCE -std=c11 -O1 -shared -fPIC -o "$preload.$$" "$tap_folder/clock.c" && mv "$preload.$$" "$preload" ||
            return 127
    fi
    env CLOCK_AHEAD="$ahead" LD_PRELOAD="$preload" ASAN_OPTIONS="verify_asan_link_order=0:${ASAN_OPTIONS:-}" "$@"
}

done_testing() {
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
}
