# lib.sh - what the tests of the command line share.  Source it under bash.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
formulyar=$PWD/$BUILD/formulyar
samples=$PWD/samples
unset SOURCE_DATE_EPOCH
export LC_ALL=C.UTF-8
scratch=$(mktemp -d)
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT

# run COMMAND...: runs it; $status, $out and $err are what came of it.
run() {
    "$@" >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
    status=$?
    { out=$(<"$scratch/stdout"); } 2>/dev/null # which would tell of null bytes
    err=$(<"$scratch/stderr")
}

# exits STATUS NAME COMMAND...: the command exits so; what it said is shown otherwise.
exits() {
    local wanted=$1 name=$2
    shift 2
    run "$@"
    is "$status" "$wanted" "$name"
    [ "$status" -eq "$wanted" ] || printf '%s\n%s\n' "$out" "$err" | sed 's/^/# /'
}

# has TEXT PART NAME: the text contains the part.
has() {
    case $1 in
    *"$2"*) ok 0 "$3" ;;
    *)
        ok 1 "$3"
        printf '%s\n' "$1" | sed 's/^/# got: /'
        ;;
    esac
}
