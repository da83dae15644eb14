#!/bin/bash
# stopped.t - TERM and INT end every command at once and leave nothing half; a crash leaves no core.
. "$(dirname "$0")/lib.sh"

case=$samples/completed.xml
python3 tests/batch/generate.py 150 >"$scratch/cases.xml"
"$formulyar" render -q -f 5.4 -t pdf -o "$scratch" "$case"
cp "$scratch/2025-014_5.4.pdf" "$scratch/hostile.pdf"
sanitized=$(grep -c -e -fsanitize "$BUILD/flags")

# ends NAME SIGNAL PID: after the signal the process ends, though it would wait for ever; $status.
ends() {
    local began ended
    began=${EPOCHREALTIME/./}
    kill -"$2" "$3" 2>/dev/null
    wait "$3" 2>/dev/null
    status=$?
    ended=$(((${EPOCHREALTIME/./} - began) / 1000))
    [ "$ended" -lt 60000 ]
    ok $? "$1: ended after $ended ms"
}

# ---- where nothing would end by itself --------------------------------------------------
mkfifo "$scratch/silent"
exec 9<>"$scratch/silent" # nobody ever writes
# waits PID PROGRAM: the program has begun, and waits for something.
waits() { [ "/proc/$1/exe" -ef "$2" ] && grep -q '^State:.S' "/proc/$1/status"; }
"$formulyar" check - <&9 2>/dev/null &
pid=$!
until_true waits $pid "$formulyar"
is "$(awk '/core file/ { print $5, $6 }' /proc/$pid/limits)" '0 0' 'no core file'
ends 'waiting for standard input' TERM $pid
is "$status" 143 'by the signal'
"$formulyar" batch -q -t pdf -o "$scratch/waiting" - <&9 2>/dev/null &
pid=$!
until_true waits $pid "$formulyar"
ends 'batch, waiting for standard input' TERM $pid
is "$(find "$scratch/waiting" -mindepth 1 2>/dev/null)" '' 'nothing is left behind'

FORMULYAR_TEST_FAULT=hang:hostile.pdf "$formulyar" verify "$scratch/hostile.pdf" >/dev/null 2>&1 &
pid=$!
has_child() { child=$(cat /proc/$pid/task/$pid/children 2>/dev/null) && [ -n "$child" ]; }
until_true has_child
ok $? 'verify reads in a process of its own'
ends 'verify of a file that hangs its reader' TERM $pid
until_true test ! -e "/proc/${child% }"
ok $? 'its reader ends with it'

if setpriv --reuid 65534 --clear-groups true 2>/dev/null; then
    # Whoever may dump a process owns its entry in /proc.
    chmod 755 "$scratch"
    make -s --no-print-directory -o all install BUILD="$BUILD" PREFIX=/usr DESTDIR="$scratch/tree" >/dev/null
    setpriv --reuid 65534 --clear-groups "$scratch/tree/usr/bin/formulyar" check - <&9 2>/dev/null &
    pid=$!
    until_true waits $pid "$scratch/tree/usr/bin/formulyar"
    if [ "$sanitized" -ne 0 ]; then
        skip 'nobody may dump it' 'a build without sanitizers'
    else
        is "$(stat -c %u /proc/$pid/environ)" 0 'nobody may dump it'
    fi
    kill "$pid"
    wait "$pid" 2>/dev/null
else
    skip 'nobody may dump it' 'run the tests as root: another user is needed to see it'
fi

# ---- at any moment -------------------------------------------------------------------------
# stopped NAME COMMAND...: TERM at some moments; what stands in the folder "any" then is whole.
stopped() {
    local name=$1 moment bad=''
    shift
    for moment in 0.02 0.1 0.2 0.4; do
        "$@" >/dev/null 2>&1 &
        sleep "$moment"
        ends "$name after $moment s" TERM $!
        case $status in
        0 | 3 | 143) ;;
        *) bad="$bad status $status" ;;
        esac
        [ -z "$(find "$scratch/any" -name '.formulyar-*' 2>/dev/null)" ] || bad="$bad draft"
        for file in "$scratch"/any/*.zip; do
            [ ! -e "$file" ] || unzip -tqq "$file" >/dev/null 2>&1 || bad="$bad ${file##*/}"
        done
        for file in "$scratch"/any/*.pdf "$scratch"/any/*.docx; do
            [ ! -e "$file" ] || "$formulyar" verify "$file" >/dev/null 2>&1 || bad="$bad ${file##*/}"
        done
    done
    is "$bad" '' "$name: nothing half, no draft, a status that is documented"
}
"$formulyar" batch -q -t pdf -o "$scratch/ready" "$scratch/cases.xml"
mkdir "$scratch/any"
stopped 'an archive' "$formulyar" batch -q --force -t pdf -o "$scratch/ready" --archive "$scratch/any/a.zip" "$scratch/cases.xml"
stopped 'a merged PDF' "$formulyar" batch -q --force -t pdf -o "$scratch/ready" --merge "$scratch/any/m.pdf" "$scratch/cases.xml"
stopped 'a summary' "$formulyar" summary -q --force -o "$scratch/any" "$scratch/cases.xml"
stopped 'a bundle' "$formulyar" bundle -q --force --number 1 --date 2027-05-28 -o "$scratch/any/b.pdf" "$scratch/cases.xml"
stopped 'verify' "$formulyar" verify "$scratch"/ready/*.pdf
exits 0 'afterwards all is made' "$formulyar" batch -q --force -t pdf -o "$scratch/ready" --archive "$scratch/any/a.zip" "$scratch/cases.xml"
done_testing
