#!/bin/bash
# pipes.t - what comes through a pipe is read like a file, by every command; pipes and devices by name are refused.
. "$(dirname "$0")/lib.sh"

case=$samples/completed.xml
timed() { timeout -k 1 20 "$@"; }

# through WAY COMMAND...: the case comes in one of three ways.
through() {
    local way=$1
    shift
    case $way in
    -) timed "$@" - < <(cat "$case") >"$scratch/stdout" 2>"$scratch/stderr" ;;
    /dev/stdin) cat "$case" | timed "$@" /dev/stdin >"$scratch/stdout" 2>"$scratch/stderr" ;;
    *) timed "$@" <(cat "$case") >"$scratch/stdout" 2>"$scratch/stderr" ;;
    esac
}

timed "$formulyar" render -q --pdfa 3 -t pdf -o "$scratch/file/" "$case"
timed "$formulyar" batch -q -j 1 -o "$scratch/batch" "$case"
timed "$formulyar" summary -q --school-year 2025/2026 -o "$scratch/year/" "$case"
timed "$formulyar" bundle -q --date 2026-05-30 --number 1 -o "$scratch/bundle.pdf" "$case"
for way in - /dev/stdin '<()'; do
    rm -rf "$scratch/out" "$scratch/outs" "$scratch/outy" "$scratch/outb.pdf"
    through "$way" "$formulyar" check
    is $? 0 "check $way"
    through "$way" "$formulyar" render -q --pdfa 3 -t pdf -o "$scratch/out/"
    diff -r "$scratch/file" "$scratch/out" >/dev/null
    ok $? "render $way: the same bytes as from a file, the case attached byte for byte"
    through "$way" "$formulyar" batch -q -j 2 -o "$scratch/outs"
    (cd "$scratch/batch" && for f in *.pdf *.docx; do cmp "$f" "$scratch/outs/$f" || exit 1; done)
    ok $? "batch $way: the same documents as from a file"
    through "$way" "$formulyar" summary -q --school-year 2025/2026 -o "$scratch/outy/"
    diff -r "$scratch/year" "$scratch/outy" >/dev/null
    ok $? "summary $way"
    through "$way" "$formulyar" bundle -q --date 2026-05-30 --number 1 -o "$scratch/outb.pdf"
    cmp -s "$scratch/bundle.pdf" "$scratch/outb.pdf"
    ok $? "bundle $way"
done

exits 0 'two pipes' timed "$formulyar" check -q <(cat "$case") <(cat "$samples/active.xml")
(read -r _ && timed "$formulyar" check -q -) < <(echo; cat "$case")
is $? 0 'a pipe of which somebody has read a line'
{ read -r _ && timed "$formulyar" check -q -; } < <(cat "$case") 2>/dev/null
is $? 0 'the rest of a file is a case of its own'
exits 1 'nothing at all' timed "$formulyar" check - </dev/null
has "$err" E105 'an empty file'
head -c 300000000 /dev/zero | timed "$formulyar" check -q --lang en - 2>"$scratch/large"
is $? 1 'more than a pipe may bring'

mkfifo "$scratch/fifo.xml"
exits 3 'a named pipe' timed "$formulyar" check "$scratch/fifo.xml"
has "$err" E001 'is refused at once'
exits 3 'a device' timed "$formulyar" render -o "$scratch/never/" /dev/zero
timed "$formulyar" batch -q -o "$scratch/never" "$scratch/fifo.xml" 2>/dev/null
is $? 3 'a named pipe for a batch'
mkdir "$scratch/in"
mkfifo "$scratch/in/a.xml"
cp "$case" "$scratch/in/b.xml"
exits 0 'a named pipe in a folder is passed over' timed "$formulyar" batch -q -o "$scratch/some" "$scratch/in"
# A program on the other side may have made the pipe non-blocking (ssh, Node.js).
nonblocking() {
    python3 - "$@" <<'END'
import fcntl, os, subprocess, sys, time
def pipe():
    ends = os.pipe()
    for end in ends:
        fcntl.fcntl(end, fcntl.F_SETFL, fcntl.fcntl(end, fcntl.F_GETFL) | os.O_NONBLOCK)
    return ends
case, command = sys.argv[1], sys.argv[2:]
mine, theirs = pipe(), pipe()
run = subprocess.Popen(command, stdin=mine[0], stdout=theirs[1])
os.close(theirs[1])
def until_it_waits():
    while open(f'/proc/{run.pid}/stat').read().rpartition(')')[2].split()[0] not in 'SZ':
        time.sleep(0.01)
until_it_waits()
os.set_blocking(mine[1], True)
os.write(mine[1], open(case, 'rb').read())
os.close(mine[1])
until_it_waits()
os.set_blocking(theirs[0], True)
with open(theirs[0], 'rb') as result:
    sys.stdout.buffer.write(result.read())
sys.exit(run.wait())
END
}
for way in - /dev/stdin; do
    exits 0 "a pipe that does not wait: $way" nonblocking "$case" "$formulyar" check -q "$way"
done
nonblocking "$case" "$formulyar" bundle -q --date 2026-05-30 --number 1 -t docx -o - - >"$scratch/waited.docx"
is $? 0 'both ends do not wait'
"$formulyar" bundle -q --date 2026-05-30 --number 1 -t docx -o "$scratch/file.docx" "$case"
cmp "$scratch/file.docx" "$scratch/waited.docx"
ok $? 'all of it comes through'
nonblocking "$scratch/file/2025-014_5.4.pdf" "$formulyar" verify - >/dev/null
is $? 0 'verify - of a pipe that does not wait'

truncate -s 5G "$scratch/large.xml"
timed "$formulyar" check -q --lang en - <"$scratch/large.xml" 2>>"$scratch/large"
is $? 1 'a file that is too large'
is "$(cat "$scratch/large")" "$(cat tests/cmd/pipes.err)" 'both are told of at once'
done_testing
